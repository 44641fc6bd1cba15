"""What kind of paper a document is: first by its words, then by what was read in it."""

import re
from dataclasses import dataclass, replace

from extract.cases import Case
from extract.language.folding import fold, squeeze
from extract.language.title_words import looks_like_title
from extract.layouts.asked import asks_about_rules
from extract.layouts.concluded import concluding
from extract.lines.lines import Page
from extract.model import Family
from extract.notice.facts import Facts
from extract.notice.families import (
    ARTICLES,
    BLANK_FORM,
    BYLINE,
    NEWS,
    NOTHING_SAYS,
    RULES,
    WITHOUT_TITLE,
    family_of,
    only_speaks,
)
from extract.notice.letter_heads import subject_of
from extract.regions.finding_regions import Reading, read_findings
from extract.regions.one_record import answers_by_label
from extract.whole.blank_forms import is_blank_form

TELL_FINDINGS = ("rectification_report", "audit_result", "audit_work_report")
_LEDGER = "a ledger that says how far each finding has come"
_AS_REPORT = "findings and what was done, in a table or by labels"
_RESULT = re.compile("(?<!查询)结果|公告|报告|通报|公报")
_LETTERHEAD = re.compile("(?:书?函|令|通知单)$")
_MINUTES = re.compile("会议?(?:之)?[纪记][录要]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The family of a document, the rule that tells it, and what was read of the document as one of this family."""

    family: Family
    rule: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document whose kind is asked for; `stated`: how many findings it says it has."""

    page: Page
    case: Case
    facts: Facts
    listed_title: str | None
    stated: int | None

    def read_as(self, family: Family) -> Reading:
        return read_findings(self.page, self.case, family, self.stated)


def first_kind(paper: Paper) -> Kind:
    """The kind that title, opening and byline tell, and what is read of the paper as such a one."""
    family, rule = _family(paper)
    return Kind(family=family, rule=rule, reading=paper.read_as(family))


def settled_kind(paper: Paper, kind: Kind, *, counted: bool) -> Kind:
    """The kind that holds once the findings are read; `counted`: the paper says how many they are."""
    kind = _without_title(paper, kind)
    kind = _unless_news(paper, kind, counted=counted)
    kind = _form_or_report(paper, kind)
    if kind.family == "audit_result" and _is_ledger(paper, kind.reading):
        kind = replace(kind, family="rectification_report", rule=_LEDGER)
    if kind.family in ("other", "audit_plan"):
        nothing = Reading(drafts=(), layout="none", scores=kind.reading.scores, issues=(), used_parts=())
        return replace(kind, reading=nothing)
    if kind.family == "audit_result" and kind.reading.drafts and paper.case.byline:
        title = paper.facts.title
        return kind if title and looks_like_title(title.text) else replace(kind, family="audit_article")
    return kind


def _without_title(paper: Paper, kind: Kind) -> Kind:
    """A regulation, or a paper without a title in which nothing is found, tells no findings."""
    if kind.rule in (WITHOUT_TITLE, BYLINE) and paper.case.is_regulation:
        return replace(kind, family="other", rule=ARTICLES)
    if kind.rule == WITHOUT_TITLE and not kind.reading.drafts:
        return replace(kind, family="other", rule=NOTHING_SAYS)
    return kind


def _unless_news(paper: Paper, kind: Kind, *, counted: bool) -> Kind:
    """A text that only speaks of an audit is news."""
    if kind.family not in ("audit_result", "rectification_report") or not kind.reading.names_alone:
        return kind
    title, opening = _head_words(paper)
    speaks = only_speaks(title, opening, counted=counted, listed=bool(kind.reading.drafts))
    return replace(kind, family="other", rule=NEWS) if speaks else kind


def _form_or_report(paper: Paper, kind: Kind) -> Kind:
    """A form that nobody has filled in tells nothing; a paper of no known kind may report by its tables or labels."""
    if (
        kind.family in TELL_FINDINGS
        and paper.case.has_tables
        and is_blank_form(paper.page, kind.reading.drafts)
    ):
        return replace(kind, family="other", rule=BLANK_FORM)
    asks = kind.family in TELL_FINDINGS and "?" in paper.page.folded
    if asks and asks_about_rules(paper.page, paper.case.body):
        return replace(kind, family="other", rule=RULES)
    if kind.family != "other" or not _may_report(paper.case, paper.facts, kind.rule):
        return kind
    reading = paper.read_as("rectification_report")
    answered = any(d.answered for d in reading.drafts)
    return Kind(family="rectification_report", rule=_AS_REPORT, reading=reading) if answered else kind


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


def _is_ledger(paper: Paper, reading: Reading) -> bool:
    """True for a table, announced as no result, most of whose rows state a status and tell what was done."""
    spans = paper.facts.title.spans if paper.facts.title else ()
    title = paper.page.folded[spans[0].start : spans[-1].end] if spans else ""
    told = sum(d.status is not None and bool(d.measures) for d in reading.drafts)
    return reading.layout == "table" and 2 * told > len(reading.drafts) and not _RESULT.search(title)


def _head_words(paper: Paper) -> tuple[str, str]:
    """The title without blanks and the text before the first part, folded."""
    case, facts = paper.case, paper.facts
    spans = facts.title.spans if facts.title else ()
    title = paper.page.folded[spans[0].start : spans[0].end] if spans else (paper.listed_title or "")
    head = [x for x in case.head_lines[:4] if x.end - x.start <= 40 and x not in case.opening_lines]
    opening = " ".join(x.text for x in [*head, *case.opening_lines])[:1500]
    number = facts.document_number.text if facts.document_number else ""  # 111財正0002 names a kind of paper
    return squeeze(title), f"{opening} {fold(number)}"


def _family(paper: Paper) -> tuple[Family, str]:
    page, case = paper.page, paper.case
    title, opening = _head_words(paper)
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
