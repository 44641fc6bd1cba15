"""Metadata that sites print around a notice: labels, their values, and lines that are boilerplate.

Works on lines of text, so that a page and its text dump give the same fields.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extract.folding import fold, squeeze

_DATA = Path(__file__).parents[1] / "data"
_OPENERS = "([{【〔[〖<"
_CLOSERS = ")]}】〕]〗>"
_BLANKS = " \t|·;,、/\u3000\u00a0"
_SEPARATORS = _BLANKS + _OPENERS + _CLOSERS
_DAY = (
    r"((?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*日)?(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?)"
)
_DATE = re.compile(rf"[\[(（【]?\s*{_DAY}")
_BEHIND = re.compile(rf"(?<=[ \t\u3000\u00a0|·/]){_DAY}[\])）】]?$")
_COUNTER = re.compile(
    r"(点击|點擊|浏览|瀏覽|阅读|閱讀|点阅|點閱|访问|查看|打印|列印|字号|字體|字体|分享|人气)"
)
_WEEKDAY = re.compile("(?:星期|周|週|礼拜)[一二三四五六日天]")
_BODY = re.compile(
    "(?:局|厅|廳|委|委员会|委員會|政府|办公室|辦公室|中心|署|处|處|院|站|所|办|镇|乡|街道)$"
)  # who published
_LONGEST_DATE_LINE = 80
_AMBIGUOUS = "字号"
_LONGEST_SOURCE = 24  # characters: the name of a body between the date and the first label
_LONGEST_VALUE = 120
_MAY_PAIR = re.compile(r".{1,30}?[:：︰∶﹕】\]]")  # a label stands at the start

_UNKNOWN_PAIR = re.compile(
    r"[\u4e00-\u9fff]{2,10}:[^。;,:]{1,40}"
)  # a label not known, before others that are


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A label and its value; offsets in the line they stand in."""

    key: str
    value: str
    start: int  # of the value
    end: int
    label: int = 0  # start of the label


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    keys: frozenset[str]
    weak: frozenset[str]
    unpublished: frozenset[str]
    meta: frozenset[str]
    pattern: re.Pattern[str]
    whole: re.Pattern[str]
    related: frozenset[str]
    location: re.Pattern[str]


def _load(name: str) -> dict[str, Any]:
    with (_DATA / name).open("rb") as file:
        return tomllib.load(file)


def _lean(pattern: str) -> str:
    """A pattern in small letters and without capturing groups: four times as fast on text in small letters."""
    pieces = re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", pattern, re.DOTALL)
    lean = (p if p[0] == "\\" else "(?:" if p == "(" else p.lower() for p in pieces)
    return "".join(lean).replace("(?:?", "(?")


@cache
def vocabulary() -> _Vocabulary:
    """Labels and boilerplate, from `extract/data/html_fields.toml` and `html_boilerplate.toml`."""
    fields, boilerplate = _load("html_fields.toml"), _load("html_boilerplate.toml")
    words = sorted(set(fields["keys"]), key=len, reverse=True)
    spaced = "|".join(r"[ ]*".join(map(re.escape, word)) for word in words)
    return _Vocabulary(
        frozenset(words),
        frozenset(fields["weak"]),
        frozenset(fields["unpublished"]),
        frozenset(fields["meta"]["names"]),
        re.compile(rf"(?:^|(?<=[^\w]))({spaced})[ ]*(?::|(?=[】\]]))"),
        re.compile("|".join(f"(?:{_lean(p)})" for p in boilerplate["whole"])),
        frozenset(boilerplate["words"]["related"]),
        re.compile(boilerplate["words"]["location"]),
    )


def is_key(text: str) -> bool:
    """Whether a whole cell or item is a metadata label (索 引 号, 發佈機構：)."""
    return squeeze(fold(text)).strip(":[]【】") in vocabulary().keys


def is_weak(key: str) -> bool:
    """Whether a label also opens sentences of a body."""
    return squeeze(fold(key)) in vocabulary().weak


def is_published(key: str, value: str) -> bool:
    """Whether the field is kept: names of editors and counters are not, nor the size of letters."""
    plain = squeeze(fold(key))
    if plain == _AMBIGUOUS:  # letter size on the mainland, document number in Taiwan
        return any(ch.isdigit() for ch in value)
    return plain not in vocabulary().unpublished


def pairs_in(line: str) -> list[Pair]:
    """The metadata fields of one line, `k：v k：v`; empty where the line does not begin with a label."""
    if len(line) > 6 * _LONGEST_VALUE or not _MAY_PAIR.match(line):
        return []
    folded = fold(line)
    found = list(vocabulary().pattern.finditer(folded))
    before = folded[: found[0].start()].strip(_SEPARATORS) if found else ""
    if not found or (before and not (len(found) > 1 and _UNKNOWN_PAIR.fullmatch(before))):
        return []
    pairs = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        end = following.start() if following else len(line)
        pair = _pair(line, match.start(1), match.end(1), match.end(), end)
        if pair.end - pair.start > _LONGEST_VALUE:
            return []
        pairs.extend(_without_date(line, pair))
    return pairs


def _without_date(line: str, pair: Pair) -> list[Pair]:
    """A field, and the date without a label that stands behind its value: 来源：某局　2019-03-12."""
    dated = _DATE.match(pair.value)
    if dated and pair.value[dated.end() :].lstrip().startswith(
        "|"
    ):  # what stands behind a bar is another field
        return [replace(pair, value=pair.value[: dated.end()], end=pair.start + dated.end())]
    match = _BEHIND.search(pair.value)
    body = pair.value[: match.start()].rstrip(_BLANKS) if match else ""
    if match is None or not 2 <= len(body) <= _LONGEST_SOURCE + 6:
        return [pair]
    at, end = pair.start + match.start(1), pair.start + match.end(1)
    value = replace(pair, value=body, end=pair.start + len(body))
    return [value, Pair(key="", value=line[at:end], start=at, end=end, label=at)]


def _pair(line: str, label: int, label_end: int, start: int, end: int) -> Pair:
    value = line[start:end]
    start += len(value) - len(value.lstrip(_BLANKS + "】]"))
    end = max(start, end - len(value) + len(value.rstrip(_BLANKS + _OPENERS)))
    while end > start and line[end - 1] in _CLOSERS and _unopened(line[start:end]):
        end -= 1
    return Pair(key=squeeze(line[label:label_end]), value=line[start:end], start=start, end=end, label=label)


def _unopened(value: str) -> bool:
    """Whether the last character closes a bracket that was not opened in the value."""
    closer = value[-1]
    return value.count(closer) > value.count(_OPENERS[_CLOSERS.index(closer)])


def dated_pairs(line: str) -> list[Pair]:
    """The fields of a line that begins with a date: 2021-12-30 16:20 来源：某局 点击：3. The date's key is ""."""
    match = _DATE.match(line)
    if not match or len(line) > _LONGEST_DATE_LINE:
        return []
    date = Pair(key="", value=match[1].strip(), start=match.start(1), end=match.end(1), label=match.start(1))
    rest = match.end()
    found = list(vocabulary().pattern.finditer(fold(line), rest))
    between = _COUNTER.split(line[rest : found[0].start() if found else len(line)])[0]
    body = between.strip(_SEPARATORS)
    if len(body) > _LONGEST_SOURCE or "。" in between or body.startswith("在"):  # …在常务委员会第七次会议上
        return []
    ends = [m.start() for m in found[1:]] + [len(line)]
    labelled = (
        [_pair(line, m.start(1), m.end(1), m.end(), end) for m, end in zip(found, ends, strict=True)]
        if found
        else []
    )
    if not labelled and _BODY.search(body):
        at = line.find(body, rest)
        labelled = [Pair(key="", value=body, start=at, end=at + len(body), label=at)]
    return [date, *labelled]


def is_dated(text: str) -> bool:
    """Whether a text begins with a date."""
    return bool(_DATE.match(text))


def is_bare_date(line: str) -> bool:
    """Whether a line is a date (with its time) and nothing else."""
    match = _DATE.match(line)
    return match is not None and not _WEEKDAY.sub("", line[match.end() :]).strip(_SEPARATORS)


def is_metadata(line: str) -> bool:
    """Whether a line holds metadata fields only: a sure label, or several."""
    return are_metadata(pairs_in(line))


def are_metadata(pairs: list[Pair]) -> bool:
    """Whether fields found in a line make it metadata: a sure label, or several."""
    return len(pairs) > 1 or (len(pairs) == 1 and not is_weak(pairs[0].key))


@lru_cache(maxsize=4096)  # what frames a page comes back on every page of its site
def is_boilerplate(line: str) -> bool:
    """Whether a whole line is a share bar, a breadcrumb, a pager, a footer ..."""
    plain = squeeze(fold(line))
    return len(plain) <= 200 and bool(vocabulary().whole.fullmatch(plain.lower()))


def is_breadcrumb(line: str) -> bool:
    """Whether a line tells the place in the site: 当前位置：首页 > 审计公开."""
    plain = squeeze(fold(line))
    return bool(vocabulary().location.match(plain)) or (
        plain.count(">") > 1 and plain.lstrip(">»›|").startswith(("首页", "网站首页"))
    )


def crumbs(line: str) -> list[str]:
    """The items of a breadcrumb, from the site's home on."""
    return [item.strip() for item in re.split(r"[>»›→]+", fold(line)) if item.strip()]


def heads_links(line: str) -> bool:
    """Whether a line is the heading of a list of links (相关链接)."""
    return squeeze(fold(line)).strip(":[]【】") in vocabulary().related
