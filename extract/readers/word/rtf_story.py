"""Collect the text of an RTF file into paragraphs, cells, rows and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from extract.model import Place
from extract.readers.office.docx_styles import Align
from extract.readers.office.flow import Paragraph, Piece, TableRows, is_frame
from extract.readers.office.flow_tables import FlowCell, merge_rows
from extract.readers.office.left_out import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Formatting at a place in the text; groups inherit it and give it back at their end."""

    dropped: bool = False
    font: int | None = None
    bold: bool = False
    hidden: bool = False
    deleted: bool = False  # by a tracked change
    inserted: bool = False
    size: float | None = None  # points
    skip: int = 1  # characters that stand for one \\u
    marker: bool = False  # inside the displayed list number
    align: Align | None = None
    outline: int | None = None
    in_table: bool = False
    in_fonts: bool = False


@dataclass(slots=True)
class Edge:
    """Definition of one cell of a row: its right edge in twips, and how it is merged."""

    right: int = 0
    above: bool = False
    beside: bool = False


@dataclass(slots=True)
class _CellText:
    text: str
    bold: bool
    number: int  # of its first paragraph


@dataclass(slots=True)
class _Row:
    edges: list[Edge]
    cells: list[_CellText]


@dataclass(slots=True)
class Story:
    """The pieces collected so far, and the paragraph, cell and row that are still open."""

    pieces: list[Piece] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    next_edge: Edge = field(default_factory=Edge)
    tally: Tally = field(default_factory=Tally)
    _told: Shape | None = None  # of the run that was counted last
    _runs: list[tuple[str, Shape]] = field(default_factory=list)
    _marker: list[str] = field(default_factory=list)
    _number: int = 0
    _lines: list[str] = field(default_factory=list)
    _bolds: list[bool] = field(default_factory=list)
    _cells: list[_CellText] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)

    def say(self, text: str, shape: Shape) -> None:
        """Add text to the open paragraph, or to its list number."""
        if shape is not self._told and text.strip():
            self._told = shape
            self.tally.hidden += shape.hidden
            self.tally.changes += shape.deleted or shape.inserted
        if text and not shape.hidden and not shape.deleted:
            if shape.marker:
                self._marker.append(text)
            else:
                self._runs.append((text, shape))

    def end_paragraph(self, shape: Shape) -> None:
        """Close the open paragraph: it belongs to the open cell or stands in the body."""
        paragraph = self._paragraph(shape)
        if shape.in_table:
            self._keep(paragraph)
            return
        if paragraph.printed.strip() or not self._rows:
            self.end_table()
            self.pieces.append(paragraph)

    def _paragraph(self, shape: Shape) -> Paragraph:
        self._number += 1
        text, marker = "".join(t for t, _ in self._runs), "".join(self._marker)
        looks = [(t, s) for t, s in self._runs if t.strip()]
        sizes = {s.size: 0 for _, s in looks if s.size is not None}
        for t, s in looks:
            if s.size is not None:
                sizes[s.size] += len(t)
        self._runs, self._marker = [], []
        return Paragraph(
            text=text,
            marker=marker.strip() + " " if marker.strip() and marker[-1:].isspace() else marker,
            number=self._number,
            align=shape.align,
            bold=bool(looks) and all(s.bold for _, s in looks),
            size=max(sizes, key=lambda size: sizes[size]) if sizes else None,
            level=None if shape.outline is None or not 0 <= shape.outline < 9 else shape.outline + 1,
        )

    def _keep(self, paragraph: Paragraph) -> None:
        self._lines.append(paragraph.printed)
        if paragraph.text.strip():
            self._bolds.append(paragraph.bold)

    def end_cell(self, shape: Shape) -> None:
        """Close the open cell."""
        self._keep(self._paragraph(shape))
        first = self._number - len(self._lines) + 1
        bold = bool(self._bolds) and all(self._bolds)
        self._cells.append(_CellText("\n".join(self._lines), bold, first))
        self._lines, self._bolds = [], []

    def end_row(self) -> None:
        """Close the open row; its definition stays valid for the next one."""
        if self._cells:
            self._rows.append(_Row(list(self.edges), self._cells))
        self._cells = []

    def end_table(self) -> None:
        """Close the open table, if there is one."""
        self.end_row()
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        grid = sorted({e.right for row in rows for e in row.edges})
        placed = [_place(row, grid) for row in rows]
        columns = max((column + cell.span for row in placed for column, cell in row), default=0)
        held = [_paragraphs(cell) for row in placed for _, cell in row]
        if is_frame(columns, held):
            self.pieces += chain.from_iterable(held)
        else:
            self.pieces.append(TableRows(rows=merge_rows(placed), number=_number(placed[0][0][1])))


def _paragraphs(cell: FlowCell) -> list[Paragraph]:
    lines = enumerate(cell.text.split("\n"), start=_number(cell))
    return [Paragraph(text=line, number=number) for number, line in lines if line.strip()]


def _number(cell: FlowCell) -> int:
    return (cell.place.paragraph if cell.place else None) or 1


def _place(row: _Row, grid: Sequence[int]) -> list[tuple[int, FlowCell]]:
    """Cells of a row with their columns on the grid that all right edges of the table make."""
    placed: list[tuple[int, FlowCell]] = []
    column = 0
    for i, cell in enumerate(row.cells):
        edge = row.edges[i] if i < len(row.edges) else Edge(right=grid[-1] + i if grid else i)
        end = grid.index(edge.right) + 1 if edge.right in grid else column + 1
        span = max(end - column, 1)
        if edge.beside and placed:
            placed[-1][1].span += span
        else:
            made = FlowCell(
                text=cell.text,
                span=span,
                merge="above" if edge.above else "",
                header=cell.bold,
                place=Place(paragraph=cell.number),
            )
            placed.append((column, made))
        column += span
    return placed
