"""The review page: the only part of the site that takes decisions, and only where `zhenggai review` serves it.

Every request must come from this machine and name it (`Host`), so that a foreign page cannot reach the
server under a name of its own (DNS rebinding). A decision must also come from our page: same `Origin`,
JSON, and the token that the page holds. What a decision means is for the `Desk` that the front door passes in.
"""

import hmac
import ipaddress
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs

from db.site.asked.answers import HTML, JSON, Ask
from db.site.html.render import render
from db.site.languages.language import Language, choose_language, read_messages
from db.site.languages.spoken import said
from db.site.security import HEADERS, Application, Receive, Scope, Send

__all__ = ["Desk", "NotLoopback", "Refused", "Reviewing", "check_loopback", "with_review"]

MESSAGES = Path(__file__).parents[1] / "languages" / "review_messages.toml"
MAX_BODY = 1_000_000  # bytes of a decision
_TOKEN = "x-review-token"  # noqa: S105 - the header's name


class Refused(Exception):  # noqa: N818 - named for the fact
    """Raised by a desk for a decision that cannot be taken; the message is shown to the person."""


class NotLoopback(ValueError):  # noqa: N818 - named for the fact
    """Raised where the review page would be served to other machines."""


class Desk(Protocol):
    """Where decisions are taken. Every method answers with what becomes JSON."""

    def queue(self) -> dict[str, Any]: ...
    def row(self, finding_id: str) -> dict[str, Any]: ...
    def decide(self, asked: Mapping[str, Any]) -> dict[str, Any]: ...
    def undo(self) -> dict[str, Any]: ...
    def dismiss(self, correction: str) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """A desk and the secret that pages of this server hold, new at every start."""

    desk: Desk
    token: str


class _Problem(Exception):  # noqa: N818 - named for the fact
    def __init__(self, *, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def with_review(application: Application, reviewing: Reviewing, *, host: str, port: int) -> Application:
    """Add the review page to a site served on `host`. Raises NotLoopback where others could reach it."""
    check_loopback(host)
    names = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}

    async def reviewed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        try:
            _check_here(scope, names)
            if not scope["path"].startswith("/review"):
                await application(scope, receive, send)
                return
            body = await _body(receive) if scope["method"] == "POST" else b""
            await _answer(send, *_page(scope, body, reviewing))
        except _Problem as problem:
            await _answer(send, problem.status, _json({"ok": False, "error": problem.message}), JSON)

    return reviewed


def check_loopback(host: str) -> None:
    """Raise NotLoopback for an address that other machines can reach."""
    if host != "localhost" and not _is_loopback(host):
        raise NotLoopback(f"got: {host}; expected: an address of this machine alone, 127.0.0.1 or ::1")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_here(scope: Scope, names: set[str]) -> None:
    """The request comes from this machine and names it."""
    client = scope.get("client")
    if client and not _is_loopback(str(client[0])):
        raise _Problem(status=403, message="The review page answers this machine alone.")
    if _header(scope, "host").lower() not in names:
        raise _Problem(status=421, message="The review page answers under the name of this machine alone.")


def _check_ours(scope: Scope, token: str) -> None:
    """A decision comes from our own page."""
    origin = _header(scope, "origin")
    if origin != f"http://{_header(scope, 'host')}":
        raise _Problem(status=403, message="Decisions are taken from the review page alone (Origin).")
    if _header(scope, "sec-fetch-site") not in ("", "same-origin"):
        raise _Problem(status=403, message="Decisions are taken from the review page alone (Sec-Fetch-Site).")
    if _header(scope, "content-type").partition(";")[0].strip().lower() != "application/json":
        raise _Problem(status=415, message="Decisions are sent as application/json.")
    if not hmac.compare_digest(_header(scope, _TOKEN).encode(), token.encode()):
        raise _Problem(status=403, message="The page is of an earlier start of the program: load it again.")


def _header(scope: Scope, name: str) -> str:
    """A header's value; two of one name are none: nobody can tell which one counts."""
    found = [value for key, value in scope["headers"] if key.lower() == name.encode()]
    return found[0].decode("latin-1") if len(found) == 1 else ""


async def _body(receive: Receive) -> bytes:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY:
            raise _Problem(status=413, message=f"A decision holds at most {MAX_BODY} bytes.")
    return body


Answer = tuple[int, bytes, str]


def _page(scope: Scope, body: bytes, reviewing: Reviewing) -> Answer:
    path, method, desk = scope["path"], scope["method"], reviewing.desk
    asked = {key: values[0] for key, values in parse_qs(scope.get("query_string", b"").decode()).items()}
    try:
        if method in ("GET", "HEAD"):
            if path == "/review":
                return 200, _shell(scope, asked, reviewing.token).encode(), HTML
            if path == "/review/queue.json":
                return 200, _json(desk.queue()), JSON
            if path == "/review/row.json":
                return 200, _json(_row(desk, asked)), JSON
            raise _Problem(status=404, message=f"Nothing is at {path}.")
        if method != "POST":
            raise _Problem(status=405, message="Use GET or POST.")
        _check_ours(scope, reviewing.token)
        return 200, _json(_decided(path, _parsed(body), desk)), JSON
    except Refused as refused:
        raise _Problem(status=409, message=str(refused)) from refused


def _row(desk: Desk, asked: Mapping[str, str]) -> dict[str, Any]:
    """A row with its doubts in the page's language; what has no Chinese is marked as English."""
    row = desk.row(asked.get("id", ""))
    if asked.get("lang") != "zh":
        return row
    doubts = [(doubt, said(doubt["message"])) for doubt in row["doubts"]]
    return row | {"doubts": [doubt | ({"message": zh} if zh else {"lang": "en"}) for doubt, zh in doubts]}


def _decided(path: str, data: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    actions: dict[str, Callable[[], dict[str, Any]]] = {
        "/review/decide": lambda: desk.decide(data),
        "/review/undo": desk.undo,
        "/review/dismiss": lambda: desk.dismiss(str(data.get("id", ""))),
    }
    if path not in actions:
        raise _Problem(status=404, message=f"Nothing is at {path}.")
    return actions[path]()


def _parsed(body: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(body)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise _Problem(status=400, message="A decision is one JSON object.")
    return data


def _shell(scope: Scope, asked: Mapping[str, str], token: str) -> str:
    language: Language = choose_language(asked.get("lang"), None, _header(scope, "accept-language"))
    doubts = {key: entry for key, entry in read_messages().items() if key.startswith("row_doubt.")}
    words = {key: entry[language] for key, entry in {**read_messages(MESSAGES), **doubts}.items()}
    ask = Ask(path="/review", language=language)
    return render("review.html", {"words": words, "said": json.dumps(words), "token": token}, ask)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _answer(send: Send, status: int, body: bytes, media_type: str) -> Awaitable[None]:
    headers = [(name.encode(), value.encode()) for name, value in HEADERS]
    headers += [(b"content-type", media_type.encode()), (b"cache-control", b"no-store")]

    async def go() -> None:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return go()
