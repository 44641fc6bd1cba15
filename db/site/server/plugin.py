"""The Datasette plugin: its own pages in the site's frame, exact search in its own box, friendly errors.

Registered explicitly by `db.serving`, once a process; what differs between servers (address, archive,
public or not) is looked up by the Datasette instance.
"""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import datasette
from datasette.utils.asgi import Response
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

from db.schema import TABLES, VIEWS
from db.search.words import search_query
from db.site.asked.answers import Ask, Site
from db.site.html.render import TEMPLATES, static
from db.site.languages.language import LANGUAGE_COOKIE, choose_language
from db.site.languages.mixed import mixed
from db.site.server.problems import problem
from db.tables.columns import Table, text
from db.tables.site import SITE_TABLES

__all__ = ["DATABASE", "SITES", "ask_of"]

DATABASE = "data"  # the dataset's name in every address, whatever its file is called
SITES: WeakKeyDictionary[Any, Site] = WeakKeyDictionary()
Hook = TypeVar("Hook", bound=Callable[..., Any])


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


@last
def prepare_connection(conn: sqlite3.Connection) -> None:
    """After Datasette's own functions: its `escape_fts` gives way to exact search in either script."""
    conn.create_function("escape_fts", 1, search_query, deterministic=True)


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
    env.filters["mixed"] = mixed


def described(name: str) -> Table | None:
    """The description of a table or view, for its page."""
    return TABLES_BY_NAME.get(name)


@hook
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Errors as on our own pages."""

    async def answer() -> Response:
        status, said = problem(exception, ask_of(request, SITES.get(datasette, Site())))
        return Response(said.body, status=status, content_type=said.media_type)

    return answer


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
