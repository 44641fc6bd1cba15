"""A page of a site pasted into a sheet: what the site shows around the text is told as in other formats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extract.readers.furniture.around import Around, Fields, Rows, around_text
from extract.readers.furniture.fields import is_weak
from extract.readers.furniture.title_lines import find_title
from extract.readers.sheets.sides import part_of, rows_of
from extract.readers.sheets.titles import look_of, title_among
from extract.readers.sheets.workbook import VisibleCell, VisibleSheet

_LOOK = 20  # leading rows among which the title stands


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A sheet without what a site shows around a text. Cells are named as in the sheet (A5)."""

    sheet: VisibleSheet
    title: frozenset[str] | None = None  # None: not a page of a site, the title is told otherwise
    fields: Mapping[str, Fields] = field(default_factory=dict)  # by the cell that follows them; "" at the end


def site_page(sheet: VisibleSheet) -> SitePage:
    """The sheet as it is where nothing stands around its text."""
    pieces = list(_pieces(sheet))
    around = around_text(
        [_block(piece) for piece in pieces], lambda left, above: _by_look(pieces, left, above)
    )
    if not _is_page(around):
        return SitePage(sheet=sheet)
    kept = [c for i, piece in enumerate(pieces) if i not in around.around for row in piece for c in row]
    if not kept:
        return SitePage(sheet=sheet)
    title = frozenset(c.name for i in around.title for row in pieces[i] for c in row)
    return SitePage(sheet=part_of(sheet, kept), title=title, fields=_fields(pieces, around))


def _is_page(around: Around) -> bool:
    """Whether a site shows something: more than a date and a label that the head of a ledger has too."""
    keys = {key for fields in around.fields.values() for key, _, _ in fields if key and not is_weak(key)}
    return bool(around.around - around.fields.keys()) or len(keys) > 1


Piece = list[list[VisibleCell]]  # one row of one cell, or rows of several


def _pieces(sheet: VisibleSheet) -> Iterator[Piece]:
    """Rows of one cell are paragraphs, rows of several that stand together a table."""
    for several, rows in groupby(filter(None, rows_of(sheet.cells)), key=lambda row: len(row) > 1):
        if several:
            yield list(rows)
        else:
            yield from ([row] for row in rows)


def _block(piece: Piece) -> str | Rows:
    return piece[0][0].text if len(piece[0]) == 1 else [[c.text for c in row] for row in piece]


def _by_look(pieces: Sequence[Piece], left: Sequence[int], above: int) -> tuple[int, ...]:
    """The title as its look tells it: before the first table that is left."""
    lines = []
    for i in left[: _LOOK + above]:
        if len(pieces[i][0]) > 1:
            break
        lines.append(look_of(i, pieces[i][0][0]))
    return find_title(lines) if above else title_among(lines)


def _fields(pieces: Sequence[Piece], around: Around) -> dict[str, Fields]:
    """Fields by the name of the first cell kept below them."""
    found: dict[str, Fields] = {}
    waiting: Fields = []
    for i, piece in enumerate(pieces):
        if i in around.around:
            waiting = [*waiting, *around.fields.get(i, [])]
        elif waiting:
            found[piece[0][0].name] = waiting
            waiting = []
    return {**found, "": waiting} if waiting else found
