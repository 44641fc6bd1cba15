"""Frozen dataclasses that are made quickly are like any others."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Block, Cell, Finding, Quote, Span
from extract.quick import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    first: int
    second: str = "b"
    third: list[int] = field(default_factory=list)


@given(st.integers(), st.text())
def test_it_is_what_was_given(first: int, second: str) -> None:
    made = Made(first=first, second=second)
    assert (made.first, made.second, made.third) == (first, second, [])
    assert type(made) is Made
    assert made == Made(first=first, second=second, third=[])
    assert replace(made, first=first + 1) != made


def test_what_a_factory_makes_belongs_to_one_object() -> None:
    one, other = Made(first=1), Made(first=1)
    one.third.append(1)
    assert other.third == [], "got a list that two objects share"


@pytest.mark.parametrize("kind", [Span, Quote, Cell, Block, Finding, Made])
def test_it_stays_frozen(kind: type) -> None:
    given = {f.name: None for f in fields(kind)}
    made = kind(**given)
    name = next(iter(given))
    with pytest.raises(FrozenInstanceError):
        setattr(made, name, 2)
    with pytest.raises(FrozenInstanceError):
        delattr(made, name)


@pytest.mark.parametrize("keep", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))])
def test_it_is_copied_and_sent(keep: Callable[[Made], Made]) -> None:
    made = Made(first=1, third=[2])
    assert keep(made) == made
    assert type(keep(made)) is Made


def test_what_is_missing_or_unknown_raises() -> None:
    with pytest.raises(TypeError, match="missing"):
        Made(second="a")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected"):
        Made(first=1, fourth=2)  # type: ignore[call-arg]


def test_other_dataclasses_are_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Positional:
        first: int

    with pytest.raises(TypeError, match="expected a keyword-only dataclass"):
        quickly_made(Positional)
