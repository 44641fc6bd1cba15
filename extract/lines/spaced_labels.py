"""Labels that a blank, a full stop or a dash sets off instead of a colon: 牵头科室　归集管理科, 整改情况。已…, 整改措施——…,
again in every record, or (blanks) line by line in a text that is one record.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.lines.enumerators import BULLETS
from extract.lines.labels import ABOUT_PROBLEM, ANSWERS, PROBLEM, label_role
from extract.model import Block
from extract.status.statements import pure_status

_WORD = r"(?P<words>[\u4e00-\u9fff]{2,10})[ ]++(?P<next>[^ \n:：]+)"
_INSIDE = re.compile(rf"[ ](?={_WORD})")
_BULLET = rf"(?:[-*{BULLETS}][ ]*)?"
_DIGITS = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_OPENS = re.compile(rf"^[ ]*+{_BULLET}{_WORD}", re.MULTILINE)
_COUNTED = rf"(?:{_DIGITS}[、.．][ ]*|[(（]{_DIGITS}[)）][ ]*|[①-⑳][ ]*|{_BULLET})"
_MARKED = re.compile(
    rf"^[ ]*+{_COUNTED}(?P<words>[\u4e00-\u9fff]{{2,8}})(?P<mark>[ ]*(?:。|—{{1,2}}|-{{1,2}})[ ]*)(?![ 。—-])",
    re.MULTILINE,
)
_ABOVE_CELL = re.compile(
    r"^[ ]*+(?P<words>[\u4e00-\u9fff]{2,10})\n(?=(?P<cell>[^\n:。]{2,40}+)$)", re.MULTILINE
)
_CELLS = PROBLEM | ABOUT_PROBLEM | {"assisting", "person", "pace", "cause", "category"}
_SHORT = ("responsible", "assisting", "deadline")  # told in a few words
_TOLD = ANSWERS | {"requirement"}
_FEWEST = 4  # labels of a text that is one record
_FEWEST_PLACES = 3
_LATER = re.compile("(?:下一?步|后续)(?:工作|打算|计划|安排|措施)*")
_SENTENCE = re.compile(r"[^\n。；;]*+[。；;]")
_LIST = re.compile(r"[ ]*(?:1[.、．]|一、)[^\n]*?[。；;][ ]*(?:2[.、．]|二、)")
_NUMBER = re.compile(r"[ ]*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:$|[:：、.\s])")


def with_colons(folded: str, blocks: Sequence[Block]) -> str:
    """Folded text of the same length with a colon behind labels that another mark sets off."""
    return _behind_words(_above_cells(_for_marks(folded)), blocks)


def _above_cells(folded: str) -> str:
    """A colon for the line break behind 责任单位 alone on its line, where it stands above one short cell after another."""
    found = [m for m in _ABOVE_CELL.finditer(folded) if label_role(m["words"]) in _SHORT]
    again = Counter(m["words"] for m in found)
    characters = list(folded) if max(again.values(), default=0) > 1 else None
    if characters is None:
        return folded
    for m in found:
        if again[m["words"]] > 1 and label_role(m["cell"].strip()) is None:
            characters[m.start("cell") - 1] = ":"
    return "".join(characters)


def _for_marks(folded: str) -> str:
    """A colon for the full stop or dash behind labels, where one of what was done opens several lines so, or where they
    make one record.
    """
    found = [
        m for m in _MARKED.finditer(folded) if label_role(m["words"]) in _CELLS and not _states(folded, m)
    ]
    again = Counter(m["words"] for m in found if label_role(m["words"]) in ABOUT_PROBLEM)
    if max(again.values(), default=0) < 2 and not _makes_record(m["words"] for m in found):
        return folded
    characters = list(folded)
    for m in found:
        start, end = m.span("mark")
        characters[start:end] = ":".rjust(end - start)
    return "".join(characters)


def _states(folded: str, m: re.Match[str]) -> bool:
    """True for 该问题已完成整改。…, which says how far it came."""
    return pure_status(folded, *m.span("words")) is not None


def _behind_words(folded: str, blocks: Sequence[Block]) -> str:
    """Folded text of the same length with a colon in place of the first blank behind such labels.

    Only where two labels or more each open several lines so, one of them that of an answer: 整改措施 举一反三 alone may be
    a heading with a gap. Or where as many as a record has open a line each, among them a problem's and two answers'.
    """
    counted: Counter[str] = Counter()
    opening: list[str] = []
    for m in _OPENS.finditer(folded):
        if _is_label(m):
            counted[m["words"]] += 1
            opening.append(m["words"])
            stop = folded.find("\n", m.end())
            inside = _INSIDE.finditer(folded, m.start("next"), len(folded) if stop < 0 else stop)
            counted.update(x["words"] for x in inside if _is_label(x))
    again = {words for words, n in counted.items() if n > 1}
    again = again or _of_one_record(folded, opening)
    if (len(again) < 2 and not _alone(folded, again)) or not any(
        label_role(words) in ABOUT_PROBLEM for words in again
    ):
        return folded
    tables = sorted((b.start, b.end) for b in blocks if b.kind in ("table", "metadata"))
    starts = [start for start, _ in tables]
    label = re.compile(
        rf"(?:^|(?<=[ 。；;*{BULLETS}-]))(?:{'|'.join(sorted(again))})[ ](?=[ ]*[^ \n:：])", re.MULTILINE
    )
    places: list[int] = []
    for m in label.finditer(folded):
        at = bisect_right(starts, m.start()) - 1
        in_table = at >= 0 and m.start() < tables[at][1]
        listed = label_role(m[0].strip()) in ANSWERS and _LIST.match(folded, m.end())
        if not in_table and (listed or not _NUMBER.match(folded, m.end())):
            places.append(m.end() - 1)
    if len(places) < _FEWEST_PLACES:
        return folded
    characters = list(folded)
    for place in places:
        characters[place] = ":"
    return "".join(characters)


def _alone(folded: str, again: set[str]) -> bool:
    """True for one label that opens sentence after sentence (整改情况　已…。), or names and dates (责任单位　区财政局)."""
    told = [m for m in _OPENS.finditer(folded) if m["words"] in again]
    if len(told) <= 2:
        return False
    role = label_role(told[0]["words"])
    sentences = all(_SENTENCE.match(folded, m.start("next")) for m in told)
    return role in _SHORT or (role in _TOLD and sentences)


def _is_label(m: re.Match[str]) -> bool:
    """True for a label before anything but another label: a row of column heads is none. 整改状态 已完成整改 is one."""
    if label_role(m["words"]) not in _CELLS:
        return False
    return label_role(m["next"]) not in _CELLS or pure_status(m.string, *m.span("next")) is not None


def _makes_record(labels: Iterable[str]) -> bool:
    """True for labels of a problem and of two answers."""
    roles = [label_role(words) for words in labels]
    return any(r in PROBLEM for r in roles) and sum(r in ANSWERS for r in roles) > 1


def _of_one_record(folded: str, opening: list[str]) -> set[str]:
    """任务名称 / 整改目标 / 整改措施 / 整改完成情况, each once, and the remarks below; empty where they make no record."""
    if len(opening) < _FEWEST or not _makes_record(opening):
        return set()
    told = (m["words"] for m in _OPENS.finditer(folded))
    return {*opening, *(words for words in told if label_role(words) == "remark" or _LATER.fullmatch(words))}
