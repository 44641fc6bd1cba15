"""States that words give to so many findings: 已完成整改4个，分别为甲、乙…; 4个已整改完成（第三项正在整改）."""

import re

from extract.answers.stated import put_status, status_of_hit
from extract.drafts import Draft
from extract.language.numerals import parse_numeral
from extract.language.patterns import DIGIT, NUMBER
from extract.language.sentences import sentences
from extract.lines.lines import Line, Page
from extract.lines.series import LISTS, series, with_ends
from extract.mentions.matching import best_match, closest_by
from extract.mentions.naming import AND
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit

REST = re.compile(
    rf"(?:其余|其他|其它|剩余|余下|另外?(?={DIGIT}))(?:的)?(?:{NUMBER}[个项条]?)?(?:问题|事项)?[^。；;，,]{{0,6}}$"
)
_NUMBER = re.compile(rf"[ ]*(?P<n>{NUMBER})[ ]*[个项条]")
_BEFORE = re.compile(rf"(?P<n>{NUMBER})[ ]*[个项条](?:问题|事项)?(?:均|都|全部)?[ ]*$")
_NAMES = r"分别(?:为|是)|即|包括|具体(?:为|是)|[是为有]|如下"
# 4个，分别为甲、乙; 的问题（2项）：1.甲；2.乙。
_TELLS = rf"[个项条](?:问题|事项)?[)）]?(?:[:：]|[，,]?(?:{_NAMES})[:：]?)"
_COUNTED = re.compile(
    rf"(?:整改)?的?(?:问题|事项)?[，,]?[(（]?(?:共[有计]?|[有计])?(?P<n>{NUMBER}){_TELLS}(?P<which>.{{2,}})",
    re.DOTALL,
)
_COUNTS = re.compile(rf"{DIGIT}{_TELLS}.{{2}}", re.DOTALL)  # found wherever that matches
_ENDS = "。；;，,"


def counts_some(folded: str, start: int, end: int) -> bool:
    """True where words count some and go on to name them: 4个，分别为甲…"""
    return _COUNTS.search(folded, start, end) is not None


def apply_counted(page: Page, start: int, end: int, drafts: list[Draft]) -> bool:
    """已完成整改4个，分别为甲、乙、丙和丁问题；其余3个正在整改: the named ones, then the rest; True where a list was read."""
    named: list[Draft] = []
    hits = hits_in(page.folded, start, end)
    for n, hit in enumerate(hits):
        stop = hits[n + 1].start if n + 1 < len(hits) else end
        m = _COUNTED.match(page.folded, hit.end, end)
        if m:
            inside = max(page.folded.rfind(c, m.start("which"), stop) for c in "；;") if stop < end else stop
            found = _listed(page, m.start("which"), inside, drafts)
            if len({id(d) for d in found}) != parse_numeral(m["n"]):
                return False
            named += found
            chosen, rule = found, "named after their number"
        elif named and REST.search(page.folded[max(start, hit.start - 16) : hit.start]):
            chosen, rule = [d for d in drafts if d not in named], "the rest"
        else:
            continue
        for draft in chosen:
            put_status(draft, status_of_hit(hit, rule))
    return bool(named)


def may_list_states(page: Page, line: Line) -> bool:
    """True for a line whose sentences each count some and state of them: 已完成整改（2项）：1.甲；2.乙。"""
    if line.is_table or not counts_some(page.folded, line.body, line.end):
        return False
    return all(hits_in(page.folded, *s) for s in sentences(page.folded, line.body, line.end))


def lists_states(page: Page, line: Line, drafts: list[Draft]) -> bool:
    """Read a line that does nothing but list findings by state."""
    if not may_list_states(page, line):
        return False
    read = [apply_counted(page, *s, drafts) for s in sentences(page.folded, line.body, line.end)]
    return all(read)


def _listed(page: Page, start: int, end: int, drafts: list[Draft]) -> list[Draft]:
    """The findings that a list names: 1.甲；2.乙。, 甲；乙, 甲、乙和丙问题."""
    words = page.folded[start : max(start, end)].strip(f"{_ENDS} ")
    words = re.sub("等?(?:(?<!\\d)\\d++个)?问题$", "", words)
    marks = series(words, 0, len(words), LISTS)
    if marks:
        parts = [words[m.end : stop] for m, stop in with_ends(marks, len(words))]
    else:
        parts = re.split("[；;]", words) if re.search("[；;]", words) else AND.split(words)
    named = (p.strip(f"{_ENDS} ") for p in parts)
    return [d for p in named if p and (d := best_match(page, drafts, p) or closest_by(page, drafts, p))]


def number_of(page: Page, hit: StatusHit, start: int, end: int) -> int | None:
    """The number of findings that 4个已整改完成 and 已整改4个 tell."""
    m = _NUMBER.match(page.folded, hit.end, end) or _BEFORE.search(page.folded, start, hit.start)
    return parse_numeral(m["n"]) if m else None
