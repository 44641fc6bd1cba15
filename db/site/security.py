"""What stands between the network and Datasette: headers on every answer, addresses refused before routing.

The policy allows only files of this server: no inline script or style, no other origin, no framing.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

__all__ = ["CONTENT_SECURITY_POLICY", "HEADERS", "SANDBOX_POLICY", "answer", "guard"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# for archived bytes: nothing in them may run, load or be framed, even when opened directly
SANDBOX_POLICY = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

HEADERS: tuple[tuple[str, str], ...] = (
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)

METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_TARGET = 8_000  # bytes of path and query; a search or an SQL statement fits, a flood does not
# Datasette's own pages that show the machine's insides or change state; nobody needs them in public
INSIDES = ("/-/messages", "/-/allow-debug", "/-/permissions", "/-/threads", "/-/auth-token", "/-/logout",
           "/-/actor", "/-/metadata", "/-/settings", "/-/plugins", "/-/databases", "/-/patterns", "/_memory",
           "/_internal")  # fmt: skip


UNFIT = re.compile(r"[\\\x00-\x1f]")  # browsers read a backslash as a slash
# addresses with the checksum of what they lead to
KEPT = (b"cache-control", b"public, max-age=31536000, immutable")
_HEADERS = tuple((name.encode(), value.encode()) for name, value in HEADERS)


def guard(application: Application, *, public: bool) -> Application:
    """Wrap an ASGI application: refuse what is not a plain read of this server, add the headers.

    A path starting with two slashes, or a slash and a backslash, is refused: Datasette 0.65 answers
    it with a redirect that browsers read as another host. In public, Datasette's pages about the
    server itself are refused too.
    """

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        refused = _refused(scope, public=public)
        if refused:
            await answer(send, *refused)
            return
        is_versioned = scope["path"].startswith("/assets/") and scope["query_string"].startswith(b"v=")
        await application(scope, receive, _with_headers(send, is_versioned=is_versioned))

    return guarded


def _refused(scope: Scope, *, public: bool) -> tuple[int, str] | None:
    if scope["method"] not in METHODS:
        return 405, "这个网站只供读取，请用 GET。 This site is read only: use GET."
    raw = scope.get("raw_path") or scope["path"].encode("utf-8")
    if len(raw) + len(scope.get("query_string", b"")) > MAX_TARGET:
        return (
            414,
            f"网址超过 {MAX_TARGET} 字节，请缩短查询。 The address is longer than {MAX_TARGET} bytes: shorten the query.",
        )
    path = scope["path"]
    if path.startswith("//") or UNFIT.search(path):
        return 404, "没有这个页面。 There is no such page."
    if public and any(path == inside or path.startswith((inside + ".", inside + "/")) for inside in INSIDES):
        return 404, "没有这个页面。 There is no such page."
    return None


def _with_headers(send: Send, *, is_versioned: bool = False) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message.get("headers", [])}
            extra = [entry for entry in _HEADERS if entry[0] not in present]
            extra += [KEPT] if is_versioned and message["status"] == 200 else []
            message = {**message, "headers": [*message.get("headers", []), *extra]}
        await send(message)

    return sending


async def answer(send: Send, status: int, text: str) -> None:
    """Answer with a line of plain text, and the headers of every answer."""
    sending = _with_headers(send)
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    if status == 405:
        headers.append((b"allow", b", ".join(sorted(m.encode() for m in METHODS))))
    await sending({"type": "http.response.start", "status": status, "headers": headers})
    await sending({"type": "http.response.body", "body": text.encode("utf-8")})
