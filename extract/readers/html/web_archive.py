"""Read single-file web archives (MHT, MHTML; Word saves them too, also under .doc): their page is read as HTML."""

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from extract.files.limits import Limits
from extract.files.sniffing import is_web_archive
from extract.model import Document, Unreadable
from extract.reading import read
from scrapers.items import RawNotice


def read_web_archive(raw: RawNotice, limits: Limits) -> Document:
    """Read the page of a web archive. Raises Unreadable where it holds none."""
    message = email.message_from_bytes(raw.body.lstrip(), policy=email.policy.default)
    page = _page(message)
    if page is None:
        raise Unreadable(
            "no_text", f"{raw.file_name}: the web archive holds no page; save the page again as HTML."
        )
    payload = page.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    inner = replace(raw, body=body, media_type="text/html", charset=page.get_content_charset() or raw.charset)
    if is_web_archive(body):
        raise Unreadable(
            "too_deep", f"{raw.file_name}: the web archive holds another web archive; it is not read."
        )
    return read(inner, limits=limits)


def _page(message: EmailMessage) -> EmailMessage | None:
    """The root part: the first that is a page, which the writers of such files put first."""
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(
            part, EmailMessage
        ):
            return part
    return None
