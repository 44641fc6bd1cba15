"""Places and what stood there: every address a listing named, its versions, and what happened to it."""

import json
import sqlite3
from dataclasses import asdict, dataclass

from scrapers.archive.index import insert
from scrapers.archive.notices import FOLLOWING, following_of
from scrapers.pages import Article, FileLink, ListedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A place as it was before this listing named it (None where it is new), and its row now."""

    before: sqlite3.Row | None
    now: sqlite3.Row

    @property
    def relisted(self) -> bool:
        """Does the listing print another title or date than before?"""
        before = self.before
        return before is not None and (before["title"], before["date"]) != (
            self.now["title"],
            self.now["date"],
        )


def place(sql: sqlite3.Connection, number: int) -> sqlite3.Row:
    """A place by its number."""
    row: sqlite3.Row = sql.execute("SELECT * FROM places WHERE id = ?", (number,)).fetchone()
    return row


def find(sql: sqlite3.Connection, source: str, url: str) -> sqlite3.Row | None:
    """A source's place by its address."""
    query = "SELECT * FROM places WHERE source = ? AND url = ?"
    row: sqlite3.Row | None = sql.execute(query, (source, url)).fetchone()
    return row


def see(
    sql: sqlite3.Connection,
    *,
    source: str,
    item: ListedItem,
    list_url: str,
    state: str,
    reason: str | None,
    at: str,
) -> Sighting:
    """A listing names an article. A place that is kept stays kept, whatever the title says now."""
    before = find(sql, source, item.url)
    fields = json.dumps(item.fields, ensure_ascii=False)
    if before is None:
        values = {"source": source, "url": item.url, "role": "article", "list_url": list_url, "title": item.title,
                  "date": item.date, "fields": fields, "state": state, "reason": reason, "first_seen": at,
                  "last_seen": at}  # fmt: skip
        return Sighting(before=None, now=place(sql, insert(sql, "places", values)))
    stays = before["state"] == "kept"
    sql.execute(
        "UPDATE places SET title = ?, date = ?, fields = ?, state = ?, reason = ?, last_seen = ?, role = 'article',"
        " list_url = coalesce(list_url, ?) WHERE id = ?",
        (item.title, item.date or before["date"], fields, "kept" if stays else state, None if stays else reason, at,
         list_url, before["id"]),
    )  # fmt: skip
    return Sighting(before=before, now=place(sql, before["id"]))


def see_file(
    sql: sqlite3.Connection,
    *,
    parent: sqlite3.Row,
    file: FileLink,
    state: str,
    reason: str | None,
    at: str,
    role: str = "attachment",
) -> sqlite3.Row:
    """An article points to a file, or to a further `page` of its own. An address that is an article of its own stays one."""
    before = find(sql, parent["source"], file.url)
    if before is None:
        values = {"source": parent["source"], "url": file.url, "role": role, "parent": parent["id"],
                  "title": file.name, "state": state, "reason": reason, "first_seen": at, "last_seen": at}  # fmt: skip
        return place(sql, insert(sql, "places", values))
    sql.execute("UPDATE places SET last_seen = ? WHERE id = ?", (at, before["id"]))
    return place(sql, before["id"])


def missing_files(sql: sqlite3.Connection, number: int) -> list[FileLink]:
    """Files of an article that were asked for and never came."""
    query = "SELECT url, title FROM places WHERE parent = ? AND role = 'attachment' AND state = 'wanted'"
    return [FileLink(url=row["url"], name=row["title"] or "") for row in sql.execute(query, (number,))]


def lacks_pages(sql: sqlite3.Connection, number: int) -> bool:
    """Does an article have further pages that were asked for and never came?"""
    query = "SELECT 1 FROM places WHERE parent = ? AND role = 'page' AND state = 'wanted' LIMIT 1"
    return sql.execute(query, (number,)).fetchone() is not None


def newest(sql: sqlite3.Connection, number: int) -> sqlite3.Row | None:
    """The newest version of a place."""
    query = "SELECT * FROM versions WHERE place = ? ORDER BY id DESC LIMIT 1"
    row: sqlite3.Row | None = sql.execute(query, (number,)).fetchone()
    return row


def add_version(
    sql: sqlite3.Connection, *, number: int, record: int, pass_id: int, article: Article, at: str
) -> str | None:
    """Store what was read, if it differs from the newest version; returns "new", "changed" or None."""
    before = newest(sql, number)
    sql.execute("UPDATE places SET state = 'kept', reason = NULL, read_at = ?, asked_at = ? WHERE id = ?",
                (at, at, number))  # fmt: skip
    if before is not None and same(before, article):
        return None
    facts = (*article.facts, *(((FOLLOWING, article.following),) if article.following else ()))
    insert(sql, "versions", {
        "place": number, "record": record, "pass": pass_id, "digest": article.digest, "read_at": at,
        "title": article.title, "recognised": int(article.recognised),
        "files": json.dumps([asdict(file) for file in article.files], ensure_ascii=False),
        "facts": json.dumps(facts, ensure_ascii=False), "doubts": json.dumps(article.doubts, ensure_ascii=False),
    })  # fmt: skip
    kind = "new" if before is None else "changed"
    note(sql, number, kind, at=at, pass_id=pass_id)
    return kind


def same(version: sqlite3.Row, article: Article) -> bool:
    """Does an article say what a version of it says, and go on at the same page?"""
    return bool(version["digest"] == article.digest and following_of(version["facts"]) == article.following)


def note(
    sql: sqlite3.Connection,
    number: int,
    kind: str,
    *,
    at: str,
    pass_id: int | None,
    reason: str | None = None,
) -> None:
    """Write down that something happened to a place."""
    insert(sql, "events", {"at": at, "pass": pass_id, "place": number, "kind": kind, "reason": reason})


def asked(sql: sqlite3.Connection, number: int, at: str) -> None:
    """The place was asked and has not changed."""
    sql.execute("UPDATE places SET asked_at = ? WHERE id = ?", (at, number))


def missing(sql: sqlite3.Connection, row: sqlite3.Row, reason: str, *, at: str, pass_id: int) -> None:
    """The place answers that it is gone: withdrawn where something stood there, else refused."""
    if newest(sql, row["id"]) is None:
        refuse(sql, row, f"gone: {reason}", at=at, pass_id=pass_id)
    elif row["withdrawn_at"] is None:
        sql.execute("UPDATE places SET withdrawn_at = ?, asked_at = ? WHERE id = ?", (at, at, row["id"]))
        note(sql, row["id"], "withdrawn", at=at, pass_id=pass_id, reason=reason)
    else:
        asked(sql, row["id"], at)


def repeats(sql: sqlite3.Connection, row: sqlite3.Row, reason: str, *, at: str) -> None:
    """What came for a page of an article is another page of it: the article ends before it."""
    query = "UPDATE places SET state = 'repeats', reason = ?, asked_at = ? WHERE id = ?"
    sql.execute(query, (reason, at, row["id"]))


def refuse(sql: sqlite3.Connection, row: sqlite3.Row, reason: str, *, at: str, pass_id: int) -> None:
    """What came (or would have) is not taken; versions that the place has stay as they are."""
    state = row["state"] if newest(sql, row["id"]) else "refused"
    sql.execute(
        "UPDATE places SET state = ?, reason = ?, asked_at = ? WHERE id = ?", (state, reason, at, row["id"])
    )
    note(sql, row["id"], "refused", at=at, pass_id=pass_id, reason=reason)


def returned(sql: sqlite3.Connection, row: sqlite3.Row, *, at: str, pass_id: int) -> None:
    """A withdrawn place has an answer again."""
    if row["withdrawn_at"] is not None:
        sql.execute("UPDATE places SET withdrawn_at = NULL WHERE id = ?", (row["id"],))
        note(sql, row["id"], "returned", at=at, pass_id=pass_id)
