"""Build the tree of sections that a document's enumerators draw.

A line's enumerator kind decides its depth by the kinds that are open above it: a kind already open
closes everything below it, a new kind opens one level deeper. Restarting numbers need no rule of their own. Kinds
are ordered as GB/T 9704 nests them, so that a 一、 after (一) 1. closes both even where it was not open.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.lines import Line, Page

# Outer kinds first. Kinds of one rank may nest either way (whichever comes first is the outer one).
_RANK = {"part": 0, "formal": 1, "han": 2, "ordinal": 4, "problem": 4, "han_paren": 3, "num": 5, "latin": 6}
_RANK |= {"num_paren": 6, "circled": 7, "shi": 7, "dash": 8}


@dataclass(slots=True)
class Section:
    """A line and what stands under it. The root has no line; unnumbered lines are leaves."""

    line: Line | None
    parent: "Section | None"
    depth: int
    children: list["Section"] = field(default_factory=list)

    @property
    def kind(self) -> str | None:
        """Kind of its number; None for plain lines, bullets and tables."""
        if self.line is None or self.line.mark is None or self.line.is_table or self.line.mark.kind == "dash":
            return None
        return self.line.mark.kind

    @property
    def value(self) -> int | None:
        return self.line.mark.value if self.line and self.line.mark else None

    def walk(self) -> Iterator["Section"]:
        """Yield this section and everything under it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

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


def build_outline(page: Page, lines: list[Line], headings: dict[int, int] | None = None) -> Section:
    """Return the root of the tree over `lines`. `headings` maps line indexes of unnumbered headings to a rank."""
    root = Section(line=None, parent=None, depth=0)
    stack: list[tuple[str, Section]] = [("", root)]
    for line in lines:
        kind = _kind(page, line, headings or {})
        if kind is None:
            parent = stack[-1][1]
            parent.children.append(Section(line=line, parent=parent, depth=parent.depth + 1))
            continue
        _close(stack, kind)
        parent = stack[-1][1]
        section = Section(line=line, parent=parent, depth=parent.depth + 1)
        parent.children.append(section)
        stack.append((kind, section))
    return root


def _kind(page: Page, line: Line, headings: dict[int, int]) -> str | None:
    if line.index in headings:
        return f"heading{headings[line.index]}"
    return Section(line=line, parent=None, depth=0).kind


def _rank(kind: str) -> float:
    return float(kind[7:]) - 0.5 if kind.startswith("heading") else _RANK[kind]


def _close(stack: list[tuple[str, Section]], kind: str) -> None:
    """Pop until `kind` may open under the top of the stack."""
    open_kinds = [k for k, _ in stack[1:]]
    if kind in open_kinds:
        del stack[1 + open_kinds.index(kind) :]
        return
    while len(stack) > 1 and _rank(stack[-1][0]) > _rank(kind):
        stack.pop()
