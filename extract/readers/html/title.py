"""Find a page's title: a visible heading first, then its <meta>, then <title> without the site's name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from extract.language.folding import fold
from extract.language.title_words import is_serial, looks_like_title
from extract.readers.furniture.dates import dated_pairs, is_bare_date
from extract.readers.furniture.fields import is_boilerplate, is_breadcrumb, is_key
from extract.readers.html.line import Line
from extract.readers.html.main import Region
from extract.readers.html.named import alike, key_of, labelled_titles, logos, site_names, unlike
from extract.readers.html.tree import Element, Page
from extract.readers.html.words import Tokens, page_words

_CUT = re.compile(r"(?:[_|｜»›]|--+|——|\s[-–—·:：]\s|-(?=[^\d\s])|·)\s*")
_TITLES = ("title", "biaoti", "headline")  # prtitle, docTitle, lblTitle1
_HEAD = 8  # lines of the body among which a title may stand, fields on lines of their own aside
_LONGEST = 200
_WORD = 4  # characters: names of columns beside the text, dates aside
_WORTH = 2.0
_OF_LEVEL = {1: 2.5, 2: 2.0, 3: 1.6, 4: 1.0, 5: 0.8, 6: 0.8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title: its lines on the page (none where only <meta> or <title> gives it) and its text."""

    text: str
    lines: tuple[int, ...] = ()
    origin: str = "page"


def find_title(page: Page, lines: Sequence[Line], region: Region) -> Title | None:
    """The title of a page, or None: a site's or a column's name is no title."""
    named = _named(page)
    names = {key_of(name) for name in site_names(page)} | _sites_of(page.title)
    names |= {key_of(text) for text in logos(lines) if not looks_like_title(text)}
    head, whole = _head(lines, region), key_of(page.title)
    groups = [_Group(lines, numbers) for numbers in _groups(lines, region, head, whole)]
    if any(looks_like_title(g.text) for g in groups):  # then the number of the document is not its title
        groups = [g for g in groups if not any(is_serial(lines[i].text) for i in g.lines)]
    labelled = labelled_titles(lines)
    by_text = {group.plain: group for group in reversed(groups)}
    for known in map(key_of, (*named, *labelled)):
        if group := by_text.get(known):
            return Title(text=group.text, lines=group.lines)
    cut = cut_title(page.title, names)
    cut = None if cut and is_serial(cut) else cut
    seen = _Seen(lines, region, head, whole, key_of(cut or ""), named)
    scored = [(seen.score(group), group) for group in groups if group.plain not in names]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    agreed = cut if cut in named else None  # <meta> and <title> say the same
    if best is not None and score >= _WORTH and not (agreed and unlike(best.text, agreed)):
        return Title(text=best.text, lines=best.lines)
    if named:
        return Title(text=agreed or named[0], origin="meta")
    if labelled and not cut:
        return Title(text=labelled[0])
    return Title(text=cut, origin="title") if cut else None


def _named(page: Page) -> list[str]:
    names = {key_of(name) for name in site_names(page)}
    found = []
    for wanted in ("articletitle", "og:title", "dc.title", "twitter:title"):
        for name, content in page.metas:
            if name == wanted and key_of(content) not in names and len(content) > 3:
                found.append(content)
    cut = [cut_title(content, names) for content in found]
    return list(dict.fromkeys([*found, *(c for c in cut if c)]))


_SITE = re.compile(
    "(?:全球|中文|官方|[门門][户戶]|政[务務]|公[众眾]|[资資][讯訊]|入口|服[务務]){0,4}(?:[网網]站?|首[页頁]|主[页頁]|平[台臺])$"
)


def site_bodies(page: Page, lines: Sequence[Line], title: str) -> list[str]:
    """Who may own the site: what its logo says, and the pieces of <title> beside the title, without 全球資訊網 and the like."""
    pieces = [p.strip() for p in _CUT.split(page.title)]
    told = [*logos(lines), *(p for p in pieces[:1] + pieces[:0:-1] if len(pieces) > 1)]
    bare = [_SITE.sub("", " ".join(text.split())).strip() for text in told if key_of(text) != key_of(title)]
    return list(dict.fromkeys(text for text in bare if _SHORTEST_BODY <= len(text) <= _LONGEST_BODY))


_SHORTEST_BODY, _LONGEST_BODY = 3, 30  # characters


def _sites_of(title: str) -> set[str]:
    """The pieces of a <title> that are the names of sites: 巡察整改 - 某市清风网."""
    pieces = [key_of(piece) for piece in _CUT.split(title)]
    return {p for p in pieces if p.endswith(page_words().sites)} if len(pieces) > 1 else set()


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


class _Group:
    """Lines that may be the title together: their numbers, text, and the text as it is compared."""

    __slots__ = ("lines", "plain", "text")

    def __init__(self, lines: Sequence[Line], numbers: tuple[int, ...]) -> None:
        self.lines = numbers
        self.text = "\n".join([lines[i].text for i in numbers])
        self.plain = key_of(self.text)


def _groups(lines: Sequence[Line], region: Region, head: list[int], whole: str) -> Iterator[tuple[int, ...]]:
    """Lines that may be the title, alone or with those that a <br>, centring or the page's <title>, `whole`, ties to them."""
    before = max(region.first, region.kept[0] if region.kept else 0)
    window = [i for i in range(before) if _may_head(lines[i])]
    window += [i for i in head if _may_head(lines[i])]
    for at, i in enumerate(window):
        group = [i]
        yield (i,)
        for j in window[at + 1 : at + 5]:
            if j != group[-1] + 1:
                break
            if not (_tied(lines[group[-1]], lines[j]) or _printed_whole(lines, (*group, j), whole)):
                break
            group.append(j)
            yield tuple(group)


def _head(lines: Sequence[Line], region: Region) -> list[int]:
    """The first lines of the body, without labels and their values in cells of a table."""
    first = region.kept[: 3 * _HEAD]
    return [i for i in first if not is_key(lines[i].text) and not _is_value(lines, i)][:_HEAD]


def _is_value(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is the value of the label in the cell beside it."""
    label = lines[i - 1] if i else None
    if label is None or label.grid is not None or not is_key(label.text):
        return False
    return label.element is not lines[i].element and label.element.parent is lines[i].element.parent


def _may_head(line: Line) -> bool:
    if line.grid is not None or not 1 < len(line.text) <= _LONGEST:
        return False
    return not (is_breadcrumb(line.text) or is_bare_date(fold(line.text)))


def _tied(above: Line, below: Line) -> bool:
    if below.broken and below.element is above.element:
        return True
    if above.level and above.level == below.level:
        return above.element.parent is below.element.parent
    return above.align == below.align == "center" and above.bold == below.bold


def _printed_whole(lines: Sequence[Line], numbers: tuple[int, ...], whole: str) -> bool:
    """Whether <title> holds lines one after the other, so that they are one line there."""
    if len(whole) < _WORD * len(numbers):
        return False
    parts = [key_of(lines[i].text) for i in numbers]
    return all(len(part) >= _WORD for part in parts) and "".join(parts) in whole


class _Seen:
    """What a page shows, to weigh the lines that may be its title."""

    def __init__(
        self,
        lines: Sequence[Line],
        region: Region,
        head: list[int],
        whole: str,
        cut: str,
        named: Sequence[str],
    ) -> None:
        self.lines, self.region, self.named = lines, region, [key_of(name) for name in named]
        self.whole, self.cut = whole, cut
        words = [len(lines[i].text) > _WORD or lines[i].grid is not None for i in head]
        self.above = dict(
            zip(head, accumulate(words, initial=0), strict=False)
        )  # such lines above one of the head

    def score(self, candidate: _Group) -> float:
        """How much speaks for a group of lines."""
        group, text, plain = candidate.lines, candidate.text, candidate.plain
        first = self.lines[group[0]]
        if len(plain) < 4 or plain.endswith((",", ";", "、")) or is_boilerplate(text):
            return 0.0
        if first.metadata or _is_value(self.lines, group[0]) or self._speaks(plain):
            return 0.0
        if sum(self.lines[i].link_chars for i in group) > 0.5 * len(text) and first.level != 1:
            return 0.0
        score = _OF_LEVEL.get(first.level or 0, 0.0)
        score += 1.2 * any(_called_title(e) for e in (first.element, first.element.parent) if e)
        score += self._in_title(plain)
        score += 2.0 * any(alike(plain, name) for name in self.named)
        score += 0.7 * (first.align == "center") + 0.4 * first.bold + 1.0 * first.large
        titled = looks_like_title(text)
        score += 0.6 * titled + 0.3 * plain.startswith("关于") + 0.1 * (len(group) - 1)
        score += 1.4 * self._above_fields(group[-1], titled=titled)
        if first.level == 1 and (titled or not _is_chinese(text)) and self._is_only_heading():
            score += 1.0
        if "。" in text[:-1] or (len(plain) < 6 and first.level != 1):
            score -= 1.5
        return score + self._place(group)

    def _speaks(self, plain: str) -> bool:
        """Whether a title that is known has a line before its 关于: a signature, not the title."""
        return any(name.startswith(f"{plain}关于") for name in (*self.named, self.cut))

    def _in_title(self, plain: str) -> float:
        """How surely <title> names it: little where it holds only a piece of it, or the name of a column."""
        if len(plain) < 6 or plain not in self.whole:
            return 0.0
        if self.cut:
            return 3.0 if plain in self.cut and 2 * len(plain) >= len(self.cut) else 1.0
        own = len(plain) >= 20 or (len(plain) >= 12 and not plain.endswith(page_words().sites))
        return 3.0 * own

    def _above_fields(self, last: int, *, titled: bool) -> bool:
        """Whether a line of metadata follows: 发布时间：… 来源：…, or below what reads like a title a day, alone or not."""
        below = self.lines[last + 1] if last + 1 < len(self.lines) else None
        if below is None or below.grid is not None:
            return False
        if below.metadata:
            return True
        return titled and (is_bare_date(below.spaced) or len(dated_pairs(below.spaced)) > 1)

    def _place(self, group: tuple[int, ...]) -> float:
        if all(map(self.above.__contains__, group)):
            return 0.6 - 0.25 * self.above[group[0]]
        return -min(1.0, 0.03 * max(0, self.region.first - group[-1]))

    def _is_only_heading(self) -> bool:
        """Whether no other line is a heading of the first level."""
        return sum(line.level == 1 for line in self.lines) == 1


def _called_title(element: Element) -> bool:
    return bool(element.attrs) and _says_title(element.tokens)


@lru_cache(maxsize=8192)
def _says_title(words: Tokens) -> bool:
    names = words[0] | words[1]
    return bool(names & page_words().title) or any(name.endswith(_TITLES) for name in names)
