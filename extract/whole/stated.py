"""How many findings a document says there are, and whether it says so of all of them."""

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from extract.cases import Case
from extract.drafts import Draft
from extract.lines.lines import Page
from extract.mentions.years import of_earlier_year, reports_on_answers
from extract.notice.counts import StatedCount, settled_totals, stated_total
from extract.whole.tallies import tallied


def stated_in(page: Page, case: Case) -> StatedCount | None:
    """The number of findings that the title, the opening or, failing these, the rest before the findings states."""
    before = [x for x in case.frame.loose if x.index < case.first_numbered]
    opening = sorted((x.start, x.end) for x in [*case.opening_lines, *before])
    passing = partial(_of_earlier_audit, page)
    return (
        stated_total(page.folded, opening, passing)
        or stated_total(page.folded, case.before_findings, passing)
        or stated_total(page.folded, [(b.start, b.end) for b in page.document.blocks if b.kind == "note"])
        or tallied(page)
    )


def _of_earlier_audit(page: Page, count: StatedCount) -> bool:
    """True for 2021年度审计查出的96个问题 in a report on 2022: what it tells in passing of the audit before."""
    sentence = max(page.folded.rfind(c, 0, count.start) for c in "。\n") + 1
    return of_earlier_year(page, page.folded[sentence : count.start]) and not reports_on_answers(page)


def settled_in(page: Page, case: Case, found: int, script: str) -> StatedCount | None:
    """上述5个问题已全部整改到位, 现将5个问题公示如下 over a table: where nothing else does, and it is the number found."""
    closing = [(x.start, x.end) for x in [*case.frame.loose, *case.body] if not x.is_table]
    opening = [*case.introducing, *case.before_findings] if script == "hant" else []  # 提出6項建議
    if case.has_tables:
        above = takewhile(lambda x: not x.is_table, case.body)
        opening += [(x.start, x.end) for x in above]
    told = (stated_total(page.folded, case.introducing), *settled_totals(page.folded, closing, opening))
    return next((count for count in told if count and count.number == found), None)


def counts_inside(stated: StatedCount, drafts: Sequence[Draft]) -> bool:
    """True where one finding's own words tell the number (对2个事项补办手续): it counts something of this finding."""
    told = any(d.own[0] <= stated.start < d.own[1] for d in drafts)
    return told and len(drafts) > 1 and stated.number != len(drafts)


def of_field(page: Page, stated: StatedCount, drafts: Sequence[Draft]) -> bool:
    """True for 以上2个问题均已整改 in a paragraph that tells some of more findings: the number is that of its field."""
    start = page.folded.rfind("\n", 0, stated.start) + 1
    end = page.folded.find("\n", stated.end)
    return any(start <= d.own[0] < (end if end >= 0 else len(page.folded)) for d in drafts)
