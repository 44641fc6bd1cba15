"""Cells that a copy left on lines of their own, each with its bar: a form of labels and values, a table row by row."""

import re
from collections import Counter
from collections.abc import Sequence

_LABEL = re.compile(r"[^|:：。；;，,]{2,16}[:：]\s*\|\s*")
_CELL = re.compile(r"[^|]*[^|\s][^|]*\|\s*")
_HEAD = re.compile(r"[^|。；;，,：:\d]{2,16}\|\s*")
_FEWEST = 4  # labels with a bar behind them
_NARROWEST, _WIDEST = 3, 10  # columns

Lines = list[tuple[str, str]]  # tidied, and as typed


def unbarred(lines: Lines) -> Lines:
    """Each value on the line of its label (案　由： | / … | makes 案由：…), each row of a table on one line; all other lines
    as they are.
    """
    if sum(text.endswith("|") for text, _ in lines) < _FEWEST:
        return lines
    labels = [i for i, (text, _) in enumerate(lines) if text.endswith("|") and _LABEL.fullmatch(text)]
    if len(labels) >= _FEWEST:
        return lines[: labels[0]] + _form(lines[labels[0] :])
    found: Lines = []
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and _CELL.fullmatch(lines[stop][0]):
            stop += 1
        width = _width([text.strip("| \t") for text, _ in lines[at:stop]])
        if width and all(_HEAD.fullmatch(text) for text, _ in lines[at : at + width]):
            for row in range(at, stop, width):
                cells = [text.strip("| \t") for text, _ in lines[row : row + width]]
                found.append((f"| {' | '.join(cells)} |", lines[row][1]))
            at = stop
        else:
            found.append(lines[at])
            at += 1
    return found


def _form(lines: Lines) -> Lines:
    """Labels with their values; an empty cell leaves none."""
    found: Lines = []
    open_cell = False
    for text, typed in lines:
        if _LABEL.fullmatch(text):
            if found and found[-1][0].endswith("："):
                found.pop()
            found.append((re.sub(r"[\s|:：]", "", text) + "：", typed))
            open_cell = True
            continue
        told, closed = text.rstrip("| \t"), text.endswith("|")
        if told and open_cell:
            before = found.pop()
            gap = "" if before[0].endswith("：") else " "
            found.append((before[0] + gap + told, before[1]))
        elif told:
            found.append((told, typed))
        open_cell = open_cell and not closed
    return found


def _width(cells: Sequence[str]) -> int:
    """How many columns cells make whose rows repeat words in a column; 0 where no width does."""
    widths = [w for w in range(_NARROWEST, _WIDEST + 1) if len(cells) % w == 0 and len(cells) // w > 2]
    return max(widths, key=lambda w: _repeated(cells, w), default=0)


def _repeated(cells: Sequence[str], width: int) -> float:
    """The share of a column's cells below its head that are its commonest words, in the column of most."""
    columns = [cells[width + k :: width] for k in range(width)]
    return max(Counter(c).most_common(1)[0][1] / len(c) if len(c) > 1 else 0.0 for c in columns)
