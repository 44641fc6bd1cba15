"""Labels before printed bodies: 牵头单位：, 第一责任单位：, （配合）, and what they say of the bodies behind them."""

import re
from functools import cache
from typing import Literal

from normalize.agencies.names import words
from normalize.records import fold

Role = Literal["leading", "assisting"]
Label = Role | Literal["neutral"]
_NUMBER = re.compile(r"(?:\d{1,2}[.、)]|\(\d{1,2}\)|[一二三四五六七八九十]{1,2}、)\s?")
_ROLES: tuple[Role, ...] = ("leading", "assisting")


def label_before(text: str) -> str:
    """Return the label of units that ends `text`, colon and blanks included (牵头单位：); nothing where there is none."""
    folded = fold(text)
    bare = folded.rstrip()
    for label in _pattern().finditer(folded) if bare.endswith(":") else ():
        if label.end() == len(bare):
            return text[label.start() :]
    return ""


def label_begins(folded: str, position: int) -> bool:
    """Say whether a label with its colon begins at `position`."""
    window = folded[position + 3 : position + 12]
    if ":" not in window and " " not in window:
        return False
    label = _pattern().match(folded, position)
    return label is not None and len(label["label"] or "") > 2


def label_at(folded: str, start: int, end: int) -> tuple[int, Label | None]:
    """Read a label such as 牵头单位: at the start; return where the names begin and its role."""
    while start < end and folded[start].isspace():
        start += 1
    numbered = _NUMBER.match(folded, start, end)
    label = _pattern().match(folded, numbered.end() if numbered else start, end + 1)
    return (label.end(), _said(label["label"] or label["inside"])) if label else (start, None)


def label_role(label: str) -> Label | None:
    """Return what a label without its colon says (牵头单位); None where it is none."""
    return _said(label) if _pattern().fullmatch(label + ":") else None


def role_word(word: str) -> Label | None:
    """Return what a word of the table says of the bodies beside it; None where it is none."""
    if word in ("负责", "统筹", "组织"):
        return "neutral"
    return next((role for label, role in _listed() if label == word), None)


def _said(label: str) -> Label:
    listed = role_word(label)
    if listed is not None:
        return listed
    return next((role for role in _ROLES if any(word in label for word in words(role))), "neutral")


@cache
def _listed() -> tuple[tuple[str, Label], ...]:
    table: list[tuple[str, Label]] = [(word, role) for role in _ROLES for word in words(role)]
    table += [(word, "neutral") for word in words("neutral")]
    return tuple(sorted(table, key=lambda pair: len(pair[0]), reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    """Match a label with its colon, or in brackets: one of the table, or one put together as such labels are."""
    made = f"(?:{'|'.join(words('label_heads'))}){{1,4}}(?:{'|'.join(words('label_nouns'))})"
    label = f"{made}|{'|'.join(word for word, _ in _listed())}"
    apart = r"\s{0,4}:|(?<=[位门体关构室导人])(?:为(?=.)| {1,4}(?=[\u4e00-\u9fff]))"
    return re.compile(rf"\((?P<inside>{label})\)|(?P<label>{label})(?:{apart})")
