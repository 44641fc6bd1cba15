"""Advice or answers told apart from the findings, cut into as many items as there are findings.

Numbered lines, 建議一：…, 就建議一，…, (a) …；(b) … or 第一項，… in one paragraph, or clauses that each open with what they
are about (車輛調配方面，…；至於燃料管理，…).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.answers.letters import speaks_until, without_acceptance
from extract.drafts import Range
from extract.language.numerals import parse_numeral
from extract.language.sentences import sentences
from extract.lines.enumerators import HAN, Mark
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import opening_numbers
from extract.lines.series import LISTS, series, with_ends
from extract.mentions.naming import ABOUT_SENTENCE

_NUMBER = rf"(?:{HAN}|\d{{1,2}}|[a-z])"
# 就建議一，  有關第（二）項建議，  建議(a)：  關於第三點，
_WHAT = "(?:建议|意见|事项|发现|问题|缺失)"
_NUMBERED = re.compile(
    rf"[ ]*(?:至于|就|关于|对于?|针对|有关|回应)?(?:(?:第|上述)?(?:审计|审计署的?|顾问)?{_WHAT}[ ]?"
    rf"[(（]?(?P<a>{_NUMBER})[)）]?[项点]?[ ]?[，,：:、]"
    rf"|第[ ]?[(（]?(?P<b>{_NUMBER})[)）]?[ ]?[项点个条](?:审计)?{_WHAT}?(?:部分|方面)?[，,：:])"
)
# What a clause opens with: 在車輛調配方面，  零件管理方面，  至於燃料管理，  關於圖資部分，
_TOPIC = re.compile(
    r"[ ]*(?:(?:而|另外?|此外|同时|其中)[，,]?)?(?:(?:在|就|对于?|关于|至于|针对|有关)?[^，,。；;：:]{2,20}?"
    r"(?:方面|部[分份]|一[节项事])|(?:至于|就|关于|针对|有关)[^，,。；;：:]{2,24})[，,：:]"
)
_LETTERED = re.compile(r"[(（](?P<v>[a-z])[)）][ ]?")
_LEADS_ON = re.compile("(?:以?及|和|并|与)$")  # …；及 before the next item
_LEADS = ":："
_TURN = re.compile("[。；;]|[，,](?=(?:而|至于|另))")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of advice or one answer, and the number that it names (就建議二，…)."""

    told: tuple[Range, ...]
    number: int | None = None


def items_of(page: Page, lines: Sequence[Line], count: int) -> list[Item]:
    """The items that lines tell, where they are `count`; an empty list where they are not."""
    told = [x for x in lines if not x.is_table and x.text.strip()]
    if any(ABOUT_SENTENCE.match(page.folded, x.body, x.end) for x in told):
        return []  # 對F的問題，… says itself what it answers
    lead = bool(told) and told[0].text.rstrip()[-1:] in _LEADS and len(told) > 1
    ways = (
        _of_lines(page, told[lead:]),
        _of_paragraphs(page, told),
        *(_of_paragraphs(page, [x]) for x in told),
    )
    cut = next((way for way in ways if len(way) == count and not _names_another(page, way)), [])
    items = [_trimmed(page, item) for item in cut]
    return items if all(item.told for item in items) else []


def _names_another(page: Page, items: Sequence[Item]) -> bool:
    """True where an item (第1項問題，…) says by its number that it is not the one of its place, or that it is several."""
    for place, item in enumerate(items, 1):
        numbers = opening_numbers(page.folded, *item.told[0])
        if (numbers is not None and numbers[0] != {place}) or item.number not in (None, place):
            return True
    return False


def opens_with_topic(line: Line) -> bool:
    """True for 1. 關於接管率偏低部分，…: the answer names what it answers in a few words."""
    return _TOPIC.match(line.folded, line.body, line.end) is not None


def _of_lines(page: Page, lines: Sequence[Line]) -> list[Item]:
    """One item for each numbered line or bullet with what stands below it, else for each line."""
    opens = [x.mark is not None or _NUMBERED.match(x.text) is not None for x in lines]
    if not any(opens[:1]):
        opens = [True] * len(lines)
    found: list[Item] = []
    for line, new in zip(lines, opens, strict=True):
        own = (line.body, line.end)
        if new:
            found.append(_item(page, own))
        else:
            found[-1] = replace(found[-1], told=(*found[-1].told, own))
    if len(found) > 1 and all(len(item.told) == 1 for item in found[:-1]):
        found[-1] = replace(
            found[-1], told=found[-1].told[:1]
        )  # what stands below the last alone closes the list
    return found


def _item(page: Page, where: Range) -> Item:
    m = _NUMBERED.match(page.folded, *where)
    return Item(told=((m.end(), where[1]),), number=_value(m["a"] or m["b"])) if m else Item(told=(where,))


def _value(number: str) -> int | None:
    return ord(number) - ord("a") + 1 if "a" <= number <= "z" else parse_numeral(number)


def _of_paragraphs(page: Page, lines: Sequence[Line]) -> list[Item]:
    """Items inside one paragraph, or inside each of several."""
    return [item for line in lines for item in _inside(page, line.body, line.end)]


def _inside(page: Page, start: int, end: int) -> Iterator[Item]:
    start = opened(page, start, end)
    marks = series(page.folded, start, end, LISTS) or _lettered(page.folded, start, end)
    for mark, stop in with_ends(marks, end):
        yield Item(told=((mark.end, stop),))
    if marks:
        return
    for a, b in pairwise([start, *_turns(page.folded, start, end), end]):
        if page.folded[a:b].strip(" 。；;，,"):
            yield _item(page, (a, b))


def opened(page: Page, start: int, end: int) -> int:
    """Where the telling begins behind …同意審計署的建議。他表示，…並提出以下改善措施：."""
    start = without_acceptance(page, start, end)
    start = speaks_until(page, start, end)
    first = sentences(page.folded, start, end)[:1]
    colon = page.folded.find(":", start, first[0][1]) if first else -1
    topic = _TOPIC.match(page.folded, start, end)
    return start if colon < 0 or (topic and topic.end() > colon) else colon + 1


def _lettered(folded: str, start: int, end: int) -> list[Mark]:
    """(a)… (b)… in running text, wherever each stands, counting on from a."""
    found = [
        Mark(kind="latin_paren", value=_value(m["v"]) or 0, start=m.start(), label_end=m.end(), end=m.end())
        for m in _LETTERED.finditer(folded, start, end)
    ]
    counted = [mark.value for mark in found] == list(range(1, len(found) + 1))
    return found if counted and len(found) > 1 else []


def _turns(folded: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence or a clause ends, and where a clause behind a comma opens with what it is about."""
    for m in _TURN.finditer(folded, start, end):
        if m[0] in "，," and not _TOPIC.match(folded, m.end(), end):
            continue
        if m.end() < end:
            yield m.end()


def _trimmed(page: Page, item: Item) -> Item:
    """Without what a clause is about, and without the word that leads to the next item."""
    a, b = item.told[0]
    topic = _TOPIC.match(page.folded, a, b)
    told = [(topic.end() if topic else a, b), *item.told[1:]]
    a, b = told[-1]
    words = page.folded[a:b].rstrip()
    on = _LEADS_ON.search(words)
    told[-1] = (a, a + (len(words[: on.start()].rstrip()) if on else len(words)))
    return Item(told=tuple(r for x in told if (r := page.trim(*x))[0] < r[1]), number=item.number)
