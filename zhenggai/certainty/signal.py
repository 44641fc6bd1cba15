"""One thing that speaks for or against a row, and the quotes of a row that it may speak of."""

from collections.abc import Iterator
from dataclasses import dataclass

from normalize.records import FindingRecord, Quote

SPEAK_FOR = frozenset({"count_agrees", "from_table"})
# doubts of a whole notice, and what is said of them in each of its rows
OF_NOTICE = {
    "number_gap": "the numbers of the findings leave a gap",
    "status_count_differs": "the document's counts by status are not those of the rows",
    "unlinked_measure": "measures of this notice could not be linked to a finding",
}


@dataclass(slots=True, kw_only=True)
class Signal:
    """One thing that speaks against a row (or for it), how strongly, and a sentence that says so."""

    kind: str
    value: float
    message: str = ""

    @property
    def speaks_for(self) -> bool:
        """Whether it raises the score."""
        return self.kind in SPEAK_FOR


def quotes_of(finding: FindingRecord) -> Iterator[Quote]:
    """Every as-printed cell of a row."""
    named = (finding.label, finding.category, finding.title, finding.detail, finding.requirement, finding.status_text,
             finding.result, finding.deadline, finding.pace)  # fmt: skip
    yield from (quote for quote in named if quote is not None)
    yield from finding.responsible
    yield from (measure.text for measure in finding.measures)
