"""Search findings, measures or notices in either script, best first, with the words marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db import selection as selections
from db.paging import page
from db.publish import FAMILIES
from db.search import NO_MATCH, matches, search_query
from db.selection import Selection
from db.site.answers import Answer, Ask, Connection, Page
from db.site.leads import leads
from db.site.pages.statement import MOST_ROWS
from db.site.shared import MAX_WORDS, STATUSES, Names, choice, choice_query, rows, whole
from db.site.statements import Shown

__all__ = ["excerpt", "search"]

PAGE_SIZE = 20
MAX_OFFSET = 1_000  # results further down are reached by narrowing, not by paging
KINDS = ("findings", "measures", "notices")
AROUND = 60  # characters kept on either side of the first hit of a long text
# Ranking reads every hit; a word that nearly everything holds is ranked among its newest hits only.
RANKED = 20_000
# how much a hit in each column of the index weighs: titles most
WEIGHTS = {"findings": "bm25(10.0, 4.0, 1.0)", "measures": "bm25()", "notices": "bm25(10.0, 5.0, 1.0)"}
# columns that are searched and not shown with every result: shown where the words stand nowhere else
ELSEWHERE = {
    "findings": ("category", "status_text", "responsible", "deadline_text"),
    "measures": (),
    "notices": ("issuer", "document_number", "audit_report_number", "city", "province"),
}
OF_NOTICES = "SELECT m.rowid FROM notices AS n CROSS JOIN measures AS m ON m.notice_id = n.id WHERE n.rowid IN ({inside})"
OF_FINDINGS = "SELECT m.rowid FROM findings AS f CROSS JOIN measures AS m ON m.finding_id = f.id WHERE f.rowid IN ({inside})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What a search found: rowids of one page, how many in all, and the statements."""

    ids: list[int]
    total: int
    is_ranked: bool
    shown: list[Shown]
    whole: Shown | None  # all of them, to be taken away


NO_HITS = Hits(ids=[], total=0, is_ranked=True, shown=[], whole=None)


def search(connection: Connection, ask: Ask) -> Answer:
    """A page of results."""
    chosen = choice(ask)
    kind = ask.get("in") if ask.get("in") in KINDS else "findings"
    offset = whole(ask.get("offset"), 0, high=MAX_OFFSET) or 0
    hits = _hits(connection, kind, chosen, offset) if chosen.words else NO_HITS
    names = Names(connection, ask.words)
    rest = replace(chosen, words=None)
    values = {
        "chosen": chosen,
        "kind": kind,
        "counts": _counts(connection, kind, hits, chosen) if chosen.words else {},
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


def _counts(connection: Connection, kind: str, hits: Hits, chosen: Selection) -> dict[str, int | None]:
    """How many there are of each kind; None where counting the others takes as long as a search."""
    counts: dict[str, int | None] = dict.fromkeys(KINDS) | {kind: hits.total}
    if replace(chosen, words=None).is_everything:
        for other in KINDS:
            if other != kind:
                sql = f"SELECT count(*) FROM {other}_fts WHERE {other}_fts MATCH ?{_seen(connection, other)}"
                found = int(connection.execute(sql, (search_query(chosen.words or ""),)).fetchone()[0])
                counts[other] = found if other != "findings" or found <= RANKED else None
    return counts


def _hits(connection: Connection, kind: str, chosen: Selection, offset: int) -> Hits:
    """Best first; of words that very many rows hold, newest first, since ranking reads every hit."""
    index, expression = f"{kind}_fts", search_query(chosen.words or "")
    counted = f"SELECT count(*) FROM {index} WHERE {index} MATCH ?"
    everywhere = int(connection.execute(counted, (expression,)).fetchone()[0])
    if everywhere > RANKED and kind == "findings":
        return _newest(connection, chosen, offset, everywhere)
    scope, values = _scope(kind, chosen)
    # the plus keeps SQLite from asking the index once for each row of the scope
    limit = f" AND +rowid IN ({scope})" if scope else _seen(connection, kind)
    where = f"{index} MATCH ?{limit}"
    weighed = f" AND rank MATCH '{WEIGHTS[kind]}'" if everywhere <= RANKED else ""
    total = everywhere
    if limit:
        counted = f"SELECT count(*) FROM {index} WHERE {where}"
        total = int(connection.execute(counted, (expression, *values)).fetchone()[0])
    order = "rank" if everywhere <= RANKED else "rowid DESC"
    sql = f"SELECT rowid FROM {index} WHERE {where}{weighed} ORDER BY {order} LIMIT ? OFFSET ?"
    bound = (expression, *values, PAGE_SIZE, offset)
    found = [row[0] for row in connection.execute(sql, bound)]
    counting = Shown(sql=f"SELECT count(*) FROM {index} WHERE {where}", values=(expression, *values))
    score = "rank" if everywhere <= RANKED else "-rowid"
    hits = sql.replace("SELECT rowid", f"SELECT rowid AS hit, {score} AS score", 1)
    shown = [Shown(sql=SHOWN[kind].format(hits=hits), values=bound), counting]
    whole_search = Shown(sql=shown[0].sql, values=(expression, *values, MOST_ROWS, 0))
    return Hits(ids=found, total=total, is_ranked=everywhere <= RANKED, shown=shown, whole=whole_search)


def _seen(connection: Connection, kind: str) -> str:
    """Clause that leaves out copies and superseded versions; empty where there are none."""
    if connection.execute("SELECT NOT EXISTS (SELECT 1 FROM site_hidden)").fetchone()[0]:
        return ""
    if kind == "notices":
        return " AND +rowid NOT IN (SELECT notice FROM site_hidden)"
    hidden = f"SELECT x.rowid FROM site_hidden AS h CROSS JOIN notices AS n ON n.rowid = h.notice CROSS JOIN {kind} AS x"
    return f" AND +rowid NOT IN ({hidden} ON x.notice_id = n.id)"


def _newest(connection: Connection, chosen: Selection, offset: int, everywhere: int) -> Hits:
    found = page(connection, chosen, 0, offset + PAGE_SIZE, everywhere=everywhere)
    ranks = found.ranks[offset:]
    sql = f"SELECT finding FROM site_rows WHERE rank IN ({', '.join('?' * len(ranks))}) ORDER BY rank"
    ids = [row[0] for row in connection.execute(sql, ranks)]
    rows_shown = selections.table_rows(chosen, after=0, size=offset + PAGE_SIZE)
    shown = [Shown.of(rows_shown), Shown.of(selections.counting(chosen))]
    return Hits(ids=ids, total=found.total, is_ranked=False, shown=shown, whole=None)


def _scope(kind: str, chosen: Selection) -> tuple[str, tuple[str | int, ...]]:
    """SELECT of the rowids that the filters leave; empty where there is no filter."""
    clauses, values = selections.limits(chosen)
    if kind == "notices":
        clauses, values = selections.notice_limits(chosen)
        where = " AND ".join(clauses)
        return (f"SELECT r.notice FROM site_notices AS r WHERE {where}" if clauses else ""), tuple(values)
    if kind == "measures" and clauses and not (chosen.status or chosen.topic):
        # those of a whole notice too, which belong to no finding
        inside = f"SELECT r.notice FROM site_notices AS r WHERE {' AND '.join(clauses)}"
        return OF_NOTICES.format(inside=inside), tuple(values)
    if chosen.status:
        clauses.append("r.status = ?")
        values.append(chosen.status)
    if chosen.topic:
        clauses.append("EXISTS (SELECT 1 FROM site_row_topics AS t WHERE t.topic = ? AND t.rank = r.rank)")
        values.append(chosen.topic)
    if not clauses:
        return "", ()
    inside = f"SELECT r.finding FROM site_rows AS r WHERE {' AND '.join(clauses)}"
    return (inside if kind == "findings" else OF_FINDINGS.format(inside=inside)), tuple(values)


def _results(connection: Connection, kind: str, ids: list[int], words: str) -> list[dict[str, object]]:
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    order = {rowid: place for place, rowid in enumerate(ids)}
    found = rows(connection, RESULTS[kind].format(marks=marks), ids)
    found.sort(key=lambda row: order[int(str(row["rowid"]))])
    for row in found:
        row["head"] = excerpt(str(row["head_text"] or ""), words, whole_text=True)
        row["body"] = excerpt(str(row["body_text"] or ""), words)
        row["elsewhere"] = _elsewhere(row, ELSEWHERE[kind], words)
    return found


def _elsewhere(row: dict[str, object], fields: Sequence[str], words: str) -> list[tuple[str, "Excerpt"]]:
    """Fields that hold the words, where neither head nor body does: a result must show why it is one."""
    if row["head"].ranges or row["body"].ranges:  # type: ignore[attr-defined]
        return []
    found = [(field, excerpt(str(row[field] or ""), words)) for field in fields]
    return [(field, part) for field, part in found if part.ranges]


SHOWN = {
    "findings": """WITH hits AS ({hits})
SELECT f.id, f.title, f.status, f.notice_id FROM hits JOIN findings AS f ON f.rowid = hits.hit
ORDER BY hits.score, hits.hit""",
    "measures": """WITH hits AS ({hits})
SELECT m.id, m.text, m.kind, m.finding_id, f.title AS finding, f.status, n.title AS notice, n.city, n.published_on, n.url
FROM hits JOIN measures AS m ON m.rowid = hits.hit LEFT JOIN findings AS f ON f.id = m.finding_id
  JOIN notices AS n ON n.id = m.notice_id ORDER BY hits.score, hits.hit""",
    "notices": """WITH hits AS ({hits})
SELECT n.id, n.title, n.issuer, n.city, n.region_code, n.published_on, n.signed_on, n.family, n.finding_count, n.url
FROM hits JOIN notices AS n ON n.rowid = hits.hit ORDER BY hits.score, hits.hit""",
}
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


def excerpt(text: str, words: str, *, whole_text: bool = False) -> Excerpt:
    """The text around its first hit (all of it if short or `whole_text`), with all hits in it."""
    found = matches(text, words)
    if whole_text or len(text) <= 3 * AROUND:
        return Excerpt(text=text.strip("\n") if not found else text, ranges=found)
    first = found[0][0] if found else 0
    start = max(0, first - AROUND)
    end = min(len(text), max(first, start) + 3 * AROUND)
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    shift = len(head) - start
    ranges = [(a + shift, min(b, end) + shift) for a, b in found if a >= start and a < end]
    return Excerpt(text=head + text[start:end] + tail, ranges=ranges)
