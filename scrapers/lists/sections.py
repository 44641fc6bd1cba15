"""Boxes of rows under headings of their own, where rows of several boxes look alike: which of them are the page's list."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bs4 import Tag
from bs4.element import NavigableString

from scrapers.lists.card_titles import HAN
from scrapers.topics import topics

FARTHEST = 40  # pieces before a row among which its heading is looked for
LONGEST = 60  # characters of a heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Rows that follow one heading (empty before the first): the numbers of the first and of the one behind the last."""

    heading: str
    start: int
    end: int


def boxes_of(rows: Sequence[Tag], starts: Collection[int]) -> list[Box]:
    """The boxes that headings between rows make; `starts` are the ids of all rows of the page."""
    heads = [heading_of(row, starts) for row in rows]
    begins = [i for i, head in enumerate(heads) if head or i == 0]
    ends = [*begins[1:], len(rows)]
    return [Box(heading=heads[a], start=a, end=b) for a, b in zip(begins, ends, strict=True)]


def heading_of(row: Tag, starts: Collection[int]) -> str:
    """The words that stand right before a row, outside links; empty where another row of the page stands there."""
    for text in islice(pieces_before(row), FARTHEST):
        if any(id(parent) in starts for parent in text.parents):
            return ""
        if HAN.search(text) and not any(
            parent.name in ("a", "script", "style", "th") for parent in text.parents
        ):
            around = text.parent
            words = " ".join(around.get_text().split()) if around is not None else str(text)
            return words if len(words) <= LONGEST else " ".join(text.split())
    return ""


def pieces_before(row: Tag) -> Iterator[NavigableString]:
    """The strings before an element, the nearest first."""
    return (piece for piece in row.previous_elements if isinstance(piece, NavigableString))


def kept_boxes(boxes: Sequence[Box], titles: Sequence[str]) -> list[Box]:
    """Without boxes whose heading and most titles are off topic, where another's heading is on it.

    A box of news or of what is read most may look like the list beside it.
    """
    told = topics().told
    if len(boxes) > len(titles) / 2 or not any(told(box.heading) for box in boxes):
        return list(boxes)

    def aside(box: Box) -> bool:
        on_topic = sum(told(title) for title in titles[box.start : box.end])
        return bool(box.heading) and not told(box.heading) and on_topic * 2 <= box.end - box.start

    return [box for box in boxes if not aside(box)]
