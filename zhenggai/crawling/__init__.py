"""`crawl`, `sources` and `archive`: the commands, and the process that crawls."""
