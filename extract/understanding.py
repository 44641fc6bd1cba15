"""Understand a document: from text and blocks to findings, measures and facts, each a quote.

The order: frame (what is body), outline (what stands under what), parts (what sections are for), findings (by the
layout readers that fit), what later sections and blanket sentences add, then measures of the whole, facts, family,
and the check against what the document says of itself.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from extract.cases import Case, case_of
from extract.drafts import finish
from extract.language.folding import fold, squeeze
from extract.language.title_words import looks_like_title
from extract.layouts.concluded import concluding
from extract.lines.lines import Page
from extract.model import Document, Extraction, Family, Issue, Measure, Reason
from extract.notice.document_numbers import answering_lines, named_as_report, own_number, report_number
from extract.notice.facts import Facts, bare_date, field_value, headed_date, published_line
from extract.notice.families import (
    ARTICLES,
    BLANK_FORM,
    BYLINE,
    NEWS,
    NOTHING_SAYS,
    WITHOUT_TITLE,
    family_of,
    only_speaks,
)
from extract.notice.issuers import issuer_of
from extract.notice.letter_heads import subject_of
from extract.notice.several import later_notices, without_others
from extract.notice.signature import is_release
from extract.notice.titles import title_of
from extract.regions.finding_regions import Reading, read_findings
from extract.regions.one_record import answers_by_label
from extract.whole.blank_forms import is_blank_form
from extract.whole.measures import (
    focus_areas,
    measures_of,
    measures_of_lines,
    measures_of_part,
    paragraph_measures,
    worked_list,
)
from extract.whole.reconcile import reconcile
from extract.whole.replies import told_in_reply
from extract.whole.stated import counts_inside, of_field, settled_in, stated_in

_RESULT = re.compile("(?<!查询)结果|公告|报告|通报|公报")
_LETTERHEAD = re.compile("(?:书?函|令|通知单)$")
_MINUTES = re.compile("会议?(?:之)?[纪记][录要]")
_NEXT_LABEL = re.compile(r"[\u4e00-\u9fff]{2,10}[:：]")  # 下一步工作：…
_TELL_FINDINGS = ("rectification_report", "audit_result", "audit_work_report")


@dataclass(frozen=True)
class Understood:
    """An extraction and the steps that led to it, for `explain`."""

    extraction: Extraction
    case: Case
    reading: Reading


def understand(document: Document, *, listed_title: str | None = None) -> Extraction:
    """Say what a document says. Never raises for odd content; what is not understood becomes an issue."""
    return understood(document, listed_title=listed_title).extraction


def understood(document: Document, *, listed_title: str | None = None) -> Understood:
    """Understand a document and keep the steps. Where nothing is found, a notice that follows another one may tell it."""
    page, case = _own(document)
    found = _understood(page, case, listed_title)
    if not found.extraction.findings:
        later = (_understood(*_own(x), listed_title) for x in later_notices(page))
        found = next((x for x in later if x.extraction.findings), found)
    return found


def _own(document: Document) -> tuple[Page, Case]:
    """What a document says without the notices that follow its own."""
    page = Page(document)
    case = case_of(page)
    own = without_others(page, case.frame.signatures)
    if own is document:
        return page, case
    page = Page(own)
    return page, case_of(page)


def _understood(page: Page, case: Case, listed_title: str | None) -> Understood:
    script = script_of(page)
    facts, issuer_rule = _facts(page, case)
    stated = stated_in(page, case)
    family, family_rule = _family(page, case, facts, listed_title)
    reading = read_findings(page, case, family, stated.number if stated else None)
    stated = None if stated and counts_inside(stated, reading.drafts) else stated
    if family_rule in (WITHOUT_TITLE, BYLINE) and case.is_regulation:
        family, family_rule = "other", ARTICLES
    elif family_rule == WITHOUT_TITLE and not reading.drafts:
        family, family_rule = "other", NOTHING_SAYS
    if family in ("audit_result", "rectification_report") and reading.names_alone:
        title, opening = _head_words(page, case, facts, listed_title)
        if only_speaks(title, opening, counted=stated is not None, listed=bool(reading.drafts)):
            family, family_rule = "other", NEWS
    if family in _TELL_FINDINGS and case.has_tables and is_blank_form(page, reading.drafts):
        family, family_rule = "other", BLANK_FORM
    elif family == "other" and _may_report(case, facts, family_rule):
        as_report = read_findings(page, case, "rectification_report", stated.number if stated else None)
        if any(d.answered for d in as_report.drafts):
            family, family_rule, reading = (
                "rectification_report",
                "findings and what was done, in a table or by labels",
                as_report,
            )
    if family == "audit_result" and _is_ledger(page, facts, reading):
        family, family_rule = "rectification_report", "a ledger that says how far each finding has come"
    if family in ("other", "audit_plan"):
        reading = Reading(drafts=(), layout="none", scores=reading.scores, issues=(), used_parts=())
    elif family == "audit_result" and reading.drafts and case.byline:
        of_document = facts.title is not None and looks_like_title(facts.title.text)
        family = "audit_result" if of_document else "audit_article"
    findings = tuple(finish(page, d, i) for i, d in enumerate(reading.drafts, 1))
    issues = [*page.document.issues, *reading.issues]
    issues += [_with_record(i, n) for n, d in enumerate(reading.drafts, 1) for i in d.issues]
    if stated is not None and stated.number < len(findings) and of_field(page, stated, reading.drafts):
        stated = None
    issues += reconcile(page, case, findings, stated)
    known = stated if stated and stated.weight > 0 else settled_in(page, case, len(findings), script)
    measures = () if family in ("other", "audit_plan") else tuple(_whole_measures(page, case, reading))
    if family == "proposal_reply" and not findings and not measures:
        measures = tuple(told_in_reply(page, case.body))
    extraction = Extraction(
        family=family,
        script=script,
        title=facts.title,
        issuer=facts.issuer,
        document_number=facts.document_number,
        index_number=facts.index_number,
        audit_report_number=facts.audit_report_number if family == "rectification_report" else None,
        published=facts.published,
        signed=facts.signed,
        stated_finding_count=known.number if known and (findings or family in _TELL_FINDINGS) else None,
        stated_count_quote=page.quote((known.start, known.end)) if known else None,
        findings=findings,
        measures=measures,
        focus_areas=focus_areas(page, case.parts) if family == "audit_plan" else (),
        layout=reading.layout,
        layouts=reading.scores,
        issues=tuple(issues),
        reasons=(
            Reason(field="family", rule=family_rule),
            Reason(field="issuer", rule=issuer_rule),
        ),
    )
    return Understood(extraction=extraction, case=case, reading=reading)


def _may_report(case: Case, facts: Facts, rule: str) -> bool:
    """True for a paper whose kind nothing says but its tables, its labels or a committee's conclusions, and for minutes that
    follow up cases by labels.
    """
    if rule != NOTHING_SAYS:
        return _of_meeting(facts) and answers_by_label(case.body)
    return case.has_tables or answers_by_label(case.body) or bool(concluding(case.body))


def _of_meeting(facts: Facts) -> bool:
    """True for minutes (會議紀錄), which may follow up findings one by one."""
    return facts.title is not None and _MINUTES.search(fold(facts.title.text)) is not None


def _is_ledger(page: Page, facts: Facts, reading: Reading) -> bool:
    """True for a table, announced as no result, most of whose rows state a status and tell what was done."""
    title = (
        page.folded[facts.title.spans[0].start : facts.title.spans[-1].end]
        if facts.title and facts.title.spans
        else ""
    )
    told = sum(d.status is not None and bool(d.measures) for d in reading.drafts)
    return reading.layout == "table" and 2 * told > len(reading.drafts) and not _RESULT.search(title)


def script_of(page: Page) -> Literal["hans", "hant"]:
    """`hant` where the conversion to simplified changes more than 3 % of the Chinese characters.

    Simplified text keeps a few forms that convert (於, 著); traditional text changes 20 % and more.
    """
    printed, folded = _codes(page.text[:4000]), _codes(fold(page.text[:4000]))
    han = (printed >= 0x3400) & (printed <= 0x9FFF)
    changed = np.count_nonzero(han & (printed != folded))
    return "hant" if changed > 0.03 * np.count_nonzero(han) else "hans"


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _facts(page: Page, case: Case) -> tuple[Facts, str]:
    title = title_of(page)
    signature = case.frame.signature
    issuer, rule = issuer_of(page, title, signature, case.body)
    day = page.quote(signature.date) if signature and signature.date else None
    released = day if signature and is_release(page, signature) else None
    own = own_number(page, case.head_lines, 0)
    notes = [x for x in page.lines if x.block.kind == "note"]  # below a table that is all there is
    told = [*case.opening_lines, *case.background, *answering_lines(page, case.body), *notes]
    named = own if named_as_report(page, own) else None
    report = report_number(page, told, case.above_findings) or named
    published = field_value(page, "published") or published_line(page) or released
    return (
        Facts(
            title=title,
            issuer=issuer,
            issuer_rule=rule,
            document_number=None if named else own,
            index_number=field_value(page, "index_number"),
            audit_report_number=report,
            published=published,
            signed=None
            if released
            else day or headed_date(page) or bare_date(page, published, signature is not None),
        ),
        rule,
    )


def _head_words(page: Page, case: Case, facts: Facts, listed_title: str | None) -> tuple[str, str]:
    """The title without blanks and the text before the first part, folded."""
    title = (
        page.folded[facts.title.spans[0].start : facts.title.spans[0].end]
        if facts.title and facts.title.spans
        else (listed_title or "")
    )
    head = [x for x in case.head_lines[:4] if x.end - x.start <= 40 and x not in case.opening_lines]
    opening = " ".join(x.text for x in [*head, *case.opening_lines])[:1500]
    number = facts.document_number.text if facts.document_number else ""  # 111財正0002 names a kind of paper
    return squeeze(title), f"{opening} {fold(number)}"


def _family(page: Page, case: Case, facts: Facts, listed_title: str | None) -> tuple[Family, str]:
    title, opening = _head_words(page, case, facts, listed_title)
    subject = subject_of(page) if not title or _LETTERHEAD.search(title) else None
    about = squeeze(page.folded[slice(*subject)]) if subject else ""
    return family_of(
        title,
        opening,
        findings=case.numbered_sections,
        byline=case.byline,
        subject=about,
        printed=page.printed,
    )


def _with_record(issue: Issue, position: int) -> Issue:
    return Issue(kind=issue.kind, message=issue.message, span=issue.span, record=("findings", position))


_LISTS = re.compile("一是|①|(?<!\\d)1[.、)]")


def _whole_measures(page: Page, case: Case, reading: Reading) -> list[Measure]:
    found: list[tuple[int, Measure]] = []
    for i, part in enumerate(case.parts):
        if i in reading.used_parts:
            continue
        found += [(part.start, m) for m in measures_of_part(page, part)]
    for sections, kind in reading.whole:
        found += [(sections[0].start(), m) for m in measures_of(page, sections, kind)]
    for line in (x for x in case.frame.advice if x.index not in reading.given):
        found += [(line.start, m) for m in paragraph_measures(page, line, "recommendation")]
    first = min((d.own[0] for d in reading.drafts), default=0)
    worked = worked_list(page, [x for x in case.body if x.start < first])
    if worked and not any(m.kind == "work_done" for _, m in found):
        found += [(0, m) for m in worked]
    for closing in (x for x in case.frame.lists if reading.given.isdisjoint(x.indexes())):
        found += [(closing.lead.start, m) for m in measures_of_lines(page, closing.items, closing.kind)]
    for line in case.frame.next_steps:
        label = _NEXT_LABEL.match(page.folded, line.start, line.end)
        start = label.end() if label else line.start
        if _LISTS.search(page.folded, start, line.end):
            found += [(start, m) for m in paragraph_measures(page, replace(line, body=start), "next_step")]
        elif quote := page.quote((start, line.end)):
            found.append((line.start, Measure(kind="next_step", text=quote)))
    found.sort(key=lambda x: x[1].text.spans[0].start if x[1].text.spans else x[0])
    return [m for _, m in found]
