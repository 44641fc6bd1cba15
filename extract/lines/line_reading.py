"""What several rules ask of one line: its head, its labels, its role as a heading. Worked out once and kept with the page."""

import re
from collections.abc import Iterable

from extract.language.sentences import sentences
from extract.lines.lines import Line, Page
from extract.roles.role_model import ask_of

# 编号X2QK240619-003, 第2.14段: a line that only numbers a record
_NUMBER = re.compile(
    r"[ ]*(?:(?:案件|受理|举报|信访|问题|任务|整改|建议|缺失|稽核|查核|改善|个案|事项)*(?:编号|序号|项次|案号)[ ]*[:：]?[ ]*"
    r"(?P<number>[A-Za-z0-9一二三四五六七八九十甲乙丙丁戊己庚〔〕第号年度字._/-]{1,24})"
    r"|(?P<paragraph>第[\d.]+(?:[至及和、,-][ ]?[\d.]+)*段))[ ]*"
)


def record_number(page: Page, line: Line) -> re.Match[str] | None:
    """The match of a line that only numbers a record."""
    return _NUMBER.fullmatch(page.folded, line.body, line.end)


_FIELD = re.compile(
    r"[^，,。；;:：]{0,8}(?:依据|缘由|案由|事由|主旨|目的|日期|基准日|截止日|期间|总数|件数|项数|资料来源)[:：][ ]*[^ ]"
    # 復貴室113年3月6日…號函: what a letter answers
    "|(?:[复覆]|依据?|奉|遵照?|据)[ ]*[^，,。；;]{2,40}(?:字第|号|函|令|通知)"
)
# 本部分探討…, 本部載述當局的最新進展
_INTRODUCES = re.compile(
    r"[^。；;]{0,6}(?<![文基成根样版账])(?:本|下)(?:部分|章|节|编|文件?|[复覆]文|[回答函][复覆]|函件?|报告书?|附[录件]|表|摘要)[^。；;]{0,8}?(?:旨在|回应|答[复覆]|跟进|探讨|审查|审视|阐述|概述|载述|载列|检视|检讨|研究|介绍|说明|集中|论述|汇报|列出|列明|胪列|交代|提供|综述)"
    # 審計署於某月發表第八十一號報告書，第7章…: the report that is followed up
    "|审计署(?:署长)?(?:已|曾)?[于在][^。；;，,]{2,20}(?:发表|公[布佈]|发布|提交)[^。；;，,]{0,16}报告书?[，,]"
    # 審計署署長第八十三號報告書於…提交立法會。: the same of the report
    "|审计署(?:署长)?[^。；;，,]{0,10}报告书?(?:已|曾)?[于在][^。；;，,]{2,16}(?:发表|公[布佈]|发布|提交|呈交)[^。；;，,]{0,12}[。，,；;]"
    # 審計署於2023年完成審查，提出9項建議。: who looked, and at how much
    "|[^。；;]{0,60}(?<!未)提出了?[\\d一二三四五六七八九十]{1,3}[项点条](?:审计|改善|改进|主要)?建议[。，,；;]"
    "|本部(?:旨在|阐述|概述|载述|载列|论述|胪列|汇报|交代)"
)


_BELOW = "下"
# 1.审核组提出6项建议。现将跟进情况汇报如下。 …的進展載於下文。
_AS_FOLLOWS = re.compile(
    r"(?:现[将就谨][^。；;]{2,30}如下|(?:进展|进度|情况|情形|回应|结果|详情|内容)[^。；;，,]{0,6}(?:载|列|述|见)[于在]?下文)[。:：]$"
)


def tells_field(page: Page, line: Line) -> bool:
    """True for 二、資料截止日：113年7月31日 and 1.本文件匯報…: what the head of a paper says of itself."""
    if line.is_table:
        return False
    return _FIELD.match(page.folded, line.body, line.end) is not None or introduces(page, line)


def introduces(page: Page, line: Line) -> bool:
    """True for a paragraph that says what is told below."""
    return not line.is_table and (
        _INTRODUCES.match(page.folded, line.body, line.end) is not None
        or (_BELOW in line.text[-3:] and _AS_FOLLOWS.search(page.folded, line.body, line.end) is not None)
    )


def heads_table(page: Page, line: Line) -> bool:
    """True for a line right above a table: 县财政局 there says whose rows follow."""
    return line.index + 1 < len(page.lines) and page.lines[line.index + 1].is_table


_TABLE_LEAD = re.compile(
    r"(?:(?:如下|见下|下)(?:表|列)|(?:统计|情况|一览|汇总|明细|清单)表?)[^。]{0,8}[:：。]?$"
)


def introduces_table(page: Page, line: Line) -> bool:
    """True for 整改进度统计如下表： and captions right above a table: they belong to no finding."""
    following = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    if following is None or not following.is_table or line.mark is not None or line.is_table:
        return False
    text = line.text.strip().rstrip("。：:")
    return not re.search(r"[，,。；;]", text) and bool(_TABLE_LEAD.search(text))


def ask_ahead(page: Page, lines: Iterable[Line]) -> None:
    """Ask the model of the titles of numbered lines and of the sentences that no label says the role of, all at once: rules
    may come to be in doubt about them."""
    ask_of(_unlabelled(page.folded, lines))


def _unlabelled(folded: str, lines: Iterable[Line]) -> list[str]:
    """The titles of numbered lines and the sentences that no label says the role of: rules may be in doubt about them."""
    found: list[str] = []
    for line in lines:
        if line.is_table or line.opening_label:
            continue
        where: tuple[int, int] | None = (line.start, line.end)
        if line.mark is not None:
            head = line.head
            found.append(folded[slice(*head.title)])
            where = head.rest
        if where is not None:
            found += [folded[a:b] for a, b in sentences(folded, *where)]
    return found
