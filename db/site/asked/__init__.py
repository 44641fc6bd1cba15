"""What a page is asked and what it answers; the description of the API."""
