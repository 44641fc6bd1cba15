"""Read the sections of a level as findings, and what stands below the last of a group into those it speaks of."""

import re
from dataclasses import replace

from extract.answers.apart_items import Item
from extract.answers.of_groups import give_cells
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft
from extract.layouts.alike import answer_alike, require_alike
from extract.layouts.group_answers import GroupAnswer, group_answers, leads, names_beyond, states_of_several
from extract.layouts.levels import Level
from extract.layouts.outlined import read_sections
from extract.lines.labels import ABOUT_PROBLEM, ANSWERS
from extract.lines.lines import Line, Page
from extract.outline.pieces import pieces_of
from extract.outline.tree import Section
from extract.regions.later_paragraphs import join_paragraph
from extract.regions.told_apart import items_in_order, read_item
from extract.roles.cues import SentenceRole, says_nothing, weigh
from extract.roles.role_model import LIKELY_FAULT, answers
from extract.status.statements import hits_in
from extract.work import Work


def read_level(
    work: Work,
    level: Level,
    prior: SentenceRole,
    *,
    stop_at: set[int] | None = None,
    answered_later: bool = False,
) -> None:
    """Add a level's findings. Lines whose index is in `stop_at` belong to nobody here; `answered_later` as in
    `read_section`.
    """
    page = work.page
    level = replace(level, sections=_without_frame(page, level.sections))
    answers = group_answers(page, level.sections)
    spoken = {x.index for a in answers for x in a.lines}
    answered = {id(s) for a in answers if _answers(page, a) for s in a.sections}
    if all(id(s) in answered for s in level.sections):
        prior, answered_later = "finding", True  # every answer stands below its group
    stop_at = (stop_at or set()) | spoken | _closing(page, level)
    drafts = read_sections(page, level, prior, stop_at=stop_at, answered_later=answered_later)
    if prior == "measure":
        answer_alike(page, drafts)
    elif prior == "finding":
        require_alike(page, drafts)
    work.drafts.extend(drafts)
    of_section = dict(zip((id(s) for s in level.sections), drafts, strict=True))
    for answer in answers:
        group = [of_section[id(s)] for s in answer.sections]
        _join(work, answer, drafts if names_beyond(answer.lines, group, drafts) else group)


def _without_frame(page: Page, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Leave out the numbered introduction (1. 某處負責…) and closing word of findings that all have a labelled request or
    answer below them, where these two have none and tell no fault.
    """
    sections = _without_introductions(page, sections)
    if len(sections) < _MANY:
        return sections
    told = [any(_tells(x) for x in s.lines) for s in sections]
    if not all(told[1:-1]):
        return sections
    kept = [s for s, t in zip(sections, told, strict=True) if t or _finds_fault(page, s)]
    return tuple(kept)


def _without_introductions(page: Page, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Leave out the first paragraph below a heading (2. 处方自2018年起分三期推行…) that is one sentence and tells no fault,
    where nearly all others name a problem and describe it.
    """
    if len(sections) < _MANY:
        return sections
    described = [len(s.lines) > 1 or _goes_on(s) for s in sections]
    if 5 * sum(described) < 4 * len(sections):
        return sections
    return tuple([s for s, d in zip(sections, described, strict=True) if d or not _introduces(page, s)])


def _goes_on(section: Section) -> bool:
    return section.line.head.rest is not None


def _introduces(page: Page, section: Section) -> bool:
    above = section.parent
    if above is None or above.parent is None or above.children[0] is not section:
        return False
    words = page.folded[section.line.body : section.line.end]
    if not words.rstrip().endswith("。") or len(words) > _SENTENCE or _GAP.search(words):
        return False  # a heading, alone or set off by a blank
    return says_nothing(words) and answers(words) > LIKELY_FAULT


def _tells(line: Line) -> bool:
    label = line.opening_label
    return label is not None and (label.role in ABOUT_PROBLEM or label.role == "acceptance")


def _finds_fault(page: Page, section: Section) -> bool:
    return weigh(page.folded[slice(*section.line.head.title)])["finding"] > 0


_MANY = 5  # sections, of which the first or the last may frame the others
_SENTENCE = 60  # characters
_GAP = re.compile(r"(?<!\d) +(?!\d)")
_SPEAKS = re.compile(
    r"[^，,。；;:：]{2,16}(?:表示|强调|呼吁|认为|回应)[，,]|据[^，,。；;:：]{1,16}[函查声][复覆][，,]"
)


def _closing(page: Page, level: Level) -> set[int]:
    """監察院表示，… or 據該公司函復，… below the last of findings that have no text below them: it speaks of all."""
    below = [[x for x in s.lines if x is not s.line] for s in level.sections]
    if len(below) < 3 or any(below[:-1]):
        return set()
    speaks = any(_SPEAKS.match(page.folded, x.start, x.end) for x in below[-1][:1])
    return {x.index for x in below[-1]} if speaks else set()


def _answers(page: Page, answer: GroupAnswer) -> bool:
    """False where nothing but times, units, requests and states stands below a group."""
    return not all(_tells_cells(page, x) or states_of_several(page, x.start, x.end) for x in answer.lines)


_CELLS = frozenset(["requirement", "deadline", "responsible", "assisting"])


def _tells_cells(page: Page, line: Line) -> bool:
    """True for 整改期限：9月5日; not for 审计处理：…，上述问题均已整改到位, which answers."""
    label = line.opening_label
    return label is not None and label.role in _CELLS and not hits_in(page.folded, label.end, line.end)


def _join(work: Work, answer: GroupAnswer, drafts: list[Draft]) -> None:
    items = _items(work.page, answer, drafts)
    for draft, item in zip(drafts, items, strict=False):
        read_item(work.page, draft, item)
    for line in (x for x in answer.lines if not items and not leads(x)):
        if _tells_cells(work.page, line):
            pieces = pieces_of(work.page, [line], None)
            for draft in drafts:
                give_cells(work.page, draft, pieces, "told below its group")
        elif states_of_several(work.page, line.start, line.end):
            work.issues += apply_verdicts(work.page, line.start, line.end, drafts)
        else:
            join_paragraph(work, _without_label(line), drafts, "measure")
    work.note("group", 1.0, len(drafts), "text below the last finding speaks of its group", chosen=True)


def _items(page: Page, answer: GroupAnswer, drafts: list[Draft]) -> list[Item]:
    """整改情况： / 1.… / 2.… below the last of two: one item for each finding of the group, where none is answered yet."""
    if answer.lines[0].heading_role not in ANSWERS or any(d.measures for d in drafts):
        return []
    return items_in_order(page, drafts, answer.lines[1:], counted=True)


def _without_label(line: Line) -> Line:
    label = line.opening_label
    return replace(line, start=label.end, body=label.end) if label else line
