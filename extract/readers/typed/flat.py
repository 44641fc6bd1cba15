"""Tables that a copy flattened to one cell a line: the words of the head, then records that count 1, 2, 3 ..."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.language.folding import fold, squeeze
from extract.lines.labels import label_role
from extract.lines.parts import is_category
from extract.tables.fit import share_out
from extract.tables.grids import Grid, RawCell, is_label, lay_out

_MOST_COLUMNS = 14
_MOST_LINES = 60  # of one record
_GROUP = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])[^。；;]{2,30}$"
)
_ENDS = re.compile(
    r"^(?:注|备注|说明|附注|填报说明|附件|附)[\d一二三]?[:：]|^(?:特此|下一步|(?:此件|联系人))"
)
_STOPS = re.compile(r"[。；;！？!?：:，,]")


def one_cell_a_line(lines: Sequence[str], start: int) -> tuple[Grid | None, int]:
    """The table whose head begins at a line, and how many lines it takes; (None, 0) where none does."""
    head = _head(lines, start)
    if head is None:
        return None, 0
    heads, at, number = head
    width = len(heads)
    rows = [[RawCell(text=text) for text in heads]]
    count = 0
    while at < len(lines):
        if is_group(lines[at]) and _record_starts(lines, at + 1, number, count + 1):
            rows.append([RawCell(text=lines[at], column_span=width)])
            at += 1
        if not _record_starts(lines, at, number, count + 1):
            break
        stop, last = _record_end(lines, at, number, count + 2)
        cells = share_out(heads, lines[at:stop], open_end=last)
        if cells is None:
            break
        rows.append([RawCell(text="\n".join(cell)) for cell in cells])
        at += sum(map(len, cells))
        count += 1
    if count < 2:
        return None, 0
    return replace(lay_out(rows), header_rows=1), at - start


def _head(lines: Sequence[str], start: int) -> tuple[list[str], int, int] | None:
    """Words of the head, the line after it, and the column that counts. A copy may leave them on one line."""
    words = re.split(r"[\t ]+", lines[start].strip())
    if len(words) >= 3 and all(map(is_label, words)):
        number = number_column(words)
        return (words, start + 1, number) if number is not None else None
    stop = start
    while stop < len(lines) and stop - start < _MOST_COLUMNS and _may_label(lines[stop]):
        stop += 1
    heads = list(lines[start:stop])
    number = number_column(heads)
    if number is None:
        return None
    for width in range(len(heads), 2, -1):  # what stands before the first number may be the first cells
        after = start + width
        if _first_record(lines, after, number) and sum(map(is_label, heads[:width])) * 3 >= width * 2:
            return heads[:width], after, number
    return None


def _first_record(lines: Sequence[str], at: int, number: int) -> bool:
    grouped = at < len(lines) and is_group(lines[at])
    return _record_starts(lines, at, number, 1) or (grouped and _record_starts(lines, at + 1, number, 1))


def _may_label(line: str) -> bool:
    plain = squeeze(fold(line))
    return is_label(line) or (1 < len(plain) <= 12 and not _STOPS.search(plain) and not plain[0].isdigit())


def number_column(heads: Sequence[str]) -> int | None:
    """The column whose head says that it counts (序号, 编号)."""
    return next((i for i, h in enumerate(heads) if label_role(squeeze(fold(h))) == "number"), None)


def _record_starts(lines: Sequence[str], at: int, number: int, value: int) -> bool:
    where = at + number
    return where < len(lines) and squeeze(fold(lines[where])).strip(".、()") == str(value)


def _record_end(lines: Sequence[str], at: int, number: int, following: int) -> tuple[int, bool]:
    """The line after a record, and whether it is the last one: then what follows the table may be among its lines."""
    for stop in range(at + number + 2, min(len(lines), at + _MOST_LINES)):
        if _record_starts(lines, stop, number, following):
            grouped = is_group(lines[stop - 1]) and stop - 1 > at + number + 1
            return (stop - 1 if grouped else stop), False
        if _ENDS.match(fold(lines[stop])):
            return stop, True
    return min(len(lines), at + _MOST_LINES), True


def is_group(line: str) -> bool:
    """A row of one cell that names a field for the records below it: 二、资金管理方面, 财政管理类."""
    plain = squeeze(fold(line))
    return bool(_GROUP.match(plain)) or (
        not _STOPS.search(plain) and not is_label(line) and is_category(plain)
    )
