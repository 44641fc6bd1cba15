"""Say what the sections of a document are for: findings, their rectification, organisation, next steps ..."""

import re
from functools import cache, lru_cache
from typing import Literal

from extract.language.anchors import guarded
from extract.language.folding import squeeze
from extract.language.patterns import AUDIT, FOUND, NUMBER, either
from extract.lines.labels import ABOUT_PROBLEM, PROBLEM, label_role
from extract.vocabulary import vocabulary

PartRole = Literal[
    "organisation", "finding", "rectification", "requirement", "next_step", "recommendation", "focus", "statistics",
    "basic", "evaluation", "scope", "transfer",
]  # fmt: skip

_FOLLOWS = re.compile("(?:报告|公告|具体|分[述列别]|胪列|说明){0,3}(?:如[下后次左]|于[后次左])$")
_SET_APART = re.compile("([\u4e00-\u9fff]{4,10}) +([\u4e00-\u9fff]{4,10})")  # 着眼长远 常态长效
# A heading of category findings: 资金管理方面, …类问题
_CATEGORY = re.compile(
    rf"(?<!个)(?:方面|领域|类)(?:的)?(?:{NUMBER}[个项])?(?:主要)?(?:问题|情况|存在的问题)?[:：。]?$|(?:审计|检查)(?:查出|发现|情况)?(?:的)?(?:问题|情况)[:：。]?$"
)
# 审计发现的主要问题及责任认定 announces findings and names no field.
_ANNOUNCES = re.compile(
    rf"(?:本次|此次|本年度?|上(?:一)?年度?|去年|20\d\d年度?)?(?:的)?(?:{AUDIT}|监督){{0,2}}(?:调查|检查|过程|工作)?中?(?:所|集中)?(?:{FOUND})(?:出来|出|到)?(?:的|了)?(?:{NUMBER}[个项])?(?:主要|突出|具体)?问题"
    r"(?:(?:和|及|与|以及|、)[^，,。]{2,12}|的?整改(?:落实|进展)?(?:情况|结果))?"
)
# 审计发现包括：, 核有下列违失：
_LISTS = re.compile(
    r"(?:[^，,。；;]{0,24}[，,])?(?:审计|调查)?(?:发现|查出|指出|核有|计有|有|存在)(?:包括|主要有|主要包括|计有|下列|以下|如下)?(?:各项|[\d一二三四五六七八九十]{0,3}[项点])?(?:违失|缺失|疏失|问题|事项|不足之处|情事)?"
)
# 存在的问题和处理, 主要问题及审计处理意见和整改情况
_AND_WHAT_BECAME = re.compile(
    rf"(?:本次|此次)?(?:{AUDIT})?(?:调查|过程中?)?(?:发现|存在|查出|反映|指出|揭示)?(?:的|了)?(?:主要|突出|具体|有关|相关)?(?:的)?(?:问题|事项|缺失)"
    r"(?:以?及其?|和|与|、|并)(?:审计|处理|处罚|处置|整改|纠正|改进|改善|落实|建议|意见|决定|要求|措施|进展|结果|情况|成因|原因|分析|责任|认定|的|和|及|与|、)+"
)
_RESIDUAL = re.compile("其[他它]的?(?:事项|问题|方面(?:的?问题)?)")  # heads what no other field holds
_TALLY = re.compile(
    r"[(（](?![^()（）]*(?:年|月|号))(?:[^()（）]{0,6}\d{1,3}[^()（）]{0,6}|[^()（）]*?\d{1,3}(?:个|项|条)[^()（）]*)[)）](?=[:：。]?$)"
)  # 会计信息方面（4项）
_PROBLEMS_FOLLOW = re.compile(
    r"(?:存在|发现|有|指出)[^。；;]{0,30}(?:问题|不足|缺失|短板|薄弱环节)[^。；;]{0,8}[:：。]$"
    rf"|(?:^|[。，,；;])[^。；;，,:：]{{0,8}}(?:{AUDIT})[^。；;，,:：]{{0,6}}(?:发现|查出|指出)(?:以下|如下)?[:：]$"
)

_FOLLOWED = re.compile(
    "问题|不足|缺失|短板|薄弱环节|发现|查出|指出"
)  # one of them stands at the end of such a paragraph


@cache
def _patterns() -> tuple[tuple[PartRole, re.Pattern[str]], ...]:
    data = vocabulary("sections")
    return tuple((part["role"], re.compile(guarded(either(part["patterns"])))) for part in data["part"])


def _stem(heading: str) -> str:
    """A heading without blanks, stops and …如下 at its end."""
    apart = _SET_APART.fullmatch(heading)
    words = f"{apart[1]}，{apart[2]}" if apart else squeeze(heading).rstrip(":：。")
    return _FOLLOWS.sub("", words) if words.endswith(("下", "后", "次", "左")) else words


# 以前年度审计查出问题未整改到位, 审计发现问题整改不彻底: a fault in how others were put right, no part of the notice
_BADLY_RECTIFIED = re.compile(
    r"(?:以[前往]年?度?|[上往历前]一?年度?|20\d\d年度?|上一?[轮次])[^，,。；;]{0,16}(?:问题|事项|意见|建议|决定)[^，,。；;]{0,6}"
    r"[未没不][^，,。；;的]{0,10}(?:到位|完成|完毕|整改|落实|彻底|执行)$"
    r"|(?:整改|纠正|落实)(?:工作|落实|措施|任务)?(?:不(?:够)?(?:到位|彻底|力|严|实|及时|深入|全面)|流于形式|走过场|[滞迟]缓?后?慢?)$"
)


@lru_cache(maxsize=4096)
def part_role(heading: str) -> PartRole | None:
    """Return what a section under this heading (folded, without its number) holds, or None."""
    bare = _stem(heading)
    if not bare or len(bare) > 45 or ("整改" in bare and _BADLY_RECTIFIED.search(bare)):
        return None
    for role, pattern in _patterns():
        if pattern.search(bare):
            return role
    return None


_BOTH = re.compile(r"(?P<a>.{2,10}?)(?:以?及其?|和|与|、|暨)(?P<b>.{2,10})")


def _names_both(heading: str) -> bool:
    """True for 调查所得及跟进情况: a finding and its answer, each by a label."""
    m = _BOTH.fullmatch(heading)
    return m is not None and label_role(m["a"]) in PROBLEM and label_role(m["b"]) in ABOUT_PROBLEM


@lru_cache(maxsize=4096)
def is_generic(heading: str) -> bool:
    """True where a heading only says what follows (审计发现的主要问题) and names no field: it is no category."""
    bare = _stem(heading).removeprefix("关于")
    if _RESIDUAL.fullmatch(bare):
        return False
    return (
        label_role(bare) not in (None, "category")
        or _names_both(bare)
        or bare in ("整改落实", "整改", "自查情况", "检查情况", "排查情况")
        or _ANNOUNCES.fullmatch(bare) is not None
        or _AND_WHAT_BECAME.fullmatch(bare) is not None
        or _LISTS.fullmatch(bare) is not None
    )


_SLOGAN = re.compile(r"(?P<purpose>[\u4e00-\u9fff]{2,6})[:：][\u4e00-\u9fff“”、 ]{4,16}")


def without_slogan(heading: str) -> str:
    """The word of a heading that says what its section is for, before a slogan that does not: 启示：把好事办好."""
    m = _SLOGAN.fullmatch(heading)
    return m["purpose"] if m else heading


def announces_problems(words: str) -> bool:
    """True for a paragraph that ends by announcing a list of problems: 总体较好，但还存在以下问题：."""
    words = words.strip()
    return bool(_FOLLOWED.search(words, len(words) - 13) and _PROBLEMS_FOLLOW.search(words))


@lru_cache(maxsize=4096)
def is_category(heading: str) -> bool:
    """True where a heading groups findings by field: 资金管理方面, 财政管理审计查出问题."""
    words = squeeze(heading)
    bare = _TALLY.sub("", words) if words.rstrip(":：。").endswith((")", "）")) else words
    return len(bare) <= 40 and bool(_CATEGORY.search(bare)) and not is_generic(heading)


_MATTER = 20  # characters of a heading that names a matter


@cache
def _matters() -> tuple[str, ...]:
    return tuple(vocabulary("sections")["matters"])


def names_matter(heading: str) -> bool:
    """True for 咪錶的維修, 停車場收費系統: a heading that ends in the name of a task or of a thing, and tells no fault."""
    bare = squeeze(heading)
    return len(bare) <= _MATTER and bare.endswith(_matters()) and not denies(bare)


def denies(heading: str) -> bool:
    """True where a heading tells what is missing or wrong: 底价估算欠缺依据, 设置不符要求."""
    return _DENIES.search(heading) is not None


_DENIES = re.compile("[未不无欠缺失误漏违超逾][^，,]|没有|[过偏][于低高长迟多少慢]|滞后|薄弱|[，,。；;:：]")


def without_tally(folded: str, start: int, end: int) -> int:
    """Where a heading ends without the number of its findings in brackets: 会计信息方面（4项）."""
    m = _TALLY.search(folded[start:end])
    return start + m.start() if m else end
