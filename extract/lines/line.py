"""One line of a document, and what it says by itself."""

from dataclasses import dataclass, field, replace

from extract.lines.enumerators import Mark
from extract.lines.heads import head_behind
from extract.lines.labels import ANSWERS, Label, Role, heading_role, label_at, labels_behind
from extract.lines.named_problems import Head
from extract.model import Block
from extract.once import told_once


@dataclass(kw_only=True)
class Line:
    """One line: `start`..`end` without outer blanks, `body` the offset after its enumerator. What many rules ask of a line
    alone is worked out once: a copy with other offsets is another line.
    """

    index: int
    start: int
    end: int
    body: int
    mark: Mark | None
    block: Block
    is_table: bool
    folded: str = field(repr=False, compare=False)  # of the page
    text: str = field(init=False, repr=False, compare=False)  # folded, the number included
    opening_label: Label | None = field(init=False, repr=False, compare=False)  # after its number
    is_answer: bool = field(
        init=False, compare=False
    )  # a label of an answer opens it, or of what was required
    is_plain: bool = field(init=False, compare=False)  # running text or a heading that no number opens
    is_bullet: bool = field(init=False, compare=False)  # a bullet or a dash opens it (★ ■ ——)
    number: str | None = field(init=False, compare=False)  # kind of its mark; none of bullets and tables

    def __post_init__(self) -> None:
        self.text = self.folded[self.start : self.end]
        kind = self.mark.kind if self.mark is not None and not self.is_table else None
        self.is_bullet = kind == "dash"
        self.number = None if self.is_bullet else kind
        self.is_plain = (
            self.mark is None and not self.is_table and self.block.kind in ("paragraph", "heading")
        )
        label = None if self.is_table else label_at(self.folded, self.body, self.end)
        self.opening_label = label
        self.is_answer = (
            label is not None
            and (self.mark is None or self.is_bullet)
            and (label.role in ANSWERS or label.role == "requirement")
        )

    def behind(self, at: int) -> "Line":
        """What stands from a place on, as a line of its own that no number opens."""
        return replace(self, start=at, body=at, mark=None)

    @told_once
    def labels(self) -> tuple[Label, ...]:
        """Every label in it, in order."""
        return tuple(labels_behind(self.opening_label, self.folded, self.body, self.end))

    @told_once
    def heading_role(self) -> Role | None:
        """Its role where it is nothing but a label."""
        return heading_role(self.folded, self.body, self.end)

    @told_once
    def head(self) -> Head:
        """Its title and its rest, without its number."""
        return head_behind(self.opening_label, self.folded, self.body, self.end)
