"""The bytes that came, kept as WARC files with an index."""
