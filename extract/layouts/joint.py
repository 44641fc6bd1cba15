"""Columns that hold who answers and by when in one cell: 责任单位/时限 over 计财股/2024年6月底."""

import re

from extract.drafts import Range
from extract.lines.bare_cells import TIME
from extract.lines.lines import Page
from extract.model import Cell
from extract.notice.signature import is_body_name

_WHO = "单位|部门|科室|处室|股室|主体|机构|机关|学校|站所|责任人|责任领导|责任者"
_BY = "时限|期限|时间|日期|节点|限期|期程"
_JOINT = re.compile(rf"(?:{_WHO}).{{0,12}}?(?:{_BY})|(?:{_BY}).{{0,12}}?(?:{_WHO})")
_TIME = re.compile(f"{TIME}|已(?:完成|到期)")
_PEOPLE = re.compile("人|者|领导")
_PARTS = re.compile(r"[^\s、,，;；:：/／|()（）—]+")


def is_joint(head: str) -> bool:
    """True for the head of a column that asks for both."""
    return _JOINT.search(head) is not None


def cut_joint(page: Page, cell: Cell, head: str) -> tuple[list[Range], Range | None]:
    """The bodies that a cell names, and its time; where the head asks for persons too, what is neither is their name."""
    time = max(_TIME.finditer(page.folded, cell.start, cell.end), key=lambda m: len(m[0]), default=None)
    places = (
        [(cell.start, cell.end)] if time is None else [(cell.start, time.start()), (time.end(), cell.end)]
    )
    words = [m.span() for a, b in places for m in _PARTS.finditer(page.folded, a, b)]
    people = _PEOPLE.search(head) is not None
    bodies = [x for x in words if not people or is_body_name(page.folded[slice(*x)])]
    return bodies, time.span() if time else None
