"""Articles that come as a JSON value: an object whose content is markup, with what it says of it beside."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from bs4 import BeautifulSoup

from scrapers.articles.files import files_of
from scrapers.articles.shown import visible_text
from scrapers.lists.jsons import date_of, load, pick
from scrapers.lists.jsons import files_of as listed_files
from scrapers.lists.links import soup_of
from scrapers.pages import Article, NotRecognised, Page

DEEPEST = 6
SHORTEST = 40  # characters of a content
FACTS = {"title": "title", "issuer": "meta_source", "number": "number", "index": "index"}


def record_in(page: Page) -> Mapping[str, Any] | None:
    """The object with the longest content in a JSON or JSONP answer; None where the page is none."""
    if page.text.lstrip()[:1] == "<":
        return None
    try:
        value = load(page)
    except NotRecognised:
        return None
    return max(records(value), key=lambda record: len(str(pick(record, "content"))), default=None)


def records(value: Any, depth: int = 0) -> list[Mapping[str, Any]]:
    """The objects in a JSON value that have a content."""
    if depth > DEEPEST or not isinstance(value, dict | list):
        return []
    members = value.values() if isinstance(value, dict) else value[:3]
    found = [one for member in members for one in records(member, depth + 1)]
    if isinstance(value, dict) and len(str(pick(value, "content") or "")) >= SHORTEST:
        found.append(value)
    return found


def article_of(record: Mapping[str, Any], url: str) -> Article:
    """What such an object says as an article."""
    content = soup_of(f"<div id=zoom>{pick(record, 'content') or ''}</div>")
    title, seen = str(pick(record, "title") or "") or None, visible_text(content)
    pictured = content if isinstance(content, BeautifulSoup) and not seen else None
    files = tuple(dict.fromkeys((*files_of(content, pictured, url), *listed_files(record, url))))
    facts = {meaning: str(value) for name, meaning in FACTS.items() if (value := pick(record, name))}
    if date := date_of(record):
        facts["meta_date"] = date
    return Article(
        title=title,
        digest=sha256("\n".join([title or "", seen, *(file.url for file in files)]).encode()).hexdigest(),
        recognised=bool(seen or files),
        characters=len(seen),
        files=files,
        facts=tuple(facts.items()),
    )
