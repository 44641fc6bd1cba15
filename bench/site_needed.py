"""What a page of the site needs: its SQL alone, and the file as the disk holds it."""

import os
import sqlite3
import time
import urllib.parse
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any


class Answered:
    """The rows of a statement, all read."""

    def __init__(self, rows: list[Any], description: Any) -> None:
        self.rows, self.description = iter(rows), description

    def __iter__(self) -> Iterator[Any]:
        return self.rows

    def fetchone(self) -> Any:
        return next(self.rows, None)

    def fetchall(self) -> list[Any]:
        return list(self.rows)

    def fetchmany(self, size: int) -> list[Any]:
        return list(islice(self.rows, size))


class Timing(sqlite3.Connection):
    """A connection that keeps the seconds which its statements take, the reading of all their rows included."""

    clock: Callable[[], float] = staticmethod(time.perf_counter)
    spent: float = 0.0

    def execute(self, sql: str, values: Any = (), /) -> Any:
        started = self.clock()
        cursor = super().execute(sql, values)
        rows = cursor.fetchall()
        self.spent += self.clock() - started
        return Answered(rows, cursor.description)


def timing(path: Path, clock: Callable[[], float] = time.perf_counter) -> Timing:
    """Open a dataset as the server does, so that nothing can change it."""
    connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True, factory=Timing)
    connection.execute("PRAGMA cache_size = -65536")
    connection.clock = clock
    return connection


def bare(connection: Timing, path: str) -> float:
    """Milliseconds of every statement that a page's function runs, without what it makes of them."""
    import re  # noqa: PLC0415

    from db.site.asked.answers import Ask  # noqa: PLC0415
    from db.site.server.routes import ROUTES  # noqa: PLC0415

    parts = urllib.parse.urlsplit(path)
    for route in ROUTES:
        if found := re.fullmatch(route.pattern, parts.path):
            connection.spent = 0.0
            ask = Ask(path=parts.path, values=found.groupdict(), args=urllib.parse.parse_qs(parts.query))
            route.answer(connection, ask)
            return connection.spent * 1000
    return 0.0


def forget(path: Path) -> None:
    """Let the system drop what it keeps of a file in memory, so that the next reader asks the disk."""
    if hasattr(os, "posix_fadvise"):  # not on macOS: there everything is measured warm
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
