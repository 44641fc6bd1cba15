"""Which of the site's two languages a reader gets, and the words of each.

Every label lives in `messages.toml` with both languages. `lang` attributes follow BCP 47:
the site's Chinese is `zh-Hans`; a notice's own words carry the script of that notice.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeGuard

__all__ = ["LANGUAGES", "Language", "Words", "choose_language", "is_language", "read_messages", "words"]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
TAGS: Mapping[Language, str] = {"zh": "zh-Hans", "en": "en"}
LANGUAGE_COOKIE = "lang"
SCRIPT_TAGS = {"hans": "zh-Hans", "hant": "zh-Hant"}
# {count:finding|findings}: what stands for one, and for others
COUNTED = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")
MESSAGES = Path(__file__).with_name("messages.toml")


def is_language(value: str | None) -> TypeGuard[Language]:
    """Whether a word names one of the site's languages."""
    return value in LANGUAGES


def choose_language(asked: str | None, cookie: str | None, accept: str | None) -> Language:
    """The language asked for in the address, else remembered, else preferred by the browser, else Chinese."""
    for word in (asked, cookie):
        if is_language(word):
            return word
    for tag in _accepted(accept or ""):
        primary = tag.split("-")[0].lower()
        if is_language(primary):
            return primary
    return "zh"


def _accepted(header: str) -> list[str]:
    """Language tags of an Accept-Language header (RFC 9110, 12.5.4), best first."""
    ranked: list[tuple[float, int, str]] = []
    for order, part in enumerate(header[:500].split(",")):
        tag, _, quality = part.partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if tag.strip() and weight > 0:
            ranked.append((-weight, order, tag.strip()))
    return [tag for _, _, tag in sorted(ranked)]


@cache
def read_messages(path: Path = MESSAGES) -> Mapping[str, Mapping[str, str]]:
    """All messages by dotted key; raises KeyError where one language is missing."""
    with path.open("rb") as file:
        sections = tomllib.load(file)
    return {
        f"{section}.{name}": {"zh": entry["zh"], "en": entry["en"]}
        for section, entries in sections.items()
        for name, entry in entries.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The site's words in one language: `words(key, **values)` gives the message, filled in."""

    language: Language

    @property
    def tag(self) -> str:
        """BCP 47 tag for `lang` attributes."""
        return TAGS[self.language]

    @property
    def other(self) -> Language:
        """The language the switch leads to."""
        return "en" if self.language == "zh" else "zh"

    @property
    def other_tag(self) -> str:
        """Its tag."""
        return TAGS[self.other]

    def __call__(self, key: str, **values: object) -> str:
        """The message of a key; raises KeyError for a key that `messages.toml` does not hold."""
        message = self.message(key, values)
        return message.format(**values) if values else message

    def message(self, key: str, values: Mapping[str, object]) -> str:
        """The message before its values are filled in, with the words that fit their numbers."""
        found = read_messages()[key][self.language]
        if "|" not in found:
            return found
        return COUNTED.sub(lambda one: one[2] if str(values.get(one[1])) == "1" else one[3], found)

    def has(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in read_messages()

    def pick(self, zh: str | None, en: str | None) -> str:
        """Of a name held in both languages, the one to show."""
        first, second = (zh, en) if self.language == "zh" else (en, zh)
        return first or second or ""


def words(language: Language) -> Words:
    """The words of a language."""
    return Words(language=language)
