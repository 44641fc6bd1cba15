"""Numbers of documents, and regulations by their titles."""
