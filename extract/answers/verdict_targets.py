"""Which findings a verdict on several speaks of: by numbers, names, parts, or in other words."""

import re
from bisect import bisect_right
from collections.abc import Collection

from extract.answers.of_units import among_others
from extract.drafts import Draft
from extract.language.numerals import parse_numeral
from extract.language.patterns import ABOVE, NUMBER
from extract.lines.lines import Page
from extract.lines.listed_numbers import listed_numbers, numbers_in_parts
from extract.mentions.matching import QUOTED, best_match, closest_by
from extract.mentions.naming import AND, one_each

_NAMED = re.compile(
    rf"(?:^|[，,：:])[ ]*+(?!其[余他它]|剩余|余下)(?P<title>[^，,。；;：:“”]{{4,160}}?)(?:等(?P<n>{NUMBER})[个项])?(?:方面)?(?:的)?问题[ ]*$"
)  # 管网工程进度滞后问题(正在整改), 甲、乙、丙等三个问题(已整改)
# 关于资产盘点和课题结余两项问题，(均已整改到位): as many names as it counts
_COUNTED_NAMES = re.compile(
    rf"(?:^|[，,：:；;])[ ]*(?:关于|对于?|针对|就)?(?P<title>[^，,。；;：:“”]{{4,60}}?)等?(?P<n>{NUMBER})[个项](?:方面)?的?(?:问题|事项)[，,]?[ ]*$"
)
# 其中坐支问题(已整改): one word of a title, and of no other
_BRIEF = re.compile(
    rf"(?:^|[，,：:；;])[ ]*(?:其中)?[，,]?(?!{ABOVE}|其|该|此|本|这|各|有关|相关|所有|全部|剩余|部分|多数|少数|个别|具体|主要|审计|检查|发现|反[馈映]|存在|涉及|指出|遗留|历史)"
    r"(?P<title>[\u4e00-\u9fff]{2,6}?)的?问题[ ]*$"
)
PLACE = re.compile(
    rf"(?:^|(?<=[，,、和及与:：；;]))[ ]*(?:{ABOVE}|其中)?(?P<end>前|最后|后)[ ]?(?P<n>{NUMBER})(?:个|项|条|点)(?:问题|事项)?(?!月|年|季|批|轮|次)"
)
_EXCEPTED = re.compile(
    "除(?:了)?([^，,。；;“”]{2,60}?)(?:这?一[项个](?:问题|事项)?)?$"
)  # 除古树保护(需长期坚持)外
_OF_TWO = re.compile("(?:^|[，,；;：:])[ ]*([前后])者(?:均|都|已)?$")


def named_by(page: Page, words: str, drafts: list[Draft]) -> list[Draft]:
    """Findings that words name by quoted titles or by numbers; none where numbers are not unique."""
    quoted = [m.group(1) for m in QUOTED.finditer(words)]
    if quoted:
        return [d for q in quoted if (d := best_match(page, drafts, q))]
    in_parts = numbers_in_parts(words)
    if in_parts:
        return [d for d in drafts if (_part_of(page, d), d.label_value) in in_parts]
    ordinals = listed_numbers(words)
    placed = placed_by(page, words, drafts)
    if placed and not ordinals:
        return placed
    if not ordinals:
        names, number = listed_names(m[1]) if (m := _EXCEPTED.search(words)) else ([], None)
        if number and number > 1:  # 除甲、乙两个问题(正在整改)外
            return each_called(page, names, drafts) if number == len(names) else []
        named = _NAMED.search(words)
        brief = None if named else _EXCEPTED.search(words)
        draft = (best_match(page, drafts, brief[1]) or closest_by(page, drafts, brief[1])) if brief else None
        called = _called(page, named, drafts) if named else [draft] if draft else []
        return called or named_and_counted(page, words, drafts) or _holding(page, words, drafts)
    if placed:  # 前两项、第四项
        return [d for d in drafts if d in placed or d.label_value in ordinals]
    return numbered(drafts, ordinals)


def numbered(drafts: list[Draft], numbers: Collection[int]) -> list[Draft]:
    """The findings with these numbers; in the order of the text where they have none, or where one is higher than any
    that begins anew in every part.
    """
    known = [d.label_value for d in drafts if d.label_value is not None]
    if max(numbers) <= len(drafts) and (
        not known or (max(known) < max(numbers) and len(known) > len(set(known)))
    ):
        return [d for n, d in enumerate(drafts, 1) if n in numbers]
    chosen = [d for d in drafts if d.label_value in numbers]
    return chosen if len({d.label_value for d in chosen}) == len(chosen) else []


def _part_of(page: Page, draft: Draft) -> int | None:
    """The number of the heading that names a finding's category."""
    at = draft.category[0][0] if draft.category else draft.own[0]
    line = page.lines[max(0, bisect_right(page.lines, at, key=lambda x: x.start) - 1)]
    return line.mark.value if draft.category and line.mark else None


def placed_by(page: Page, words: str, drafts: list[Draft]) -> list[Draft]:
    """The findings that words name by their place: 前三个问题, 后两项, 最后一项. None where there are not more findings."""
    pair = _OF_TWO.search(words) if len(drafts) == 2 else None
    found: list[Draft] = [drafts[pair[1] == "后"]] if pair else []
    for m in PLACE.finditer(words):
        number = parse_numeral(m["n"]) or 0
        if 0 < number < len(drafts) and not among_others(page, words[: m.start()], drafts):
            found += drafts[:number] if m["end"] == "前" else drafts[-number:]
    return found


def _called(page: Page, named: re.Match[str], drafts: list[Draft]) -> list[Draft]:
    """The finding that a name restates, or one for each name of a list; none where one of them fits none or its number
    is another.
    """
    one = None if named["n"] else best_match(page, drafts, named["title"])
    if one:
        return [one]
    parts = [p for p in AND.split(named["title"]) if len(p) >= 4]
    short = closest_by(page, drafts, parts[0]) if len(parts) == 1 and not named["n"] else None
    if short:  # 公益林台账问题(已完成整改)
        return [short]
    if named["n"] and parse_numeral(named["n"]) != len(parts):
        return []
    return one_each(parts, lambda name: best_match(page, drafts, name) or closest_by(page, drafts, name))


def _holding(page: Page, words: str, drafts: list[Draft]) -> list[Draft]:
    """The one finding whose title holds the word that a clause names it by."""
    m = _BRIEF.search(words)
    found = [d for d in drafts if m and m["title"] in page.folded[slice(*d.title)]]
    return found if len(found) == 1 < len(drafts) else []


def named_and_counted(page: Page, words: str, drafts: list[Draft]) -> list[Draft]:
    """The findings that a clause names in few words each and counts; none where one of the names fits none."""
    m = _COUNTED_NAMES.search(words)
    parts = AND.split(m["title"]) if m else []
    if m is None or parse_numeral(m["n"]) != len(parts):
        return []
    return each_called(page, parts, drafts)


_LEAST = 0.3  # of the word pairs of an exception that a finding holds


_LIST = re.compile(
    rf"(?P<names>[^“”]{{3,70}}?)(?:等?(?P<n>{NUMBER})[个项])?(?:方面)?(?:的)?(?:问题|事项|工作)?(?:因[^，,]{{2,20}})?[ ，,]*"
)
_NAME = 3  # characters of a name, at least


def listed_names(words: str) -> tuple[list[str], int | None]:
    """The names that an exception lists, and how many it counts: 资产清收、古树保护两项."""
    m = _LIST.fullmatch(words)
    names = [p for p in AND.split(m["names"]) if len(p) >= _NAME] if m else []
    return names, parse_numeral(m["n"]) if m and m["n"] else None


def each_called(page: Page, names: list[str], drafts: list[Draft]) -> list[Draft]:
    """The findings that two names or more call in like or in other words, one for each; none where one fits none."""
    return one_each(
        names, lambda name: best_match(page, drafts, name) or closest_by(page, drafts, name, floor=_LEAST)
    )


def paraphrased_by(page: Page, words: str, drafts: list[Draft]) -> list[Draft]:
    """Findings that an exception names in other words: 除资产清收外, beside 资产底数不清. One for each name, or one."""
    parts = [p for p in AND.split(words) if len(p) >= 3]
    if several := one_each(parts, lambda name: closest_by(page, drafts, name, floor=_LEAST)):
        return several
    one = closest_by(page, drafts, words, floor=_LEAST)
    return [one] if one else []
