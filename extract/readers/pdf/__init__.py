"""PDF files: glyphs, rules and pictures of their pages."""
