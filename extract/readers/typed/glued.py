"""Tables whose rows a copy left on lines of their own, cells parted by `|`, tabs or blanks; a cell may go on below."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.language.folding import fold, squeeze
from extract.lines.enumerators import mark_at
from extract.readers.typed.flat import is_group, number_column
from extract.tables.fit import share_out
from extract.tables.grids import Grid, RawCell, is_label, lay_out

_MOST_LINES = 12  # of one row
_RULE = re.compile(r"^[|+\-=: ─—]+$")
Cut = Callable[[str], list[str]]


def glued_rows(lines: Sequence[str], start: int, cut: Cut, *, padded: bool) -> tuple[Grid | None, int]:
    """The table whose head of labels stands on a line, and how many lines it takes; (None, 0) where none does.

    `padded`: a row may lack its last cells. Else its pieces are shared out by what they say.
    """
    heads = cut(lines[start])
    if len(heads) < 3 or sum(map(is_label, heads)) * 3 < len(heads) * 2:
        return None, 0
    counted = number_column(heads) == 0
    rows = [[RawCell(text=text) for text in heads]]
    at, count = start + 1, 0
    while at < len(lines):
        again = cut(lines[at]) == heads and at + 1 < len(lines)  # the head, printed again on the next page
        if _RULE.match(fold(lines[at])) or (again and _opens(cut(lines[at + 1]), heads, count + 1, counted)):
            at += 1
            continue
        if is_group(lines[at]) and len(cut(lines[at])) == 1 and at + 1 < len(lines):
            following = cut(lines[at + 1])
            if _opens(following, heads, count + 1, counted):
                rows.append([RawCell(text=lines[at], column_span=len(heads))])
                at += 1
        if not _opens(cut(lines[at]), heads, count + 1, counted):
            break
        pieces = _row(lines, at, cut, len(heads), count + 1 if counted else None)
        whole = _whole(heads, pieces, padded=padded)
        if whole is None:
            break
        rows.append([RawCell(text=text.strip()) for text in whole])
        at += len(pieces)
        count += 1
    if count < (1 if padded else 2):
        return None, 0
    return replace(lay_out(rows), header_rows=1), at - start


def _opens(cells: Sequence[str], heads: Sequence[str], value: int, counted: bool) -> bool:
    if counted:
        return len(cells) > 1 and _is_number(cells[0], value)
    return 1 < len(cells) <= len(heads)


def _is_number(text: str, value: int) -> bool:
    return squeeze(fold(text)).strip(".、()") == str(value)


def _row(lines: Sequence[str], at: int, cut: Cut, width: int, value: int | None) -> list[list[str]]:
    """The pieces of the row that begins at a line, line by line. Only counted rows go on below."""
    pieces = [cut(lines[at])]
    while value is not None and len(pieces) < _MOST_LINES and at + len(pieces) < len(lines):
        more = cut(lines[at + len(pieces)])
        full = len(_glued(pieces)) >= width or sum(map(len, pieces)) >= width + 2
        if full or _is_number(more[0], value + 1):
            break
        if len(more) == 1 and not _goes_on(lines, at + len(pieces), cut):
            break
        pieces.append(more)
    return pieces


def _glued(pieces: Sequence[list[str]]) -> list[str]:
    """The cells of a row whose lines are broken inside a cell."""
    cells = pieces[0]
    for more in pieces[1:]:
        cells = [*cells[:-1], _joined(cells[-1], more[0]), *more[1:]]
    return cells


def _joined(cell: str, more: str) -> str:
    """A cell and its next line: a line of its own after a stop or before a number, else words that were broken."""
    broken = fold(cell.rstrip())[-1:] not in ("。", ";", ":", "") and mark_at(fold(more)) is None
    return f"{cell}{more}" if broken else f"{cell}\n{more}"


def _goes_on(lines: Sequence[str], at: int, cut: Cut) -> bool:
    """Whether the table goes on below a line of one cell."""
    below = [cut(line) for line in lines[at + 1 : at + _MOST_LINES]]
    return any(len(cells) > 1 for cells in below)


def _whole(heads: Sequence[str], pieces: Sequence[list[str]], *, padded: bool) -> list[str] | None:
    """One text for each column."""
    cells = _glued(pieces)
    if len(cells) == len(heads):
        return cells
    if padded and len(pieces) == 1:
        return cells + [""] * (len(heads) - len(cells)) if len(cells) < len(heads) else None
    shared = share_out(heads, [x for line in pieces for x in line], open_end=False)
    return None if shared is None else ["\n".join(cell) for cell in shared]
