"""Lists that a script of the page asks for: the address of its data service, read from the script, and its pages.

Only what the page itself says is asked: an address that has to be guessed is none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlsplit

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import host_of, link
from scrapers.lists.literals import Name, literal, unquoted
from scrapers.pages import Ask, Page

CALLS = re.compile(
    r"(?:\bfetch|\$\.(?:get|getJSON|post)|\baxios(?:\.(?:get|post))?|\.(?:get|post|open|load)|\b(?:request|ajax)\w*)\s*\(\s*"
    r"(?:['\"](?:GET|POST)['\"]\s*,\s*)?(?=['\"`/]|\w+\s*\+)",
    re.IGNORECASE,
)
OPTION = re.compile(r"\burl\s*:\s*(?=['\"`]|\w+\s*\+)")
PIECE = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|`[^`]*+`|[A-Za-z_$][\w$.]*|\d+")
HOLE = re.compile(r"\$\{\s*([\w$.]+)\s*\}")
DATA = re.compile(r"\b(?:data|params)\s*:\s*(?=\{)")
SECOND = re.compile(r"\A\s*,\s*(?:\{\s*params\s*:\s*)?(?=\{)")
POSTS = re.compile(r"\b(?:type|method)\s*:\s*['\"]post['\"]", re.IGNORECASE)
PAGE_NAMES = re.compile(
    r"p|pn|pg|page|page_?(?:no|num|number|index|id)|cur_?page|current(?:_?page)?|pageno|now_?page|intpage",
    re.IGNORECASE,
)
START_NAMES = re.compile(r"offset|start|skip|first|begin", re.IGNORECASE)
SERVED = re.compile(
    r"json|api|rest|list|search|query|data|ajax|interface|find|load|get|\.do\b|\.action\b", re.IGNORECASE
)
OTHERS = re.compile(
    r"\.(?:js|css|png|jpe?g|gif|svg|html?|shtml)(?:\?|$)|login|count|hits|visit|weather|header|footer|menu",
    re.IGNORECASE,
)
JOINT = re.compile(r"\s*\+\s*")
SIMPLE = r"\"[^\"]*\"|'[^']*'|\d+"  # a value that can be read where it is set
RECORDS = re.compile(r"(?:data|list|json|news|articles?|docs?)[\w-]*\.js(?:on)?(?:\?|$)", re.IGNORECASE)
PROGRAMS = re.compile(
    r"jquery|\.min\.|bootstrap|vue|layui|swiper|plugin|common|util|datepicker|datatable|page", re.IGNORECASE
)
FURTHER = re.compile(r"scroll|load_?more|get_?more|next_?page|加载更多|上拉", re.IGNORECASE)
SERVED_BY = (("service", "1"),)  # carried by what a page's script asks for
PAGED = 2  # a request that names a page is so much likelier
MOST = 30  # calls that are looked at
OPTIONS = 400  # characters around an address in which its options stand


def service(page: Page, soup: BeautifulSoup) -> Ask | None:
    """The request for the first page of the list that a script of the page loads, if it says which."""
    scripts = soup.find_all("script")
    asks = [ask for script in scripts for ask in asked_in(script.get_text(), page)]
    asks += [Ask(url=target, referer=page.url) for script in scripts if (target := data_of(script, page))]
    best = max(asks, key=likely, default=None)
    return replace(best, carry=SERVED_BY) if best else None


def further(page: Page, soup: BeautifulSoup, rows: int) -> Ask | None:
    """The request for the next rows that a script sends when a reader comes to the end of those shown."""
    scripts = [script.get_text() for script in soup.find_all("script")]
    asks = [ask for script in scripts if FURTHER.search(script) for ask in asked_in(script, page)]
    best = max(asks, key=likely, default=None)
    if best is None or likely(best) < PAGED:
        return None
    following = turned(replace(page, ask=replace(best, carry=SERVED_BY)), rows, None)
    return replace(following, probe=True) if following else None


def data_of(script: Tag, page: Page) -> str | None:
    """The file of records that a page loads as a script of its own host (data/list.js)."""
    src = str(script.get("src") or "")
    target = link(page.url, src) if RECORDS.search(src) and not PROGRAMS.search(src) else None
    return target if target and host_of(target) == host_of(page.url) else None


def likely(ask: Ask) -> int:
    """How much speaks for a request to be one for a list: it names a page, its address a service."""
    names = [name for name, _ in (*parse_qsl(urlsplit(ask.url).query), *ask.form)]
    paged = any(PAGE_NAMES.fullmatch(name) or START_NAMES.fullmatch(name) for name in names)
    return PAGED * paged + bool(SERVED.search(urlsplit(ask.url).path))


def asked_in(script: str, page: Page) -> Iterator[Ask]:
    """The requests of one script that go to the page's own host and whose address can be told."""
    for match in islice((*CALLS.finditer(script), *OPTION.finditer(script)), MOST):
        said, end = address(script, match.end())
        target = link(page.url, said) if said and not OTHERS.search(said) else None
        if target is None or host_of(target) != host_of(page.url):
            continue
        option = match.re is OPTION
        around = script[max(0, match.start() - OPTIONS // 2) : match.end() + OPTIONS]
        posted = bool(POSTS.search(around)) if option else "post" in match.group().lower()
        fields = fields_in(script, script[end : end + OPTIONS], SECOND) or (
            fields_in(script, around, DATA) if option else ()
        )
        if fields and not posted:
            target = f"{target}{'&' if '?' in target else '?'}{urlencode(fields)}"
        ask = Ask(url=target, referer=page.url)
        ask = replace(ask, method="POST", form=fields) if posted else ask
        if likely(ask) > posted:  # what is sent by POST has to name a page
            yield ask


def address(script: str, at: int, known: Mapping[str, str] | None = None) -> tuple[str | None, int]:
    """The address that strings and words joined by + make, and where it ends; None where a word's value is not known.

    `known` are words whose values the caller knows.
    """
    said = ""
    while match := PIECE.match(script, at):
        for part in parts_of(match.group()):
            value = (known or {}).get(part) if isinstance(part, Name) else part
            value = value_of(part, said, script) if value is None else value
            if value is None:
                return None, at
            said += value
        at = match.end()
        joint = JOINT.match(script, at)
        if joint is None:
            break
        at = joint.end()
    return said or None, at


def parts_of(piece: str) -> Iterator[str]:
    """What stands in a piece of an address: text, and words whose values have to be found."""
    if piece[0] == "`":
        for i, part in enumerate(HOLE.split(piece[1:-1])):
            yield Name(part) if i % 2 else part
    elif piece[0] in "'\"":
        yield unquoted(piece)
    else:
        yield piece if piece.isdigit() else Name(piece)


def value_of(word: str, before: str, script: str) -> str | None:
    """The value of a word: what the script sets it to, or the first page where a page's number stands."""
    if found := re.search(rf"(?<![?&.\w]){re.escape(word)}\s*[=:]\s*({SIMPLE})", script):
        said = found.group(1)
        return unquoted(said) if said[0] in "'\"" else said
    name = re.search(r"[?&]([\w.]+)=$", before)
    return "1" if PAGE_NAMES.fullmatch(name.group(1) if name else word) else None


def fields_in(script: str, around: str, where: re.Pattern[str]) -> tuple[tuple[str, str], ...]:
    """The fields that a request is sent with, where all of them are known."""
    match = where.search(around)
    if match is None:
        return ()
    try:
        values, _ = literal(around, match.end())
    except ValueError:
        return ()
    found = []
    for key, value in values.items():
        known = value_of(str(value), f"?{key}=", script) if isinstance(value, Name) else value
        if known is None or isinstance(known, dict | list):
            return ()
        found.append((key, str(known)))
    return tuple(found)


def turned(page: Page, rows: int, total: int | None) -> Ask | None:
    """The next page of a service: the same request with the next number, while there may be more."""
    ask = page.ask
    size = int(ask.carried("rows") or rows)
    if rows == 0 or rows < size or (total is not None and ask.page * size >= total):
        return None
    pairs = (
        list(ask.form) if ask.method == "POST" else parse_qsl(urlsplit(ask.url).query, keep_blank_values=True)
    )
    for i, (name, value) in enumerate(pairs):
        if value.isdigit() and (PAGE_NAMES.fullmatch(name) or START_NAMES.fullmatch(name)):
            step = 1 if PAGE_NAMES.fullmatch(name) else size
            pairs[i] = (name, str(int(value) + step))
            break
    else:
        return None
    carry = (*SERVED_BY, ("rows", str(size)))
    if ask.method == "POST":
        return Ask(
            url=ask.url, method="POST", form=tuple(pairs), referer=ask.referer, page=ask.page + 1, carry=carry
        )
    target = urlsplit(ask.url)._replace(query=urlencode(pairs)).geturl()
    return Ask(url=target, referer=ask.referer, page=ask.page + 1, carry=carry)
