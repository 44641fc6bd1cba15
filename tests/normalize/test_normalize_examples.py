"""The examples in the parsers' docstrings are true."""

import doctest
from types import ModuleType

import pytest

from extract.language import anchors
from extract.status import statuses
from normalize import counts, dates, document_numbers, money, regulations, status

MODULES = (statuses, anchors, counts, dates, document_numbers, money, regulations, status)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__)
def test_examples_of_the_public_functions_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)

    assert result.attempted > 0
    assert result.failed == 0
