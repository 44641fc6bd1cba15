"""What the formats of office programs share: packages, styles, list numbers, flow of paragraphs."""
