"""From values to HTML: templates, and the cells that stand hundreds of times on a page."""
