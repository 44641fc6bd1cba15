"""Archives of files."""
