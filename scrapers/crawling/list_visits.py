"""What a list page leads to: places and their requests, the next page, and when a column counts as read.

A page must add links that are new and of the same column; a page that does not ends the reading, and whether that is
the end of the list or a fault is told by what the list declares of itself.
"""

import sqlite3

from scrapers.addresses import dated_address, host_of, stem
from scrapers.answers.shells import shell
from scrapers.articles.paging import FIRST, MOST_PAGES
from scrapers.articles.reading import day
from scrapers.crawling import frontier, ledger, passes
from scrapers.crawling.context import Crawl
from scrapers.crawling.frontier import Task
from scrapers.crawling.verdicts import Verdict
from scrapers.families import FAMILIES
from scrapers.lists.declared import declared, expects_more, holds_all, pages_left, short_of
from scrapers.pages import Ask, FileLink, ListedItem, Listing, NotRecognised, Page
from scrapers.sources import Source
from scrapers.topics import topics


def read_list(crawl: Crawl, task: Task, page: Page) -> None:
    """Read one list page and go on from there."""
    source = crawl.sources[task.source]
    sql = crawl.archive.sql
    try:
        listing = listing_of(page, source)
    except NotRecognised as error:
        not_a_list(crawl, task, page, str(error))
        return
    items = [item for item in listing.items if host_of(item.url)]
    fresh = new_items(crawl, task, source, items)
    if task.ask.page > 1 and strays(crawl, task, source, fresh):
        end(crawl, task, Verdict.PARTIAL, f"page {task.ask.page} lists other columns' items: {fresh[0].url}")
        return
    rows = (
        len(items) + listing.strays if fresh or task.ask.page == 1 else 0
    )  # a repeated page has no rows of its own
    sql.execute(
        "UPDATE columns SET pages = pages + 1, rows = rows + ?, declared_total = coalesce(?, declared_total),"
        " declared_pages = coalesce(?, declared_pages) WHERE pass = ? AND number = ?",
        (rows, listing.total, listing.pages, task.pass_id, task.number),
    )
    for item in fresh:
        take(crawl, task, source, item)
    turn_page(crawl, task, listing, fresh)


def listing_of(page: Page, source: Source) -> Listing:
    """Read a page with its family; a reader that fails on it has not recognised it."""
    try:
        return FAMILIES[source.family].listing(page, source)
    except NotRecognised:
        raise
    except Exception as error:
        # one odd page must not end a run over a hundred sources: it becomes the source's verdict
        raise NotRecognised(f"the {source.family} reader failed: {type(error).__name__}: {error}") from error


def new_items(crawl: Crawl, task: Task, source: Source, items: list[ListedItem]) -> list[ListedItem]:
    """The items that this column has not listed before in this pass, at their canonical addresses."""
    seen = passes.listed_in(crawl.archive.sql, task.pass_id, task.number)
    found: dict[str, ListedItem] = {}
    for item in items:
        url = crawl.canonical(source, item.url)
        if url not in seen and url not in found:
            found[url] = ListedItem(
                url=url,
                title=item.title,
                date=item.date or dated_address(url),
                fields=item.fields,
                files=item.files,
            )
    return list(found.values())


def strays(crawl: Crawl, task: Task, source: Source, fresh: list[ListedItem]) -> bool:
    """Is this another column's (or the home page's) list? Then no address is like those of earlier pages."""
    own = [item.url for item in fresh if host_of(item.url) in source.own_hosts]
    before = [url for url in passes.listed_in(crawl.archive.sql, task.pass_id, task.number)
              if host_of(url) in source.own_hosts]  # fmt: skip
    known = {stem(url) for url in before}
    # systems that number their folders have a stem for every item
    loose = len(known) > 3 or 1 < len(known) == len(before)
    known = {stem(url, loose=True) for url in before} if loose else known
    return bool(own and known) and known.isdisjoint(stem(url, loose=loose) for url in own)


def take(crawl: Crawl, task: Task, source: Source, item: ListedItem) -> None:
    """Write a listed item down, and ask for it if it is ours, on topic, and not known as it is."""
    sql, now = crawl.archive.sql, crawl.now()
    sql.execute("INSERT OR IGNORE INTO listed VALUES (?, ?, ?)", (task.pass_id, task.number, item.url))
    state, reason = standing(crawl, source, item)
    list_url = source.columns[task.number or 0].url
    sighting = ledger.see(
        sql, source=source.id, item=item, list_url=list_url, state=state, reason=reason, at=now
    )
    row = sighting.now
    if row["state"] not in ("wanted", "kept"):
        return
    for file in item.files:
        request_file(
            crawl, task, source, row, FileLink(url=crawl.canonical(source, file.url), name=file.name)
        )
    why = "full" if sighting.relisted or row["withdrawn_at"] else due(crawl, row)
    if why is None and ledger.lacks_pages(sql, row["id"]):
        why = "again"
    if crawl.kind == "check" and frontier.left(sql, task.pass_id, "article"):
        return
    if why:
        request_article(crawl, task.pass_id, row, why)
    elif crawl.kind == "crawl":
        for file in ledger.missing_files(sql, row["id"]):
            request_file(crawl, task, source, row, file)


def standing(crawl: Crawl, source: Source, item: ListedItem) -> tuple[str, str | None]:
    """What to do with a listed item, and why where it is not wanted."""
    host = host_of(item.url)
    if host not in source.own_hosts:
        return "external", f"on {host}"
    if refusal := crawl.allowance.refusal(item.url):
        return "external", refusal
    if source.keep == "words" and topics().wanted(item.title) is False:
        return "off_topic", None
    if crawl.since and len(digits := day(item.date)) == 8 and digits < crawl.since.strftime("%Y%m%d"):
        return "older", f"listed with {item.date}"
    return "wanted", None


def due(crawl: Crawl, row: sqlite3.Row) -> str | None:
    """Why to ask for a place now: never read, long not asked, very long not read in full; None where it can wait."""
    if row["read_at"] is None:
        return "new"
    if crawl.older(row["read_at"], days=crawl.manners.full_days):
        return "full"
    return "again" if crawl.older(row["asked_at"], days=crawl.manners.recheck_days) else None


def request_article(crawl: Crawl, pass_id: int, row: sqlite3.Row, why: str) -> None:
    """Ask for an article, as a reader who comes from its list."""
    ask = Ask(url=row["url"], referer=row["list_url"])
    frontier.add(
        crawl.archive.sql,
        pass_id=pass_id,
        source=row["source"],
        kind="article",
        ask=ask,
        place=row["id"],
        why=why,
    )


def request_file(crawl: Crawl, task: Task, source: Source, parent: sqlite3.Row, file: FileLink) -> None:
    """Write an attached file down, and ask for it unless it is on a host that is not allowed, or known."""
    refusal = crawl.allowance.refusal(file.url)
    row = ledger.see_file(crawl.archive.sql, parent=parent, file=file, state="external" if refusal else "wanted",
                          reason=refusal, at=crawl.now())  # fmt: skip
    if refusal or row["role"] != "attachment" or crawl.kind == "check":
        return
    if row["read_at"] is None or crawl.older(row["read_at"], days=crawl.manners.full_days):
        why = "new" if row["read_at"] is None else "full"
        ask = Ask(url=file.url, referer=parent["url"])
        frontier.add(crawl.archive.sql, pass_id=task.pass_id, source=source.id, kind="attachment", ask=ask,
                     place=row["id"], why=why)  # fmt: skip


def request_page(crawl: Crawl, task: Task, first: sqlite3.Row, url: str) -> None:
    """Write down where the article `first` goes on behind the page of this request, and ask for that as the article is asked."""
    number = task.ask.page + 1
    if crawl.kind == "check" or number > MOST_PAGES:
        return
    refusal = crawl.allowance.refusal(url)
    file = FileLink(url=url, name=f"page {number}")
    row = ledger.see_file(crawl.archive.sql, parent=first, file=file, state="external" if refusal else "wanted",
                          reason=refusal, at=crawl.now(), role="page")  # fmt: skip
    if refusal or row["role"] != "page" or row["parent"] != first["id"]:
        return
    address = task.ask.carried(FIRST) or task.ask.url
    ask = Ask(url=url, referer=task.ask.url, page=number, carry=((FIRST, address),))
    why = "new" if row["read_at"] is None else task.why
    frontier.add(crawl.archive.sql, pass_id=task.pass_id, source=task.source, kind="page", ask=ask,
                 place=row["id"], why=why)  # fmt: skip


def turn_page(crawl: Crawl, task: Task, listing: Listing, fresh: list[ListedItem]) -> None:
    """Go to the next page, try another way, or end the column."""
    row = passes.column(crawl.archive.sql, task.pass_id, task.number or 0)
    following = listing.next
    if task.ask.page > 1 and not fresh and not listing.opens and not (listing.empty and following):
        if task.ask.otherwise:
            request_list(crawl, task, task.ask.otherwise)
        elif expects_more(row, listing, task.ask.page):
            end(crawl, task, Verdict.PARTIAL, f"page {task.ask.page} adds nothing new; {declared(row)}")
        else:
            complete(crawl, task)
        return
    if following is None:
        complete(crawl, task)
    elif too_old(crawl, fresh):
        end(crawl, task, "since")
    elif crawl.kind == "check" and fresh:
        end(crawl, task, "first page")
    elif row["pages"] >= (limit := min(crawl.max_pages or crawl.manners.pages, crawl.manners.pages)):
        end(crawl, task, Verdict.PARTIAL, f"stopped at the limit of {limit} list pages")
    else:
        request_list(crawl, task, following)


def too_old(crawl: Crawl, fresh: list[ListedItem]) -> bool:
    """Are all dated items of a page older than the day from which on notices are wanted?"""
    if not crawl.since:
        return False
    days = [digits for item in fresh if len(digits := day(item.date)) == 8]
    return bool(days) and max(days) < crawl.since.strftime("%Y%m%d")


def request_list(crawl: Crawl, task: Task, ask: Ask) -> None:
    """Ask for another page of the column. A page that was asked already means that the pager runs in a circle."""
    sql, source = crawl.archive.sql, crawl.sources[task.source]
    ask = crawl.at(source, ask)
    if refusal := crawl.allowance.refusal(ask.url):
        end(crawl, task, Verdict.PARTIAL, f"next page {ask.url}: {refusal}")
        return
    before = frontier.left(sql, task.pass_id, "list")
    frontier.add(sql, pass_id=task.pass_id, source=task.source, kind="list", ask=ask, number=task.number)
    if frontier.left(sql, task.pass_id, "list") == before:
        end(crawl, task, Verdict.PARTIAL, f"the pager leads back to {ask.url}")


def complete(crawl: Crawl, task: Task) -> None:
    """The list says there is no further page; it is complete if it held what it declares."""
    row = passes.column(crawl.archive.sql, task.pass_id, task.number or 0)
    if short_of(row) or pages_left(row):
        end(crawl, task, Verdict.PARTIAL, declared(row))
    else:
        end(crawl, task, "complete")


def end(crawl: Crawl, task: Task, state: str, reason: str = "") -> None:
    """A column is done."""
    passes.end_column(crawl.archive.sql, task.pass_id, task.number or 0, str(state), reason)


def not_a_list(crawl: Crawl, task: Task, page: Page, reason: str) -> None:
    """A page that is no list: follow a shell's frame or redirect, try another way, or say what it means."""
    target = shell(page)
    row = passes.column(crawl.archive.sql, task.pass_id, task.number or 0)
    if target and task.hops < crawl.manners.hops and crawl.allowance.refusal(target) is None:
        source = crawl.sources[task.source]
        frontier.go_on(
            crawl.archive.sql, task, crawl.at(source, Ask(url=target, page=task.ask.page, referer=page.url))
        )
    elif task.ask.otherwise:
        request_list(crawl, task, task.ask.otherwise)
    elif task.ask.probe or (task.ask.page > 1 and holds_all(row)):
        complete(crawl, task)
    elif task.ask.page > 1 and passes.listed_in(crawl.archive.sql, task.pass_id, task.number):
        end(crawl, task, Verdict.PARTIAL, f"page {task.ask.page}: {reason}")
    else:
        end(crawl, task, Verdict.CHANGED, reason)
