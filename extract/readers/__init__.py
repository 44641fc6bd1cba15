"""One reader a file format; `extract.reading` chooses among them by content."""
