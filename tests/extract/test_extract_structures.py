"""The same findings in other structures are read as they were written, but for a known share."""

from random import Random

import pytest

from extract.understanding import understand
from tests.extract.dressing import document
from tests.extract.laying_out import records, wrong_cells
from tests.extract.laying_out_apart import APART
from tests.extract.laying_out_structures import STRUCTURES, laid_out_as

_ALL = STRUCTURES | APART
_DOCUMENTS = 12


@pytest.mark.parametrize("name", _ALL)
def test_findings_are_read_alike_in_every_structure(name: str) -> None:
    structure, pool = _ALL[name], records()
    right = told = more = 0
    wrong: list[tuple[str, list[str]]] = []
    for seed in range(_DOCUMENTS):
        wanted, file, body = laid_out_as(structure, Random(f"{name} {seed}"), pool)
        found = understand(document(file, body)).findings
        told += len(wanted)
        more += max(0, len(found) - len(wanted))
        for r in wanted:
            cells = min((wrong_cells(r, f) for f in found), key=len, default=["missed"])
            right += not cells
            wrong += [(r.title, cells)] if cells else []
    assert right >= structure.least * told, f"got {right} of {told} findings right; {wrong[:12]}"
    assert more <= (1 - structure.least) * told, f"got {more} findings more than the {told} written"
