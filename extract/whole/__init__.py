"""What holds for all findings or for none: counts, blanket times and units, measures of the whole document."""
