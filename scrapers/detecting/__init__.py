"""Which family a new list belongs to, and a data file for it."""
