"""What a further page of an article leads to: a version of its own, the article's files on it, the page behind it."""

from scrapers.answers.magic import kind_of
from scrapers.archive.store import Kept
from scrapers.crawling import ledger
from scrapers.crawling.article_visits import article_of, at_own_addresses
from scrapers.crawling.context import Crawl
from scrapers.crawling.frontier import Task
from scrapers.crawling.list_visits import request_file, request_page
from scrapers.pages import Page


def read_page(crawl: Crawl, task: Task, page: Page, kept: Kept) -> None:
    """Store a further page of an article, if it is one and new, and ask for what it points to."""
    sql, source = crawl.archive.sql, crawl.sources[task.source]
    row = ledger.place(sql, task.place or 0)
    first = ledger.place(sql, row["parent"])
    article = at_own_addresses(crawl, source, article_of(page, source))
    if kind_of(page.body) not in ("html", "text"):
        reason = f"a page of an article that is {kind_of(page.body)}"
        ledger.refuse(sql, row, reason, at=crawl.now(), pass_id=task.pass_id)
        return
    if same := page_with(crawl, first["id"], row["id"], article.digest):
        ledger.repeats(sql, row, f"the same text as {same}", at=crawl.now())
        return
    ledger.returned(sql, row, at=crawl.now(), pass_id=task.pass_id)
    ledger.add_version(
        sql, number=row["id"], record=kept.id, pass_id=task.pass_id, article=article, at=crawl.now()
    )
    for file in article.files:
        request_file(crawl, task, source, first, file)
    if article.following:
        request_page(crawl, task, first, article.following)


def page_with(crawl: Crawl, first: int, own: int, digest: str) -> str | None:
    """The other page of an article with this text: a site that does not know a page's number sends the first again."""
    query = (
        "SELECT p.url FROM places p JOIN versions v ON v.id = (SELECT max(id) FROM versions WHERE place = p.id)"
        " WHERE (p.id = ? OR (p.parent = ? AND p.role = 'page')) AND p.id != ? AND v.digest = ? LIMIT 1"
    )
    same = crawl.archive.sql.execute(query, (first, first, own, digest)).fetchone()
    return str(same["url"]) if same else None
