"""Findings that questions tell and answers close: 问：听说3家食堂没有招标，现在改了吗？ 答：已重新招标，…."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.answers.content import read_content
from extract.drafts import Draft, Range
from extract.language.patterns import either
from extract.language.sentences import parted, sentences
from extract.lines.heads import read_head
from extract.lines.labels import PROBLEM, Role, label_at
from extract.lines.lines import Line, Page
from extract.lines.named_problems import Head
from extract.outline.pieces import Piece, cut_line
from extract.outline.tree import Section
from extract.roles.cues import weigh
from extract.roles.role_model import answers
from extract.vocabulary import vocabulary

_QUOTED = re.compile(r"“(?P<q>[^“”]{8,80})”")
_NUMBER = r"(?:[ ]*[\d一二三四五六七八九十]{1,3})?[ ]*[:：]"
_OPEN, _TELLS = "Q问", "A答"
_COMMAS = re.compile("[，,]")
_SHORT = 6  # 不是了。, 是的。: an answer that tells nothing
_FEWEST = 2  # pairs, or it is no page of questions


@dataclass(frozen=True, slots=True)
class _Words:
    question: re.Pattern[str]
    answer: re.Pattern[str]
    told: re.Pattern[str]
    tells: re.Pattern[str]
    aside: re.Pattern[str]
    asks: re.Pattern[str]
    behind: re.Pattern[str]
    ahead: re.Pattern[str]
    found: re.Pattern[str]


@cache
def _words() -> _Words:
    data = vocabulary("questions")
    return _Words(
        question=re.compile(rf"{either(data['question'])}{_NUMBER}"),
        answer=re.compile(rf"{either(data['answer'])}{_NUMBER}"),
        told=re.compile(rf"{either(data['told'])}{_NUMBER}"),
        tells=re.compile(rf"{either(data['tells'])}{_NUMBER}"),
        aside=re.compile(rf"(?:{either(data['aside'])}[，,:：]?)+"),
        asks=re.compile(data["asks"]),
        behind=re.compile(data["behind"]),
        ahead=re.compile(data["ahead"]),
        found=re.compile(data["found"]),
    )


def asked_findings(page: Page, lines: list[Line]) -> list[Draft]:
    """One draft for each question that names a finding and is answered; none where fewer than two pairs stand in the text."""
    pairs = _pairs(page, lines)
    if len(pairs) < _FEWEST:
        return []
    drafts = [_draft(page, *pair) for pair in pairs]
    return [d for d in drafts if d is not None]


def asked_ahead(page: Page, lines: list[Line]) -> list[Section]:
    """The answers to the last question, where it names no finding and asks what comes next, a section a paragraph."""
    pairs = _pairs(page, lines)
    line, question, told = pairs[-1] if len(pairs) > _FEWEST else (None, (0, 0), [])
    if line is None or not _words().ahead.search(page.folded, *question) or _problem(page, *question):
        return []
    return [
        Section(line=replace(line, start=a, body=a, end=b, mark=None), parent=None, depth=1) for a, b in told
    ]


def _pairs(page: Page, lines: list[Line]) -> list[tuple[Line, Range, list[Range]]]:
    """Lines of questions, the questions and the stretches of their answers; the labels are left out of both."""
    pairs: list[tuple[Line, Range, list[Range]]] = []
    asking = False  # a question whose answer has not begun
    for line, below in pairwise([*lines, None]):
        assert line is not None
        question = None if line.is_table else _asked_from(page, line)
        if question is None and not pairs:
            continue
        answer = _labelled(_words().answer, page, line) if asking and not question else None
        told = below is not None and page.folded[below.start] in _TELLS and _is_told(page, line, below)
        if question is not None and (told or _is_question(page, question, line.end)):
            pairs.append((line, (question, line.end), []))
            asking = True
        elif answer:
            pairs[-1][2].append((answer.end(), line.end))
            asking = False
        elif pairs and not asking and not line.is_table:
            pairs[-1][2].append((line.start, line.end))
    return [pair for pair in pairs if pair[2]]


def _asked_from(page: Page, line: Line) -> int | None:
    """Where a question begins behind its label (问：) or its number (问题1：)."""
    question = _words().question
    m = question.match(page.folded, line.body, line.end)
    if m is None and line.mark is not None and page.folded[line.start] in _OPEN:
        m = question.match(page.folded, line.start, line.end)  # Q1： may be read as a number of the line
    if m:
        return m.end()
    return line.body if line.mark is not None and line.mark.kind == "problem" else None


def _labelled(label: re.Pattern[str], page: Page, line: Line) -> re.Match[str] | None:
    """A label behind the number of a line, or with its own (Q1：), which may be read as one of the line."""
    return label.match(page.folded, line.body, line.end) or (
        label.match(page.folded, line.start, line.end) if line.mark else None
    )


def _is_told(page: Page, line: Line, below: Line) -> bool:
    """True for 问1：F right above 答1：…: what is labelled as a question tells the problem."""
    m = _labelled(_words().told, page, line)
    if m is None or below.is_table or _labelled(_words().tells, page, below) is None:
        return False
    return _problem(page, m.end(), line.end) is not None


def _is_question(page: Page, start: int, end: int) -> bool:
    found = sentences(page.folded, start, end)
    return bool(found) and _words().asks.search(page.folded[slice(*found[-1])].strip()) is not None


def _draft(page: Page, line: Line, question: Range, told: list[Range]) -> Draft | None:
    named = _named_in_answer(page, *told[0])
    title = named.title if named else _problem(page, *question)
    if title is None:
        return None
    draft = Draft(title=title, own=(line.start, told[-1][1]))
    if line.mark is not None:
        draft.label, draft.label_value = (line.mark.start, line.mark.label_end), line.mark.value
    draft.because(
        "title", "what an answer says was found" if named else "what a question tells before it asks"
    )
    if named:
        read_content(
            page, draft, _pieces(page, [*([named.rest] if named.rest else []), *told[1:]], None), "measure"
        )
    else:
        pieces = _pieces(page, _telling(page, told), "progress")
        pieces[0].labelled = True
        read_content(page, draft, pieces, "measure")
    return draft if draft.answered else None


def _named_in_answer(page: Page, start: int, end: int) -> Head | None:
    """The problem of 答：审计查出的问题是：F。… and what describes it; None where the answer names none."""
    label = label_at(page.folded, start, end)
    lead = _words().found.match(page.folded, start, end)
    at = label.end if label and label.role in PROBLEM else lead.end() if lead else end
    return read_head(page.folded, *page.trim(at, end)) if page.folded[at:end].strip() else None


def _pieces(page: Page, told: list[Range], role: Role | None) -> list[Piece]:
    """The stretches of an answer, cut at the labels in them; `role` is that of text without one."""
    pieces: list[Piece] = []
    current: Role | None = role
    for a, b in told:
        current = cut_line(page, a, a, b, current or role, pieces)
    return pieces


def _telling(page: Page, told: list[Range]) -> list[Range]:
    """The answer without a first sentence such as 不是了。"""
    first = sentences(page.folded, *told[0])
    if not first or first[0][1] - first[0][0] > _SHORT:
        return told
    rest = [(first[1][0], told[0][1])] if len(first) > 1 else []
    return [*rest, *told[1:]] or told


def _problem(page: Page, start: int, end: int) -> Range | None:
    """The clauses that tell a fault: quoted words, else what stands before the clause that asks; None where none does."""
    quoted = _QUOTED.search(page.folded, start, end)
    if quoted and _is_fault(quoted["q"]):
        return quoted.span("q")
    for a, b in reversed(sentences(page.folded, start, end)):
        stop = _told_until(page, a, b)
        aside = _words().aside.match(page.folded, a, stop)
        where = page.trim(aside.end() if aside else a, stop, also="，,。；;")
        if where[1] - where[0] >= _SHORT and _is_fault(page.folded[slice(*where)]):
            return where
    return None


def _told_until(page: Page, start: int, end: int) -> int:
    """Where the clauses at the end of a sentence begin to ask."""
    for a, b in reversed(parted(_COMMAS, page.folded, start, end)):
        clause = page.folded[a:b].strip("，, ")
        if not _words().asks.search(clause):
            return b
        behind = _words().behind.search(clause)
        if behind and _is_fault(clause[: behind.start()]):
            return page.folded.index(behind.group(), a, b)
    return start


def _is_fault(text: str) -> bool:
    return weigh(text)["finding"] > 0 or answers(text) < 0
