"""The replica's server: virtual hosts under .localhost on one plain and several TLS ports, with a log of every hit."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import formatdate, parsedate_to_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request as a site sees it; header names in lower case. `hits` counts this host's requests so far."""

    host: str
    port: int
    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    headers: dict[str, str]
    body: str = ""
    hits: int = 0
    scheme: str = "http"

    @property
    def origin(self) -> str:
        """The address the caller used, without path."""
        return f"{self.scheme}://{self.host}.localhost:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent back. `wire` takes the connection over instead (to cut, to drip, to never end)."""

    status: int = 200
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    modified: float | None = None  # seconds since 1970
    validators: str = "both"  # both, modified, none
    packed: bool = False
    wire: Callable[[Any], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One request in the log, with what was answered."""

    host: str
    method: str
    path: str
    form: str
    status: int
    conditional: bool
    agent: str
    referer: str
    at: float = field(default=0.0, compare=False)


NOT_FOUND = Answer(status=404, body=b"<html><head><title>404</title></head><body>404 Not Found</body></html>")


class Replica:
    """A running server. `route` maps a host's name (without .localhost) to what answers it."""

    def __init__(self, route: Callable[[Call], Answer], port: int = 0) -> None:
        self.route = route
        self.hits: list[Hit] = []
        self.counts: Counter[str] = Counter()
        self.open: Counter[str] = Counter()
        self.most_open: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._servers = [Server(("127.0.0.1", port), self, "http")]
        self.port = self._servers[0].server_address[1]

    def open_tls(self, context: Any) -> int:
        """Serve the same hosts with TLS on another port; returns the port."""
        server = Server(("127.0.0.1", 0), self, "https")
        server.context = context
        self._servers.append(server)
        self._start(server)
        return int(server.server_address[1])

    def start(self) -> "Replica":
        """Serve in threads of this process."""
        self._start(self._servers[0])
        return self

    def stop(self) -> None:
        """Close every port."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def __enter__(self) -> "Replica":
        return self.start()

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def _start(self, server: "Server") -> None:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def answer(self, call: Call) -> Answer:
        """Route a call, settle conditions, and log it."""
        with self._lock:
            self.counts[call.host] += 1
            call = replace(call, hits=self.counts[call.host])
            self.open[call.host] += 1
            self.most_open[call.host] = max(self.most_open[call.host], self.open[call.host])
        found = conditioned(call, self.route(call))
        path = call.path + ("?" + "&".join(f"{k}={v}" for k, v in call.query.items()) if call.query else "")
        conditional = "if-none-match" in call.headers or "if-modified-since" in call.headers
        hit = Hit(
            host=call.host, method=call.method, path=path, form=str(sorted(call.form.items())) if call.form else call.body, status=found.status,
            conditional=conditional, agent=call.headers.get("user-agent", ""),
            referer=call.headers.get("referer", ""), at=time.monotonic(),
        )  # fmt: skip
        with self._lock:
            self.hits.append(hit)
        return found

    def sent(self, host: str) -> None:
        """An answer has left."""
        with self._lock:
            self.open[host] -= 1


def conditioned(call: Call, answer: Answer) -> Answer:
    """The answer with its validators, or 304 where the caller has it already."""
    if answer.status != 200 or call.method != "GET" or answer.validators == "none" or answer.wire:
        return answer
    given = {name.lower(): value for name, value in answer.headers}
    tag = given.get("etag") or (
        '"' + sha256(answer.body).hexdigest()[:20] + '"' if answer.validators == "both" else None
    )
    extra = [("ETag", tag)] if tag and "etag" not in given else []
    if answer.modified is not None and "last-modified" not in given:
        extra.append(("Last-Modified", formatdate(answer.modified, usegmt=True)))
    answer = replace(answer, headers=(*answer.headers, *extra))
    since = call.headers.get("if-modified-since")
    same = tag is not None and call.headers.get("if-none-match") == tag
    if "if-none-match" not in call.headers and since and answer.modified is not None:
        same = answer.modified <= parsedate_to_datetime(since).timestamp()
    return replace(answer, status=304, body=b"") if same else answer


class Server(ThreadingHTTPServer):
    """One port. TLS is put on in the connection's own thread, so that a slow handshake holds nobody up."""

    daemon_threads = True
    request_queue_size = 128
    context: Any = None

    def __init__(self, address: tuple[str, int], replica: Replica, scheme: str) -> None:
        super().__init__(address, Handler)
        self.replica = replica
        self.scheme = scheme

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.context is not None:
            request.settimeout(5)
            request = self.context.wrap_socket(request, server_side=True)
        try:
            super().finish_request(request, client_address)
        finally:
            if self.context is not None:
                request.close()  # the caller closes only what it gave us, not what was wrapped around it

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Broken handshakes and cut connections are the point of some faults."""


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.1 for the replica."""

    protocol_version = "HTTP/1.1"
    timeout = 10
    server: Server

    def do_GET(self) -> None:
        self._serve("GET", b"")

    def do_POST(self) -> None:
        self._serve("POST", self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def _serve(self, method: str, body: bytes) -> None:
        parts = urlsplit(self.path)
        name, _, port = self.headers.get("Host", "").partition(":")
        call = Call(
            host=name.removesuffix(".localhost"), port=int(port or 80), method=method, path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            form=dict(parse_qsl(body.decode(), keep_blank_values=True)) if body[:1] != b"{" else {}, body=body.decode(),
            headers={name.lower(): value for name, value in self.headers.items()}, scheme=self.server.scheme,
        )  # fmt: skip
        try:
            self.send(self.server.replica.answer(call))
        finally:
            self.server.replica.sent(call.host)

    def send(self, answer: Answer) -> None:
        """Write an answer, or let it write itself."""
        if answer.wire:
            self.close_connection = True
            answer.wire(self)
            return
        body = gzip.compress(answer.body, mtime=0) if answer.packed else answer.body
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.packed:
            self.send_header("Content-Encoding", "gzip")
        if answer.status != 304:
            if answer.media_type:
                self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """The log is `Replica.hits`."""
