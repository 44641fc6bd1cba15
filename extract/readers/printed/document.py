"""Pages of tables and lines to one `Document`: the last step that PDF files and scans share."""

import re
from collections.abc import Sequence

from extract.language.folding import fold
from extract.model import Block, BlockKind, Document, Issue, Place, Span
from extract.readers.furniture.field_blocks import FieldWriter
from extract.readers.printed.carried import with_columns_carried
from extract.readers.printed.cells import PageTable
from extract.readers.printed.flow import Paragraph, paragraphs
from extract.readers.printed.footnotes import with_footnotes, without_footnotes
from extract.readers.printed.furniture import without_furniture
from extract.readers.printed.geometry import box_around
from extract.readers.printed.join import joined_tables
from extract.readers.printed.page import PageContent
from extract.readers.printed.site_page import site_page
from extract.tables.grids import Grid, is_caption, says_continued
from extract.writing import TextBuilder

_NOTE = re.compile(r"(?:注|註|备注|備註|说明|說明|附注|附註|notes?)\s*\d*[:：.]", re.IGNORECASE)
_LOW = 0.75  # confidence of recognised text below which it is doubtful


def assemble(
    pages: Sequence[PageContent],
    *,
    reader: str,
    media_type: str,
    issues: Sequence[Issue] = (),
    count: int | None = None,
    confidence: float | None = None,
) -> Document:
    """The document that pages make. `issues` were met while its pages were read; `count` counts unread ones too."""
    texts, notes = without_footnotes(with_columns_carried(without_furniture(pages)))
    flow = with_footnotes(_without_continuation_lines(paragraphs(texts)), notes)
    builder = TextBuilder()
    doubts: list[Issue] = []
    page = site_page(flow)
    fields = FieldWriter(builder)
    at = 0
    while at < len(flow):
        item = flow[at]
        if at in page.around:
            fields.write(page.fields.get(at, []), _place(item))
            at += 1
            continue
        if isinstance(item, Paragraph):
            after_table = at > 0 and isinstance(flow[at - 1], PageTable)
            text = "\n".join(b.text for k in page.title if isinstance(b := flow[k], Paragraph))
            if at not in page.title:
                block = _add_paragraph(builder, item, after_table=after_table)
                doubts += _doubts_of_paragraph(block, item)
            elif at == page.title[0]:
                block = builder.add("title", text, align=item.align, bold=item.bold, place=_place(item))
                doubts += _doubts_of_paragraph(block, item)
            at += 1
            continue
        ends = (k for k in range(at, len(flow)) if k in page.around or not isinstance(flow[k], PageTable))
        end = next(ends, len(flow))
        pieces = [t for t in flow[at:end] if isinstance(t, PageTable)]
        caption = _caption(builder, flow, at)
        for k, grid in enumerate(joined_tables(pieces)):
            table = builder.add_table(grid, caption=caption if k == 0 else None, place=_place_of(grid))
            doubts += _doubts_of_table(table, builder, pieces)
        at = end
    turned = tuple((p.number, p.turned) for p in pages if p.turned)
    return Document(
        text=builder.text(),
        blocks=tuple(builder.blocks),
        fields=tuple(fields.found),
        issues=(*issues, *doubts),
        reader=reader,
        media_type=media_type,
        pages=len(pages) if count is None else count,
        confidence=confidence,
        turned=turned,
    )


def _without_continuation_lines(flow: list[Paragraph | PageTable]) -> list[Paragraph | PageTable]:
    """Leave out lines between two tables that only say that the first one goes on."""
    return [
        item
        for k, item in enumerate(flow)
        if not (
            isinstance(item, Paragraph)
            and 0 < k < len(flow) - 1
            and isinstance(flow[k - 1], PageTable)
            and isinstance(flow[k + 1], PageTable)
            and says_continued(item.text)
        )
    ]


def _add_paragraph(builder: TextBuilder, p: Paragraph, *, after_table: bool) -> Block | None:
    is_note = p.note or (after_table and _NOTE.match(fold(p.text)))
    kind: BlockKind = "note" if is_note else "paragraph"
    block = builder.add(kind, p.text, align=p.align, bold=p.bold, place=_place(p))
    if block is not None and (fill := p.lines[0].fill):
        builder.fill_last(fill)
    return block


def _place(item: Paragraph | PageTable) -> Place:
    """Where a block begins: of a paragraph over two pages, what stands on the first."""
    if isinstance(item, PageTable):
        return Place(page=item.page, box=item.box)
    return Place(page=item.pages[0], box=box_around(_on_first_page(item)))


def _on_first_page(p: Paragraph) -> list:  # type: ignore[type-arg]
    return [line for line, page in zip(p.lines, p.pages, strict=True) if page == p.pages[0]]


def _caption(builder: TextBuilder, flow: Sequence[Paragraph | PageTable], at: int) -> Span | None:
    """The line right above a table, where it is centred or reads like a caption."""
    before = flow[at - 1] if at > 0 else None
    if not isinstance(before, Paragraph) or not builder.blocks:
        return None
    block = builder.blocks[-1]
    if block.kind == "title" or not (before.align == "center" or is_caption(before.text)):
        return None
    return Span(start=block.start, end=block.end)


def _place_of(grid: Grid) -> Place | None:
    """The place of the part of a table that stands on its first page."""
    places = [c.place for c in grid.cells if c.place is not None and c.place.box is not None]
    if not places:
        return None
    page = min(p.page or 1 for p in places)
    return Place(page=page, box=box_around(p.box for p in places if p.page == page and p.box is not None))


def _doubts_of_paragraph(block: Block | None, p: Paragraph) -> list[Issue]:
    least = min(line.confidence for line in p.lines)
    if block is None or least >= _LOW:
        return []
    return [_doubt(least, p.pages[0], Span(start=block.start, end=block.end))]


def _doubts_of_table(block: Block | None, builder: TextBuilder, pieces: Sequence[PageTable]) -> list[Issue]:
    """One issue for each cell with a word that is not certain."""
    if block is None or block.table is None:
        return []
    low = {
        (piece.page, cell.box): cell.confidence
        for piece in pieces
        for cell in piece.cells
        if cell.text and cell.confidence < _LOW
    }
    found = []
    for cell in block.table.cells:
        key = (cell.place.page, cell.place.box) if cell.place else None
        if key in low and cell.end > cell.start:
            found.append(_doubt(low[key], key[0] or 1, Span(start=cell.start, end=cell.end)))
    return found


def _doubt(confidence: float, page: int, span: Span) -> Issue:
    return Issue(
        kind="low_ocr_confidence",
        message=f"page {page}: words were recognised with confidence {confidence:.2f}, expected {_LOW} or more; "
        "compare them with the page",
        span=span,
    )
