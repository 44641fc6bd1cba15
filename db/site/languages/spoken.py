"""What the dataset says in English (rules, layouts, readers, doubts), in the reader's language: `spoken.toml` holds the Chinese.

The words of a notice inside such a message stay as they are. What is not known there is shown as the dataset has it.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from db.site.languages.language import Language
from db.site.languages.mixed import mixed
from db.site.text.escaping import escaped

__all__ = ["said", "spoken"]

SPOKEN = Path(__file__).with_name("spoken.toml")
_HOLE = re.compile(r"\{(\d)\}")


class _Pattern(NamedTuple):
    begins: str
    pattern: re.Pattern[str]
    zh: str


@cache
def _known() -> tuple[Mapping[str, str], tuple[_Pattern, ...]]:
    """What is said without holes, and what with them, the longest words first."""
    with SPOKEN.open("rb") as file:
        entries = {en: zh for section in tomllib.load(file).values() for en, zh in section.items()}
    holed = sorted((en for en in entries if _HOLE.search(en)), key=lambda en: -len(_HOLE.sub("", en)))
    patterns = [_Pattern(begins=_HOLE.split(en)[0], pattern=_compiled(en), zh=entries[en]) for en in holed]
    return {en: zh for en, zh in entries.items() if en not in holed}, tuple(patterns)


def _compiled(en: str) -> re.Pattern[str]:
    parts = _HOLE.split(en)
    pieces = [f"(?P<h{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)]
    return re.compile("".join(pieces), re.DOTALL)


@lru_cache(maxsize=4096)
def said(text: str) -> str | None:
    """The Chinese of a text; None where it is not known."""
    exact, patterns = _known()
    if text in exact:
        return exact[text]
    for begins, pattern, zh in patterns:
        if text.startswith(begins) and (found := pattern.fullmatch(text)):
            return _filled(zh, found)
    return None


def _filled(zh: str, found: re.Match[str]) -> str:
    return _HOLE.sub(lambda hole: _held(found[f"h{hole[1]}"]), zh)


def _held(text: str) -> str:
    """What a hole holds: quoted words between Chinese marks, else in Chinese where known."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return f"“{text[1:-1]}”"
    return said(text) or text


def spoken(text: str, language: Language) -> Markup:
    """A text of the dataset for a reader; English inside a Chinese page is marked as such."""
    if language == "en":
        return mixed(text, language)
    known = said(text)
    return Markup(escaped(known) if known else f'<span lang="en">{escaped(text)}</span>')  # noqa: S704 - escaped
