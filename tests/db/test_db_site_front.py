"""How answers are handed out: known ones are not made again, HEAD, languages, files that browsers keep."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from db.serving import edition
from db.site.asked.answers import Site
from db.site.asked.shared import Names
from db.site.languages.language import Language, words
from db.site.pages.robots import NAMESPACE
from tests.db.site_server import Asked

PAGES = [
    "/",
    "/table?status=completed",
    "/topics",
    "/compare",
    "/search?q=闲置",
    "/about",
    "/feed/new.atom",
    "/api/findings.json",
]


@pytest.mark.parametrize("path", PAGES)
def test_what_a_browser_still_holds_is_not_made_again(site: Asked, path: str) -> None:
    first = site.get(path)
    again = site.get(path, **{"if-none-match": first.headers["etag"]})
    other = site.get(path, **{"if-none-match": first.headers["etag"], "accept-language": "en"})

    assert first.status_code == 200 and len(first.content) == int(first.headers["content-length"])
    assert again.status_code == 304 and not again.content
    assert "content-length" not in again.headers
    assert other.status_code == 200 and other.headers["etag"] != first.headers["etag"]


def test_an_answer_is_another_when_the_file_or_what_is_told_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_bytes(b"1")
    first = edition(file, Site())
    assert edition(file, Site()) == first
    assert edition(file, Site(address="https://audit.example.org")) != first
    file.write_bytes(b"22")
    assert edition(file, Site()) != first


@pytest.mark.parametrize("path", [*PAGES, "/finding/none", "/download/findings.csv"])
def test_head_tells_what_get_would_without_a_body(site: Asked, path: str) -> None:
    told, whole = site.request("HEAD", path), site.get(path)

    assert told.status_code == whole.status_code and not told.content
    for name in ("content-type", "content-length", "etag", "vary", "content-disposition"):
        assert told.headers.get(name) == whole.headers.get(name), name


def test_errors_are_never_held_and_speak_the_readers_language(site: Asked) -> None:
    for path in ("/finding/none", "/nothing-here", "/city/999999"):
        for language, tag in (("zh", "zh-Hans"), ("en", "en")):
            answer = site.get(path, **{"accept-language": language})
            assert answer.status_code == 404 and "etag" not in answer.headers, path
            assert f'<html lang="{tag}">' in answer.text, path


def test_files_with_their_checksum_in_the_address_are_kept_for_a_year(site: Asked) -> None:
    addresses = re.findall(r'"(/assets/[^"]+)"', site.get("/compare").text)

    assert len(addresses) > 5 and all("?v=" in address for address in addresses)
    for address in addresses:
        assert "immutable" in site.get(address).headers["cache-control"], address
    assert "immutable" not in site.get("/assets/site.css").headers.get("cache-control", "")
    assert "immutable" not in site.get("/assets/none.css?v=1").headers.get("cache-control", "")


@pytest.mark.parametrize("path", ["/table", "/data", "/data/findings", "/data/findings?_sort=position"])
def test_a_language_chosen_on_any_page_is_remembered(site: Asked, path: str) -> None:
    answer = site.get(f"{path}{'&' if '?' in path else '?'}lang=en")

    assert answer.status_code == 200 and '<html lang="en">' in answer.text
    assert "lang=en" in answer.headers["set-cookie"]


def test_crawlers_are_told_what_to_read_and_every_page_of_the_list_is_there(site: Asked) -> None:
    told = site.get("/robots.txt")
    listed = [
        line.removeprefix("Disallow: ") for line in told.text.splitlines() if line.startswith("Disallow")
    ]
    assert told.headers["content-type"].startswith("text/plain")
    assert "Sitemap: http://site.test/sitemap.xml" in told.text and "/data" in listed

    def places(path: str) -> list[str]:
        answer = site.get(path)
        assert answer.status_code == 200 and "xml" in answer.headers["content-type"]
        root = Xml.fromstring(answer.content)
        return [
            place.text.removeprefix("http://site.test")
            for place in root.iter(f"{{{NAMESPACE}}}loc")
            if place.text
        ]

    pages = [page for part in places("/sitemap.xml") for page in places(part)]
    notices = [page for page in pages if page.startswith("/notice/")]
    assert len(notices) > 50 and len(set(pages)) == len(pages)
    for page in [*(page for page in pages if page not in notices), *notices[:3]]:
        assert site.get(page).status_code == 200, page
        assert not any(page.startswith(path.rstrip("*")) for path in listed), page
    assert site.get("/sitemap/notices-99.xml").status_code == 404


def test_pages_tell_what_they_are_to_tabs_and_search_engines(site: Asked) -> None:
    finding = site.json("/api/findings.json?size=20")["findings"][-1]
    page = site.get(f"/finding/{finding['id']}?lang=en").text
    table = site.get("/table?q=闲置&status=completed&year=2023", **{"accept-language": "zh"}).text
    head = page[: page.index("</head>")]

    assert f'<link rel="canonical" href="http://site.test/finding/{finding["id"]}?lang=en">' in head
    assert '<meta name="description" content="' + finding["title"][:10] in head
    assert "<title>闲置 · 2023 · 已完成 – " in table
    assert 'name="description" content="' in table and "canonical" not in table[: table.index("</head>")]
    assert f"?cell=findings:{finding['id']}:title" in page
    notice = site.get(f"/notice/{finding['notice_id']}?cell=findings:{finding['id']}:title").text
    assert f'rel="canonical" href="http://site.test/notice/{finding["notice_id"]}">' in notice


def test_a_citation_quotes_the_finding_and_an_empty_table_offers_no_rows(site: Asked) -> None:
    finding = next(f for f in site.json("/api/findings.json?size=50")["findings"] if "“" not in f["title"])
    shown = site.get(f"/finding/{finding['id']}", **{"accept-language": "zh"}).text

    assert f"第{finding['position']}个问题“{finding['title'].rstrip('。')}”。原文：" in shown
    assert "/download?q=" not in site.get("/table?q=没有这种词").text


@pytest.mark.parametrize(("language", "name"), [("zh", "地区不详"), ("en", "place not known")])
def test_the_place_that_is_not_known_is_named_last_in_menus(language: Language, name: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        names = Names(connection, words(language))
        names.__dict__["places"] = {"-": "-", "990100": "云栖市"}
        menu = names.place_options(["-"])

    assert (
        menu == f'<option value="990100" lang="zh">云栖市</option><option value="-" selected>{name}</option>'
    )


def test_a_notice_is_cited_under_its_own_address(site: Asked) -> None:
    notice = site.json("/api/findings.json?size=1")["findings"][0]["notice_id"]
    shown = site.get(f"/notice/{notice}", **{"accept-language": "zh"}).text
    cited = shown.partition('id="citation-text">')[2].partition("</p>")[0]

    assert f"http://site.test/notice/{notice}。" in cited
    assert "个问题“" not in cited and "SHA-256 " in cited
