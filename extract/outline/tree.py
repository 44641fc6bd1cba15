"""Build the tree of sections that a document's enumerators draw.

A line's enumerator kind decides its depth by the kinds that are open above it: a kind already open
closes everything below it, a new kind opens one level deeper. Restarting numbers need no rule of their own. Kinds
are ordered as GB/T 9704 nests them, so that a 一、 after (一) 1. closes both even where it was not open.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from itertools import pairwise
from typing import TypeVar

from extract.lines.enumerators import Mark
from extract.lines.lines import Line, Page
from extract.once import told_once
from extract.outline.label_lists import listed_under_labels

_T = TypeVar("_T")
INTRODUCES = 9  # rank of an unnumbered heading (引言) that ends where the first number stands
NAMED = 5  # rank of an unnumbered heading that names one finding
# Outer kinds first. Kinds of one rank may nest either way (whichever comes first is the outer one).
_RANK: dict[str, float] = {
    "part": 0, "division": 0.3, "formal": 1, "han": 2, "han_paren": 3, "coded": 3.5, "ordinal": 4, "problem": 4,
    "num": 5, "decimal": 5.2, "subdecimal": 5.3, "stem": 5.5, "roman": 5.5, "latin": 6, "num_half": 6, "num_paren": 6,
    "latin_paren": 6.5, "roman_paren": 6.7, "circled": 7, "shi": 7, "dash": 8,
}  # fmt: skip


@dataclass(eq=False)
class Section:
    """A line and what stands under it. The line of the root is one of nothing, before all others; unnumbered lines are leaves.

    `kind` is that of its number; None for plain lines, bullets and tables.
    """

    line: Line
    parent: "Section | None"
    depth: int
    children: list["Section"] = field(default_factory=list)
    named: bool = False  # an unnumbered heading of one finding
    kind: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.kind = "named" if self.named else self.line.number

    @property
    def value(self) -> int | None:
        return self.line.mark.value if self.line.mark else None

    @property
    def beside(self) -> list["Section"]:
        """The sections that stand below the same heading, itself among them, in order."""
        return self.parent.children if self.parent else [self]

    @told_once
    def subtree(self) -> tuple["Section", ...]:
        """This section and everything under it, in document order; asked when the tree stands."""
        found = [self]
        for child in self.children:
            found += child.subtree if child.children else (child,)
        return tuple(found)

    @told_once
    def lines(self) -> tuple[Line, ...]:
        """Its line and those under it."""
        if not self.children:
            return (self.line,) if self.depth else ()
        return tuple([s.line for s in self.subtree if s.depth])

    def start(self) -> int:
        return self.line.start

    def end(self) -> int:
        last = self
        while last.children:
            last = last.children[-1]
        return last.line.end


def kept_above(told: Callable[[Page, Section], _T]) -> Callable[[Page, Section], _T]:
    """Work out once for each group what `told` says of a section by nothing but the headings above it."""

    @wraps(told)
    def known(page: Page, section: Section) -> _T:
        key = (told, section.parent)
        try:
            found: _T = page.known[key]
        except KeyError:
            found = page.known[key] = told(page, section)
        return found

    return known


def build_outline(page: Page, lines: list[Line], headings: dict[int, int] | None = None) -> Section:
    """Return the root of the tree over `lines`. `headings` maps line indexes of unnumbered headings to a rank."""
    ranks = _RANK | _raised(lines)
    ranks |= _above_named(lines, headings or {})
    open_at = _above_their_numbers(lines, headings or {}, ranks)
    listed = listed_under_labels(page, [x for x in lines if x.index not in open_at])
    root = Section(line=page.nothing, parent=None, depth=0)
    stack: list[tuple[str, Section]] = [("", root)]
    last: dict[str, Section] = {}
    for line in lines:
        kind = None if line.index in listed else _kind(line, open_at)
        if kind is None:
            parent = stack[-1][1]
            parent.children.append(Section(line=line, parent=parent, depth=parent.depth + 1))
            continue
        _close(stack, kind, ranks)
        if line.mark and line.mark.value > 1:
            _close_to_continued(stack, line.mark, last)
        parent = stack[-1][1]
        named = open_at.get(line.index) == NAMED
        section = Section(line=line, parent=parent, depth=parent.depth + 1, named=named)
        parent.children.append(section)
        stack.append((kind, section))
        last[kind] = section
    return root


def _close_to_continued(stack: list[tuple[str, Section]], mark: Mark, last: Mapping[str, Section]) -> None:
    """2. behind A1. goes on with the 1. that stood before A.: it closes all that opened since, but no heading right above it
    (第2部分 / 2. of numbers that run through all parts).
    """
    before = last.get(mark.kind)
    if before is None or before.value != mark.value - 1 or before.parent is stack[-1][1]:
        return
    depth = next((n for n, (_, s) in enumerate(stack) if s is before.parent), None)
    if depth is not None and len(stack) > depth + 1 and stack[depth + 1][1].children:
        del stack[depth + 1 :]


def _above_named(lines: list[Line], headings: Mapping[int, float]) -> dict[str, float]:
    """Ranks of numbers above problems named without one: 甲、收支执行 / F。 / 机关回复：…, again 乙、…."""
    if NAMED not in headings.values():
        return {}
    above = Counter(
        x.number for x, y in pairwise(lines) if headings.get(y.index) == NAMED and x.number is not None
    )
    return {kind: NAMED - 1 for kind, times in above.items() if times > 1 and _RANK[kind] > NAMED - 0.5}


_LETTERS = ("stem", "latin", "roman")
_FIELD = 3  # rank of an unnumbered heading that groups findings


def _above_their_numbers(
    lines: list[Line], headings: dict[int, int], ranks: dict[str, float]
) -> Mapping[int, float]:
    """Fields above numbers of an outer kind (资金管理方面 / 一、…, 工程管理方面 / 三、…) open above these in the tree."""
    fields = {i for i, rank in headings.items() if rank == _FIELD}
    below: list[str] = []
    open_ = False
    for line in lines if len(fields) > 1 else ():
        kind = line.number
        if line.index in fields:
            open_ = True
        elif open_ and kind is not None and line.index not in headings:
            below.append(kind)
            open_ = False
    outer = len(set(below)) == 1 and len(below) > 1 and ranks[below[0]] < _FIELD - 0.5
    return {i: ranks[below[0]] + 0.4 if outer and i in fields else rank for i, rank in headings.items()}


def _raised(lines: list[Line]) -> dict[str, float]:
    """Ranks of 甲、, A. and I. where they stand above other numbers: a list begins below them.

    甲、 heads a Taiwanese report and, below 貳、, a group of 一、 in one of Macau; it divides a list inside a Hong Kong one.
    So does any number that goes on where those of an outer kind stop that began right below it: 1. / 问题1：… 问题5：… / 2.,
    and letters between numbers that run on below them: A. / 4.2 … / B. / 4.6.
    """
    marks = [x.mark for x in lines if x.mark and not x.is_table and x.mark.kind != "dash"]
    lettered = {m.kind for m in marks}.intersection(_LETTERS)
    raised: dict[str, float] = {
        kind: _RANK[k] - 0.5 for kind in lettered if (k := _run_on_below(marks, kind))
    }
    for at, (mark, following) in enumerate(pairwise(marks)):
        if (
            mark.value == following.value == 1
            and _RANK[following.kind] < _RANK[mark.kind]
            and (mark.kind in _LETTERS or _goes_on_behind(marks, at))
        ):
            raised.setdefault(mark.kind, _RANK[following.kind] - 0.5)
    return raised


def _run_on_below(marks: list[Mark], letters: str) -> str | None:
    """The outer kind whose numbers stand below each of these letters and count on from one to the next."""
    heads = [n for n, m in enumerate(marks) if m.kind == letters]
    below = [marks[n + 1] for n in heads if n + 1 < len(marks)]
    kinds = {m.kind for m in below}
    values = [marks[n].value for n in heads]
    if len(heads) < 2 or len(below) < len(heads) or len(kinds) > 1 or values != [*range(1, len(heads) + 1)]:
        return None
    kind = kinds.pop()
    counted = [m.value for m in marks if m.kind == kind]
    return kind if _RANK[kind] < _RANK[letters] and counted == sorted({*counted}) else None


def _goes_on_behind(marks: list[Mark], at: int) -> bool:
    """True where 2. of a kind comes before anything but numbers of the kind that began below its 1. and of kinds inside."""
    mark, following = marks[at], marks[at + 1]
    for n in range(at + 2, len(marks)):
        if marks[n].kind == mark.kind:
            return marks[n].value == 2
        if _RANK[marks[n].kind] < _RANK[following.kind]:
            return False
    return False


def _kind(line: Line, headings: Mapping[int, float]) -> str | None:
    return f"heading{headings[line.index]}" if line.index in headings else line.number


def _rank(kind: str, ranks: dict[str, float]) -> float:
    return float(kind[7:]) - 0.5 if kind.startswith("heading") else ranks[kind]


def _close(stack: list[tuple[str, Section]], kind: str, ranks: dict[str, float]) -> None:
    """Pop until `kind` may open under the top of the stack."""
    open_kinds = [k for k, _ in stack[1:]]
    if kind in open_kinds:
        del stack[1 + open_kinds.index(kind) :]
        return
    while len(stack) > 1 and _rank(stack[-1][0], ranks) > _rank(kind, ranks):
        stack.pop()
