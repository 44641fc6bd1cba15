"""What a search finds: rowids of one page, how many there are in all, and the statements that say the same."""

from dataclasses import dataclass, replace

from db.choosing import selection as selections
from db.choosing.marks import BY_RANK, IS_MARKED, marked, ranked
from db.choosing.paging import page
from db.choosing.selection import Selection
from db.search.words import search_query
from db.site.asked.answers import Connection
from db.site.figures.statements import MOST_ROWS, Shown

__all__ = ["KINDS", "NO_HITS", "PAGE_SIZE", "Hits", "counts", "search_hits"]

PAGE_SIZE = 20
KINDS = ("findings", "measures", "notices")
# Ranking reads every hit; a word that nearly everything holds is not ranked.
RANKED = 20_000
# how much a hit in each column of the index weighs: titles most
WEIGHTS = {"findings": "bm25(10.0, 4.0, 1.0)", "measures": "bm25()", "notices": "bm25(10.0, 5.0, 1.0)"}
# where the row of a hit stands
STANDS = {
    "findings": "site_rows AS r WHERE r.finding = findings_fts.rowid",
    "notices": "site_notices AS r WHERE r.notice = notices_fts.rowid",
    "measures": "site_measures AS r WHERE r.measure = measures_fts.rowid",
}
TOPICS_OF = {
    "findings": ("site_row_topics", "rank"),
    "measures": ("site_row_topics", "row_rank"),
    "notices": ("site_notice_topics", "rank"),
}
RANK_OF = {
    "notices": "SELECT r.rank FROM site_notices AS r WHERE r.notice = notices_fts.rowid",
    "measures": "SELECT r.notice_rank FROM " + STANDS["measures"],
}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What a search found: rowids of one page, how many in all, and the statements."""

    ids: list[int]
    total: int
    is_ranked: bool
    shown: list[Shown]
    whole: Shown | None  # all of them, to be taken away


NO_HITS = Hits(ids=[], total=0, is_ranked=True, shown=[], whole=None)


def counts(connection: Connection, kind: str, found: Hits, chosen: Selection) -> dict[str, int | None]:
    """How many there are of each kind; None where counting the others takes as long as a search."""
    made: dict[str, int | None] = dict.fromkeys(KINDS) | {kind: found.total}
    if replace(chosen, words=None).is_everything:
        for other in KINDS:
            if other != kind:
                sql = f"SELECT count(*) FROM {other}_fts WHERE {other}_fts MATCH ?{_seen(connection, other)}"
                count = int(connection.execute(sql, (search_query(chosen.words or ""),)).fetchone()[0])
                made[other] = count if other != "findings" or count <= RANKED else None
    return made


def search_hits(connection: Connection, kind: str, chosen: Selection, offset: int) -> Hits:
    """Best first; of words that very many rows hold, newest first, since ranking reads every hit."""
    index, expression = f"{kind}_fts", search_query(chosen.words or "")
    counted = f"SELECT count(*) FROM {index} WHERE {index} MATCH ?"
    everywhere = total = int(connection.execute(counted, (expression,)).fetchone()[0])
    if everywhere > RANKED and kind == "findings":
        return _newest(connection, chosen, offset, everywhere)
    told, values = _limit(kind, chosen)
    # what is shown can be run anywhere; marks say the same in one scan of the hits
    limit, bound = (
        (f" AND {IS_MARKED}", (marked(connection, kind, chosen),)) if told else (_seen(connection, kind), ())
    )
    if limit:
        total = int(connection.execute(counted + limit, (expression, *bound)).fetchone()[0])
    is_ranked = everywhere <= RANKED
    ranks = () if is_ranked else (ranked(connection, kind),)
    sql = _listing(kind, limit, "rank" if is_ranked else BY_RANK, is_ranked=is_ranked)
    found = [row[0] for row in connection.execute(sql, (*ranks, expression, *bound, PAGE_SIZE, offset))]
    shown = SHOWN[kind].format(
        hits=_listing(kind, told or limit, "rank" if is_ranked else f"({RANK_OF[kind]})", is_ranked=is_ranked)
    )
    return Hits(
        ids=found,
        total=total,
        is_ranked=is_ranked,
        shown=[
            Shown(sql=shown, values=(expression, *values, PAGE_SIZE, offset)),
            Shown(sql=counted + (told or limit), values=(expression, *values)),
        ],
        whole=Shown(sql=shown, values=(expression, *values, MOST_ROWS, 0)),
    )


def _listing(kind: str, limit: str, score: str, *, is_ranked: bool) -> str:
    """SELECT of a page of hits in the order of a score, lowest first."""
    index = f"{kind}_fts"
    weighed = f" AND rank MATCH '{WEIGHTS[kind]}'" if is_ranked else ""
    order = "rank" if is_ranked else "score, rowid"
    where = f"{index} MATCH ?{limit}{weighed}"
    return (
        f"SELECT rowid AS hit, {score} AS score FROM {index} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    )


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


def _limit(kind: str, chosen: Selection) -> tuple[str, tuple[str | int, ...]]:
    """Clause that leaves of the hits those that the filters leave; empty where there is no filter. Notices have no status."""
    clauses, values = selections.limits(chosen)
    if chosen.status and kind != "notices":
        clauses.append("r.status = ?")
        values.append(chosen.status)
    if chosen.topic:
        topics, rank = TOPICS_OF[kind]
        clauses.append(f"EXISTS (SELECT 1 FROM {topics} AS t WHERE t.topic = ? AND t.rank = r.{rank})")
        values.append(chosen.topic)
    if not clauses:
        return "", ()
    return f" AND EXISTS (SELECT 1 FROM {STANDS[kind]} AND {' AND '.join(clauses)})", tuple(values)
