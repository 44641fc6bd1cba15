"""Answers grouped otherwise than the findings they answer: by the body that answers, by field, by state.

（二）化工学院2项 / 1.某某一事，已…。 / 2.…: what stands below such headings is joined to findings, not the headings.
"""

import re
from collections.abc import Iterable, Sequence

from extract.answers.assignment import assign
from extract.answers.content import read_content
from extract.answers.of_groups import give_cells
from extract.answers.stated import OF_GROUP, put_status, status_of_hit
from extract.drafts import Draft, Range
from extract.language.patterns import NUMBER
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category, without_tally
from extract.notice.signature import is_body_name
from extract.outline.pieces import Piece, pieces_of
from extract.outline.tree import Section
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit

_TALLY = re.compile(
    rf"[（(：:，,]?(?:共|计|共计|有|涉及)?(?P<each>各|均)?[ ]?{NUMBER}[个项条件](?:问题|事项|任务)?[）)]?[。：:]?$"
)
_NAME = re.compile(r"[ ]*[^，,。；;：:、\d ]{2,20}[：:]")
_LONGEST = 48  # characters of a heading


def opened_groups(page: Page, sections: Iterable[Section], drafts: list[Draft]) -> list[Section]:
    """The sections of a later part, those below headings that only group them in their place.

    Unchanged where not all that has text below it is a group, or more stands below them than there are findings.
    """
    found = list(sections)
    heads = [s for s in found if s.kind is not None or s.children]
    below = {id(s): _members(page, s) for s in heads}
    told = sum(map(len, below.values()))
    if not all(below.values()) or not len(heads) < told <= len(drafts):
        return found
    return [x for s in found for x in below.get(id(s), [s])]


def read_named(page: Page, sections: Sequence[Section], drafts: list[Draft]) -> list[Section]:
    """Read 颐康园： / 已…。 / 安泰院： / 已…。 into the findings that each name stands in; return the sections read.

    Nothing is read where fewer than two names stand so, one of them stands in no finding, or what stands there is numbered.
    """
    if any(s.kind not in (None, "named") for s in sections):
        return []
    runs: list[tuple[list[Draft], Range | None, list[Section]]] = []
    for section in sections:
        colon = _name_before_colon(page, section)
        if colon is not None:
            words = page.folded[section.line.body : colon].strip()
            line = section.line
            rest = (colon + 1, line.end) if page.folded[colon + 1 : line.end].strip() else None
            runs.append((_found_in(page, words, drafts), rest, [section]))
        elif runs:
            runs[-1][2].append(section)
    if len(runs) < 2 or not all(found for found, _, _ in runs):
        return []
    for found, rest, told in runs:
        lines = [x for s in told for x in s.lines][1:]
        _read_run(page, found, pieces_of(page, lines, rest))
    return [s for _, _, told in runs for s in told]


def _read_run(page: Page, found: list[Draft], pieces: list[Piece]) -> None:
    """All of it into the one finding, or piece by piece into those of several that it shares words with."""
    given: list[Draft | None] = [found[0]] * len(pieces)
    if len(found) > 1:
        given = assign(page, found, [(p.start, p.end) for p in pieces])
    for draft in found:
        own = [p for p, d in zip(pieces, given, strict=True) if d is draft]
        if own:
            read_content(page, draft, own, "measure", sure=True)
            draft.because("measures", "below the name of a body that this finding tells of")


def _name_before_colon(page: Page, section: Section) -> int | None:
    """Where the colon stands behind the short name that opens a paragraph; None where a label or a sentence opens it."""
    line = section.line
    if line.is_table or line.opening_label is not None:
        return None
    colon = _NAME.match(page.folded, line.body, line.end)
    return colon.end() - 1 if colon else None


def _found_in(page: Page, name: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The findings that a name stands in, in their text or among their units."""
    return [
        d
        for d in drafts
        if name in page.folded[d.own[0] : d.own[1]]
        or any(name == page.folded[a:b] for a, b in [*d.responsible, *d.category])
    ]


def told_of_groups(
    page: Page, sections: Iterable[Section], leaves: Sequence[Section], drafts: Sequence[Draft]
) -> dict[int, list[Draft]]:
    """The findings that tell of the body which heads a group, for each section below it; nothing where none does."""
    opened = {id(x) for x in leaves}
    told: dict[int, list[Draft]] = {}
    for section in sections:
        units = _units(page, section.line) if id(section) not in opened else None
        found = _found_in(page, page.folded[slice(*units)], drafts) if units else []
        told |= {id(x): found for x in section.children if found}
    return told


def give_of_groups(
    page: Page,
    sections: Iterable[Section],
    leaves: Sequence[Section],
    drafts: Sequence[Draft],
    named: Sequence[tuple[Section, Draft]],
) -> None:
    """Give findings whose answer stands below the heading of a group, or but their name (`named`), the units and the state
    that it tells.
    """
    opened = {id(x) for x in leaves}
    for section in sections:
        if id(section) in opened:
            continue
        inside = section.start(), section.end()
        units, state = _units(page, section.line), _state(page, section.line)
        pieces = [Piece(role="responsible", start=units[0], end=units[1], labelled=True)] if units else []
        told = {id(d) for s, d in named if inside[0] < s.start() < inside[1]}
        for draft in (d for d in drafts if id(d) in told or answered_in(d, inside)):
            give_cells(page, draft, pieces, "heading of the answers")
            if state is not None and draft.status is None:
                put_status(draft, status_of_hit(state, OF_GROUP))


def answered_in(draft: Draft, inside: Range) -> bool:
    """True where a stretch of text holds something of what was done about a finding, or its state."""
    told = [where for item in draft.measures for where in item]
    told += [draft.status.words] if draft.status and draft.status.words else []
    return any(inside[0] <= a and b <= inside[1] for a, b in told)


def _members(page: Page, section: Section) -> list[Section]:
    """The numbered sections below a heading of a group, or its paragraphs; none where it heads no group."""
    line = section.line
    if not _heads_group(page, line):
        return []
    numbered = [c for c in section.children if c.kind is not None]
    return numbered or [c for c in section.children if not c.line.is_table]


def _heads_group(page: Page, line: Line) -> bool:
    words = page.folded[line.body : line.end].rstrip("。：: ")
    if line.is_table or line.head.about or len(words) > _LONGEST or re.search("[。；;]", words):
        return False
    return bool(is_category(words) or _state(page, line) or _units(page, line) or _TALLY.search(words))


def _state(page: Page, line: Line) -> StatusHit | None:
    """The state of 已完成整改的问题（8项） and 已整改到位2项."""
    hits = hits_in(page.folded, line.body, line.end)
    words = page.folded[line.body : line.end]
    sorts = len(hits) == 1 and (re.search("问题|事项|任务", words) or _TALLY.search(words))
    return hits[0] if sorts else None


def _units(page: Page, line: Line) -> Range | None:
    """The bodies that a heading names, by a label or alone; none where each of several answers for another part."""
    label = line.opening_label
    start = label.end if label and label.role == "responsible" else line.body
    end = page.trim(start, without_tally(page.folded, start, line.end))[1]
    tally = _TALLY.search(page.folded, start, end)
    start, end = page.trim(start, tally.start() if tally else end, also="。：: ")
    each = tally is not None and tally["each"] is not None
    return (start, end) if not each and is_body_name(page.folded[start:end]) else None
