"""Lines of a document and what one line says by itself: its number, its labels, its role as a heading."""
