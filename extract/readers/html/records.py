"""Elements whose class says a page's own words (meta, tag, label), but which come again with cells of findings."""

from collections import defaultdict
from collections.abc import Sequence

from extract.language.folding import fold
from extract.lines.enumerators import mark_at
from extract.lines.labels import ABOUT_PROBLEM, heading_role, label_at
from extract.once import told_once
from extract.readers.html.sums import PageSums, blocks
from extract.readers.html.tree import Element
from extract.status.statements import pure_status

Kind = tuple[str, frozenset[str]]
_FEWEST = 2
_LONGEST = 200  # characters
_STATE = 20  # characters of a badge


class Records:
    """The kinds of elements that open with the label of a finding's cell, hold but a state or count on; found when asked."""

    def __init__(self, root: Element, sums: PageSums) -> None:
        self.root, self.sums = root, sums

    def __contains__(self, element: Element) -> bool:
        return bool(element.names) and _kind(element) in self._kinds

    @told_once
    def _kinds(self) -> frozenset[Kind]:
        kinds = defaultdict[Kind, list[Element]](list)
        for element in blocks(self.root):
            if element.names and element.last > element.first and not self.sums.links_in(element):
                kinds[_kind(element)].append(element)
        again = ((kind, found) for kind, found in kinds.items() if len(found) >= _FEWEST)
        return frozenset(kind for kind, found in again if self._count_on(found) or self._tell(found))

    def _count_on(self, elements: Sequence[Element]) -> bool:
        """True for elements that each open with a number, from 1 on."""
        ordered = sorted(elements, key=lambda e: e.first)
        return all(self._number(e) == n for n, e in enumerate(ordered, 1))

    def _tell(self, elements: Sequence[Element]) -> bool:
        return sum(map(self._tells, elements)) >= _FEWEST

    def _number(self, element: Element) -> int:
        """The number that opens an element: 0 where none does."""
        line = self.sums.lines[element.first]
        words = fold(line.text) if line.grid is None else ""
        mark = mark_at(words, 0, len(words)) if words else None
        return mark.value if mark else 0

    def _tells(self, element: Element) -> bool:
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


def _kind(element: Element) -> Kind:
    return element.tag, frozenset(element.names)
