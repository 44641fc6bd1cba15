"""Findings that questions tell and answers close: 问：听说3家食堂没有招标，现在改了吗？ 答：已重新招标，…."""

import re
from collections import Counter
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
from extract.roles.cues import tells_act, weigh
from extract.roles.role_model import answers
from extract.roles.turning import weight
from extract.status.statements import hits_in
from extract.vocabulary import vocabulary

_QUOTED = re.compile(r"“(?P<q>[^“”]{8,80})”")
_NUMBER = r"(?:[ ]*[\d一二三四五六七八九十]{1,3})?[ ]*[:：]"
_OPEN, _TELLS = "Q问", "A答"
_COMMAS = re.compile("[，,]")
_DESCRIBES = -1.5  # a sentence of an answer that weighs less describes the problem
_OUGHT = re.compile("应当|必须|不得")
_DONE = re.compile("(?<![未尚])已|正在|目前")
_MEETS = re.compile("[^，,。；;]{1,4}[，,](?!其中)")  # 有，重复参保的共计1895人
_STOPS = re.compile("[。；;：:？?，,]")
# the end of a line that asks: …？, …。请说明原因。
_MAY_ASK = re.compile(
    "[?？][”」]?[ ]*$|(?:^|[，,；;。:： ])[^，,。；;\n]{0,4}请[^。；;\n]{2,80}。?[ ]*$", re.MULTILINE
)
_FIGURE = re.compile(r"\d")
_SHORT = 6  # 不是了。, 是的。: an answer that tells nothing
_POLITE = 14  # characters of a sentence that only meets the question: 理解大家的心情。
_HEADING = 24  # characters of a heading above questions
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
    wants: re.Pattern[str]
    quotes: re.Pattern[str]


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
        wants=re.compile(data["wants"]),
        quotes=re.compile(data["quotes"]),
    )


def asked_findings(page: Page, lines: list[Line]) -> list[Draft]:
    """One draft for each question that names a finding and is answered; none where fewer than two pairs stand in the text."""
    pairs = _pairs(page, lines)
    if len(pairs) < _FEWEST:
        return []
    drafts = [_draft(page, *pair) for pair in pairs]
    heads = [x for x, y in pairwise(lines) if y.index in {p[0].index for p in pairs} and _heads(x)]
    for draft in drafts if len(heads) >= _FEWEST else ():
        above = [x for x in heads if draft and x.end < draft.own[0]][-1:]
        if draft and above:
            draft.category = (page.trim(above[0].body, above[0].end),)
    return [d for d in drafts if d is not None]


def asks_about_rules(page: Page, lines: list[Line]) -> bool:
    """True for a page of questions of which none tells a finding, most of them answered by what is to be done."""
    if page.folded.count("?") < _FEWEST or not _OUGHT.search(page.folded):
        return False
    pairs = _pairs(page, lines)
    ought = sum(_prescribes(page, told) or _denies(page, told) for _, _, told in pairs)
    return len(pairs) >= _FEWEST and 2 * ought > len(pairs) and not any(_draft(page, *x) for x in pairs)


def _denies(page: Page, told: list[Range]) -> bool:
    """True for an answer that opens with what may or may not be done: 不能。既要…，也要…。"""
    return (
        re.match("(?:不能|不可以?|不行|可以|能|要)[。，,]", page.folded[slice(*told[0])].strip()) is not None
    )


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
    bare = _bare_questions(page, lines)
    heads = {x.index for x, y in pairwise(lines) if y.index in bare and _heads(x)} if bare else set()
    for line, below in pairwise([*lines, None]):
        assert line is not None
        if line.index in heads:
            continue
        question = None if line.is_table else line.body if line.index in bare else _asked_from(page, line)
        if question is None and not pairs:
            continue
        answer = _labelled(_words().answer, page, line) if asking and not question else None
        if answer is None and asking and question is None and pairs[-1][0].index in bare:
            pairs[-1][2].append((line.start, line.end))
            asking = False
            continue
        told = below is not None and page.folded[below.start] in _TELLS and _is_told(page, line, below)
        if question is not None and (told or line.index in bare or _is_question(page, question, line.end)):
            pairs.append((line, (question, line.end), []))
            asking = True
        elif answer:
            pairs[-1][2].append((answer.end(), line.end))
            asking = False
        elif pairs and not asking and not line.is_table:
            pairs[-1][2].append((line.start, line.end))
    return [pair for pair in pairs if pair[2]]


def _bare_questions(page: Page, lines: list[Line]) -> set[int]:
    """The indexes of questions without a label, two or more in one manner of numbering, above answers: (a) F。请说明…。"""
    ends = {m.start() + len(m.group().rstrip()) for m in _MAY_ASK.finditer(page.folded)}
    if len(ends) < _FEWEST:
        return set()
    found = [
        x
        for x, below in pairwise(lines)
        if x.end in ends
        and not (x.is_table or below.is_table)
        and (x.mark is None or below.mark is None)
        and below.end not in ends
        and _asks(page, x)
        and _asked_from(page, x) is None
    ]
    if len(found) < _FEWEST:
        return set()
    kinds = Counter(x.mark.kind if x.mark else None for x in found)
    numbered = Counter(x.mark.kind if x.mark else None for x in lines)
    fit = {k for k, n in kinds.items() if n >= _FEWEST and (k is None or 3 * n >= 2 * numbered[k])}
    return {x.index for x in found if (x.mark.kind if x.mark else None) in fit}


def _asks(page: Page, line: Line) -> bool:
    """True where the last sentence of a line ends in a question mark or asks for words: 请说明原因。"""
    last = sentences(page.folded, line.body, line.end)[-1:]
    return bool(last) and _words().wants.search(page.folded[slice(*last[0])].strip()) is not None


def _heads(line: Line) -> bool:
    """True for a short line without a stop, which heads the questions below it."""
    return not line.is_table and len(line.text) <= _HEADING and not _STOPS.search(line.text)


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
        described, telling = _described(page, _telling(page, told))
        draft.detail += described
        pieces = _pieces(page, telling, "progress")
        pieces[0].labelled = True
        read_content(page, draft, pieces, "measure")
    return draft if draft.answered and (draft.status or not _prescribes(page, told)) else None


def _named_in_answer(page: Page, start: int, end: int) -> Head | None:
    """The problem of 答：审计查出的问题是：F。… or 原话是“F”。… and what describes it; None where the answer names none."""
    quoted = _words().quotes.search(page.folded, *next(iter(sentences(page.folded, start, end)), (end, end)))
    if quoted and _is_fault(quoted["q"]):
        rest = page.trim(quoted.end(), end, also="”。，,；;")
        return Head(title=quoted.span("q"), rest=rest, bracket=None, about=True, rule="quoted")
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
    """The answer without a first sentence such as 不是了。 or 理解大家的心情。"""
    first = sentences(page.folded, *told[0])
    if not first or not _only_meets(page, *first[0]):
        return told
    rest = [(first[1][0], told[0][1])] if len(first) > 1 else []
    return [*rest, *told[1:]] or told


def _prescribes(page: Page, told: list[Range]) -> bool:
    """True for 应当及时更正，并注明日期。: an answer that says what is to be done, and of nothing that it was."""
    words = [page.folded[slice(*x)] for x in told]
    return any(_OUGHT.search(x) for x in words) and not any(_DONE.search(x) for x in words)


def _described(page: Page, told: list[Range]) -> tuple[list[Range], list[Range]]:
    """The sentences of an answer that go on describing the problem before one tells what was done, and the rest."""
    found = sentences(page.folded, *told[0])
    weights = [weight(page.folded[a:b]) for a, b in found]
    told_of = (page.folded[a:b] for a, b in found)
    at = next(
        (
            i
            for i, (w, x) in enumerate(zip(weights, told_of, strict=True))
            if w > _DESCRIBES or _DONE.search(x)
        ),
        len(found),
    )
    if not at or at == len(found):
        return [], told
    meets = _MEETS.match(page.folded, *found[0])
    return [(meets.end() if meets else found[0][0], found[at - 1][1])], [
        (found[at][0], told[0][1]),
        *told[1:],
    ]


def _only_meets(page: Page, start: int, end: int) -> bool:
    words = page.folded[start:end]
    if len(words) <= _SHORT:
        return True
    told = _FIGURE.search(words) or tells_act(words) or hits_in(page.folded, start, end)
    return len(words) <= _POLITE and not told and weigh(words)["measure"] == 0


def _problem(page: Page, start: int, end: int) -> Range | None:
    """The clauses that tell a fault: quoted words, else what stands before the clause that asks; None where none does."""
    quoted = _QUOTED.search(page.folded, start, end)
    if quoted and _is_fault(quoted["q"]):
        return quoted.span("q")
    for a, b in reversed(sentences(page.folded, start, end)):
        request = _words().wants.search(page.folded[a:b])
        if request and not page.folded[a : a + request.start()].strip() and page.folded[b - 1] not in "?？":
            continue
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
