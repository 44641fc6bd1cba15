"""Tables typed with blanks whose cells go on below themselves: the place of a cell tells its column, as on the screen.

序号  问题          整改情况
1     甲不规范，    已补缴，
      涉及3万元     已退回
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from unicodedata import east_asian_width

from extract.tables.grids import is_label

_CELL = re.compile(r"[^ \u3000\u00a0]+(?:[ \u3000\u00a0][^ \u3000\u00a0]+)*")
_GAP = re.compile("[ \u3000\u00a0]{2,}")
_FEWEST = 3  # columns
_NEAR = 5  # places on the screen between where a cell and its column begin
Cells = list[tuple[int, str]]  # where each begins, in places on the screen


@dataclass(slots=True)
class _Row:
    lines: int = 1  # with the blank ones above those that go on
    cells: dict[int, str] = field(default_factory=dict)


def aligned(lines: Sequence[str]) -> list[str]:
    """The lines of a text as typed, with each row on one line, tabs between its cells, in tables whose cells go on below."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        rows = _table(lines, at) if _GAP.search(lines[at].strip()) else []
        taken = sum(row.lines for row in rows) or 1
        if any(row.lines > 1 for row in rows):
            width = max(rows[0].cells) + 1
            found += ["\t".join(row.cells.get(k, "") for k in range(width)) for row in rows]
        else:
            found += lines[at : at + taken]
        at += taken
    return found


def _table(lines: Sequence[str], start: int) -> list[_Row]:
    """The rows of the table whose head stands on a line, the head among them; none where it heads none."""
    head = _cells(lines[start])
    if len(head) < _FEWEST or sum(is_label(words) for _, words in head) * 3 < len(head) * 2:
        return []
    columns = _columns(lines, start, head)
    rows = [_Row(cells={k: words for k, (_, words) in enumerate(head)})]
    at = start + 1
    while at < len(lines):
        blank = 0
        while at + blank < len(lines) and not lines[at + blank].strip():
            blank += 1
        cells = _cells(lines[at + blank]) if at + blank < len(lines) else []
        placed = _placed(cells, columns)
        if not placed or (len(placed) < 2 and 0 in placed):
            break
        if 0 in placed:
            rows.append(_Row(lines=1, cells=placed))
            rows[-2].lines += blank
        elif len(rows) > 1 and not blank:
            rows[-1].lines += 1
            for k, words in placed.items():
                rows[-1].cells[k] = rows[-1].cells.get(k, "") + words
        else:
            break
        at += blank + 1
    return rows


def _columns(lines: Sequence[str], start: int, head: Cells) -> list[float]:
    """Where each column begins: where most full rows near the head begin their cells."""
    full = [cells for line in lines[start + 1 : start + 60] if len(cells := _cells(line)) == len(head)]
    return [float(median([cells[k][0] for cells in full or [head]])) for k in range(len(head))]


def _placed(cells: Cells, columns: Sequence[float]) -> dict[int, str]:
    """The words of each column on a line; empty where they do not stand below the columns."""
    found: dict[int, str] = {}
    for start, words in cells:
        k = min(range(len(columns)), key=lambda k: abs(columns[k] - start))
        if abs(columns[k] - start) > _NEAR or (found and k <= max(found)):
            return {}
        found[k] = words
    return found


def _cells(line: str) -> Cells:
    """The cells of a line that wide gaps part, each with the place on the screen where it begins."""
    if "\t" in line:
        return []
    found: Cells = []
    place = at = 0
    for m in _CELL.finditer(line):
        place += _wide(line[at : m.start()])
        found.append((place, m[0]))
        place += _wide(m[0])
        at = m.end()
    return found


def _wide(words: str) -> int:
    return sum(1 + (east_asian_width(ch) in "WF") for ch in words)
