"""Clauses of one paragraph that each name a problem and what became of it: 对甲的问题，要求…；对乙问题，已移送…;
names of problems side by side: 甲、乙、丙等问题。
"""

import re

from extract.answers.content import read_answer
from extract.answers.stated import put_status, status_of_hit
from extract.drafts import Draft, opened
from extract.language.sentences import parted
from extract.lines.lines import Line, Page
from extract.mentions.naming import ABOUT, GOES_ON
from extract.roles.cues import names_fault
from extract.roles.role_model import role_of
from extract.status.statements import hits_in

_CLAUSE = re.compile(r"[^。；;]+(?:[。；;]|$)")
# 对甲的问题，要求…; not 对上述问题，…, nor 对甲的问题 alone
_NAMES = re.compile(
    rf"[ ]*(?:其中[，,:：]?)?{ABOUT}(?P<title>[^。；;]{{4,90}}?)(?:的|等)?问题{GOES_ON}(?P<told>.{{4,}})"
)
_ASKS = re.compile(r"(?:已|均|应)?(?:要求|责令|责成|建议|督促|应当?)")
_FEWEST = 2
# 存在甲、乙、丙等问题。
_LISTED = re.compile(
    r"[ ]*+(?:主要|还|仍)?(?:存在|有)?(?P<items>[^、。；;，,：:“”]{4,}(?:、[^、。；;，,：:“”]{4,}){2,}?)"
    r"(?<!等)等?(?:方面)?(?:的)?问题[。；;]?"
)
_AND = re.compile("、")
_FEWEST_LISTED, _LONGEST_ITEM = 3, 40


def named_clauses(page: Page, line: Line) -> list[Draft]:
    """A finding for each clause that names a problem and says what was asked or done; none where fewer than two do."""
    return named_in(page, line.body, line.end)


def named_in(page: Page, start: int, end: int) -> list[Draft]:
    """The same of a stretch of a line."""
    named = [m for c in _CLAUSE.finditer(page.folded, start, end) if (m := _named(page, *c.span()))]
    return [_draft(page, m) for m in named] if len(named) >= _FEWEST else []


def _named(page: Page, start: int, end: int) -> re.Match[str] | None:
    m = _NAMES.match(page.folded, start, end)
    return m if m and (names_fault(m["title"]) or role_of(m["title"]) == "finding") else None


def _draft(page: Page, m: re.Match[str]) -> Draft:
    draft = opened(m.span("title"), "problem that a clause names before what was asked or done", m.span())
    start, end = page.trim(*m.span("told"), also="，,:：")
    hits = hits_in(page.folded, start, end)
    if _ASKS.match(page.folded, start):
        draft.requirement.append((start, end))
        draft.because("requirement", "told behind the problem that the clause names")
        return draft
    if hits and not hits[0].attributive:
        put_status(draft, status_of_hit(hits[0], "stated behind the problem"))
    read_answer(page, draft, start, end)
    return draft


def listed_names(page: Page, line: Line) -> list[Draft]:
    """甲、乙、丙等问题。 as all that a part says: a finding for each, where each name tells a fault."""
    m = _LISTED.fullmatch(page.folded, line.body, line.end)
    if m is None:
        return []
    spans = [page.trim(*x, also="、") for x in parted(_AND, page.folded, *m.span("items"))]
    short = all(4 <= b - a <= _LONGEST_ITEM for a, b in spans)
    if len(spans) < _FEWEST_LISTED or not short:
        return []
    told = [names_fault(page.folded[a:b]) for a, b in spans]
    if 2 * sum(told) <= len(told) or any(role_of(page.folded[a:b]) != "finding" for a, b in spans):
        return []
    return [opened(where, "one of several names of problems side by side") for where in spans]
