"""What any article page says of itself, whatever its CMS: metas, body, attached files.

The metas ArticleTitle, PubDate and ContentSource are required by the guideline for government sites
(State Council General Office, 2017 No. 47, annex); they are the first try and are never believed alone.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Comment, Tag

from scrapers.articles.files import article_words, files_of
from scrapers.articles.paging import following
from scrapers.articles.records import article_of, record_in
from scrapers.articles.shown import shown, visible_text
from scrapers.lists.links import DATE, soup_of
from scrapers.pages import Article, Page

METAS = {
    "articletitle": "title",
    "pubdate": "meta_date",
    "contentsource": "meta_source",
    "sitedomain": "meta_domain",
}
URL_DATE = re.compile(r"/(?:t)?((?:19|20)\d{2})(?:[-/_]?(\d{1,2}))?(?:[-/_]?(\d{2}))?(?=[/_.\d])")
HAN = re.compile(r"[\u3400-\u9fff]{4}")
MARK = re.compile("[。；，：]")
BY_ITS_TEXT = "found by its text"  # value of the fact `body` where no known element holds it
MOST = 0.8  # of the running text: what an element must hold to be the body
MOST_FORMS = 10  # that are looked at
MOST_OF_PAGE = 0.5  # of its words: a form that holds more is no search box
SHORT_BODY = 60  # characters; below, pictures in the body are taken to be the notice itself


def read_article(page: Page, *, bodies: Iterable[str] = ()) -> Article:
    """Read an article page. `bodies` are the family's own selectors, tried before the common ones."""
    if record := record_in(page):
        return article_of(record, page.url)
    soup = without_frame_forms(soup_of(page.text))
    metas = metas_of(soup)
    known = body_of(soup, (*bodies, *article_words()["bodies"])) or commented_body(soup)
    body = known if known is not None else dense_body(soup)
    seen = visible_text(body if body is not None else soup.body or soup)
    title = metas.get("title") or heading(soup)
    files = tuple(dict.fromkeys(files_of(soup, body if len(seen) < SHORT_BODY else None, page.url)))
    facts = dict(metas) | dates_of(page, seen, soup)
    if known is None and body is not None:
        facts["body"] = BY_ITS_TEXT
    if title:
        facts["title"] = title
    found = [BY_ITS_TEXT] if "body" in facts else []  # a new template is a new version
    parts = [title or "", *found, seen, *(file.url for file in files)]
    return Article(
        title=title,
        digest=sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest(),
        recognised=known is not None and bool(seen or files),
        characters=len(seen),
        files=files,
        facts=tuple(facts.items()),
        doubts=tuple(doubts_of(facts, page, known)),
        following=following(page, soup),
    )


def without_frame_forms(soup: BeautifulSoup) -> BeautifulSoup:
    """The page with forms that hold most of its words opened: ASP.NET and VSB put whole pages into one."""
    forms = soup.find_all("form", limit=MOST_FORMS)
    words = len(soup.get_text(strip=True)) if forms else 0
    for form in forms:
        if len(form.get_text(strip=True)) > words * MOST_OF_PAGE:
            form.unwrap()
    return soup


def metas_of(soup: BeautifulSoup) -> dict[str, str]:
    """The metas of the guideline, whatever the case of their names; empty ones left out."""
    found: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        meaning = METAS.get(str(meta.get("name") or meta.get("property") or "").strip().lower())
        content = " ".join(str(meta.get("content") or "").split())
        if meaning and content:
            found.setdefault(meaning, content)
    return found


def body_of(soup: BeautifulSoup, selectors: Iterable[str]) -> Tag | None:
    """The first element of the first selector that holds words or a picture."""
    for selector in selectors:
        for found in soup.select(selector, limit=3):
            if found.get_text(strip=True) or found.find(["img", "iframe", "embed", "object"]):
                return found
    return None


def dense_body(soup: BeautifulSoup) -> Tag | None:
    """The innermost element that holds nearly all running text of a page; None where there is hardly any."""
    weights: dict[int, int] = {}
    for text in soup.find_all(string=MARK):
        if HAN.search(text) and shown(text) and not any(parent.name == "a" for parent in text.parents):
            for parent in text.parents:
                weights[id(parent)] = weights.get(id(parent), 0) + len(text.strip())
    inner: Tag | None = soup.body
    if inner is None or weights.get(id(inner), 0) < SHORT_BODY:
        return None
    while best := max(
        (child for child in inner.children if isinstance(child, Tag)),
        key=lambda child: weights.get(id(child), 0),
        default=None,
    ):
        if weights.get(id(best), 0) < MOST * weights[id(inner)]:
            break
        inner = best
    return inner


def commented_body(soup: BeautifulSoup) -> Tag | None:
    """The element around a ContentStart comment (Hanweb marks its body so)."""
    marks = soup.find_all(string=lambda text: isinstance(text, Comment) and "ContentStart" in text)
    return next((mark.parent for mark in marks if isinstance(mark.parent, Tag)), None)


def heading(soup: BeautifulSoup) -> str | None:
    """The page's heading, else its window title."""
    for name in ("h1", "title"):
        found = soup.find(name)
        if found and (words := " ".join(found.get_text().split())):
            return words
    return None


def dates_of(page: Page, seen: str, soup: BeautifulSoup) -> dict[str, str]:
    """The dates that the address and the page show, verbatim, under `url_date` and `shown_date`."""
    found: dict[str, str] = {}
    if match := URL_DATE.search(urlsplit(page.url).path):
        found["url_date"] = "-".join(part for part in match.groups() if part)
    whole = "".join(soup.find_all(string=True))
    label = re.search(r"(?:发布|發布|公开|公開|生成|成文|印发)?(?:日期|时间|時間)\s*[:：]?\s*", whole)
    if label and (match := DATE.match(whole[label.end() : label.end() + 30].strip())):
        found["shown_date"] = "".join(match.group().split())
    return found


def doubts_of(facts: dict[str, str], page: Page, body: Tag | None) -> Iterator[str]:
    """Where the page's own statements disagree, or what was expected is missing."""
    if body is None:
        yield "no known body element on the page"
    days = {
        name: digits for name in ("meta_date", "url_date", "shown_date") if (digits := day(facts.get(name)))
    }
    if any(not a.startswith(b) and not b.startswith(a) for a in days.values() for b in days.values()):
        yield "dates disagree: " + ", ".join(f"{name} {facts[name]}" for name in days)
    host, said = urlsplit(page.url).hostname or "", facts.get("meta_domain", "")
    said_host = urlsplit(said if "//" in said else "//" + said).hostname or ""
    if (
        said_host
        and bare_host(said_host) != bare_host(host)
        and not host.endswith("." + bare_host(said_host))
    ):
        yield f"SiteDomain says {said_host}, the page came from {host}"


def day(text: str | None) -> str:
    """The digits of a date, year first, month and day on two places; shorter where the text says less."""
    plain = text or ""
    if match := re.match(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2})(?!\d)", plain):  # the day first
        return "".join(part.zfill(2) for part in reversed(match.groups()))
    if match := re.match(r"\s*+(?:中華)?(?:民國)?\s*+(1\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})", plain):
        year, *rest = match.groups()  # of the Republic
        return str(int(year) + 1911) + "".join(part.zfill(2) for part in rest)
    match = re.match(r"\s*(\d{4})\D{0,3}(\d{1,2})?\D{0,3}(\d{1,2})?", plain)
    return "".join(part.zfill(2) for part in match.groups() if part) if match else ""


def bare_host(host: str) -> str:
    """A host name without its www."""
    return host.removeprefix("www.")
