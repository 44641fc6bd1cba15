"""The body that stands before a colon in front of its problem: （1）市园林局：绿化养护考核流于形式。"""

import re

from extract.drafts import Range
from extract.lines.labels import label_at
from extract.lines.lines import Line, Page
from extract.notice.signature import is_body_name

_UNIT = re.compile(r"(?P<unit>[^，,。；;:：“”（）()0-9]{3,24})[:：](?=[ ]*[^ \n:：]{4})")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,8}(?:乡|镇|街道)")


def unit_before(page: Page, line: Line) -> Range | None:
    """Where a line names the body whose problem it tells; None where a label stands there."""
    m = _UNIT.match(page.folded, line.body, line.end)
    if m is None or not names_unit(m["unit"]):
        return None
    labelled = label_at(page.folded, m.end(), line.end) or label_at(page.folded, line.body, line.end)
    return None if labelled else m.span("unit")


def names_unit(words: str) -> bool:
    """True for the name of a body or a town."""
    return is_body_name(words) or _TOWN.fullmatch(words) is not None
