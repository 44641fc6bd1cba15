"""The glass wall: what the reader took a document for, line by line, and the rule behind each cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.model import Document, Extraction, Finding, Quote
from extract.understanding import Understood, understood

_MANY = 6  # cells named one by one beside a line of the outline


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineRow:
    """One line of the document: its depth in the outline, its number, what it was taken for and why."""

    depth: int
    number: str | None
    role: str
    rule: str
    text: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReason:
    """One cell of one finding, its text and the rule that put it there."""

    finding: int
    field: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything `zhenggai explain` shows of a document."""

    extraction: Extraction
    outline: tuple[OutlineRow, ...]
    cells: tuple[CellReason, ...]


def explain(document: Document, *, listed_title: str | None = None) -> Explanation:
    """Understand a document and say why, without any knowledge that `understand` does not use."""
    steps = understood(document, listed_title=listed_title)
    return Explanation(
        extraction=steps.extraction, outline=tuple(_outline(steps)), cells=tuple(_cells(steps.extraction))
    )


def _outline(steps: Understood) -> list[OutlineRow]:
    page = steps.case.page
    part_of = {s.line.index: p for p in steps.case.parts for top in p.sections for s in top.subtree}
    heads = {p.heading.line.index: p for p in steps.case.parts if p.heading}
    depth = {s.line.index: s.depth for s in steps.case.sections}
    owner = _owners(steps.extraction)
    frame = {x.index: "blanket" for x in steps.case.frame.loose} | {
        x.index: "next_step" for x in steps.case.frame.next_steps
    }
    frame |= {i: x.kind for x in steps.case.frame.lists for i in x.indexes()}
    rows = []
    for line in page.lines:
        kind = line.block.kind
        part = heads.get(line.index) or part_of.get(line.index)
        if line.index in heads:
            role, rule = f"part: {heads[line.index].role}", heads[line.index].rule
        elif kind in ("title", "metadata", "attachment", "note"):
            role, rule = kind, "the reader's block"
        elif line.index in frame:
            role, rule = frame[line.index], "speaks for the whole document"
        elif line.index not in depth:
            role, rule = "frame", "signature, address, closing phrase or caption"
        else:
            role = owner(line.start, line.end) or (f"in {part.role}" if part and part.role else "text")
            rule = part.rule if part else ""
        number = page.text[line.mark.start : line.mark.label_end] if line.mark else None
        text = " ".join(page.text[line.start : line.end].split())
        rows.append(
            OutlineRow(
                depth=depth.get(line.index, 0),
                number=number,
                role=role,
                rule=rule,
                text=text,
                start=line.start,
            )
        )
    return rows


def _owners(extraction: Extraction) -> Callable[[int, int], str | None]:
    """Return a function that names what the characters start..end were taken for."""
    spans = []
    for f in extraction.findings:
        for name, quote in _quotes(f):
            spans += [(s.start, s.end, f"finding {f.position}: {name}") for s in quote.spans]
    for m in extraction.measures:
        spans += [(s.start, s.end, f"measure: {m.kind}") for s in m.text.spans]
    for a in extraction.focus_areas:
        spans += [(s.start, s.end, f"focus area {a.position}") for s in a.title.spans]

    def owner(start: int, end: int) -> str | None:
        names = list(dict.fromkeys(n for a, b, n in spans if a < end and start < b))
        if len(names) > _MANY:  # a table is one line
            return f"{len(names)} cells, {names[0]} to {names[-1]}"
        return ", ".join(names) or None

    return owner


def _quotes(finding: Finding) -> Iterator[tuple[str, Quote]]:
    for name in ("label", "title", "detail", "requirement", "result", "deadline"):
        quote = getattr(finding, name)
        if quote is not None:
            yield name, quote
    if finding.status and finding.status.quote:
        yield "status", finding.status.quote
    for quote in finding.responsible:
        yield "responsible", quote
    for measure in finding.measures:
        yield "measure", measure.text


def _cells(extraction: Extraction) -> list[CellReason]:
    rows = []
    for f in extraction.findings:
        rules = {r.field: r.rule for r in f.reasons}
        for name, quote in _quotes(f):
            key = "measures" if name == "measure" else name
            rule = (
                f.status.rule if name == "status" and f.status else rules.get(key, "printed before the title")
            )
            rows.append(CellReason(finding=f.position, field=name, text=quote.text, rule=rule))
    return rows
