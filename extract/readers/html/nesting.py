"""Refuse pages whose elements are nested absurdly deep, before a parser meets them."""

import re

from extract.model import Unreadable
from extract.readers.html.words import page_words

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)(?:[^<>]*(/)>)?")
_MANY_TAGS = 4000
_OPTION = re.compile(r"</?opt(?:ion|group)\b[^<>]*>", re.IGNORECASE)
_MANY_OPTIONS = 1000  # the parser's time grows with the square of a list's choices
_DEEPEST = 3000  # unclosed elements: the parser's time grows with their square


def refuse_absurd_nesting(text: str) -> None:
    """Raise Unreadable where more elements stay open than any page needs; self-closed ones of drawings do not count."""
    if text.count("<") < _MANY_TAGS:
        return
    words = page_words()
    depth = deepest = formatting = blocks = 0
    drawing = False
    for match in _TAG.finditer(text):
        name = match[2].lower()
        step = -1 if match[1] else 1
        if name == "svg":
            drawing = step > 0 and not match[3]
        elif drawing and name in words.block_tags:
            drawing = False
        if drawing and match[3]:
            continue  # <path/> ends by itself, in drawings only
        if name in words.formatting_tags:
            formatting = max(0, formatting + step)
        elif name in words.closing_tags:
            blocks += step > 0
        else:
            depth = max(0, depth + step)
            deepest = max(deepest, depth)
    if deepest > _DEEPEST or formatting * blocks > 4_000_000:
        raise Unreadable(
            "too_deep",
            f"got a page with {max(deepest, formatting):,} elements nested in one another, at most "
            f"{_DEEPEST:,} are read; the file is damaged or made to harm",
        )


def without_many_options(text: str) -> str:
    """The text without the tags of choices where there are thousands: a list of choices is left out anyway."""
    return _OPTION.sub(" ", text) if text.count("<opt") + text.count("<OPT") > _MANY_OPTIONS else text
