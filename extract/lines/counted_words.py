"""Words that number the lines of a text: 項目1, 審查意見一, 決議事項二. The same words open lines again and count on."""

import re
from collections import Counter
from operator import itemgetter

from extract.language.numerals import parse_numeral
from extract.lines.enumerators import HAN, Mark
from extract.lines.labels import PROBLEM, label_role
from extract.roles.role_model import LIKELY_FAULT, answers, ask_of

_OPENS = re.compile(
    rf"^[ ]*+(?P<words>(?![第其附])[\u4e00-\u9fff]{{2,8}}?)[ ]?(?P<v>{HAN}|\d{{1,2}})(?:[:：、]|[ ]+(?=[^ \n])|[ ]*$)(?P<text>[^\n]*(?:(?<=[一-龥\d])\n[^\n]*)?)",
    re.MULTILINE,
)
_CAPTION = re.compile(r"(?:[表图章节注页版期季]|阶段|年度|星期|步骤|附件|附录)$")
_FEWEST = 3
_FIRST = itemgetter(0)
_READ = 60  # characters of what they number


_ALONE = re.compile(
    r"^[ ]*((?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[、.．])[ ]*)([\u4e00-\u9fff]{2,8})[:：][ ]*$",
    re.MULTILINE,
)


def numbered_labels(folded: str) -> frozenset[str]:
    """Labels of a problem that stand alone behind one number after another: 一、審核通知內容： … 二、審核通知內容：."""
    found = _ALONE.findall(folded)
    if len(found) < 2:
        return frozenset()
    told = Counter(words for _, words in {*found})
    return frozenset(words for words, n in told.items() if n > 1 and label_role(words) in PROBLEM)


def counted_words(folded: str) -> frozenset[str]:
    """Words that number faults from 1 on, at least three of them. 措施一, 措施二 number none."""
    found = _OPENS.findall(folded)
    again = [words for words, n in Counter(map(_FIRST, found)).items() if n >= _FEWEST]
    if not again:
        return frozenset()
    told = {
        w: [(parse_numeral(v) or 0, text.strip()[:_READ]) for x, v, text in found if x == w] for w in again
    }
    return frozenset(words for words, lines in told.items() if _numbers(words, lines))


def counted_at(folded: str, start: int, end: int, known: frozenset[str]) -> Mark | None:
    """The number that such words give a line."""
    m = _OPENS.match(folded, start, end) if known else None
    value = parse_numeral(m["v"]) if m and m["words"] in known else None
    if m is None or value is None:
        return None
    at = m.start("text")
    while at < end and folded[at] in " \t":
        at += 1
    return Mark(kind="problem", value=value, start=m.start("words"), label_end=m.end("v"), end=min(at, end))


def _numbers(words: str, lines: list[tuple[int, str]]) -> bool:
    values = [value for value, _ in lines]
    counted = values == list(range(1, len(values) + 1))
    role = label_role(words)
    if not counted or _CAPTION.search(words) or role not in (None, "requirement", *PROBLEM):
        return False
    ask_of(text for _, text in lines)
    least = LIKELY_FAULT if role == "requirement" else 0.0  # 審查意見一 is a fault, 建議一 may be advice
    return sum(answers(text) for _, text in lines) < least * len(lines)
