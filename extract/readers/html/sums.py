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
        self.total: list[float] = []
        self.dense: list[float] = []
        self.links: list[float] = []
        for line in lines:
            total = weigh(line.text) if line.grid is None else line.size
            self.total.append(total)
            self.dense.append(_density(line, total) if line.grid is None else float(total))
            self.links.append(total * line.link_chars / len(line.text) if line.link_chars else 0.0)
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
    free = total * (1 - line.link_chars / len(line.text)) if line.link_chars else total
    if free < 1 or (total < 60 and line.boilerplate):
        return 0.0
    if total < 60 and line.metadata:
        return free * 0.05
    if total >= 8 and SENTENCE.search(line.text):
        return free
    return free * (0.7 if total >= 30 else 0.25)


def blocks(element: Element) -> Iterator[Element]:
    """An element and the block elements below it."""
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(element.inner)
