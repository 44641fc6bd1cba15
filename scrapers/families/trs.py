"""TRS WCM: static lists `index.html`, `index_1.html` ..., articles `202401/t20240105_123.html`.

The second page is number 1. Lists come from a template that calls
`createPageHTML(pages, current, "index", "html")`; some sites write rows through `document.write`;
attachments (`P0...`) stand beside the article.
"""

import re
from dataclasses import replace

from scrapers.families.parts import FULL_PAGE, Family, body_reader, numbered, static_listing
from scrapers.lists.page_calls import page_call
from scrapers.lists.written import unwritten
from scrapers.pages import Ask, Listing, NotRecognised, Page
from scrapers.sources import Source

ARTICLE = re.compile(r"/\d{6}/t\d{8}_\d+\.s?html?$|/t\d{5,}\.s?html?$")
COUNT = re.compile(r"\bcountPage\s*=\s*(\d+)")


def listing(page: Page, source: Source) -> Listing:
    """Read a TRS list page; without a pager a full first page is probed for `index_1`, then `index_2`."""
    try:
        found = static_listing(page, ARTICLE)
    except NotRecognised:
        if (written := unwritten(page)) is None:
            raise
        found = static_listing(written, ARTICLE)
    return found if found.empty else paged(page, found)


def counted(page: Page, found: Listing) -> Listing | None:
    """A list whose script says how many pages it has, with the way to the next; None where none does so.

    Whether the second page is number 1 or 2 only a `createPageHTML` call tells; without one both are tried.
    """
    call = page_call(page.text)
    if call and call.pages > 1:
        return paged(page, found)
    count = COUNT.search(page.text)
    if call or count is None or int(count.group(1)) < 2:
        return None
    if page.ask.page >= int(count.group(1)):
        return replace(found, pages=int(count.group(1)))
    prefix, suffix = name_of(page)
    return replace(found, next=probe(page, prefix, suffix), pages=int(count.group(1)))


def paged(page: Page, found: Listing) -> Listing:
    """Add how many pages there are and where the next one is."""
    number = page.ask.page
    call = page_call(page.text)
    count = COUNT.search(page.text)
    pages = call.pages if call else int(count.group(1)) if count else None
    prefix, suffix = (call.prefix, call.suffix) if call else name_of(page)
    if pages is not None:
        target = numbered(page, f"{prefix}_{number}.{suffix}") if number < pages else None
        following = Ask(url=target, page=number + 1, referer=page.list_url) if target else None
        return Listing(
            items=found.items, next=following, pages=pages, total=call.total if call else found.total
        )
    if found.next or len(found.items) < FULL_PAGE:
        return found
    return found.then(probe(page, prefix, suffix))


def probe(page: Page, prefix: str, suffix: str) -> Ask:
    """Guess the next page where nothing declares it; a 404 then ends the list."""
    asked = re.search(rf"{re.escape(prefix)}_(\d+)\.", page.ask.url)
    number = int(asked.group(1)) + 1 if asked else 1
    plain = Ask(url=page.list_url, page=page.ask.page + 1, referer=page.list_url, probe=True)
    second = replace(plain, url=numbered(page, f"{prefix}_{number + 1}.{suffix}")) if not asked else None
    return replace(plain, url=numbered(page, f"{prefix}_{number}.{suffix}"), otherwise=second)


def name_of(page: Page) -> tuple[str, str]:
    """Name and ending of the list's own file: `index` and `html` where the address is a folder."""
    name, _, ending = page.list_url.rpartition("/")[2].partition(".")
    return (name, ending) if name and ending else ("index", "html")


FAMILY = Family(
    name="trs",
    listing=listing,
    article=body_reader(
        ".TRS_Editor", ".trs_editor_view", ".trs_paper_default", "#mainText", ".view-content"
    ),
)
