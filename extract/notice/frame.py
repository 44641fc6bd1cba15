"""Set apart the lines that frame a notice - metadata, title, signature, closing phrases - from its body."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from extract.language.anchors import edges
from extract.language.folding import squeeze
from extract.language.sentences import sentences
from extract.lines.line_reading import introduces_table
from extract.lines.lines import Line, Page
from extract.lines.listed_problems import names_each
from extract.notice.advice import TELLS, advice_ends, advising
from extract.notice.closing_lists import NEXT, ClosingList, closing_lists
from extract.notice.closing_words import echoes, is_closing, is_date, names_body, promise
from extract.notice.contents import contents_of
from extract.notice.letter_heads import signers
from extract.notice.shared_cells import THESE, cells_of_these
from extract.notice.signature import (
    Signature,
    answers_deadline,
    find_signatures,
    unsigned_date,
)
from extract.status.statements import hits_in, pure_status
from extract.status.statuses import may_state

# 處方會密切監察餘下建議的落實進度: a promise for what is left of all findings
_LEFT = r"(?:余下|其余|剩余|未结|仍待|(?:尚|仍)?未(?:全面|完全)?(?:完成|落实|推行|实施|结案|解除列管|改善|处理)|改善中|办理中|进行中)"
_OF_FINDINGS = "(?:建议|事项|问题|意见|措施|项目|案件|缺失|工作|部[分份])"
_GOES_ON = r"(?:会|将)(?:继续|持续|赓续|密切|积极|定期|按[季月年]|每[季月年])"
_WATCHES = re.compile(
    rf"[^，,。；;:：]{{0,16}}{_GOES_ON}[^。；;]{{0,24}}{_LEFT}[^。；;，,]{{0,12}}{_OF_FINDINGS}"
    rf"|(?:有关|至于|就|对于?)?{_LEFT}[^，,。；;:：]{{0,16}}(?:{_OF_FINDINGS}|者)[，,][^。；;，,:：]{{0,16}}(?:将|会)"
)
# The same of all findings, which only the last line of a notice says.
_WATCHES_ALL = re.compile(
    rf"[^，,。；;:：]{{0,16}}{_GOES_ON}[^。；;，,]{{0,12}}(?:各项|上[述开揭]|有关|相关|所有|这些)[^。；;，,]{{0,12}}{_OF_FINDINGS}"
    rf"|(?:上[述开揭]|前[述开揭]|以上|各项)(?:各项|所有|有关|相关|审核|查核|稽核|改善|建议|列管|重要)*{_OF_FINDINGS}[，,][^。；;，,:：]{{0,12}}{_GOES_ON}"
)
_LISTED_NUMBERS = re.compile(
    r"^(?:第|问题)[(（]?[\d一二三四五六七八九十]{1,3}[)）]?(?:[、,，至和]第?[(（]?[\d一二三四五六七八九十]{1,3}[)）]?)+(?:项|个|条)?(?:问题|事项)?"
)
_IN_PART = re.compile(
    r"第[ ]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[ ]?(?:部分|大类|个?方面|类)(?:问题)?[中里]?的?[，,]?第[ (（]*[\d一二三四五六七八九十]"
)
_SPEAKS_OF_ALL = re.compile(
    r"^(?:对于?|针对|就)?(?:截[至止][^，,。]{0,24}[，,])?(?:目前[，,])?(?:上述|以上|前述|上[开揭]|前[开揭]|(?:审计|巡察|报告|反馈|本次)[^。，,]{0,24}?(?:的)?\d{1,3}(?:个|项|条)|所有|全部)[^。，,]{0,14}(?:问题|事项|缺失)(?!的?(?:行为|做法)?(?:不符合|不符|违反|违背|有悖))"
)
_OF_ALL_FOUND = re.compile(
    r"^(?:对于?|针对)(?:本次|此次)?(?:审计|检查|巡察|核查)(?:调查)?(?:发现|查出|指出|反映|提出)的(?:主要|各项|有关|上述)?问题[，,]"
)
# 对有关违纪违规问题，审计机关已依法提出处理意见。
_ACTED = re.compile(
    r"(?:对于?|针对)(?:本次|此次)?(?:有关|相关|各项|以上|上述|前述|审计(?:调查)?(?:查出|发现|指出)的?|违[纪规法])[^，,。；;]{0,16}(?:问题|结果|事项|线索|行为)[，,][^，,。；;]{0,10}审计(?:机关|[部厅局署处])"
    r"(?:均|已|均已|已经)?[^，,。；;]{0,12}(?:依法|依规|按照?有关|按规定|提出|出具|下达|作出|移送)"
)
# 市审计局要求上述单位于9月底前整改到位, once, below all findings
_ASKED = re.compile(
    r"[^，,。；;:：]{0,24}(?:要求|责成|责令|督促)(?:上述|以上|前述|各|所有)[^，,。；;]{0,14}(?:单位|部门|企业|机构|学校|院校|乡镇|街道|县区|区县|地区|公司)"
    r"[^。；;]{0,40}(?:整改|纠正|办结|销号)"
)
_ADVISES = re.compile(r"^(?:对|针对)[^。]{0,12}问题.*建议[:：](?:一是|1[.、]|[(（]一[)）]|①)")
_SEPARATOR = re.compile(r"[—\-=_*＿~～ ]{3,}$")
_BLAME = re.compile(
    r"(?:对|就)?(?:上述|以上|前述)[^。；;]{0,30}(?:问题|事项)[^。；;]{0,40}负(?:有)?(?:直接|主管|主要|重要|领导|全面)[^。；;]{0,6}责任[。；;]?$"
)
_NEAR_END = 6  # lines among which a signature stands
_STOPS = re.compile("[。；;]")
_ADDRESS = re.compile(r"^[^，,。；;]{2,60}[:：]$")


@dataclass(frozen=True)
class Frame:
    """Body lines for the outline, and those that speak for the whole document."""

    body: tuple[Line, ...]
    loose: tuple[Line, ...]  # blanket statements that stand after the last finding
    advice: tuple[Line, ...]  # 同时建议：一是… after the last finding
    next_steps: tuple[Line, ...]  # closing 下一步 paragraphs without a number
    lists: tuple[ClosingList, ...]  # what comes next or is advised, item by item
    signature: Signature | None
    signatures: tuple[Signature, ...]


def frame_of(page: Page) -> Frame:
    """Divide the lines of a page."""
    signatures = find_signatures(page)
    final = signatures[-1] if signatures else None
    candidates = [x for x in page.lines if x.block.kind not in ("title", "metadata", "attachment")]
    if final is None:
        final = unsigned_date(page, candidates)
    signed = {
        i for s in [*signatures, *([final] if final else [])] for i in range(s.first_line, s.last_line + 1)
    }
    passed = _passed(page, candidates, signatures, final)
    told = _last_told(candidates)
    titles = {squeeze(page.folded[b.start : b.end]) for b in page.document.blocks if b.kind == "title"}
    openings = {title[:1] for title in titles}
    near_end = max(len(page.lines) - _NEAR_END, told)
    leads = {x.index - 1 for x in page.lines if x.is_table}
    body: list[Line] = []
    for line in candidates:
        text = line.text
        if line.index in signed and not line.is_table:
            continue
        if (
            is_closing(line, text, after_all=line.index > told)
            or (is_date(text, last=line is candidates[-1]) and not answers_deadline(page, line))
            or line.block.kind == "note"
            or (line.index in leads and introduces_table(page, line))
            or _SEPARATOR.match(text)
            or line.index in passed
            or (near_end <= line.index and names_body(page, line))
            or (text.lstrip()[:1] in openings and echoes(line, titles))
        ):
            continue
        body.append(line)
    body = _without_address(body)
    lists = closing_lists(page, body)
    listed = {index for x in lists for index in x.indexes()}
    body = [x for x in body if x.index not in listed]
    promised = promise(body)
    body = body[:-1] if promised else body
    tail_from = _tail(body)
    letter = _letter(body, final)
    advised = advising(body)
    asking = [
        x.index
        for x in body
        if x.mark is None and not x.is_table and _ASKED.match(page.folded, x.start, x.end)
    ]
    ended = advice_ends(page, lists, body)
    ahead_of_all = _closes_ahead(page, body)
    loose, nexts, advice, kept = [], promised, [], []
    for line in body:
        text = line.text
        if line.mark is not None or line.is_table:
            kept.append(line)
        elif line.index >= ended:
            loose.append(line)
        elif line.index in advised or _ADVISES.search(text):
            advice.append(line)
        elif _BLAME.match(text):
            continue  # says who answers for the findings, none of their cells
        elif line.index == ahead_of_all or (
            (line.index >= tail_from or line.index in letter) and _tells_next(line, last=line is body[-1])
        ):
            nexts.append(line)
        elif len(text) > 8 and (_for_all(text) or ([line.index] == asking and line.index >= tail_from)):
            said, ahead = _promising(page, line)
            loose.append(said)
            nexts += [ahead] if ahead else []
        else:
            kept.append(line)
    return Frame(
        body=tuple(kept),
        loose=tuple(loose),
        advice=tuple(advice),
        next_steps=tuple(nexts),
        lists=tuple(lists),
        signature=final,
        signatures=tuple(signatures),
    )


_WILL = re.compile(r"[^。；;]{2,60}?(?:将|须(?!经))")


def _closes_ahead(page: Page, body: list[Line]) -> int:
    """The index of a last paragraph that says what will be done, below answers that each end with their state (…。整改完成。):
    the finding above it is told to its end, so it speaks for all. -1 without one.
    """
    last = body[-1] if len(body) > 4 else None
    if last is None or not last.is_plain or last.opening_label or not _WILL.match(last.text):
        return -1
    if any(not (h.attributive or h.counted) for h in hits_in(page.folded, last.start, last.end)):
        return -1
    ends = [at for at, line in enumerate(body[:-1]) if not line.is_table and _ends_with_state(page, line)]
    alone = all(body[at + 1].mark is not None for at in ends[:-1])
    return last.index if alone and len(ends) > 2 and ends[-1] == len(body) - 2 else -1


def _ends_with_state(page: Page, line: Line) -> bool:
    told = (
        sentences(page.folded, line.start, line.end) if may_state(page.folded, line.start, line.end) else []
    )
    return len(told) > 1 and pure_status(page.folded, *told[-1]) is not None


def _tells_next(line: Line, *, last: bool) -> bool:
    """True for a closing 下一步，… and for what the body will go on to watch; not for 后续审计查明：…, which tells how it went."""
    text = line.text
    label = line.opening_label
    return (
        (len(text) > (8 if text.endswith("。") else 14) or ":" in text[:8])
        and bool(NEXT.match(text) or _WATCHES.match(text) or (last and _WATCHES_ALL.match(text)))
        and (label is None or label.role not in TELLS)
    )


def _promising(page: Page, line: Line) -> tuple[Line, Line | None]:
    """以上问题均已整改到位。下一步，我局将…: what is said of all, and what comes next."""
    parts = sentences(page.folded, line.start, line.end)
    at = next((a for a, b in parts[1:] if NEXT.match(page.folded, a, b) and b - a > 14), None)
    if at is None:
        return line, None
    return replace(line, end=page.trim(line.start, at)[1]), replace(line, start=at, body=at)


def _passed(
    page: Page, candidates: list[Line], signatures: list[Signature], final: Signature | None
) -> set[int]:
    """Lines that belong to no notice: heads between two, tables of contents, signers, what stands below all."""
    heads = _heads_between(page, signatures) | contents_of(candidates)
    return heads | signers(page, candidates) | _below_all(candidates, final)


def _below_all(lines: list[Line], final: Signature | None) -> set[int]:
    """Short lines below the last signature that tell nothing: titles of other pages that a site shows there."""
    if final is None or final.date is None:
        return set()
    below = [x for x in lines if x.index > final.last_line]
    tells = any(
        x.is_table or x.number or _STOPS.search(x.text) or (x.opening_label and x.opening_label.role in TELLS)
        for x in below
    )
    return set() if tells else {x.index for x in below}


def _last_told(lines: list[Line]) -> int:
    """Index of the last line that is a table, has a number, or a label of what was found or done."""
    return max(
        (
            x.index
            for x in lines
            if x.is_table or x.mark is not None or (x.opening_label and x.opening_label.role in TELLS)
        ),
        default=-1,
    )


def _heads_between(page: Page, signatures: list[Signature]) -> set[int]:
    """Title lines of the notices that follow a signature on the same page."""
    found: set[int] = set()
    for signature in signatures[:-1]:
        for line in page.lines[signature.last_line + 1 : signature.last_line + 6]:
            text = line.text
            if (
                line.is_table
                or (line.mark is not None and not _SEPARATOR.match(text))
                or re.search("[。；;：:]", text)
            ):
                break
            found.add(line.index)
    return found


@cache
def _opens_for_all() -> re.Pattern[str]:
    """Where a line may begin that speaks of all, 第一部分 aside: most lines do not."""
    openings = (_SPEAKS_OF_ALL, _OF_ALL_FOUND, _ACTED, _LISTED_NUMBERS)
    return re.compile("|".join([*(edges(pattern.pattern)[0] for pattern in openings), "[ ]", *THESE]))


def _for_all(text: str) -> bool:
    if not ("第" in text or _opens_for_all().match(text)) or names_each(text):
        return False
    if _IN_PART.search(text[:120]) or cells_of_these(text, 0, len(text)):
        return True  # 除第一部分第（二）项外，其余均已整改
    m = _SPEAKS_OF_ALL.match(text) or _OF_ALL_FOUND.match(text) or _ACTED.match(text)
    if m is not None and text[m.end() : m.end() + 1] not in (":", "："):  # not 审计发现3个问题：一是…
        return True
    listed = _LISTED_NUMBERS.match(text)
    return listed is not None and text[listed.end() : listed.end() + 1] not in (":", "：", "，", ",")


def _without_address(body: list[Line]) -> list[Line]:
    """Leave out the addressee (市审计局：) among the first lines."""
    for i, line in enumerate(takewhile(lambda x: x.mark is None and not x.is_table, body[:6])):
        text = line.text.strip()
        if (
            _ADDRESS.match(text)
            and "建议" not in text
            and line.opening_label is None
            and re.search(r"(?:局|会|府|厅|委|代表|委员|单位|办|公司|院|部)[^。]{0,4}[:：]$", text)
        ):
            return body[:i] + body[i + 1 :]
    return body


def _letter(body: list[Line], signature: Signature | None) -> range:
    """The indexes between the last number of a letter and its signature, where a table or a report is attached below it."""
    if signature is None or not any(x.index > signature.last_line for x in body):
        return range(0)
    return range(_tail([x for x in body if x.index < signature.first_line]), signature.first_line)


def _tail(body: list[Line]) -> int:
    """Index of the first line after the last numbered line or table: where closing paragraphs may begin."""
    last = max((x.index for x in body if x.mark is not None or x.is_table), default=-1)
    return last + 1
