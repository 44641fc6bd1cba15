"""Cut a document into lines: the units that carry enumerators, labels and sentences.

A line is a paragraph, or one of the pieces between line breaks inside a paragraph. Tables stay whole.
"""

import re
from dataclasses import replace
from functools import partial

from extract.lines.bare_numbers import bare_numbers
from extract.lines.counted_words import counted_at, counted_words, numbered_labels
from extract.lines.doubled_numbers import doubled_numbers
from extract.lines.enumerators import Mark, Numbered, mark_at
from extract.lines.heads import state_in_bracket
from extract.lines.labels import label_at, label_role
from extract.lines.line import Line
from extract.lines.listed_problems import listed_problems
from extract.lines.lost_numbers import is_page_number, lost_numbers, references
from extract.lines.nested_alike import nested_alike
from extract.lines.numbers_before import told_number
from extract.lines.opening_signs import past_sign
from extract.lines.paragraph_marks import paragraph_marks
from extract.lines.whole_texts import whole_text
from extract.model import Block, Document

TRIM = " \t\n\r\u3000\u00a0\ufeff\u200b"


def lines_of(document: Document, folded: str) -> tuple[Line, ...]:
    """Its lines in order, tables whole."""
    return tuple(_settled(folded, _lines(document, folded)))


def trimmed(text: str, start: int, end: int, drop: str) -> tuple[int, int]:
    """Shrink a range until no character of `drop` stands at either end."""
    if start < end and text[start] not in drop and text[end - 1] not in drop:  # as in most ranges
        return start, end
    led = text[start:end].lstrip(drop)
    return (end - len(led), end - len(led) + len(led.rstrip(drop))) if led else (max(start, end), end)


def _lines(document: Document, folded: str) -> list[Line]:
    lines: list[Line] = []
    counted, labels = counted_words(folded), numbered_labels(folded)
    for block in document.blocks:
        pieces = (
            [(block.start, block.end)] if block.kind == "table" else _pieces(document.text, folded, block)
        )
        for start, end in pieces:
            if is_page_number(folded, start, end):
                continue
            numbered = block.kind not in ("table", "title", "metadata", "attachment")
            mark = mark_at(folded, start, end) if numbered else None
            if mark is None and numbered and counted:
                mark = counted_at(folded, start, end, counted)
            elif mark:
                mark = told_number(folded, mark, start, end, partial(_marks, lines))
            body = mark.end if mark else start
            line = Line(
                index=len(lines),
                start=start,
                end=end,
                body=body if body < end else end,
                mark=mark,
                block=block,
                is_table=block.kind == "table",
                folded=folded,
            )
            if numbered and mark is None and lines and _is_number_alone(lines[-1], labels):
                line = replace(lines.pop(), end=end, body=start, block=block)
            elif numbered and mark is None and lines and _waits_for_cell(folded, lines[-1], start, end):
                line = replace(lines.pop(), end=end)
            lines.append(line)
    return lines


def _marks(lines: list[Line]) -> list[Mark]:
    """The numbers of the last lines."""
    return [x.mark for x in lines[-60:] if x.mark]


def _settled(folded: str, lines: list[Line]) -> list[Line]:
    """Correct the numbers that only the lines around them tell: references, numbers that a copy lost, quoted paragraphs, fields
    numbered as their findings.
    """
    for index in references(folded, _numbered(lines)):
        lines[index] = replace(lines[index], mark=None, body=lines[index].start)
    for corrected in (lost_numbers, paragraph_marks, bare_numbers, nested_alike, doubled_numbers):
        for index, mark in corrected(folded, _numbered(lines)):
            lines[index] = replace(lines[index], mark=mark, body=mark.end)
    return lines


def _numbered(lines: list[Line]) -> Numbered:
    return [(x.start, x.body, x.end, x.mark) for x in lines]


_CELLS = ("responsible", "assisting", "deadline", "status")  # told in a few words


def _waits_for_cell(folded: str, label: Line, start: int, end: int) -> bool:
    """True for 责任单位： alone on its line above 财务科: the label goes on with the words below it."""
    if label.mark is not None or label.is_table or label.end - label.start > 12 or end - start > 60:
        return False
    words = folded[label.start : label.end].rstrip()
    set_off = words[-1:] in (":", "】") or folded[label.end : label.end + 1] == ":"
    told = set_off and label_role(words) in _CELLS and ":" not in folded[start:end]
    return told and label_at(folded, start, end) is None and label_role(folded[start:end]) is None


def _is_number_alone(line: Line, labels: frozenset[str]) -> bool:
    """True for a line that is nothing but a number (问题一, （二）), or a number and a state in brackets (问题一（已销号）) or
    one of `labels` that come with every number: what it numbers stands on the next one.
    """
    if line.mark is None or line.mark.kind == "dash":
        return False
    if line.body >= line.end:
        return True
    state = state_in_bracket(line.folded, line.body, line.end)
    if state is not None and state[1] == line.end:
        return True
    return bool(labels) and line.folded[line.body : line.end].rstrip(" :：") in labels


def _pieces(text: str, folded: str, block: Block) -> list[tuple[int, int]]:
    if block.kind == "title":
        return [(block.start, block.end)]
    pieces = []
    at = block.start
    for part in text[block.start : block.end].split("\n"):
        stop = at + len(part)
        start, end = trimmed(text, at, stop, TRIM)
        if start < end and (folded[start] == " " or folded[end - 1] == " "):  # a sign of a state
            start, end = trimmed(folded, start, end, TRIM)
        if start < end:
            start = past_sign(folded, start, end)
            for whole in whole_text(folded, start, end):
                first = folded[whole[0] : whole[0] + 6]
                numbered = _behind_number(folded, *whole) if "号" in first or "次" in first else []
                cut = numbered or listed_problems(folded, *whole)
                pieces += cut if cut == [(start, end)] else [trimmed(text, a, b, TRIM) for a, b in cut]
        at = stop + 1
    return pieces


# 案號112-03　　權責單位：業務組, the number of a record and another cell of it
_NUMBERED_CELLS = re.compile(
    r"(?:案件|缺失|稽核|查核|改善|建议|事项|列管)?(?:编号|序号|项次|案号|案次)[ ]?[:：]?[ ]?"
    r"[A-Za-z0-9一二三四五六七八九十甲乙丙丁第号._/-]{1,24}"
    r"(?P<gap>[ ，,；;|｜]+)(?=[\u4e00-\u9fff]{2,10}[:：])"
)


def _behind_number(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The number of a record and the cell on its line, each as a line of its own; empty where none stands so."""
    m = _NUMBERED_CELLS.match(folded, start, end)
    told = m is not None and label_at(folded, m.end(), end) is not None
    return [(start, m.start("gap")), (m.end(), end)] if m and told else []
