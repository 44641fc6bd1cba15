"""Find a page's title: a visible heading first, then its <meta>, then <title> without the site's name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from extract.folding import fold, squeeze
from extract.readers.html_fields import is_boilerplate, is_breadcrumb, is_metadata
from extract.readers.html_line import Line
from extract.readers.html_main import Region
from extract.readers.html_tree import Element, Page
from extract.readers.html_words import page_words
from extract.readers.title_lines import looks_like_title

_CUT = re.compile(r"\s*(?:[_|｜»›]|--+|——|\s[-–—·:：]\s|-(?=[^\d\s])|·)\s*")
_LONGEST = 200
_WORTH = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title: its lines on the page (none where only <meta> or <title> gives it) and its text."""

    text: str
    lines: tuple[int, ...] = ()
    origin: str = "page"


def key_of(text: str) -> str:
    """A title as it is compared: folded, without white space and closing punctuation."""
    return squeeze(fold(text)).rstrip("。.:")


def find_title(page: Page, lines: Sequence[Line], region: Region) -> Title | None:
    """The title of a page, or None: a site's or a column's name is no title."""
    named = _named(page)
    names = {key_of(name) for name in _site_names(page)}
    groups = list(_groups(lines, region))
    for known in named:
        for group in groups:
            if key_of(_joined(lines, group)) == key_of(known):
                return Title(text=_joined(lines, group), lines=group)
    cut = cut_title(page.title, names)
    whole = key_of(page.title) if cut else ""
    scored = [(_score(lines, group, region, whole, named), group) for group in groups]
    scored = [(s, g) for s, g in scored if key_of(_joined(lines, g)) not in names]
    score, group = max(scored, key=lambda pair: pair[0], default=(0.0, ()))
    if score >= _WORTH:
        return Title(text=_joined(lines, group), lines=group)
    if named:
        return Title(text=named[0], origin="meta")
    return Title(text=cut, origin="title") if cut else None


def _named(page: Page) -> list[str]:
    names = {key_of(name) for name in _site_names(page)}
    found = []
    for wanted in ("articletitle", "og:title", "dc.title", "twitter:title"):
        for name, content in page.metas:
            if name == wanted and key_of(content) not in names and len(content) > 3:
                found.append(content)
    cut = [cut_title(content, names) for content in found]
    return list(dict.fromkeys([*found, *(c for c in cut if c)]))


def _site_names(page: Page) -> Iterator[str]:
    wanted = {"sitename", "columnname", "columntype", "og:site_name", "application-name", "lanmu"}
    return (content for name, content in page.metas if name in wanted)


def cut_title(text: str, names: set[str]) -> str | None:
    """A <title> without the names of site and column; None where nothing else stands in it."""
    pieces = [p for p in (piece.strip() for piece in _CUT.split(text)) if p]
    if len(pieces) < 2:
        pieces = [p for p in re.split(r"[ \u3000]+", text) if p] if _is_chinese(text) else [text.strip()]
        left = [p for p in pieces if key_of(p) not in names]
        if not left:
            return None
        if len(left) < len(pieces) or len(pieces) == 1:
            joined = text[text.find(left[0]) : text.rfind(left[-1]) + len(left[-1])].strip()
            return joined if _may_be_title(joined) else None
        return text.strip() if _may_be_title(text) else None
    left = [p for p in pieces if key_of(p) not in names and _may_be_title(p)]
    return max(left, key=_worth, default=None)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= ch <= "\u9fff" for ch in text)


def _worth(piece: str) -> float:
    plain = key_of(piece)
    return (
        len(plain.encode("utf-8", "replace"))
        + 60 * looks_like_title(piece)
        - 60 * plain.endswith(page_words().sites)
    )


def _may_be_title(piece: str) -> bool:
    plain = key_of(piece)
    if not plain or len(plain) > _LONGEST:
        return False
    if not _is_chinese(plain):
        return len(plain) > 3
    if looks_like_title(piece) or "关于" in plain:
        return len(plain) > 5
    return len(plain) >= 10 and not plain.endswith(page_words().sites)


def _joined(lines: Sequence[Line], group: Sequence[int]) -> str:
    return "\n".join(lines[i].text for i in group)


def _groups(lines: Sequence[Line], region: Region) -> Iterator[tuple[int, ...]]:
    """Lines that may be the title, alone or with those that a <br> or centring ties to them."""
    head = region.kept[:8]
    window = [i for i in range(region.first) if _may_head(lines[i])]
    window += [i for i in head if _may_head(lines[i])]
    for at, i in enumerate(window):
        group = [i]
        yield (i,)
        for j in window[at + 1 : at + 5]:
            if j != group[-1] + 1 or not _tied(lines[group[-1]], lines[j]):
                break
            group.append(j)
            yield tuple(group)


def _may_head(line: Line) -> bool:
    return line.grid is None and 1 < len(line.text) <= _LONGEST and not is_breadcrumb(line.text)


def _tied(above: Line, below: Line) -> bool:
    if below.broken and below.element is above.element:
        return True
    if above.level and above.level == below.level:
        return above.element.parent is below.element.parent
    return above.align == below.align == "center" and above.bold == below.bold


def _score(
    lines: Sequence[Line], group: tuple[int, ...], region: Region, whole: str, named: Sequence[str]
) -> float:
    first = lines[group[0]]
    text = _joined(lines, group)
    plain = key_of(text)
    if (
        len(plain) < 4
        or is_boilerplate(text)
        or is_metadata(first.spaced)
        or plain.endswith((",", ";", "、"))
    ):
        return 0.0
    if sum(lines[i].link_chars for i in group) > 0.5 * len(text) and first.level != 1:
        return 0.0
    score = {1: 2.5, 2: 2.0, 3: 1.6, 4: 1.0}.get(first.level or 0, 0.0)
    score += 1.2 * any(_called_title(e) for e in (first.element, first.element.parent) if e)
    if len(plain) >= 6 and plain in whole:
        score += 3.0
    if any(_alike(plain, key_of(name)) for name in named):
        score += 2.0
    score += 0.7 * (first.align == "center") + 0.4 * first.bold
    score += 0.6 * looks_like_title(text) + 0.3 * plain.startswith("关于") + 0.1 * (len(group) - 1)
    if "。" in text[:-1] or (len(plain) < 6 and first.level != 1):
        score -= 1.5
    if region.kept and all(i in region.kept for i in group):
        score += 0.6 - 0.25 * region.kept.index(group[0])
    else:
        score -= min(1.0, 0.03 * max(0, region.first - group[-1]))
    return score


def _called_title(element: Element) -> bool:
    return bool((element.names | element.ends) & page_words().title)


def _alike(one: str, other: str) -> bool:
    if len(one) < 6 or len(other) < 6:
        return False
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.85
