"""A text document as paragraphs and tables in order, before it is written: Word, RTF and old Word make this.

`write` finds the title among the leading lines, joins tables that continue, and writes blocks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.files.limits import Limits
from extract.language.folding import fold
from extract.model import Field, Place, Unreadable
from extract.readers.furniture.around import Rows, around_text
from extract.readers.furniture.field_blocks import FieldWriter
from extract.readers.furniture.page_title import title_lines
from extract.readers.furniture.title_lines import TitleLine, find_title
from extract.readers.office.docx_styles import Align
from extract.readers.typed.tables import grid_at, tidy_cells
from extract.tables.grids import Grid, RawCell, joined, lay_out, says_continued
from extract.writing import TextBuilder

_LOOK = 20  # leading paragraphs among which the title stands
_PAGE, _PAGE_TEXT, _MOST = 6, 200, 0.7  # paragraphs, characters and share of a cell that holds a page
_HEADING = 100  # characters: longer paragraphs of a heading style are body text that somebody styled
_PARTED = re.compile("[|｜\t]|[ \u3000\u00a0]{2}")  # what may part the cells of a long line
_NOTE_STARTS = ("注:", "注1", "备注:", "说明:", "附注:", "注释:", "※")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph as displayed; `marker` is its list number with the gap after it."""

    text: str
    marker: str = ""
    number: int  # of the paragraph in the document, from 1
    align: Align | None = None
    bold: bool = False
    size: float | None = None  # points
    level: int | None = None  # of a heading, from 1
    titled: bool = False  # carries the style "Title"

    @property
    def printed(self) -> str:
        return self.marker + self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """One table: rows of cells as the format gives them."""

    rows: tuple[tuple[RawCell, ...], ...]
    number: int  # of its first paragraph


Piece = Paragraph | TableRows


def is_frame(columns: int, cells: Sequence[Sequence[Piece]]) -> bool:
    """True for a table that only lays out a page: of one column, or with one cell that holds most of its text.

    Such a cell holds many paragraphs, or tables.
    """
    if columns == 1:
        return True
    sizes = [sum(map(_size, pieces)) for pieces in cells]
    most = max(sizes, default=0)
    largest = cells[sizes.index(most)] if sizes else ()
    many = len(largest) >= _PAGE or any(isinstance(piece, TableRows) for piece in largest)
    return many and most >= _PAGE_TEXT and most > _MOST * sum(sizes)


def _size(piece: Piece) -> int:
    if isinstance(piece, Paragraph):
        return len(piece.text)
    return sum(len(cell.text) for row in piece.rows for cell in row)


def write(pieces: Iterable[Piece], builder: TextBuilder, limits: Limits) -> tuple[Field, ...]:
    """Write pieces in order; empty paragraphs vanish. Returns the fields that a page of a site pasted here prints."""
    kept = [p for p in pieces if isinstance(p, TableRows) or p.printed.strip()]
    page = around_text(
        [_rows(p) if isinstance(p, TableRows) else p.text for p in kept],
        lambda left, above: [left[k] for k in _title([kept[i] for i in left], above)],
    )
    title = [kept[i].number for i in page.title]
    fields = FieldWriter(builder)
    together: list[Piece] = []
    for i, piece in enumerate(kept):
        if i not in page.around:
            together.append(piece)
            continue
        _write_together(together, builder, limits, title)
        together = []
        fields.write(page.fields.get(i, []), Place(paragraph=piece.number))
    _write_together(together, builder, limits, title)
    return tuple(fields.found)


def _write_together(
    pieces: Sequence[Piece], builder: TextBuilder, limits: Limits, title: Sequence[int]
) -> None:
    before: str | None = None
    for is_table, group in groupby(_without_continued_lines(pieces), key=lambda p: isinstance(p, TableRows)):
        members = list(group)
        if is_table:
            _write_tables([p for p in members if isinstance(p, TableRows)], builder, limits)
        else:
            _write_paragraphs([p for p in members if isinstance(p, Paragraph)], builder, title, before)
        before = "table" if is_table else "paragraph"


def _rows(table: TableRows) -> Rows:
    return [[cell.text for cell in row] for row in table.rows]


def _title(pieces: Sequence[Piece], above: int) -> list[int]:
    """Indexes of the title's lines: by their look, else, in a text without any, as in plain text."""
    head = _head(pieces, above)
    found = find_title(head)
    if not found and not above and not any(line.numbered or line.centred for line in head):
        texts = [line.text for line in head]
        found = tuple(head[i].key for i in title_lines(texts, range(len(texts)), ()))
    return [i for i, piece in enumerate(pieces) if piece.number in found]


def _head(pieces: Sequence[Piece], above: int) -> list[TitleLine]:
    """The leading paragraphs: up to the first table. `above` more stand above the text, as a site prints them."""
    lines: list[TitleLine] = []
    for piece in pieces:
        if isinstance(piece, TableRows) or len(lines) == _LOOK + above:
            break
        lines.append(
            TitleLine(
                key=piece.number,
                text=piece.text,
                centred=piece.align == "center",
                size=piece.size,
                numbered=bool(piece.marker),
                titled=piece.titled,
            )
        )
    return lines


def _without_continued_lines(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Leave out lines between two tables that only say that the table goes on."""
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        between = isinstance(before, TableRows) and isinstance(after, TableRows)
        if between and isinstance(piece, Paragraph) and says_continued(piece.printed):
            continue
        yield piece


def _write_paragraphs(
    paragraphs: Sequence[Paragraph], builder: TextBuilder, title: Sequence[int], before: str | None
) -> None:
    flat = dict(_flattened(paragraphs, title))
    at = 0
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        if paragraph.number in title:
            if paragraph.number == title[0]:
                lines = [p.text for p in paragraphs if p.number in title]
                place = Place(paragraph=paragraph.number)
                builder.add(
                    "title", "\n".join(lines), align=paragraph.align, bold=paragraph.bold, place=place
                )
        elif at in flat:
            grid, count = flat[at]
            builder.add_table(grid, place=Place(paragraph=paragraph.number))
            before, at = "table", at + count - 1
        else:
            before = _write_paragraph(paragraph, builder, before)
        at += 1


def _write_paragraph(paragraph: Paragraph, builder: TextBuilder, before: str | None) -> str | None:
    """Write one; returns what stands before the next: a note goes on below a table."""
    heading = paragraph.level is not None and len(paragraph.printed) <= _HEADING
    note = before == "table" and fold(paragraph.printed).lstrip().startswith(_NOTE_STARTS)
    builder.add(
        "note" if note else "heading" if heading else "paragraph",
        paragraph.printed,
        level=paragraph.level if heading else None,
        marker=paragraph.marker.strip() or None,
        align=paragraph.align,
        bold=paragraph.bold,
        place=Place(paragraph=paragraph.number),
    )
    return before if note else None


def _flattened(
    paragraphs: Sequence[Paragraph], title: Sequence[int]
) -> Iterator[tuple[int, tuple[Grid, int]]]:
    """Tables typed as paragraphs, cells parted by bars, tabs or wide gaps: where each begins, and how many it takes."""
    owners: list[int] = []
    lines: list[str] = []
    for i, paragraph in enumerate(paragraphs):
        typed = [] if paragraph.number in title else [tidy_cells(x) for x in paragraph.printed.split("\n")]
        typed = [line for line in typed if line] or [""]
        owners += [i] * len(typed)
        lines += typed
    at = 0
    while at < len(lines):
        parted = len(lines[at]) <= _HEADING or _PARTED.search(lines[at]) is not None
        begins = bool(lines[at]) and parted and (at == 0 or owners[at - 1] != owners[at])
        grid, taken = grid_at(lines, at) if begins else (None, 1)
        whole = at + taken == len(lines) or owners[at + taken - 1] != owners[at + taken]
        if grid is not None and whole:
            yield owners[at], (grid, owners[at + taken - 1] - owners[at] + 1)
        at += taken if grid is not None else 1


def _write_tables(tables: Sequence[TableRows], builder: TextBuilder, limits: Limits) -> None:
    grids: list[Grid] = []
    for table in tables:
        if sum(map(len, table.rows)) > limits.max_cells:
            raise Unreadable(
                "too_many_cells", f"A table has more than {limits.max_cells:,} cells (max_cells)."
            )
        grids.append(lay_out(table.rows))
    for grid in joined(grids):
        place = next((c.place for c in grid.cells if c.place is not None), None)
        builder.add_table(grid, place=place)
