"""Values as scripts write them: objects whose keys are bare words, strings in any quotes, commas too many.

JSON is a part of it. A word that is no value of its own (`page`, `cfg.size`) becomes a `Name`.
"""

import json
import re
from typing import Any

BLANK = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*+", re.DOTALL)
STRING = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`", re.DOTALL)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?![\w.])")
WORD = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
WORDS = {"true": True, "false": False, "null": None, "undefined": None}
DEEPEST = 12
CLOSERS = {"{": "}", "[": "]"}


class Name(str):
    """A word that stands for a value the script holds elsewhere."""

    __slots__ = ()


def literal(text: str, at: int = 0, depth: int = 0) -> tuple[Any, int]:
    """The value that begins at `at`, and where it ends. Raises ValueError where none does."""
    at = blank(text, at)
    if depth > DEEPEST:
        raise ValueError(f"got values nested deeper than {DEEPEST}, expected a list of records")
    opening = text[at : at + 1]
    if opening in CLOSERS:
        return members(text, at, depth)
    if match := STRING.match(text, at):
        return unquoted(match.group()), match.end()
    if match := NUMBER.match(text, at):
        return json.loads(match.group()), match.end()
    if match := WORD.match(text, at):
        word = match.group()
        return (WORDS[word] if word in WORDS else Name(word)), match.end()
    raise ValueError(f"got {text[at : at + 20]!r}, expected a value")


def members(text: str, at: int, depth: int) -> tuple[Any, int]:
    """The members of the object or list that opens at `at`."""
    closer = CLOSERS[text[at]]
    found: dict[str, Any] = {}
    items: list[Any] = []
    at = blank(text, at + 1)
    while text[at : at + 1] != closer:
        value, at = literal(text, at, depth + 1)
        at = blank(text, at)
        if closer == "}":
            if text[at : at + 1] != ":":
                raise ValueError(f"got {text[at : at + 20]!r} behind a key, expected a colon")
            key = str(value)
            value, at = literal(text, at + 1, depth + 1)
            found[key] = value
            at = blank(text, at)
        else:
            items.append(value)
        if text[at : at + 1] == ",":
            at = blank(text, at + 1)
        elif text[at : at + 1] != closer:
            raise ValueError(f"got {text[at : at + 20]!r} behind a value, expected a comma or {closer}")
    return (found if closer == "}" else items), at + 1


def blank(text: str, at: int) -> int:
    """Where the next thing that is neither blank nor comment stands."""
    match = BLANK.match(text, at)
    return match.end() if match else at


def unquoted(text: str) -> str:
    """The value of a string of a script."""
    inner = text[1:-1]
    if "\\" not in inner:
        return inner
    if text[0] != '"':
        inner = re.sub(r"\\(['`])", r"\1", inner)
        inner = re.sub(r'(?<!\\)"', r"\"", inner)
    try:
        return str(json.loads(f'"{inner}"', strict=False))
    except ValueError:
        return inner
