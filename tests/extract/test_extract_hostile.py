"""Every hostile file is read or refused in words, within its time and memory, and the next file is read."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.files.limits import Limits
from extract.model import Document, Unreadable
from extract.reading import recognise
from extract.sandbox.parent import members_guarded, read_guarded
from scrapers.items import RawNotice
from tests.extract.hostile import CASES
from tests.extract.hostile_files import replaced
from tests.extract.office_samples import SAMPLES
from tests.extract.test_extract_old_word import FIXTURE

pytestmark = pytest.mark.usefixtures("no_child_left")

SECONDS = 8.0
LIMITS = Limits(max_seconds=SECONDS, max_memory=1536 * 1024 * 1024)
_bodies = {name: make() for name, make in SAMPLES.items()} | {"notice.doc": FIXTURE.read_bytes()}


def outcomes(raw: RawNotice) -> list[Document | Unreadable]:
    """What becomes of a file: of each of its members for an archive."""
    try:
        archive = recognise(raw).unpacker
    except Unreadable:
        archive = ""
    found: list[Document | Unreadable] = []
    try:
        for file in members_guarded(raw, limits=LIMITS) if archive else [raw]:
            try:
                found.append(read_guarded(file, limits=LIMITS))
            except Unreadable as refusal:
                found.append(refusal)
    except Unreadable as refusal:
        found.append(refusal)
    return found


def whole(document: Document) -> bool:
    """Whether blocks and cells stand where they say, in text that can be written to a file."""
    document.text.encode("utf-8")
    tiled = "\n".join(document.text[b.start : b.end] for b in document.blocks)
    return tiled == document.text and "\0" not in document.text


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_costs_only_itself(name: str) -> None:
    file_name, make, allowed = CASES[name]
    raw = RawNotice(source="file", place=file_name, file_name=file_name, body=make())
    began = time.monotonic()

    found = outcomes(raw)

    assert time.monotonic() - began < SECONDS + 30  # of the clock: the machine may be busy
    assert found
    for outcome in found:
        if isinstance(outcome, Document):
            assert whole(outcome)
            assert not allowed or "*" in allowed
        else:
            assert outcome.message.strip()
            assert "*" in allowed or outcome.kind in allowed


_mutation = st.one_of(
    st.tuples(st.just("cut"), st.floats(0, 1), st.binary(max_size=0)),
    st.tuples(st.just("flip"), st.floats(0, 1), st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("insert"), st.floats(0, 1), st.binary(min_size=1, max_size=64)),
    st.tuples(st.just("repeat"), st.floats(0, 1), st.binary(max_size=0)),
)


def mutated(body: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for kind, where, data in changes:
        at = int(where * max(len(body) - 1, 0))
        if kind == "cut":
            body = body[:at]
        elif kind == "flip":
            body = (
                body[:at]
                + bytes(a ^ b for a, b in zip(body[at:], data, strict=False))
                + body[at + len(data) :]
            )
        elif kind == "insert":
            body = body[:at] + data + body[at:]
        else:
            body = body + body[at:]
    return body


def check(name: str, body: bytes) -> None:
    """Read it, or refuse it in words; never crash, hang or starve."""
    for outcome in outcomes(RawNotice(source="file", place=name, file_name=name, body=body)):
        if isinstance(outcome, Document):
            assert whole(outcome)
        else:
            assert outcome.message.strip()
            assert outcome.kind not in ("reader_crashed", "too_slow", "out_of_memory")


@pytest.mark.parametrize("name", _bodies)
@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(_mutation, min_size=1, max_size=4))
def test_any_mutation_of_a_valid_file_is_read_or_refused(
    name: str, changes: list[tuple[str, float, bytes]]
) -> None:
    check(name, mutated(_bodies[name], changes))


_parts = [
    (name, part)
    for name, part_names in {
        "notice.docx": (
            "word/document.xml",
            "word/numbering.xml",
            "word/styles.xml",
            "word/_rels/document.xml.rels",
        ),
        "ledger.xlsx": (
            "xl/workbook.xml",
            "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
            "xl/_rels/workbook.xml.rels",
        ),
        "notice.odt": ("content.xml", "styles.xml"),
        "ledger.ods": ("content.xml",),
    }.items()
    for part in part_names
]
_swap = st.tuples(
    st.floats(0, 1), st.sampled_from([b"0", b"-1", b"999999999", b"x", b"", b"<", b"w:p", b"&#1;", b"%9"])
)


@pytest.mark.parametrize(("name", "part"), _parts)
@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(_swap, min_size=1, max_size=6))
def test_any_value_in_a_part_may_be_wrong(name: str, part: str, changes: list[tuple[float, bytes]]) -> None:
    """Values between quotes are swapped, so that the XML stays well-formed and the reader meets them."""

    def swapped(body: bytes) -> bytes:
        pieces = body.split(b'"')
        for where, value in changes:
            odd = int(where * (len(pieces) // 2 - 1)) * 2 + 1
            pieces[odd] = value
        return b'"'.join(pieces)

    check(name, replaced(_bodies[name], part, swapped))
