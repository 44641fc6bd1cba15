"""Lists of notices: their rows, dates, links and pagers, whatever site they stand on."""
