"""Findings that are paragraphs without a number: F。evidence。收到报告后，我局…。该问题已整改到位。

A paragraph whose first sentence tells a fault opens a finding; what follows up to the next one belongs to it.
"""

import re
from itertools import pairwise

from extract.answers.content import read_content
from extract.drafts import Draft, Range
from extract.language.sentences import first_sentence, sentences
from extract.layouts.told import told_from
from extract.lines.lines import Line, Page
from extract.outline.pieces import pieces_of
from extract.roles.cues import leaning
from extract.roles.role_model import role_of
from extract.roles.turning import FAULT, weight
from extract.status.statements import hits_in, pure_status

# 首先是, 其次是, 还有一个是, 第二个问题是, 此外，: what a spoken account puts in place of numbers
_IN_TURN = re.compile(
    r"[ ]*(?:首先|其次|再次|再者|接着|最后|此外|另外|还有|再有"
    r"|(?:还有|再|另|第|头)?[一二三四五六七八九十](?:个|项|点|件)(?:问题|事情?)?)(?:就是|是|[，,])"
)
_OF = re.compile("[ ]*(?P<title>[^。；;，,：:]{4,60})的问题[，,。：:]")
_FEWEST_NARRATED = 2
_ANSWERED = 0.6  # share of the findings that must have an answer


def paragraph_findings(page: Page, lines: list[Line]) -> list[Draft]:
    """Read plain lines; empty unless two paragraphs, or one that says who found it, have an answer."""
    narrated = {x.index: turn for x in lines if (turn := _narrated(page, x)) is not None}
    if len(narrated) >= _FEWEST_NARRATED:
        return _told_in_turn(page, lines, narrated)
    opened: list[tuple[Line, Range, bool, list[Line]]] = []
    ended = _concluded(page, lines)
    for line, following in zip(lines, [*lines, None][1:], strict=True):
        told = told_from(page, line)
        title = told or ended.get(line.index) or _fault(page, line) or _answered(page, line, following)
        if title is not None:
            opened.append((line, title, told is not None, []))
        elif opened:
            opened[-1][3].append(line)
    drafts = [(_read(page, line, title, below), told) for line, title, told, below in opened]
    answered = [told for d, told in drafts if d.measures or d.status]
    enough = len(answered) >= 2 or (len(drafts) == 1 and answered == [True])
    return [d for d, _ in drafts] if enough and len(answered) >= _ANSWERED * len(drafts) else []


def _narrated(page: Page, line: Line) -> tuple[Range, int] | None:
    """The problem that a spoken account names behind 首先是, 其次是, 还有一个是, and where it goes on; None elsewhere."""
    m = _IN_TURN.match(page.folded, line.body, line.end) if line.is_plain else None
    if m is None:
        return None
    named = _OF.match(page.folded, m.end(), line.end)
    if named:
        return named.span("title"), named.end()
    start, end = first_sentence(page.folded, m.end(), line.end)
    return ((start, end), end) if weight(page.folded[start:end]) < FAULT else None


def _told_in_turn(page: Page, lines: list[Line], narrated: dict[int, tuple[Range, int]]) -> list[Draft]:
    """The findings of such an account: each goes on to the paragraph that opens the next."""
    drafts: list[Draft] = []
    opens = [i for i, x in enumerate(lines) if x.index in narrated]
    for at, stop in pairwise([*opens, len(lines)]):
        line, below = lines[at], lines[at + 1 : stop]
        title, rest = narrated[line.index]
        draft = Draft(title=title, own=(line.start, max([line.end, *(x.end for x in below)])))
        draft.because("title", "problem that a spoken account names in its turn")
        told = (rest, line.end) if page.folded[rest : line.end].strip() else None
        read_content(page, draft, pieces_of(page, below, told), "measure")
        drafts.append(draft)
    return drafts


def _concluded(page: Page, lines: list[Line]) -> dict[int, Range]:
    """First sentences of the paragraphs that end in 该问题已完成整改。, where several do: each tells one finding whole."""
    found: dict[int, Range] = {}
    for line in (x for x in lines if x.is_plain):
        parts = list(sentences(page.folded, line.body, line.end))
        if len(parts) > 2 and pure_status(page.folded, *parts[-1]):
            found[line.index] = first_sentence(page.folded, line.body, line.end)
    return found if len(found) > 1 else {}


def _fault(page: Page, line: Line) -> Range | None:
    """The first sentence of a paragraph that goes on after it, where it tells a fault."""
    if not line.is_plain or line.opening_label:
        return None
    start, end = first_sentence(page.folded, line.body, line.end)
    words = page.folded[start:end]
    if len(words) > 120 or hits_in(page.folded, start, end) or leaning(words) in ("measure", "requirement"):
        return None
    if role_of(words) in ("background", "measure", "result", "requirement") or weight(words) > FAULT:
        return None
    return start, end


def _answered(page: Page, line: Line, following: Line | None) -> Range | None:
    """The first sentence of a line that a labelled answer follows (整改情况：…), whatever its words."""
    if following is None or following.mark is not None or line.mark is not None or line.opening_label:
        return None
    label = following.opening_label
    answers = label is not None and label.role in ("progress", "measure", "status")
    return first_sentence(page.folded, line.body, line.end) if answers else None


def _read(page: Page, line: Line, title: Range, below: list[Line]) -> Draft:
    field = line.head.field
    if field is not None and title[0] <= field[0]:  # 低保认定方面。存在F的问题。
        title = line.head.title
    draft = Draft(title=title, own=(line.start, max([line.end, *(x.end for x in below)])))
    draft.category = (field,) if field is not None else ()
    draft.because("title", "first sentence of a paragraph without a number that tells a fault")
    rest = (title[1], line.end) if page.folded[title[1] : line.end].strip() else None
    read_content(page, draft, pieces_of(page, below, rest), "measure")
    return draft
