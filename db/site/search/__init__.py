"""What a search finds, and the pages it leads to."""
