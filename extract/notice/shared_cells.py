"""What one line sets for several findings at once: 以上事项整改期限：8月31日, 各项问题须于12月底前整改到位."""

import re

from extract.language.patterns import ABOVE, NUMBER
from extract.lines.labels import Role, label_at, labels_in
from extract.lines.lines import Line, Page

Range = tuple[int, int]
DATE = r"(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|年底|年末)(?:以前|之前|前)?"
_ALL = rf"(?:全部|所有|各项?|每项|{ABOVE}|均|一律|统一)"
# 以上事项的整改期限均为2024年5月31日前; 各项问题须于12月底前整改到位
_SET = (
    re.compile(
        rf"(?:整改|完成|办结|销号)(?:时限|期限|时间)(?:除[^。；;，,]{{1,16}}外)?[，,]?(?:均|一律|统一|都|全部)?定?(?:为|是|至|[:：])(?P<due>{DATE})"
    ),
    re.compile(
        rf"(?:要求|责成|责令|督促|限)(?:{ABOVE}|所有|各)[^。；;，,]{{0,12}}(?:单位|部门|企业|机构|学校|院校|乡镇|街道|县区|区县|地区|公司)[^。；;，,]{{0,6}}?"
        rf"(?:于|在)?(?P<due>{DATE})(?=[^。；;，,]{{0,8}}(?:整改|完成|办结|销号|纠正|落实))"
    ),
    re.compile(
        rf"{_ALL}[^。；;，,]{{0,10}}?(?:问题|事项|任务)[^。；;，,]{{0,6}}?(?:须|应|要|务必|限)当?(?:于|在)?(?P<due>{DATE})(?=[^。；;，,]{{0,6}}(?:整改|完成|办结|销号))"
    ),
)
_OF_ALL = re.compile(_ALL)
_THESE = re.compile(
    rf"[ ]*(?:{ABOVE}){NUMBER}?(?:个|项|条|类)?(?:各项|所有|全部|有关)?"
    r"[^，,。；;:：]{0,4}?(?:问题|事项|隐患|缺失|任务|情况)?的?(?=[^，,。；;:：]{2,10}[:：])"
)
_SET_IN_FEW_WORDS = frozenset(["deadline", "responsible", "assisting", "person"])


def time_for_all(page: Page, line: Line) -> Range | None:
    """The time that a sentence of a line sets for all."""
    text = line.text
    if "月" not in text and "年底" not in text and "年末" not in text:
        return None  # a date holds one of these
    for pattern in _SET:
        m = pattern.search(page.folded, line.start, line.end)
        sentence = max(page.folded.rfind(c, line.start, m.start()) for c in "。；;") + 1 if m else 0
        if m and _OF_ALL.search(page.folded, max(sentence, line.start), m.end()):
            return m.span("due")
    return None


def cells_of_these(folded: str, start: int, end: int) -> list[tuple[Role, Range]]:
    """Times and units that 以上事项整改期限：…；责任单位：… sets for the findings above; empty for any other text."""
    m = _THESE.match(folded, start, end)
    first = label_at(folded, m.end(), end) if m else None
    if first is None or first.role not in _SET_IN_FEW_WORDS:
        return []
    labels = [first, *(x for x in labels_in(folded, first.end, end) if x.start >= first.end)]
    if any(x.role not in _SET_IN_FEW_WORDS for x in labels):
        return []
    stops = [*(x.start for x in labels[1:]), end]
    return [(x.role, (x.end, stop)) for x, stop in zip(labels, stops, strict=True)]
