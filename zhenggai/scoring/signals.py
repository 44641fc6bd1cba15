"""What speaks for and against a row, as numbers from 0 to 1 with a sentence each.

All are taken from what the rooms hand on - quotes, reasons, doubts, scores of layouts - and from how a row
differs from its siblings; none knows the annotation.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from extract.model import Document, fold
from extract.roles.cues import says_nothing
from extract.roles.role_model import answers
from normalize.records import FindingRecord, Issue, NoticeRecord, Quote

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
SPEAK_FOR = frozenset({"count_agrees", "from_table"})
_CONFIDENCE = re.compile(r"confidence (\d(?:\.\d+)?)")
_DAMAGED = re.compile(r"[\ufffd□■▇]|(?<=[\d,.])[?？](?=[\d万元%])")
_INNER_STOP = re.compile(r"[。；;!?！？].")
_TURN = re.compile(r"整改情况|整改措施|整改结果|处理情况|落实情况|已完成|正在整改|已整改")
_BLANK = re.compile(r"[\W_]+|^[(（]?[\d一二三四五六七八九十]+[)）.、．]?$")
_BEGINS = r"(?:^\s*+|[。；;]\s*+|\n[^\S\n]*+)"  # a text, a sentence or a line
_INNER_LABEL = re.compile(_BEGINS + r"[\u3400-\u9fff]{2,8}[：:]")
_INNER_NUMBER = re.compile(
    _BEGINS
    + r"(?:\d{1,2}[.．、](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,2}、)"
)
_STATE = re.compile(r"^\D{0,10}(?:已|正在|正|尚未|未|还在|仍|持续|持續|基本|部分|现|現)\D{1,10}$")
_CLAUSE = re.compile(r"[。；;，,\n]")
_GENERIC = re.compile(r"审[计核]|審[計核]|整改|改正|情况|情況|情形|进展|措施|建议|意见|结果|问题|問題")
_FRAMED = re.compile(r"^(?:关于|關於)?[“「『\"].*[”」』\"]|^(?:关于|關於)")
_OF_NOTICE = {
    "number_gap": "the numbers of the findings leave a gap",
    "status_count_differs": "the document's counts by status are not those of the rows",
    "unlinked_measure": "measures of this notice could not be linked to a finding",
}
_NAMED = frozenset({"low_ocr_confidence", "count_differs", *_OF_NOTICE})


@dataclass(slots=True, kw_only=True)
class Signal:
    """One thing that speaks against a row (or for it), how strongly, and a sentence that says so."""

    kind: str
    value: float
    message: str = ""

    @property
    def speaks_for(self) -> bool:
        """Whether it raises the score."""
        return self.kind in SPEAK_FOR


def signals_of(record: NoticeRecord, document: Document) -> list[list[Signal]]:
    """The signals of every row, in order; what says nothing (its value is 0) is left out."""
    shared = [*_of_notice(record), *_of_layout(record)]
    filled = [_filled(finding) for finding in record.findings]
    usual = _usual(filled)
    gaps = _uncovered(record)
    return [
        [
            *shared,
            *_of_siblings(own, usual, finding),
            *_of_answer(own, finding, is_report=record.family == "rectification_report"),
            *_of_words(finding),
            *_of_shape(finding),
            *_of_source(finding, record, document),
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
        Signal(kind=kind, value=1.0, message=message) for kind, message in _OF_NOTICE.items() if kind in kinds
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


def _of_words(finding: FindingRecord) -> Iterator[Signal]:
    """What the cells themselves look like, and where no rule but a model knew their words."""
    title = finding.title.text
    if len(title) > 50:
        message = f"the title is long ({len(title)} characters)"
        yield Signal(kind="long_title", value=min(1.0, (len(title) - 50) / 100), message=message)
    if _INNER_STOP.search(title.strip()) or _TURN.search(title):
        message = "the title goes on after a full stop, or tells of rectification"
        yield Signal(kind="title_runs_on", value=1.0, message=message)
    if finding.detail and not finding.measures and _TURN.search(finding.detail.text):
        message = "the detail tells of rectification, and no measures were read"
        yield Signal(kind="detail_turns", value=1.0, message=message)
    told = [m.text.text for m in finding.measures] if finding.measures and not _labelled(finding) else []
    silent = [text for text in told if says_nothing(fold(text))]
    if silent:
        surest = min(1 / (1 + exp(-answers(fold(text)))) for text in silent)
        message = f"no word tells that {len(silent)} of its measures are measures; the model says so with {surest:.2f}"
        yield Signal(kind="by_model", value=(1 - surest) * len(silent) / len(told), message=message)


def _of_shape(finding: FindingRecord) -> Iterator[Signal]:
    """Labels and numbers inside cells: something that was not cut."""
    cells = [q.text for q in (finding.detail, finding.requirement, finding.result) if q]
    cells += [m.text.text for m in finding.measures]
    label = next((found.group().strip() for text in cells if (found := _INNER_LABEL.search(text))), None)
    if label is not None:
        message = f"a label that is not known may stand in a cell: {label}"
        yield Signal(kind="inner_label", value=1.0, message=message)
    if numbers := sum(len(_INNER_NUMBER.findall(text)) for text in cells):
        message = f"{numbers} numbered items stand inside a cell"
        yield Signal(kind="inner_number", value=min(1.0, numbers / 2), message=message)
    if _FRAMED.match(finding.title.text):
        message = "the title may hold words around the problem"
        yield Signal(kind="framed_title", value=1.0, message=message)
    if finding.category and _GENERIC.search(finding.category.text):
        message = "the category may be a heading of the whole part"
        yield Signal(kind="generic_category", value=1.0, message=message)


def _labelled(finding: FindingRecord) -> bool:
    rules = {reason.field: reason.rule for reason in finding.reasons}
    return (
        "column" in rules.get("measures", "")
        or "label" in rules.get("measures", "")
        or "cell" in rules.get("title", "")
    )


def _of_source(finding: FindingRecord, record: NoticeRecord, document: Document) -> Iterator[Signal]:
    """Damage, recognition and what the reader said of this very row."""
    quotes = list(_quotes(finding))
    if broken := len(_DAMAGED.findall("\n".join([quote.text for quote in quotes]))):
        yield Signal(kind="damaged", value=min(1.0, broken / 2), message=f"{broken} damaged characters")
    if document.confidence is not None:
        least = min([document.confidence or 1.0, *_recognised(quotes, record.issues)])
        message = f"words recognised from a picture, the least certain with {least:.2f}"
        yield Signal(kind="recognised", value=max(0.05, min(1.0, 2 * (1 - least))), message=message)
    own = [i for i in record.issues if i.record == ("findings", finding.position) and i.kind not in _NAMED]
    if own:
        said = "; ".join(dict.fromkeys(issue.kind.replace("_", " ") for issue in own))
        message = f"the reader was not sure: {said}"
        yield Signal(kind="own_issue", value=min(1.0, len(own) / 2), message=message)


def _recognised(quotes: list[Quote], issues: tuple[Issue, ...]) -> Iterator[float]:
    """Confidences of doubtful words that the row quotes."""
    for issue in issues:
        if issue.kind != "low_ocr_confidence" or issue.span is None:
            continue
        held = any(s.start < issue.span.end and issue.span.start < s.end for q in quotes for s in q.spans)
        if held and (told := _CONFIDENCE.search(issue.message)):
            yield float(told.group(1))


def _quotes(finding: FindingRecord) -> Iterator[Quote]:
    named = (finding.label, finding.category, finding.title, finding.detail, finding.requirement, finding.status_text,
             finding.result, finding.deadline, finding.pace)  # fmt: skip
    yield from (quote for quote in named if quote is not None)
    yield from finding.responsible
    yield from (measure.text for measure in finding.measures)


def _uncovered(record: NoticeRecord) -> list[list[Signal]]:
    """Of the text from one row's title to the next one's: the share that stands in no cell of the notice."""
    if not record.findings:
        return []
    spans = [s for f in record.findings for q in _quotes(f) for s in q.spans]
    spans += [s for m in record.measures for s in m.text.spans]
    covered = _merged(sorted((s.start, s.end) for s in spans))
    starts = [min((s.start for s in f.title.spans), default=-1) for f in record.findings]
    stops = [b for _, b in pairwise(starts)] + [max((end for _, end in covered), default=0)]
    return [_gap(record.text, covered, a, b) for a, b in zip(starts, stops, strict=True)]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _gap(text: str, covered: list[tuple[int, int]], start: int, stop: int) -> list[Signal]:
    if start < 0 or stop <= start:
        return []
    at, left = start, 0
    first = max(0, bisect_left(covered, (start, 0)) - 1)
    for a, b in covered[first:]:
        if a >= stop:
            break
        if a > at:
            left += _said(text[at:a])
        at = max(at, b)
    left += _said(text[at:stop]) if at < stop else 0
    if not left:
        return []
    share = left / max(1, len(_BLANK.sub("", text[start:stop])))
    message = f"{left} characters between this row and the next stand in no cell"
    return [Signal(kind="uncovered", value=min(1.0, 2 * share), message=message)]


def _said(text: str) -> int:
    """Characters that say something: no marks, numbers of items, or short labels."""
    return sum(n for piece in text.split("\n") if (n := len(_BLANK.sub("", piece.strip()))) > 8)
