"""A heading right above a table of one record: its number is the finding's label, its words may name the finding."""

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from itertools import pairwise

from extract.drafts import Range
from extract.lines.lines import Line, Page
from extract.lines.parts import is_category, is_generic, part_role
from extract.notice.signature import is_body_name
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
        words=(line.body, line.end) if words and not names_form(page, words) else None,
    )


def names_form(page: Page, words: str) -> bool:
    """True for the title of the document, and for words above several tables that name no field and no body."""
    return words in _of_forms(page) and not is_category(words) and not is_body_name(words)


def _of_forms(page: Page) -> Set[str]:
    """The title, and what stands right above several tables."""
    key = (_of_forms,)
    if key not in page.known:
        above = Counter(
            page.folded[a.body : a.end].strip("。：: ") for a, b in pairwise(page.lines) if b.is_table
        )
        titles = {page.folded[b.start : b.end] for b in page.document.blocks if b.kind == "title"}
        page.known[key] = titles | {words for words, times in above.items() if times > 1}
    forms: Set[str] = page.known[key]
    return forms
