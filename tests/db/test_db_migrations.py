"""Migrations: ordered, each whole or not at all, resumed where they were interrupted."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from db.migrations import MIGRATIONS, Migration, migrate, schema_version
from db.rows import notice_rows
from db.schema import SCHEMA_VERSION
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
from db.migrations import Migration, migrate
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
    done = subprocess.run([sys.executable, "-c", KILLED, str(store.path)], check=False, timeout=60)
    assert done.returncode == -9
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        assert schema_version(connection) == SCHEMA_VERSION
        assert "pace" in columns(connection)
        assert connection.execute("SELECT count(*) FROM findings WHERE title LIKE '%!'").fetchone() == (0,)
        assert migrate(connection, [RENAME]) == [RENAME]
