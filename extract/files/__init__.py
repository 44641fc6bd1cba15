"""Bytes before they are read: kinds, encodings, limits, refusals."""
