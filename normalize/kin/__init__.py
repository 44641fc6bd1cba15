"""Findings alike across cities, and later notices on the same audit."""
