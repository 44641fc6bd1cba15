"""The site's own pages, answered before Datasette, which spent as long on a request as many a page takes to make.

Datasette answers what is not ours: SQL, tables, static files. Its threads and their connections serve both.
What a page says depends on the file, the program and the language alone, none of which changes while a server runs: so
an answer carries the `edition` of all three, and a browser that still holds it is told so without making it again.
"""

import asyncio
import logging
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote

from datasette.utils import sqlite_timelimit

from db.site.asked.answers import HTML, Answer, Ask, File, Page, Redirect, Route, Site, Stream
from db.site.html.render import render
from db.site.languages.language import LANGUAGE_COOKIE, TAGS, Language, choose_language, is_language
from db.site.security import Application, Message, Receive, Scope, Send
from db.site.server.problems import problem
from db.site.server.routes import ROUTES

__all__ = ["with_pages"]

Headers = dict[str, str]
LASTING = f"max-age={365 * 86_400}; path=/; samesite=lax"
STREAMS = asyncio.Semaphore(4)  # downloads made at the same time; more wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Html:
    """A rendered page."""

    body: str
    status: int
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class _Server:
    """What answers: Datasette's database, whose threads hold connections, and what pages show of the server."""

    database: Any
    connect: Callable[[], sqlite3.Connection]
    site: Site
    edition: str


def with_pages(
    application: Application,
    database: Any,
    connect: Callable[[], sqlite3.Connection],
    site: Site,
    *,
    edition: str,
) -> Application:
    """Answer the site's pages, and let `application` answer the rest; `connect` gives a connection for one download."""
    server = _Server(database=database, connect=connect, site=site, edition=edition)
    routes = [(re.compile(route.pattern), route) for route in ROUTES]

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            send = _remembering(scope, send)
            for pattern, route in routes:
                if found := pattern.fullmatch(scope["path"]):
                    await _answer(server, route, _ask(scope, found.groupdict(), site), scope, send)
                    return
        await application(scope, receive, send)

    return answered


def _remembering(scope: Scope, send: Send) -> Send:
    """Let the answer keep the language asked for in the address, for a year; nothing else is ever kept."""
    if b"lang=" not in scope["query_string"]:
        return send
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
    if not is_language(asked):
        return send
    cookie = f"{LANGUAGE_COOKIE}={asked}; {LASTING}".encode()

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (b"set-cookie", cookie)]}
        await send(message)

    return sending


def _ask(scope: Scope, values: Mapping[str, str], site: Site) -> Ask:
    """A request as pages see it."""
    args = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    language = choose_language(
        (args.get("lang") or [None])[0],
        _cookie(_header(scope, b"cookie")),
        _header(scope, b"accept-language"),
    )
    return Ask(path=scope["path"], values=values, args=args, language=language, site=site)


def _header(scope: Scope, name: bytes) -> str | None:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), None)


def _cookie(header: str | None) -> str | None:
    """The language that was remembered."""
    if not header or LANGUAGE_COOKIE not in header:
        return None
    try:
        found = SimpleCookie(header).get(LANGUAGE_COOKIE)
    except CookieError:
        return None
    return found.value if found else None


async def _answer(server: _Server, route: Route, ask: Ask, scope: Scope, send: Send) -> None:
    headers = _headers(server, ask)
    if headers["etag"] in (_header(scope, b"if-none-match") or ""):
        await _send(send, 304, headers, b"")
        return

    def work(connection: sqlite3.Connection) -> Answer | Html:
        with sqlite_timelimit(connection, int(route.seconds * 1000)):
            answer = route.answer(connection, ask)
            if not isinstance(answer, Page):
                return answer
            html = render(answer.template, answer.values, ask)
            return Html(body=html, status=answer.status, language=ask.language)

    is_head = scope["method"] == "HEAD"
    try:
        answer = await server.database.execute_fn(work)
        if isinstance(answer, Stream):
            await _send_stream(send, answer, server, is_head=is_head)
            return
        status, body = _told(answer, headers)
    except Exception as exception:
        status, page = problem(exception, ask)
        headers = {
            "content-type": page.media_type,
            "vary": headers["vary"],
            "content-language": TAGS[ask.language],
        }
        body = page.body
    await _send(send, status, headers, body, is_head=is_head)


def _headers(server: _Server, ask: Ask) -> Headers:
    """What every answer of ours says of itself: whom it fits, and what it was made of."""
    return {
        "vary": "Accept-Language, Cookie",
        "cache-control": "no-cache",
        "etag": f'W/"{server.edition}-{ask.language}"',
    }


def _told(answer: Answer | Html, headers: Headers) -> tuple[int, bytes]:
    """Status and body of an answer; its own headers join those of all."""
    if isinstance(answer, Html):
        headers |= {"content-type": HTML, "content-language": TAGS[answer.language]}
        return answer.status, answer.body.encode("utf-8", "replace")
    if isinstance(answer, File):
        headers |= {"content-type": answer.media_type, **answer.headers}
        if answer.name:
            headers["content-disposition"] = _disposition(answer.name)
        return 200, answer.body
    if isinstance(answer, Redirect):
        headers |= {"location": answer.path, "content-type": "text/plain"}
        return answer.status, b""
    raise TypeError(f"got {type(answer).__name__} from a page, expected a page, file, stream or redirect")


async def _send(send: Send, status: int, headers: Headers, body: bytes, *, is_head: bool = False) -> None:
    if status != 304:
        headers["content-length"] = str(len(body))
    await send({"type": "http.response.start", "status": status, "headers": _encoded(headers)})
    await send({"type": "http.response.body", "body": b"" if is_head else body})


def _encoded(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def _disposition(name: str) -> str:
    """A Content-Disposition that keeps Chinese file names (RFC 6266)."""
    plain = name.encode("ascii", "ignore").decode().replace('"', "") or "download"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


async def _send_stream(send: Send, stream: Stream, server: _Server, *, is_head: bool) -> None:
    """Send a download piece by piece over a connection of its own, outside the pages' threads."""
    start: Message = {
        "type": "http.response.start",
        "status": 200,
        "headers": _encoded(
            {
                "content-type": stream.media_type,
                "content-disposition": _disposition(stream.name),
                "cache-control": "no-cache",
            }
        ),
    }
    if is_head:
        await send(start)
        await send({"type": "http.response.body", "body": b""})
        return
    async with STREAMS:
        connection = server.connect()
        try:
            pieces = stream.pieces(connection)
            piece, more = await asyncio.to_thread(_next, pieces)  # what fails here is still an error page
            await send(start)
            await _send_pieces(send, stream, pieces, piece, more)
        finally:
            connection.close()


async def _send_pieces(send: Send, stream: Stream, pieces: Iterator[bytes], piece: bytes, more: bool) -> None:
    """Send the rest. A failure in the middle is logged, and the answer left unended, which clients take for broken."""
    while True:
        await send({"type": "http.response.body", "body": piece, "more_body": more})
        if not more:
            return
        try:
            piece, more = await asyncio.to_thread(_next, pieces)
        except Exception:
            logging.getLogger(__name__).exception("%s broke off", stream.name)
            return


def _next(pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    for piece in pieces:
        return piece, True
    return b"", False
