"""Rows written and removed, and what depends on all notices together."""
