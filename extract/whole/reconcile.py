"""Hold what was found against what the document says of itself: numbers of findings, in all and by status."""

import re
from collections import Counter

from extract.cases import Case
from extract.language.numerals import parse_numeral
from extract.language.sentences import sentences
from extract.lines.lines import Page
from extract.model import Finding, Issue, Span, Status
from extract.notice.counts import StatedCount
from extract.status.statements import hits_in

_NEAR = re.compile(
    r"[^\d一二三四五六七八九十第。；;]{0,6}(?P<n>\d{1,4}|[一二三四五六七八九十]{1,3})[ ]*(?:个|项|条|件)"
)
_COUNTS = re.compile(
    r"[\d一二三四五六七八九十][ ]*(?:个|项|条|件).*?[\d一二三四五六七八九十][ ]*(?:个|项|条|件)"
)
_NO_NUMERAL = re.compile(r"[^\d一二三四五六七八九十百]")
_BEFORE = re.compile(
    r"(?<![第\d一二三四五六七八九十])(?P<n>\d{1,4}|[一二三四五六七八九十]{1,3})[ ]*(?:个|项|条|件)"
    r"(?:问题|事项)?[^。；;，,\d]{0,6}$"
)


def reconcile(
    page: Page, case: Case, findings: tuple[Finding, ...], count: StatedCount | None
) -> list[Issue]:
    """Return an issue for each number that does not agree with the findings; both numbers are named."""
    issues: list[Issue] = []
    if count is not None and findings and count.number != len(findings):
        issues.append(
            Issue(
                kind="count_differs",
                message=f"got {len(findings)} findings, the document states {count.number}; compare it with the source",
                span=Span(start=count.start, end=count.end),
            )
        )
    if findings:
        issues += _by_status(page, case, findings)
    issues += _gaps(findings)
    return issues


def _by_status(page: Page, case: Case, findings: tuple[Finding, ...]) -> list[Issue]:
    """Compare 已完成整改8个、正在整改2个 with the statuses that were read."""
    found = Counter(f.status.status for f in findings if f.status and f.status.basis == "stated")
    issues: list[Issue] = []
    for start, end in case.before_findings + [(x.start, x.end) for x in case.frame.loose]:
        stated = _counted(page, start, end)
        if len(stated) < 2 or sum(n for n, _ in stated.values()) != len(findings):
            continue
        for status, (number, span) in stated.items():
            if found[status] != number:
                issues.append(
                    Issue(
                        kind="status_count_differs",
                        message=f"got {found[status]} findings {status}, the document states {number}; compare them",
                        span=span,
                    )
                )
    return issues


def _counted(page: Page, start: int, end: int) -> dict[Status, tuple[int, Span]]:
    stated: dict[Status, tuple[int, Span]] = {}
    if not _COUNTS.search(page.folded, start, end):
        return stated
    told = [s for s in sentences(page.folded, start, end) if _COUNTS.search(page.folded, *s)]
    for hit in (h for a, b in told for h in hits_in(page.folded, a, b)):
        m = _NEAR.match(page.folded, hit.end, end)
        before = _BEFORE.search(page.folded[max(start, hit.start - 20) : hit.start])
        number = parse_numeral(m.group("n")) if m else parse_numeral(before.group("n")) if before else None
        if number is not None and hit.status not in stated:
            stated[hit.status] = (number, Span(start=hit.start, end=hit.end))
    return stated


def _gaps(findings: tuple[Finding, ...]) -> list[Issue]:
    """A missing number in a list that counts through is a finding that may have been missed."""
    values = [parse_numeral(_NO_NUMERAL.sub("", f.label.text)) for f in findings if f.label]
    if len(values) < 3 or any(v is None for v in values) or values[0] != 1:
        return []
    issues = []
    for i in range(1, len(values)):
        a, b = values[i - 1], values[i]
        if a is not None and b is not None and b not in (a + 1, 1) and b > a:
            issues.append(
                Issue(
                    kind="number_gap",
                    message=f"got finding {b} after {a}, expected {a + 1}; a finding may be missing",
                    record=("findings", i + 1),
                )
            )
    return issues
