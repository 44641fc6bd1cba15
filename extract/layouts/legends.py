"""Cells that hold only a sign, which a note explains."""

from collections.abc import Sequence

from extract.lines.lines import Page
from extract.model import Status
from extract.status.legends import Legend, Range, is_sign, key_of, legend_of


def stated_by(page: Page, words: str) -> tuple[Status, Range] | None:
    """What a cell that holds only a sign states, and the words of the note that say so."""
    return _legend(page).get(key_of(words)) if is_sign(words) else None


def are_signs(page: Page, texts: Sequence[str]) -> bool:
    """True for a column of signs that a note explains."""
    return bool(texts) and 2 * sum(stated_by(page, t) is not None for t in texts) > len(texts)


def _legend(page: Page) -> Legend:
    key = (_legend,)
    if key not in page.known:
        page.known[key] = legend_of(page.folded)
    legend: Legend = page.known[key]
    return legend
