"""Epoint (新点): a page whose list comes from `<project>/rest/lightfrontaction/getgovinfolist` as JSON, by POST.

The page names its column in its own address (`categorynum`, `deptcode`); project and site stand in a script that all
pages of the site share. Pages are counted from 0. Some servers want the fields in an object `params`.
"""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from scrapers.families.parts import Family, body_reader, json_listing
from scrapers.lists.links import soup_of
from scrapers.lists.literals import literal
from scrapers.lists.services import sending, turned
from scrapers.pages import Ask, Listing, NotRecognised, Page
from scrapers.sources import Source

SETTINGS = "/js/webBuilderCommon.js"
SERVICE = "/rest/lightfrontaction/getgovinfolist"
SITE = re.compile(r"\bsiteInfo\s*=\s*(?=\{)")
PER_PAGE = 15


def listing(page: Page, source: Source) -> Listing:
    """Read an answer of the service, the script with the site's settings, or the list page."""
    if SERVICE in page.ask.url:
        found = json_listing(page, lambda rows, total: turned(page, rows, total))
        if not found.items and page.ask.otherwise:
            raise NotRecognised("the list service answered without rows")
        return found
    if page.text.lstrip()[:1] == "<":
        if not column(page, source).get("categorynum"):
            raise NotRecognised("neither the list's address nor the data file has a categorynum")
        return Listing(next=Ask(url=settings(page), referer=page.list_url), opens=True)
    return Listing(next=first_rows(page, source, site_info(page)), opens=True)


def settings(page: Page) -> str:
    """The script with the site's settings."""
    sources = (str(script["src"]) for script in soup_of(page.text).find_all("script", src=True))
    return urljoin(page.url, next((src for src in sources if "webbuildercommon" in src.lower()), SETTINGS))


def site_info(page: Page) -> dict[str, Any]:
    """The object that the script assigns to `siteInfo`."""
    match = SITE.search(page.text)
    try:
        value, _ = literal(page.text, match.end()) if match else ({}, 0)
    except ValueError:
        value = {}
    if not value.get("siteGuid"):
        raise NotRecognised(f"no siteInfo with a siteGuid in {page.url}")
    return dict(value)


def column(page: Page, source: Source) -> dict[str, str]:
    """The column's numbers: from the list's address, where the data file does not say them."""
    said = dict(parse_qsl(urlsplit(page.list_url).query)) | dict(source.parameters)
    return {name: said.get(name, "") for name in ("deptcode", "categorynum")}


def first_rows(page: Page, source: Source, site: dict[str, Any]) -> Ask:
    """The request for the first rows; the other form of it is tried where this one brings none."""
    fields = {**column(page, source), "pageIndex": 0, "pageSize": PER_PAGE, "siteGuid": str(site["siteGuid"])}
    target = urljoin(page.list_url, str(site.get("projectName") or "") + SERVICE)
    ask = Ask(url=target, method="POST", referer=page.list_url)
    return replace(
        sending(ask, fields, as_json=True), otherwise=sending(ask, {"params": fields}, as_json=True)
    )


FAMILY = Family(
    name="epoint",
    listing=listing,
    article=body_reader(".ewb-article-info", ".article-info", "#zoom", ".infocontent"),
)
