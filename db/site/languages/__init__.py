"""The words of both languages."""
