"""Findings while they are being read: ranges of text, not yet quotes."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from extract.lines.lines import Page
from extract.model import Finding, Issue, Measure, Quote, Reason, Status, StatusBasis, StatusReading

Range = tuple[int, int]
DESCRIBED = "text before the turn to rectification"  # reasons of cells that no label decided
GUESSED = "paragraphs"
REQUIRED = "words that require (责令, 要求, 应)"


@dataclass(slots=True, kw_only=True)
class DraftStatus:
    """Status words in the text and what they mean; `words` None for a status inferred from the measures."""

    status: Status | None
    words: Range | None
    rule: str
    basis: StatusBasis = "stated"


@dataclass(slots=True)
class Draft:
    """One finding being read. `at` orders findings; `own` is the stretch of text that is about it alone."""

    title: Range
    own: Range
    label: Range | None = None
    label_value: int | None = None
    category: tuple[Range, ...] = ()
    detail: list[Range] = field(default_factory=list)
    requirement: list[Range] = field(default_factory=list)
    status: DraftStatus | None = None
    result: list[Range] = field(default_factory=list)
    responsible: list[Range] = field(default_factory=list)
    deadline: Range | None = None
    pace: Range | None = None
    measures: list[tuple[Range, ...]] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def because(self, cell: str, rule: str) -> None:
        """Note the rule that decided a cell; the first rule stays."""
        self.reasons.setdefault(cell, rule)

    @property
    def answered(self) -> bool:
        """True where what was done is told, or how far it has come."""
        return bool(self.measures or self.status)


def opened(title: Range, rule: str, own: Range | None = None) -> Draft:
    """A finding of which no more is known than its title, by a rule; `own` where more than its title is about it."""
    draft = Draft(title=title, own=own or title)
    draft.because("title", rule)
    return draft


_END_MARKS = "。；;，, ：:"
_OPENS = {")": "(", "）": "（", "]": "[", "】": "【", "〕": "〔"}


def finish(page: Page, draft: Draft, position: int) -> Finding:
    """Turn a draft into a finding made of quotes."""
    title = page.quote(draft.title)
    if title is None:
        raise ValueError(f"got a finding without a title at {draft.own}, expected words there")
    return Finding(
        position=position,
        title=title,
        label=page.quote(draft.label) if draft.label else None,
        category=_category(page, draft.category) if draft.category else None,
        detail=page.quote(*draft.detail) if draft.detail else None,
        requirement=page.quote(*draft.requirement) if draft.requirement else None,
        status=_status(page, draft.status) if draft.status else None,
        result=page.quote(*draft.result) if draft.result else None,
        responsible=_units(page, draft.responsible) if draft.responsible else (),
        deadline=_trimmed(page, draft.deadline) if draft.deadline else None,
        pace=_trimmed(page, draft.pace) if draft.pace else None,
        measures=_measures(page, draft, position),
        reasons=tuple([_reason(cell, rule) for cell, rule in draft.reasons.items()]),
    )


@lru_cache(maxsize=1024)  # rules are few, findings are many
def _reason(cell: str, rule: str) -> Reason:
    return Reason(field=cell, rule=rule)


def _units(page: Page, ranges: list[Range]) -> tuple[Quote, ...]:
    """Units in order, each where it stands last."""
    return tuple({q.text: q for r in reversed(ranges) if (q := _trimmed(page, r))}.values())[::-1]


def _category(page: Page, category: tuple[Range, ...]) -> Quote | None:
    """The heading of a group, quoted once for all its findings."""
    try:
        quote: Quote | None = page.known[_category, category]
    except KeyError:
        quote = page.known[_category, category] = _in_one_line(page.quote(*category))
    return quote


def _in_one_line(quote: Quote | None) -> Quote | None:
    """A category broken over the lines of a narrow cell reads as one word."""
    if quote is None or "\n" not in quote.text:
        return quote
    return replace(quote, text="".join(quote.text.split("\n")))


def _trimmed(page: Page, place: Range) -> Quote | None:
    """Without marks at its ends, and without the bracket that closes the list of cells it stands in."""
    a, b = page.trim(*place, also=_END_MARKS)
    words = page.folded[a:b]
    if words and _OPENS.get(words[-1], words[-1]) not in words:
        b -= 1
    return page.quote((a, b))


def _status(page: Page, status: DraftStatus) -> StatusReading:
    words = page.quote(status.words) if status.words else None
    return StatusReading(status=status.status, basis=status.basis, quote=words, rule=status.rule)


def _measures(page: Page, draft: Draft, position: int) -> tuple[Measure, ...]:
    quotes = [q for item in draft.measures if (q := page.quote(*item))]
    return tuple([Measure(kind="rectification", text=q, finding=position) for q in quotes])
