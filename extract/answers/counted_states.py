"""States that words give to so many findings: 已完成整改4个，分别为甲、乙…; 4个已整改完成（第三项正在整改）."""

import re

from extract.answers.stated import put_status, status_of_hit
from extract.drafts import Draft
from extract.language.numerals import parse_numeral
from extract.lines.lines import Page
from extract.mentions.matching import best_match, closest_by
from extract.status.statements import hits_in
from extract.status.statuses import StatusHit

AND = re.compile("以及|[、和及与]")
REST = re.compile(
    r"(?:其余|其他|其它|剩余|余下)(?:的)?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})?(?:个|项|条)?(?:问题|事项)?[^。；;，,]{0,6}$"
)
_NUMBER = re.compile(r"[ ]*(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})[ ]*(?:个|项|条)")
_BEFORE = re.compile(
    r"(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})[ ]*(?:个|项|条)(?:问题|事项)?(?:均|都|全部)?[ ]*$"
)
COUNTED = re.compile(
    r"(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?:个|项|条)(?:问题)?[，,：:]?(?:分别(?:为|是)|即|包括|具体(?:为|是)|是)(?P<which>[^。；;]{4,200})"
)


def apply_counted(page: Page, start: int, end: int, drafts: list[Draft]) -> None:
    """已完成整改4个，分别为甲、乙、丙和丁问题；其余3个正在整改: the named ones, then the rest."""
    named: list[Draft] = []
    for hit in hits_in(page.folded, start, end):
        m = COUNTED.match(page.folded, hit.end, end)
        if m:
            parts = [p for p in AND.split(re.sub("等?(?:(?<!\\d)\\d++个)?问题$", "", m["which"])) if p]
            found = [d for p in parts if (d := best_match(page, drafts, p) or closest_by(page, drafts, p))]
            if len({id(d) for d in found}) != parse_numeral(m["n"]):
                return
            named += found
            chosen, rule = found, "named after their number"
        elif named and REST.search(page.folded[max(start, hit.start - 16) : hit.start]):
            chosen, rule = [d for d in drafts if d not in named], "the rest"
        else:
            continue
        for draft in chosen:
            put_status(draft, status_of_hit(hit, rule))


def number_of(page: Page, hit: StatusHit, start: int, end: int) -> int | None:
    """The number of findings that 4个已整改完成 and 已整改4个 tell."""
    m = _NUMBER.match(page.folded, hit.end, end) or _BEFORE.search(page.folded, start, hit.start)
    return parse_numeral(m["n"]) if m else None
