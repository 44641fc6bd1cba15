"""Whether a line, by its words alone, is a title, or stands around one: a date, a number, a remark, who read it aloud."""

import re
from dataclasses import dataclass
from functools import cache

from extract.language.folding import fold, squeeze
from extract.vocabulary import vocabulary

_ADDITION = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]$")  # (公开稿), (2024年度) after a title
_STOPS = "。;:,!?、"


@dataclass(frozen=True, slots=True)
class TitleWords:
    """How titles end and begin, and what stands around them (data/title_lines.toml)."""

    endings: tuple[str, ...]
    openings: tuple[str, ...]
    not_a_title: tuple[re.Pattern[str], ...]
    serials: int  # so many of `not_a_title`, from the first, are numbers of the document
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
        tuple(map(re.compile, [*data["serials"], *data["not_a_title"]])),
        len(data["serials"]),
        re.compile(data["masthead"]),
        re.compile(data["labelled"]),
        re.compile(data["numbered"]),
        data["longest"],
    )


def looks_like_title(text: str) -> bool:
    """Whether one line, by its words alone, may be a title."""
    plain = plain_words(text)
    if not 4 <= len(plain) <= title_words().longest or plain[-1] in _STOPS or is_other(text):
        return False
    bare = _ADDITION.sub("", plain) or plain
    return bare.endswith(title_words().endings) or (
        plain.startswith(title_words().openings[0]) and "," not in plain
    )


def plain_words(text: str) -> str:
    """A line folded and without blanks."""
    return squeeze(fold(text))


def stands_around(text: str) -> bool:
    """Whether one line is no title but stands around one: a date, a number, a remark in brackets, who read it aloud."""
    plain = plain_words(text)
    return any(p.search(plain) for p in title_words().not_a_title)


def is_other(text: str) -> bool:
    """Whether a line is a field, begins with a number or stands around a title."""
    plain = plain_words(text)
    words = title_words()
    if words.labelled.match(plain) or words.numbered.match(plain):
        return True
    return stands_around(text)


def ends_title(text: str) -> bool:
    """Whether a line ends as a title does, an addition in brackets aside."""
    plain = plain_words(text)
    return (_ADDITION.sub("", plain) or plain).endswith(title_words().endings)
