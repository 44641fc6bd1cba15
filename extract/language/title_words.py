"""Whether a line, by its words alone, is a title, or stands around one: a date, a number, a remark, who read it aloud."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extract.language.folding import fold, squeeze
from extract.vocabulary import vocabulary

_ADDITION = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]$")  # (公开稿), (2024年度) after a title
_CLOSERS = (")", "）", "]", "】")
_STOPS = "。;:,!?、"


@dataclass(frozen=True, slots=True)
class TitleWords:
    """How titles end and begin, and what stands around them (data/title_lines.toml)."""

    endings: tuple[str, ...]
    openings: tuple[str, ...]
    headline: re.Pattern[str]
    serial: re.Pattern[str]  # numbers of the document
    around: re.Pattern[str]  # these, and what else is no title
    masthead: re.Pattern[str]
    labelled: re.Pattern[str]
    numbered: re.Pattern[str]
    longest: int


@cache
def title_words() -> TitleWords:
    """The words of data/title_lines.toml."""
    data = vocabulary("title_lines")
    return TitleWords(
        tuple(data["endings"]),
        tuple(data["openings"]),
        re.compile(data["headline"]),
        _any_of(data["serials"]),
        _any_of([*data["serials"], *data["not_a_title"]]),
        re.compile(data["masthead"]),
        re.compile(data["labelled"]),
        re.compile(data["numbered"]),
        data["longest"],
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def looks_like_title(text: str) -> bool:
    """Whether one line, by its words alone, may be a title."""
    plain = plain_words(text)
    words = title_words()
    if not 4 <= len(plain) <= words.longest or plain[-1] in _STOPS:
        return False
    about = plain.startswith(words.openings[0]) and "," not in plain
    named = about or _ends_title(plain) or words.headline.match(plain) is not None
    return named and not _is_other(plain)


def plain_words(text: str) -> str:
    """A line folded and without blanks."""
    return squeeze(fold(text))


def stands_around(text: str) -> bool:
    """Whether one line is no title but stands around one: a date, a number, a remark in brackets, who read it aloud."""
    return title_words().around.match(plain_words(text)) is not None


def is_serial(text: str) -> bool:
    """Whether a line is the number of a document or a series, an addition in brackets aside: 某发〔2024〕3号(定稿)."""
    plain = plain_words(text)
    return title_words().serial.match(_ADDITION.sub("", plain) or plain) is not None


def is_other(text: str) -> bool:
    """Whether a line is a field, begins with a number or stands around a title."""
    return _is_other(plain_words(text))


_LONG_LEAD = re.compile(r"[^:]{5,}:[^:]{6,}")


def _is_other(plain: str) -> bool:
    words = title_words()
    # 學校帳目審核：管理建議書跟進報告, not 依據：某某號函
    field = words.labelled.match(plain) and not (_LONG_LEAD.match(plain) and _ends_title(plain))
    return bool(field or words.numbered.match(plain) or words.around.match(plain))


def ends_title(text: str) -> bool:
    """Whether a line ends as a title does, an addition in brackets aside."""
    return _ends_title(plain_words(text))


def _ends_title(plain: str) -> bool:
    bare = _ADDITION.sub("", plain) if plain.endswith(_CLOSERS) else plain
    return (bare or plain).endswith(title_words().endings)
