"""Findings laid out anew in every common form are read as they were written, but for a known share."""

from random import Random

from extract.understanding import understand
from tests.extract.dressing import document
from tests.extract.laying_out import laid_out, records, wrong_cells

DOCUMENTS = 150
LEAST = 0.97  # share of findings all right


def test_findings_are_read_alike_however_they_are_laid_out():
    pool = records()
    right = told = 0
    for seed in range(DOCUMENTS):
        _, wanted, name, body = laid_out(Random(seed), pool)
        found = understand(document(name, body)).findings
        told += len(wanted)
        right += sum(any(not wrong_cells(r, f) for f in found) for r in wanted)
    assert right >= LEAST * told, f"got {right} of {told} findings right"
