"""Products written to JSON and read back are the same."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Document, Extraction
from normalize.records import NoticeRecord
from normalize.serial import extraction_from_json, from_json, record_from_json, to_json

# What products hold: numbers that are numbers, whole ones of at most 53 bits.
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(int, st.integers(-(2**53), 2**53))
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@given(st.from_type(NoticeRecord))
@SETTINGS
def test_a_record_comes_back_unchanged(record: NoticeRecord) -> None:
    assert record_from_json(to_json(record)) == record


@given(st.from_type(Extraction))
@SETTINGS
def test_an_extraction_comes_back_unchanged(extraction: Extraction) -> None:
    assert extraction_from_json(to_json(extraction)) == extraction


@given(st.from_type(Document))
@SETTINGS
def test_a_document_comes_back_unchanged(document: Document) -> None:
    assert from_json(to_json(document), Document) == document


def test_keys_that_a_later_version_added_are_ignored_and_missing_ones_take_their_defaults() -> None:
    extraction = extraction_from_json('{"family": "other", "script": "hans", "added_later": 1}')

    assert extraction == Extraction(family="other", script="hans")


def test_what_does_not_fit_is_named_by_its_path() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.family"):
        extraction_from_json('{"family": "unheard of", "script": "hans"}')
