"""How answers are handed out: known ones are not made again, HEAD, languages, files that browsers keep."""

import re
from pathlib import Path

import pytest

from db.serving import edition
from db.site.answers import Site
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
