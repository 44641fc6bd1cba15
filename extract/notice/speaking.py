"""Whether the auditors speak in a notice, or the body that was audited: 我局 is one or the other."""

import re

from extract.lines.lines import Page

_HEAD = 2000  # characters in which a notice says who audited whom
_CHECKS = "审计|检查|巡[察视]|督[察查]|核查|稽查|调查"
_WE = r"(?:我|本)(?:局|厅|署|处|组|办|委|会|院|校|镇|乡|市|县|区|州|旗|站|所|馆|社|中心|公司|集团|单位|部门|街道|机关|系统|行)"
# 市审计局对我局…进行了审计, 我局接受了审计; 反馈我局; 贵处抽查
_AUDITED = re.compile(
    rf"(?:对|向|给)(?:了)?{_WE}(?![^。；;，,]{{0,12}}(?:监管|主管))[^。；;]{{0,90}}?(?:{_CHECKS}|反馈|下达|印发|出具)"
    rf"|{_WE}[^。；;，,]{{0,10}}(?:接受|收到|接到)[^。；;，,]{{0,16}}(?:{_CHECKS})"
    r"|贵[室处部署局厅院][^。；;，,]{0,40}(?:查核|抽查|审核|审计|稽核|访查)"  # 貴處抽查本市…, 復貴室…審核通知
)
# 我局派出审计组对某某单位进行了审计
_AUDITORS = re.compile(
    rf"(?:{_WE}|审计[局厅署处室办组])[^。；;对]{{0,60}}?对(?!我|本)[^。；;]{{2,120}}?(?:进行|开展|实施)[^。；;]{{0,24}}(?:{_CHECKS})"
)


def auditors_speak(page: Page) -> bool | None:
    """True where 我局 are the auditors, False where they were audited; None where the first lines say neither."""
    key = (auditors_speak,)
    if key not in page.known:
        page.known[key] = _told(page.folded[:_HEAD])
    known: bool | None = page.known[key]
    return known


def _told(head: str) -> bool | None:
    if _AUDITED.search(head):
        return False
    return True if _AUDITORS.search(head) else None
