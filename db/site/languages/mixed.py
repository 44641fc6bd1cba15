"""Chinese words within English text, marked as Chinese: else an English voice spells them out or passes over them."""

import re

from markupsafe import Markup

from db.site.languages.language import Language
from db.site.text.escaping import escaped

__all__ = ["mixed"]

_HAN = r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
_WORDS = re.compile(
    rf"{_HAN}(?:[^A-Za-z&<>]*{_HAN})?"
)  # numbers and marks between Chinese words are read with them


def mixed(text: str, language: Language) -> Markup:
    """A text of a page; Chinese words on an English page are marked."""
    shown = escaped(text)
    if language == "en":
        shown = _WORDS.sub(lambda found: f'<span lang="zh">{found[0]}</span>', shown)
    return Markup(shown)  # noqa: S704 - escaped
