"""Find the signature block: who signs, and the date below it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.lines.line_reading import heads_table
from extract.lines.lines import Line, Page
from extract.status.statements import pure_status

Range = tuple[int, int]
_HAN_YEAR = "[〇零一二三四五六七八九O0]{4}"
_DATE = re.compile(
    rf"(?:(?:中华)?民国[ ]*|(?<! )[ ]*)(?:\d{{2,4}}|{_HAN_YEAR}|[一二三四五六七八九十百]{{2,5}})[ ]*[年./-][ ]*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]*[月./-][ ]*(?:\d{{1,2}}|[一二三四五六七八九十廿]{{1,4}})[ ]*日?"
)
_DATED_AT = re.compile(
    rf"(?P<date>{_DATE.pattern})[ ]*[于於][ ]*(?P<who>[^，,。；;:： ]{{2,20}})"
)  # of Macau
_DATE_ENDS = "日0123456789一二三四五六七八九十。)） "
_LINE_ENDS = frozenset(_DATE_ENDS + "天分")  # a weekday and a time of day may follow
_WEEKDAYS = frozenset("一二三四五六日天)） ")
_DAY_ENDS = "日0123456789一二三四五六七八九十廿"  # without what may follow
_BEFORE_STOP = frozenset(_DAY_ENDS + " 。)）")  # what may stand before 。 behind a date
_BODY = re.compile(
    r"(?:局|委|委员会|办公室|办|厅|部|处|院|署|中心|公司|集团|政府|党组|党委|党支部|总支|支部|组|室|会|社|学校|大学|学院|医院|银行|行|队|站|所|馆|联合社|审计组|司|科|股|街道|园区|管委会|指挥部|协会|联合会|工会|机构|基金会|事务所|电视台|台|学部|校|库|场|厂|园|店|港|矿|基地|联社|合作社|报社|总公司|海关|残联|妇联|文联|侨联|工商联|社科联|科协|中学|小学|监狱|社区|专班)$"
)
# 某某縣政府 敬啟, 某某醫院 製, 某某辦公室主任
_SALUTE = re.compile(
    r"(?:(?<! )[ ]+(?:敬|谨|恭|编|印|监|彙|汇)?(?:启|复|具|呈|陈|制|识|上)|(?<! )[敬谨恭](?:启|复|具|呈|陈|制|识|上)|(?:代理?|副)?(?:主任|[局署处厅院校会乡镇县市]长|总监|主席|董事长|理事长|执行长|总干事|校长|园长|馆长|所长)(?:[ ]+[\u4e00-\u9fff][\u4e00-\u9fff○〇*＊]{1,3})?)[ ]*$"
)
_SEAL = re.compile(r"[(（][^()（）]*(?:章|代)[^()（）]*[)）]")
# What ends like a body and is none: 主办, 未查处, 每队, 从未执行, 不足之处
_ACT = re.compile(
    r"[举承主督查开创兴经包交协停代补续缓免未申催]办$|[一每单首][局处院组行台队]$|[执进发施举运可先另自现推履实流通暂试平并同违盛]行$"
    r"|[现立当到在退进入登]场$|[有无之]所$|[好坏用各多何惩论益到之坐短长]处$|[机开不误体理聚]会$|[全内局外]部$|[排归]队$|[未不没应待][\u4e00-\u9fff]{0,2}处$"
)
_NO_NAME = re.compile(
    r"[，,。；;？！:：【】]|关于|公告$|报告$|情况|未[于依按能经将及足设建开列定实取获报批签上入公执落完缴]|应[收缴]|不[到足符规合实准全严足]|逾期|(?<=[局厅署府会处办委])(?:联合(?!会|社)|会同)|质询|©"
)
_WEEKDAY = re.compile(r"(?<! )[ ]*[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?[ ]*$")
_TIMED = re.compile(r"(?<! )[ ]*(?:(?:香港|本港|澳门|当地)?[时時][间間][ ]*)?\d{1,2}[时時:：]\d{2}分$")
_HEAD = 4  # lines at the top
_TAIL = 24  # characters at the end of a line that may hold a weekday
_STOPS = re.compile(r"[。；;！!？?：:]")
_CLOSING = re.compile(
    r"^完[ ]*[/／](?!完)|(?:特此(?:公告|报告|函复|通报|公示|说明|函告)|此(?:复|致)|专此(?:函复|报告)|以上报告[^。]{0,12})[。！]?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Signer and date as ranges of text; `start` is where the block begins (what follows is no body)."""

    signers: tuple[Range, ...]
    date: Range | None
    start: int
    first_line: int
    last_line: int


def find_signatures(page: Page) -> list[Signature]:
    """Return every signature block in document order: a line that is only a date, with units before it."""
    found: list[Signature] = []
    folded = page.folded
    printed: list[Signature] = []
    day_and_body = "日于" in folded  # 二〇二四年七月十二日于审计署
    for line in page.lines:
        last = folded[line.end - 1]
        dated = folded[line.end - 2] in _BEFORE_STOP if last == "。" else last in _LINE_ENDS
        imprint = last == "发" and folded.endswith(
            "印发", line.start, line.end
        )  # of a paper that has no other day
        if (
            not (dated or imprint or (day_and_body and "日于" in line.text))
            or line.is_table
            or line.block.kind in ("title", "attachment")
            or (line.block.kind == "metadata" and line.start < page.body_from)
        ):
            continue
        date = _closing_date(line, line.end - 2 if imprint else None)
        if date is None or (line.index < _HEAD and folded[line.start] in "(（"):
            continue  # （2023年6月28日） under the title signs nothing
        if imprint:
            printed.append(_signature(page, line, date))
        elif not answers_deadline(page, line):
            found.append(_signature(page, line, date))
    return found or printed[-1:]


_TIME_OF_DAY = re.compile(r"(?:(?:香港|本港|澳门|当地)?时间[ ]*)?\d{1,2}[时:：]\d{2}分?")


def is_release(page: Page, signature: Signature) -> bool:
    """True for a day without a signer above 香港時間14時35分, before 18时05分 or behind 完／: when a press office sent it out."""
    if signature.signers or signature.date is None:
        return False
    own, below = page.lines[signature.last_line], page.lines[signature.last_line + 1 :][:1]
    told = below and _TIME_OF_DAY.match(page.folded, below[0].start, below[0].end)
    return bool(told) or page.folded[own.start] == "完" or page.folded[own.end - 1] == "分"


def answers_deadline(page: Page, line: Line) -> bool:
    """True for a date below 三、整改时限: it is that section's text."""
    above = page.lines[line.index - 1] if line.index else None
    return above is not None and not above.is_table and above.heading_role == "deadline"


def _closing_date(line: Line, end: int | None = None) -> Range | None:
    """The date where a line, up to `end`, holds nothing but a date, or a unit (and a closing phrase) and a date."""
    text = line.text if end is None else line.folded[line.start : end].rstrip()
    if "日于" in text and (at := _dated_at(line)):
        return line.start + at.start("date"), line.start + at.end("date")
    if len(text) > 90 + _TAIL or text[-1:] not in _LINE_ENDS:
        return None
    if text[-1] == "分":
        text = text[:-_TAIL] + _TIMED.sub("", text[-_TAIL:])
        if not text or text[-1] not in _LINE_ENDS:
            return None
    if text[-1] in _WEEKDAYS:
        text = text[:-_TAIL] + _WEEKDAY.sub("", text[-_TAIL:])
    if len(text) > 90 or text[-1:] not in _DATE_ENDS or text.rstrip(" 。)）")[-1:] not in _DAY_ENDS:
        return None
    m = next((m for m in _DATE.finditer(text) if not text[m.end() :].strip(" 。)）")), None)
    if m is None:
        return None
    before = _CLOSING.sub("", text[: m.start()]).strip().rstrip("(（")
    if not before or (is_body_name(before) and not _STOPS.search(before)):
        return line.start + m.start(), line.start + m.end()
    return None


def _dated_at(line: Line) -> re.Match[str] | None:
    """二〇二四年七月十二日于审计署, a date and the body that signs there, as in Macau."""
    at = _DATED_AT.fullmatch(line.text) if len(line.text) <= _TAIL * 2 else None
    return at if at and is_body_name(at["who"]) else None


@lru_cache(maxsize=4096)
def is_body_name(text: str) -> bool:
    """True where a short text can be the name of a body (or several, blanks or 、 between them)."""
    bare = _SEAL.sub("", text).strip()
    return (
        3 <= len(bare) <= 60
        and bool(_BODY.search(bare))
        and not _ACT.search(bare)
        and not _NO_NAME.search(bare)
    )


_MONTH_ALONE = re.compile(
    r"(?:(?:中华)?民国[ ]*)?[\d〇零○一二三四五六七八九]{2,4}[ ]*年[ ]*[\d一二三四五六七八九十]{1,2}[ ]*月"
)


def is_month(text: str) -> bool:
    """True for a year and a month and nothing else: 113年6月."""
    return _MONTH_ALONE.fullmatch(text.strip()) is not None


def _signature(page: Page, line: Line, date: Range) -> Signature:
    if at := _dated_at(line):
        return Signature(
            signers=((line.start + at.start("who"), line.end),),
            date=date,
            start=line.start,
            first_line=line.index,
            last_line=line.index,
        )
    text = page.folded[line.start : date[0]]
    closing = _CLOSING.search(text)
    start = line.start + (closing.end() if closing else 0)
    a, b = page.trim(start, date[0], also="(（ ")
    if a < b:
        return Signature(
            signers=((a, b),),
            date=date,
            start=line.start if not closing else a,
            first_line=line.index,
            last_line=line.index,
        )
    signers: list[Range] = []
    first = line.index
    for above in reversed(page.lines[max(0, line.index - 4) : line.index]):
        end = without_salute(page, above)
        name = page.folded[above.start : end].strip()
        if (
            above.is_table
            or above.block.kind in ("title", "metadata")
            or above.mark is not None
            or not (is_body_name(name) or _named_before(page, above, name))
        ):
            break
        signers.insert(0, page.trim(above.start, end))
        first = above.index
    return Signature(
        signers=tuple(signers),
        date=date,
        start=page.lines[first].start,
        first_line=first,
        last_line=line.index,
    )


def without_salute(page: Page, line: Line) -> int:
    """Where a line ends without 敬啟 or 製 behind a body's name."""
    m = _SALUTE.search(page.folded, max(line.start, line.end - _TAIL), line.end)
    return m.start() if m else line.end


def _named_before(page: Page, line: Line, name: str) -> bool:
    """True for a line right above the date that the title or the opening has named: a body whatever it is called; not
    for what stands below a label of its own line (整改状态), or but states.
    """
    if line.index and page.lines[line.index - 1].heading_role:
        return False
    short = 4 <= len(name) <= 30 and not _STOPS.search(name) and not re.search(r"[，,、\[\]【】(（)）]", name)
    named = short and name in page.folded[: min(600, line.start)]
    return named and pure_status(name, 0, len(name)) is None


def unsigned_date(page: Page, lines: list[Line]) -> Signature | None:
    """A closing line that names a body without any date: 某某局 at the very end."""
    for line in reversed(lines[-3:]):
        end = without_salute(page, line)
        text = page.folded[line.start : end].strip()
        if heads_table(page, line):
            continue
        if (
            line.block.kind in ("paragraph", "note")
            and line.mark is None
            and is_body_name(text)
            and len(text) <= 30
        ):
            return Signature(
                signers=(page.trim(line.start, end),),
                date=None,
                start=line.start,
                first_line=line.index,
                last_line=line.index,
            )
    return None
