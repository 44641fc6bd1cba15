"""Find the title among the leading lines of a document that is no web page.

A title is centred or large and names a kind of document; document numbers, serials, dates and mastheads stand
around it. Where nothing of the kind is there, there is no title: none is made up.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from extract.language.folding import fold, squeeze
from extract.vocabulary import DATA

_ADDITION = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]$")  # (公开稿), (2024年度) after a title
_STOPS = "。;:,!?、"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleLine:
    """One leading line; `key` is the caller's name for it."""

    key: int
    text: str
    centred: bool = False
    size: float | None = None
    numbered: bool = False
    titled: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    endings: tuple[str, ...]
    openings: tuple[str, ...]
    not_a_title: tuple[re.Pattern[str], ...]
    serials: int  # so many of `not_a_title`, from the first, are numbers of the document
    masthead: re.Pattern[str]
    labelled: re.Pattern[str]
    numbered: re.Pattern[str]
    longest: int


@cache
def _words() -> _Words:
    with (DATA / "title_lines.toml").open("rb") as file:
        data = tomllib.load(file)
    return _Words(
        tuple(data["endings"]),
        tuple(data["openings"]),
        tuple(map(re.compile, [*data["serials"], *data["not_a_title"]])),
        len(data["serials"]),
        re.compile(data["masthead"]),
        re.compile(data["labelled"]),
        re.compile(data["numbered"]),
        data["longest"],
    )


def find_title(lines: Sequence[TitleLine]) -> tuple[int, ...]:
    """Keys of the lines that make the title, in order; empty where there is none."""
    titled = _style_titles(lines)
    if titled:
        return tuple(line.key for line in titled)
    usual = _usual_size(lines)
    lines = _before_body(lines)
    chosen = _choose([_without_tail(g) for g in _groups(lines, usual)], _serial(lines))
    if chosen:
        return tuple(line.key for line in chosen)
    first = next((line for line in lines if not _is_other(line.text)), None)
    if first is not None and not first.numbered and looks_like_title(first.text):
        return (first.key,)
    return ()


def looks_like_title(text: str) -> bool:
    """Whether one line, by its words alone, may be a title."""
    plain = _plain(text)
    if not 4 <= len(plain) <= _words().longest or plain[-1] in _STOPS or _is_other(text):
        return False
    bare = _ADDITION.sub("", plain) or plain
    return bare.endswith(_words().endings) or (plain.startswith(_words().openings[0]) and "," not in plain)


def _plain(text: str) -> str:
    return squeeze(fold(text))


def _is_other(text: str) -> bool:
    plain = _plain(text)
    words = _words()
    if words.labelled.match(plain) or words.numbered.match(plain):
        return True
    return any(p.search(plain) for p in words.not_a_title)


def _usual_size(lines: Sequence[TitleLine]) -> float | None:
    """The size of most characters among the lines; None where sizes are not known."""
    counts: Counter[float] = Counter()
    for line in lines:
        if line.size is not None:
            counts[line.size] += len(line.text)
    return counts.most_common(1)[0][0] if len(counts) > 1 else None


def _style_titles(lines: Sequence[TitleLine]) -> list[TitleLine]:
    """The first run of lines that carry the style "Title"."""
    for titled, run in groupby(lines, key=lambda line: line.titled):
        if titled:
            return list(run)
    return []


def _before_body(lines: Sequence[TitleLine]) -> list[TitleLine]:
    """Lines up to the first sentence or numbered line."""
    kept: list[TitleLine] = []
    for line in lines:
        plain = _plain(line.text)
        if (
            line.numbered
            or _words().numbered.match(plain)
            or len(plain) > _words().longest
            or (plain.endswith(("。", ";")) and not line.centred)
        ):
            break
        kept.append(line)
    return kept


def _stands_out(line: TitleLine, usual: float | None) -> bool:
    """Centred, or clearly larger than the text of the document."""
    return line.centred or (line.size is not None and usual is not None and line.size >= usual * 1.15)


def _groups(lines: Sequence[TitleLine], usual: float | None) -> list[list[TitleLine]]:
    """Runs of neighbouring lines of one look that may belong to a title."""
    groups: list[list[TitleLine]] = []
    before: TitleLine | None = None
    for line in lines:
        fits = _stands_out(line, usual) and not _is_other(line.text) and bool(_plain(line.text))
        if fits and before is not None and (before.centred, before.size) == (line.centred, line.size):
            groups[-1].append(line)
        elif fits:
            groups.append([line])
        before = line if fits else None
    return groups


def _without_tail(group: list[TitleLine]) -> list[TitleLine]:
    """Cut the lines (an issuer, a place) that follow the line which ends the title."""
    ends = [i for i, line in enumerate(group) if _ends_title(line.text)]
    return group[: ends[-1] + 1] if ends else group


def _ends_title(text: str) -> bool:
    plain = _plain(text)
    return (_ADDITION.sub("", plain) or plain).endswith(_words().endings)


def _is_title_like(group: Sequence[TitleLine]) -> bool:
    return _ends_title(group[-1].text) or _plain(group[0].text).startswith(_words().openings[0])


def _choose(groups: Sequence[list[TitleLine]], serial: int | None) -> list[TitleLine]:
    """The largest group that names a document; the one below the document number where there is one."""
    named = [g for g in groups if _is_title_like(g)]
    below = [g for g in named if serial is not None and g[0].key > serial]
    candidates = below or [g for g in named if not _is_masthead(g)] or named
    if not candidates:
        candidates = [g for g in groups if not _is_masthead(g) and len(_plain(g[0].text)) > 5][:1]
    return max(candidates, key=lambda g: g[0].size or 0.0, default=[])


def _is_masthead(group: Sequence[TitleLine]) -> bool:
    """`XX市审计局文件`: the name of a series, not of this document."""
    joined = "".join(_plain(line.text) for line in group)
    return len(joined) <= 20 and bool(_words().masthead.search(joined)) and "关于" not in joined


def _serial(lines: Sequence[TitleLine]) -> int | None:
    """Key of the first line that is a document number or serial."""
    numbers = _words().not_a_title[: _words().serials]
    return next((line.key for line in lines if any(p.search(_plain(line.text)) for p in numbers)), None)
