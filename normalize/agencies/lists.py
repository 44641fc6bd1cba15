"""Cut printed lists of bodies into names with their offsets, and read 牵头 and 配合 beside them.

Lists are cut at 、，；/ and line ends outside brackets, and at 和, 与, 及, 会同 where both sides are bodies:
政务服务和数据局 and 住房和城乡建设局 stay whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from normalize.agencies.labels import Label, Role, label_at, label_begins, label_role, role_word
from normalize.agencies.names import mainland, tidy, words
from normalize.records import fold, squeeze

_OPEN, _CLOSE = "(〔[（", ")〕]）"
_SEPARATORS = "、,;/|\n。\\"
_CLAUSE_ENDS = ";\n。"
_CONNECTORS = re.compile(r"以及|会同|联[合同]|协同|和|与|及|暨")
_LEVEL_NAMES = ("省", "市", "县", "区", "各省", "各市", "各县", "市级", "县级", "区级", "省级")
_LEVEL = re.compile(r"^(?:全|本|我)?[市县区省州旗盟]")
_ENUMERATOR = re.compile(
    r"^(?:\d{1,2}[.、)）]|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[一二三四五六七八九十]{1,2}、|[①-⑳]|由|并(?:会同)?|会同|联合|—+|-+|·|:)\s*"
)
_NUMBERED = re.compile(r"[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）](?=.)")
_NUMERAL = re.compile(r"\s*(?:\d+|[一二三四五六七八九十]{1,2})\s*")
_TRAILING_ROLE = re.compile(
    r"(总?牵头|主办|主责|抓总|统筹|组织|配合|协办|协助|参与|负责|(?<=.[局委办厅会署府心处科室部院司团校所站队])(?:共同|分别|具体)?(?=落实|办理|整改|实施))"
    r"(?:协调|推进|负责|办理|落实|整改|实施)?$"
)
_HOW = re.compile(
    r"(?<=.[局委办厅会署府心处科室部院司团校所站队镇乡道])(?:共同|分别|具体|统筹|联合|负责)$"
)  # before 负责, 落实
_AS_LABEL = re.compile(r"(?:作为|为|是)([^为是]{2,6}(?:单位|部门|主体))$")  # 市财政局为牵头单位
_LED = re.compile(r"(?<=[局委办厅会署府])(?:负责)?牵头(?=[市县区省州各][^,、;。]{0,12}[局委办厅会署府])")
_ROLE_APART = re.compile(r"(?<!\s)\s{1,4}(?:总?牵头|主办|配合|协办|协助|参与)(?=[\s,、;。]|$)")
_BRACKET_ROLE = re.compile(r"[(（]([^()（）]{1,8})[)）]$")
_LEAVINGS = re.compile(
    r"[(（](?:按照?|根据)[^()（）]{0,6}(?:职[责能]|分工)[^()（）]{0,4}[)）]$|等?(?:按照?|根据)(?:各自)?职[责能](?:分工)?$|等(?:\d+[个家])?(?:有关|相关)?(?:部门|单位|机关)?$|等\d+个(?:[县市区旗]{1,3}|乡镇|镇街|[乡镇]|街道)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPart:
    """One name cut from a list: `text` equals `list[start:end]`."""

    text: str
    start: int
    end: int
    role: Role | None = None  # 牵头 or 配合 printed beside it


def split_agencies(text: str) -> list[AgencyPart]:
    """Cut a printed list of bodies into names with their offsets and the roles printed beside them."""
    return list(_split(text))


@lru_cache(maxsize=8192)  # the rows of a table repeat their lists
def _split(text: str) -> tuple[AgencyPart, ...]:
    folded = fold(text)
    found: list[AgencyPart] = []
    pending = 0  # names of the clause so far that a trailing 牵头 would cover
    labelled: Role | None = None
    for begin, end, ends_clause in _segments(folded):
        start, label = label_at(folded, begin, end)
        if label is not None:
            labelled = None if label == "neutral" else label
            pending = len(found)
        for left, right in _cut(folded, start, end):
            part, trailing = _part(text, folded, left, right, labelled)
            if part is None:
                continue
            found.append(part)
            if trailing is not None:
                role = None if trailing == "neutral" else trailing
                found[pending:] = [replace(p, role=p.role or role) for p in found[pending:]]
                pending = len(found)
        if ends_clause:
            pending = len(found)
    return tuple(found)


def _segments(folded: str) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, whether a clause ends there) of what stands between separators, outside brackets."""
    depth, start = 0, 0
    for position, char in enumerate(folded):
        if char in _OPEN and depth == 0 and _NUMBERED.match(folded, position):  # (1)市财政局(2)市审计局
            yield start, position, False
            start = position
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
        elif depth == 0 and _ends_name(folded, start, position):
            yield start, position, char in _CLAUSE_ENDS
            start = position + (char in _SEPARATORS)
    yield start, len(folded), True


def _ends_name(folded: str, start: int, position: int) -> bool:
    """Say whether a name ends here: at a separator, before a label, at white space between two bodies."""
    char = folded[position]
    if char.isspace():
        if _ROLE_APART.match(folded, position):
            return False  # 市财政局 牵头
        apart = _ROLE_APART.search(folded, start, position + 1)
        left = folded[start : apart.start() if apart else position]
        cut = _body_like(left) and not _wrapped(folded, start, position)
        return cut and label_at(folded, start, len(folded))[0] <= position  # not after 责任科室
    if (
        folded.startswith("牵头", position - 2)
        and (led := _LED.search(folded, start))
        and led.end() == position
    ):
        return True  # 市财政局牵头市教育局配合
    begins = position > start and ("①" <= char <= "⑳" or label_begins(folded, position))
    if begins and label_at(folded, start, len(folded))[0] > position:
        return False  # 责任单位: of 整改责任单位:
    if char == "、" and _NUMERAL.fullmatch(folded, start, position):
        return False  # 1、市财政局
    if (
        char in "、/"
        and folded[start:position].strip() in _LEVEL_NAMES
        and not folded[start:position].isspace()
    ):
        return False  # 市、县财政局: one body at each level
    return char in _SEPARATORS or begins


def _wrapped(folded: str, start: int, position: int) -> bool:
    """Say whether white space only wraps a long name: 市住房和城乡 / 建设局."""
    following = re.split(r"[\s、,;/|。]", folded[position:].lstrip(), maxsplit=1)[0]
    left = squeeze(folded[start:position])
    return _known_across(left + following, len(left))


def _body_like(text: str) -> bool:
    name = squeeze(text)
    return len(name) > 1 and (name.endswith(words("organisations")) or name.endswith(tuple(_CLOSE)))


def _cut(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one segment at connectors where both sides are bodies."""
    for connector in _CONNECTORS.finditer(folded, start, end):
        left, right = folded[start : connector.start()], folded[connector.end() : end]
        if _joins(left, connector[0], right, folded[start:end]):
            yield start, connector.start()
            yield from _cut(folded, connector.end(), end)
            return
    yield start, end


def _joins(left: str, connector: str, right: str, whole: str) -> bool:
    left_name, right_name = tidy(left), tidy(right)
    if not left_name or not right_name or _known_across(tidy(whole), len(left_name)):
        return False
    if left_name.count("(") != left_name.count(")"):
        return False
    bare = _bare(left_name)
    if bare in mainland() or left_name.startswith(words("groups")):
        return right_name.endswith(words("organisations")) or right_name in words("self")
    if any((bare + connector).endswith(stop) for stop in words("not_cut")) or len(bare) < 3:
        return left_name in words("self")
    long_enough = left_name.endswith(words("organisations")) and len(right_name) > 1
    return long_enough and right_name.endswith(words("organisations"))


def _known_across(name: str, cut: int) -> bool:
    """Say whether a known body's name runs across `cut` to the end of `name`."""
    return any(name[start:] in mainland() for start in range(min(cut, len(name))))


def _bare(name: str) -> str:
    """Drop a level, or what stands before the longest known name at the end (湖州市财政局 → 财政局)."""
    shorter = _LEVEL.sub("", name)
    if shorter in mainland():
        return shorter
    for start in range(1, len(name) - 2):
        if name[start - 1] in "市县区省州旗盟" and name[start:] in mainland():
            return name[start:]
    return shorter


def _part(
    text: str, folded: str, start: int, end: int, labelled: Role | None
) -> tuple[AgencyPart | None, Label | None]:
    """Trim one name; return it and the role word printed after it, which covers the names before it too."""
    start, end = _trimmed(folded, start, end)
    role = labelled
    bracket = _BRACKET_ROLE.search(folded, start, end)
    if bracket is not None and (said := role_word(bracket[1])) is not None:
        role = None if said == "neutral" else said
        end = bracket.start()
    end, trailing = _without_role(folded, start, end)
    while (leavings := _LEAVINGS.search(folded, start, end)) is not None and leavings.start() > start:
        end = leavings.start()
    start, end = _trimmed(folded, start, end)
    if end <= start or not any(c.isalpha() for c in folded[start:end]):
        return None, trailing
    return AgencyPart(text=text[start:end], start=start, end=end, role=role), trailing


def _without_role(folded: str, start: int, end: int) -> tuple[int, Label | None]:
    """Return where a name ends before words such as 牵头负责, 为配合单位, 共同落实, and the role they say."""
    named = _AS_LABEL.search(folded, start, end)
    if named is not None and named.start() > start and (role := label_role(named[1])) is not None:
        return named.start(), role
    after = _TRAILING_ROLE.search(folded, start, end)
    if after is None or after.start() <= start:
        return end, None
    how = _HOW.search(folded, start, after.start())
    return (how.start() if how is not None and how.start() > start else after.start()), role_word(
        after[1].strip()
    )


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (folded[start].isspace() or folded[start] in ":：.,"):
        start += 1
    while end > start and (folded[end - 1].isspace() or folded[end - 1] in ":：.,"):
        end -= 1
    enumerator = _ENUMERATOR.match(folded[start:end])
    return (start + enumerator.end(), end) if enumerator else (start, end)
