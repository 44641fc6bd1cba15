"""Addresses as scripts write them: strings and words joined by +, templates, words that the script sets elsewhere."""

import re
from collections.abc import Iterator, Mapping

from scrapers.lists.literals import Name, unquoted

PIECE = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|`[^`]*+`|[A-Za-z_$][\w$.]*|\d+")
HOLE = re.compile(r"\$\{\s*([\w$.]+)\s*\}")
PAGE_NAMES = re.compile(
    r"p|pn|pg|page|page_?(?:no|num|number|index|id)|cur_?page|current(?:_?page)?|pageno|now_?page|intpage",
    re.IGNORECASE,
)
JOINT = re.compile(r"\s*\+\s*")
SIMPLE = r"\"[^\"]*\"|'[^']*'|\d+"  # a value that can be read where it is set


def address(script: str, at: int, known: Mapping[str, str] | None = None) -> tuple[str | None, int]:
    """The address that strings and words joined by + make, and where it ends; None where a word's value is not known.

    `known` are words whose values the caller knows.
    """
    said = ""
    while match := PIECE.match(script, at):
        for part in parts_of(match.group()):
            value = (known or {}).get(part) if isinstance(part, Name) else part
            value = value_of(part, said, script) if value is None else value
            if value is None:
                return None, at
            said += value
        at = match.end()
        joint = JOINT.match(script, at)
        if joint is None:
            break
        at = joint.end()
    return said or None, at


def parts_of(piece: str) -> Iterator[str]:
    """What stands in a piece of an address: text, and words whose values have to be found."""
    if piece[0] == "`":
        for i, part in enumerate(HOLE.split(piece[1:-1])):
            yield Name(part) if i % 2 else part
    elif piece[0] in "'\"":
        yield unquoted(piece)
    else:
        yield piece if piece.isdigit() else Name(piece)


def value_of(word: str, before: str, script: str) -> str | None:
    """The value of a word: what the script sets it to, or the first page where a page's number stands."""
    if found := re.search(rf"(?<![?&.\w]){re.escape(word)}\s*[=:]\s*({SIMPLE})", script):
        said = found.group(1)
        return unquoted(said) if said[0] in "'\"" else said
    name = re.search(r"[?&]([\w.]+)=$", before)
    return "1" if PAGE_NAMES.fullmatch(name.group(1) if name else word) else None
