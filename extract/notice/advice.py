"""Advice for the whole document at its end: lines that advise, and where a list of advice ends."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.lines.lines import Line, Page
from extract.notice.closing_lists import ClosingList

_ADVICE = re.compile(
    r"(?P<also>同时|此外|另外|为此)?[，,]?(?:审计(?:机关|组|厅|局)?|[市县区]?审计局)?(?:还|并)?(?:提出)?(?:以下|如下)?(?:审计)?建议(?:如下)?[:：].{6,}"
)
# 对上述问题，已责令纠正。建议：某局…, in one paragraph that speaks of all
_BEHIND = re.compile(
    r"(?:(?<=[。；;])|(?<=[，,])(?=并|同时))[ ]*"
    r"(?:同时|此外|另外|为此)?[，,]?(?:审计(?:机关|组)?|[\u4e00-\u9fff]{0,8}审计[局厅]|我局)?"
    r"(?:还|并)?(?:提出)?(?:以下|如下)?(?:审计)?建议(?:如下)?[:：](?=.{6,})"
)
TELLS = ("finding", "detail", "measure", "progress", "status", "result")


def advising(body: list[Line]) -> set[int]:
    """Lines that advise for the whole document: 同时建议：…. The same label again and again belongs to each finding."""
    found = {
        x.index: m.group("also")
        for x in body
        if "建议" in x.text and not x.is_table and (m := _ADVICE.match(x.text))
    }
    return set(found) if len(found) == 1 or all(found.values()) else set()


def advice_behind(line: Line) -> tuple[Line, Line | None]:
    """What a paragraph says of all, and what it advises behind that."""
    m = _BEHIND.search(line.text) if "建议" in line.text else None
    if m is None:
        return line, None
    at = line.start + m.end()
    return replace(line, end=line.start + m.start()), line.behind(at)


def advice_ends(page: Page, lists: Sequence[ClosingList], body: Sequence[Line]) -> int:
    """Where a list of advice ends below which but plain text stands (申訴專員表示：…): it belongs to no finding."""
    advised = [x for x in lists if x.kind == "recommendation"]
    last = max((i for x in advised for i in x.indexes()), default=len(page.lines))
    below = [x for x in body if x.index > last]
    labels = [x.opening_label for x in below]
    told = any(x.mark or x.is_table for x in below) or any(label and label.role in TELLS for label in labels)
    return len(page.lines) if told else last
