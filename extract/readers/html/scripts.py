"""Pages whose body stands where no browser shows it until a script does: JSON, templates, hidden fields, frames."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import islice

from extract.readers.html.payload import Payload, date_in, linked_data, payloads_in

# Markup held by <textarea>, <script type=text/template> and <template>, by a hidden <input>, or by a frame's own attribute.
_HELD = re.compile(
    r"<(?P<tag>textarea|template)\b[^>]*>(?P<held>.*?)</(?P=tag)\s*>"
    r"|<script\b[^>]*\btext/(?:x-)?(?:template|html|handlebars|plain)\b[^>]*>(?P<scripted>.*?)</script\s*>"
    r"|<input\b[^>]*?\bvalue\s*=\s*(?P<q>[\"'])(?P<value>(?:(?!(?P=q)).){100,})(?P=q)[^>]*>"
    r"|<iframe\b[^>]*?\bsrcdoc\s*=\s*(?P<r>[\"'])(?P<frame>(?:(?!(?P=r)).){20,})(?P=r)[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_LINKED = re.compile(r"<script\b[^>]*\bld\+json[^>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_TIME = re.compile(r"<time\b[^>]*\bdatetime=[\"']?((?:19|20)\d\d-\d\d-\d\d)", re.IGNORECASE)
_SELF_CLOSED = re.compile(r"<(script|style|title|iframe|textarea)\b([^<>]*)/>", re.IGNORECASE)
_BODY = re.compile(r"<body\b|</head\s*>", re.IGNORECASE)
_OUTER = re.compile(r"</?(?:html|body|head|!doctype)\b[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z!/]")
_MOST_SCRIPTS = 100
_SHORTEST = 40  # characters


@dataclass(slots=True)
class _Found:
    """What a place of the page holds: the markup, and what is said of it beside it."""

    start: int
    end: int
    payload: Payload
    size: float = field(default=0.0)


def page_in_script(page: str) -> str | None:
    """The page with the longest text of its scripts and hidden places shown where it stands; or None.

    What the script says of it besides (title, number, publisher, files) becomes <meta>s and links.
    """
    best = max(_candidates(page), key=lambda found: found.payload.weight, default=None)
    if best is None or len(best.payload.content) < _SHORTEST:
        return None
    shown = _shown(best.payload)
    body = _BODY.search(page)
    if body is None or best.start < body.start():  # in the head: where it is shown nobody knows
        return f"{page[: best.start]}{page[best.end :]}{shown}"
    return f"{page[: best.start]}{shown}{page[best.end :]}"


def repaired(page: str) -> str | None:
    """An XHTML page whose <script/> would swallow all that follows, with these elements closed; None where it has none."""
    if not _SELF_CLOSED.search(page):
        return None
    return _SELF_CLOSED.sub(r"<\1\2></\1>", page)


def date_in_scripts(page: str) -> str:
    """The day of publication that a script of the page names, or a <time> only for machines; or nothing."""
    dates = (date_in(m[1]) for m in islice(_SCRIPT.finditer(page), _MOST_SCRIPTS))
    timed = _TIME.search(page)
    return next(filter(None, dates), timed[1] if timed else "")


def linked_metas(page: str) -> tuple[tuple[str, str], ...]:
    """The metas that JSON-LD stands for."""
    return tuple(meta for m in islice(_LINKED.finditer(page), 10) for meta in linked_data(m[1]))


def _candidates(page: str) -> Iterator[_Found]:
    for match in islice(_SCRIPT.finditer(page), _MOST_SCRIPTS):
        for payload in payloads_in(match[1]):
            yield _Found(match.start(), match.end(), payload)
    for match in islice(_HELD.finditer(page), _MOST_SCRIPTS):
        content = match["held"] or match["scripted"] or match["value"] or match["frame"] or ""
        if match["scripted"] is None:
            content = unescape(content)
        if "<" in content:
            yield _Found(match.start(), match.end(), Payload(content=content))


def _shown(payload: Payload) -> str:
    content = payload.content
    if not _MARKUP.search(content) and "&lt;" in content:
        content = unescape(content)
    if not _MARKUP.search(content):
        content = "".join(f"<p>{escape(line)}</p>" for line in content.splitlines() if line.strip())
    metas = (f'<meta name="{name}" content="{escape(text)}">' for name, text in payload.metas)
    files = (
        f'<p class="attachment"><a href="{escape(url)}">{escape(name)}</a></p>' for url, name in payload.files
    )
    return f"{''.join(metas)}<div id='zoom'>{_OUTER.sub('', content)}</div>{''.join(files)}"
