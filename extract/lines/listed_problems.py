"""Paragraphs that list several problems with what was done about each: 一是关于F的问题，…。二是关于G的问题，….

Such a paragraph is cut into lines, one for each problem, and one for what is said of all of them at its end.
"""

import re
from itertools import pairwise

from extract.language.patterns import ABOVE, THIS_PART
from extract.lines.enumerators import Mark
from extract.lines.labels import ANSWERS, Label, labels_in
from extract.lines.series import LISTS, series

Range = tuple[int, int]
_WORD = r"(?:[^。；;，,：:“”]|(?<=\d),(?=\d))"  # a character of a clause: 6,394万元 holds no comma
# 一是关于F的问题，  针对“F”的问题，  2.关于F问题。 at the start of a paragraph or after a stop
_ITEM = re.compile(
    r"[ ]*+(?:[一二三四五六七八九十]{1,2}是|\d{1,2}[.、]|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[①-⑳])?[ ]*+"
    rf"(?:关于|针对)(?:“[^”]{{2,80}}”|{_WORD}{{2,60}}?(?:“[^”]{{1,20}}”{_WORD}{{0,40}}?)?"
    rf"(?:[，,]{_WORD}{{2,40}}?){{0,3}})(?:的|等)?问题[，,：:。]"
)
_AFTER = re.compile(r"(?<=[。；;])")
_OF_ALL = re.compile(
    rf"[ ]*(?:{ABOVE}|{THIS_PART})[^，,。；;]{{0,12}}(?:问题|事项)[^，,。；;]{{0,6}}(?:均|都|全部|中[，,])"
)


def listed_problems(folded: str, start: int, end: int) -> list[Range]:
    """Cut a paragraph at the problems it lists; the paragraph as it is where it does not open with the first of several."""
    if not _ITEM.match(folded, start, end):
        words = folded[start:end] if end - start > _SHORT else ""
        listed = ":" in words and _OPENS_LIST.search(words) and _COUNTS_ON.search(words)
        items = _answered_items(folded, start, end) if listed and words.count(":") >= _FEWEST else []
        return list(pairwise([*items, end])) if items else [(start, end)]
    stops = [m.start() for m in _AFTER.finditer(folded, start, end)]
    cuts = [at for at in stops if _ITEM.match(folded, at, end)]
    if not cuts:
        return [(start, end)]
    last = next((at for at in stops if at > cuts[-1] and _OF_ALL.match(folded, at, end)), None)
    edges = [start, *cuts, *([last] if last else []), end]
    return list(pairwise(edges))


def _answered_items(folded: str, start: int, end: int) -> list[int]:
    """Where the items of 1.F。整改情况：…。2.G。整改情况：…。 begin: each has the same label of an answer inside."""
    marks = series(folded, start, end, (*LISTS, "han"))
    lead = folded[start : marks[0].start].strip() if len(marks) >= _FEWEST else "。"
    if lead[-1:] not in ("", ":"):
        return []
    stops = [*(m.start for m in marks[1:]), end]
    told = (labels_in(folded, m.end, stop) for m, stop in zip(marks, stops, strict=True))
    inside = [
        {x.words for x in labels[_opens(labels, m) :] if x.role in ANSWERS}
        for m, labels in zip(marks, told, strict=True)
    ]
    begin = [start] if lead else []
    return [*begin, *(m.start for m in marks)] if set.intersection(*inside) else []


def _opens(labels: list[Label], mark: Mark) -> bool:
    """True where the first label stands right behind the number: 1.整改措施：… names no problem."""
    return bool(labels) and labels[0].start == mark.end


# the first number, at the start or behind a colon; the second, behind a stop
_OPENS_LIST = re.compile(r"^[1(（一①首第]|:(?:1|\(一|一、)")
_COUNTS_ON = re.compile(r"。\(?[2二]|。②|[；;][2二]")
_FEWEST, _SHORT = 2, 60  # items; characters of so many
_NAMES_EACH = re.compile(
    r"[：:。；;]一是(?:对于?|针对|关于)?[^，,。；;：:]{5,60}问题[，,：:]"
    r"|[：:。；;]针对[^，,。；;：:]{4,60}问题[，,][^。；;]{4,120}[。；;]针对[^，,。；;：:]{4,60}问题[，,]"
)


def names_each(text: str) -> bool:
    """True for 5个问题均已完成整改，具体情况是：一是对F的问题，…: findings, whatever is said of all of them first."""
    return _NAMES_EACH.search(text) is not None
