"""Scrapy's responses and failures as exchanges: what came, or why nothing did."""

import re
from typing import Any

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from scrapers.pages import Exchange

NOT_SENT = (b"cookie",)  # session cookies are no evidence and are left out of request records
UNPACKED_WRONG = re.compile(r"BadGzipFile|zlib|EOFError|brotli|zstd", re.IGNORECASE)
CERTIFICATE = re.compile(
    r"certificate verify failed|VerificationError|self.signed|CertificateError", re.IGNORECASE
)


class KeepRaw:
    """Downloader middleware next to the wire: remembers the answer before unpacking, in case unpacking fails."""

    def process_response(self, request: Request, response: Response) -> Response:
        request.meta["raw"] = response
        return response


def of_response(response: Response, *, now: str, notes: tuple[str, ...]) -> Exchange:
    """The exchange of an answer. A body that ended early is told by its flag."""
    request: Request = response.request  # type: ignore[assignment]
    raw: Response = request.meta.get("raw", response)
    cut = "dataloss" in response.flags
    return Exchange(
        url=response.url,
        fetched_at=now,
        method=request.method,
        request_headers=sent_headers(request),
        request_body=request.body,
        status=response.status,
        headers=pairs(raw.headers),
        body=response.body,
        address=str(response.ip_address) if response.ip_address else None,
        error="the body ended before its declared length" if cut else None,
        error_kind="truncated" if cut else None,
        notes=notes,
    )


def of_failure(
    failure: Failure, *, now: str, notes: tuple[str, ...], private: str | None, limit: int
) -> Exchange:
    """The exchange of a request without a usable answer; what had come before unpacking failed is kept."""
    request: Request = failure.request  # type: ignore[attr-defined]
    kind, words = cause(failure.value or RuntimeError("no reason given"), private, limit)
    raw: Response | None = request.meta.get("raw") if kind == "too_large" else None
    return Exchange(
        url=request.url,
        fetched_at=now,
        method=request.method,
        request_headers=sent_headers(request),
        request_body=request.body,
        status=raw.status if raw else None,
        headers=pairs(raw.headers) if raw else (),
        body=raw.body if raw else b"",
        error=words,
        error_kind=kind,
        notes=notes,
    )


def cause(error: BaseException, private: str | None, limit: int) -> tuple[str, str]:
    """The kind of a failure (a word of judging.ERRORS) and how a person would say it."""
    told = " ".join(f"{type(one).__name__} {one}" for one in chain(error))
    if isinstance(error, CannotResolveHostError):
        if private:
            return "private", f"the name resolves to {private}, which is not a public address"
        return "dns", "the name does not resolve"
    if isinstance(error, DownloadTimeoutError):
        return "timeout", "no complete answer in time"
    if isinstance(error, IgnoreRequest):
        return "too_large", f"unpacks to more than {limit} bytes"
    if isinstance(error, DownloadCancelledError):
        return "too_large", f"larger than {limit} bytes"
    if CERTIFICATE.search(told):
        return "tls", f"certificate not valid: {reason_in(told)}"
    if "OpenSSL" in told or "SSL" in told:
        return "tls", f"no common TLS: {reason_in(told)}"
    if isinstance(error, DownloadFailedError) and re.search(r"DataLoss|PotentialDataLoss", told):
        return "truncated", "the body ended before its declared length"
    if UNPACKED_WRONG.search(told):
        return "truncated", "the body is not packed as its Content-Encoding says, or is damaged"
    return "connection", f"no connection: {type(error).__name__}"


def chain(error: BaseException | None, depth: int = 0) -> list[BaseException]:
    """An error with everything it was raised from, and the reasons Twisted collects inside it."""
    if error is None or depth > 6:
        return []
    inner: list[BaseException] = []
    for reason in getattr(error, "reasons", ()) or ():
        value: Any = getattr(reason, "value", reason)
        inner += chain(value, depth + 1) if isinstance(value, BaseException) else []
    return [error, *inner, *chain(error.__cause__, depth + 1)]


def reason_in(told: str) -> str:
    """OpenSSL's own words for what failed."""
    words: list[str] = re.findall(r"'([a-z][a-z0-9 _-]{6,60})'", told)
    return (
        words[-1]
        if words
        else "the host name does not match"
        if "VerificationError" in told
        else "TLS failed"
    )


def pairs(headers: Any) -> tuple[tuple[str, str], ...]:
    """Headers as text, byte for byte (latin-1), each value of a repeated one by itself."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )


def sent_headers(request: Request) -> tuple[tuple[str, str], ...]:
    """The request's headers, without cookies."""
    kept = {name: values for name, values in request.headers.items() if name.lower() not in NOT_SENT}
    return pairs(kept)
