"""Refusals that several readers share; how a member of an archive that was not unpacked carries its own until it is read."""

from typing import cast

from extract.files.limits import Limits
from extract.model import IssueKind, Unreadable
from scrapers.items import RawNotice

_MARK = "refused"


def refused_member(raw: RawNotice, place: str, name: str, refusal: Unreadable) -> RawNotice:
    """A member of the archive `raw` without its bytes; reading it raises the refusal."""
    return RawNotice(
        source=raw.source,
        place=place,
        file_name=name,
        body=b"",
        url=raw.url,
        fetched_at=raw.fetched_at,
        container=raw.place,
        notes=(*raw.notes, f"{_MARK}:{refusal.kind}:{refusal.message}"),
    )


def raise_refusal(raw: RawNotice) -> None:
    """Raise the refusal that a file without bytes carries, if it carries one."""
    if raw.body:
        return
    for note in raw.notes:
        mark, _, rest = note.partition(":")
        kind, _, message = rest.partition(":")
        if mark == _MARK and message:
            raise Unreadable(cast(IssueKind, kind), message)


def refuse_long_text(raw: RawNotice, limits: Limits) -> None:
    """Raise Unreadable where a file of text has more bytes than are read."""
    if len(raw.body) > limits.max_text_bytes:
        raise Unreadable(
            "too_large",
            f"{raw.file_name}: got {len(raw.body):,} bytes of text, at most {limits.max_text_bytes:,} are read; "
            "split the file or raise the limit (max_text_bytes)",
        )
