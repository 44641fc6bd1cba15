"""The products of the extract room: what a document holds, and what it says.

`Document` is what a reader makes of bytes: one canonical text and the blocks that tile it.
`Extraction` is what understanding makes of a document: findings and measures made of `Quote`s.
Everything printed is a `Quote`, whose spans point into `Document.text` and hold exactly its text,
white space aside. This module is the room's only door: later rooms import nothing else of it.
"""

from dataclasses import dataclass, field
from typing import Literal

from extract.issue_kinds import IssueKind
from extract.language.anchors import Sieve, anchors, sieve
from extract.language.folding import fold, fold_width, squeeze
from extract.language.ngrams import NgramTable, model_text, printed_table
from extract.language.numerals import parse_numeral
from extract.status.forms import Status
from extract.status.statuses import StatusHit, classify_status, find_status

__all__ = [
    "Block", "BlockKind", "Box", "Cell", "Document", "Extraction", "Family", "Field", "Finding", "FocusArea",
    "Issue", "IssueKind", "LayoutScore", "Measure", "MeasureKind", "NgramTable", "Place", "Quote", "Reason", "Sieve", "Span",
    "Status", "StatusBasis", "StatusHit", "StatusReading", "Table", "Unreadable", "classify_status", "find_status",
    "anchors", "fold", "fold_width", "model_text", "parse_numeral", "printed_table", "sieve", "squeeze",
]  # fmt: skip

BlockKind = Literal[
    "title",  # the notice's own title (also one that only a <meta> or <title> gives)
    "metadata",  # index number, document number, dates ... printed around the body
    "heading",  # marked as such by the format (h2, Word heading style); plain paragraphs stay paragraphs
    "paragraph",
    "table",  # a data table; its `table` holds the grid
    "note",  # 注: below a table, footnotes
    "attachment",  # a listed attachment: its name; `target` holds the address
]
Family = Literal[
    "rectification_report", "audit_result", "audit_work_report", "audit_article", "proposal_reply", "audit_plan",
    "other",
]  # fmt: skip
StatusBasis = Literal["stated", "inferred"]
MeasureKind = Literal["rectification", "work_done", "next_step", "recommendation"]


class Unreadable(Exception):  # noqa: N818 - named for the fact
    """Raised by a reader for bytes it cannot or must not read; becomes an `issues` row of this `kind` (`extract/issue_kinds.py`).

    The message says what was got, what was expected and what to do.
    """

    def __init__(self, kind: IssueKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[IssueKind, str]]:
        return (type(self), (self.kind, self.message))  # survives the way back from a child process


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open range of offsets into `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """As-printed text and the places that hold it, in order.

    The characters of `spans`, joined, equal `text`, white space aside. Only a value that stands
    nowhere in the text (a <meta> of the page) has no spans.
    """

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Rectangle on a page in points (1/72 inch) from the upper left corner of the upright page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a piece stands in its source: page and box, sheet and cell, or paragraph (all from 1)."""

    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    cell: str | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a grid. A merged cell stands once, at its first row and column, with its spans."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    start: int  # offsets into Document.text; start == end for an empty cell
    end: int
    place: Place | None = None
    fill: str | None = None  # its colour as six hexadecimal digits; none: white

    def __hash__(self) -> int:  # a cell stands once in its grid
        return hash((self.row, self.column, self.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A data table as a grid: rows and columns from 0, cells in reading order.

    Pieces that continue on the next page or in the next table are one `Table`; repeated header
    rows are left out. `header_rows` counts the leading rows that label columns (0: none, or labels
    stand down the side, in which case `transposed` is true and column 0 labels).
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    header_rows: int = 0
    transposed: bool = False
    caption: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the document in reading order. Blocks tile `Document.text`, line breaks between them aside."""

    kind: BlockKind
    start: int
    end: int
    level: int | None = None  # of a heading, from 1
    marker: str | None = None  # a list number that the format displays but does not hold as text
    align: Literal["left", "center", "right"] | None = None
    bold: bool = False
    table: Table | None = None
    target: str | None = None  # of an attachment: its address
    place: Place | None = None
    fill: str | None = None  # of a line that is a cell of a sheet: its colour as six hexadecimal digits


SITE_BODY = (
    "site body"  # key of a field: who may own the site that shows the page, by its <title> and its logo
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A metadata field: key and value as printed; `span` where the value stands in the text, if it does."""

    key: str
    value: str
    span: Span | None = None
    origin: Literal["page", "meta", "title", "properties"] = "page"  # page: printed; meta: <meta name=...>


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something met and not sure of. `message` says got, expected, what to do."""

    kind: IssueKind
    message: str
    span: Span | None = None
    record: tuple[str, int] | None = None  # ("findings", position) it speaks of


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader makes of one file."""

    text: str
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...] = ()
    issues: tuple[Issue, ...] = ()
    reader: str  # name of the reader that made it
    media_type: str
    pages: int | None = None
    confidence: float | None = None  # of recognised characters, 0..1, for scans
    turned: tuple[tuple[int, int], ...] = ()  # (page, degrees clockwise) where boxes are of the turned page

    @property
    def body(self) -> str:
        """Title, paragraphs, tables and notes: the text without metadata and attachment lists."""
        kept = (b for b in self.blocks if b.kind not in ("metadata", "attachment"))
        return "\n".join(self.text[b.start : b.end] for b in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a cell holds what it holds: the field, the rule or model that decided, and its certainty (0..1)."""

    field: str
    rule: str
    certainty: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """A status and the words that state it (`quote`), or the measures it was inferred from."""

    status: Status | None  # None: words that look like a status and are not known
    basis: StatusBasis
    quote: Quote | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure, without its enumerator. `finding` counts from 1; None for the whole document."""

    kind: MeasureKind
    text: Quote
    finding: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One audit finding, in document order; cells as the dataset contract defines them."""

    position: int
    title: Quote
    label: Quote | None = None
    category: Quote | None = None
    detail: Quote | None = None
    requirement: Quote | None = None
    status: StatusReading | None = None
    result: Quote | None = None
    responsible: tuple[Quote, ...] = ()
    deadline: Quote | None = None
    pace: Quote | None = None  # 整改类型: 立行立改, 分阶段整改, 持续整改 - a required pace, not a status
    measures: tuple[Measure, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusArea:
    """What an audit plan says the audit will look at."""

    position: int
    title: Quote
    label: Quote | None = None
    detail: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutScore:
    """How well one layout reader explained the document (higher is better), for the glass wall."""

    layout: str
    score: float
    findings: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What a document says, and where it says it."""

    family: Family
    script: Literal["hans", "hant"]
    title: Quote | None = None
    issuer: Quote | None = None
    document_number: Quote | None = None
    index_number: Quote | None = None
    audit_report_number: Quote | None = None
    published: Quote | None = None  # publication date as printed in metadata
    signed: Quote | None = None  # date of the signature block as printed
    stated_finding_count: int | None = None
    stated_count_quote: Quote | None = None
    findings: tuple[Finding, ...] = ()
    measures: tuple[Measure, ...] = ()  # of the whole document
    focus_areas: tuple[FocusArea, ...] = ()
    auditor: Quote | None = None
    audited: tuple[Quote, ...] = ()
    abbreviations: tuple[tuple[Quote, Quote], ...] = ()  # (full name, 以下简称)
    layout: str = ""
    layouts: tuple[LayoutScore, ...] = ()
    issues: tuple[Issue, ...] = ()
    reasons: tuple[Reason, ...] = field(default=())
