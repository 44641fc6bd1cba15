"""A paragraph of a later section that answers the findings one after the other without naming them: 甲款已…。乙已…。
So do several, each below the name of a field: （一）收费方面。甲款已…；乙已…。上述两个问题已整改到位。
"""

import re
from collections.abc import Sequence

from extract.answers.answer_groups import answered_in
from extract.answers.content import read_stretch
from extract.answers.stated import put_status, status_of_hit
from extract.answers.verdicts import apply_verdicts
from extract.drafts import Draft, Range
from extract.language.numerals import parse_numeral
from extract.language.patterns import NUMBER
from extract.language.sentences import sentences
from extract.layouts.faults_first import COUNT, closes
from extract.layouts.told_one_by_one import answers_of, fitting, without_lead
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category
from extract.outline.tree import Section
from extract.status.statements import pure_status

_FEWEST = 3
_FIELD = re.compile("[ ]*(?P<words>[^，,。；;：:]{2,24})(?:[。：:]|$)")
# 财务管理方面的两个问题(均已整改完毕)
_OF_FIELD = re.compile(
    rf"[ ]*[^，,。；;：:]{{2,16}}方面(?:的|存在的)?(?P<n>{NUMBER})[个项](?:问题|事项)(?=[均都全已正尚基仍])"
)
_FIT = 0.75  # share of the answers that share most words with the finding of their place


def join_in_order(page: Page, line: Line, drafts: Sequence[Draft]) -> bool:
    """Read such a paragraph; False where its sentences do not follow the findings."""
    if len(drafts) < _FEWEST or not line.is_plain:
        return False
    told = [s for s in sentences(page.folded, line.body, line.end) if not closes(page, *s)]
    return len(told) >= len(drafts) and _give(page, drafts, told)


def join_fields_in_order(page: Page, sections: Sequence[Section], drafts: Sequence[Draft]) -> bool:
    """Read paragraphs that each open with the name of a field; a state behind several answers is theirs."""
    if len(drafts) < _FEWEST or len(sections) < 2 or any(d.answered for d in drafts):
        return False
    told_in: list[Range] = []
    for section in sections:
        field = told_of_field(page, section)
        if field is None or not is_category(page.folded[slice(*field[0])]):
            return False
        told_in.append(field[1])
    own = [list(sentences(page.folded, *text, semicolons=True)) for text in told_in]
    if not _give(page, drafts, [x for told in own for x in told if not _of_several(page, *x)]):
        return False
    for told in own:
        inside = [d for d in drafts if answered_in(d, (told[0][0], told[-1][1]))]
        for start, end in told:
            _state(page, start, end, inside)
    return True


def told_of_field(page: Page, section: Section) -> tuple[Range, Range] | None:
    """The name of a field that opens a section, and the text behind it or in the only paragraph below it."""
    line, below = section.line, section.children
    name = None if line.is_table else _FIELD.match(page.folded, line.body, line.end)
    if name is None or len(below) > 1 or bool(below) == (name.end() < line.end):
        return None
    told = below[0].line if below else line
    words = page.trim(*name.span("words"))
    return (words, (told.start if below else name.end(), told.end)) if told.is_plain or not below else None


def _of_several(page: Page, start: int, end: int) -> bool:
    """True for a state of several findings: 上述两个问题已整改到位。 and 财务方面的两个问题已整改完毕。, not for 正在整改。"""
    if _OF_FIELD.match(page.folded, start, end):
        return True
    counted = COUNT.match(page.folded, start, end) is not None
    return closes(page, start, end) and (counted or pure_status(page.folded, start, end) is None)


def _state(page: Page, start: int, end: int, inside: list[Draft]) -> None:
    """Give the findings that a field answers the state that stands behind its answers."""
    m = _OF_FIELD.match(page.folded, start, end)
    hit = pure_status(page.folded, m.end(), end) if m else None
    if m and hit and parse_numeral(m["n"]) == len(inside):
        for draft in inside:
            put_status(draft, status_of_hit(hit, "blanket statement for all"))
    elif _of_several(page, start, end):
        apply_verdicts(page, start, end, inside)


def _give(page: Page, drafts: Sequence[Draft], told: list[Range]) -> bool:
    """Read each answer into the finding of its place; False where they do not follow the findings."""
    items = [d.title for d in drafts]
    answers = answers_of(page, items, told, sure=True)
    if not answers or fitting(page, items, answers) < _FIT * len(items):
        return False
    for draft, (start, stop) in zip(drafts, answers, strict=True):
        end = max(
            min(b, stop) for a, b in told if without_lead(page, a, b) < stop
        )  # what stands between two answers is none's
        read_stretch(page, draft, start, end, "measure", sure=True)
        draft.because("measures", "told in the findings' order, in their words")
    return True
