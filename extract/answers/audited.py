"""Whether a status is said of all that an audit found: by its own words, or of whoever was audited without a name."""

import re

_ALL_INSIDE = re.compile(
    r"(?:上述|以上|前述|全部|所有|这些|有关|相关|审计发现)[^，,。；;“”]{0,12}(?:问题|事项)"
)
_TIME = "目前|同时|现|截[至止][^，,]{1,10}"
_WHO = "(?:被审计|有关|相关|责任|涉及|该|各|建设|施工|项目)+(?:单位|部门|学校|公司|医院|镇|局|村)"
# 就检查指出的事项，该单位正在整改; …已出具了审计报告，目前建设单位正按…要求落实
_AUDITED = re.compile(
    r"(?:(?:对|针对|对于|就)(?:于)?(?:上述|以上|此次|本次|审计|检查|巡察)[^，,。；;“”]{0,16}(?:问题|事项)"
    rf"|(?:出具|下达|下发|送达|印发)了?[^，,。；;“”]{{0,10}}(?:报告|决定|意见|通知)书?)[，,][^。；;“”]{{0,80}}?(?:^|(?<=[，,]))(?:{_TIME}|[，,])*{_WHO}(?:[^，,。；;]{{0,12}}|[^。；;局委镇校院]{{0,20}})$"
)
_PLANS = re.compile("研究|制定|部署")
_WHOLE_AUDIT = re.compile("审计(?:报告|决定|意见|整改|要求|建议)")
_SOMEBODY = re.compile(rf"(?:(?:{_TIME})[，,]?)?{_WHO}")


def speaks_of_audit(clause: str, status: str) -> bool:
    """Whether the words before a status, or the status itself, make it one of all findings of the audit."""
    if _ALL_INSIDE.search(status):  # 正在对上述问题进行整改
        return True
    if _PLANS.search(status):
        return False
    named = _WHOLE_AUDIT.search(status) and _SOMEBODY.fullmatch(clause.strip())
    return bool(named or _AUDITED.search(clause))
