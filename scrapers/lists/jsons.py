"""Listings that come as JSON, JSONP or XML records: where the rows are and what their fields are called.

The names that systems give to title, address and date are data/fields.toml.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup

from scrapers.addresses import link
from scrapers.lists.xmls import is_xml, of_xml
from scrapers.pages import FileLink, ListedItem, NotRecognised, Page
from scrapers.vocabulary import vocabulary

CHINA = timezone(timedelta(hours=8))
DAY = re.compile(r"(?:19|20)\d\d([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?:[ T]\d\d:\d\d.{0,12})?")
FIELD = re.compile(r"\{(\w+)\}")
CALLBACK = re.compile(r"^\s*+(?:/\*.*?\*/)?+\s*+[\w.$]++\s*+\((.*)\)\s*+;?+\s*+$", re.DOTALL)


@cache
def field_names() -> Mapping[str, tuple[str, ...]]:
    """For each meaning the names it goes by, lower case, most telling first."""
    names = vocabulary("fields")
    return {meaning: tuple(name.lower() for name in values) for meaning, values in names.items()}


def load(page: Page) -> Any:
    """The value of a JSON, JSONP or XML answer; anything else is not recognised."""
    text = page.text.strip().lstrip("\ufeff")
    if is_xml(text):
        return of_xml(text)
    match = CALLBACK.match(text)
    try:
        value = json.loads(match.group(1) if match else text)
        return of_xml(value) if isinstance(value, str) and is_xml(value) else value
    except (json.JSONDecodeError, RecursionError):
        raise NotRecognised(
            f"got {len(page.body)} bytes that are no JSON, expected the listing's JSON answer"
        ) from None


def rows_of(value: Any, address: str | None = None) -> list[dict[str, Any]] | None:
    """The listing inside a JSON answer: the longest list of objects that have a title and an address.

    An empty list is taken where a list under a usual name is all there is; None where there is no list at
    all. `address` is how an address is made of a row's fields (`/detail.html?id={infoId}`).
    """
    best: list[dict[str, Any]] | None = None
    for name, found in lists_in(value, ""):
        rows = [
            row for row in found if isinstance(row, dict) and pick(row, "title") and said_url(row, address)
        ]
        usual = name.lower() in field_names()["rows"]
        if rows and len(rows) > len(best or ()):
            best = rows
        elif not found and usual and best is None:
            best = []
    return best


def said_url(row: Mapping[str, Any], address: str | None) -> str:
    """The address that a row names, or that is made of its fields; empty where it has none."""
    own = str(pick(row, "url") or "")
    if address is None or own.startswith("http"):
        return own
    names = FIELD.findall(address)
    if any(row.get(name) in (None, "") for name in names):
        return ""
    return FIELD.sub(lambda match: quote(str(row[match.group(1)]), safe="/"), address)


def lists_in(value: Any, name: str, depth: int = 0) -> Iterator[tuple[str, list[Any]]]:
    """Every list in a JSON value with the name it stands under, six levels deep."""
    if depth > 6:
        return
    if isinstance(value, list):
        yield name, value
        for member in value[:3]:
            yield from lists_in(member, name, depth + 1)
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from lists_in(member, key, depth + 1)


def pick(row: Mapping[str, Any], meaning: str) -> Any:
    """The value of the first field that goes by one of the meaning's names, or whose name ends like one; or None."""
    lowered = {key.lower(): said_alone(value) for key, value in row.items() if value not in (None, "")}
    names = field_names()[meaning]
    found = next((lowered[name] for name in names if name in lowered), None)
    if found is not None or not (endings := field_names().get(f"{meaning}_endings")):
        return found
    others = field_names()["pictures"]
    return next(
        (
            value
            for name, value in lowered.items()
            if name.endswith(endings) and isinstance(value, str | int) and not any(o in name for o in others)
        ),
        None,
    )


def said_alone(value: Any) -> Any:
    """The words of an object that holds nothing else: {"rendered": "…"} is how some systems print a title."""
    words = list(value.values())[:2] if isinstance(value, dict) else []
    return words[0] if len(words) == 1 and isinstance(words[0], str) else value


def next_in(value: Any, base: str, depth: int = 0) -> str | None:
    """The address of the next page that an answer names, anywhere outside its rows."""
    if not isinstance(value, dict) or depth > 4:
        return None
    lowered = {key.lower(): member for key, member in value.items()}
    said = (lowered.get(name) for name in field_names()["next"])
    if found := next(
        (link(base, one) for one in said if isinstance(one, str) and re.search(r"[/?.]", one)), None
    ):
        return found
    inner = (next_in(member, base, depth + 1) for member in value.values())
    return next((one for one in inner if one), None)


def number_in(value: Any, meaning: str, depth: int = 0) -> int | None:
    """A declared count (total, pages) anywhere in the answer, the outermost first."""
    if not isinstance(value, dict) or depth > 4:
        return None
    found = pick(value, meaning)
    if isinstance(found, int | float | str) and re.fullmatch(r"\d+(\.0)?", str(found)):
        return int(float(found))
    inner = (number_in(member, meaning, depth + 1) for member in value.values())
    return next((number for number in inner if number is not None), None)


def item_of(row: Mapping[str, Any], base: str, address: str | None = None) -> ListedItem | None:
    """One listing row of a JSON answer, or None where its address leads nowhere."""
    target = link(base, said_url(row, address))
    if target is None:
        return None
    extra = tuple(
        (meaning, str(value)) for meaning in ("number", "index", "issuer") if (value := pick(row, meaning))
    )
    return ListedItem(
        url=target,
        title=plain(str(pick(row, "title"))),
        date=date_of(row),
        fields=extra,
        files=files_of(row, base),
    )


def date_of(row: Mapping[str, Any]) -> str | None:
    """The row's date as printed; seconds or milliseconds since 1970 are written as a date of China."""
    value = pick(row, "date") or day_alone(row)
    if value is None:
        return None
    if re.fullmatch(r"\d{10}(\d{3})?", str(value)):
        seconds = int(value) / (1000 if len(str(value)) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).astimezone(CHINA).date().isoformat()
    return str(value)


def day_alone(row: Mapping[str, Any]) -> str | None:
    """The one day among the fields of a row, whatever the field is called."""
    days = {value for value in row.values() if isinstance(value, str) and DAY.fullmatch(value.strip())}
    return days.pop() if len(days) == 1 else None


def files_of(row: Mapping[str, Any], base: str) -> tuple[FileLink, ...]:
    """Attachments that a listing row names."""
    found = pick(row, "files")
    if not isinstance(found, list):
        return ()
    pairs = (
        (member, link(base, str(pick(member, "url") or ""))) for member in found if isinstance(member, dict)
    )
    return tuple(FileLink(url=url, name=str(pick(member, "filename") or "")) for member, url in pairs if url)


def plain(text: str) -> str:
    """Words without the markup that search engines put into titles."""
    if "<" in text or "&" in text:
        text = BeautifulSoup(text, "lxml").get_text()
    return " ".join(text.split())
