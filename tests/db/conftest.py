"""What the tests of the db room share."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.store import Derived, Facts, Store, open_store
from tests.db import site_dataset
from tests.db.site_server import Asked, asked, served_on_loopback


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


@pytest.fixture(scope="session")
def site_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented dataset of 700 findings with its site tables."""
    path = tmp_path_factory.mktemp("site") / "dataset with spaces & 100%.db"
    site_dataset.build(path, 700, cities=12)
    return path


@pytest.fixture(scope="session")
def empty_site_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset without a notice."""
    path = tmp_path_factory.mktemp("site") / "empty.db"
    site_dataset.build_empty(path)
    return path


@pytest.fixture(scope="session")
def site(site_db: Path) -> Iterator[Asked]:
    """The site over that dataset, asked in this process."""
    with asked(site_db) as found:
        yield found


@pytest.fixture(scope="session")
def empty_site(empty_site_db: Path) -> Iterator[Asked]:
    """The site over the empty dataset."""
    with asked(empty_site_db) as found:
        yield found


@pytest.fixture(scope="module")
def address(site_db: Path) -> Iterator[str]:
    """Where that site is served over the network of this machine."""
    with served_on_loopback(site_db) as found:
        yield found


@pytest.fixture(scope="module")
def connection(site_db: Path) -> Iterator[sqlite3.Connection]:
    """That dataset, opened."""
    with closing(sqlite3.connect(site_db)) as found:
        yield found
