"""States told by the colour that a row is filled with: a note names colours (绿色表示已完成), or cells of a legend show them."""

from collections.abc import Iterable, Iterator

from extract.language.folding import squeeze
from extract.layouts.legends import stated_by
from extract.lines.lines import Page
from extract.model import Block, Cell, Status
from extract.status.legends import Range
from extract.status.statements import pure_status
from extract.tables.fills import colour_name

_WORDS = 12  # characters of a state in a legend
_NEAR = {"橙": "黄", "黄": "橙"}  # the orange of Office is called yellow, too


def stated_by_fills(page: Page, cells: Iterable[Cell]) -> tuple[Status, Range] | None:
    """What the fills of a row's cells state, and the words that explain it; None where they differ or nobody explains them."""
    fills = {c.fill for c in cells if c.fill}
    told = {found[0]: found for fill in sorted(fills) if (found := _stated(page, fill))}
    return next(iter(told.values())) if len(told) == 1 else None


def _stated(page: Page, fill: str) -> tuple[Status, Range] | None:
    shown = _legend(page)
    if shown:
        return shown.get(fill)
    name = colour_name(fill)
    return (stated_by(page, name) or stated_by(page, _NEAR.get(name, name))) if name else None


def _legend(page: Page) -> dict[str, tuple[Status, Range]]:
    """The fills that stand behind words of one state each; none where they tell fewer than two states."""
    key = (_legend,)
    if key not in page.known:
        found: dict[str, dict[Status, Range]] = {}
        for start, end, fill in _filled(page):
            words = squeeze(page.folded[start:end])
            stated = pure_status(words, 0, len(words)) if 0 < len(words) <= _WORDS else None
            if stated is not None:
                found.setdefault(fill, {}).setdefault(stated.status, page.trim(start, end))
        sure = {fill: next(iter(told.items())) for fill, told in found.items() if len(told) == 1}
        page.known[key] = sure if len({status for status, _ in sure.values()}) > 1 else {}
    legend: dict[str, tuple[Status, Range]] = page.known[key]
    return legend


def _filled(page: Page) -> Iterator[tuple[int, int, str]]:
    """The filled cells and lines of a document."""
    for block in page.document.blocks:
        parts: tuple[Block | Cell, ...] = block.table.cells if block.table else (block,)
        yield from ((part.start, part.end, part.fill) for part in parts if part.fill)
