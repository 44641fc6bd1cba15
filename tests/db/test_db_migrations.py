"""Migrations: ordered, each whole or not at all, resumed where they were interrupted."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db.file.connection import lacks_columns
from db.file.migrations import MIGRATIONS, Migration, migrate, schema_version
from db.rows.notice import notice_rows
from db.schema import SCHEMA_VERSION
from db.store import Derived, open_store
from tests.db.records import notice


def rename(connection):
    connection.execute("ALTER TABLE findings RENAME COLUMN pace TO rhythm")


def fail(connection):
    connection.execute("ALTER TABLE findings RENAME COLUMN rhythm TO tempo")
    raise RuntimeError("interrupted")


RENAME = Migration(version=SCHEMA_VERSION + 1, about="pace is called rhythm", apply=rename)
FAIL = Migration(version=SCHEMA_VERSION + 2, about="rhythm is called tempo", apply=fail)


@pytest.fixture
def dataset(opened):
    store = opened()
    store.put(notice_rows(notice()), version="1")
    return store.connection


def columns(connection):
    return {row[1] for row in connection.execute("PRAGMA table_info(findings)")}


def test_steps_lead_from_version_to_version():
    assert [step.version for step in MIGRATIONS] == list(range(2, SCHEMA_VERSION + 1))


def test_step_keeps_rows_and_is_applied_once(dataset):
    assert migrate(dataset, [RENAME]) == [RENAME]
    assert migrate(dataset, [RENAME]) == []
    assert "rhythm" in columns(dataset)
    assert dataset.execute("SELECT count(*) FROM findings").fetchone() == (2,)
    assert dataset.execute("SELECT value FROM meta WHERE key = 'finished'").fetchone() == ("no",)


def test_failing_step_leaves_the_schema_before_it(dataset):
    with pytest.raises(RuntimeError, match="interrupted"):
        migrate(dataset, [RENAME, FAIL])
    assert schema_version(dataset) == RENAME.version
    assert "rhythm" in columns(dataset)


KILLED = """
import os, signal, sqlite3, sys
from db.file.migrations import Migration, migrate
def apply(connection):
    connection.execute("ALTER TABLE findings RENAME COLUMN pace TO rhythm")
    connection.execute("UPDATE findings SET title = title || '!'")
    os.kill(os.getpid(), signal.SIGKILL)
migrate(sqlite3.connect(sys.argv[1], isolation_level=None), [Migration(version=99, about="", apply=apply)])
"""


def test_step_that_is_killed_leaves_nothing(opened):
    store = opened()
    store.put(notice_rows(notice()), version="1")
    store.close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(store.path)], check=False, timeout=300)
    assert done.returncode == -9
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        assert schema_version(connection) == SCHEMA_VERSION
        assert "pace" in columns(connection)
        assert connection.execute("SELECT count(*) FROM findings WHERE title LIKE '%!'").fetchone() == (0,)
        assert migrate(connection, [RENAME]) == [RENAME]


RELEASED = {
    int(path.stem.rpartition("_")[2]): path
    for path in (Path(__file__).parent / "fixtures").glob("schema_*.sql")
}


def old_dataset(folder, version):
    """A dataset as the program of that schema made it."""
    path = folder / f"schema{version}.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RELEASED[version].read_text("utf-8"))
    return path


def told(path):
    """What a reader of the file finds, whatever its schema."""
    with closing(sqlite3.connect(path)) as connection:
        facts = [
            connection.execute(f"SELECT id, title FROM {name} ORDER BY id").fetchall()
            for name in ("notices", "findings")
        ]
        return schema_version(connection), facts


def test_every_schema_before_this_one_is_tried():
    assert sorted(RELEASED) == list(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("version", RELEASED)
def test_old_dataset_is_brought_up_to_date_and_written_to(tmp_path, version):
    path = old_dataset(tmp_path, version)
    _, before = told(path)
    with open_store(path, program="test") as store:
        assert lacks_columns(store.connection) == []
        assert not store.finished
        store.put(notice_rows(notice()), version="1")
        store.finish(lambda facts: Derived(), program="test")
    after_version, after = told(path)
    assert after_version == SCHEMA_VERSION
    assert all(set(old) <= set(new) for old, new in zip(before, after, strict=True))


KILLED_AT = """
import os, signal, sqlite3, sys
from db.file.migrations import migrate
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
left = int(sys.argv[2])
def count(statement):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
connection.set_trace_callback(count)
migrate(connection)
"""


@pytest.mark.parametrize("version", RELEASED)
def test_migration_killed_at_any_statement_goes_on(tmp_path, version):
    """Killed before its first, second ... last statement: the old schema stays whole, and opening it again ends it."""
    path = old_dataset(tmp_path, version)
    before = told(path)
    for statement in range(1, 99):
        done = subprocess.run(
            [sys.executable, "-c", KILLED_AT, str(path), str(statement)], check=False, timeout=300
        )
        if done.returncode == 0:
            break
        assert done.returncode == -9
        assert told(path) == before
    assert statement > 4
    assert told(path) == (SCHEMA_VERSION, before[1])
