"""Whether words before a status speak of all findings: 上述问题均…, 该方面反映的7个问题，已…, 已完成整改的6个问题如下：."""

import re
from dataclasses import dataclass

from extract.answers.audited import speaks_of_audit, told_of_audited
from extract.language.numerals import parse_numeral
from extract.language.patterns import ABOVE, DIGIT, FOUND, NUMBER, THESE
from extract.lines.lines import Page
from extract.status.statuses import StatusHit

_N = f"(?P<n>{NUMBER})"
_ALL = re.compile(
    rf"(?:(?:{ABOVE}|所有|全部|各项|这些|该|此|本(?:部分|方面|类|领域|板块|节)|审计|巡察|报告|反馈|反映|指出|查出|发现|涉及|提出|前述|下述|下列|要求|其中)[^。；;“”]{{0,24}}?|(?:^|[:：])[ ]*|[，,；;](?:目前|现|截[至止][^，,。；;]{{1,14}})[，,]?(?={DIGIT}))"
    rf"{_N}?(?:个|项|条|类)?[^。；;，,“”]{{0,6}}(?:问题|事项|缺失|整改任务)(?:中)?[，,]?(?:目前|现|截[至止][^，,。；;]{{1,14}})?[，,]?(?:均|全部|都|皆)?$"
)
_THESE = re.compile(rf"{THESE}{_N}[个项条](?:问题|事项)?(?:均|都|皆|全部)?$")  # 以上2项(均已整改)
_THESE_ALL = rf"(?:{ABOVE}|这些|[本该此](?:方面|类|领域|部分|块)[^，,。；;]{{0,8}})"
_ABOVE = re.compile(_THESE_ALL)
# 对上述问题，县工信局已列出清单，(正在整改); 共反映6类问题，有关单位新官理旧账，(已全部整改)
_THEN = re.compile(
    rf"(?:{_THESE_ALL}|反映|指出|查出|发现|反馈|涉及|(?:^|[，,])[ ]*(?={DIGIT})){_N}?(?:个|项|条|类)?"
    r"[^。；;，,“”]{0,6}(?:问题|事项)(?P<then>[^。；;“”]{1,80})$"
)
# 对审计指出的问题，县供销社高度重视，(已按审计要求整改完毕)
_OF_AUDIT = re.compile(
    rf"^[ ]*(?:对于?|针对|就)(?:本次|此次)?审计(?:组|报告)?(?:{FOUND})的(?:主要|有关)?{_N}?[个项]?问题[，,](?P<then>[^。；;“”]{{1,60}})$"
)
# 经核查，以下问题(仍未整改到位)： above the list of them
_THOSE_BELOW = re.compile(
    r"(?:以下|下列)[^。；;，,“”]{0,10}(?:问题|事项|缺失|任务)(?:至今|目前|现|截[至止][^，,。；;]{1,14}[，,]?)?$"
)
_PARTLY = "要求|确保|力争|推动|督促|(?<![本该此])部分|大部分|个别|有的"
_SOME = re.compile(
    rf"(?:{_PARTLY}|其中|其余|其他|剩余|除|尚|未|外|{DIGIT}(?:个|项|条|类)[^，,]{{0,4}}(?:问题|事项)?(?:已|正))"
)
_EVERY = re.compile(r"^(?:均|全部|都|皆|已全部|已均|也已全部|全)|全部|均")
_ONE = re.compile(r"(?:问题|整改任务|事项)[，,]?(?:目前|现|均|截[至止][^，,。；;]{1,14}[，,])?$")
# …(正在整改)，具体整改情况由其自行公告; …，审计局将跟踪检查
_ENDS = re.compile(
    r"[ ]*(?:[。；;]|[，,]?其中|$|[，,](?:具体|有关|相关)?(?:的)?整改(?:情况|结果)[^。；;，,]{0,10}(?:公告|公布|公示|公开)"
    r"|[，,][^。；;，,]{0,16}(?:审计[局厅署]|审计机关|[我本][局厅署院室]|将)(?:会|将)?(?:持续|继续|跟踪|督促|督导|关注|加强|对)"
    r"|[，,][^。；;，,]{0,12}(?:审计[局厅署]|审计机关|我局)将)"
)
_WISHED = re.compile(rf"(?:{_PARTLY})[^，,。；;]{{0,16}}$")
_COUNT_ALONE = re.compile(rf"(?:^|[，,])[ ]*{_N}(?:个|项|类)(?:问题|事项)?(?:均|都)?$")
_LIST_OF = re.compile(
    rf"的{_N}(?:个|项|条|类)[^。；;，,：:]{{0,8}}(?:问题|事项)[^。；;，,：:]{{0,10}}[:：]?[ ]*"
)


@dataclass(frozen=True, slots=True)
class Blanket:
    """Words that speak of all findings; `number`: how many of them they say there are."""

    number: int | None


def speaks_of_all(page: Page, clause: str, hit: StatusHit, behind: str) -> Blanket | None:
    """Whether the status behind a clause is one of all findings; `behind` is what follows it in its sentence."""
    if speaks_of_audit(clause, hit.text):  # 正在对上述问题进行整改
        return Blanket(None)
    if _THOSE_BELOW.search(clause) and not behind.strip(" :："):
        return Blanket(None)
    m = _ALL.search(clause) or _THESE.search(clause)
    if m:
        every = _EVERY.search(hit.text) or re.search(
            rf"均|全部|都|所有|各项|{ABOVE}|这{NUMBER}[个项条]|[本该此](?:方面|类|领域|部分|板块)"
            rf"|审计(?:{FOUND})的?(?:主要)?问题$",
            clause[-40:],
        )
        return Blanket(_number(m)) if every and not _WISHED.search(clause) else None
    if told_of_audited(page, clause, hit.text):
        return Blanket(None)
    m = _OF_AUDIT.match(clause) or _THEN.search(clause)
    if m is None or _SOME.search(m["then"]) or not _ENDS.match(behind):
        return None
    these = m.re is _OF_AUDIT or _ABOVE.search(clause, m.start(), m.start("then"))
    return Blanket(_number(m)) if these or _EVERY.search(hit.text) else None


def speaks_of_one(clause: str, hit: StatusHit) -> bool:
    """True for 自查第243号问题(已整改完成), where a notice tells one problem: no part of a problem, no wish."""
    m = _ONE.search(clause)
    return m is not None and not (hit.attributive or _SOME.search(clause) or "“" in clause)


def counts_these(clause: str) -> bool:
    """True for 以上2项(均已完成整改): the number counts what stands above, not what has come so far."""
    return _THESE.search(clause) is not None


def counts_all(clause: str, number: int) -> bool:
    """True for 共11个问题，10个(已整改完毕) above a list of ten: the rest is told elsewhere."""
    m = _COUNT_ALONE.search(clause)
    return m is not None and number > 1 and _number(m) == number


def announces_all(hit: StatusHit, behind: str, number: int) -> bool:
    """True for 已完成整改(的6个问题情况是：) above a list of six."""
    m = _LIST_OF.fullmatch(behind) if hit.attributive or hit.counted else None
    return m is not None and number > 1 and _number(m) == number


def _number(m: re.Match[str]) -> int | None:
    return parse_numeral(m["n"]) if m["n"] else None
