"""How much running text the lines and elements of a page hold."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from extract.readers.html.line import Line
from extract.readers.html.tree import Element

SENTENCE = re.compile(r"[。；！？：，、;!?]|[.,:](?:\s|$|[\"'”’)])")


def weigh(text: str) -> float:
    """Length of a text in Chinese characters: three Latin letters count as one."""
    return len(text.encode("utf-8", "replace")) / 3


class PageSums:
    """Running sums over the lines of a page: running text, all text, text in links."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.total = [weigh(line.text) if line.grid is None else line.size for line in lines]
        self.dense = [_density(line, total) for line, total in zip(lines, self.total, strict=True)]
        self.links = [
            total * line.link_chars / max(1, len(line.text)) if line.grid is None else 0.0
            for line, total in zip(lines, self.total, strict=True)
        ]
        self.total_sums = list(accumulate(self.total, initial=0.0))
        self.link_sums = list(accumulate(self.links, initial=0.0))
        self.sum_up()

    def copy(self) -> "PageSums":
        """The same sums, whose running text may be weighed otherwise."""
        twin = object.__new__(PageSums)
        twin.lines, twin.total, twin.links, twin.dense = self.lines, self.total, self.links, self.dense[:]
        twin.total_sums, twin.link_sums, twin.dense_sums = self.total_sums, self.link_sums, self.dense_sums
        return twin

    def sum_up(self) -> None:
        """Sum up anew after the running text was weighed otherwise."""
        self.dense_sums = list(accumulate(self.dense, initial=0.0))

    def dense_in(self, element: Element) -> float:
        """Running text in an element."""
        return self.dense_sums[element.last] - self.dense_sums[element.first]

    def total_in(self, element: Element) -> float:
        """All text in an element."""
        return self.total_sums[element.last] - self.total_sums[element.first]

    def links_in(self, element: Element) -> float:
        """Text in links in an element."""
        return self.link_sums[element.last] - self.link_sums[element.first]


def _density(line: Line, total: float) -> float:
    if line.grid is not None:
        return float(total)
    free = total * (1 - line.link_chars / max(1, len(line.text)))
    if free < 1 or (total < 60 and line.boilerplate):
        return 0.0
    if total < 60 and line.metadata:
        return free * 0.05
    if SENTENCE.search(line.text) and total >= 8:
        return free
    return free * (0.7 if total >= 30 else 0.25)


def blocks(element: Element) -> Iterator[Element]:
    """An element and the block elements below it."""
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(element.inner)
