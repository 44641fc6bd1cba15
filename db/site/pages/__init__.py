"""One module for each kind of page; each is a function `(connection, ask) -> Answer`."""
