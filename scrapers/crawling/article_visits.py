"""What an article or an attached file leads to: a new version, nothing new, a withdrawal, a refusal."""

import json
from dataclasses import replace
from email.message import Message
from hashlib import sha256
from urllib.parse import unquote

from scrapers.answers.judging import is_home
from scrapers.answers.magic import kind_of
from scrapers.answers.shells import shell
from scrapers.archive.notices import following_of
from scrapers.archive.store import Kept
from scrapers.articles.reading import SHORT_BODY, day
from scrapers.crawling import frontier, ledger
from scrapers.crawling.context import Crawl
from scrapers.crawling.frontier import Task
from scrapers.crawling.list_visits import due, request_article, request_file, request_page
from scrapers.crawling.passes import READ, column, last_finished, listed_in
from scrapers.crawling.verdicts import Verdict
from scrapers.families import FAMILIES
from scrapers.lists.services import content_service
from scrapers.pages import Article, Ask, Exchange, FileLink, Page
from scrapers.sources import Source
from scrapers.topics import topics

WORDS_COMPARED = 12  # characters of listed and shown title that must agree somewhere


def read_article(crawl: Crawl, task: Task, page: Page, kept: Kept) -> None:
    """Store what an article page says, if it is new, and ask for its files."""
    sql, source = crawl.archive.sql, crawl.sources[task.source]
    row = ledger.place(sql, task.place or 0)
    article = article_of(page, source)
    if sent_on(crawl, task, page, article):
        return
    cut_short = source.keep == "words" and topics().wanted(row["title"] or "") is None
    if cut_short and not topics().wanted(article.title or ""):
        sql.execute(
            "UPDATE places SET state = 'off_topic', asked_at = ? WHERE id = ?", (crawl.now(), row["id"])
        )
        return
    article = at_own_addresses(crawl, source, article)
    article = replace(article, doubts=(*article.doubts, *beside_listing(article, row["title"], row["date"])))
    ledger.returned(sql, row, at=crawl.now(), pass_id=task.pass_id)
    ledger.add_version(
        sql, number=row["id"], record=kept.id, pass_id=task.pass_id, article=article, at=crawl.now()
    )
    for file in article.files:
        request_file(crawl, task, source, row, file)
    if article.following:
        request_page(crawl, task, row, article.following)


def at_own_addresses(crawl: Crawl, source: Source, article: Article) -> Article:
    """The article with what it points to at the addresses by which the archive knows it."""
    files = tuple(replace(file, url=crawl.canonical(source, file.url)) for file in article.files)
    following = crawl.canonical(source, article.following) if article.following else None
    return replace(article, files=files, following=following)


def sent_on(crawl: Crawl, task: Task, page: Page, article: Article) -> bool:
    """Does a page without words or files send its reader on (a refresh, a script, a frame)? Then that is asked."""
    without = not article.files and not article.recognised and article.fact("body") is None
    target = content_service(page) if without else None
    if article.characters < SHORT_BODY and not article.files:
        target = shell(page) or target
    if target is None or task.hops >= crawl.manners.hops or crawl.allowance.refusal(target):
        return False
    if is_home(target):
        reason = f"sends its reader to the front page {target}"
        frontier.settle(crawl.archive.sql, task, "gone", reason)
        not_taken(crawl, task, "gone", reason)
        return True
    ask = crawl.at(crawl.sources[task.source], Ask(url=target, page=task.ask.page, referer=page.url))
    frontier.go_on(crawl.archive.sql, task, ask)
    return True


def article_of(page: Page, source: Source) -> Article:
    """Read a page with its family; one that the reader fails on is kept as it is, with the doubt said."""
    if kind_of(page.body) not in ("html", "text"):
        return file_version(page.body, None)
    try:
        return FAMILIES[source.family].article(page, source)
    except Exception as error:
        # the bytes are evidence whatever our reader makes of them
        doubt = f"the {source.family} reader failed: {type(error).__name__}: {error}"
        return replace(file_version(page.body, None), recognised=False, doubts=(doubt,))


def beside_listing(article: Article, title: str | None, listed: str | None) -> list[str]:
    """Where listing and article disagree about title or day."""
    doubts = []
    shown = "".join((article.title or "").split())
    printed = "".join((title or "").split()).rstrip(".…")
    if shown and printed and printed[:WORDS_COMPARED] not in shown and shown[:WORDS_COMPARED] not in printed:
        doubts.append(f"listed as {title!r}, the page says {article.title!r}")
    meta = article.fact("meta_date")
    one, other = day(listed), day(meta)
    if one and other and not one.startswith(other) and not other.startswith(one):
        doubts.append(f"listed with {listed}, the page's PubDate is {meta}")
    return doubts


def read_file(crawl: Crawl, task: Task, exchange: Exchange, kept: Kept) -> None:
    """Store the bytes of an attached file, if they are new."""
    sql = crawl.archive.sql
    row = ledger.place(sql, task.place or 0)
    ledger.returned(sql, row, at=crawl.now(), pass_id=task.pass_id)
    version = file_version(exchange.body, exchange.header("content-disposition"))
    ledger.add_version(
        sql, number=row["id"], record=kept.id, pass_id=task.pass_id, article=version, at=crawl.now()
    )


def file_version(body: bytes, disposition: str | None) -> Article:
    """A file's version: its hash, and the name its server gives it (for people; never used as a path)."""
    name = served_name(disposition)
    facts = (("served_name", name),) if name else ()
    return Article(title=name, digest=sha256(body).hexdigest(), recognised=True, characters=0, facts=facts)


def served_name(disposition: str | None) -> str | None:
    """The file name of a Content-Disposition header: RFC 5987 first, else raw bytes as UTF-8, else GB18030."""
    if not disposition:
        return None
    if "filename*=" in disposition.lower():
        message = Message()
        message["Content-Disposition"] = disposition
        found = message.get_filename()
        if found:
            return str(found)
    value = disposition.partition("ilename=")[2].split(";")[0].strip().strip('"')
    raw = value.encode("latin-1", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return unquote(raw.decode(encoding)) or None
        except UnicodeDecodeError:
            continue
    return value or None


def unchanged(crawl: Crawl, task: Task) -> None:
    """The place answered that it has not changed; files of it that are still missing are asked for."""
    sql = crawl.archive.sql
    row = ledger.place(sql, task.place or 0)
    ledger.returned(sql, row, at=crawl.now(), pass_id=task.pass_id)
    ledger.asked(sql, row["id"], crawl.now())
    version = ledger.newest(sql, row["id"])
    first = row if row["role"] != "page" else ledger.place(sql, row["parent"])
    for file in json.loads(version["files"]) if version else ():
        request_file(crawl, task, crawl.sources[task.source], first, FileLink(**file))
    if version and (following := following_of(version["facts"])):
        request_page(crawl, task, first, following)


def not_taken(crawl: Crawl, task: Task, outcome: str, reason: str) -> None:
    """An article or file did not come, or not as what it should be."""
    sql, now = crawl.archive.sql, crawl.now()
    row = ledger.place(sql, task.place or 0)
    if outcome == "gone":
        ledger.missing(sql, row, reason, at=now, pass_id=task.pass_id)
    elif outcome in ("mismatch", "too_large", "refused", "forbidden", "redirect"):
        ledger.refuse(sql, row, reason, at=now, pass_id=task.pass_id)


def after_lists(crawl: Crawl, source: Source) -> None:
    """Once all lists of a pass are read: ask for kept articles that no list names any more.

    Only columns that were read completely and did not shrink beyond what is expected count: a list that was not
    understood says nothing about what is withdrawn.
    """
    sql, number = crawl.archive.sql, crawl.passes[source.id]
    stage = sql.execute("SELECT stage FROM passes WHERE id = ?", (number,)).fetchone()[0]
    if stage != "lists" or frontier.left(sql, number, "list"):
        return
    sql.execute("UPDATE passes SET stage = 'articles' WHERE id = ?", (number,))
    if crawl.kind != "crawl" or shrunk(crawl, source, number):
        return
    listed = listed_in(sql, number)
    for index, one in enumerate(source.columns):
        if column(sql, number, index)["state"] != "complete":
            continue
        known = sql.execute(
            "SELECT * FROM places WHERE source = ? AND role = 'article' AND list_url = ? AND state = 'kept'",
            (source.id, one.url),
        ).fetchall()
        for row in known:
            if row["url"] not in listed and row["withdrawn_at"] is None and due(crawl, row):
                request_article(crawl, number, row, "unlisted")


def shrunk(crawl: Crawl, source: Source, number: int) -> bool:
    """Does the pass list far less than the last one? Then its columns are not complete."""
    sql = crawl.archive.sql
    before = last_finished(sql, source.id, number)
    if before is None or before["since"] or before["max_pages"]:
        return False
    was, now = json.loads(before["counts"])["listed"], len(listed_in(sql, number))
    if now == 0 or now >= was * (1 - source.expect.max_drop):
        return now == 0
    reason = f"{now} listed, {was} in the last reading"
    sql.execute(
        "UPDATE columns SET state = ?, reason = ? WHERE pass = ? AND state = ?",
        (Verdict.PARTIAL.value, reason, number, READ[0]),
    )
    return True
