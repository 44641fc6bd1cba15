"""Which findings words name: by a title in like words, one for each of its parts, or by numbers."""

import re
from collections.abc import Callable, Sequence

from extract.drafts import Draft
from extract.language.patterns import ABOVE
from extract.lines.lines import Page
from extract.lines.listed_numbers import opening_numbers
from extract.mentions.matching import best_match, closest, closest_by

AND = re.compile("以及|[、和及与]")  # between names
# 对F的问题，…: not 对以上问题，…, which names none
ABOUT = (
    r"(?:对于?|针对|关于|就(?![业学医餐职]))"
    rf"(?!(?:{ABOVE}|这些|此次|本次|审计)[^，,。；;：:]{{0,12}}(?:问题|情况|事项)[，,：:。])"
)
GOES_ON = r"(?:[，,：:。]|(?=已?(?:责令|责成|要求)))"  # behind the name
ABOUT_SENTENCE = re.compile(rf"[ ]*{ABOUT}(?P<p>.{{2,120}}?)(?:的)?(?:问题|情况|事项){GOES_ON}")

# 对多收的诊疗费，…: what is named is a thing, neither somebody nor a number of them
_AS_TO = (
    rf"(?:对于?|针对)(?!{ABOVE}|这|此|该|本|审计|检查|巡察|发现|存在|整改|[^，,]{{0,12}}(?:问题|情况|事项|报告|意见|决定)[，,])"
    r"[^，,。；;：:\d]{3,20}(?<![人员位业司校门户者局家])[，,]"
)
AS_TO = re.compile(
    rf"[ ]*(?:(?=(?:对于?|针对)(?P<p>[^，,]+)){_AS_TO}"
    r"|(?:关于|至于|有关|在)?(?P<field>[^，,。；;：:\d]{2,12})方面[，,]|(?:关于|至于)(?P<topic>[^，,。；;：:\d]{3,16})[，,]"
    # 采购超标问题，…: a short name, without words that lead to it
    rf"|(?!{ABOVE}|这|此|该|本|各|第|其|另|有关|相关|审计|检查|巡察|发现|存在|整改|[所全一两多])(?P<name>[^，,。；;：:\d“”]{{4,20}}?)(?<![个项条等])(?:问题|一事|一节)[，,])"
)

# 针对6.8万元考察费，…  押金方面，…  火化机采购一事，…: the words that only name the finding.
_ONLY_NAMES = re.compile(
    r"[ ]*(?:(?:针对|关于|对于?|就)[^。；;]{2,100}?(?:问题|情况|事项|一事)|(?:针对|关于)[^，,。；;]{2,60}|"
    rf"(?={_AS_TO})对于?[^，,]+|"
    rf"[^，,。；;]{{2,24}}?(?:方面|一事|事项|问题)){GOES_ON}"
)


def behind_name(page: Page, start: int, end: int) -> int:
    """Where a text goes on behind words that only name the finding; `start` where it does not open so."""
    m = _ONLY_NAMES.match(page.folded, start, end)
    return m.end() if m else start


def named_by(page: Page, drafts: list[Draft], words: str) -> Draft | None:
    return best_match(page, drafts, words) or closest(page, drafts, words)


def named_ahead(page: Page, start: int, end: int, drafts: list[Draft]) -> re.Match[str] | None:
    """对F的问题，… at the start of a text, and 对多收的诊疗费，… where a finding tells of such a thing."""
    m = named_or_thing(page, start, end)
    return m if m is None or m.re is ABOUT_SENTENCE or restated_by(page, drafts, name_in(m)) else None


def named_or_thing(page: Page, start: int, end: int) -> re.Match[str] | None:
    """The same, whether a finding tells of the thing or not."""
    return ABOUT_SENTENCE.match(page.folded, start, end) or AS_TO.match(page.folded, start, end)


def name_in(m: re.Match[str]) -> str:
    """The words of such a match that name a finding."""
    found: str = next(filter(None, m.groups()))
    return found


def restated_by(page: Page, drafts: list[Draft], words: str) -> list[Draft]:
    """The findings that one heading names: one, or one for each of its parts (甲和乙)."""
    parts = [p for p in AND.split(words) if len(p) >= 4]
    if several := one_each(parts, lambda name: named_by(page, drafts, name)):
        return several
    one = named_by(page, drafts, words)
    several = [] if one else shortly_named(page, drafts, words)
    one = one or (None if several else closest_by(page, drafts, words))
    return [one] if one else several


def shortly_named(page: Page, drafts: list[Draft], words: str) -> list[Draft]:
    """The findings that short names joined by 和 tell of (项目库和资产确权), one for each name; none where one fits none."""
    parts = [p for p in AND.split(words) if p]
    if not 1 < len(parts) < 6 or min(map(len, parts)) < 3:
        return []
    return one_each(parts, lambda name: named_by(page, drafts, name) or closest_by(page, drafts, name))


def one_each(names: Sequence[str], told_by: Callable[[str], Draft | None]) -> list[Draft]:
    """The findings that two names or more tell of, one for each; none where one fits none, or two the same."""
    if len(names) < 2:
        return []
    found = {id(d): d for name in names if (d := told_by(name)) is not None}
    return list(found.values()) if len(found) == len(names) else []


def listed(page: Page, start: int, end: int, drafts: list[Draft]) -> tuple[list[Draft], int]:
    """Findings whose numbers open a stretch, and where what is said of them begins.

    None where a number is missing among the findings or stands there twice.
    """
    opened = opening_numbers(page.folded, start, end)
    if opened is None:
        return [], start
    numbers, rest = opened
    chosen = [d for d in drafts if d.label_value in numbers]
    return (chosen if len(chosen) == len(numbers) == len({d.label_value for d in chosen}) else []), rest
