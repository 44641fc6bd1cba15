"""How a member of an archive that could not be unpacked carries its refusal until somebody reads it."""

from typing import cast

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
