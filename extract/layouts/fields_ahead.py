"""Names of fields that stand as a sentence before a fault told plainly: 一、资金分配环节。补贴滞留。已…。"""

import re
from collections.abc import Sequence

from extract.drafts import Range
from extract.language.sentences import first_sentence
from extract.layouts.told import after_opener
from extract.lines.lines import Line, Page
from extract.lines.parts import denies
from extract.roles.cues import tells_act, weigh
from extract.roles.turning import weight

# neither one that says that it holds problems (财政管理审计查出问题的整改。), which heads what stands below or behind it,
# nor one with a word that denies
_NAME = re.compile(
    r"[ ]*+(?:关于)?(?P<name>(?![^。]{0,14}(?:问题|审计|整改))"
    r"[^，,。；;：:、“”（）() \d未不无欠缺失误漏违超逾]{2,14})。(?=[^。]{8})"
)
_FEWEST = 2
_SHARE = 0.6  # of the paragraphs that go on behind their first sentence: one name alone may be a short title


def fields_ahead(page: Page, lines: Sequence[Line]) -> dict[int, Range]:
    """The name that each line opens with, by the line's index; empty where few do: then they are titles in few words."""
    short: list[tuple[Line, re.Match[str]]] = []
    for line in lines if len(lines) >= _FEWEST else ():
        m = _NAME.match(page.folded, line.body, line.end)
        if m is not None and (line.is_plain or line.mark):
            short += [(line, m)]
    if len(short) < _FEWEST:
        return {}
    found = {line.index: m.span("name") for line, m in short if _names_field(page, line, m)}
    if len(found) < _FEWEST:
        return {}
    return found if len(found) >= _SHARE * sum(_goes_on(page, x) for x in lines) else {}


def behind_field(line: Line, name: Range) -> Line:
    """The line behind the name of its field."""
    return line.behind(name[1] + 1)


def _names_field(page: Page, line: Line, m: re.Match[str]) -> bool:
    """Whether such words tell neither a fault nor an act, and the sentence behind them tells a fault."""
    if denies(m["name"]) or weigh(m["name"])["finding"] > 0 or tells_act(m["name"]):
        return False
    start = after_opener(page, m.end(), line.end)
    return start > m.end() or weight(page.folded[slice(*first_sentence(page.folded, start, line.end))]) < 0


def _goes_on(page: Page, line: Line) -> bool:
    _, end = first_sentence(page.folded, line.body, line.end)
    return bool(page.folded[end : line.end].strip())
