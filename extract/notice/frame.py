"""Set apart the lines that frame a notice - metadata, title, signature, closing phrases - from its body."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile

from extract.language.folding import squeeze
from extract.language.patterns import ABOVE
from extract.lines.line_reading import introduces_table
from extract.lines.lines import Line, Page
from extract.notice.advice import TELLS, advice_behind, advice_ends, advising
from extract.notice.ahead import closes_ahead, promised_last, promising, tells_next
from extract.notice.annexes import annexed_answers
from extract.notice.closing_lists import ClosingList, closing_lists
from extract.notice.closing_words import (
    echoes,
    is_closing,
    is_date,
    leads_on,
    names_body,
    promise,
    without_closing,
)
from extract.notice.contents import contents_of
from extract.notice.document_numbers import only_numbers
from extract.notice.letter_heads import signers
from extract.notice.signature import (
    Signature,
    answers_deadline,
    find_signatures,
    unsigned_date,
)
from extract.notice.speaks_of_all import for_all
from extract.notice.states_apart import StatesApart, states_apart

# 市审计局要求上述单位于9月底前整改到位, once, below all findings
_ASKED = re.compile(
    rf"[^，,。；;:：]{{0,24}}(?:要求|责成|责令|督促)(?:{ABOVE}|各|所有)[^，,。；;]{{0,14}}(?:单位|部门|企业|机构|学校|院校|乡镇|街道|县区|区县|地区|公司)"
    r"[^。；;]{0,40}(?:整改|纠正|办结|销号)"
)
_ADVISES = re.compile(r"^(?:对|针对)[^。]{0,12}问题.*建议[:：](?:一是|1[.、]|[(（]一[)）]|①)")
_SEPARATES = frozenset("—-=_*＿~～ ")
_SEPARATOR = re.compile(r"[—\-=_*＿~～ ]{3,}$")
_DATE_ENDS = "日月 "
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
    apart: StatesApart  # 已完成整改：第1、3项, of findings told elsewhere
    annex: Line | None = None  # 附件：整改情况, which heads answers behind the signature


def frame_of(page: Page) -> Frame:
    """Divide the lines of a page."""
    signatures = find_signatures(page)
    final = signatures[-1] if signatures else None
    candidates = [x for x in page.lines if x.block.kind not in ("title", "metadata", "attachment")]
    if final is None or (not final.signers and final.last_line < _first_told(page)):
        final = unsigned_date(page, candidates) or final  # the day of a meeting above the title signs nothing
    behind = signatures and candidates and candidates[-1].index > signatures[0].last_line
    annex = annexed_answers(page, candidates, signatures[0].last_line) if behind else None
    body = _body(page, candidates, signatures, final, annex)
    body = _without_address(body)
    apart = states_apart(page, body)
    lists = closing_lists(page, [x for x in body if x.index not in apart.indexes])
    listed = apart.indexes.union(*(x.indexes() for x in lists))
    body = [x for x in body if x.index not in listed]
    promised = promise(body) or promised_last(page, body)
    body = body[:-1] if promised else body
    body = _parted(page, body)
    tail_from = _tail(body)
    letter = _letter(body, final)
    advised = advising(body)
    asking = [
        x.index
        for x in body
        if x.mark is None and not x.is_table and _ASKED.match(page.folded, x.start, x.end)
    ]
    ended = advice_ends(page, lists, body)
    ahead_of_all = closes_ahead(page, body)
    loose, nexts, advice, kept = [], promised, [], []
    for line in body:
        text = line.text
        if line.mark is not None or line.is_table:
            kept.append(line)
        elif line.index >= ended:
            loose.append(line)
        elif line.index in advised or _ADVISES.search(text):
            advice.append(line)
        elif line.index == ahead_of_all or (
            (line.index >= tail_from or line.index in letter) and tells_next(line, last=line is body[-1])
        ):
            nexts.append(line)
        elif len(text) > 8 and (for_all(text) or ([line.index] == asking and line.index >= tail_from)):
            said, ahead = promising(page, line)
            said, asked = advice_behind(said)
            for kind, told_of_all in ((loose, said), (nexts, ahead), (advice, asked)):
                kind.extend([told_of_all] if told_of_all else [])
        else:
            kept.append(line)
    return Frame(
        body=tuple(kept),
        loose=tuple(loose),
        advice=tuple(advice),
        next_steps=tuple(without_closing(page, x) for x in nexts),
        lists=tuple(lists),
        signature=final,
        signatures=tuple(signatures),
        apart=apart,
        annex=annex,
    )


def _body(
    page: Page,
    candidates: list[Line],
    signatures: list[Signature],
    final: Signature | None,
    annex: Line | None,
) -> list[Line]:
    """The lines that tell something: no signature, no closing phrase, nothing that only frames the text."""
    if annex is not None:
        candidates = [annex if x.index == annex.index else x for x in candidates]
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
        if line is not annex and (
            is_closing(line, text, after_all=line.index > told)
            or leads_on(text)
            or (text[-1:] == "号" and only_numbers(text))
            or (
                text[-1:] in _DATE_ENDS
                and is_date(text, last=line is candidates[-1])
                and not answers_deadline(page, line)
            )
            or line.block.kind == "note"
            or (line.index in leads and introduces_table(page, line))
            or (text[:1] in _SEPARATES and _SEPARATOR.match(text))
            or line.index in passed
            or (near_end <= line.index and names_body(page, line))
            or (text.lstrip()[:1] in openings and echoes(line, titles))
        ):
            continue
        body.append(line)
    return body


def _first_told(page: Page) -> int:
    """Index of the title; 0 where none is marked."""
    return [*[x.index for x in page.lines if x.block.kind == "title"], 0][0]


def _passed(
    page: Page, candidates: list[Line], signatures: list[Signature], final: Signature | None
) -> set[int]:
    """Lines that belong to no notice: heads between two, tables of contents, signers, what stands below all."""
    heads = _heads_between(page, signatures) | contents_of(candidates) | _explaining(page)
    return heads | signers(page, candidates) | _below_all(candidates, final)


def _explaining(page: Page) -> set[int]:
    """Lines that explain several of the signs that state."""
    words = page.state_signs.explained
    if not words:
        return set()
    starts = [x.start for x in page.lines]
    told = Counter(bisect_right(starts, at) - 1 for at, _ in words)
    return {n for n, count in told.items() if count > 1}


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
    return next(
        (
            x.index
            for x in reversed(lines)
            if x.is_table or x.mark is not None or (x.opening_label and x.opening_label.role in TELLS)
        ),
        -1,
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
    if signature is None or not body or body[-1].index <= signature.last_line:
        return range(0)
    return range(_tail([x for x in body if x.index < signature.first_line]), signature.first_line)


def _parted(page: Page, body: list[Line]) -> list[Line]:
    """The lines with 数据截至10月底。下一步，我局将… right below a table cut in two."""
    if len(body) < 2 or not body[-2].is_table or body[-1].is_table or body[-1].mark is not None:
        return body
    said, ahead = promising(page, body[-1])
    return [*body[:-1], said, ahead] if ahead else body


def _tail(body: list[Line]) -> int:
    """Index of the first line after the last numbered line or table: where closing paragraphs may begin."""
    return 1 + next((x.index for x in reversed(body) if x.mark is not None or x.is_table), -1)
