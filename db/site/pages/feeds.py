"""Atom feeds (RFC 4287) of the newest findings: all, of one place, on one topic."""

import re
from xml.etree import ElementTree as Xml

from db.choosing import selection as selections
from db.choosing.selection import Selection
from db.site.asked.answers import Answer, Ask, Connection, File, Missing
from db.site.asked.shared import Names
from db.site.pages.citing import web_address
from db.site.pages.table import finding_rows

__all__ = ["feed"]

ENTRIES = 40
ATOM = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")  # not allowed in XML 1.0


def feed(connection: Connection, ask: Ask) -> Answer:
    """One feed; the address says of what."""
    names = Names(connection, ask.words)
    chosen, title, page = _wanted(ask, names)
    query = selections.ranks(chosen)
    found = connection.execute(f"{query.sql} ORDER BY r.rank LIMIT ?", (*query.values, ENTRIES)).fetchall()
    findings = finding_rows(connection, [rank for (rank,) in found])
    root = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": ask.words.tag})
    _add(root, "id", f"{ask.site.address}{ask.path}")
    _add(root, "title", title)
    _add(root, "updated", _instant(max((str(f["said_on"] or "") for f in findings), default="")))
    _add(root, "author").append(_made("name", ask.words("site.name")))
    _link(root, "self", f"{ask.site.address}{ask.path}", "application/atom+xml")
    _link(root, "alternate", f"{ask.site.address}{page}", "text/html")
    for row in findings:
        _entry(root, row, ask, names)
    body = b'<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="utf-8")
    return File(
        body=body, media_type="application/atom+xml; charset=utf-8", headers={"cache-control": "max-age=600"}
    )


def _wanted(ask: Ask, names: Names) -> tuple[Selection, str, str]:
    kind, key = ask.values.get("kind"), ask.values.get("key", "")
    if kind is None:
        return Selection(), ask.words("feed.all"), "/table"
    if kind == "topic":
        if key not in names.topics:
            raise Missing(key)
        return Selection(topic=key), ask.words("feed.topic", name=names.topic(key)), f"/topic/{key}"
    if key not in names.places and key not in names.provinces:
        raise Missing(key)
    title = ask.words("feed.city", name=names.place(key))
    chosen = (
        Selection(provinces=(key,))
        if key in names.provinces and key not in names.places
        else Selection(cities=(key,))
    )
    return chosen, title, f"/city/{key}"


def _entry(root: Xml.Element, row: dict[str, object], ask: Ask, names: Names) -> None:
    entry = Xml.SubElement(root, "entry")
    address = f"{ask.site.address}/finding/{row['id']}"
    _add(entry, "id", address)
    _add(entry, "title", str(row["title"]))
    _add(entry, "updated", _instant(str(row["said_on"] or "")))
    _link(entry, "alternate", address, "text/html")
    if source := web_address(row["url"]):
        _link(entry, "via", source, None)
    for topic in row["topics"]:  # type: ignore[attr-defined]
        Xml.SubElement(entry, "category", {"term": str(topic), "label": names.topic(str(topic))})
    measures = "\n".join(f"- {m['text']}" for m in row["measures"])  # type: ignore[attr-defined]
    state = f"{ask.words('table.col_status')}: {names.status(str(row['status_key']))}"
    parts = (row["city"], row["notice_title"], row["detail"], state, measures)
    _add(entry, "summary", "\n".join(str(part) for part in parts if part))


def _made(name: str, text: str) -> Xml.Element:
    element = Xml.Element(name)
    element.text = _UNFIT.sub("", text)
    return element


def _add(parent: Xml.Element, name: str, text: str = "") -> Xml.Element:
    element = _made(name, text)
    parent.append(element)
    return element


def _link(parent: Xml.Element, relation: str, address: str, media_type: str | None) -> None:
    attributes = {"rel": relation, "href": _UNFIT.sub("", address)} | (
        {"type": media_type} if media_type else {}
    )
    Xml.SubElement(parent, "link", attributes)


def _instant(day: str) -> str:
    """Midnight of a day, UTC; entries change when their notice does."""
    return f"{day or NEVER}T00:00:00Z"
