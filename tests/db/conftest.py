"""What the tests of the db room share."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.store import Derived, Facts, Store, open_store


def nothing_derived(facts: Facts) -> Derived:
    """Derive nothing."""
    return Derived()


def dump(path: Path) -> str:
    """The whole dataset as SQL, shadow tables of the search indexes too."""
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Open `tmp_path/NAME.db`; every store is closed at the end."""
    stores: list[Store] = []

    def open_named(name: str = "notices") -> Store:
        stores.append(open_store(tmp_path / f"{name}.db", program="test"))
        return stores[-1]

    yield open_named
    for store in stores:
        store.close()
