"""The title in a link around a whole card: its heading, else its first block of some words, before summary and date."""

import re

from bs4 import Tag

SHORTEST = 5  # characters of a title
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
BLOCKS = ["div", "p", "dt", "dd", "li", "section"]
HAN = re.compile(r"[\u3400-\u9fff]{4}")


def card_title(link: Tag) -> str | None:
    """The title of a card; None where a link holds nothing but its words."""
    heading = link.find(HEADINGS)
    if isinstance(heading, Tag) and (words := words_of(heading)):
        return words
    blocks = [block for block in link.find_all(BLOCKS) if not block.find(BLOCKS)]
    if len(blocks) < 2 and not (blocks and words_of(link) != words_of(blocks[0])):
        return None
    return next((text for text in map(words_of, blocks) if len(text) >= SHORTEST and HAN.search(text)), None)


def words_of(element: Tag) -> str:
    """All words of an element."""
    return " ".join(element.get_text().split())
