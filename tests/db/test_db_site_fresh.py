"""A dataset that is written while it is served: never an error of a torn file, and the new rows once it is whole."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from db.serving import application_of


@pytest.fixture
def served_file(site_db: Path, tmp_path: Path) -> Path:
    """A dataset of this test's own."""
    return Path(shutil.copy(site_db, tmp_path / "notices.db"))


def retitle(path: Path, title: str) -> None:
    """Write to the dataset as another program does, and leave the site's tables out of date."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE notices SET title = ?", (title,))


def test_what_was_written_is_shown_once_it_is_whole(served_file: Path) -> None:
    async def asked() -> list[tuple[int, bool]]:
        application = await application_of(served_file)
        transport = httpx.ASGITransport(app=application)
        seen = []
        async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:

            async def look() -> None:
                answer = await client.get("/notices")
                seen.append((answer.status_code, "云端新题" in answer.text))

            log = served_file.with_name(f"{served_file.name}-wal")
            await look()
            retitle(served_file, "云端新题")
            log.write_bytes(b"what is still being written")
            await look()
            log.unlink()
            await look()
            served_file.rename(served_file.with_suffix(".away"))
            await look()
            served_file.with_suffix(".away").rename(served_file)
            await look()
        return seen

    assert asyncio.run(asked()) == [(200, False), (503, False), (200, True), (503, False), (200, True)]


def test_a_file_that_nobody_writes_is_read_once(served_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log beside it changes nothing while the file is as it was."""

    async def asked() -> tuple[int, int]:
        application = await application_of(served_file)
        monkeypatch.setattr("db.serving.make_site", lambda *_, **__: pytest.fail("made anew"))
        served_file.with_name(f"{served_file.name}-wal").write_bytes(b"begun")
        transport = httpx.ASGITransport(app=application)
        async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
            return (await client.get("/")).status_code, (await client.get("/table")).status_code

    assert asyncio.run(asked()) == (200, 200)
