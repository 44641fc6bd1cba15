"""Collect published notices and keep their bytes (room 1 of 4; see docs/house.md)."""
