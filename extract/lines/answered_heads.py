"""Items of a reply that name a problem and go on with who does what: 至於F，署方已…。 報告書指出F。署方已…."""

import re

from extract.roles.turning import may_name_fault

Range = tuple[int, int]
ANSWERED_FIRST = frozenset("至对就关审报 ")  # what such an item opens with
_LEAD = re.compile(
    r"[ ]*(?:(?:至于|对于|就(?![业学医餐职])|关于)(?!此|上述|以上|这些|有关)|(?:审计署(?:署长)?的?|审计)?报告书?"
    r"(?:第[\d一二三四五六七八九十]+(?:部分|章|段))?"
    r"(?:亦|又|并|也|还|同时){0,2}(?:指出?|提到|提及|认为|批评|关注到?|发现)[，,]?)"
)
_WHO = r"(?:[署局处厅校院会]方|政府|当局|部门|我们|本[署局处会院校]|[\u4e00-\u9fff]{2,10}?(?:署|局|处|厅|公司|委员会|中心))"
_DOES = r"(?:已|现|正|会|将|亦|在|于|自|曾|目前|计划|重新|同意)"
# …，署方已…  …。某署已…  …，由於…，政府正…
_ANSWER = re.compile(
    rf"(?<=[，,。；;])[ ]*(?:{_WHO}{_DOES}|(?:由于|因应|鉴于)(?=[^。；;]{{4,60}}?[，,]{_WHO}{_DOES}))"
)


def answered_head(folded: str, start: int, end: int) -> tuple[Range, Range] | None:
    """The problem and what is answered, where one line tells both and names who answers; None elsewhere."""
    lead = _LEAD.match(folded, start, end)
    answer = _ANSWER.search(folded, lead.end() + 4, end) if lead else None
    if lead is None or answer is None or folded.find("。", lead.end(), answer.start() - 1) >= 0:
        return None
    stop = answer.start() - (folded[answer.start() - 1] != "。")
    title = (lead.end(), stop)
    return (title, (answer.start(), end)) if may_name_fault(folded[slice(*title)]) else None
