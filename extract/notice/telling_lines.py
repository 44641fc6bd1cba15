"""The lines of a page that tell something: none that signs, closes, dates, parts, repeats the title or names an addressee."""

import re
from bisect import bisect_right
from collections import Counter
from itertools import takewhile

from extract.language.folding import squeeze
from extract.lines.line_reading import introduces_table
from extract.lines.lines import Line, Page
from extract.notice.advice import TELLS
from extract.notice.closing_words import echoes, is_closing, is_date, leads_on, names_body
from extract.notice.contents import contents_of
from extract.notice.document_numbers import only_numbers
from extract.notice.letter_heads import signers
from extract.notice.signature import Signature, answers_deadline

_SEPARATES = frozenset("—-=_*＿~～ ")
_SEPARATOR = re.compile(r"[—\-=_*＿~～ ]{3,}$")
_DATE_ENDS = "日月 "
_NEAR_END = 6  # lines among which a signature stands
_STOPS = re.compile("[。；;]")
_ADDRESS = re.compile(r"^[^，,。；;]{2,60}[:：]$")


def telling_lines(
    page: Page,
    candidates: list[Line],
    signatures: list[Signature],
    final: Signature | None,
    annex: Line | None,
    heads: frozenset[int] = frozenset(),
) -> list[Line]:
    """The lines that tell something: no signature, no closing phrase, nothing that only frames the text. `heads`: the indexes
    of lines that head what the bodies which they name sign below.
    """
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
        if line.index in heads:
            body.append(line)
            continue
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
    return _without_address(body)


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
