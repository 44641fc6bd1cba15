"""A heading right above a table of one record: its number is the finding's label, its words may name the finding."""

import re
from dataclasses import dataclass

from extract.drafts import Range
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category, is_generic, part_role
from extract.tables.labels import is_caption

_LONGEST = 80
_FRAME = re.compile(r"^附[件表]")


@dataclass(frozen=True, slots=True)
class Heading:
    """The number and the words of a heading, each where there are any."""

    label: Range | None
    value: int | None
    words: Range | None


def heading_over(page: Page, table: Line) -> Heading | None:
    """The heading on the line above a table, if it may be one of a single finding (问题一, 问题2：票据管理不规范)."""
    line = page.lines[table.index - 1] if table.index else None
    if line is None or line.block.kind not in ("heading", "paragraph") or line.end - line.start > _LONGEST:
        return None
    if line.mark is None and line.block.kind != "heading" and not line.block.bold:
        return None
    words = page.folded[line.body : line.end].strip("。：: ")
    if (
        is_category(words)
        or is_generic(words)
        or part_role(words)
        or is_caption(words)
        or _FRAME.match(words)
    ):
        return None
    mark = line.mark
    return Heading(
        label=(mark.start, mark.label_end) if mark else None,
        value=mark.value if mark else None,
        words=(line.body, line.end) if words else None,
    )
