"""What speaks for and against a row, as numbers from 0 to 1 with a sentence each.

All are taken from what the rooms hand on - quotes, reasons, doubts, scores of layouts - and from how a row
differs from its siblings; none knows the annotation.
"""

import re
from collections import Counter
from collections.abc import Iterator

from extract.model import Document
from normalize.records import FindingRecord, NoticeRecord
from zhenggai.certainty.cell_signals import of_shape, of_source, of_words
from zhenggai.certainty.signal import OF_NOTICE, Signal
from zhenggai.certainty.uncovered import uncovered

COLUMNS = (
    "label",
    "category",
    "detail",
    "requirement",
    "status",
    "result",
    "responsible",
    "deadline",
    "pace",
    "measures",
)
_STATE = re.compile(r"^\D{0,10}(?:已|正在|正|尚未|未|还在|仍|持续|持續|基本|部分|现|現)\D{1,10}$")
_CLAUSE = re.compile(r"[。；;，,\n]")


def signals_of(record: NoticeRecord, document: Document) -> list[list[Signal]]:
    """The signals of every row, in order; what says nothing (its value is 0) is left out."""
    shared = [*_of_notice(record), *_of_layout(record)]
    filled = [_filled(finding) for finding in record.findings]
    usual = _usual(filled)
    gaps = uncovered(record)
    return [
        [
            *shared,
            *_of_siblings(own, usual, finding),
            *_of_answer(own, finding, is_report=record.family == "rectification_report"),
            *of_words(finding),
            *of_shape(finding),
            *of_source(finding, record, document),
            *gap,
        ]
        for finding, own, gap in zip(record.findings, filled, gaps, strict=True)
    ]


def _of_notice(record: NoticeRecord) -> Iterator[Signal]:
    """What the document says of itself, held against what was found."""
    stated, found = record.stated_finding_count, len(record.findings)
    if stated == found:
        yield Signal(kind="count_agrees", value=1.0)
    elif stated is not None:
        message = f"the document states {stated} findings, {found} were read"
        yield Signal(kind="count_differs", value=1.0, message=message)
    kinds = {issue.kind for issue in record.issues}
    yield from (
        Signal(kind=kind, value=1.0, message=message) for kind, message in OF_NOTICE.items() if kind in kinds
    )


def _of_layout(record: NoticeRecord) -> Iterator[Signal]:
    """How clearly the layout that was chosen is better than the next one."""
    scores = sorted((x for x in record.layouts if x.layout == "outline"), key=lambda x: -x.score)
    chosen = record.layout.split("+")[0]
    if chosen == "outline" and scores:
        best = scores[0]
        rivals = [x for x in scores[1:] if x.findings != best.findings]
        if rivals and (thin := 1 - (best.score - rivals[0].score) / 2) > 0:
            message = (
                f"another way to cut the document ({rivals[0].findings} findings) scored {rivals[0].score:.2f}, "
                f"this one {best.score:.2f}"
            )
            yield Signal(kind="thin_margin", value=thin, message=message)
        if (weak := min(1.0, 1 - best.score / 2)) > 0:
            message = f"headings look little like findings ({best.score:.2f})"
            yield Signal(kind="weak_layout", value=weak, message=message)
    if chosen not in ("outline", "table", "labels"):
        message = "findings without numbers, table or labels"
        yield Signal(kind="loose_layout", value=1.0, message=message)
    if chosen == "table":
        yield Signal(kind="from_table", value=1.0)
    if "restated" in record.layout or "+" in record.layout:
        message = "told in several parts of the document, joined by content"
        yield Signal(kind="joined", value=1.0, message=message)


def _filled(finding: FindingRecord) -> frozenset[str]:
    return frozenset(name for name in COLUMNS if getattr(finding, name))


def _usual(filled: list[frozenset[str]]) -> frozenset[str]:
    """The columns that most rows of the notice fill."""
    counts = Counter(name for own in filled for name in own)
    return frozenset(name for name, n in counts.items() if n * 2 > len(filled))


def _of_siblings(own: frozenset[str], usual: frozenset[str], finding: FindingRecord) -> Iterator[Signal]:
    """Rows of one notice are mostly alike; one that is not may have been cut wrongly."""
    if own != usual:
        missing, more = sorted(usual - own), sorted(own - usual)
        value = min(1.0, (len(missing) + len(more)) / 4)
        said = [f"no {', '.join(missing)}"] * bool(missing) + [f"{', '.join(more)} of its own"] * bool(more)
        message = f"unlike most rows of its notice: {'; '.join(said)}"
        yield Signal(kind="unlike_siblings", value=value, message=message)
    if finding.status_basis == "inferred":
        message = "status inferred from the measures, not stated"
        yield Signal(kind="status_inferred", value=1.0, message=message)
    if own.isdisjoint(("measures", "result", "requirement", "status", "detail")):
        yield Signal(kind="title_alone", value=1.0, message="nothing but a title was read")


def _of_answer(own: frozenset[str], finding: FindingRecord, *, is_report: bool) -> Iterator[Signal]:
    """A report on rectification says of every finding what became of it; where nothing was read, it was missed."""
    if is_report and own.isdisjoint(("measures", "result")):
        message = "a report on rectification, and no measures were read"
        yield Signal(kind="no_measures", value=1.0, message=message)
    if "status" in own:
        return
    if is_report:
        message = "a report on rectification, and no status was read"
        yield Signal(kind="no_status", value=1.0, message=message)
    cells = [m.text.text for m in finding.measures] + [q.text for q in (finding.result, finding.detail) if q]
    pieces = (piece.strip() for text in cells for piece in _CLAUSE.split(text))
    short = next((piece for piece in pieces if len(piece) <= 16 and _STATE.match(piece)), None)
    if short is not None:
        message = f"{short!r} may state a status that is not known"
        yield Signal(kind="status_unread", value=1.0, message=message)
