"""Names that a page gives itself: of its site, and the title in a labelled field (信息名称：…)."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from extract.language.folding import plain_of
from extract.readers.furniture.fields import is_key
from extract.readers.html.line import Line
from extract.readers.html.tree import Page

_KEYS = frozenset({"信息名称", "文件名称", "公文名称", "信息标题", "文章标题", "标题", "名称"})
_LOGO = frozenset({"logo", "site-logo", "site-name", "sitename", "site-title", "brand"})
_SHORTEST = 8  # characters: less is a column's heading


def key_of(text: str) -> str:
    """A title as it is compared: folded, without white space and closing punctuation."""
    return plain_of(text).rstrip("。.:")


def site_names(page: Page) -> Iterator[str]:
    """The names of site and column that the page's metas give."""
    wanted = {"sitename", "columnname", "columntype", "og:site_name", "application-name", "lanmu"}
    return (content for name, content in page.metas if name in wanted)


def logos(lines: Sequence[Line]) -> list[str]:
    """The texts of elements whose class calls them the logo of a site."""
    return [
        line.text
        for line in lines
        if line.grid is None and any(_LOGO & e.names for e in (line.element, line.element.parent) if e)
    ]


def labelled_titles(lines: Sequence[Line]) -> list[str]:
    """The titles that stand behind a label: in its line, in the next, or in the next cell of a table."""
    found = []
    for line, below in pairwise([*lines, None]):
        if line is None or (line.grid is None and (len(line.text) > 200 or not _may_label(line.text))):
            continue
        if line.grid is not None:
            cells = line.grid.cells
            found += [b.text for a, b in pairwise(cells) if a.row == b.row and _is_label(a.text)]
        elif _is_label(line.text):
            found += [below.text] if below is not None and below.grid is None else []
        else:
            found += [pair.value for pair in line.pairs if _is_label(pair.key)]
    return [" ".join(text.split()) for text in found if len(text) >= _SHORTEST and not is_key(text)]


def _may_label(text: str) -> bool:
    """Whether a text may be or hold one of the labels; asked of every line, so it looks at letters only."""
    return ("名" in text or "题" in text or "題" in text) and (
        "称" in text or "稱" in text or "标" in text or "標" in text
    )


def _is_label(text: str) -> bool:
    return len(text) < 12 and _may_label(text) and plain_of(text).strip(":[]【】") in _KEYS


def unlike(text: str, other: str) -> bool:
    """Whether two titles have little in common."""
    one, two = key_of(text), key_of(other)
    if one in two or two in one:
        return False
    return _likeness(one, two, 0.4) < 0.4


def alike(one: str, other: str) -> bool:
    """Whether two titles as compared are the same but for a few characters."""
    if len(one) < 6 or len(other) < 6:
        return False
    return one in other or other in one or _likeness(one, other, 0.85) > 0.85


def _likeness(one: str, other: str, least: float) -> float:
    """How alike two texts are, 0 to 1; where a bound of it is below `least`, that bound, which takes less time."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bound = matcher.real_quick_ratio()
    bound = matcher.quick_ratio() if bound >= least else bound
    return matcher.ratio() if bound >= least else bound
