"""Faults named in a sentence that tells what an audit found: 审计发现县甲局存在少计收入、超范围支出等问题，…."""

import re

from extract.drafts import Draft, opened
from extract.language.patterns import AUDIT, FOUND
from extract.language.sentences import sentences
from extract.layouts.fault_lists import cuts_of, is_fault
from extract.lines.lines import Line, Page
from extract.notice.signature import is_body_name

_FOUND = re.compile(
    rf"(?:{AUDIT})(?:组|人员|报告)?》?(?:中|时)?(?:还|也)?(?:{FOUND})(?:[，,：:])?"
    r"(?P<who>[^，,。；;：:、]{0,24}?)(?:还|主要)?存在(?:着|了)?(?P<items>[^。；;：:]{6,200}?)(?:等)?(?:方面)?(?:的)?问题(?=[，,。；;]|$)"
)
_WHY = "named in a sentence that tells what an audit found"


def told_lists(page: Page, line: Line) -> list[Draft]:
    """The faults that such a sentence of a paragraph names, one or several; none where not all of them tell a fault."""
    for start, end in sentences(page.folded, line.body, line.end):
        m = _FOUND.search(page.folded, start, end)
        if m and (len(m["who"]) <= 4 or is_body_name(m["who"])):
            told = (m.start("items"), min(m.end("items") + len("等问题"), end))
            cut = next((x for x in cuts_of(page, [told], None) if x.marked), None)
            items = cut.items if cut else (page.trim(*m.span("items")),)
            all_tell = all(is_fault(page, *x) for x in items)
            return [opened(x, _WHY, (start, end)) for x in items] if all_tell else []
    return []
