"""Build the tree of sections that a document's enumerators draw.

A line's enumerator kind decides its depth by the kinds that are open above it: a kind already open
closes everything below it, a new kind opens one level deeper. Restarting numbers need no rule of their own. Kinds
are ordered as GB/T 9704 nests them, so that a 一、 after (一) 1. closes both even where it was not open.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from itertools import pairwise
from typing import TypeVar

from extract.lines.enumerators import mark_at
from extract.lines.labels import labels_in
from extract.lines.line_reading import heading_role_of, labels_of
from extract.lines.lines import Line, Page

_T = TypeVar("_T")
INTRODUCES = 9  # rank of an unnumbered heading (引言) that ends where the first number stands
NAMED = 5  # rank of an unnumbered heading that names one finding
# Outer kinds first. Kinds of one rank may nest either way (whichever comes first is the outer one).
_RANK: dict[str, float] = {
    "part": 0, "division": 0.3, "formal": 1, "han": 2, "han_paren": 3, "coded": 3.5, "ordinal": 4, "problem": 4,
    "num": 5, "decimal": 5.2, "subdecimal": 5.3, "stem": 5.5, "roman": 5.5, "latin": 6, "num_half": 6, "num_paren": 6,
    "latin_paren": 6.5, "roman_paren": 6.7, "circled": 7, "shi": 7, "dash": 8,
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Section:
    """A line and what stands under it. The root has no line; unnumbered lines are leaves.

    `kind` is that of its number; None for plain lines, bullets and tables.
    """

    line: Line | None
    parent: "Section | None"
    depth: int
    children: list["Section"] = field(default_factory=list)
    named: bool = False  # an unnumbered heading of one finding
    kind: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.kind = "named" if self.named else None if self.line is None else _numbered(self.line)

    @property
    def value(self) -> int | None:
        return self.line.mark.value if self.line and self.line.mark else None

    def walk(self) -> Iterator["Section"]:
        """Yield this section and everything under it, in document order."""
        open_ = [self]
        while open_:
            section = open_.pop()
            yield section
            open_ += section.children[::-1]

    def lines(self) -> Iterator[Line]:
        for section in self.walk():
            if section.line is not None:
                yield section.line

    def start(self) -> int:
        return self.line.start if self.line else 0

    def end(self) -> int:
        last = self
        while last.children:
            last = last.children[-1]
        return last.line.end if last.line else 0


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
    listed = _listed_under_labels(page, [x for x in lines if x.index not in open_at])
    root = Section(line=None, parent=None, depth=0)
    stack: list[tuple[str, Section]] = [("", root)]
    for line in lines:
        kind = None if line.index in listed else _kind(line, open_at)
        if kind is None:
            parent = stack[-1][1]
            parent.children.append(Section(line=line, parent=parent, depth=parent.depth + 1))
            continue
        _close(stack, kind, ranks)
        parent = stack[-1][1]
        named = open_at.get(line.index) == NAMED
        section = Section(line=line, parent=parent, depth=parent.depth + 1, named=named)
        parent.children.append(section)
        stack.append((kind, section))
    return root


def _above_named(lines: list[Line], headings: Mapping[int, float]) -> dict[str, float]:
    """Ranks of numbers above problems named without one: 甲、收支执行 / F。 / 机关回复：…, again 乙、…."""
    above = Counter(
        kind for x, y in pairwise(lines) if headings.get(y.index) == NAMED and (kind := _numbered(x))
    )
    return {kind: NAMED - 1 for kind, times in above.items() if times > 1 and _RANK[kind] > NAMED - 0.5}


_FIELD = 3  # rank of an unnumbered heading that groups findings


def _above_their_numbers(
    lines: list[Line], headings: dict[int, int], ranks: dict[str, float]
) -> Mapping[int, float]:
    """Fields above numbers of an outer kind (资金管理方面 / 一、…, 工程管理方面 / 三、…) open above these in the tree."""
    fields = {i for i, rank in headings.items() if rank == _FIELD}
    below: list[str] = []
    open_ = False
    for line in lines if len(fields) > 1 else ():
        kind = _numbered(line)
        if line.index in fields:
            open_ = True
        elif open_ and kind is not None and line.index not in headings:
            below.append(kind)
            open_ = False
    outer = len(set(below)) == 1 and len(below) > 1 and ranks[below[0]] < _FIELD - 0.5
    return {i: ranks[below[0]] + 0.4 if outer and i in fields else rank for i, rank in headings.items()}


def _listed_under_labels(page: Page, lines: list[Line]) -> set[int]:
    """Numbered lines that are items below a label (主要措施： 1.… 2.…), whatever numbers the findings themselves.

    The list goes on while it counts on; a line that would also be the next finding is one where a label follows it.
    """
    listed: set[int] = set()
    outer: dict[str, int] = {}
    i = 0
    while i < len(lines):
        mark = lines[i].mark
        if mark is not None and not lines[i].is_table:
            outer[mark.kind] = mark.value
        opened = _opens_list(page, lines, i)
        i += 1
        if opened is None:
            continue
        kind, value = opened
        while i < len(lines) and not lines[i].is_table and not _is_labelled(page, lines[i]):
            mark = lines[i].mark
            if mark is not None and mark.kind == kind:
                next_finding = mark.value == outer.get(kind, -1) + 1 and _label_follows(page, lines, i)
                if mark.value != value or next_finding:
                    break
                listed.add(lines[i].index)
                value += 1
            elif mark is not None:
                break
            i += 1
    return listed


def _opens_list(page: Page, lines: list[Line], i: int) -> tuple[str, int] | None:
    """Kind and next value of the list that a label line opens: an empty label before 1., or a label before 1.…"""
    line = lines[i]
    if line.is_table or i + 1 >= len(lines) or lines[i + 1].is_table:
        return None
    following = lines[i + 1].mark
    if following is None or following.kind not in (
        "num",
        "num_half",
        "num_paren",
        "roman_paren",
        "circled",
        "shi",
        "latin",
        "latin_paren",
        "ordinal",
        "han_paren",
    ):
        return None
    if heading_role_of(page, line) and page.folded[line.end - 1] in ":：":
        return (following.kind, 1) if following.value == 1 else None
    labels = labels_of(page, line)
    if not labels or labels[-1].role not in ("measure", "progress", "result", "requirement"):
        return None
    inner = mark_at(page.folded, labels[-1].end, line.end)
    if inner and inner.value == 1 and (following.kind, following.value) == (inner.kind, 2):
        return inner.kind, 2
    return None


def _is_labelled(page: Page, line: Line) -> bool:
    return not line.is_table and bool(labels_in(page.folded, line.body, min(line.end, line.body + 40)))


def _label_follows(page: Page, lines: list[Line], i: int) -> bool:
    return i + 1 < len(lines) and _is_labelled(page, lines[i + 1])


def _raised(lines: list[Line]) -> dict[str, float]:
    """Ranks of 甲、, A. and I. where they stand above other numbers: first of all, or with a list that begins below them.

    甲、 heads a Taiwanese report and, below 貳、, a group of 一、 in one of Macau; it divides a list inside a Hong Kong one.
    """
    marks = [x.mark for x in lines if x.mark and not x.is_table and x.mark.kind != "dash"]
    raised: dict[str, float] = {}
    for at, (mark, following) in enumerate(pairwise(marks)):
        if mark.kind not in ("stem", "latin", "roman"):
            continue
        if at == 0:
            raised[mark.kind] = 0.5
        elif mark.value == following.value == 1 and _RANK[following.kind] < _RANK[mark.kind]:
            raised.setdefault(mark.kind, _RANK[following.kind] - 0.5)
    return raised


def _kind(line: Line, headings: Mapping[int, float]) -> str | None:
    return f"heading{headings[line.index]}" if line.index in headings else _numbered(line)


def _numbered(line: Line) -> str | None:
    """Kind of a line's number; None for plain lines, bullets and tables."""
    return None if line.mark is None or line.is_table or line.mark.kind == "dash" else line.mark.kind


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
