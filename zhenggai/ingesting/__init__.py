"""From files to rows: which files, read by whom, recorded how, and what follows from all together."""
