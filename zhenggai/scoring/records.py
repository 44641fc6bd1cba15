"""Compare what a dataset holds of one file with the gold annotation of that file."""

from collections.abc import Mapping, Sequence
from typing import Any

from db.file.lookup import Connection, records_of, rows
from normalize.records import FindingRecord
from zhenggai.scoring.compare import alike, dice, listed, normal, pair_up
from zhenggai.scoring.tally import Tally

Record = Mapping[str, Any]
NOTICE_FIELDS = (
    "family", "script", "region_code", "title", "issuer", "document_number", "index_number", "audit_report_number",
    "published_on", "signed_on", "stated_finding_count",
)  # fmt: skip
ROW_FIELDS = (
    "title", "detail", "category", "requirement", "status", "measures", "responsible", "deadline_text", "result",
)  # fmt: skip
SIDE_FIELDS = ("label", "status_basis", "status_text")
_TEXTS = frozenset({"title", "issuer", "category", "requirement", "result", "detail"})


def score_file(connection: Connection, gold: Record, tally: Tally) -> str | None:
    """Count every cell of one file; return the notice's id, or None where the dataset has no such file."""
    name = gold["file_name"]
    found = rows(connection, "SELECT * FROM notices WHERE file_name = ? ORDER BY rowid LIMIT 1", (name,))
    notice = found[0] if found else {}
    if not found:
        tally.note(name, "NOT IN THE DATASET", "", "")
    findings, measures, focus = _held(connection, notice.get("id"))
    for column in NOTICE_FIELDS:
        if column in gold:
            wanted, got = gold[column], notice.get(column)
            if not tally.cell(f"notice.{column}", wanted, got, _same(column, wanted, got)):
                tally.note(name, f"notice.{column}", wanted, got)
    _score_findings(name, gold["findings"], findings, tally)
    if "measures" in gold:
        _score_measures(name, gold["measures"], measures, tally)
    if "focus_areas" in gold:
        pairs = pair_up(gold["focus_areas"], focus, _likeness, 0.8)
        tally.matches("focus areas", len(pairs), len(gold["focus_areas"]), len(focus))
    return notice.get("id")


def _held(connection: Connection, notice_id: str | None) -> tuple[list[Record], list[Record], list[Record]]:
    """The findings with their measures, the notice's own measures, and the focus areas."""
    findings = records_of(connection, "findings", notice_id)
    measures = records_of(connection, "measures", notice_id)
    for finding in findings:
        finding["measures"] = [m["text"] for m in measures if m["finding_id"] == finding["id"]]
    own = [measure for measure in measures if measure["finding_id"] is None]
    return list(findings), list(own), list(records_of(connection, "focus_areas", notice_id))


def _same(column: str, gold: Any, got: Any) -> bool:
    if column in _TEXTS:
        return alike(gold, got)
    if isinstance(gold, int) or isinstance(got, int):
        return bool(gold == got)
    return normal(gold) == normal(got)


def _whole(record: Record) -> str:
    return (record.get("title") or "") + (record.get("detail") or "")


def _likeness(gold: Record, got: Record) -> float:
    return max(dice(_whole(gold), _whole(got)), dice(gold.get("title"), got.get("title")))


def _score_findings(name: str, gold: Sequence[Record], got: Sequence[Record], tally: Tally) -> None:
    pairs = pair_up(gold, got, _likeness, 0.5)
    tally.matches("findings", len(pairs), len(gold), len(got))
    tally.rows_total += len(gold)
    for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
        tally.note(name, "finding missed", gold[i]["title"], "")
        for column in ROW_FIELDS:
            tally.cell(column, gold[i].get(column), None, False)
    for j in sorted(set(range(len(got))) - {j for _, j in pairs}):
        tally.note(name, "finding invented", "", got[j].get("title"))
        for column in ROW_FIELDS:
            tally.cell(column, None, _cell(got[j], column), False)
    for i, j in pairs:
        tally.rows_right += _score_row(name, gold[i], got[j], tally)
        _score_sides(gold[i], got[j], tally)


def right_rows(gold: Sequence[Record], got: Sequence[Record]) -> list[bool]:
    """Of each finding that was read: whether the gold has it and every cell agrees."""
    tally = Tally()
    right = [False] * len(got)
    for i, j in pair_up(gold, got, _likeness, 0.5):
        right[j] = _score_row("", gold[i], got[j], tally)
    return right


def as_row(finding: FindingRecord) -> dict[str, Any]:
    """A finding as the dataset holds it, without writing it there."""
    texts = {
        name: getattr(finding, name)
        for name in ("label", "category", "title", "detail", "requirement", "result")
    }
    row: dict[str, Any] = {name: quote.text if quote else None for name, quote in texts.items()}
    return row | {
        "status": finding.status,
        "status_basis": finding.status_basis,
        "deadline_text": finding.deadline.text if finding.deadline else None,
        "responsible": [quote.text for quote in finding.responsible],
        "measures": [measure.text.text for measure in finding.measures],
    }


def _cell(record: Record, column: str) -> Any:
    return listed(record.get(column)) if column == "responsible" else record.get(column)


def _score_row(name: str, gold: Record, got: Record, tally: Tally) -> bool:
    """Count the cells of one finding; True where all of them are right."""
    all_right = True
    for column in ROW_FIELDS:
        wanted, found = gold.get(column), _cell(got, column)
        agrees = _agrees(column, gold, got)
        if column == "detail" and agrees and not (wanted and found):
            continue  # title and detail together are the same: the cut between them is open
        if column == "status" and wanted is None and got.get("status_basis") == "inferred":
            continue  # inferred where nothing is stated: not held against it
        if not tally.cell(column, wanted, found, agrees):
            all_right = False
            tally.note(name, f"{gold.get('label')}: {column}", wanted, found)
    return all_right


def _agrees(column: str, gold: Record, got: Record) -> bool:
    wanted, found = gold.get(column), got.get(column)
    if column == "measures":
        return _measures_agree(gold, found or [])
    if column == "responsible":
        return sorted(map(normal, listed(wanted))) == sorted(map(normal, listed(found)))
    if column in ("title", "detail"):
        return alike(wanted, found) or alike(_whole(gold), _whole(got), 0.97)
    if column == "status":
        return bool(wanted == found)
    return _same(column, wanted, found)


def _measures_agree(gold: Record, got: Sequence[str]) -> bool:
    """The same text, and the same cuts where the gold has cuts; a lead-in may be kept or left."""
    wanted: list[str] = gold["measures"]
    if not wanted and not got:
        return True
    lead: str = gold.get("measures_lead") or ""
    text = "\n".join(got)
    same_text = alike("\n".join(wanted), text) or alike("\n".join([lead, *wanted]), text)
    if not same_text or not gold.get("measures_split", True):
        return same_text
    items = list(got)
    if lead and len(items) == len(wanted) + 1:
        del items[0]
    elif lead and items and items[0].startswith(lead):
        items[0] = items[0].removeprefix(lead)
    return len(wanted) == len(items) and all(dice(a, b) >= 0.8 for a, b in zip(wanted, items, strict=True))


def _score_sides(gold: Record, got: Record, tally: Tally) -> None:
    """Label and the words of the status: shown, but no part of a row's being right."""
    for column in SIDE_FIELDS:
        wanted, found = gold.get(column), got.get(column)
        near = normal(wanted) == normal(found)
        if column == "status_text" and wanted and found:
            near = near or normal(wanted) in normal(found) or normal(found) in normal(wanted)
        if column == "label" or wanted is not None:
            tally.cell(column, wanted, found, near)


def _score_measures(name: str, gold: Sequence[Record], got: Sequence[Record], tally: Tally) -> None:
    pairs = pair_up(gold, got, lambda a, b: dice(a["text"], b["text"]), 0.8)
    right = [(i, j) for i, j in pairs if gold[i]["kind"] == got[j]["kind"]]
    tally.matches("notice measures", len(right), len(gold), len(got))
    for i in sorted(set(range(len(gold))) - {i for i, _ in right}):
        tally.note(
            name, "notice measure missed or of another kind", f"{gold[i]['kind']}: {gold[i]['text']}", ""
        )
    for j in sorted(set(range(len(got))) - {j for _, j in right}):
        tally.note(
            name, "notice measure invented or of another kind", "", f"{got[j]['kind']}: {got[j]['text']}"
        )
