"""What a notice says will come next: closing lines and the ends of lines on what was done."""

import re
from dataclasses import replace

from extract.language.patterns import ABOVE
from extract.language.sentences import sentences
from extract.lines.labels import ANSWERS, PROBLEM
from extract.lines.lines import Line, Page
from extract.lines.series import LISTS, series
from extract.notice.advice import TELLS
from extract.notice.closing_lists import NEXT
from extract.status.statements import hits_in, pure_status
from extract.status.statuses import may_state

# 處方會密切監察餘下建議的落實進度: a promise for what is left of all findings
_LEFT = (
    r"(?:余下|其余|剩余|未结|仍待|(?:尚|仍)?未(?:全面|完全)?(?:完成|落实|推行|实施|结案|解除列管|改善|处理)"
    r"|(?:改善|办理|进行|跟进|整改|推进)中|(?:(?:仍|尚|还)正?在?|正在)(?:进行|办理|改善|跟进|整改|推进|处理))"
)
_OF_FINDINGS = "(?:建议|事项|问题|意见|措施|项目|案件|缺失|工作|部[分份])"
_GOES_ON = r"(?:会|将)(?:继续|持续|赓续|密切|积极|定期|按[季月年]|每[季月年])"
_WATCHES = re.compile(
    rf"[^，,。；;:：]{{0,16}}{_GOES_ON}[^。；;]{{0,24}}{_LEFT}[^。；;，,]{{0,12}}{_OF_FINDINGS}"
    rf"|(?:有关|至于|就|对于?)?{_LEFT}[^，,。；;:：]{{0,16}}(?:{_OF_FINDINGS}|者)[，,][^。；;，,:：]{{0,16}}(?:将|会)"
)
# The same of all findings, which only the last line of a notice says.
_WATCHES_ALL = re.compile(
    rf"[^，,。；;:：]{{0,16}}{_GOES_ON}[^。；;，,]{{0,12}}(?:各项|上[述开揭]|有关|相关|所有|这些)[^。；;，,]{{0,12}}{_OF_FINDINGS}"
    rf"|(?:{ABOVE}|各项)(?:各项|所有|有关|相关|审核|查核|稽核|改善|建议|列管|重要)*{_OF_FINDINGS}[，,](?:[^。；;，,:：]{{0,30}}[，,])?[^。；;，,:：]{{0,12}}{_GOES_ON}"
    rf"|(?:{ABOVE}|各项)?{_LEFT}[^，,。；;:：]{{0,16}}{_OF_FINDINGS}[，,][^。；;，,:：]{{0,12}}(?:将|会)(?:于|在)[^。；;，,:：]{{2,12}}(?:复查|复核|复检|检视|查核)"
)
# 学校将以此次整改为契机，…
_STARTS_FROM = re.compile(
    r"[^，,。；;:：]{0,12}(?:将|会)(?:继续|始终|坚持)?以[^，,。；;]{0,6}(?:审计|整改|巡察|检查|此)[^，,。；;]{0,8}为(?:新的?)?(?:契机|抓手|起点|动力)[，,]"
)
_CHECKS = re.compile(  # 內部審核小組將於十一月複檢上述改善措施的執行情況
    r"[^，,。；;:：]{0,24}(?:会|将)(?:于|在)[^。；;，,]{2,16}(?:复检|复查|复核|检视|查核|追踪|跟进|检讨)"
    rf"[^。；;，,]{{0,8}}(?:各项|上[述开揭]|有关|相关|所有|全部)[^。；;，,]{{0,12}}{_OF_FINDINGS}"
)
_WILL = re.compile(
    r"[^。；;]{2,60}?(?:将|须(?!经))|[^。；;]{0,40}?(?:[处署局院校会司室馆方府]会(?=继续|持续|于|在|按|定期|每|再|密切))|(?:往后|今后|以后)[，,]"
)
_HEAD = 20  # characters of a heading between such answers


# 总的看，…  整改工作…  以上整改情况，…: what a last paragraph says of the whole before it promises
_OF_WORK = re.compile(
    r"(?:总的?来?[看说]|总体(?:来|上)?(?:[看说]|而言)?|综上|从(?:总体|整体)|[^，,。；;:：\d]{0,10}(?:审计)?整改)[^。；;\d]*[。；;]"
)
_SOMEBODY_WILL = re.compile(r"[^，,。；;:：\d]{1,14}将")


def promised_last(page: Page, body: list[Line]) -> list[Line]:
    """整改工作没有终点。我局将…: what comes next, behind what the last paragraph says of the rectification as a whole.

    Nothing where any other sentence stands before it, or one of them states.
    """
    line = body[-1] if body and body[-1].is_plain else None
    parts = sentences(page.folded, line.start, line.end) if line else []
    at = next((i for i, s in enumerate(parts) if _promises(page, *s)), 0)
    general = at and all(
        _OF_WORK.match(page.folded, *s) and not pure_status(page.folded, *s) for s in parts[:at]
    )
    if line is None or not general or _lists(page, line) or _states(page, parts[at][0], line.end):
        return []
    return [line.behind(parts[at][0])]


def _lists(page: Page, line: Line) -> bool:
    """True for 一是压实整改责任。市政府将…。二是…: a list is cut at its numbers."""
    marks = series(page.folded, line.start, line.end, LISTS)
    return bool(marks) and marks[0].start == line.start


def _promises(page: Page, start: int, end: int) -> bool:
    return any(p.match(page.folded, start, end) for p in (NEXT, _SOMEBODY_WILL))


def _states(page: Page, start: int, end: int) -> bool:
    return any(not (h.attributive or h.counted) for h in hits_in(page.folded, start, end))


def closes_ahead(page: Page, body: list[Line]) -> int:
    """The index of a last paragraph that says what will be done, below answers that each end with their state (…。整改完成。,
    狀況：已落實): the finding above it is told to its end, so it speaks for all. -1 without one.
    """
    last = body[-1] if len(body) > 4 else None
    if last is None or not last.is_plain or last.opening_label or not _WILL.match(last.text):
        return -1
    if _states(page, last.start, last.end):
        return -1
    ends = [at for at, line in enumerate(body[:-1]) if not line.is_table and _ends_with_state(page, line)]
    alone = all(_opens_anew(body[at + 1]) or (at + 1 in ends and _is_whole(body[at + 1])) for at in ends[:-1])
    return last.index if alone and len(ends) > 2 and ends[-1] == len(body) - 2 else -1


def _opens_anew(line: Line) -> bool:
    """True for a number and for a heading."""
    label = line.opening_label
    return line.mark is not None or (line.is_plain and label is None and line.end - line.start <= _HEAD)


def _is_whole(line: Line) -> bool:
    """True for a paragraph that tells a finding from its fault to its state, as the one above it does."""
    label = line.opening_label
    return line.is_plain and line.end - line.start > 2 * _HEAD and (label is None or label.role in PROBLEM)


def _ends_with_state(page: Page, line: Line) -> bool:
    """True for an answer whose last sentence states its status, and for 狀況：已落實 or 改善情況：改善中 below it."""
    label = line.opening_label
    if label is not None and label.role in PROBLEM:
        return line.labels[-1].role == "status"
    if label is not None and label.role in ANSWERS:
        bracket = page.folded.find("(", label.end + 1, line.end)
        if label.role == "status" or pure_status(
            page.folded, label.end, bracket if bracket > 0 else line.end
        ):
            return True
    told = (
        sentences(page.folded, line.start, line.end) if may_state(page.folded, line.start, line.end) else []
    )
    return len(told) > 1 and pure_status(page.folded, *told[-1]) is not None


def tells_next(line: Line, *, last: bool) -> bool:
    """True for a closing 下一步，… and what the body will go on to watch; not for 后续审计查明：…, which tells how it went."""
    text = line.text
    label = line.opening_label
    return (
        (len(text) > (8 if text.endswith("。") else 14) or ":" in text[:8])
        and bool(
            NEXT.match(text)
            or _WATCHES.match(text)
            or (last and (_WATCHES_ALL.match(text) or _STARTS_FROM.match(text) or _CHECKS.match(text)))
        )
        and (label is None or label.role not in TELLS)
    )


def promising(page: Page, line: Line) -> tuple[Line, Line | None]:
    """以上问题均已整改到位。下一步，我局将…: what is said of all, and what comes next."""
    parts = sentences(page.folded, line.start, line.end)
    at = next((a for a, b in parts[1:] if b - a > 14 and _promises(page, a, b)), None)
    if at is None:
        return line, None
    return replace(line, end=page.trim(line.start, at)[1]), line.behind(at)
