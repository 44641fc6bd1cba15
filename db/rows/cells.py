"""What each row holds: its as-printed cells with their quotes, and beside them the derived values.

Ids are made of the notice's id and a position, so the same record always gives the same rows:
`N-3` the third finding, `N-3-m1` its first measure, `N-m1` a measure of the whole notice, `N-a1` a
focus area, `N-y1` an amount, `N-u1` a body, `N-r1` a regulation, `N-i1` a doubt.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from normalize.records import FindingRecord, MeasureRecord, NoticeRecord, Quote

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # json.dumps makes one at each call


@dataclass(slots=True, kw_only=True)
class Cells:
    """One row: `quotes` are its as-printed columns, `values` all others. A JSON list may hold many quotes."""

    table: str
    values: dict[str, Any]
    quotes: dict[str, Quote | None]
    lists: dict[str, tuple[Quote, ...]]

    @property
    def id(self) -> str:
        """The row's id."""
        row_id: str = self.values["id"]
        return row_id


def finding_id(notice_id: str, position: int) -> str:
    """Return the id of a finding."""
    return f"{notice_id}-{position}"


def text_sha256(text: str) -> str:
    """Hash of a document's text, to which corrections are keyed."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def to_json(value: object) -> str:
    """Return compact JSON, Chinese as it is."""
    return "[]" if value in ([], ()) else _ENCODER.encode(value)  # most lists are empty


def cells(record: NoticeRecord) -> Iterator[Cells]:
    """Yield every row that quotes the text, in document order by table."""
    yield _notice(record)
    for finding in record.findings:
        yield _finding(record.id, finding)
    for finding in record.findings:
        yield from _measures(record.id, finding_id(record.id, finding.position), finding.measures)
    yield from _measures(record.id, None, record.measures)
    yield from _focus_areas(record)
    yield from _amounts(record)
    yield from _agencies(record)
    yield from _regulations(record)


def _cells(
    table: str,
    values: dict[str, Any],
    quotes: dict[str, Quote | None],
    lists: dict[str, tuple[Quote, ...]] | None = None,
) -> Cells:
    return Cells(table=table, values=values, quotes=quotes, lists=lists or {})


def _notice(record: NoticeRecord) -> Cells:
    own = (
        "id", "file_name", "place", "url", "family", "script", "audit_report_number_repaired",
        "stated_finding_count", "sha256", "media_type", "reader", "pages", "source", "fetched_at",
        "withdrawn_at", "container", "text",
    )  # fmt: skip
    region = record.region
    spoken = record.published_on or record.signed_on
    layouts = [
        {"layout": x.layout, "score": x.score, "findings": x.findings, "why": x.why} for x in record.layouts
    ]
    values = {name: getattr(record, name) for name in own} | {
        "region_code": region and region.code,
        "city": region and region.short_name,
        "prefecture_code": region and region.city_code,
        "prefecture": region and region.city,
        "province_code": region and region.province_code,
        "province": region and region.province,
        "region_evidence": region and region.evidence,
        "published_on": record.published_on and record.published_on.isoformat(),
        "signed_on": record.signed_on and record.signed_on.isoformat(),
        "year": spoken and spoken.year,
        "finding_count": len(record.findings),
        "layout": record.layout or None,
        "layouts": to_json(layouts),
        "turned": to_json(record.turned),
        "seen": 1,
        "text_sha256": text_sha256(record.text),
    }
    quoted = ("title", "issuer", "document_number", "index_number", "audit_report_number")
    quotes = {name: getattr(record, name) for name in quoted}
    return _cells(
        "notices", values, quotes | {"published_text": record.published, "signed_text": record.signed}
    )


def _finding(notice_id: str, finding: FindingRecord) -> Cells:
    own = ("position", "status", "status_basis", "status_rule", "confidence", "reviewed")
    topics = [mention.topic for mention in finding.topics]
    reasons = [{"field": r.field, "rule": r.rule, "certainty": r.certainty} for r in finding.reasons]
    values = {name: getattr(finding, name) for name in own} | {
        "id": finding_id(notice_id, finding.position),
        "notice_id": notice_id,
        "deadline_on": finding.deadline_on and finding.deadline_on.isoformat(),
        "topic": topics[0] if topics else None,
        "topics": to_json(topics),
        "reasons": to_json(reasons),
        "doubts": to_json([{"kind": d.kind, "message": d.message} for d in finding.doubts]),
    }
    quoted = ("label", "category", "title", "detail", "requirement", "status_text", "result", "pace")
    quotes = {name: getattr(finding, name) for name in quoted} | {"deadline_text": finding.deadline}
    return _cells("findings", values, quotes, {"responsible": finding.responsible})


def _measures(notice_id: str, owner: str | None, measures: Iterable[MeasureRecord]) -> Iterator[Cells]:
    for measure in sorted(measures, key=lambda m: m.position):
        values = {
            "id": f"{owner or notice_id}-m{measure.position}",
            "notice_id": notice_id,
            "finding_id": owner,
            "position": measure.position,
            "kind": measure.kind,
        }
        yield _cells("measures", values, {"text": measure.text})


def _focus_areas(record: NoticeRecord) -> Iterator[Cells]:
    for area in record.focus_areas:
        values = {
            "id": f"{record.id}-a{area.position}",
            "notice_id": record.id,
            "position": area.position,
        }
        yield _cells("focus_areas", values, {"label": area.label, "title": area.title, "detail": area.detail})


def _mention(record: NoticeRecord, mark: str, position: int, finding: int | None) -> dict[str, Any]:
    """The keys that mentions of all kinds have."""
    return {
        "id": f"{record.id}-{mark}{position}",
        "notice_id": record.id,
        "position": position,
        "finding_id": None if finding is None else finding_id(record.id, finding),
    }


def _amounts(record: NoticeRecord) -> Iterator[Cells]:
    for position, amount in enumerate(record.amounts, 1):
        values = _mention(record, "y", position, amount.finding) | {
            "field": amount.field,
            "value": float(amount.value),
            "currency": amount.currency,
            "bound": amount.bound,
            "role": amount.role,
        }
        yield _cells("amounts", values, {"text": amount.text})


def _agencies(record: NoticeRecord) -> Iterator[Cells]:
    for position, body in enumerate(record.agencies, 1):
        values = _mention(record, "u", position, body.finding) | {
            "canonical": body.canonical,
            "function": body.function,
            "region_code": body.region_code,
            "role": body.role,
        }
        yield _cells("agencies", values, {"text": body.text})


def _regulations(record: NoticeRecord) -> Iterator[Cells]:
    for position, rule in enumerate(record.regulations, 1):
        values = _mention(record, "r", position, rule.finding) | {"name": rule.name, "effect": rule.effect}
        yield _cells("regulations", values, {"text": rule.text})
