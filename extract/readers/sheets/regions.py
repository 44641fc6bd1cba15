"""Cut a sheet into lines, tables and notes.

Above a table stand its title and lines such as 编制单位：…; below it notes and signatures; a sheet may hold
several tables. A row that is one wide cell between rows of a table is part of the table.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.language.folding import fold, squeeze
from extract.readers.furniture.head_lines import is_named_body, is_running_text
from extract.readers.sheets.sides import rows_of
from extract.readers.sheets.whole_lines import joined_cells
from extract.readers.sheets.workbook import VisibleCell, VisibleSheet
from extract.tables.grids import is_label
from extract.tables.labels import is_remark_row
from extract.vocabulary import vocabulary

Row = list[VisibleCell]
_LONGEST_SHORT = 12  # characters of a cell in a column of names or numbers
_TITLE_LINES = 5  # above a table that is not the first of its sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Rows that belong together: lines of text above or below a table, or a table."""

    kind: Literal["lines", "table", "notes"]
    rows: tuple[Row, ...]


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of `data/sheet_lines.toml`."""
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in vocabulary("sheet_lines").items()}


def plain(text: str) -> str:
    """Folded text without white space: what the patterns are matched on."""
    return squeeze(fold(text))


def regions(sheet: VisibleSheet, titled: Collection[str] = ()) -> list[Region]:
    """Regions of a sheet from top to bottom; a cell known to be of the title (its name `titled`) is none of a table."""
    rows = rows_of(sheet.cells)
    heads = {r for r, row in enumerate(rows) if any(c.name in titled for c in row)}
    found: list[Region] = []
    at = 0
    while at < len(rows):
        start = _table_start(rows, at)
        if start > at:
            found.append(Region(kind="lines", rows=tuple(map(_keyed, rows[at:start]))))
        if start == len(rows):
            break
        end = min([_table_end(rows, start, sheet.after_blank), *(r for r in heads if r > start)])
        notes = _notes_start(rows, start, end, sheet.after_blank)
        found.append(Region(kind="table", rows=tuple(rows[start:notes])))
        if notes < end:
            found.append(Region(kind="notes", rows=tuple(rows[notes:end])))
        at = end
    return found


def _table_start(rows: Sequence[Row], at: int) -> int:
    """The first row from `at` that begins a table: several cells which are not lines about the table."""
    while at < len(rows) and (is_line(rows[at]) or _tells_of_table(rows, at)):
        at += 1
    return at


def _tells_of_table(rows: Sequence[Row], at: int) -> bool:
    """Whether a row tells about the table whose labels stand right below it."""
    below = rows[at + 1] if at + 1 < len(rows) else []
    return is_remark_row(c.text for c in _keyed(rows[at])) and _labels_columns(below)


def _keyed(row: Row) -> Row:
    """The row, a key alone in its cell (填报日期：) together with the value in the cell behind it."""
    found: Row = []
    for cell in row:
        opened = bool(found) and bool(patterns()["key"].fullmatch(plain(found[-1].text)))
        if opened and not patterns()["labelled"].match(plain(cell.text)):
            found[-1] = joined_cells(found[-1], cell)
        else:
            found.append(cell)
    return found


def is_line(row: Row) -> bool:
    """Whether a row is a line of text: one cell, or `key: value` cells and dates beside one another."""
    if len(row) == 1:
        return row[0].row_span == 1 or len(row[0].text) > 20
    if not any(":" in c.text or "：" in c.text for c in row):
        return False
    words = [plain(c.text) for c in row]
    labelled = [bool(patterns()["labelled"].match(w)) for w in words]
    lone = [bool(patterns()["lone"].match(w)) for w in words]
    known = any(is_label(c.text) for c in row)
    return any(labelled) and not known and all(a or b for a, b in zip(labelled, lone, strict=True))


def _table_end(rows: Sequence[Row], start: int, after_blank: frozenset[int]) -> int:
    """The row after the table and its notes: where the lines of another table begin, or the sheet ends."""
    covered = 0
    for r in range(start + 1, len(rows)):
        covered = max([covered, *(c.row + c.row_span for c in rows[r - 1])])
        if covered <= r and (r in after_blank or is_line(rows[r])) and _opens_table(rows, r):
            return r
        if covered <= r and r in after_blank and _parts_tables(rows, r):
            return r
    return len(rows)


def _parts_tables(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is a sentence set apart by a blank row, and tells between two tables."""
    told = rows[at][0].text
    sentence = len(rows[at]) == 1 and is_running_text(told) and not patterns()["note"].match(plain(told))
    return sentence and any(len(row) > 1 and not is_line(row) for row in rows[at + 1 :])


def _opens_table(rows: Sequence[Row], at: int) -> bool:
    """Whether a header row stands here, perhaps below its own title lines."""
    below = at
    while below < min(len(rows), at + _TITLE_LINES) and is_line(rows[below]):
        if patterns()["note"].match(plain(rows[below][0].text)):
            return False  # notes belong to the table above
        below += 1
    return below < len(rows) and _labels_columns(rows[below])


def _labels_columns(row: Row) -> bool:
    return len(row) > 2 and sum(is_label(c.text) for c in row) * 2 > len(row)


def _notes_start(rows: Sequence[Row], start: int, end: int, after_blank: frozenset[int]) -> int:
    """The first of the closing rows that are notes or signatures of the table in rows[start:end]."""
    width = max(c.right for row in rows[start:end] for c in row) - min(
        c.left for row in rows[start:end] for c in row
    )
    reach = 0
    lowest = start + 1
    for r in range(start, end):
        if reach > r:
            lowest = r + 1  # a merged cell from above holds this row in the table
        reach = max([reach, *(c.row + c.row_span for c in rows[r] if c.row_span > 1)])
    at = end
    first = min(c.left for row in rows[start:end] for c in row)
    shorts = [row[0].text for row in rows[lowest:end] if len(row) > 1 and row[0].left == first]
    short = max(map(len, shorts), default=_LONGEST_SHORT + 1) <= _LONGEST_SHORT
    for r in range(end - 1, lowest - 1, -1):
        below = at == r + 1 and at < end
        if _is_note(rows[r], width, first, after_blank) or _ends_table(rows[r], below=below, short=short):
            at = r
        elif not is_line(rows[r]):
            break  # below a note, plain lines go on with it: 2.…
    return at


def _ends_table(row: Row, *, below: bool, short: bool) -> bool:
    """Whether a lone cell is none of the first column: the body that signs above a date, a sentence where cells are `short`.

    `below`: a note stands right below it.
    """
    told = row[0].text.strip()
    sentence = short and len(told) > _LONGEST_SHORT and told.endswith(("。", "；", "："))
    return len(row) == 1 and is_line(row) and (sentence or (below and is_named_body(told)))


def _is_note(row: Row, width: int, first: int, after_blank: frozenset[int]) -> bool:
    words = plain(row[0].text)
    if patterns()["note"].match(words):
        return len(row) == 1 or not is_label(row[0].text)
    if not is_line(row):
        return False
    if len(row) > 1 or patterns()["labelled"].match(words) or patterns()["lone"].match(words):
        return True
    cell = row[0]
    merged = (cell.right - cell.left) * 2 >= max(width, 2)
    apart = cell.row in after_blank or cell.left > first
    return merged or apart or len(words) > 30
