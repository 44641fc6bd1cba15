"""Lists that a script of the page asks for: the address of its data service, read from the script, and its pages.

Only what the page itself says is asked: an address that has to be guessed is none.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import host_of, link
from scrapers.lists.addressing import PAGE_NAMES, address, value_of
from scrapers.lists.links import soup_of
from scrapers.lists.literals import Name, literal
from scrapers.lists.opening import defined_in
from scrapers.pages import Ask, Page

CALLS = re.compile(
    r"(?:\bfetch|\$\.(?:get|getJSON|post)|\baxios(?:\.(?:get|post))?|\.(?:get|post|open|load)|\b(?:request|ajax)\w*)\s*\(\s*"
    r"(?:['\"](?:GET|POST)['\"]\s*,\s*)?(?=['\"`/]|\w+\s*\+)",
    re.IGNORECASE,
)
OPTION = re.compile(r"\burl\s*:\s*(?=['\"`]|\w+\s*\+)")
STRINGIFIED = r"(?:JSON\.stringify\s*\(\s*)?"
DATA = re.compile(rf"\b(?:data|params|body)\s*:\s*{STRINGIFIED}(?=\{{)")
SECOND = re.compile(rf"\A\s*,\s*(?:\{{\s*params\s*:\s*)?{STRINGIFIED}(?=\{{)")
AS_JSON = re.compile(r"JSON\.stringify|application/json|axios\.post", re.IGNORECASE)
ASKED_WITH = re.compile(
    r"(?<![\w.$])[\w.$]{0,40}?(?:get|query|param|request)[\w.$]{0,40}\(\s*['\"](\w{1,40})['\"]\s*\)",
    re.IGNORECASE,
)
READS_ADDRESS = re.compile(r"location\.(?:search|href)|URLSearchParams")
NEAR = 200  # characters of a function in which it reads the page's address
MADE = re.compile(
    r"""(?:href=\\?["']?|open\(\s*\\?["'`]|location(?:\.href)?\s*=\s*["'`])['"`]?([^"'`<>\s+{}$]{2,200})(?:["']\s*\+\s*|\$\{)"""
    r"""\s*\w+(?:\[\w+\])?\.(\w+)(?:\s*\+\s*['"]|\})?([\w./?&=%-]{0,60})"""
)
POSTS = re.compile(r"\b(?:type|method)\s*:\s*['\"]post['\"]", re.IGNORECASE)
START_NAMES = re.compile(r"offset|start|skip|first|begin", re.IGNORECASE)
SERVED = re.compile(
    r"json|api|rest|list|search|query|data|ajax|interface|find|load|get|\.do\b|\.action\b", re.IGNORECASE
)
OTHERS = re.compile(
    r"\.(?:js|css|png|jpe?g|gif|svg|html?|shtml)(?:\?|$)|login|count|hits|visit|weather|header|footer|menu",
    re.IGNORECASE,
)
RECORDS = re.compile(r"(?:data|list|json|news|articles?|docs?)[\w-]*\.js(?:on)?(?:\?|$)", re.IGNORECASE)
PROGRAMS = re.compile(
    r"jquery|\.min\.|bootstrap|vue|layui|swiper|plugin|common|util|datepicker|datatable|page", re.IGNORECASE
)
FURTHER = re.compile(r"scroll|load_?more|get_?more|next_?page|加载更多|上拉", re.IGNORECASE)
SERVED_BY = (("service", "1"),)  # carried by what a page's script asks for
READS_KEPT = re.compile(
    r"\b\w{1,40}\.(?:dataset\.(\w{1,40})|getAttribute\(\s*['\"]data-([\w-]{1,40})['\"]\s*\)|(?:data|attr)\(\s*['\"](?:data-)?([\w-]{1,40})['\"]\s*\))"
    r"(?!\s*=[^=])"
)
NUMBERS = re.compile(r"(?<![\w-])(?=[\w-]*\d)[\w-]{3,}")  # what may be the number of one article
PAGED = 2  # a request that names a page is so much likelier
MOST = 30  # calls that are looked at
OPTIONS = 400  # characters around an address in which its options stand


def service(page: Page, soup: BeautifulSoup) -> Ask | None:
    """The request for the first page of the list that a script of the page loads, if it says which."""
    scripts = soup.find_all("script")
    asks = [ask for script in scripts for ask in asked_in(script.get_text(), page)]
    asks += [Ask(url=target, referer=page.url) for script in scripts if (target := data_of(script, page))]
    best = max(asks, key=likely, default=None)
    made = address_made(page.text)
    return replace(best, carry=(*SERVED_BY, *((("address", made),) if made else ()))) if best else None


def address_made(text: str) -> str | None:
    """How a page's script makes the address of a row of its fields: href="/d.html?id='+row.infoId+'" is /d.html?id={infoId}."""
    match = MADE.search(text)
    return "".join((match.group(1), "{", match.group(2), "}", match.group(3))) if match else None


def content_service(page: Page) -> str | None:
    """Where the script of an article page asks for the article: an address of its host that names the same number."""
    own = set(NUMBERS.findall(page.url.partition("//")[2].partition("/")[2]))
    asks = (
        ask for script in soup_of(page.text).find_all("script") for ask in asked_in(script.get_text(), page)
    )
    named = (ask.url for ask in asks if ask.method == "GET" and own & set(NUMBERS.findall(ask.url)))
    return next((url for url in named if url != page.url), None)


def further(page: Page, soup: BeautifulSoup, rows: int) -> Ask | None:
    """The request for the next rows that a script sends when a reader comes to the end of those shown."""
    scripts = [script.get_text() for script in soup.find_all("script")]
    asks = [ask for script in scripts if FURTHER.search(script) for ask in asked_in(script, page)]
    best = max(asks, key=likely, default=None)
    if best is None or likely(best) < PAGED:
        return None
    following = turned(replace(page, ask=replace(best, carry=SERVED_BY)), rows, None)
    return replace(following, probe=True) if following else None


def clicked(page: Page, soup: BeautifulSoup, rows: int) -> Ask | None:
    """The request for the next rows that a script makes of what an element keeps for it: data-url, data-page."""
    scripts = [
        kept
        for script in soup.find_all("script")
        if (kept := with_kept(text := script.get_text(), soup)) != text
    ]
    asks = [ask for script in scripts for ask in asked_in(script, page)]
    best = max(asks, key=likely, default=None)
    if best is None or likely(best) < PAGED or page.ask.page > 1:
        return None
    own = dict((*parse_qsl(urlsplit(best.url).query), *best.form))
    number = next((value for name, value in own.items() if PAGE_NAMES.fullmatch(name)), "")
    if number == str(page.ask.page + 1):  # it keeps the number of the next page
        return replace(best, page=page.ask.page + 1, carry=(*SERVED_BY, ("rows", str(rows))), probe=True)
    following = turned(replace(page, ask=replace(best, carry=SERVED_BY)), rows, None)
    return replace(following, probe=True) if following else None


def with_kept(script: str, soup: BeautifulSoup) -> str:
    """A script with what it reads from data attributes put in, of which the page has one value."""

    def said(match: re.Match[str]) -> str:
        name = re.sub("[A-Z]", lambda m: f"-{m[0].lower()}", next(filter(None, match.groups())))
        values = {str(tag[f"data-{name}"]) for tag in soup.select(f"[data-{name}]", limit=MOST)}
        return json.dumps(values.pop(), ensure_ascii=False) if len(values) == 1 else match.group()

    return READS_KEPT.sub(said, script)


def data_of(script: Tag, page: Page) -> str | None:
    """The file of records that a page loads as a script of its own host (data/list.js)."""
    src = str(script.get("src") or "")
    target = link(page.url, src) if RECORDS.search(src) and not PROGRAMS.search(src) else None
    return target if target and host_of(target) == host_of(page.url) else None


def likely(ask: Ask) -> int:
    """How much speaks for a request to be one for a list: it names a page, its address a service."""
    names = [name for name, _ in (*parse_qsl(urlsplit(ask.url).query), *ask.form)]
    names += re.findall(r'"(\w+)":', ask.body)
    paged = any(PAGE_NAMES.fullmatch(name) or START_NAMES.fullmatch(name) for name in names)
    return PAGED * paged + bool(SERVED.search(urlsplit(ask.url).path))


def asked_in(script: str, page: Page) -> Iterator[Ask]:
    """The requests of one script that go to the page's own host and whose address can be told."""
    script = filled(script, page.url)
    for match in islice((*CALLS.finditer(script), *OPTION.finditer(script)), MOST):
        said, end = address(script, match.end())
        target = link(page.url, said) if said and not OTHERS.search(said) else None
        if target is None or host_of(target) != host_of(page.url):
            continue
        option = match.re is OPTION
        around = script[max(0, match.start() - OPTIONS // 2) : match.end() + OPTIONS]
        behind = script[end : end + OPTIONS]
        posts = POSTS.search(around if option else behind)
        posted = bool(posts) or (not option and "post" in match.group().lower())
        fields = fields_in(script, behind, SECOND) or (
            fields_in(script, around if option else behind, DATA) if option or posts else {}
        )
        if posted:
            as_json = bool(AS_JSON.search(match.group() + (around if option else behind)))
            ask = sending(Ask(url=target, method="POST", referer=page.url), fields, as_json=as_json)
        else:
            flat = urlencode({name: value for name, value in fields.items() if not isinstance(value, dict)})
            ask = Ask(
                url=f"{target}{'&' if '?' in target else '?'}{flat}" if flat else target, referer=page.url
            )
        if likely(ask) > posted:  # what is sent by POST has to name a page
            yield ask


def filled(script: str, url: str) -> str:
    """A script with what it takes from the page's own address put in: getQuery("id") of list.html?id=7 is "7"."""
    query = dict(parse_qsl(urlsplit(url).query))

    def said(match: re.Match[str]) -> str:
        return f"'{query[match.group(1)]}'" if match.group(1) in query else match.group()

    script = ASKED_WITH.sub(said, script)
    own = [
        name for name, function in defined_in((script,)).items() if READS_ADDRESS.search(function.code[:NEAR])
    ]
    names = "|".join(re.escape(name) for name in own)
    return re.sub(rf"(?<![\w.$])(?:{names})\(\s*['\"](\w{{1,40}})['\"]\s*\)", said, script) if own else script


def sending(ask: Ask, fields: Mapping[str, Any], *, as_json: bool) -> Ask:
    """A POST with these fields, as JSON or as a form."""
    if as_json:
        return replace(ask, body=json.dumps(fields, ensure_ascii=False, separators=(",", ":")))
    return replace(ask, form=tuple((name, str(value)) for name, value in fields.items()))


def fields_in(script: str, around: str, where: re.Pattern[str]) -> dict[str, Any]:
    """The fields that a request is sent with, where all of them are known."""
    match = where.search(around)
    if match is None:
        return {}
    try:
        values, _ = literal(around, match.end())
    except ValueError:
        return {}
    return known_fields(values, script) or {}


def known_fields(values: Mapping[str, Any], script: str) -> dict[str, Any] | None:
    """Fields with the values that their words have; None where one is not known. An object among them is one more."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, dict):
            known: Any = known_fields(value, script)
        elif isinstance(value, Name):
            known = value_of(str(value), f"?{key}=", script)
        else:
            known = "" if value is None else value
        if known is None or isinstance(known, list):
            return None
        found[key] = (
            int(known) if isinstance(value, Name) and PAGE_NAMES.fullmatch(key) and known.isdigit() else known
        )
    return found


def turned(page: Page, rows: int, total: int | None) -> Ask | None:
    """The next page of a service: the same request with the next number, while there may be more."""
    ask = page.ask
    size, made = int(ask.carried("rows") or rows), ask.carried("address")
    if rows == 0 or (rows < size and total is None) or (total is not None and ask.page * size >= total):
        return None
    following = replace(
        ask,
        page=ask.page + 1,
        carry=(*SERVED_BY, ("rows", str(size)), *((("address", made),) if made else ())),
        probe=False,
        otherwise=None,
    )
    if ask.body:
        fields = counted_up(json.loads(ask.body), size)
        return sending(following, fields, as_json=True) if fields else None
    if ask.method == "POST":
        fields = counted_up(dict(ask.form), size)
        return sending(following, fields, as_json=False) if fields else None
    fields = counted_up(dict(parse_qsl(urlsplit(ask.url).query, keep_blank_values=True)), size)
    return (
        replace(following, url=urlsplit(ask.url)._replace(query=urlencode(fields)).geturl())
        if fields
        else None
    )


def counted_up(fields: Mapping[str, Any], size: int) -> dict[str, Any] | None:
    """Fields with the first number of a page raised by one, or that of an item by the size of a page; None without such."""
    for name, value in fields.items():
        if isinstance(value, dict) and (inner := counted_up(value, size)):
            return {**fields, name: inner}
        paged = PAGE_NAMES.fullmatch(name)
        if (paged or START_NAMES.fullmatch(name)) and str(value).isdigit():
            number = int(value) + (1 if paged else size)
            return {**fields, name: number if isinstance(value, int) else str(number)}
    return None
