"""News that tells what persons said of an audit (老师答，… 主任听完说，…) holds no findings."""

import re
from collections.abc import Sequence

from extract.drafts import Draft
from extract.lines.lines import Page

# not 贵局说，…, which tells a finding
_SAYS = re.compile(
    r"(?:^|[。！？!?\n ])(?![^，,。；;：:\n]{0,12}(?:审计|贵[局署室院]|报告|检查))"
    r"[^，,。；;：:\n]{1,14}(?<![据听小])[说讲答][，,：:“]"
)


def tells_what_people_said(page: Page, drafts: Sequence[Draft]) -> bool:
    """True where half of these paragraphs or more quote persons and none states how far it has come."""
    if not drafts or any(d.status for d in drafts):
        return False
    said = sum(_SAYS.search(page.folded, *d.own) is not None for d in drafts)
    return 2 * said >= len(drafts)
