"""Tables that a copy flattened to text: cells parted by `|` or tabs, or one cell a line."""

import re
from collections.abc import Sequence
from itertools import islice

from extract.folding import fold, squeeze
from extract.grids import Grid, RawCell, finish, is_label, lay_out

_MOST_COLUMNS = 14
_LONGEST_LABEL = 30
_RULE = re.compile(r"^[|+\-=: ─—]+$")


def grid_at(lines: Sequence[str], at: int) -> tuple[Grid | None, int]:
    """The flattened table that begins at a line, and how many lines it takes."""
    line = lines[at]
    if "|" in line or "｜" in line:
        return _piped(lines, at)
    if line.count("\t") > 1:
        return _tabbed(lines, at)
    if len(line) <= _LONGEST_LABEL and is_label(line):
        return _one_cell_a_line(lines, at)
    return None, 0


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
    rows: list[list[RawCell]] = []
    width, taken = 0, 0
    for line in islice(lines, start, None):
        cells = _cells(line)
        if rows and _RULE.match(fold(line)):
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


def _tabbed(lines: Sequence[str], start: int) -> tuple[Grid | None, int]:
    """A head of labels and the lines below it that hold tabs too; cells at the end may be left out."""
    head = lines[start].split("\t")
    if sum(map(is_label, head)) < 2:
        return None, 0
    rows = [head]
    for line in islice(lines, start + 1, None):
        cells = line.split("\t")
        if len(cells) < 2 or len(cells) > len(head):
            break
        rows.append(cells + [""] * (len(head) - len(cells)))
    if len(rows) < 2:
        return None, 0
    return finish(lay_out([[RawCell(text=text.strip()) for text in row] for row in rows])), len(rows)


def _one_cell_a_line(lines: Sequence[str], start: int) -> tuple[Grid | None, int]:
    """A header of known labels, then records whose first cell counts 1, 2, 3 ..."""
    width = 0
    while width < _MOST_COLUMNS and start + width < len(lines) and is_label(lines[start + width]):
        width += 1
    if width < 3:
        return None, 0
    rows = [[RawCell(text=text) for text in lines[start : start + width]]]
    at = start + width
    while at + width <= len(lines) and squeeze(fold(lines[at])).rstrip(".、") == str(len(rows)):
        rows.append([RawCell(text=text) for text in lines[at : at + width]])
        at += width
    if len(rows) < 3:
        return None, 0
    return finish(lay_out(rows)), at - start
