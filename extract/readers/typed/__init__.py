"""Tables that were typed, or that a copy flattened to text."""
