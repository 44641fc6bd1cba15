"""The data files of this room, and patterns made of their words."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def vocabulary(name: str) -> dict[str, Any]:
    """Read `data/NAME.toml`; callers keep what they make of it."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in the order in which a text must be tried for them."""
    return tuple(sorted(words, key=len, reverse=True))


def any_of(words: Iterable[str]) -> str:
    """Return a group that matches any of some patterns, the longest first.

    >>> any_of(["问", "提问"])
    '(?:提问|问)'
    """
    return f"(?:{'|'.join(longest_first(words))})"
