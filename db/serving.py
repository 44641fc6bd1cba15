"""Serve a dataset: Datasette with the site's pages, over a read-only, immutable file.

`serve` is what the front door calls; `make_site` gives the same as an ASGI application for tests,
benchmarks and other servers.
"""

import asyncio
import gc
import json
import sqlite3
import tomllib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

from db.file.connection import StoreError, open_for_reading
from db.file.migrations import migrate, schema_version
from db.publishing import publish
from db.schema import SCHEMA_VERSION
from db.site.server.quick import without_unneeded_modules

with without_unneeded_modules():
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.plugins import pm

    from db.site.server import plugin
from db.site.asked.answers import Evidence, NoEvidence, Site
from db.site.asked.kept import Kept
from db.site.asked.once import Reading
from db.site.security import Application, guard
from db.site.server.fresh import always_fresh
from db.site.server.front import with_pages
from db.site.server.review import Reviewing, with_review

__all__ = ["Served", "inspect", "make_site", "serve"]

SITE_FOLDER = Path(__file__).with_name("site")
PAGE_FILES = {".py", ".html", ".toml", ".css", ".js"}
SETTINGS = {
    "suggest_facets": False,  # 23 times slower pages at a million rows
    "sql_time_limit_ms": 2_000,
    "facet_time_limit_ms": 300,
    "max_returned_rows": 2_000,
    "default_page_size": 50,
    "num_sql_threads": 3,
    "truncate_cells_html": 400,
    "allow_download": True,
    "max_csv_mb": 0,
    "default_cache_ttl": 60,
    "cache_size_kb": 65_536,
}
PUBLIC_SETTINGS = {"sql_time_limit_ms": 1_000, "max_returned_rows": 1_000, "force_https_urls": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The application, and the Datasette in it (for tests that ask it directly)."""

    application: Application
    datasette: Datasette


class ImmutableDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """A dataset opened so that nothing can change it; the file may lie under any name."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A read-only connection; Datasette's own does not quote `?`, `#` and `%` in file names."""
        if write:
            raise StoreError(
                f"got: a write to {self.path}; expected: reads; do: use `zhenggai ingest` to change it"
            )
        address = f"file:{quote(str(self.path))}?immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, factory=Reading)
        self._all_file_connections.append(connection)
        return connection


def make_site(
    path: Path,
    *,
    address: str = "http://127.0.0.1:8001",
    public: bool = False,
    evidence: Evidence | None = None,
    inspect_data: dict[str, Any] | None = None,
    has_review: bool = False,
) -> Served:
    """The site over a dataset that `db.publishing.publish` has prepared."""
    _register()
    with (SITE_FOLDER / "metadata.toml").open("rb") as file:
        metadata = tomllib.load(file)
    datasette = Datasette(
        [],
        metadata=metadata,
        settings={**SETTINGS, **(PUBLIC_SETTINGS if public else {})},
        template_dir=str(SITE_FOLDER / "templates" / "datasette"),
        static_mounts=[("assets", str(SITE_FOLDER / "static"))],
        inspect_data=inspect_data or {plugin.DATABASE: inspect(path)},
        pdb=False,
    )
    datasette.add_database(ImmutableDatabase(datasette, str(path), is_mutable=False), name=plugin.DATABASE)
    site = Site(
        address=address.rstrip("/"),
        public=public,
        has_review=has_review,
        evidence=Kept(evidence) if evidence else NoEvidence(),
    )
    plugin.SITES[datasette] = site
    return Served(application=guard(_with_pages(datasette, path), public=public), datasette=datasette)


def _with_pages(datasette: Datasette, path: Path) -> Application:
    """Our pages, and Datasette for all else."""
    site, database = plugin.SITES[datasette], datasette.get_database(plugin.DATABASE)

    def connect() -> sqlite3.Connection:
        connection: sqlite3.Connection = database.connect()
        datasette._prepare_connection(connection, plugin.DATABASE)
        return connection

    return with_pages(datasette.app(), database, connect, site, edition=edition(path, site))


def edition(path: Path, site: Site) -> str:
    """What pages are made of: the file as it lies there, this program's files, and what is told on the command line."""
    facts = path.stat()
    told = f"{facts.st_size} {facts.st_mtime_ns} {site.address} {site.public} {site.has_review} {type(site.evidence)}"
    made = crc32(told.encode())
    for file in sorted(file for file in SITE_FOLDER.parent.rglob("*") if file.suffix in PAGE_FILES):
        made = crc32(file.read_bytes(), made)
    return f"{made:08x}"


def _register() -> None:
    """Register the site's hooks, once a process; its error pages stand in for Datasette's, which print locals."""
    if not pm.is_registered(plugin):
        pm.register(plugin, name="zhenggai")
        pm.unregister(name="datasette.handle_exception")


def inspect(path: Path) -> dict[str, Any]:
    """What Datasette's `--inspect-file` holds: row counts as `db.publishing.publish` left them; no page counts a million rows."""
    connection = open_for_reading(path)
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'site_sizes'").fetchone()
    finally:
        connection.close()
    counts: dict[str, int] = json.loads(found[0]) if found else {}
    return {
        "hash": None,
        "size": path.stat().st_size,
        "file": str(path),
        "tables": {name: {"count": count} for name, count in counts.items()},
    }


def serve(
    path: Path,
    host: str = "127.0.0.1",
    port: int = 8001,
    public: bool = False,
    *,
    address: str | None = None,
    evidence: Evidence | None = None,
    reviewing: Reviewing | None = None,
) -> None:
    """Serve a dataset until interrupted. The site's own tables are made first where they are out of date.

    `address` is the public root that citations and feeds name; without it, the one that is listened on.
    `reviewing` adds the review page; then `host` must be this machine's alone (NotLoopback).
    Raises StoreError where the file is no dataset, or its site tables are missing and it cannot be written.
    """
    import uvicorn  # noqa: PLC0415 - only servers need it

    application = asyncio.run(
        application_of(
            path,
            address=address or f"http://{host}:{port}",
            public=public,
            evidence=evidence,
            has_review=reviewing is not None,
        )
    )
    if reviewing is not None:
        application = with_review(application, reviewing, host=host, port=port)
    gc.freeze()  # what was loaded stays: looking it over for garbage held up a page now and then by 50 to 90 ms
    uvicorn.run(
        application,
        host=host,
        port=port,
        log_level="warning" if public else "info",
        access_log=False,
        server_header=False,
        proxy_headers=public,
        timeout_keep_alive=20,
        limit_concurrency=200 if public else None,
    )


async def application_of(path: Path, **options: Any) -> Application:
    """The site over a dataset that is ready, as `make_site` makes it of the options, and made anew after the file was written."""
    served: list[Served] = []

    async def make() -> Application:
        await asyncio.to_thread(make_ready, path)
        new = make_site(path, **options)
        await new.datasette.invoke_startup()
        for old in served:
            old.datasette.executor.shutdown(wait=False)  # with its threads go their connections
        served[:] = [new]
        return new.application

    return always_fresh(path, await make(), make)


def make_ready(path: Path) -> None:
    """Bring an earlier schema up to date, make the site's tables where they are missing; StoreError where it cannot."""
    with closing(open_for_reading(path)) as connection:
        old = schema_version(connection) < SCHEMA_VERSION
        ready = publish.is_ready(connection)
    if ready and not old:
        return
    try:
        if old:
            with closing(sqlite3.connect(path, isolation_level=None, timeout=60)) as connection:
                migrate(connection)
        publish.prepare_file(path)
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"got: {path} cannot be written ({error}); expected: a file whose site tables can be made;"
            f" do: make it writable once, or serve a writable copy"
        ) from error
