"""Full-text search in either script: the words of a text, and of what somebody types."""
