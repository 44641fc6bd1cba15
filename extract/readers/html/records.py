"""Elements whose class says a page's own words (meta, tag, label), but which come again with cells of findings."""

from collections import Counter
from functools import cached_property

from extract.language.folding import fold
from extract.lines.labels import ABOUT_PROBLEM, heading_role, label_at
from extract.readers.html.sums import PageSums, blocks
from extract.readers.html.tree import Element
from extract.status.statements import pure_status

_FEWEST = 2
_LONGEST = 200  # characters
_STATE = 20  # characters of a badge


class Records:
    """The kinds of elements that open with the label of a finding's cell, or hold but a state; looked for when asked."""

    def __init__(self, root: Element, sums: PageSums) -> None:
        self.root, self.sums = root, sums

    def __contains__(self, element: Element) -> bool:
        return bool(element.names) and _kind(element) in self._kinds

    @cached_property
    def _kinds(self) -> frozenset[tuple[str, frozenset[str]]]:
        told = Counter(_kind(e) for e in blocks(self.root) if e.names and self._tells(e))
        return frozenset(kind for kind, count in told.items() if count >= _FEWEST)

    def _tells(self, element: Element) -> bool:
        if element.last <= element.first or self.sums.links_in(element):
            return False
        line = self.sums.lines[element.first]
        if line.grid is not None or len(line.text) > _LONGEST:
            return False
        words = fold(line.text)
        label = label_at(words, 0, len(words))
        label = label_at(words, 0, len(words))
        alone = len(words) if " " not in words else words.index(" ")  # 责任单位 财务科
        role = label.role if label else heading_role(words, 0, len(words)) or heading_role(words, 0, alone)
        if role is not None:
            return role in ABOUT_PROBLEM
        return len(words) <= _STATE and pure_status(words, 0, len(words)) is not None


def _kind(element: Element) -> tuple[str, frozenset[str]]:
    return element.tag, frozenset(element.names)
