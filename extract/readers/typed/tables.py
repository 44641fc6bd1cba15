"""Tables that a copy flattened to text: cells parted by `|`, tabs or blanks, or one cell a line."""

import re
from collections.abc import Sequence
from itertools import islice

from extract.language.folding import fold
from extract.readers.typed.flat import one_cell_a_line
from extract.readers.typed.glued import glued_rows
from extract.tables.grids import Grid, RawCell, finish, is_label, lay_out
from extract.writing import tidy_line

_GAPS = re.compile("[ \u3000\u00a0]{2,}")
_RULE = re.compile(r"^[|+\-=: ─—]+$")


def grid_at(lines: Sequence[str], at: int) -> tuple[Grid | None, int]:
    """The flattened table that begins at a line, and how many lines it takes."""
    line = lines[at]
    if "|" in line or "｜" in line:
        grid, taken = glued_rows(lines, at, _cells, padded=True)
        return (grid, taken) if grid is not None else _piped(lines, at)
    if line.count("\t") > 1:
        return glued_rows(lines, at, _tabbed, padded=True)
    words = line.split()
    wide = _gaps(line) if len(words) > 2 else ()
    cut, words = (_gaps, wide) if len(wide) > 2 else (str.split, words)
    if len(words) > 2 and fold(words[0])[-1] == ":":
        return None, 0  # 整改情况： 已补缴。  已完成: a label and what it says
    if not words or not is_label(words[0] if len(words) > 2 else line):
        return None, 0
    if _labels_with_values(lines, at, words):
        return None, 0
    grid, taken = glued_rows(lines, at, cut, padded=False) if len(words) > 2 else (None, 0)
    return (grid, taken) if grid is not None else one_cell_a_line(lines, at)


_NEAR = 40  # lines within which the labels of a record come again


def _labels_with_values(lines: Sequence[str], at: int, words: list[str]) -> bool:
    """True for 责任处室 观测处 目前状态 基本完成: labels and values by turns, and the same labels before others further on."""
    if len(words) % 2 or is_label(words[1]) or not all(map(is_label, words[::2])):
        return False
    following = (line.split() for line in islice(lines, at + 1, at + _NEAR))
    return any(x[::2] == words[::2] and x[1::2] != words[1::2] for x in following)


def tidy_cells(line: str) -> str:
    """A line without stray blanks; tabs and wide gaps stay where they may part the cells of a table."""
    cells = line.strip("\t ").split("\t")
    if len(cells) > 2:
        return "\t".join(tidy_line(cell) for cell in cells)
    cells = _gaps(line)
    if (len(cells) > 2 or (len(cells) == 2 and cells[0].isdigit())) and not re.search("[:：]", line):
        return "\u3000\u3000".join(tidy_line(cell) for cell in cells)
    return tidy_line(line)


def _gaps(line: str) -> list[str]:
    return _GAPS.split(line.strip())


def _tabbed(line: str) -> list[str]:
    return line.split("\t")


def _cells(line: str) -> list[str]:
    folded = fold(line)
    cuts = [i for i, ch in enumerate(folded) if ch == "|"]
    pieces = [line[a + 1 : b].strip() for a, b in zip([-1, *cuts], [*cuts, len(line)], strict=True)]
    if pieces and not pieces[0]:
        pieces = pieces[1:]
    if pieces and not pieces[-1]:
        pieces = pieces[:-1]
    return pieces


def _piped(lines: Sequence[str], start: int) -> tuple[Grid | None, int]:
    """Rows of one width, whatever heads them; between them |（一）资产管理方面| alone is a row over all columns."""
    rows: list[list[RawCell]] = []
    width, taken = 0, 0
    for line in islice(lines, start, None):
        cells = _cells(line)
        if rows and _RULE.match(fold(line)):
            taken += 1
            continue
        if width and len(cells) == 1 and "|" in fold(line):
            rows.append([RawCell(text=cells[0], column_span=width)])
            taken += 1
            continue
        if len(cells) < 2 or (width and len(cells) != width):
            break
        width = width or len(cells)
        rows.append([RawCell(text=text) for text in cells])
        taken += 1
    if len(rows) < 2 or width < 2:
        return None, 0
    return finish(lay_out(rows)), taken
