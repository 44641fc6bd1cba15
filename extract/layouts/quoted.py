"""Findings named only in quotation marks, several sharing one verdict: “A”“B”等问题已全部整改到位；“C”问题正在整改."""

import re

from extract.answers.assignment import assign
from extract.answers.content import read_answer
from extract.answers.stated import put_status, status_of_hit
from extract.drafts import Draft, opened
from extract.language.patterns import AUDIT, FOUND, NUMBER, THESE
from extract.language.sentences import sentences
from extract.layouts.fault_lists import is_fault
from extract.layouts.told_one_by_one import answers_of
from extract.lines.lines import Line, Page
from extract.status.statements import hits_in

_QUOTED = re.compile(
    rf"“(?P<q>[^“”]{{4,80}})”(?=[、，,“]|[和与及]“|以及“|(?:等|{THESE})?(?:{NUMBER}[个项])?(?:方面)?(?:的)?问题)"
    r"|“(?P<told>[^“”]{10,160})”(?=(?:的)?整改(?:任务|工作)?(?:落实|完成|进展){0,2}情况)"  # 关于“F”整改任务落实情况进行公示
)
_VERDICT = re.compile(
    rf"(?:[^“”。；;，,]{{0,16}}|[，,](?:{THESE}|该|等)[^“”。；;，,]{{0,12}})问题|(?:的)?整改[^“”。；;，,]{{0,10}}情况"
)

_PUBLISHES = re.compile(r"(?:现)?(?:予以|进行|向社会)*(?:公示|公告|公布|公开)")


_ALSO = re.compile(
    rf"[ ]*(?:(?:此外|另外|同时)[，,]?)?(?:{AUDIT})(?:组|报告)?(?:还|也|又)"
    rf"(?:{FOUND})(?:了)?[，,：:]?(?=[^“])"
)
_FEWEST = 2  # quoted problems


def quoted_findings(page: Page, line: Line) -> list[Draft]:
    """Read one paragraph; each clause's quoted problems take the status words that end the clause."""
    drafts: list[Draft] = []
    shared: list[Draft] = []  # the problems of the last verdict, where it told of several
    rest = line.end
    for a, b in sentences(page.folded, line.start, line.end, semicolons=True):
        named = list(_QUOTED.finditer(page.folded, a, b))
        verdict = _VERDICT.match(page.folded, named[-1].end(), b) if named else None
        if verdict is not None:
            shared, rest = _clause(page, named, a, b, verdict.end())
            drafts.extend(shared)
        elif len(drafts) >= _FEWEST and not named:
            drafts += _unquoted(page, a, b)
        if page.folded[b - 1] in "。！":
            _answer_each(page, shared, rest, b)
            shared = []
    return drafts


def _unquoted(page: Page, start: int, end: int) -> list[Draft]:
    """此外，审计还指出F，我局已…: a problem beside those in quotation marks, told in words of its own."""
    opener = _ALSO.match(page.folded, start, end)
    comma = page.folded.find(",", opener.end(), end) if opener else -1
    if opener is None or comma < 0 or not is_fault(page, opener.end(), comma):
        return []
    why = "problem told beside quoted ones, behind words that say who found it"
    draft = opened((opener.end(), comma), why, (start, end))
    read_answer(page, draft, comma + 1, end)
    return [draft]


def _answer_each(page: Page, shared: list[Draft], start: int, stop: int) -> None:
    """“甲”“乙”等问题均已整改，财务股…；多付的款项…。: as many clauses as problems answer them one by one, unless their words
    tell of others.
    """
    told = [*sentences(page.folded, start, stop, semicolons=True)] if len(shared) > 1 else []
    if told and len(told) != len(shared):  # …正在整改，其中甲设备正在论证，乙已委托清查。
        told = answers_of(page, [d.title for d in shared], told, sure=True)
    if not told:
        return
    alike = assign(page, [Draft(title=d.title, own=d.title) for d in shared], told)
    if any(named is not None and named.title != d.title for named, d in zip(alike, shared, strict=True)):
        return
    for draft, (a, b) in zip(shared, told, strict=True):
        read_answer(page, draft, a, b)
        draft.because("measures", "clauses in the order of the problems before them")


def _clause(
    page: Page, named: list[re.Match[str]], start: int, end: int, told: int
) -> tuple[list[Draft], int]:
    """The findings that one clause names, and where it goes on behind its verdict; behind `told` it says what became of them."""
    after = named[-1].end()
    hits = [h for h in hits_in(page.folded, after, end) if not h.attributive and not h.counted]
    drafts = []
    for m in named:
        draft = opened(m.span(m.lastgroup or 0), "quoted problem with a shared verdict", (start, end))
        if hits:
            put_status(draft, status_of_hit(hits[0], "verdict of its clause"))
        drafts.append(draft)
    rest = hits[0].end if hits else told
    while rest < end and page.folded[rest] in "，,。；; ":
        rest += 1
    if len(drafts) == 1 and end - rest > 8 and not _PUBLISHES.match(page.folded, rest, end):
        # what follows one problem's verdict is what was done about it
        read_answer(page, drafts[0], rest, end)
    return drafts, rest
