"""Findings laid out anew in every common form are read as they were written, but for a known share."""

from collections.abc import Callable
from random import Random

import pytest

from extract.understanding import understand
from tests.extract.dressing import document
from tests.extract.laying_out import Laid, Record, laid_out, records, wrong_cells
from tests.extract.laying_out_hant import laid_out_hant, records_hant
from tests.extract.laying_out_later import laid_out_later
from tests.extract.laying_out_several import laid_out_several
from tests.extract.laying_out_tables import laid_out_table

Layout = Callable[[Random, list[Record]], Laid]


@pytest.mark.parametrize(
    ("made", "pool", "documents", "least"),
    [
        (laid_out, records, 150, 0.97),
        (laid_out_table, records, 60, 0.98),
        (laid_out_later, records, 80, 0.96),
        (laid_out_several, records, 60, 0.97),
        (laid_out_hant, records_hant, 80, 0.96),
    ],
    ids=["below headings", "tables", "answered later", "of several units", "traditional script"],
)
def test_findings_are_read_alike_however_they_are_laid_out(
    made: Layout, pool: Callable[[], list[Record]], documents: int, least: float
):
    known = pool()
    right = told = more = 0
    for seed in range(documents):
        _, wanted, name, body = made(Random(seed), known)
        found = understand(document(name, body)).findings
        told += len(wanted)
        more += max(0, len(found) - len(wanted))
        right += sum(any(not wrong_cells(r, f) for f in found) for r in wanted)
    assert right >= least * told, f"got {right} of {told} findings right"
    assert more <= (1 - least) * told, f"got {more} findings more than the {told} that were written"
