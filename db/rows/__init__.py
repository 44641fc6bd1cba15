"""A record of a notice as rows: cells, and where in the source each of them stands."""
