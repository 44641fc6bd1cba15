"""Rows that two tables of a document print: a total ledger beside those of departments or of states."""

from collections.abc import Sequence

from extract.drafts import Draft, Range
from extract.language.folding import squeeze
from extract.layouts.tables import TableFindings
from extract.lines.lines import Page

_MANY = 3  # rows of the same titles are the same rows; of fewer, each must share another cell

Pairs = list[tuple[Draft, Draft]]


def restated(page: Page, results: Sequence[TableFindings]) -> Pairs:
    """Each row of a table that prints nothing but rows of others, with the finding that it tells once more.

    Rows are the same where their titles are, and no cell that both have differs. Of two tables the one that holds all
    rows of the other stays, else the first.
    """
    found: Pairs = []
    kept: list[Sequence[Draft]] = []
    for rows in (r.drafts for r in results if r.drafts):
        again = _told_in(page, rows, [d for table in kept for d in table]) if kept else []
        found += again
        if again:
            continue
        for table in [*kept]:
            inside = _told_in(page, table, rows)
            found += inside
            if inside:
                kept.remove(table)
        kept.append(rows)
    return found


def _told_in(page: Page, rows: Sequence[Draft], others: Sequence[Draft]) -> Pairs:
    """Each of the rows with the one of the others that it repeats; none where one row repeats none, or two repeat one."""
    by_title: dict[str, list[Draft]] = {}
    for other in others:
        by_title.setdefault(_words(page, [other.title]), []).append(other)
    found: Pairs = []
    taken: set[int] = set()
    for row in rows:
        alike = by_title.get(_words(page, [row.title]), ())
        same = next((d for d in alike if id(d) not in taken and _agree(page, row, d)), None)
        if same is None:
            return []
        taken.add(id(same))
        found.append((row, same))
    sure = len(found) >= _MANY or all(_share(page, a, b) for a, b in found)
    return found if sure else []


def _cells(page: Page, draft: Draft) -> dict[str, str]:
    """The words of the cells that say which finding it is, those that are empty left out."""
    cells = {
        "category": list(draft.category),
        "detail": draft.detail,
        "responsible": draft.responsible,
        "measures": [piece for measure in draft.measures for piece in measure],
        "deadline": [draft.deadline] if draft.deadline else [],
    }
    words = {name: _words(page, pieces) for name, pieces in cells.items() if pieces}
    return words | ({"status": draft.status.status or ""} if draft.status else {})


def _agree(page: Page, row: Draft, draft: Draft) -> bool:
    a, b = _cells(page, row), _cells(page, draft)
    return all(a[name] == b[name] for name in a.keys() & b.keys())


def _share(page: Page, row: Draft, draft: Draft) -> bool:
    """Whether two rows have more in common than a title and a state."""
    return bool(_cells(page, row).keys() & _cells(page, draft).keys() - {"status"})


def _words(page: Page, pieces: Sequence[Range]) -> str:
    return squeeze("".join(page.folded[a:b] for a, b in pieces))
