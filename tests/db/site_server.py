"""The site for tests: asked in this process, or served on loopback for a browser."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import uvicorn

from db.serving import Served, make_site
from db.site.asked.answers import Evidence


@dataclass(frozen=True)
class Asked:
    """A site and a loop of its own to ask it in."""

    served: Served
    loop: asyncio.AbstractEventLoop

    def get(self, path: str, **headers: str) -> httpx.Response:
        """One GET, redirects not followed."""
        return self.request("GET", path, headers)

    def request(self, method: str, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """One request."""

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.served.application)
            async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
                return await client.request(method, path, headers=headers or {})

        return self.loop.run_until_complete(go())

    def raw(self, raw_path: bytes) -> tuple[int, dict[str, str]]:
        """Status and headers for a path exactly as a client may send it."""
        found: dict[str, Any] = {}

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                found.update(message)

        path, _, query = raw_path.partition(b"?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": unquote(path.decode("latin-1")), "raw_path": path, "query_string": query,
            "headers": [(b"host", b"site.test")], "server": ("site.test", 80), "client": ("127.0.0.1", 1), "root_path": "",
        }  # fmt: skip
        self.loop.run_until_complete(self.served.application(scope, receive, send))
        return found["status"], {
            name.decode().lower(): value.decode("latin-1") for name, value in found["headers"]
        }

    def json(self, path: str) -> Any:
        """The JSON of a path."""
        return json.loads(self.get(path).content)


@contextmanager
def asked(path: Path, **options: Any) -> Iterator[Asked]:
    """The site over a dataset, in this process."""
    loop = asyncio.new_event_loop()
    served = make_site(path, address="http://site.test", **options)
    loop.run_until_complete(served.datasette.invoke_startup())
    try:
        yield Asked(served=served, loop=loop)
    finally:
        served.datasette.executor.shutdown(wait=True)
        served.datasette.get_database("data").close()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


@contextmanager
def served_on_loopback(path: Path, evidence: Evidence | None = None, public: bool = False) -> Iterator[str]:
    """The site over HTTP on a free port of this machine: its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    served = make_site(path, address=address, evidence=evidence, public=public)
    server = uvicorn.Server(uvicorn.Config(served.application, log_level="error"))
    thread = threading.Thread(target=_run, args=(server, served, listening))
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield address
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()
        served.datasette.executor.shutdown(wait=True)
        served.datasette.get_database("data").close()


def _run(server: uvicorn.Server, served: Served, listening: socket.socket) -> None:
    async def go() -> None:
        await served.datasette.invoke_startup()
        await server.serve(sockets=[listening])

    asyncio.run(go())


def path_of(address: str) -> str:
    """The path and query of an address."""
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
