"""Understand a document: from text and blocks to findings, measures and facts, each a quote.

The order: frame (what is body), outline (what stands under what), parts (what sections are for), findings (by the
layout readers that fit), what later sections and blanket sentences add, then measures of the whole, facts, family,
and the check against what the document says of itself.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from extract.cases import Case, case_of
from extract.drafts import finish
from extract.kinds import TELL_FINDINGS, Kind, Paper, first_kind, settled_kind
from extract.language.folding import fold
from extract.lines.lines import Page
from extract.measures_of_all import measures_of_all
from extract.model import Document, Extraction, Issue, Measure, Reason
from extract.notice.document_numbers import answering_lines, named_as_report, own_number, report_number
from extract.notice.facts import Facts, bare_date, field_value, headed_date, published_line
from extract.notice.issuers import issuer_of
from extract.notice.several import later_notices, without_others
from extract.notice.signature import is_release
from extract.notice.titles import title_of
from extract.regions.finding_regions import Reading
from extract.whole.measures import focus_areas
from extract.whole.reconcile import reconcile
from extract.whole.replies import answers_advice, told_in_reply
from extract.whole.stated import counts_inside, of_field, settled_in, stated_in


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
    paper = Paper(
        page=page, case=case, facts=facts, listed_title=listed_title, stated=stated.number if stated else None
    )
    kind = first_kind(paper)
    stated = None if stated and counts_inside(stated, kind.reading.drafts) else stated
    kind = settled_kind(paper, kind, counted=stated is not None)
    reading, family = kind.reading, kind.family
    findings = tuple(finish(page, d, i) for i, d in enumerate(reading.drafts, 1))
    if stated is not None and stated.number < len(findings) and of_field(page, stated, reading.drafts):
        stated = None
    known = stated if stated and stated.weight > 0 else settled_in(page, case, len(findings), script)
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
        stated_finding_count=known.number if known and (findings or family in TELL_FINDINGS) else None,
        stated_count_quote=page.quote((known.start, known.end)) if known else None,
        findings=findings,
        measures=_measures(page, case, kind),
        focus_areas=focus_areas(page, case.parts) if family == "audit_plan" else (),
        layout=reading.layout,
        layouts=reading.scores,
        issues=(*_doubts(page, reading), *reconcile(page, case, findings, stated)),
        reasons=(
            Reason(field="family", rule=kind.rule),
            Reason(field="issuer", rule=issuer_rule),
        ),
    )
    return Understood(extraction=extraction, case=case, reading=reading)


def _measures(page: Page, case: Case, kind: Kind) -> tuple[Measure, ...]:
    """The measures of the document as a whole; a reply to a proposal without findings tells what was done in sentences."""
    tells = kind.family not in ("other", "audit_plan")
    measures = measures_of_all(page, case, kind.reading) if tells else ()
    if kind.family == "proposal_reply" and not kind.reading.drafts:
        named = measures and answers_advice(page, case.parts)
        return tuple(told_in_reply(page, case.body, measures)) if named or not measures else measures
    return measures


def _doubts(page: Page, reading: Reading) -> list[Issue]:
    """The doubts of the reader, of the layout, and of each finding with its number."""
    found = [*page.document.issues, *reading.issues]
    for position, draft in enumerate(reading.drafts, 1):
        found += [replace(issue, record=("findings", position)) for issue in draft.issues]
    return found


def script_of(page: Page) -> Literal["hans", "hant"]:
    """`hant` where the conversion to simplified changes more than 3 % of the Chinese characters.

    Simplified text keeps a few forms that convert (於, 著); traditional text changes 20 % and more.
    """
    printed, folded = _codes(page.text[:4000]), _codes(fold(page.text[:4000]))
    changed = _han(printed[printed != folded])
    return "hant" if changed and changed > 0.03 * _han(printed) else "hans"


def _han(codes: npt.NDArray[np.uint32]) -> int:
    return int(np.count_nonzero((codes >= 0x3400) & (codes <= 0x9FFF)))


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
