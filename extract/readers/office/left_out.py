"""What a reader of a text document met and left out, or took as accepted: counted, and told once for each kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.model import Issue, IssueKind


@dataclass(slots=True)
class Tally:
    """Counts of things, for the issues of one document."""

    changes: int = 0  # tracked insertions, deletions and moves
    hidden: int = 0
    notes: int = 0
    contents: int = 0
    embedded: int = 0
    symbols: set[str] = field(default_factory=set)

    def issues(self) -> Iterator[Issue]:
        """One row for each kind of thing that was met."""
        counted: tuple[tuple[int, IssueKind, str], ...] = (
            (self.changes, "tracked_changes", "{} tracked changes are taken as accepted."),
            (self.hidden, "hidden_left_out", "{} runs, rows or cells are not displayed; they are left out."),
            (self.notes, "footnotes_left_out", "{} footnotes or endnotes are not read."),
            (self.contents, "contents_left_out", "A table of contents ({} entries) is left out."),
            (self.embedded, "embedded_left_out", "{} documents embedded in this one are not read."),
        )
        for count, kind, message in counted:
            if count:
                yield Issue(kind=kind, message=message.format(count))
        if self.symbols:
            listed = ", ".join(sorted(self.symbols))
            yield Issue(kind="unknown_symbol", message=f"Symbols not known, written as □: {listed}.")
