"""The findings behind "time to completion": not completed when first told, and told of again in later notices."""

from db.choosing.selection import limits
from db.file.lookup import rows
from db.site.asked.answers import Answer, Ask, Connection, Page
from db.site.asked.shared import Names, choice, choice_query, whole
from db.site.figures.statements import Shown

__all__ = ["followed"]

PAGE_SIZE = 50
LIST = """
SELECT r.thread_id, f.title, r.first_on, r.completed_on, r.days, r.steps, n.city, n.region_code, n.script
FROM site_threads AS r JOIN findings AS f ON f.id = r.thread_id JOIN notices AS n ON n.id = f.notice_id
WHERE {where} ORDER BY r.completed_on IS NOT NULL, r.days DESC, r.first_on, r.thread_id LIMIT ? OFFSET ?"""
COUNTED = (
    "SELECT count(*) AS followed_up, count(r.completed_on) AS completed FROM site_threads AS r WHERE {where}"
)


def followed(connection: Connection, ask: Ask) -> Answer:
    """A page of them, those still open first; `?done=1` shows the completed ones alone."""
    chosen = choice(ask)
    clauses, values = limits(chosen)
    done = ask.get("done") == "1"
    if done:
        clauses.append("r.completed_on IS NOT NULL")
    where = " AND ".join(clauses) or "1"
    offset = whole(ask.get("offset"), 0) or 0
    bound = (*values, PAGE_SIZE, offset)
    counted = COUNTED.format(where=where)
    total, completed = connection.execute(counted, values).fetchone()
    return Page(
        template="followed.html",
        values={
            "chosen": chosen,
            "query": choice_query(chosen),
            "done": done,
            "threads": rows(connection, LIST.format(where=where), bound),
            "total": total,
            "completed": completed,
            "offset": offset,
            "next": offset + PAGE_SIZE if total > offset + PAGE_SIZE else None,
            "shown": [
                Shown(sql=LIST.format(where=where), values=bound),
                Shown(sql=counted, values=tuple(values)),
            ],
            "names": Names(connection, ask.words),
        },
    )
