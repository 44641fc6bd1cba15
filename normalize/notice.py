"""Put a notice's record together: what the document says (`Extraction`) and what that means."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Protocol

from extract.model import Document, Extraction, Issue, Place, Quote, fold
from normalize.agencies.reading import agency_mentions
from normalize.dates.reading import DateContext, date_problem, parse_date
from normalize.documents.numbers import parse_document_number
from normalize.finding_facts import finding_record, measure_record, topics_of
from normalize.mentions import amounts_of, regulations_of
from normalize.notice_doubts import doubtful_region, unknown_bodies, without_findings
from normalize.places.regions import resolve_region
from normalize.quotes import issue_at
from normalize.records import (
    AgencyMention,
    FocusAreaRecord,
    NoticeRecord,
    PagePlace,
    RegionRecord,
)

_OF_FINDINGS = frozenset({"rectification_report", "audit_result", "audit_work_report"})


class Facts(Protocol):
    """Where a document came from; `RawNotice` is one."""

    @property
    def source(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def file_name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def fetched_at(self) -> str | None: ...
    @property
    def withdrawn_at(self) -> str | None: ...
    @property
    def container(self) -> str | None: ...
    @property
    def listed_date(self) -> str | None: ...


def notice_id(place: str, body_sha256: str) -> str:
    """Return the id of a notice: the same bytes from the same place always have the same one."""
    return sha256(f"{place}\0{body_sha256}".encode()).hexdigest()[:16]


def normalize(
    extraction: Extraction, document: Document, facts: Facts, *, site_region: str | None = None
) -> NoticeRecord:
    """Return all that the dataset holds of one notice. Never raises for odd content: doubts become issues.

    `site_region` is the region code or name of the site that published it, where known.
    """
    issues: list[Issue] = list(extraction.issues)
    printed = _printed(extraction, document, facts)
    day_first = _day_first(extraction, document, site_region)
    script = DateContext(script="hant" if extraction.script == "hant" else None, region=day_first)
    published = (
        None if _listed(facts, script) and _revised(extraction.published, document) else extraction.published
    )
    published_on = _day(published, "published", script, issues) or _listed(facts, script)
    signed_on = _day(extraction.signed, "signed", script, issues)
    spoken_on = signed_on or published_on
    _damage(extraction.document_number, "document_number", issues)
    repaired = _damage(extraction.audit_report_number, "audit_report_number", issues)
    region = _region(extraction, document, spoken_on, site_region)
    if region is None or region.evidence.startswith("site: "):
        issues.append(doubtful_region(extraction, region))
    if not extraction.findings and extraction.family in _OF_FINDINGS:
        issues.append(without_findings(extraction))
    context = DateContext(on=spoken_on, script=extraction.script, region=region.code if region else None)
    findings = []
    for finding, topics in zip(extraction.findings, topics_of(extraction.findings), strict=True):
        record, doubts = finding_record(
            finding, context, extraction.issues, topics=topics, source=document.text
        )
        findings.append(record)
        issues += doubts
    amounts, doubts = amounts_of(extraction, document, region)
    agencies = tuple(_agencies(extraction, document, region))
    return replace(
        printed,
        region=region,
        published=published,
        audit_report_number_repaired=repaired,
        published_on=published_on,
        signed_on=signed_on,
        findings=tuple(findings),
        amounts=amounts,
        agencies=agencies,
        regulations=regulations_of(extraction, document),
        issues=(*issues, *doubts, *unknown_bodies(agencies, extraction, region)),
    )


def _printed(extraction: Extraction, document: Document, facts: Facts) -> NoticeRecord:
    """Return what needs no reading: where the notice came from and what it prints of itself."""
    body_hash = facts.sha256
    return NoticeRecord(
        id=notice_id(facts.place, body_hash),
        place=facts.place,
        file_name=facts.file_name,
        source=facts.source,
        sha256=body_hash,
        media_type=document.media_type,
        reader=document.reader,
        text=document.text,
        family=extraction.family,
        script=extraction.script,
        url=facts.url,
        fetched_at=facts.fetched_at,
        withdrawn_at=facts.withdrawn_at,
        container=facts.container,
        pages=document.pages,
        title=extraction.title,
        issuer=extraction.issuer,
        document_number=extraction.document_number,
        index_number=extraction.index_number,
        audit_report_number=extraction.audit_report_number,
        published=extraction.published,
        signed=extraction.signed,
        stated_finding_count=extraction.stated_finding_count,
        stated_count=extraction.stated_count_quote,
        layout=extraction.layout,
        layouts=extraction.layouts,
        measures=tuple(measure_record(m.kind, m.text, None, n) for n, m in enumerate(extraction.measures, 1)),
        focus_areas=tuple(
            FocusAreaRecord(position=a.position, title=a.title, label=a.label, detail=a.detail)
            for a in extraction.focus_areas
        ),
        places=tuple(_places(document)),
        turned=document.turned,
    )


def _day(quote: Quote | None, field: str, context: DateContext, issues: list[Issue]) -> date | None:
    """Read a full day; less than a day, or digits that were lost, become an issue."""
    if quote is None:
        return None
    value = parse_date(quote.text, context)
    if value is not None and value.precision == "day":
        return value.start
    why = date_problem(quote.text, context) or (
        "it names no single day" if value else "it is no date that is known"
    )
    message = f"got {quote.text!r} as the {field} date, expected a full day: {why}"
    issues.append(issue_at("unread_date", message, quote))
    return None


_DAY_FIRST = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")


def _day_first(extraction: Extraction, document: Document, site_region: str | None) -> str | None:
    """HK or MO, where 04/03/2025 is in March, if the site is there or a notice so dated speaks for it."""
    code = site_region
    printed = [quote.text.strip() for quote in (extraction.published, extraction.signed) if quote]
    if code is None and any(_DAY_FIRST.match(text) for text in printed):
        region = _region(extraction, document, None, None)
        code = region.code if region else None
    return code if code in ("HK", "MO") else None


def _revised(published: Quote | None, document: Document) -> bool:
    """Whether a page's date is that of its last change: the site's list knows better when it was published."""
    if published is None:
        return False
    keys = [fold(f.key) for f in document.fields if f.value.strip() == published.text.strip()]
    return bool(keys) and all(_CHANGED.search(key) for key in keys)


_CHANGED = re.compile("更新|修订|修改|modified", re.IGNORECASE)


def _listed(facts: Facts, context: DateContext) -> date | None:
    """The site's listing tells the day where the page itself does not."""
    value = parse_date(facts.listed_date, context) if facts.listed_date else None
    return value.start if value is not None and value.precision == "day" else None


def _damage(quote: Quote | None, field: str, issues: list[Issue]) -> str | None:
    """Report a number that cannot be read or is damaged; return what it was if it can only have been one."""
    parsed = parse_document_number(quote.text) if quote else None
    if quote is None or (parsed is not None and not parsed.damaged):
        return None
    if parsed is None:
        message = (
            f"got {quote.text!r} as the {field}, expected one number such as 〔2024〕3号; it stays as printed"
        )
        issues.append(issue_at("unread_number", message, quote))
        return None
    candidates = " or ".join(parsed.repaired) or "unknown"
    message = f"got {quote.text!r} as the {field}: characters are missing; it may have been {candidates}"
    issues.append(issue_at("damaged_number", message, quote))
    return parsed.repaired[0] if len(parsed.repaired) == 1 else None


def _region(
    extraction: Extraction, document: Document, on: date | None, site_region: str | None
) -> RegionRecord | None:
    numbers = (extraction.document_number, extraction.audit_report_number)
    issuer = extraction.issuer.text if extraction.issuer else None
    return resolve_region(
        issuer=issuer,
        title=extraction.title.text if extraction.title else None,
        fields_text="\n".join(
            f"{f.key}：{f.value}"
            for f in document.fields
            if f.origin != "title" or (issuer and issuer in f.value)  # a site is no evidence, who speaks is
        ),
        document_numbers=tuple(number.text for number in numbers if number),
        site=site_region,
        audited=tuple(quote.text for quote in extraction.audited),
        text=document.body,
        on=on,
    )


def _agencies(
    extraction: Extraction, document: Document, region: RegionRecord | None
) -> Iterator[AgencyMention]:
    issuer = extraction.issuer.text if extraction.issuer else None
    short = {short.text: full.text for full, short in extraction.abbreviations}
    lists: list[tuple[tuple[Quote, ...], str, int | None]] = [
        ((extraction.issuer,) if extraction.issuer else (), "issuer", None),
        ((extraction.auditor,) if extraction.auditor else (), "auditor", None),
        (extraction.audited, "audited", None),
    ]
    lists += [(finding.responsible, "responsible", finding.position) for finding in extraction.findings]
    for quotes, role, finding in lists:
        if quotes:
            yield from agency_mentions(
                quotes,
                role=role,  # type: ignore[arg-type]
                source=document.text,
                region=region,
                issuer=issuer,
                abbreviations=short,
                finding=finding,
            )


def _places(document: Document) -> Iterator[PagePlace]:
    """Yield where each block, and each cell of a table, stands in the source."""
    for block in document.blocks:
        if block.place is not None and block.place != Place():
            yield PagePlace(start=block.start, end=block.end, place=block.place)
        for cell in block.table.cells if block.table else ():
            if cell.place is not None and cell.end > cell.start:
                yield PagePlace(start=cell.start, end=cell.end, place=cell.place)
