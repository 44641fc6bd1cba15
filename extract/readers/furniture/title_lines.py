"""Find the title among the leading lines of a document that is no web page.

A title is centred or large and names a kind of document; document numbers, serials, dates and mastheads stand
around it. Where nothing of the kind is there, there is no title: none is made up.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.language.title_words import ends_title, is_other, looks_like_title, plain_words, title_words


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleLine:
    """One leading line; `key` is the caller's name for it."""

    key: int
    text: str
    centred: bool = False
    size: float | None = None
    numbered: bool = False
    titled: bool = False


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
    first = next((line for line in lines if not is_other(line.text)), None)
    if first is not None and not first.numbered and looks_like_title(first.text):
        return (first.key,)
    return ()


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
        plain = plain_words(line.text)
        if (
            line.numbered
            or title_words().numbered.match(plain)
            or len(plain) > title_words().longest
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
        fits = _stands_out(line, usual) and not is_other(line.text) and bool(plain_words(line.text))
        if fits and before is not None and (before.centred, before.size) == (line.centred, line.size):
            groups[-1].append(line)
        elif fits:
            groups.append([line])
        before = line if fits else None
    return groups


def _without_tail(group: list[TitleLine]) -> list[TitleLine]:
    """Cut the lines (an issuer, a place) that follow the line which ends the title."""
    ends = [i for i, line in enumerate(group) if ends_title(line.text)]
    return group[: ends[-1] + 1] if ends else group


def _is_title_like(group: Sequence[TitleLine]) -> bool:
    return ends_title(group[-1].text) or plain_words(group[0].text).startswith(title_words().openings[0])


def _choose(groups: Sequence[list[TitleLine]], serial: int | None) -> list[TitleLine]:
    """The largest group that names a document; the one below the document number where there is one."""
    named = [g for g in groups if _is_title_like(g)]
    below = [g for g in named if serial is not None and g[0].key > serial]
    candidates = below or [g for g in named if not _is_masthead(g)] or named
    if not candidates:
        candidates = [g for g in groups if not _is_masthead(g) and len(plain_words(g[0].text)) > 5][:1]
    return max(candidates, key=lambda g: g[0].size or 0.0, default=[])


def _is_masthead(group: Sequence[TitleLine]) -> bool:
    """`XX市审计局文件`: the name of a series, not of this document."""
    joined = "".join(plain_words(line.text) for line in group)
    return len(joined) <= 20 and bool(title_words().masthead.search(joined)) and "关于" not in joined


def _serial(lines: Sequence[TitleLine]) -> int | None:
    """Key of the first line that is a document number or serial."""
    serial = title_words().serial
    return next((line.key for line in lines if serial.match(plain_words(line.text))), None)
