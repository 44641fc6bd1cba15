"""Markdown: a text whose headings, lists, tables and bold words are marked by signs, read as the page that it stands for."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.files.charset import decode
from extract.files.limits import Limits
from extract.files.refusals import refuse_long_text
from extract.model import Document, Issue
from extract.readers.html.page import read_page
from scrapers.items import RawNotice

_HEADING = re.compile(r"[ ]{0,3}(?P<signs>#{1,6})[ \t]+(?P<words>[^\n]*?)[ \t]*#*")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})")
_COLUMNS = re.compile(r"[ ]*+(?:\|[ ]*+)?(?::?-{3,}+:?[ ]*+\|[ ]*+)+(?::?-{3,}+:?[ ]*+)?")
_ITEM = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)(?P<words>.*)")
_BAR = re.compile(r"(?<!\\)\|")
_SIGN = re.compile(r"[#|。；;：:]")
_BREAK = re.compile(r"&lt;br[ ]*/?&gt;", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\((?P<to>[^()\s]+)[^()\n]*\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(?P<words>[^\n]+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def read_marked_notice(raw: RawNotice, limits: Limits) -> Document:
    """The row of the dispatch table. Raises Unreadable where the text is too large or holds nothing but what frames a page."""
    refuse_long_text(raw, limits)
    decoded = decode(raw.body, declared=raw.charset)
    document, _ = read_page(_page(decoded.text.splitlines()).encode(), "utf-8", limits=limits)
    doubt = [Issue(kind="charset", message=decoded.doubt)] if decoded.doubt else []
    return replace(document, reader="markdown", media_type="text/markdown", issues=(*doubt, *document.issues))


def _page(lines: Sequence[str]) -> str:
    """The page; where no heading is the title, a first line without a stop is."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    titled = any((m := _HEADING.fullmatch(line)) and len(m["signs"]) == 1 for line in lines)
    if not titled and lines and not _SIGN.search(lines[first]):
        lines = [*lines[:first], f"# {lines[first].strip()}", *lines[first + 1 :]]
    body = "\n".join(_elements(lines))
    return f"<html><head><meta charset='utf-8'></head><body><div>\n{body}\n</div></body></html>"


def _elements(lines: Sequence[str]) -> Iterator[str]:
    """Every line as an element of a page: numbers stay as they are printed, a line goes on with none before it."""
    at = 0
    while at < len(lines):
        line = lines[at]
        heading = _HEADING.fullmatch(line)
        if at + 1 < len(lines) and _BAR.search(line) and _COLUMNS.fullmatch(lines[at + 1]):
            stop = at + 2
            while stop < len(lines) and _BAR.search(lines[stop]):
                stop += 1
            yield _table([line, *lines[at + 2 : stop]])
            at = stop
            continue
        if heading:
            level = len(heading["signs"])
            yield f"<h{level}>{_words(heading['words'])}</h{level}>"
        elif (item := _ITEM.fullmatch(line)) and not _RULE.fullmatch(line):
            yield f"<p>{_words(item['words'])}</p>"
        elif line.strip() and not _RULE.fullmatch(line):
            yield f"<p>{_words(line.strip())}</p>"
        at += 1


def _table(rows: Sequence[str]) -> str:
    cells = (_BAR.split(row.strip().removeprefix("|").removesuffix("|")) for row in rows)
    drawn = ("".join(f"<td>{_words(cell.strip())}</td>" for cell in row) for row in cells)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in drawn)}</table>"


def _words(text: str) -> str:
    """Words with the signs around them as markup."""
    text = _BREAK.sub("<br>", html.escape(_PICTURE.sub("", text), quote=False))
    text = _LINK.sub(r'<a href="\g<to>">\g<words></a>', text)
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"<b>\g<words></b>", text))
