"""Search findings, measures or notices in either script, best first, with the words marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.file.lookup import rows
from db.publishing.publish import FAMILIES
from db.search.words import NO_MATCH, matches, search_query
from db.site.asked.answers import Answer, Ask, Connection, Page
from db.site.asked.shared import MAX_WORDS, STATUSES, Names, choice, choice_query, whole
from db.site.figures.statements import MOST_ROWS
from db.site.search.hits import KINDS, NO_HITS, PAGE_SIZE, counts, search_hits
from db.site.search.leads import leads

__all__ = ["excerpt", "search"]

MAX_OFFSET = 1_000  # results further down are reached by narrowing, not by paging
AROUND = 60  # characters kept on either side of the first hit of a long text
# columns that are searched and not shown with every result: shown where the words stand nowhere else
ELSEWHERE = {
    "findings": ("category", "status_text", "responsible", "deadline_text"),
    "measures": (),
    "notices": ("issuer", "document_number", "audit_report_number", "city", "province"),
}


def search(connection: Connection, ask: Ask) -> Answer:
    """A page of results."""
    chosen = choice(ask)
    kind = ask.get("in") if ask.get("in") in KINDS else "findings"
    offset = whole(ask.get("offset"), 0, high=MAX_OFFSET) or 0
    hits = search_hits(connection, kind, chosen, offset) if chosen.words else NO_HITS
    names = Names(connection, ask.words)
    rest = replace(chosen, words=None)
    values = {
        "chosen": chosen,
        "kind": kind,
        "counts": counts(connection, kind, hits, chosen) if chosen.words else {},
        "leads": leads(names, chosen.words or ""),
        "is_filtered": not rest.is_everything,
        "is_searchable": search_query(chosen.words or "") != NO_MATCH,
        "hits": hits,
        "most": MOST_ROWS,
        "results": _results(connection, kind, hits.ids, chosen.words or ""),
        "offset": offset,
        "next": offset + PAGE_SIZE if hits.total > offset + PAGE_SIZE and offset < MAX_OFFSET else None,
        "names": names,
        "query": choice_query(chosen),
        "cut": MAX_WORDS if len(ask.get("q")) > MAX_WORDS else None,
        "statuses": STATUSES,
        "counted_families": FAMILIES,
    }
    return Page(template="search.html", values=values)


def _results(connection: Connection, kind: str, ids: list[int], words: str) -> list[dict[str, object]]:
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    order = {rowid: place for place, rowid in enumerate(ids)}
    found = rows(connection, RESULTS[kind].format(marks=marks), ids)
    found.sort(key=lambda row: order[int(str(row["rowid"]))])
    for row in found:
        row["head"] = excerpt(str(row["head_text"] or ""), words)
        row["body"] = excerpt(str(row["body_text"] or ""), words)
        row["elsewhere"] = _elsewhere(row, ELSEWHERE[kind], words)
    return found


def _elsewhere(row: dict[str, object], fields: Sequence[str], words: str) -> list[tuple[str, "Excerpt"]]:
    """Fields that hold the words, where neither head nor body does: a result must show why it is one."""
    if row["head"].ranges or row["body"].ranges:  # type: ignore[attr-defined]
        return []
    found = [(field, excerpt(str(row[field] or ""), words)) for field in fields]
    return [(field, part) for field, part in found if part.ranges]


RESULTS = {
    "findings": """
SELECT f.rowid, f.id, f.title AS head_text, coalesce(f.detail, '') || char(10) || coalesce(f.requirement, '') || char(10)
  || coalesce(f.result, '') AS body_text, f.status, f.status_basis, f.topic, f.category,
  f.status_text, (SELECT group_concat(value, '、') FROM json_each(f.responsible)) AS responsible, f.deadline_text,
  n.id AS notice_id, n.title AS notice_title,
  n.city, n.region_code, n.script, n.family, coalesce(n.published_on, n.signed_on) AS said_on
FROM findings AS f JOIN notices AS n ON n.id = f.notice_id WHERE f.rowid IN ({marks})""",
    "measures": """
SELECT m.rowid, m.id, m.finding_id, m.text AS head_text, coalesce(f.title, '') AS body_text, m.kind, f.status,
  f.status_basis, NULL AS topic, n.id AS notice_id, n.title AS notice_title, n.city, n.region_code, n.script, n.family,
  coalesce(n.published_on, n.signed_on) AS said_on
FROM measures AS m LEFT JOIN findings AS f ON f.id = m.finding_id JOIN notices AS n ON n.id = m.notice_id
WHERE m.rowid IN ({marks})""",
    "notices": """
SELECT n.rowid, n.id, coalesce(n.title, n.file_name) AS head_text, n.text AS body_text, NULL AS status,
  NULL AS status_basis, NULL AS topic, n.id AS notice_id, n.issuer, n.document_number,
  n.audit_report_number, n.province, n.finding_count, n.city, n.region_code, n.script,
  n.family, coalesce(n.published_on, n.signed_on) AS said_on
FROM notices AS n WHERE n.rowid IN ({marks})""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A piece of text and the ranges in it that were found."""

    text: str
    ranges: list[tuple[int, int]]


def excerpt(text: str, words: str) -> Excerpt:
    """The text around its first hit (all of it if short), with all hits in it."""
    found = matches(text, words)
    if len(text) <= 3 * AROUND:
        return Excerpt(text=text.strip("\n") if not found else text, ranges=found)
    first = found[0][0] if found else 0
    start = max(0, first - AROUND)
    end = min(len(text), max(first, start) + 3 * AROUND)
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    shift = len(head) - start
    ranges = [(a + shift, min(b, end) + shift) for a, b in found if a >= start and a < end]
    return Excerpt(text=head + text[start:end] + tail, ranges=ranges)
