"""Metadata that sites print around a notice: labels, their values, and lines that are boilerplate.

Works on lines of text, so that a page and its text dump give the same fields.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.language.folding import fold, plain_of, squeeze
from extract.vocabulary import published_labels, vocabulary

_OPENERS = "([{【〔[〖<"
_CLOSERS = ")]}】〕]〗>"
BLANKS = " \t|·;,、/\u3000\u00a0\u2002\u2003\u2009"  # of sites: &emsp; and its like
SEPARATORS = BLANKS + "•" + _OPENERS + _CLOSERS
_DATE = (
    r"(?:19|20)\d\d\s*[-/.年]\s*(?:1[0-2]|0?[1-9])\s*[-/.月]\s*(?:3[01]|[12]\d|0?[1-9])(?:\s*日)?"
    r"|(?:3[01]|[12]\d|0?[1-9])/(?:1[0-2]|0?[1-9])/20\d\d"  # 05/09/2024, as in Macau
)
_CLOCK = r"\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
_DAY = rf"((?:{_DATE})(?:{_CLOCK})?)"
OPENING_DATE = re.compile(rf"[\[(（【]?\s*+{_DAY}")
BEHIND = re.compile(rf"(?<=[\s|·/]){_DAY}[\])）】]?$")
# 某某网2024年10月15日 09:12: of a copy that lost the blank; a time of day is printed of publishing alone
GLUED_TIME = re.compile(rf"(?<=[\u4e00-\u9fff])((?:{_DATE}){_CLOCK})$")
# 阅读 31, without a colon behind a date
_COUNTER_BEHIND = re.compile(
    r"(?<=[\s|])(?:点击|點擊|浏览|瀏覽|阅读|閱讀|点阅|點閱|访问|人气)(?:次数|次數|人次|量|数|數)?"
    r"[ ]?\d{1,7}[ ]?(?:次|人次)?$"
)
# 来源：某日报 | 记者 某某: names of people are no part of a field
_PEOPLE = re.compile(
    r"(?<=[\s|/])(?:本报|本网|本台|见习|实习|全媒体)?"
    r"(?:记者|通讯员|責任編輯|责任编辑|责编|编辑|撰稿|摄影)[\s:：]"
)
_TOOLS = re.compile(
    r"(?<=[部局厅委办院署府网报社台心处会])(?:收藏|打印|分享|关闭|朗读)+$"
)  # 来源：教育部收藏
_AMBIGUOUS = "字号"
LONGEST_SOURCE = 24  # characters: the name of a body between the date and the first label
_LONGEST_VALUE = 120
_LONGEST_BAR = 60  # characters
_NUMBERS = re.compile(r"[\W\d]*$")
_OF_COMMENTS = frozenset("评評留跟点點")
# Labels that a copy glues to the value before them: 来源：某某局发布时间：2020-12-10浏览次数：8
_GLUED = (
    r"(?<=\w)(?=(?:发[布表](?:日期|时间|机构|单位)|(?:信息|稿件|文章)?来源|作者|责任编辑|(?<![总主任])编辑|字号|"
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数))[ ]*:)"
)
_MAY_PAIR = re.compile(r".[^:：︰∶﹕】\]\n]{0,45}[:：︰∶﹕】\]]")  # a label stands at the start

# A label not known, or the site's address, before labels that are known.
_BEFORE_LABELS = re.compile(
    r"(?:[\u4e00-\u9fff]{2,10}|[a-z]{3,12}):[^。;,:]{1,40}"
    r"|(?:[\u4e00-\u9fff]{2,20}(?:网|网站|平台|门户)[ ]+)?(?:https?://)?[\w-]+(?:\.[\w-]+){1,4}/?",
    re.IGNORECASE,
)
# 某区人民政府 2019-12-13 16:36 来源：…: the site, and when it put the page up
_SITE_DATED = re.compile(
    r"[\u4e00-\u9fff]{2,16}(?:政府|政府网|网站?|门户|平台|[局厅委办院])[ |]+"
    r"(?P<date>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[ ]+\d{1,2}:\d\d(?::\d\d)?)"
)


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
    ends: re.Pattern[str]  # how labels end and what follows: where none does, `pattern` finds nothing
    whole: re.Pattern[str]
    piece: re.Pattern[str]  # what stands beside such words in a bar
    related: frozenset[str]
    location: re.Pattern[str]
    comments: re.Pattern[str]


def _lean(pattern: str) -> str:
    """A pattern in small letters and without capturing groups: four times as fast on text in small letters."""
    pieces = re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", pattern, re.DOTALL)
    lean = (p if p[0] == "\\" else "(?:" if p == "(" else p.lower() for p in pieces)
    return "".join(lean).replace("(?:?", "(?")


def _all(characters: Iterable[str]) -> str:
    return "".join(sorted(set(characters)))


@cache
def field_words() -> _Vocabulary:
    """Labels and boilerplate, from `extract/data/html_fields.toml` and `html_boilerplate.toml`."""
    fields, boilerplate = vocabulary("html_fields"), vocabulary("html_boilerplate")
    words = sorted({*fields["keys"], *published_labels()}, key=len, reverse=True)
    spaced = "|".join(r"[ ]*".join(map(re.escape, word)) for word in words)
    return _Vocabulary(
        frozenset(words),
        frozenset(fields["weak"]),
        frozenset(fields["unpublished"]),
        frozenset(fields["meta"]["names"]),
        re.compile(rf"(?:^|(?<=[^\w])|{_GLUED})({spaced})[ ]*(?::|(?=[】\]]))"),
        re.compile(
            rf"[{_all(word[-2] for word in words)}][ ]*[{_all(word[-1] for word in words)}][ ]*[:】\]]"
        ),
        re.compile("|".join(f"(?:{_lean(p)})" for p in boilerplate["whole"])),
        re.compile("|".join(f"(?:{_lean(p)})" for p in boilerplate["piece"])),
        frozenset(boilerplate["words"]["related"]),
        re.compile(boilerplate["words"]["location"]),
        re.compile(boilerplate["words"]["comments"]),
    )


def is_key(text: str) -> bool:
    """Whether a whole cell or item is a metadata label (索 引 号, 發佈機構：)."""
    return plain_of(text).strip(":[]【】") in field_words().keys


def is_weak(key: str) -> bool:
    """Whether a label also opens sentences of a body."""
    return plain_of(key) in field_words().weak


def is_published(key: str, value: str) -> bool:
    """Whether the field is kept: names of editors and counters are not, nor the size of letters."""
    plain = plain_of(key)
    if plain == _AMBIGUOUS:  # letter size on the mainland, document number in Taiwan
        return any(ch.isdigit() for ch in value)
    return plain not in field_words().unpublished


def pairs_in(line: str) -> list[Pair]:
    """The metadata fields of one line, `k：v k：v`; empty where the line does not begin with a label."""
    if len(line) > 6 * _LONGEST_VALUE or not _MAY_PAIR.match(line):
        return []
    folded = fold(line)
    found = list(field_words().pattern.finditer(folded)) if field_words().ends.search(folded) else []
    before = folded[: found[0].start()].strip(SEPARATORS + "-•●*") if found else ""
    alone = len(found) == 1 and (before.isascii() or "." in before) and not is_weak(found[0][1])
    known = len(found) > 1 or alone
    dated = _SITE_DATED.fullmatch(before) if found else None
    if not found or (before and not dated and not (known and _BEFORE_LABELS.fullmatch(before))):
        return []
    pairs = []
    if dated:
        at = folded.index(dated["date"])
        end = at + len(dated["date"])
        pairs = [Pair(key="", value=line[at:end], start=at, end=end, label=at)]
    for match, following in zip(found, [*found[1:], None], strict=True):
        end = following.start() if following else len(line)
        pair = pair_at(line, match.start(1), match.end(1), match.end(), end)
        if pair.end - pair.start > _LONGEST_VALUE:
            return []
        pairs.extend(_without_date(line, pair))
    return pairs


def _without_date(line: str, pair: Pair) -> list[Pair]:
    """A field, and the date without a label that stands behind its value: 来源：某局　2019-03-12."""
    dated = OPENING_DATE.match(pair.value)
    if dated and pair.value[dated.end() :].lstrip().startswith(
        "|"
    ):  # what stands behind a bar is another field
        return [replace(pair, value=pair.value[: dated.end()], end=pair.start + dated.end())]
    counted = _COUNTER_BEHIND.search(pair.value)
    match = BEHIND.search(pair.value[: counted.start()].rstrip(BLANKS) if counted else pair.value)
    body = pair.value[: match.start()].rstrip(BLANKS) if match else ""
    if match is None or not 2 <= len(body) <= LONGEST_SOURCE + 6:
        return [pair]
    at, end = pair.start + match.start(1), pair.start + match.end(1)
    value = replace(pair, value=body, end=pair.start + len(body))
    return [value, Pair(key="", value=line[at:end], start=at, end=end, label=at)]


def pair_at(line: str, label: int, label_end: int, start: int, end: int) -> Pair:
    """The field whose label and value stand at these offsets, without what only surrounds the value."""
    value = line[start:end]
    start += len(value) - len(value.lstrip(BLANKS + "】]"))
    end = max(start, end - len(value) + len(value.rstrip(BLANKS + _OPENERS)))
    while end > start and (
        (line[end - 1] in _CLOSERS and _unopened(line[start:end])) or line[end - 1] in BLANKS
    ):
        end -= 1
    tools = _TOOLS.search(line, start, end)
    end = tools.start() if tools else end
    people = _PEOPLE.search(line, start, end)
    if people:  # 来源：某日报 | 记者 某某
        end = start + len(line[start : people.start()].rstrip(BLANKS))
    bar = line.rfind("|", start, end)
    if bar > start and is_boilerplate(line[bar + 1 : end]):  # 来源：某局 | 【大 中 小】
        end = start + len(line[start:bar].rstrip(BLANKS))
    return Pair(key=squeeze(line[label:label_end]), value=line[start:end], start=start, end=end, label=label)


def _unopened(value: str) -> bool:
    """Whether the last character closes a bracket that was not opened in the value."""
    closer = value[-1]
    return value.count(closer) > value.count(_OPENERS[_CLOSERS.index(closer)])


def is_metadata(line: str) -> bool:
    """Whether a line holds metadata fields only: a sure label, or several."""
    return are_metadata(pairs_in(line))


def are_metadata(pairs: list[Pair]) -> bool:
    """Whether fields found in a line make it metadata: a sure label, or several."""
    return bool(pairs) and (len(pairs) > 1 or not is_weak(pairs[0].key))


@lru_cache(maxsize=4096)  # what frames a page comes back on every page of its site
def is_boilerplate(line: str) -> bool:
    """Whether a whole line is a share bar, a breadcrumb, a pager, a footer ..., or several of these side by side."""
    plain = plain_of(line)
    if len(plain) <= 200 and field_words().whole.fullmatch(plain.lower()):
        return True
    words = fold(line).lower().split() if len(plain) <= _LONGEST_BAR else ()
    whole, piece = field_words().whole, field_words().piece
    return (
        len(words) > 1
        and all(piece.fullmatch(w) or whole.fullmatch(w) for w in words)
        and not _NUMBERS.match(plain)
    )


_HOME = re.compile(r"[>»›|]*(?:网站|本站)?[首主]页[>»›][^。，,;]{1,60}$")  # 首页>审计公开
_FROM_HOME = re.compile(r"[^>。，,;]{1,8}:(?:网站|本站)?首页[>»›]")  # 位置:首页>新闻动态


def is_breadcrumb(line: str) -> bool:
    """Whether a line tells the place in the site: 当前位置：首页 > 审计公开."""
    plain = plain_of(line)
    if ":" in plain and (field_words().location.match(plain) or _FROM_HOME.match(plain)):
        return True
    return "页" in plain and _HOME.match(plain) is not None


def crumbs(line: str) -> list[str]:
    """The items of a breadcrumb, from the site's home on."""
    return [item.strip() for item in re.split(r"[>»›→]+", fold(line)) if item.strip()]


def heads_links(line: str) -> bool:
    """Whether a line is the heading of a list of links (相关链接)."""
    return plain_of(line).lstrip("•·▪■◆").strip(":[]【】") in field_words().related


def heads_comments(line: str) -> bool:
    """Whether a line is the heading of what readers wrote (网友评论)."""
    may = len(line) < 16 and not _OF_COMMENTS.isdisjoint(line)
    return may and bool(field_words().comments.match(plain_of(line)))
