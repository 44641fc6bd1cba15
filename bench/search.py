"""Search beside LIKE on the same dataset: time, and that both find the same."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from bench.rows import Row
from bench.site import make
from bench.site_addresses import WORDS
from db.search.words import search_query

_FINDINGS = 30_000


def rows() -> Iterator[Row]:
    """Search of words of two characters and more."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "site.db"
        make(path, _FINDINGS)
        yield from _search(path)


def _search(path: Path) -> Iterator[Row]:
    connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    words = [word for word in WORDS if " " not in word]
    like = "SELECT count(*) FROM findings WHERE " + " OR ".join(  # noqa: S608 - our own columns
        f"{column} LIKE ?"
        for column in ("title", "detail", "requirement", "result", "category", "status_text")
    )
    match = "SELECT count(*) FROM findings_fts WHERE findings_fts MATCH ?"
    ours, theirs, found, held = [], [], 0, 0
    for word in words:
        seconds, count = _timed(
            lambda word=word: connection.execute(match, (search_query(word),)).fetchone()[0]
        )
        ours.append(seconds)
        found += count
        wanted = [f"%{word}%"] * like.count("?")
        seconds, count = _timed(lambda wanted=wanted: connection.execute(like, wanted).fetchone()[0])
        theirs.append(seconds)
        held += count
    mine, peer = median(ours), median(theirs)
    yield Row(
        name=f"search, {len(words)} words in {_FINDINGS:,} findings ({found:,} hits)",
        figure=f"{mine * 1e3:.2f} ms",
        peer="LIKE over the same columns",
        peer_figure=f"{peer * 1e3:.2f} ms ({held:,} hits)",
        ratio=mine / peer,
    )


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        count = work()
        taken.append(time.perf_counter() - start)
    return min(taken), count


if __name__ == "__main__":
    for row in rows():
        print(row)  # noqa: T201
