"""What the rules leave: lines that no cell holds, and answers that may hold another fault, by the sentence model."""

from collections.abc import Iterator, Sequence
from itertools import chain

from extract.drafts import Draft, Range
from extract.language.sentences import sentences
from extract.lines.line_reading import tells_field
from extract.lines.lines import Line
from extract.roles.role_model import finding_share, role_of
from extract.work import Work

SHORTEST = 8  # characters of a title
_LIKELY = 0.5  # share of a sentence that may tell a fault
_LEFT = 0.25  # of a line that cells may hold, and it counts as left
_STOPS = "。；;"
_AWAY = frozenset(
    ["recommendation", "next_step", "basic", "evaluation", "focus", "requirement", "statistics", "scope"]
)


def lines_left(work: Work) -> list[Line]:
    """Lines of sentences of the body that no cell holds, or hardly, and that may tell a fault or what was done."""
    page, frame = work.page, work.case.frame
    held = bytearray(len(page.text))
    away = [(p.start, p.end) for p in work.case.parts if p.role in _AWAY]
    away += [(x.start, x.end) for x in (*frame.next_steps, *frame.advice)]
    for a, b in chain.from_iterable([away, *map(_cells, work.drafts)]):
        held[a:b] = b"\1" * (b - a)
    left = [
        x
        for x in work.case.body
        if x.text[-1:] in _STOPS
        and held.count(1, x.start, x.end) <= _LEFT * (x.end - x.start)
        and not x.is_table
    ]
    listed = work.given.union(*(x.indexes() for x in frame.lists)) if left else set()
    return [
        x
        for x in left
        if x.index not in listed and not tells_field(page, x) and _may_tell(work, x.start, x.end)
    ]


def _cells(draft: Draft) -> list[Range]:
    told = [
        draft.title,
        *draft.category,
        *draft.detail,
        *draft.requirement,
        *draft.result,
        *draft.responsible,
    ]
    for item in draft.measures:
        told += item
    words = draft.status.words if draft.status else None
    return [*told, *filter(None, (draft.label, draft.deadline, words))]


def _may_tell(work: Work, start: int, end: int) -> bool:
    """True where a sentence of a stretch tells a fault for the sentence model, or in a report what was done."""
    folded = work.page.folded
    roles = ("finding", "measure") if work.family == "rectification_report" else ("finding",)
    told = (
        s for s in sentences(folded, start, end) if s[1] - s[0] >= SHORTEST and folded[s[1] - 1] in _STOPS
    )
    return any(role_of(folded[a:b]) in roles for a, b in told)


def may_hold_another(work: Work, draft: Draft) -> bool:
    """True where running text on what was done about a finding holds a sentence, not its first, that tells a fault for the
    sentence model.
    """
    if len(draft.measures) != 1:
        return False  # items of a list, or nothing
    folded = work.page.folded
    told = [s for where in draft.measures[0] for s in sentences(folded, *where)]
    return any(b - a >= SHORTEST and finding_share(folded[a:b]) > _LIKELY for a, b in told[1:])


def runs_of(lines: Sequence[Line], left: Sequence[Line]) -> Iterator[Range]:
    """The positions of left lines, those that follow one another together."""
    among = {x.index for x in left}
    start = 0
    for n, line in enumerate(lines if among else ()):
        if line.index not in among:
            start = n + 1
        elif n + 1 == len(lines) or lines[n + 1].index not in among:
            yield start, n + 1
