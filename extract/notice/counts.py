"""How many findings a document says there are, and how many in each status or part of it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from extract.language.numerals import parse_numeral
from extract.language.patterns import ABOVE, FOUND

_N = r"(?P<n>\d{1,4}|[一二三四五六七八九十百两]{1,4})"
_UNIT = r"(?:个|项|条|类|点|宗|件|处|起|案)"
# 应行声复, 待改善: what is still to be done with it
_DO = "(?:声[复覆]|查[复覆]|申[复覆]|查明|补正|处理|改善|改进|检讨|注意|办理|列管|追踪|审核|稽核|查核)"
_DUE = rf"(?:应行|[应须需有待予]{{1,2}})?{_DO}(?:[或及、]{_DO})?(?:之|的)?"
_KIND = rf"(?:(?:具体|突出|典型|普遍性?|共性|倾向性|主要|重要|重大|方面的?|审计|检查|巡察|巡视|督察|反馈|违规|整改|{_DUE})(?:的)?){{0,3}}(?:的)?(?:缺失事项|具体问题|问题|缺失|隐患|事项|意见(?!和?建议)|审计发现|观察所得|(?:稽核|查核|内控)发现|(?:整改)?任务(?!清单|书)|结论及建议|疏失|违失|怠失|缺点|不足(?:之处|(?=[:：。，,；;]|$))|事宜|劝[喻谕]|毛病|瑕疵|疏漏|漏洞|(?<=[善进正])之处|问题事项|审计结果|审查结果|(?:观察|关注)事项|决议(?:事项)?|发现(?=[，,。；;:：]|分述|如下|$))"
_COUNT = re.compile(
    rf"(?=[\d一二三四五六七八九十百两])(?!(?<=[每同某何那另逐])一)(?:(?P<areas>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:个|大)?(?:方面|大类|类)(?:、|,|，|共|的|合计|涉及)?)?(?:\d{{1,3}}(?:大)?类)?{_N}[ ]*{_UNIT}(?:大|小)?{_KIND}"
)
_AFTER = re.compile(
    rf"(?:问题|整改任务|缺失事项|缺失(?:及建议|与建议|及意见)?|决议(?:事项)?|(?:列管|追踪|管考|管制|待改善)(?:之|的)?案件?|违失|疏失|不符合事项|事项|隐患|审[核查]意见|[查稽]核意见|建议意见|改善意见|整改意见|调查意见|(?<=[贵本]会)意见|(?<=所提)意见|重要(?:查处|查核)?意见)(?:总数|数量|[总合]计|[共计]有|共涉及|共计|[一总]?共|计|归并为|归纳为|梳理为)?[ ]*[:：]?[ ]*(?:[\d一二三四五六七八九十]{{1,3}}(?:个|大)?(?:类|方面)[、,，]?(?:共|计)?)?{_N}[ ]*{_UNIT}(?![\d.目])"
)
# 旨揭通知计列5项，：of a letter or a report that lists what its answer takes up
_LISTED = re.compile(
    rf"(?<!通过)(?<!通过调查)(?:通知|通知书|报告|来函|函|意见书|审核|抽查|稽核|查核|审计[署组]?|检查|调查|公署|本署|专员)(?:事项|意见|发现)?(?:主要)?(?:中)?(?:计列|共列|列有|载列|胪列|提列|计有|共有|共计|共|计|(?<=发现)有|主要有|(?<=发现)包括)(?:以下|下列)?{_N}[ ]*[项点案](?=[，,。；;:：])"
)
# 问题数量：7个, 缺失總數:12, in the line above a ledger
_TALLY = re.compile(
    r"(?:问题|缺失事项|缺失|隐患|事项|意见|任务)(?:总|个|项|条|件)?(?:数量|数目|数|总量|合计|总计|共计)[ ]*[:：][ ]*(?P<n>\d{1,4})(?![\d.%/])"
)
# 归纳起来主要有四点：  announces an inline list of problems
_HAS = rf"有{_N}(?:点|个方面|方面|条)[:：]"
_POINTS = re.compile(rf"问题[^。；;]{{0,60}}?[。，,]?[^。；;]{{0,30}}?(?:主要|归纳)[^。；;]{{0,8}}?{_HAS}")
_NUMBER_OF_POINTS = re.compile(_HAS)
_NAMES = re.compile(
    "[挂建立]账|列管|追踪|管考|管制|问题|缺失|不足|事项|隐患|意见|任务|[计核控]发现|卡|记录|台账|观察所得|结论|疏失|违失|怠失|缺点|事宜|劝[喻谕]|审计结果|审查结果|决议|[项个类点案]发现|计列|共列|列有|载列|[知告函书查现见][共计有]|发现主|发现包|意见|毛病|瑕疵|疏漏|漏洞|共[提查点指讲]"
)  # what is counted, in each of the above
# 共7张卡片, 立卡7张, 挂账7项: a ledger whose cards or records each hold one finding
_CARDS = re.compile(
    rf"(?:[立建]卡|[挂建立]账)[ ]*(?P<m>\d{{1,3}})[张项个条件](?=[，,。；;\n]|$)|(?:共(?:有|计)?|合计|总计)[ ]*{_N}[ ]*(?:张|份|条|个)(?:整改|问题|台账)*(?:卡片|问题卡|整改卡|记录|台账)"
    rf"|共(?:提|查|点|指|讲)(?:出|到)?了?{_N.replace('<n>', '<k>')}[ ]*(?:点|条|项|处|个)(?=[，,。；;:：])"  # 一共提了六点
)
_SAYS = re.compile(
    r"(?:现将|函[送列请]|所提|指出|反映|反馈|发现|查出|提出|列出|涉及|存在|归纳|总数|共|计|全部|梳理|披露|揭示|移交|交办|提列|胪列|载列|开立|追踪|开具|核列|所列|列入|列有|列明|包括|主要有|的|归纳起来|节录|摘录|择要|选取|作成|作出|决议|通过|函通知|列示)[^。；;]{0,30}$"
)
_NOT = re.compile(
    r"(?:已完成|完成整改|整改完成|其余|剩余|其中(?!列有|载有|计有|列出|提列|列明|涉及[我本])|尚有|未完成|立行立改|同类|举一反三|自查|并整改|消除|新发现|排查|受理|信访|举报|留言|会议|解决|协调|研究|录入|采集|入库|涉及的?\d|除|上述(?![^，,。；;]{0,6}(?:报告|通知|来?函)书?所?[列载提])|部分|移送|案件线索)[^。；;，,]{0,14}$"
)
# 对审计工作报告进行了审议，选取其中7个突出问题
_CHOSEN = re.compile(r"(?:选取|选定|挑选|遴选|筛选|重点抽查)(?:出)?(?:了)?(?:其中)?(?:的)?$")
# 对整改落实情况开展两轮专项检查，发现…: what the body found itself while it put things right
_CHECKS = re.compile(
    r"检查[^，,。；;]{1,10}?\d+[个家处次][，,]发现(?:各类|安全)?$|(?:整改|落实)[^。；;]{0,12}(?:检查|督查|督导|回头看|复核|验收)[^。；;]{0,24}$"
)

# Of 56 problems, 现将剩余6个问题的后续整改情况报告如下: the number of those that are told below
_PRESENTS = re.compile(
    r"现(?:将|就|对)(?:这|上述|剩余|其余|余下|尚未[^，,。；;]{2,10}的|未[^，,。；;]{2,10}的)?$"
)
_BELOW = re.compile(r"[^，,。；;]{0,24}如下")

# 把反馈问题细化为42项具体任务, 书记带头领办难度最大的4个事项, 督促整改问题41个: what was made of the problems, some of them,
# those of whole years
_OTHERWISE = re.compile(
    r"(?:细化|分解|拆解|拆分|细分|量化|转化|延伸|梳理细化)(?:为|成)(?:了)?[^，,。；;]{0,10}$"
    r"|(?:督促|推动|促进|促使|指导|督导)[^，,。；;]{0,12}(?:整改|纠正|解决)(?:了|各类|审计)?$|(?:领办|领衔|领题|包抓|包保|包案|主抓|亲自|带头)[^，,。；;]{0,12}$|(?:难度|矛盾|风险|影响)(?:最|较)?[大高多][^，,。；;]{0,6}$"
)
# 有些单位立行立改，某镇对2016年审计提出的21个问题…: one of many, told as an example
_EXAMPLE = re.compile(
    r"有的|有些|部分单位|个别单位|一些单位|例如|比如|(?<![一])如[\u4e00-\u9fff]{2,8}[局镇乡校院]"
)
# 通过揭示一个问题、整改一类问题、规范一个领域
_ANY_ONE = re.compile(r"一[个类批]问题[、,，][^。；;]{0,10}(?:一[类批片套个]|到底|彻底)")


_ANOTHER_YEAR = re.compile(r"(?:上|前|往|历)(?:一)?年度?|以前年度|(?P<told>20\d\d)年度?审计工作报告")
_TITLE = 120  # characters in which a report says its own year


@dataclass(slots=True, kw_only=True)
class StatedCount:
    """A number of findings the text states at `start`..`end`."""

    number: int
    start: int
    end: int
    weight: float


def stated_counts(folded: str, start: int, end: int) -> list[StatedCount]:
    """Find the numbers of findings that a stretch of text states, with how surely each is the whole number."""
    found: list[StatedCount] = []
    if not _NAMES.search(folded, start, end):
        return found
    for m in _COUNT.finditer(folded, start, end):
        number = parse_numeral(m.group("n"))
        if number:
            found.append(_weighed(folded, start, m.start(), m.end(), number, bool(m.group("areas"))))
    for m in _AFTER.finditer(folded, start, end):
        number = parse_numeral(m.group("n"))
        if number and not _overlaps(found, m):
            weighed = _weighed(folded, start, m.start(), m.end(), number, areas=False)
            total = 1.5 * bool(re.search("总数|总计|合计|共|计", m.group()))
            found.append(replace(weighed, weight=weighed.weight + total))
    for m in _TALLY.finditer(folded, start, end):
        number = parse_numeral(m.group("n"))
        if number:
            found = [c for c in found if not (c.start < m.end() and m.start() < c.end)]
            found.append(StatedCount(number=number, start=m.start(), end=m.end(), weight=1.0))
    points = _POINTS.finditer(folded, start, end) if _NUMBER_OF_POINTS.search(folded, start, end) else ()
    for m in chain(_CARDS.finditer(folded, start, end), points, _LISTED.finditer(folded, start, end)):
        number = parse_numeral(next(filter(None, m.groups())))
        if number:
            found.append(StatedCount(number=number, start=m.start(), end=m.end(), weight=0.9))
    return found


def _overlaps(found: list[StatedCount], m: re.Match[str]) -> bool:
    return any(c.start < m.end() and m.start() < c.end for c in found[-50:])


def _weighed(folded: str, start: int, at: int, end: int, number: int, areas: bool) -> StatedCount:
    near = max(start, at - 200)
    sentence = max(folded.rfind(c, near, at) for c in "。；;\n") + 1 or near
    before = folded[max(sentence, at - 60, start) : at]
    if _CHOSEN.search(before):
        return StatedCount(number=number, start=at, end=end, weight=1.6)
    if _PRESENTS.search(before) and _BELOW.match(folded, end):
        return StatedCount(number=number, start=at, end=end, weight=2.5)
    if (year := _ANOTHER_YEAR.search(before[-24:])) and not (
        year["told"] and f"{year['told']}年" in folded[: min(_TITLE, sentence)]
    ):
        return StatedCount(number=number, start=at, end=end, weight=-2.0)  # of another year's report
    if _EXAMPLE.search(folded, sentence, at) or _is_of_part(folded, start, at, end):
        return StatedCount(number=number, start=at, end=end, weight=-1.5)
    if number == 1 and _ANY_ONE.match(folded, at):
        return StatedCount(number=number, start=at, end=end, weight=-1.5)
    if folded[at - 1 : at] == "第":
        return StatedCount(number=number, start=at, end=end, weight=-9.0)  # 第二十三项问题 is one of them
    weight = 1.0 * bool(_SAYS.search(before)) + 0.8 * areas - 1.5 * bool(_NOT.search(before[-24:]))
    if re.search(r"审计|巡察|巡视|报告|检查|反馈|市局|贵局|审核", before):
        weight += 0.6
    if _CHECKS.search(before) or _OTHERWISE.search(before):
        weight -= 1.5
    return StatedCount(number=number, start=at, end=end, weight=weight)


def _is_of_part(folded: str, start: int, at: int, end: int) -> bool:
    """True for one of the numbers that a sentence tells after 其中 in several clauses, each of another part."""
    sentence = max(folded.rfind(c, max(start, at - 200), at) for c in "。\n") + 1
    among = folded.find("其中", max(sentence, start), at)
    if among < 0:
        return False
    stop = next((k for k in (folded.find(c, end, end + 200) for c in "。\n") if k >= 0), end + 200)
    return sum(bool(_COUNT.search(clause)) for clause in re.split("[；;]", folded[among:stop])) > 1


def stated_total(
    folded: str, ranges: list[tuple[int, int]], passing: Callable[[StatedCount], bool] | None = None
) -> StatedCount | None:
    """Choose the number of findings of the whole document: the weightiest, the first among equals; none that is told only in
    `passing`."""
    counts = [c for a, b in ranges for c in stated_counts(folded, a, b)]
    counts = [c for c in counts if c.weight >= 0.7 and not (passing and passing(c))]
    return max(counts, key=lambda c: (c.weight, -c.start), default=None)


# 上述5个问题已全部整改到位
_SETTLED = re.compile(
    rf"(?:{ABOVE}|全部|所有|(?:{FOUND})的){_N}[ ]*{_UNIT}(?:{_KIND}(?:[^。；;，,]{{0,6}}(?:全部|均|都)|[，,])|[，,](?=[^。；;]{{0,6}}[完改办结成]))"
    rf"|(?:^|(?<=[，,。；;])){_N.replace('<n>', '<o>')}[ ]*{_UNIT}{_KIND}(?:全部|均|都)(?:已|制定|有)"
)


# 提出6项建议, 发现以下5方面的问题: of advice and of fields, which may or may not be one for each finding
_EITHER = re.compile(
    rf"(?:提出|作出|提列|计提|给予|载列|载有|列出|列有|(?:接纳|同意|支持|落实)[^，,。；;\d]{{0,10}}?的?)(?:了)?(?:以下|下列)?{_N}[ ]*[项点条个](?:审计|改善|改进|主要|重要)?(?:的)?建议"
    rf"|[^，,。；;]{{2,14}}者[ ]*{_N.replace('<n>', '<k>')}[ ]*{_UNIT}(?=[，,。；;])"
    rf"|(?:发现|存在|有)(?:以下|下列|主要)?{_N.replace('<n>', '<m>')}(?:个)?方面的?问题"
)


# 12个问题中，已完成整改7个、…; 对移送事项逐件跟踪，共8件
_SHARED_OUT = re.compile(
    rf"(?:^|(?<=[，,。；;]))(?:[^，,。；;、第\d]{{0,8}}(?:[的述]|结果|情况))?{_N}[ ]*{_UNIT}{_KIND}(?:当?中|里)[，,]?(?:认定)?(?:有[\d一二三四五六七八九十]{{1,3}}[个项]|已(?:经)?(?:完成|整改|办结)|完成整改|基本|正在|\d{{1,3}}[个项](?:已|办结|完成))"
    rf"|[把将]{_N.replace('<n>', '<k>')}[ ]*{_UNIT}{_KIND}(?:逐一|逐项|逐条|全部|分别)?(?:落实|分解|明确|细化)到"
    rf"|(?:问题|事项|线索|案件|隐患)[^。；;，,]{{0,24}}[，,](?:总?共|合计|总计)(?:有|计)?{_N.replace('<n>', '<m>')}[ ]*[件个项条](?=[，,。；;])"
)


# found wherever that is, in a tenth of the time
_MAY_SHARE = re.compile(r"[中里][，,]?[有已完基正\d]|[把将]\d|[共计][有计]?[\d一二三四五六七八九十百两]")


def settled_totals(
    folded: str, closing: Sequence[tuple[int, int]], opening: Sequence[tuple[int, int]] = ()
) -> Iterator[StatedCount]:
    """The numbers in sentences that speak of all findings or share them out, then that of the advice, or of the fields of
    problems, that an opening tells: either may not be one for each finding.
    """
    shared = [where for where in closing if _MAY_SHARE.search(folded, *where)]
    told = ((_SETTLED, closing), (_SHARED_OUT, shared), (_EITHER, opening))
    for pattern, (start, end) in ((p, where) for p, ranges in told for where in ranges):
        m = pattern.search(folded, start, end)
        number = parse_numeral(next(filter(None, m.groups()))) if m else None
        if m and number:
            yield StatedCount(number=number, start=m.start(), end=m.end(), weight=0.7)
