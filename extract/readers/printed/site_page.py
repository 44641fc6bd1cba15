"""A page of a site printed or scanned: what the site shows around the text is told as in other formats, the title by its look."""

from collections.abc import Sequence
from itertools import groupby

from extract.readers.furniture.around import Around, around_text
from extract.readers.printed.cells import PageTable
from extract.readers.printed.flow import Paragraph
from extract.readers.printed.titles import title_index


def site_page(flow: Sequence[Paragraph | PageTable]) -> Around:
    """The title and what stands around the text, by indexes of the flow."""

    def by_look(left: Sequence[int], above: int) -> list[int]:
        found = title_index([flow[i] for i in left], passed=above)
        return [] if found is None else [left[found]]

    return around_text([b.text if isinstance(b, Paragraph) else _rows(b) for b in flow], by_look)


def _rows(table: PageTable) -> list[list[str]]:
    return [[c.text for c in row] for _, row in groupby(table.cells, key=lambda cell: cell.row)]
