"""The product of the normalize room: what a notice means, beside what it printed.

A `NoticeRecord` carries everything the dataset holds of one notice, quote and value side by side.
This module is the room's only door: the db room imports nothing else of it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from extract.model import (
    Extraction,
    Family,
    Issue,
    LayoutScore,
    MeasureKind,
    Place,
    Quote,
    Reason,
    Span,
    Status,
    StatusBasis,
    fold,
    squeeze,
)

__all__ = [
    "AgencyMention", "AgencyRole", "AmountMention", "AmountRole", "CorrectionNote", "Currency", "Doubt",
    "Extraction", "Family", "FindingRecord", "FocusAreaRecord", "Issue", "LayoutScore", "MeasureKind", "MeasureRecord",
    "NoticeRecord", "PagePlace", "Place", "Quote", "Reason", "RegionRecord", "RegulationMention", "Span", "Status", "StatusBasis",
    "TopicMention", "fold", "squeeze",
]  # fmt: skip

Currency = Literal["CNY", "HKD", "MOP", "TWD", "USD", "EUR", "JPY", "GBP"]
AmountRole = Literal[
    "involved", "overstated", "outstanding", "recovered", "paid_in", "clawed_back", "refunded", "reduced", "paid_out",
    "other",
]  # fmt: skip
AgencyRole = Literal["auditor", "audited", "responsible", "leading", "assisting", "issuer"]
RegulationEffect = Literal["cites", "issues", "revises", "repeals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRecord:
    """A place: code as in the dataset contract, names, the units above it, and the evidence that chose it."""

    code: str
    name: str
    short_name: str
    province_code: str | None
    province: str | None
    city_code: str | None  # prefecture-level unit that holds it
    city: str | None
    evidence: str  # which words of which field said so


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountMention:
    """One amount of money: as printed, and its value in the currency's main unit (yuan, dollars ...)."""

    text: Quote
    value: Decimal
    currency: Currency
    bound: Literal["exact", "at_least", "at_most", "about"]
    role: AmountRole | None  # where the words beside it state one
    field: str  # the cell it stands in: title, detail, measure, result ...
    finding: int | None  # position; None for the whole notice


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMention:
    """One body as printed, its canonical name (place and function), function family and role."""

    text: Quote
    canonical: str | None
    function: str | None  # id of the function family, e.g. data_bureau
    region_code: str | None
    role: AgencyRole
    finding: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationMention:
    """A regulation named in 《》 and what the text does to it."""

    text: Quote
    name: str
    effect: RegulationEffect
    finding: int | None
    document_number: str | None = None  # printed after it, in its canonical form; a standard's too
    article: str | None = None  # 第二十一条第二款, as printed


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMention:
    """A topic of the taxonomy, who decided (rule id or model) and how surely (0..1)."""

    topic: str  # e.g. data.sharing, first level before the dot; `data` alone where only that is sure
    decided_by: str
    certainty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing that was not certain about a row: a short snake_case word, and what it means in plain words."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNote:
    """What became of one correction on this notice; see zhenggai/corrections.

    `findings` are the positions that it made or left, `typed` the fields whose words stand nowhere in the source.
    """

    id: str
    kind: str
    state: str
    findings: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    decided_at: str
    who: str | None = None
    why: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRecord:
    kind: MeasureKind
    text: Quote
    finding: int | None
    position: int  # within its finding, or among the notice's own


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """A finding: as printed (quotes) and as meant (plain values)."""

    position: int
    title: Quote
    label: Quote | None = None
    category: Quote | None = None
    detail: Quote | None = None
    requirement: Quote | None = None
    status: Status | None = None
    status_basis: StatusBasis | None = None
    status_text: Quote | None = None
    status_rule: str | None = None
    result: Quote | None = None
    responsible: tuple[Quote, ...] = ()
    deadline: Quote | None = None
    deadline_on: date | None = None
    pace: Quote | None = None
    measures: tuple[MeasureRecord, ...] = ()
    topics: tuple[TopicMention, ...] = ()
    reasons: tuple[Reason, ...] = ()
    confidence: float | None = None
    doubts: tuple[Doubt, ...] = ()
    reviewed: str | None = None  # kind of the last correction that holds for it


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusAreaRecord:
    position: int
    title: Quote
    label: Quote | None = None
    detail: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlace:
    """Where the characters start..end of the text stand in the source (one row a block or cell)."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecord:
    """Everything the dataset holds of one notice."""

    id: str
    place: str
    file_name: str
    source: str
    sha256: str
    media_type: str
    reader: str
    text: str
    family: Family
    script: Literal["hans", "hant"]
    url: str | None = None
    fetched_at: str | None = None
    withdrawn_at: str | None = None
    container: str | None = None
    pages: int | None = None
    title: Quote | None = None
    region: RegionRecord | None = None
    issuer: Quote | None = None
    document_number: Quote | None = None
    index_number: Quote | None = None
    audit_report_number: Quote | None = None
    audit_report_number_repaired: str | None = None
    published: Quote | None = None
    published_on: date | None = None
    signed: Quote | None = None
    signed_on: date | None = None
    stated_finding_count: int | None = None
    stated_count: Quote | None = None
    layout: str = ""
    layouts: tuple[LayoutScore, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    measures: tuple[MeasureRecord, ...] = ()
    focus_areas: tuple[FocusAreaRecord, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    agencies: tuple[AgencyMention, ...] = ()
    regulations: tuple[RegulationMention, ...] = ()
    places: tuple[PagePlace, ...] = ()
    turned: tuple[tuple[int, int], ...] = ()  # (page, degrees clockwise): boxes are of the turned page
    issues: tuple[Issue, ...] = ()
    corrections: tuple[CorrectionNote, ...] = ()
