"""Columns that go on where a page fills only one of them: the last page of a bulletin set in two."""

from collections.abc import Sequence
from dataclasses import replace

from extract.readers.printed.geometry import TextLine
from extract.readers.printed.page import PageContent

_MOST = 0.8  # share of a page's lines that stand in the column
_OVER = 1.5  # em that a line may reach over it: a stop hangs out
_FEWEST = 3  # lines

Area = tuple[float, float]


def with_columns_carried(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages; the lines of a page that stand in a column of the page before get its `area`."""
    found: list[PageContent] = []
    for page in pages:
        columns = _columns(found[-1]) if found and found[-1].width == page.width else []
        area = next((a for a in columns if _fills_only(page, a)), None)
        found.append(page if area is None else _set_in(page, area))
    return found


def _lines(page: PageContent) -> list[TextLine]:
    return [item for item in page.items if isinstance(item, TextLine)]


def _columns(page: PageContent) -> list[Area]:
    """The columns of text of a page, where several stand beside one another."""
    areas = sorted({line.area for line in _lines(page) if line.area is not None})
    beside = [a for a in areas if any(b[1] < a[0] + 1 or a[1] < b[0] + 1 for b in areas if b != a)]
    return beside if len(beside) > 1 else []


def _holds(area: Area, line: TextLine) -> bool:
    return area[0] - 0.5 * line.size <= line.x0 and line.x1 <= area[1] + _OVER * line.size


def _fills_only(page: PageContent, area: Area) -> bool:
    """Whether a page without columns of its own has its text in one column of the page before, and fills that."""
    lines = _lines(page)
    if any(line.area is not None for line in lines):
        return False
    inside = [line for line in lines if _holds(area, line)]
    reached = any(line.x1 > area[1] - _OVER * line.size for line in inside)
    return reached and len(inside) >= max(_FEWEST, _MOST * len(lines))


def _set_in(page: PageContent, area: Area) -> PageContent:
    items = (replace(i, area=area) if isinstance(i, TextLine) and _holds(area, i) else i for i in page.items)
    return replace(page, items=tuple(items))
