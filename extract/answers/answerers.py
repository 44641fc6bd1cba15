"""Who answers, named before the answers of several findings: 民政處答復：…, 教育處、農業處回覆：…."""

import re

from extract.drafts import Draft
from extract.lines.lines import Page
from extract.outline.pieces import split_units

_NAMED = re.compile(
    r"^[ ]*(?P<who>[\u4e00-\u9fff、]{2,30}?)(?:之|的)?(?:书面)?(?:[答回函查声申][复覆]|说明|表示|回应)(?:说明|情[形况]|内容)?[:：]",
    re.MULTILINE,
)
_UNNAMED = re.compile(r"[该本贵各我]|(?:署|局|厅|处|部|院|校|当局|政府|机关|单位|部门|管理层|审计对象)方?$")


def give_answerers(page: Page, drafts: list[Draft]) -> None:
    """The bodies that answer stand for the responsible ones where the findings of a document are answered by different ones."""
    if not _NAMED.search(page.folded):
        return
    open_ = [d for d in drafts if d.measures and not d.responsible]
    found = [(d, m.span("who")) for d in open_ if (m := _answerer(page, d))]
    if len({page.folded[slice(*who)] for _, who in found}) < 2 or 2 * len(found) <= len(drafts):
        return
    for draft, who in found:
        draft.responsible += split_units(page, *who)
        draft.because("responsible", "named before the answer")


def _answerer(page: Page, draft: Draft) -> re.Match[str] | None:
    return next((m for m in _NAMED.finditer(page.folded, *draft.own) if not _UNNAMED.match(m["who"])), None)
