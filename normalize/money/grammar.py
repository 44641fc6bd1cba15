"""The grammar of amounts of money: patterns over folded text, filled from `data/money_words.toml`."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from normalize.money.numbers import ARABIC, BEGINS, CHINESE, MIXED
from normalize.records import Currency
from normalize.vocabulary import any_of, vocabulary

Bound = Literal["exact", "at_least", "at_most", "about"]

# Not inside a masked or a broken number either (3,.83). What follows is asked first: most characters begin no number.
_START = rf"(?<![*×?.])(?<![*×.,][,.])(?<![A-Za-z]){BEGINS}"
_BEGIN = rf"(?=[\d{CHINESE}]){_START}"
# Nor a Chinese one inside a longer one, after 第 or in 几十, 数百.
_NUMERALS = "〇零一二三四五六七八九十百千万亿兆两壹贰叁参肆伍陆柒捌玖拾佰仟点"
_CLEAR = rf"(?<!第)(?:(?=\d)|(?<![几第{_NUMERALS}余多])(?!(?<=数)[十百千万亿]))"
# 元 that is no money: 元旦, 元素, 元月 after a year or a Chinese digit
_MONEY = (
    r"(?![旦年宵素件器老首宇凶勋帅始音谋])(?!数据)(?<!\d{4}元(?=月))(?<![一二三四五六七八九]元(?=[月区村路]))"
)
_CAPITAL = "壹贰叁参肆伍陆柒捌玖"
_DIGIT = f"[0-9一二三四五六七八九{_CAPITAL}]"
_MINOR = (
    rf"(?:零?\s?(?P<tenths>{_DIGIT})\s?角)?(?:零?\s?(?P<cents>{_DIGIT})\s?分(?![之类成部公支为别期享析]))?"
)
_RUN = r"\d*×xX?□■#_….,"  # what damaged amounts are made of
_LETTERS = r"(?<![A-Za-z\d])(?:\d+[OoIl]\d*|[OoIl]\d+)|(?<!〇)〇{2,}"  # letters for digits, circles for masks
# one of these stands in every amount
MONEY_HINT = re.compile(r"[元圆币角万亿$￥¥€£]|[A-Z]{3}|美金|英镑|块钱|日圆", re.IGNORECASE)
_NEGATED = re.compile(r"不(?:超过?了?|逾|高于|大于|多于)\s?$")
_MODAL = re.compile(
    "(?:不[得应能可会]|并?未|没有?)(?=超|逾|高于|大于|多于|低于|少于|小于|达到)"
)  # 不得超过, 未超过
_SIDES: tuple[Bound, ...] = ("at_least", "at_most", "about")
# 余 and 多 may stand inside, not first; so may the 几 of 二十几万
_BARE_END = r"(?<=[万亿余多])(?=$|[,。;、)\s]|的(?:资金|投资|债|缺口|补))"
_STEP = f"(?:[余多{CHINESE}]|(?<=[十百千拾佰仟])[几来])"
_BODY = rf"(?:{ARABIC}|[{CHINESE}])(?:\s?{_STEP}(?:\s?{ARABIC})?){{0,24}}"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns and the tables that read their groups."""

    united: re.Pattern[str]  # a number and its unit
    mark: re.Pattern[str]  # a currency mark, in capital letters
    marked: re.Pattern[str]  # a currency mark and a number
    apart: tuple[re.Pattern[str], ...]  # 35.6（万元）, （万元）35.6
    tenths: re.Pattern[str]  # 5角
    bare: re.Pattern[str]  # 117万
    bare_end: re.Pattern[str]  # in which every such number ends
    bare_cue: re.Pattern[str]
    suffix: re.Pattern[str]  # the currency after 500万元, in brackets or not
    mark_apart: frozenset[str]  # last characters of what `marked_before` finds
    marked_before: re.Pattern[str]  # 港币约, 新台币(下同)
    range_left: re.Pattern[str]  # 3 of 3至5万元, up to where the right amount begins
    shared: re.Pattern[str]  # 分别为12.5、30、 before 8.6万元; 12.5、3.1和 without such a word
    minus: re.Pattern[str]  # what makes the number after it negative
    unit: re.Pattern[str]  # of a header or caption
    suspect: re.Pattern[str]  # digits, masks and marks before a unit
    scale_alone: re.Pattern[str]
    bounds_before: tuple[tuple[Bound, re.Pattern[str]], ...]
    bounds_after: tuple[tuple[Bound, re.Pattern[str]], ...]
    currencies: tuple[tuple[str, re.Pattern[str]], ...]
    roles: re.Pattern[str]
    role_of: dict[str, str]


@cache
def grammar() -> Grammar:
    """Return the compiled grammar."""
    data = vocabulary("money_words")
    unit = any_of([w for words in data["units"].values() for w in words])
    mark = any_of([w for words in data["marks"].values() for w in words])
    english = r"\s?(?P<english>million|billion)"
    tail = rf"\s?(?P<unit>{unit}){_MONEY}{_MINOR}(?P<whole>\s?整|钱|正(?=$|[,。;、)]))?"
    named = data["units"] | {c: data["units"].get(c, []) + words for c, words in data["marks"].items()}
    roles = [(verb, role) for role, verbs in data["roles"].items() for verb in verbs]
    bounds = data["bounds"]
    colloquial = rf"{_BODY}(?:个[十百千]?[万亿])?"  # 1.2个亿
    between = rf"\((?:单位:)?(?P<scale>[十百千万亿]{{0,2}})(?P<unit>{unit})\)"
    return Grammar(
        united=re.compile(rf"{_BEGIN}{_CLEAR}(?P<number>{colloquial}){tail}"),
        mark=re.compile(mark),
        marked=re.compile(rf"(?P<mark>{mark})\s?:?\s?(?P<number>{colloquial})(?![\d.]*[%])(?:{tail}|{english})?", re.IGNORECASE),
        apart=(
            re.compile(rf"{_BEGIN}(?P<number>{ARABIC})\s?{between}"),
            re.compile(rf"{between}[:]?[ ]?(?P<number>{ARABIC})(?=$|[,。;、)])"),
        ),
        tenths=re.compile(rf"{_BEGIN}(?P<tenths>[\d{_CAPITAL}])\s?角(?:零?\s?(?P<cents>[\d{_CAPITAL}])\s?分|整)?(?![形色度落])"),
        bare=re.compile(rf"{_BEGIN}{_CLEAR}(?P<number>{colloquial}){_BARE_END}"),
        bare_end=re.compile(_BARE_END),
        bare_cue=re.compile(data["bare"]["cue"]),
        suffix=re.compile(rf"\s?\(?({'|'.join(data['apart']['after'])})\)?"),
        mark_apart=frozenset(data["apart"]["ends"]),
        marked_before=re.compile(rf"(?P<mark>{mark})\s?(?:\(下同\)|{any_of(data['apart']['words'])})\s?$"),
        range_left=re.compile(rf"(?:{mark})?\s?{_BEGIN}{_CLEAR}(?P<number>{_BODY})\s?(?P<unit>{unit})?\s?(?:\(不?含[^()]{{0,8}}\))?(?:至|到|-{{1,2}}|—{{1,2}}|~)\s?$"),
        shared=re.compile(
            rf"(?:分别[\u4e00-\u9fff]{{0,6}}\s?(?P<list>(?:{MIXED}\s?[、和及与]\s?){{1,12}})"
            rf"|(?<![A-Za-z\d第表图附.,、-])(?P<decimals>(?:{ARABIC}(?<=\.\d\d|.\.\d)\s?[、和及与]\s?){{1,12}}))$"
        ),
        minus=re.compile(rf"(?:负|(?:^|[ :(,|、\n]|{any_of(bounds['before_minus'])})-)$"),
        unit=re.compile(rf"(?P<mark>{mark})?\s?(?P<scale>[十百千万亿兆]{{0,3}})(?P<unit>{unit})(?:\s?\((?P<after>{mark})\))?"),
        suspect=re.compile(rf"(?:(?<![{_RUN}])[{_RUN}]++|{_LETTERS})\s?[十百千万亿兆]{{0,2}}(?P<unit>{unit}){_MONEY}"),
        scale_alone=re.compile(any_of(bounds["scale_alone"]) + r"\s?$"),
        bounds_before=tuple((s, re.compile(any_of(bounds["before_" + s]) + r"\s?$")) for s in _SIDES),
        bounds_after=tuple((s, re.compile(r"\s?" + any_of(bounds["after_" + s]))) for s in _SIDES),
        currencies=tuple((c, re.compile(any_of(words), re.IGNORECASE)) for c, words in named.items()),
        roles=re.compile(any_of([verb for verb, _ in roles])),
        role_of=dict(roles),
    )  # fmt: skip


def bound_of(folded: str, start: int, end: int) -> Bound:
    """Return how the words right beside a number `folded[start:end]` bound it; those before it come first."""
    g = grammar()
    left = _MODAL.sub("不", folded[max(0, start - 8) : start])
    for bound, before in g.bounds_before:
        if before.search(left) and not (bound == "at_least" and _NEGATED.search(left)):
            return bound
    return next((bound for bound, after in g.bounds_after if after.match(folded, end)), "exact")


@lru_cache(maxsize=256)
def currency_of(mark: str | None, unit: str | None, local: Currency) -> Currency:
    """Return the currency that a unit or else a mark prints; a plain 元 is the local one."""
    for printed in (unit, mark):
        for name, words in grammar().currencies if printed else ():
            if words.fullmatch(printed or "") and name != "LOCAL":
                return cast(Currency, name)
    return local
