"""What answers a request: addresses, problems, the review page, Datasette."""
