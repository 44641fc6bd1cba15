"""A page of a site printed or scanned: what the site shows around the text is told as in other formats, the title by its look."""

from collections.abc import Sequence
from itertools import groupby, takewhile

from extract.language.title_words import looks_like_title
from extract.readers.furniture.around import Around, around_text
from extract.readers.furniture.page_title import title_lines
from extract.readers.printed.cells import PageTable
from extract.readers.printed.flow import Paragraph
from extract.readers.printed.titles import title_index

_LOOK = 20  # blocks at the head
_ANNEX = ("附表", "附件", "附录", "附錄")  # what stands behind is the caption of a table


def site_page(flow: Sequence[Paragraph | PageTable]) -> Around:
    """The title and what stands around the text, by indexes of the flow."""

    def by_look(left: Sequence[int], above: int) -> list[int]:
        blocks = [flow[i] for i in left]
        found = title_index(blocks, passed=above)
        named = _named(blocks)
        if named and (found is None or found in named or (found > named[0] and not _looks(blocks[found]))):
            return [left[i] for i in named]  # letters of one size throughout: words tell
        return [] if found is None else [left[found]]

    return around_text([b.text if isinstance(b, Paragraph) else _rows(b) for b in flow], by_look)


def _looks(block: Paragraph | PageTable) -> bool:
    return isinstance(block, Paragraph) and looks_like_title(block.text)


def _named(blocks: Sequence[Paragraph | PageTable]) -> tuple[int, ...]:
    """The paragraphs at the head whose words are those of a title."""
    head = [b.text for b in takewhile(lambda b: isinstance(b, Paragraph), blocks[:_LOOK])]  # type: ignore[union-attr]
    named = title_lines(head, range(len(head)), (), by_place=False)
    return () if any(head[i].startswith(_ANNEX) for i in named) else named


def _rows(table: PageTable) -> list[list[str]]:
    return [[c.text for c in row] for _, row in groupby(table.cells, key=lambda cell: cell.row)]
