"""Find where somebody's check ends that a statement of state follows: 经县审计局复核，确认(已整改到位)."""

import re

_CHECKED = "(?:验收|核验|核查|核实|核对|复核|复查|复验|复检|查验|查核|检验|检测|抽查|检查|审核|评估|认定|回访|回头看)"
_CONFIRMED = "(?:确认|认定|认为|判定|评定|显示|表明|证实|核实|结果|结论)(?:为)?"
_DAY = r"(?:[\d〇零一二三四五六七八九十年月日号上中下旬初底末]{2,12}[，,]?)?"
# 待县审计局核验后销号, 申请验收合格: a check to come confirms nothing
_TO_COME = (
    "待|尚|未|没|申请|报请|提请|拟|将|等待|等(?!部门|单位|机构|[^，,。；;:：]{0,4}[部局委办])"
    "|组织|开展|需|须|应|要|请|若|如|能否|是否|制|办法"
)
_HEAD = rf"(?:(?!{_TO_COME})[^，,。；;:：]){{0,20}}?"
BEHIND_CHECK = re.compile(
    # 经核验(已整改到位)  7月30日经消防大队现场核验合格，(予以销号)  经住建局(验收合格)
    rf"[ ]*+{_DAY}(?:(?:该|此|本|这)(?:[项个件])?(?:问题|事项|任务|缺失)?)?(?:现|已|业|均|并){{0,2}}经过?{_HEAD}"
    rf"(?:(?=(?:验收|核验|复核|复验)(?:合格|通过))|{_CHECKED}(?:组)?(?:后|合格|通过|属实|无误){{0,2}}(?:[，,]?(?:均|已|并)?{_CONFIRMED})?[，,:：]?)"
    # 确认(已整改到位)  区审计局现场核验确认(整改到位)  现场核查(已整改完成)
    rf"|[ ]*+{_DAY}{_HEAD}(?:{_CHECKED}(?:后)?(?:[，,]?{_CONFIRMED}|"
    r"(?=[已均全业]{1,2}[^，,。；;]{0,6}(?:整改|销号|办结|改善)))|确认(?!了)(?:为)?)[:：]?"
)


def behind_check(folded: str, start: int, end: int) -> int | None:
    """Where a statement may begin behind the check that opens folded[start:end]; None where no check does."""
    found = BEHIND_CHECK.match(folded, start, end)
    return found.end() if found and found.end() < end else None
