"""Rewrite an annotated document as another author might have written it, its annotation alike.

Rows of documents that the program was made with are nearly all right, and tell nothing of those nobody has seen.
Copies in which words of the vocabularies, numbers of items and line breaks are others bring the faults of unseen
documents, and their annotation is still known. Whether a copy is rewritten, and how, follows from its seed alone.
"""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

_FILE = Path(__file__).with_name("dialects.toml")
_TYPES = (".txt", ".html", ".htm")
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）])"
_STYLES = (
    r"[一二三四五六七八九十]{1,3}、",
    r"\d{1,2}[.．、](?!\d)",
    r"[(（][一二三四五六七八九十]{1,3}[)）]",
)
_PARAGRAPHS = re.compile(r"</p>\s*<p[^>]*>")


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple((old, new) for old, new in data["pairs"])


def rewritten(name: str, body: bytes, gold: dict[str, Any], seed: int) -> tuple[bytes, dict[str, Any]] | None:
    """A copy of a text or web page and of its annotation; None for other files, and what is not UTF-8."""
    if not name.endswith(_TYPES):
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    random = Random(f"{name} {seed}")  # noqa: S311 - a choice of copies, no secret
    words = json.dumps(gold, ensure_ascii=False)
    for old, new in _pairs():
        if random.random() < 0.35:
            text, words = text.replace(old, new), words.replace(old, new)
    if random.random() < 0.3:
        text = _without_numbers(text, random.choice(_STYLES), random)
    if random.random() < 0.5:
        text = _broken(text, random, html=not name.endswith(".txt"))
    return text.encode(), json.loads(words)


def _without_numbers(text: str, style: str, random: Random) -> str:
    """Leave out a part of the numbers of one style, at the start of lines and elements."""
    share = random.choice((0.2, 1.0))
    start = re.compile(rf"(?m)(^|>)([ \u3000]*){style}")
    return start.sub(lambda m: m.group(1) + m.group(2) if random.random() < share else m.group(0), text)


def _broken(text: str, random: Random, *, html: bool) -> str:
    """Join some lines and break others, as copies and conversions do."""
    joined = _PARAGRAPHS if html else re.compile(rf"\n(?!\s*{_NUMBER})")
    text = joined.sub(lambda m: "" if random.random() < 0.08 else m.group(0), text)
    between = "</p><p>" if html else "\n"
    return re.sub(
        r"(?<=[\u4e00-\u9fff])，", lambda m: f"，{between}" if random.random() < 0.04 else "，", text
    )
