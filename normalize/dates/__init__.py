"""Dates and deadlines: from characters to days of the calendar."""
