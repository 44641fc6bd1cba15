"""Text of notices as HTML: escaped, marked, cut where its cells begin and end."""
