"""A paragraph of a later section that answers the findings one after the other without naming them: 甲款已…。乙已…。"""

from collections.abc import Sequence

from extract.answers.content import read_stretch
from extract.drafts import Draft
from extract.language.sentences import sentences
from extract.layouts.faults_first import closes
from extract.layouts.told_one_by_one import answers_of, fitting
from extract.lines.lines import Line, Page

_FEWEST = 3
_FIT = 0.75  # share of the answers that share most words with the finding of their place


def join_in_order(page: Page, line: Line, drafts: Sequence[Draft]) -> bool:
    """Read such a paragraph; False where its sentences do not follow the findings."""
    if len(drafts) < _FEWEST or not line.is_plain:
        return False
    told = [s for s in sentences(page.folded, line.body, line.end) if not closes(page, *s)]
    if len(told) < len(drafts):
        return False
    items = [d.title for d in drafts]
    answers = answers_of(page, items, told, sure=True)
    if not answers or fitting(page, items, answers) < _FIT * len(items):
        return False
    for draft, (start, end) in zip(drafts, answers, strict=True):
        read_stretch(page, draft, start, end, "measure", sure=True)
        draft.because("measures", "told in the findings' order, in their words")
    return True
