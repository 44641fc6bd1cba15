"""The examples in the parsers' docstrings are true."""

import doctest
from types import ModuleType

import pytest

from extract.language import anchors
from extract.status import statuses
from normalize import status
from normalize.dates import reading as dates
from normalize.documents import numbers as document_numbers
from normalize.documents import regulations
from normalize.money import amounts as money
from normalize.money import counts

MODULES = (statuses, anchors, counts, dates, document_numbers, money, regulations, status)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__)
def test_examples_of_the_public_functions_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)

    assert result.attempted > 0
    assert result.failed == 0
