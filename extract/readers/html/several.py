"""Read a notice of one page or of several: the text of each page stands behind that of the one before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.files.limits import Limits
from extract.language.folding import plain_of, squeeze
from extract.model import Block, Document, Field, Issue, Span, Unreadable
from extract.readers.html.page import read_page
from extract.tables.grids import Grid, GridCell, continues, join
from extract.writing import TextBuilder
from scrapers.items import RawNotice

_PAGE_MARK = re.compile(r"[(\[](?:第?\d{1,3}[页頁]?|[一二三四五六七八九十]{1,3})[)\]]$")


def read_html_notice(raw: RawNotice, limits: Limits) -> Document:
    """The row of the dispatch table. Raises Unreadable for a first page that cannot be read; a later one that cannot
    ends the text there, in words."""
    document, path = read_page(raw.body, raw.charset, limits=limits)
    pages, goes_on_at = [document], raw.goes_on_at
    for page in raw.later:
        try:
            later, _ = read_page(page.body, page.charset, limits=limits, number=page.page, like=path)
        except Unreadable as reason:
            goes_on_at = f"{page.url} ({reason.message})"
            break
        pages.append(later)
    whole = one_document(pages) if raw.later else document
    return _ended(whole, len(pages), goes_on_at) if goes_on_at else whole


def _ended(document: Document, pages: int, goes_on_at: str) -> Document:
    """The document with the doubt that its next page is not at hand, in place of one that a page's own pager gives."""
    told = f"got {pages} pages of a notice that goes on, expected all; the next is not at hand: {goes_on_at}"
    left = (issue for issue in document.issues if issue.kind != "unread_page")
    return replace(document, issues=(*left, Issue(kind="unread_page", message=told)))


def one_document(pages: Sequence[Document]) -> Document:
    """The pages' texts in order; what frames each of them (title, fields, attachments) once, attachments at the end."""
    writer = _Joint()
    known = {_said(pages[0], block) for block in pages[0].blocks}
    for page in pages:
        for block in page.blocks:
            if page is pages[0] or block.kind in ("heading", "paragraph", "table", "note"):
                writer.write(page, block)
            elif not _is_told(page, block, known):
                known.add(_said(page, block))
                writer.write(page, block, as_paragraph=block.kind == "title")
    return writer.document(pages)


def _said(page: Document, block: Block) -> tuple[str, str]:
    return block.kind, squeeze(page.text[block.start : block.end])


def _is_told(page: Document, block: Block, known: set[tuple[str, str]]) -> bool:
    """Whether an earlier page has what frames this one; its title may be counted: …公告（2）."""
    if block.kind != "title":
        return _said(page, block) in known
    words = _PAGE_MARK.sub("", plain_of(page.text[block.start : block.end]))
    return any(plain_of(text).startswith(words) for kind, text in known if kind == "title")


@dataclass(slots=True)
class _Joint:
    """Writes blocks of several documents as one, and knows where each has come to stand."""

    _builder: TextBuilder = field(default_factory=TextBuilder)
    _held: list[tuple[Document, Block]] = field(default_factory=list)  # attachments
    _moved: list[tuple[Document, Block, int]] = field(default_factory=list)  # block, and its start now
    _table: tuple[Document, Grid] | None = None  # the last block, where it is a table

    def write(self, page: Document, block: Block, *, as_paragraph: bool = False) -> None:
        """Append a block; an attachment is held back until the end."""
        if block.kind == "attachment":
            self._held.append((page, block))
        elif block.table is not None:
            self._write_table(page, block)
        else:
            self._write_text(page, block, as_paragraph=as_paragraph)

    def _write_text(self, page: Document, block: Block, *, as_paragraph: bool = False) -> None:
        written = self._builder.add(
            "paragraph" if as_paragraph else block.kind,
            page.text[block.start : block.end],
            level=block.level,
            marker=block.marker,
            align=block.align,
            bold=block.bold,
            target=block.target,
            place=block.place,
        )
        self._note(page, block, written)
        self._table = None

    def _write_table(self, page: Document, block: Block) -> None:
        grid = _grid(page, block)
        if self._table is not None and self._table[0] is not page and continues(self._table[1], grid):
            grid = join(self._table[1], grid)
            self._builder.drop_last()
        written = self._builder.add_table(grid, caption=self._at(page, _caption(block)), place=block.place)
        self._note(page, block, written)
        self._table = (page, grid)

    def _note(self, page: Document, block: Block, written: Block | None) -> None:
        if written is not None:
            self._moved.append((page, block, written.start))

    def _at(self, page: Document, span: Span | None) -> Span | None:
        """Where a span of a page stands now; None where its block was not taken."""
        if span is None:
            return None
        for owner, block, start in reversed(self._moved):
            if owner is page and block.start <= span.start and span.end <= block.end:
                by = start - block.start
                return Span(start=span.start + by, end=span.end + by)
        return None

    def document(self, pages: Sequence[Document]) -> Document:
        """All that was written; the last page tells whether the notice goes on."""
        for page, block in self._held:
            self._write_text(page, block)
        issues = {
            (issue.kind, issue.message): self._issue(page, issue)
            for page in pages
            for issue in page.issues
            if page is pages[-1] or issue.kind != "unread_page"
        }
        return Document(
            text=self._builder.text(),
            blocks=tuple(self._builder.blocks),
            fields=tuple(self._fields(pages)),
            issues=tuple(issues.values()),
            reader=pages[0].reader,
            media_type=pages[0].media_type,
        )

    def _issue(self, page: Document, issue: Issue) -> Issue:
        return Issue(kind=issue.kind, message=issue.message, span=self._at(page, issue.span))

    def _fields(self, pages: Sequence[Document]) -> Iterator[Field]:
        told: set[tuple[str, str]] = set()
        for page in pages:
            for item in page.fields:
                if (item.key, item.value) not in told:
                    told.add((item.key, item.value))
                    span = self._at(page, item.span)
                    yield Field(key=item.key, value=item.value, span=span, origin=item.origin)


def _caption(block: Block) -> Span | None:
    """A caption that stands before its table; one that is its first row is found again."""
    caption = block.table.caption if block.table else None
    return caption if caption is not None and caption.end <= block.start else None


def _grid(page: Document, block: Block) -> Grid:
    """The grid of a table block."""
    assert block.table is not None
    table = block.table
    cells = tuple(
        GridCell(
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            text=page.text[cell.start : cell.end],
            place=cell.place,
        )
        for cell in table.cells
    )
    return Grid(
        rows=table.rows,
        columns=table.columns,
        cells=cells,
        header_rows=table.header_rows,
        transposed=table.transposed,
    )
