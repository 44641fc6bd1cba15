"""What sites print around a notice, on pages and in the texts copied from them."""
