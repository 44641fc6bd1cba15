"""Findings that a table tells once more: the text describes each, a table says what was done or how far it has come."""

from collections.abc import Sequence

from extract.drafts import Draft
from extract.layouts.answers import give
from extract.lines.lines import Page
from extract.mentions.matching import best_match, in_order
from extract.regions.unheaded import read_root
from extract.work import Work

_WHY = "table that tells the finding once more"


def read_told_twice(work: Work, rows: list[Draft]) -> None:
    """A list under no heading is read as well where a table behind it tells the same findings in short: no answers."""
    first = min(row.own[0] for row in rows)
    listed_behind = (x for x in reversed(work.case.body) if x.start > first and not x.is_table and x.mark)
    if any(row.measures or row.result for row in rows) or next(listed_behind, None):
        return
    beside = Work(page=work.page, case=work.case, family=work.family, stated=work.stated)
    read_root(beside)
    ahead = max((d.title[1] for d in beside.drafts), default=0) <= first
    if ahead and _restated(work.page, beside.drafts, rows):
        work.drafts += beside.drafts
        work.scores += beside.scores
        work.layouts += beside.layouts
        work.issues += beside.issues
        work.whole += beside.whole


def join_told_again(work: Work, rows: list[Draft]) -> None:
    """Read rows that restate findings of the text into these; rows of a table that mostly tells others stay findings."""
    told = {id(d) for d in rows}
    text = [d for d in work.drafts if id(d) not in told]
    found = _restated(work.page, text, rows)
    gone = set()
    for row, draft in zip(rows, found, strict=False):
        if draft is not None:
            fill_from(draft, row)
            gone.add(id(row))
    if gone:
        work.drafts[:] = [d for d in work.drafts if id(d) not in gone]
        work.note("told again", 1.0, len(gone), "a table restates findings of the text", chosen=True)


def _restated(page: Page, text: Sequence[Draft], rows: Sequence[Draft]) -> list[Draft | None]:
    """For each row the finding of the text that it restates; nothing where fewer than three rows in four restate one.

    Where there are as many rows as findings, in the same order, a row may tell its finding in short or in other words.
    """
    if len(rows) < 2 or not text:
        return []
    found = [best_match(page, list(text), page.folded[slice(*row.title)]) for row in rows]
    if len(text) == len(rows) and all(d is None or d is t for d, t in zip(found, text, strict=True)):
        found = list(text) if in_order(page, list(text), [row.title for row in rows]) else found
    named = [id(d) for d in found if d is not None]
    enough = 4 * len(named) >= 3 * len(rows) and len(set(named)) == len(named)
    return found if enough else []


def fill_from(draft: Draft, row: Draft) -> None:
    """Give a finding of the text what its row tells and the text does not."""
    for cell in ("measures", "requirement", "result"):
        if getattr(draft, cell):
            getattr(row, cell).clear()
    if not draft.detail and row.detail:
        draft.detail.extend(row.detail)
        draft.because("detail", _WHY)
    give(draft, row, _WHY)
