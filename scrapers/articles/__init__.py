"""Pages of single notices: what they say of themselves."""
