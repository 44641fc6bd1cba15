"""The line that opens a finding: its title, what stands beside it, and labels in a bracket after it."""

from dataclasses import dataclass, replace

from extract.drafts import Range
from extract.lines.brackets import labelled_bracket
from extract.lines.heads import read_head, state_in_bracket
from extract.lines.lines import Line, Page, kept
from extract.lines.named_problems import Head
from extract.outline.pieces import Piece, cut_line


@dataclass(slots=True, kw_only=True)
class Opening:
    """`head` up to `cut`, where a label begins; `rest` of the line after the title; `told` in a bracket."""

    head: Head
    cut: int
    rest: Range | None
    told: tuple[Piece, ...]


@kept
def opening_of(page: Page, line: Line) -> Opening:
    """Divide a line at the first label after its title, be it in running text or in a bracket."""
    labels = line.labels
    cut = next(
        (x.start for x in labels if x.start > line.body and x.role not in ("finding", "detail")), line.end
    )
    bracket = labelled_bracket(page, line.body, line.end)
    if bracket and line.body < bracket.start < cut:
        before = read_head(page.folded, line.body, bracket.start)
        state = state_in_bracket(page.folded, bracket.end, line.end)
        if state and before.bracket is None:  # F（责任单位：某局）（已整改）
            before = replace(before, bracket=state[0])
        after = page.trim(state[1] if state else bracket.end, line.end, also="。；;")
        if before.rest is None or after[0] >= after[1]:
            told: list[Piece] = []
            cut_line(page, bracket.inside[0], *bracket.inside, None, told)
            rest = before.rest or ((after[0], line.end) if after[0] < after[1] else None)
            return Opening(head=before, cut=bracket.start, rest=rest, told=tuple(told))
    head = read_head(page.folded, line.body, cut) if cut < line.end else line.head
    rest = head.rest
    if cut < line.end:
        rest = (rest[0] if rest else cut, line.end)
    return Opening(head=head, cut=cut, rest=rest, told=())
