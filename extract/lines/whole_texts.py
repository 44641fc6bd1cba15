"""Texts that a copy left on one line: cut at the headings inside (…。一、基本情况 …。二、审计发现的主要问题 （一）…。)."""

import re
from itertools import pairwise

Range = tuple[int, int]
_LONG = 200  # characters of a line that can hold a whole text
_FEWEST = 2  # headings
_HAN = "一二三四五六七八九十"
_MARK = re.compile(rf"(?:(?<=[。；;：:！？!?”)） \n])|(?<![\s\S]))(?P<n>[{_HAN}]{{1,2}})、")
_ITEM = re.compile(rf"(?:(?<=[。；;：:！？!?”)） 况题见议]))[(（](?P<n>[{_HAN}]{{1,2}})[)）]")
# What headings of such a text say; the words behind them may follow without a blank.
_HEADING = re.compile(
    r"(?:被审计(?:单位|项目|事项)的?|工程|项目|单位|审计)?(?:基本|总体|整体)?(?:情况|概况)(?:及审计评价|及评价|和审计评价)?"
    r"(?![^ 。]{0,6}(?:显示|表明|的))"
    r"|(?:财务|资产|收入|支出|收支|预算执行|资金|经费)[^ 。，,；;：:（）()]{0,8}(?:状况|情况)"
    r"|审计(?:调查)?(?:评价|结果|结论)(?:意见)?(?:及整改情况)?"
    r"|(?:审计|检查|巡察|调查)?(?:中)?(?:发现|查出|存在)的?(?:主要|突出|具体)?问题(?:(?:及|和|与|以及)(?:整改(?:落实)?情况|处理(?:情况|意见)|原因|建议|意见|意见建议))?"
    r"|(?:审计)?(?:处理|处置|处罚)(?:处罚)?(?:情况|意见|结果)?(?:(?:及|和|与)(?:整改(?:情况|结果)|(?:审计)?建议|意见|整改))?(?:情况|意见)?"
    r"|(?:审计)?(?:发现|查出)?(?:问题)?(?:的)?(?:审计)?整改(?:落实|工作)?(?:情况|结果|措施|意见|进展)(?:及成效)?"
    r"|(?:审计)?(?:意见(?:及|和|与)?)?建议|下一步(?:工作)?(?:打算|安排|计划|措施|思路)?"
)
_BREAKS = re.compile("[ 。：:；;]|$")


# 二、存在问题一是更新不及时。
_GLUED = re.compile(
    rf"[{_HAN}]{{1,2}}、[^，,。；;：:]{{0,8}}?(?:问题|不足|短板|情况)(?=一是[^，,。；;]{{2}}|[(（]一[)）])"
)


def whole_text(folded: str, start: int, end: int) -> list[Range]:
    """Cut a line at its headings, and below them at （一）…（二）…; the line as it is where it does not hold several. A heading
    glued to the first item of its list is cut off in any line.
    """
    glued = _GLUED.match(folded, start, end) if folded[start : start + 1] in _HAN else None
    if glued:
        return [(start, glued.end()), *whole_text(folded, glued.end(), end)]
    if end - start < _LONG or "二、" not in folded[start:end]:
        return [(start, end)]
    marks = _ascending(list(_MARK.finditer(folded, start, end)))
    heads = [(m, _head_end(folded, m.end(), end)) for m in marks]
    if sum(stop is not None for _, stop in heads) < _FEWEST:
        return [(start, end)]
    cuts: list[int] = []
    for (m, stop), following in zip(heads, [*(m.start("n") for m in marks[1:]), end], strict=True):
        cuts.append(m.start("n"))
        if stop is not None and folded[stop:following].strip(" 。：:；;"):
            cuts.append(stop)
        items = list(_ITEM.finditer(folded, m.end(), following))
        cuts += [k.start() for k in _ascending(items)]
    edges = sorted({start, *cuts, end})
    return [(a, b) for a, b in pairwise(edges) if folded[a:b].strip(" 。：:；;")]


def _ascending(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Those of the marks that count on from one, where at least two do."""
    kept: list[re.Match[str]] = []
    for m in marks:
        if m["n"] in _COUNT and _COUNT[m["n"]] == len(kept) + 1:
            kept.append(m)
    return kept if len(kept) > 1 else []


_COUNT = {n: i for i, n in enumerate([*_HAN, *(f"十{n}" for n in _HAN[:9])], 1)}


def _head_end(folded: str, start: int, end: int) -> int | None:
    """Where the words of a heading end; None for words that no heading has."""
    m = _HEADING.match(folded, start, end)
    if m is None:
        blank = folded.find(" ", start, min(end, start + 24))
        named = _HEADING.search(folded, start, blank) if blank > 0 else None
        return blank if named and named.end() == blank and "。" not in folded[start:blank] else None
    stop = _BREAKS.match(folded, m.end(), end)
    return stop.end() if stop else m.end()
