"""A paragraph that answers its problem and goes on with another: …已拨付。另有8万元超范围列支，已退回。审计还发现甲，已…。"""

import re
from dataclasses import replace

from extract.answers.content import read_stretch
from extract.drafts import Draft, opened
from extract.language.patterns import AUDIT, FOUND
from extract.language.sentences import sentences
from extract.layouts.opened_each import turn_of
from extract.lines.lines import Line, Page
from extract.roles.cues import names_fault
from extract.roles.turning import weight

_MORE = re.compile(
    rf"[ ]*+(?:(?:此外|另外?|同时)[，,]?)?(?:(?:{AUDIT})(?:组|报告|中|时)?(?:还|也|又|同时|另){{1,2}}"
    rf"(?:{FOUND}|认为)(?:了)?[，,：:]?(?!的|之?后|问题|以来|各|这|该|上述|以上)|(?<=[另外此时，,])(?:还)?(?:有|存在)|还存在)(?=[^，,。；;]{{4}})"
)
_MAY = re.compile("[另还也又][有存指发查反认]|同时|此外")
# 另有2万元尚未收回，…; 另有3户承诺分期退还: what is left of the problem above
_LEFT = re.compile("[尚仍]|未[能收追退归缴补清完]|正在|承诺|计划|暂|剩余")


def told_on(page: Page, line: Line) -> tuple[Line, list[Draft]]:
    """The line up to the sentence that goes on with another problem, and the findings told from there."""
    if not _MAY.search(page.folded, line.body, line.end):
        return line, []  # as most
    told = sentences(page.folded, line.body, line.end)
    starts = [i for i, (a, b) in enumerate(told) if i > 1 and _MORE.match(page.folded, a, b)]
    found: list[Draft] = []
    cut = line.end
    for at in reversed(starts):
        draft = _finding(page, *told[at], cut)
        if draft is not None:
            found.insert(0, draft)
            cut = told[at][0]
    return (replace(line, end=cut), found) if found else (line, [])


def _finding(page: Page, start: int, end: int, last: int) -> Draft | None:
    """The finding of such a sentence and of those behind it; None where it tells no fault, or none that is answered."""
    m = _MORE.match(page.folded, start, end)
    if m is None:
        return None
    turn = turn_of(page, m.end(), end, answered=bool(page.folded[end:last].strip()))
    title = page.trim(m.end(), turn, also="，,；;")
    words = page.folded[slice(*title)]
    if _LEFT.search(words) or not names_fault(words) or weight(words) >= 0:
        return None
    draft = opened(title, "problem that a paragraph goes on with", (start, last))
    if page.folded[turn:last].strip("，,。；; "):
        read_stretch(page, draft, turn, last, "measure", sure=True)
    return draft if draft.answered else None
