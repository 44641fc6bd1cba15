"""Findings that a table tells once more: the text describes each, a table says what was done or how far it has come."""

from extract.drafts import Draft
from extract.layouts.answers import give
from extract.mentions.matching import best_match
from extract.work import Work

_WHY = "table that tells the finding once more"


def join_told_again(work: Work, rows: list[Draft]) -> None:
    """Read rows that restate findings of the text into these; rows of a table that mostly tells others stay findings."""
    if len(rows) < 2:
        return
    told = {id(d) for d in rows}
    text = [d for d in work.drafts if id(d) not in told]
    if not text:
        return
    page = work.page
    found = [best_match(page, text, page.folded[slice(*row.title)]) for row in rows]
    named = [id(d) for d in found if d is not None]
    if 4 * len(named) < 3 * len(rows) or len(set(named)) < len(named):
        return
    gone = set()
    for row, draft in zip(rows, found, strict=True):
        if draft is not None:
            _fill(draft, row)
            gone.add(id(row))
    work.drafts[:] = [d for d in work.drafts if id(d) not in gone]
    work.note("told again", 1.0, len(gone), "a table restates findings of the text", chosen=True)


def _fill(draft: Draft, row: Draft) -> None:
    """Give a finding of the text what its row tells and the text does not."""
    for cell in ("measures", "requirement", "result"):
        if getattr(draft, cell):
            getattr(row, cell).clear()
    if not draft.detail and row.detail:
        draft.detail.extend(row.detail)
        draft.because("detail", _WHY)
    give(draft, row, _WHY)
