"""The vocabulary of pages (`extract/data/html_page.toml`) and the words of class and id attributes."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extract.vocabulary import vocabulary

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True)
class PageWords:
    """Vocabulary of pages, from `extract/data/html_page.toml`."""

    dropped_tags: frozenset[str]
    block_tags: frozenset[str]
    bold_tags: frozenset[str]
    closing_tags: frozenset[str]
    formatting_tags: frozenset[str]
    content: frozenset[str]
    dropped: frozenset[str]
    dropped_ends: frozenset[str]
    modifiers: frozenset[str]
    always: frozenset[str]
    comments: frozenset[str]
    weak: frozenset[str]
    weak_ends: frozenset[str]
    folded: frozenset[str]
    title: frozenset[str]
    attachment: frozenset[str]
    sites: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    extensions: frozenset[str]
    downloads: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    return vocabulary("html_page")


@cache
def drawn_words() -> dict[str, frozenset[str]]:
    """Tags of tables and the classes with which pages say that an element stands for them."""
    return {tag: frozenset(words) for tag, words in _data()["drawn"].items()}


@cache
def page_words() -> PageWords:
    """The vocabulary, loaded once."""
    data = _data()
    elements, words = data["elements"], data["words"]
    return PageWords(
        frozenset(elements["dropped"]),
        frozenset(elements["block"]),
        frozenset(elements["bold"]),
        frozenset(elements["self_closing"]),
        frozenset(elements["formatting"]),
        frozenset(words["content"]),
        frozenset(words["dropped"]),
        frozenset(words["dropped_ends"]),
        frozenset(words["modifiers"]),
        frozenset(words["always"]),
        frozenset(words["comments"]),
        frozenset(words["weak"]),
        frozenset(words["weak_ends"]),
        frozenset(words["folded"]),
        frozenset(words["title"]),
        frozenset(words["attachment"]),
        tuple(words["sites"]),
        tuple(data["comments"]["begin"]),
        tuple(data["comments"]["end"]),
        frozenset(data["files"]["extensions"]),
        tuple(data["files"]["downloads"]),
    )


Tokens = tuple[frozenset[str], frozenset[str], frozenset[str]]


@lru_cache(maxsize=8192)
def tokens(classes: str, identity: str) -> Tokens:
    """Tokens of a class and an id attribute, the words they begin and end with, and all their words."""
    whole: set[str] = set()
    ends: set[str] = set()
    inner: set[str] = set()
    for token in f"{classes} {identity}".split():
        whole.add(token.lower())
        words = [w.lower() for part in re.split(r"[-_]+", token) for w in (_WORD.findall(part) or [part])]
        words = [w for w in words if w and not w.isdigit()]
        if words and words[0] not in page_words().modifiers:
            ends.update((words[0], words[-1]))
            inner.update(words)
    return frozenset(whole), frozenset(ends), frozenset(inner)
