"""What is said once for several findings: the units and the time of a group, and which findings 上述问题 are."""

import re

from extract.drafts import Draft
from extract.language.patterns import ABOVE
from extract.lines.lines import Line, Page
from extract.outline.pieces import Piece, split_units

_THESE = re.compile(f"(?:{ABOVE})[^，,。；;]{{0,12}}(?:问题|事项)")
_UNITS = ("responsible", "assisting")


def give_cells(page: Page, draft: Draft, pieces: list[Piece], why: str) -> None:
    """Give a finding the units, the time and the request that labelled pieces tell, where it has none of its own."""
    had_units, had_request = bool(draft.responsible), bool(draft.requirement)
    for piece in pieces:
        if piece.role in _UNITS and not had_units:
            draft.responsible.extend(split_units(page, piece.start, piece.end))
            draft.because("responsible", why)
        elif piece.role == "deadline" and draft.deadline is None:
            draft.deadline = (piece.start, piece.end)
            draft.because("deadline", why)
        elif piece.role == "requirement" and not had_request:
            draft.requirement.append((piece.start, piece.end))
            draft.because("requirement", why)


def list_above(page: Page, line: Line, above: list[Draft]) -> list[Draft]:
    """The list that 上述问题均已整改 closes, where others may follow: back to the last that begins with 1; none elsewhere."""
    if not _THESE.search(page.folded, line.start, line.end):
        return []
    first = next((i for i, d in reversed(list(enumerate(above))) if d.label_value == 1), 0)
    return above[first:]
