"""Whether a status is said of all that an audit found: by its own words, or of whoever was audited."""

import re

from extract.language.patterns import ABOVE
from extract.lines.lines import Page
from extract.outline.units_before import names_unit

_ALL_INSIDE = re.compile(rf"(?:{ABOVE}|全部|所有|这些|有关|相关|审计发现)[^，,。；;“”]{{0,12}}(?:问题|事项)")
_TIME = "目前|同时|现|截[至止][^，,]{1,10}"
_WHO = "(?:被审计|有关|相关|责任|涉及|该|各|建设|施工|项目)+(?:单位|部门|学校|公司|医院|街道|中心|[镇乡县区局村院所])"
# 就检查指出的事项，该单位正在整改; …已出具了审计报告，目前建设单位正按…要求落实
_AUDITED = re.compile(
    rf"(?:(?:对|针对|对于|就)(?:于)?(?:{ABOVE}|此次|本次|审计|检查|巡察)[^，,。；;“”]{{0,16}}(?:问题|事项)"
    rf"|(?:出具|下达|下发|送达|印发)了?[^，,。；;“”]{{0,10}}(?:报告|决定|意见|通知)书?)[，,][^。；;“”]{{0,80}}?(?:^|(?<=[，,]))(?:{_TIME}|[，,])*{_WHO}(?:[^，,。；;]{{0,12}}|[^。；;局委镇校院]{{0,20}})$"
)
_PLANS = re.compile("研究|制定|部署")
_WHOLE_AUDIT = re.compile("审计(?:处理|整改)?(?:报告|决定|意见|整改|要求|建议)")
_SOMEBODY = re.compile(rf"(?:(?:{_TIME})[，,]?)?{_WHO}")


def speaks_of_audit(clause: str, status: str) -> bool:
    """Whether the words before a status, or the status itself, make it one of all findings of the audit."""
    if _ALL_INSIDE.search(status):  # 正在对上述问题进行整改
        return True
    if _PLANS.search(status):
        return False
    named = _WHOLE_AUDIT.search(status) and _SOMEBODY.fullmatch(clause.strip())
    return bool(named or _AUDITED.search(clause))


# 某某学校(已按审计意见整改): the body that was audited, by its name
_TIME_FIRST = re.compile(_TIME)
_TIME_LAST = re.compile("(?:也|均|都|现|目前)$")
_NAME = re.compile(r"[\u4e00-\u9fff]{3,30}")
_OPENING = 1500  # characters: where a result says whom it audited


def told_of_audited(page: Page, clause: str, status: str) -> bool:
    """Whether a status is one of what the audit asked, and its subject is the only body audited."""
    if _WHOLE_AUDIT.search(status) is None or _PLANS.search(status):
        return False
    who = _body_last(clause)
    return bool(_NAME.fullmatch(who)) and names_unit(who) and _only_one_audited(page, who)


def _body_last(clause: str) -> str:
    """The last piece of a clause without the words that tell the time."""
    last = re.split("[，,。；;]", clause)[-1].strip()
    first = _TIME_FIRST.match(last)
    return _TIME_LAST.sub("", last[first.end() if first else 0 :])


def _only_one_audited(page: Page, name: str) -> bool:
    """True where the opening tells of this body that it was audited (对某某局…进行了审计), and names none beside it."""
    opening = page.folded[:_OPENING]
    who = re.search(
        rf"对(?P<before>[^，,。；;、]{{0,12}}?){re.escape(name)}(?![、和与及])[^。；;]{{0,120}}?(?:进行|实施|开展)了?[^，,。；;]{{0,12}}审计",
        opening,
    )
    return who is not None and not re.search("[和与及等]", who["before"])
