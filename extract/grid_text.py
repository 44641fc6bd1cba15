"""Tables that a copy flattened to text: cells parted by `|` or tabs, or one cell a line."""

import re
from collections.abc import Sequence

from extract.folding import fold, squeeze
from extract.grids import Grid, RawCell, finish, is_label, lay_out

_MOST_COLUMNS = 14
_RULE = re.compile(r"^[|+\-=: ─—]+$")


def grid_at(lines: Sequence[str]) -> tuple[Grid | None, int]:
    """The flattened table that begins with the first line, and how many lines it takes."""
    if not lines:
        return None, 0
    if "|" in fold(lines[0]):
        return _piped(lines)
    if is_label(lines[0]) and len(lines) > 5:
        return _one_cell_a_line(lines)
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


def _piped(lines: Sequence[str]) -> tuple[Grid | None, int]:
    rows: list[list[RawCell]] = []
    width, taken = 0, 0
    for line in lines:
        cells = _cells(line)
        if _RULE.match(fold(line)) and rows:
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


def _one_cell_a_line(lines: Sequence[str]) -> tuple[Grid | None, int]:
    """A header of known labels, then records whose first cell counts 1, 2, 3 ..."""
    width = 0
    while width < min(len(lines), _MOST_COLUMNS) and is_label(lines[width]):
        width += 1
    if width < 3:
        return None, 0
    rows = [[RawCell(text=text) for text in lines[:width]]]
    at = width
    while at + width <= len(lines) and squeeze(fold(lines[at])).rstrip(".、") == str(len(rows)):
        rows.append([RawCell(text=text) for text in lines[at : at + width]])
        at += width
    if len(rows) < 3:
        return None, 0
    return finish(lay_out(rows)), at
