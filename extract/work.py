"""What the layout readers share while a document is read: its findings so far, scores, doubts and used parts."""

from dataclasses import dataclass, field

from extract.cases import Case
from extract.drafts import Draft
from extract.lines.lines import Page
from extract.model import Family, Issue, LayoutScore, MeasureKind
from extract.outline.tree import Section


@dataclass(slots=True)
class Work:
    """A document being read: `drafts` grow, `scores` keep every layout tried, `whole` sections for the document itself."""

    page: Page
    case: Case
    family: Family
    stated: int | None
    drafts: list[Draft] = field(default_factory=list)
    answers: list[Draft] = field(default_factory=list)  # rows of tables that only refer to findings by number
    scores: list[LayoutScore] = field(default_factory=list)
    layouts: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    given: set[int] = field(default_factory=set)  # lines of the frame's lists that were joined to findings
    issues: list[Issue] = field(default_factory=list)
    whole: list[tuple[tuple[Section, ...], MeasureKind]] = field(default_factory=list)

    def note(self, layout: str, score: float, count: int, why: str, *, chosen: bool) -> None:
        """Keep a layout's score for the glass wall, and its name where it was chosen."""
        self.scores.append(LayoutScore(layout=layout, score=round(score, 3), findings=count, why=why))
        if chosen:
            self.layouts.append(layout)
