"""Read a web page: title, metadata, body and attachments of the notice it holds."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.files.charset import decode
from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.model import Document, Field, Issue, Unreadable
from extract.readers.furniture.dates import is_dated
from extract.readers.html.line import Line
from extract.readers.html.main import Path, Region, find_known, find_main
from extract.readers.html.parts import later_pages
from extract.readers.html.render import render
from extract.readers.html.scripts import date_in_scripts, linked_metas, page_in_script, repaired
from extract.readers.html.sums import weigh
from extract.readers.html.tree import Page, parse
from extract.readers.html.write import PageWriter

_FRAME = re.compile(r"<i?frame\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_SHORT_PAGE = 200  # characters: less may be no body where a script or a hidden element holds more
_NO_PAGE = 40  # Chinese characters


def read_html(
    body: bytes, declared_charset: str | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Read the bytes of one page. Raises Unreadable where no text stands in it or it is too large."""
    return read_page(body, declared_charset, limits=limits)[0]


def read_page(
    body: bytes, declared_charset: str | None, *, limits: Limits, number: int = 1, like: Path = ()
) -> tuple[Document, Path]:
    """Read a page that is that `number` of its notice; and where in it the body stands. `like`: where it stood before.

    Raises Unreadable as `read_html` does.
    """
    if len(body) > limits.max_text_bytes:
        raise Unreadable(
            "too_large",
            f"got a page of {len(body):,} bytes, at most {limits.max_text_bytes:,} are read; raise the limit (max_text_bytes)",
        )
    decoded = decode(body, declared=declared_charset, markup=True)
    page = parse(decoded.text, limits=limits)
    page = replace(page, metas=page.metas + linked_metas(decoded.text)) if "ld+json" in decoded.text else page
    lines = render(page.body)
    known = find_known(page.body, lines, like) if like else None
    region = known or find_main(page.body, lines)
    if known is None and (region.listed or _size(lines, region) < _SHORT_PAGE):
        page, lines, region = _elsewhere(decoded.text, page, lines, region, limits)
    issues = [Issue(kind="charset", message=decoded.doubt)] if decoded.doubt else []
    if doubt := later_pages(decoded.text, lines, region, number):
        issues.append(doubt)
    document = PageWriter(page, lines, region, issues).document()
    page.release()
    if all(block.kind in ("title", "metadata") for block in document.blocks):
        raise Unreadable("no_body", _no_body(page, decoded.text))
    return _dated(document, decoded.text), region.path


def _dated(document: Document, text: str) -> Document:
    """Where the page prints no date itself, the one that a script would print."""
    if any(is_dated(item.value) for item in document.fields):
        return document
    found = date_in_scripts(text)
    if not found:
        return document
    return replace(document, fields=(*document.fields, Field(key="PubDate", value=found, origin="meta")))


def _size(lines: Sequence[Line], region: Region) -> int:
    return sum(lines[i].size for i in region.kept)


def _weight(lines: Sequence[Line], region: Region) -> float:
    return sum(weigh(lines[i].text) if lines[i].grid is None else lines[i].size for i in region.kept)


def _elsewhere(
    text: str, page: Page, lines: list[Line], region: Region, limits: Limits
) -> tuple[Page, list[Line], Region]:
    """A page that shows next to nothing may keep its text in a script or <noscript>, or hide it until a script runs."""
    shown = best = _weight(lines, region)
    found = page, lines, region
    for source, hidden in ((page_in_script(text), False), (repaired(text), False), (text, True)):
        if source and (not hidden or shown < _NO_PAGE or region.listed):
            other = parse(source, limits=limits, hidden=hidden)
            other_lines = render(other.body)
            other_region = find_main(other.body, other_lines)
            weight = _weight(other_lines, other_region)
            if weight > max(_NO_PAGE, 3 * shown, best) and not other_region.listed:
                found, best = (other, other_lines, other_region), weight
    return found


def _no_body(page: Page, text: str) -> str:
    frame = _FRAME.search(text)
    if frame:
        return f"got a page whose text stands in a frame, expected a notice; fetch the frame's own address, {frame[1]}"
    if page.scripted or "<script" in text.lower():
        return "got a page whose text a script would load, expected a notice; fetch what the script loads"
    return "got a page without text, expected a notice; look at the address, the notice may have moved"
