"""What several rules ask of one line: its head, its labels, its role as a heading. Worked out once and kept with the page."""

from extract.heads import Head, read_head
from extract.labels import Label, Role, heading_role, label_at, labels_in
from extract.lines import Line, Page, kept


@kept
def head_of(page: Page, line: Line) -> Head:
    """The title and the rest of a line without its number."""
    return read_head(page.folded, line.body, line.end)


@kept
def labels_of(page: Page, line: Line) -> tuple[Label, ...]:
    """Every label of a line, in order."""
    return tuple(labels_in(page.folded, line.body, line.end))


@kept
def opening_label(page: Page, line: Line) -> Label | None:
    """The label that opens a line, after its number."""
    return None if line.is_table else label_at(page.folded, line.body, line.end)


@kept
def heading_role_of(page: Page, line: Line) -> Role | None:
    """The role of a line that is nothing but a label."""
    return heading_role(page.folded, line.body, line.end)
