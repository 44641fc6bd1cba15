"""The Datasette plugin: the site's pages as routes, exact search in Datasette's own box, friendly errors.

Registered explicitly by `db.serving`, once a process; what differs between servers (address, archive,
public or not) is looked up by the Datasette instance.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote
from weakref import WeakKeyDictionary

import datasette
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Base400, Forbidden, Response
from datasette.views.base import DatasetteError
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

from db import search
from db.columns import Table, text
from db.schema import TABLES, VIEWS
from db.site.answers import Answer, Ask, File, Missing, Page, Redirect, Route, Site, Stream
from db.site.language import Language, choose_language, is_language
from db.site.render import TEMPLATES, render, static
from db.site.routes import ROUTES
from db.site_tables import SITE_TABLES

__all__ = ["DATABASE", "SITES", "ask_of"]

DATABASE = "data"  # the dataset's name in every address, whatever its file is called
SITES: WeakKeyDictionary[Any, Site] = WeakKeyDictionary()
LANGUAGE_COOKIE = "lang"
Hook = TypeVar("Hook", bound=Callable[..., Any])
STREAMS = asyncio.Semaphore(4)  # downloads made at the same time; more wait


TABLES_BY_NAME = {
    **{entry.name: entry for entry in (*TABLES, *SITE_TABLES)},
    **{
        view.name: Table(
            name=view.name, zh=view.zh, about=view.about, key=(),
            columns=tuple(text(name, zh, about) for name, zh, about in view.columns),
        )
        for view in VIEWS
    },
}  # fmt: skip

# Datasette has no types: say that its decorators leave a function's type alone
hook: Callable[[Hook], Hook] = datasette.hookimpl
last: Callable[[Hook], Hook] = datasette.hookimpl(trylast=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Html:
    """A rendered page."""

    body: str
    status: int


@hook
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The site's pages; Datasette tries them before its own."""
    return [(rf"{route.pattern}$", _view(route)) for route in ROUTES]


@last
def prepare_connection(conn: sqlite3.Connection) -> None:
    """After Datasette's own functions: its `escape_fts` gives way to exact search in either script."""
    conn.execute("PRAGMA mmap_size = 2147418112")  # pages are read where the system keeps them
    conn.create_function("escape_fts", 1, search.search_query, deterministic=True)


@hook
def extra_template_vars(request: Any, datasette: Any) -> dict[str, object]:
    """What Datasette's own pages need to wear the site's frame."""
    ask = ask_of(request, SITES.get(datasette, Site())) if request else Ask(path="/")
    return {"t": ask.words, "ask": ask, "lang": ask.language, "site": ask.site, "describe": described}


@hook
def prepare_jinja2_environment(env: Any) -> None:
    """Let Datasette's own pages extend the site's frame."""
    env.loader = ChoiceLoader([env.loader, PrefixLoader({"site": FileSystemLoader(TEMPLATES)})])
    env.globals["static"] = static


def described(name: str) -> Table | None:
    """The description of a table or view, for its page."""
    return TABLES_BY_NAME.get(name)


@hook
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Errors in the reader's language, or as JSON where JSON was asked for; surprises are logged by Datasette."""

    async def answer() -> Response | None:
        ask = ask_of(request, SITES.get(datasette, Site()))
        status, key, detail = _explained(exception)
        if status == 500:
            logging.getLogger(__name__).error("%s failed", request.path, exc_info=exception)
        if request.path.endswith(".json"):
            problem = {
                "ok": False,
                "status": status,
                "error": detail or ask.words(f"{key}.text", asked=request.path),
            }
            return Response.json(problem, status=status)
        values = {"key": key, "asked": detail or request.path}
        return Response.html(render("problem.html", values, ask), status=status)

    return answer


def _explained(exception: Exception) -> tuple[int, str, str]:
    """Status, message key and detail of an error; details of surprises stay in the log."""
    if isinstance(exception, Missing):
        return 404, "missing", str(exception)
    if isinstance(exception, Forbidden):
        return 403, "forbidden", ""
    if isinstance(exception, sqlite3.OperationalError) and "interrupted" in str(exception):
        return 503, "too_long", ""
    if isinstance(exception, Base400 | DatasetteError):
        status = int(getattr(exception, "status", 400) or 400)
        status = 400 if status == 500 else status  # what Datasette raises itself is a fault of the request
        text = getattr(exception, "message", None) or (exception.args[0] if exception.args else "")
        return (404, "missing", "") if status == 404 else (status, "wrong", str(text))
    return 500, "failed", ""


def ask_of(request: Any, site: Site) -> Ask:
    """A request as pages see it."""
    args = {key: request.args.getlist(key) for key in request.args}
    return Ask(
        path=request.path,
        values=dict(request.url_vars or {}),
        args=args,
        language=choose_language(
            request.args.get("lang"),
            request.cookies.get(LANGUAGE_COOKIE),
            request.headers.get("accept-language"),
        ),
        site=site,
    )


def _view(route: Route) -> Callable[..., Awaitable[Any]]:
    async def view(request: Any, datasette: Any, send: Any) -> Response | None:
        ask = ask_of(request, SITES.get(datasette, Site()))

        def work(connection: sqlite3.Connection) -> Answer | Html:
            with sqlite_timelimit(connection, int(route.seconds * 1000)):
                answer = route.answer(connection, ask)
                if not isinstance(answer, Page):
                    return answer
                html = render(answer.template, answer.values, ask)
                return Html(body=html, status=answer.status)

        database = datasette.get_database(DATABASE)
        answer = await database.execute_fn(work)
        if isinstance(answer, Stream):
            await _send_stream(send, answer, datasette)
            return None
        return _response(answer, request)

    view.__name__ = route.name
    return view


def _response(answer: Answer | Html, request: Any) -> Response:
    if isinstance(answer, Redirect):
        return Response.redirect(answer.path, status=answer.status)
    if isinstance(answer, File):
        headers = dict(answer.headers)
        if answer.name:
            headers["content-disposition"] = disposition(answer.name)
        return Response(answer.body, headers=headers, content_type=answer.media_type)
    if not isinstance(answer, Html):
        raise TypeError(f"got {type(answer).__name__} from a page, expected a page, file, stream or redirect")
    headers = {"vary": "Accept-Language, Cookie", "cache-control": "no-cache"}
    response = Response.html(answer.body, status=answer.status, headers=headers)
    asked = request.args.get("lang")
    if is_language(asked):
        remember(response, asked)
    return response


def remember(response: Response, language: Language) -> None:
    """Keep the language that was asked for, for a year; nothing else is ever kept."""
    response.set_cookie(LANGUAGE_COOKIE, language, max_age=365 * 86_400, samesite="lax")


def disposition(name: str) -> str:
    """A Content-Disposition that keeps Chinese file names (RFC 6266)."""
    plain = name.encode("ascii", "ignore").decode().replace('"', "") or "download"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


async def _send_stream(send: Any, stream: Stream, datasette: Any) -> None:
    """Send a download piece by piece over a connection of its own, outside the pages' threads."""
    database = datasette.get_database(DATABASE)
    async with STREAMS:
        connection = database.connect()
        try:
            datasette._prepare_connection(connection, DATABASE)
            pieces = stream.pieces(connection)
            piece, more = await asyncio.to_thread(_next, pieces)  # what fails here is still an error page
            await send({"type": "http.response.start", "status": 200, "headers": _stream_headers(stream)})
            await _send_pieces(send, stream, pieces, piece, more)
        finally:
            connection.close()


async def _send_pieces(send: Any, stream: Stream, pieces: Iterator[bytes], piece: bytes, more: bool) -> None:
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


def _stream_headers(stream: Stream) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", stream.media_type.encode()),
        (b"content-disposition", disposition(stream.name).encode("latin-1")),
        (b"cache-control", b"no-cache"),
    ]


def _next(pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    for piece in pieces:
        return piece, True
    return b"", False
