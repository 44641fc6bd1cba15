"""The files that an article page points to: links, viewers, scripts that open them, pictures of a page without words."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from urllib.parse import parse_qsl, unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from scrapers.addresses import link
from scrapers.articles.shown import GONE_FROM_VIEW
from scrapers.lists.links import base_of
from scrapers.lists.opening import functions_of, opened
from scrapers.lists.rows import target_of
from scrapers.pages import FileLink
from scrapers.vocabulary import vocabulary

HIDDEN_SCRIPTS = ("header", "footer", "nav", "head")
QUOTED = re.compile(r"""["']([^"'<>\s\\]{3,400})["']""")
LONGEST_SCRIPT = 20_000  # characters; what is longer is a program, not a line about this page
MOST_QUOTED = 400  # strings of one script that are looked at


@cache
def article_words() -> dict[str, list[str]]:
    """Selectors of article bodies and endings of attached files: `data/articles.toml`."""
    return vocabulary("articles")


def files_of(soup: BeautifulSoup, pictured: Tag | None, url: str) -> Iterator[FileLink]:
    """Files a page points to: links that end like a document, embedded viewers, what its scripts name; the pictures of
    `pictured`, the body of a page without words.
    """
    base = base_of(soup, url)
    functions = functions_of(soup)
    for element, attribute in (("a", "href"), ("iframe", "src"), ("embed", "src"), ("object", "data")):
        for tag in soup.find_all(element):
            target = (
                link(base, str(tag.get(attribute) or ""))
                or opened(tag, functions, base)
                or target_of(tag, base)
            )
            target = viewed(target) if target else None
            if target and is_file(target, tag) and not within(tag, GONE_FROM_VIEW):
                yield FileLink(
                    url=target, name=" ".join(tag.get_text().split()) or str(tag.get("title") or "")
                )
    yield from scripted_files(soup, base)
    if pictured is not None:
        for image in pictured.find_all("img", src=True):
            if target := link(base, str(image["src"])):
                yield FileLink(url=target, name=str(image.get("alt") or ""))


def scripted_files(soup: BeautifulSoup, base: str) -> Iterator[FileLink]:
    """The files whose addresses stand as strings in what an element does when it is clicked, or in a script of the body."""
    for tag in soup.select("[onclick]"):
        if not within(tag, GONE_FROM_VIEW):
            name = " ".join(tag.get_text().split()) if tag.name in ("a", "button", "span") else ""
            yield from named_in(str(tag["onclick"]), base, name)
    for script in soup.find_all("script"):
        text = script.get_text()
        if len(text) <= LONGEST_SCRIPT and not within(script, HIDDEN_SCRIPTS):
            yield from named_in(text, base, "")


def named_in(code: str, base: str, name: str) -> Iterator[FileLink]:
    """The files whose addresses stand as strings in a piece of code."""
    for match in islice(QUOTED.finditer(code), MOST_QUOTED):
        said = match.group(1)
        if "/" in said and has_ending(re.split(r"[?#]", said)[0]) and (target := link(base, said)):
            yield FileLink(url=target, name=name)


def within(tag: Tag, names: tuple[str, ...]) -> bool:
    """Does an element stand inside one of these?"""
    return any(parent.name in names for parent in tag.parents)


def viewed(url: str) -> str:
    """The file inside a viewer's address (`viewer.html?file=/a.pdf`), else the address itself."""
    for name, value in parse_qsl(urlsplit(url).query):
        if name.lower() in ("file", "src", "pdfurl") and has_ending(value):
            return link(url, value) or url
    return url


def is_file(url: str, tag: Tag) -> bool:
    """Does this link lead to a document: by its path, by a file name in its query, or by its words?"""
    parts = urlsplit(url)
    if has_ending(parts.path) or any(has_ending(value) for _, value in parse_qsl(parts.query)):
        return True
    if any(re.search(pattern, parts.path) for pattern in article_words()["file_paths"]):
        return True
    words = tag.get_text(strip=True)
    return tag.name == "a" and has_ending(words) and not re.search(r"\.s?html?$", parts.path)


def has_ending(name: str) -> bool:
    """Does a path or file name end like an attached document?"""
    return unquote(name).lower().rpartition(".")[2].strip() in article_words()["endings"] and "." in name
