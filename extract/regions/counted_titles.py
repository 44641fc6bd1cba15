"""Findings whose title names several problems and counts them: 针对甲和乙两个问题，…；…。以上问题均已整改到位。"""

import re

from extract.drafts import Draft
from extract.language.numerals import parse_numeral
from extract.language.patterns import NUMBER
from extract.layouts.several_told import several_told
from extract.lines.lines import Page
from extract.work import Work

_COUNTED = re.compile(rf"(?:等)?(?P<n>{NUMBER})[个项](?:方面)?(?:的)?(?:问题|事项)?$")


def divide_counted(work: Work) -> None:
    """Put as many findings as it counts in the place of one, where the text it stands in can be cut into so many."""
    for draft in [d for d in work.drafts if d.title[1] - d.title[0] > 12]:
        m = _COUNTED.search(work.page.folded[slice(*draft.title)].rstrip("。；;，, "))
        divided = _divided(work.page, draft) if m and m.start() > 12 else []
        if m and len(divided) == parse_numeral(m["n"]):
            at = work.drafts.index(draft)
            work.drafts[at : at + 1] = divided


def _divided(page: Page, draft: Draft) -> list[Draft]:
    lines = [x for x in page.lines if draft.own[0] <= x.start and x.end <= draft.own[1]]
    found = several_told(page, lines) if lines and all(x.is_plain for x in lines) else []
    for one in found:
        one.category = draft.category
        one.responsible = one.responsible or list(draft.responsible)
        one.status = one.status or draft.status
    return found
