"""Paragraphs and tables of a text document while it is walked: what containers, cells and runs of characters come to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from extract.readers.office.docx_styles import Look
from extract.readers.office.flow import Paragraph, Piece, TableRows


@dataclass(slots=True)
class Run:
    """A stretch of text with one look."""

    text: str
    look: Look


def pieces_of(
    container: Iterable[etree._Element] | None, block: Callable[[etree._Element], list[Piece]]
) -> list[Piece]:
    """What `block` makes of each element of a body, a cell or a text box; nothing of one that is missing."""
    return [] if container is None else list(chain.from_iterable(map(block, container)))


def cell_text(pieces: Sequence[Piece]) -> str:
    """Text of a cell: its paragraphs line by line; a table in the cell follows row by row."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            lines.append(piece.printed)
        else:
            lines += _rows_as_lines(piece)
    return "\n".join(lines)


def _rows_as_lines(table: TableRows) -> list[str]:
    """The rows of a table in a cell as lines; what its first column counts (1, 2, 3) are their numbers."""
    rows = [[c.text.replace("\n", " ") for c in row if c.text] for row in table.rows]
    counted = len(rows) > 1 and all(len(r) > 1 and r[0] == str(i) for i, r in enumerate(rows, 1))
    return [f"{r[0]}. {' '.join(r[1:])}" if counted else " ".join(r) for r in rows]


def is_bold(pieces: Sequence[Piece]) -> bool:
    """Whether all that a cell holds is bold."""
    printed = [p for p in pieces if isinstance(p, Paragraph) and p.text.strip()]
    return bool(printed) and all(p.bold for p in printed)


def all_bold(runs: Sequence[Run]) -> bool:
    """Whether every run that shows something is bold."""
    looks = [run.look.bold for run in runs if run.text.strip()]
    return bool(looks) and all(looks)


def usual_size(runs: Sequence[Run]) -> float | None:
    """Size in points of most characters."""
    counts: dict[float, int] = {}
    for run in runs:
        if run.look.size is not None and run.text.strip():
            counts[run.look.size] = counts.get(run.look.size, 0) + len(run.text)
    return max(counts, key=lambda size: counts[size]) / 2 if counts else None
