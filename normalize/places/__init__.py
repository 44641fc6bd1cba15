"""Places: the table of them, their names in texts, where a notice comes from."""
