"""Word documents, old and new, and RTF."""
