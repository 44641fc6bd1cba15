"""Set apart the lines that frame a notice - metadata, title, signature, closing phrases - from its body."""

import re
from dataclasses import dataclass, field

from extract.language.patterns import ABOVE
from extract.lines.lines import Line, Page
from extract.notice.advice import advice_behind, advice_ends, advising
from extract.notice.ahead import closes_ahead, promised_last, promising, tells_next
from extract.notice.annexes import annexed_answers
from extract.notice.closing_lists import ClosingList, closing_lists
from extract.notice.closing_words import promise, without_closing
from extract.notice.footnotes import NONE as NO_NOTES
from extract.notice.footnotes import Notes, notes_of
from extract.notice.signature import Signature, find_signatures, unsigned_date
from extract.notice.signed_parts import signed_parts
from extract.notice.speaks_of_all import answers_all, for_all
from extract.notice.states_apart import StatesApart, states_apart
from extract.notice.telling_lines import telling_lines

# 市审计局要求上述单位于9月底前整改到位, once, below all findings
_ASKED = re.compile(
    rf"[^，,。；;:：]{{0,24}}(?:要求|责成|责令|督促)(?:{ABOVE}|各|所有)[^，,。；;]{{0,14}}(?:单位|部门|企业|机构|学校|院校|乡镇|街道|县区|区县|地区|公司)"
    r"[^。；;]{0,40}(?:整改|纠正|办结|销号)"
)
_ADVISES = re.compile(r"^(?:对|针对)[^。]{0,12}问题.*建议[:：](?:一是|1[.、]|[(（]一[)）]|①)")
_NOTE = re.compile(r"\n[ ]*(?:\[(?:注[ ]?)?[\d一二三四五六七八九十]{1,2}\]|[(【\[]?注[ ]?\d|注释|[①-⑳])")
_NOTED = re.compile(r"[^\n](?:\[(?:注[ ]?)?[\d一二三四五六七八九十]{1,2}\]|[(【]注|[①-⑳])")
_ALIKE = 5  # characters that paragraphs of one form open with


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
    notes: Notes = NO_NOTES  # [1] …, which the text refers to


def frame_of(page: Page) -> Frame:
    """Divide the lines of a page."""
    signatures = find_signatures(page)
    final = signatures[-1] if signatures else None
    parts = signed_parts(page, signatures) if signatures[1:] else {}
    if final in parts.values():
        final = None  # each body signs for itself, nobody for the whole
    candidates = [x for x in page.lines if x.block.kind not in ("title", "metadata", "attachment")]
    if not parts and (final is None or (not final.signers and final.last_line < _first_told(page))):
        final = unsigned_date(page, candidates) or final  # the day of a meeting above the title signs nothing
    notes = (
        notes_of(page, candidates) if _NOTE.search(page.folded) and _NOTED.search(page.folded) else NO_NOTES
    )
    candidates = [x for x in candidates if x.index not in notes.indexes]
    behind = signatures and candidates and candidates[-1].index > signatures[0].last_line
    annex = annexed_answers(page, candidates, signatures[0].last_line) if behind else None
    body = telling_lines(page, candidates, signatures, final, annex, frozenset(parts))
    apart = states_apart(page, body)
    lists = closing_lists(page, [x for x in body if x.index not in apart.indexes])
    listed = apart.indexes.union(*(x.indexes() for x in lists))
    body = [x for x in body if x.index not in listed]
    promised = promise(body) or promised_last(page, body)
    body = _parted(page, body[:-1] if promised else body)
    kinds = _divided(page, body, final, advice_ends(page, lists, body))
    return Frame(
        body=tuple(kinds.kept),
        loose=tuple(kinds.loose),
        advice=tuple(kinds.advice),
        next_steps=tuple(without_closing(page, x) for x in [*promised, *kinds.nexts]),
        lists=tuple(lists),
        signature=final,
        signatures=tuple(signatures),
        apart=apart,
        annex=annex,
        notes=notes,
    )


@dataclass(slots=True)
class _Kinds:
    """Lines by what they speak of: findings, all of them, what is advised, what comes next."""

    kept: list[Line] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    advice: list[Line] = field(default_factory=list)
    nexts: list[Line] = field(default_factory=list)


def _divided(page: Page, body: list[Line], final: Signature | None, ended: int) -> _Kinds:
    """Divide the lines of a body; those from the index `ended` on stand behind advice and speak of all."""
    kinds = _Kinds()
    tail_from, letter = _tail(body), _letter(body, final)
    advised, ahead_of_all = advising(body), closes_ahead(page, body)
    plain = [x for x in body if x.mark is None and not x.is_table]
    asking = [x.index for x in plain if _ASKED.match(page.folded, x.start, x.end)]
    alone: set[int] | None = None
    for line in body:
        text = line.text
        at_end = line.index >= tail_from
        if line.mark is not None or line.is_table:
            kinds.kept.append(line)
        elif line.index >= ended:
            kinds.loose.append(line)
        elif line.index in advised or _ADVISES.search(text):
            kinds.advice.append(line)
        elif line.index == ahead_of_all or (
            (at_end or line.index in letter) and tells_next(line, last=line is body[-1])
        ):
            kinds.nexts.append(line)
        elif len(text) > 8 and (
            for_all(text) or (at_end and ([line.index] == asking or ("后" in text and answers_all(text))))
        ):
            if alone is None:  # behind the last number one speaks of all
                alone = set() if at_end else _below_one_each(body)
            if line.index in alone:
                kinds.kept.append(line)
                continue
            said, ahead = promising(page, line)
            said, asked = advice_behind(said)
            kinds.loose.append(said)
            kinds.nexts += [ahead] if ahead else []
            kinds.advice += [asked] if asked else []
        else:
            kinds.kept.append(line)
    return kinds


def _below_one_each(body: list[Line]) -> set[int]:
    """Indexes of paragraphs on 上述问题 of which each stands below one number of a list: it speaks of that one."""
    found: list[int] = []
    numbers: list[Line] = []
    for i, line in enumerate(body):
        if line.mark is not None:
            numbers.append(line)
        elif not line.is_table and len(line.text) > 8 and for_all(line.text):
            kinds = [x.mark.kind for x in numbers if x.mark is not None]
            opens = body[found[0]].text[:_ALIKE] if found else line.text[:_ALIKE]
            if not kinds or kinds.count(kinds[-1]) > 1 or not line.text.startswith(opens):
                return set()
            found.append(i)
            numbers = []
    return {body[i].index for i in found} if len(found) > 1 else set()


def _first_told(page: Page) -> int:
    """Index of the title; 0 where none is marked."""
    return [*[x.index for x in page.lines if x.block.kind == "title"], 0][0]


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
