"""Pages: each answers in both languages, with every kind of data and with none."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from db.file.card import remember
from db.publishing.publish import prepare_file
from db.rows.notice import notice_rows
from db.site.languages.language import LANGUAGES, choose_language, read_messages
from db.site.pages import notice as notice_page
from db.store import open_store
from tests.db.conftest import nothing_derived
from tests.db.records import BAISHA, QINGHE, notice
from tests.db.site_server import Asked, asked

ROOT = Path(__file__).parents[2]
EMPTY_CITY = "939900"


def one(path: Path, sql: str, *values: object) -> str:
    """One value of the dataset."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute(sql, values).fetchone()[0])


def page_types(path: Path) -> dict[str, str]:
    """One address of each page type."""
    followed = one(path, "SELECT finding_id FROM status_history ORDER BY finding_id LIMIT 1")
    return {
        "home": "/",
        "table": "/table?status=completed&topic=it",
        "table with words": "/table?q=闲置",
        "notices": "/notices",
        "notice": f"/notice/{followed.rsplit('-', 1)[0]}",
        "finding": f"/finding/{followed}",
        "kin list": "/kin",
        "kin": "/kin/" + one(path, "SELECT id FROM kin_groups ORDER BY id LIMIT 1"),
        "topics": "/topics",
        "topic": "/topic/it.idle",
        "cities": "/cities",
        "city": "/city/910100",
        "province": "/city/910000",
        "city without findings": f"/city/{EMPTY_CITY}",
        "compare": "/compare?city=910100&province=910000",
        "followed": "/followed?city=910100",
        "search": "/search?q=資金",
        "search measures": "/search?q=台账&in=measures",
        "search notices": "/search?q=整改&in=notices",
        "download": "/download?city=910100",
        "about": "/about",
        "api": "/api",
        "sql tables": "/data",
        "sql table": "/data/findings?status=completed&_facet=topic",
        "sql row": "/data/topics/it",
        "sql query": "/data?sql=select+*+from+topics",
        "plan": "/notice/nplan00000000001",
        "hostile": "/notice/nhostile00000001",
    }


class Structure(HTMLParser):
    """What a page is made of, as far as tests ask."""

    def __init__(self) -> None:
        super().__init__()
        self.lang: str | None = None
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.troubles: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.lang = values.get("lang")
        if tag in ("h1", "h2"):
            self.headings.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a":
            self.links.append(str(values.get("href")))
        if tag == "style" or (tag == "script" and not values.get("src")):
            self.troubles.append(f"inline {tag}")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.troubles.append(f"{tag} has {name}")
            is_loaded = name in ("src", "srcset") or (
                name == "href" and tag == "link" and values.get("rel") not in ("canonical", "alternate")
            )
            if is_loaded and (value or "").startswith(("http:", "https:", "//")):
                self.troubles.append(f"{tag} loads {value}")
            if name in ("href", "src", "action") and re.match(
                r"\s*(javascript|data|vbscript):", value or "", re.I
            ):
                self.troubles.append(f"{tag} leads to {value}")


class ChineseInEnglish(HTMLParser):
    """Chinese words of a page outside elements in Chinese; code and names of columns have no language."""

    ALONE = frozenset({"meta", "link", "input", "br", "img", "hr", "rect"})
    ASIDE = frozenset({"title", "script", "style", "pre", "code", "textarea"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.ALONE:
            self.open.append((tag, dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if (
            tags
            and self.open[-1][1] == "en"
            and not self.ASIDE & tags
            and re.search(r"[\u3400-\u9fff]", data)
        ):
            self.found.append(data.strip())


def structure(html: str) -> Structure:
    """Read a page."""
    found = Structure()
    found.feed(html)
    return found


@pytest.fixture(scope="module")
def types(site_db: Path) -> dict[str, str]:
    return page_types(site_db)


def pages_of(site: Asked, types: dict[str, str]) -> Iterator[tuple[str, str, str, int]]:
    """Name, language, HTML and status of every page type in both languages."""
    for name, path in types.items():
        for language in LANGUAGES:
            answer = site.get(path, cookie=f"lang={language}")
            yield name, language, answer.text, answer.status_code


def test_every_page_type_answers_in_both_languages_with_sound_structure(
    site: Asked, types: dict[str, str]
) -> None:
    for name, language, html, status in pages_of(site, types):
        found = structure(html)
        assert status == 200, name
        assert found.lang == {"zh": "zh-Hans", "en": "en"}[language], name
        assert found.headings[:1] == ["h1"] and found.headings.count("h1") == 1, name
        assert len(found.ids) == len(set(found.ids)), name
        assert not found.troubles, (name, found.troubles)


def test_chinese_words_on_english_pages_are_marked_as_chinese(site: Asked, types: dict[str, str]) -> None:
    for name, path in types.items():
        page = ChineseInEnglish()
        page.feed(site.get(path, cookie="lang=en").text)
        assert page.found == [], name


def test_pages_name_themselves_in_both_languages(site: Asked) -> None:
    page = site.get("/table?year=2023&lang=zh").text
    links = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    assert dict(links) == {
        "zh-Hans": "http://site.test/table?year=2023&amp;lang=zh",
        "en": "http://site.test/table?year=2023&amp;lang=en",
        "x-default": "http://site.test/table?year=2023",
    }


def test_links_between_pages_lead_somewhere(site: Asked, types: dict[str, str]) -> None:
    links: set[str] = set()
    for _, _, html, _ in pages_of(site, {k: v for k, v in types.items() if not k.startswith("sql")}):
        links.update(link.split("#")[0] for link in structure(html).links if link.startswith("/"))
    kinds: dict[str, str] = {}
    for link in sorted(links):
        shape = re.sub(r"[0-9a-f]{6,}[\w-]*|=[^&]*|/\d+", "*", link)
        kinds.setdefault(shape, link)

    broken = [link for link in kinds.values() if site.get(link).status_code >= 400]

    assert len(kinds) > 40
    assert broken == []


def test_language_comes_from_address_then_cookie_then_browser() -> None:
    assert choose_language("en", "zh", "zh-CN") == "en"
    assert choose_language(None, "en", "zh-CN") == "en"
    assert choose_language("xx", "yy", "fr;q=0.9, en-GB;q=0.8, zh;q=0.1") == "en"
    assert choose_language(None, None, "zh-TW,zh;q=0.9") == "zh"
    assert choose_language(None, None, "de, fr;q=oops, ;q=1") == "zh"


def test_asking_for_a_language_remembers_it(site: Asked) -> None:
    answer = site.get("/?lang=en")

    assert "lang=en" in answer.headers["set-cookie"]
    assert "set-cookie" not in site.get("/").headers


def test_every_message_that_templates_ask_for_exists_and_every_message_is_asked_for() -> None:
    folder = ROOT / "db" / "site"
    code = "".join(p.read_text("utf-8") for p in [*folder.rglob("*.html"), *folder.rglob("*.py")])
    asked = set(re.findall(r"\b(?:t|words)\(\s*['\"]([a-z_]+\.[a-z_0-9]+)['\"]\s*[,)]", code))
    prefixes = set(re.findall(r"['\"]([a-z_]+\.[a-z_]*)['\"] ~", code)) | {
        "status.",
        "nav.",
        "home.",
        "doubt.",
    }
    messages = read_messages()

    missing = sorted(asked - set(messages))
    literal = {key for key in messages if f"'{key}'" in code or f'"{key}"' in code}
    built = {key for key in messages for prefix in prefixes if key.startswith(prefix)}
    errors = {f"{key}.{part}" for key in ("missing", "too_long", "forbidden", "wrong", "failed", "too_big")
              for part in ("title", "text")}  # fmt: skip

    assert missing == []
    assert sorted(set(messages) - literal - built - errors) == []


def test_an_empty_dataset_has_sensible_pages(empty_site: Asked) -> None:
    for path in ("/", "/table", "/notices", "/topics", "/cities", "/compare", "/search?q=闲置", "/download", "/about",
                 "/api", "/data", "/feed/new.atom", "/api/findings.json", "/api/counts.json"):  # fmt: skip
        answer = empty_site.get(path)
        assert answer.status_code == 200, path
    assert "zhenggai ingest" in empty_site.get("/").text


def test_a_city_without_findings_says_so(site: Asked) -> None:
    assert "没有逐条列出的整改问题" in site.get(f"/city/{EMPTY_CITY}").text
    assert "none lists findings" in site.get(f"/city/{EMPTY_CITY}?lang=en").text


@pytest.mark.parametrize("path", ["/finding/none-1", "/notice/none", "/topic/none", "/city/none", "/kin/none", "/none",
                                  "/data/none", "/feed/city/none.atom", "/download/findings.exe"])  # fmt: skip
def test_what_does_not_exist_is_a_404_in_the_readers_language(site: Asked, path: str) -> None:
    answer = site.get(path, cookie="lang=en")

    assert answer.status_code == 404
    assert "No such page" in answer.text


def test_an_error_in_json_is_json(site: Asked) -> None:
    answer = site.get("/api/findings/none-1.json")

    assert answer.status_code == 404
    assert answer.json()["ok"] is False


def test_strange_arguments_never_break_a_page(site: Asked) -> None:
    strange = (
        "'\"<>&",
        "%00",
        "9" * 400,
        "-1",
        "*",
        '"',
        "NEAR(",
        "a OR b",
        "😀",
        "\u202e",
        "city",
        "{}",
        "-台账",
    )
    pages = (
        "/table",
        "/search",
        "/compare",
        "/notices",
        "/download",
        "/api/findings.json",
        "/api/counts.json",
    )
    names = (
        "q",
        "city",
        "year",
        "topic",
        "status",
        "province",
        "after",
        "offset",
        "since",
        "under",
        "lang",
        "in",
    )
    for value in strange:
        for page in pages:
            together = "&".join(f"{name}={quote(value)}" for name in names)
            for query in (f"q={quote(value)}", together):
                told = site.get(f"{page}?{query}").status_code
                assert told == 200 or (told == 400 and page.startswith("/api/")), (page, query)


def test_markup_in_a_notice_is_shown_as_text(site: Asked, types: dict[str, str]) -> None:
    evil = "<script>window.pwned"
    for path in ("/notice/nhostile00000001", "/finding/nhostile00000001-1", "/table?year=2016", "/notices?year=2016",
                 "/search?q=HYPERLINK", "/data/findings?notice_id=nhostile00000001", "/about",
                 "/data?sql=select+title+from+findings+where+notice_id='nhostile00000001'"):  # fmt: skip
        html = site.get(path).text
        assert evil not in html, path
    assert "&lt;script&gt;window.pwned" in site.get("/notice/nhostile00000001").text
    assert 'href="javascript' not in site.get("/notice/nhostile00000001").text


def test_the_language_of_printed_words_is_their_script(site: Asked, site_db: Path) -> None:
    notice = one(site_db, "SELECT id FROM notices WHERE script = 'hant' LIMIT 1")

    html = site.get(f"/notice/{notice}", cookie="lang=en").text

    assert '<h1 lang="zh-Hant">' in html
    assert '<html lang="en">' in html


def test_a_cell_lights_up_without_any_script(site: Asked, site_db: Path) -> None:
    finding = one(site_db, "SELECT finding_id FROM status_history LIMIT 1")
    title = one(site_db, "SELECT title FROM findings WHERE id = ?", finding)

    html = site.get(f"/notice/{finding.rsplit('-', 1)[0]}?cell=findings:{finding}:title").text
    lit = re.findall(r'<span class="seg lit"[^>]*>([^<]*)</span>', html)

    assert "".join(lit) == title
    assert html.count('id="lit"') == 1


def test_a_long_notice_is_shown_in_parts_and_a_cell_leads_to_its_part(
    site: Asked, site_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_page, "FINDINGS_SHOWN", 3)
    notice = one(site_db, "SELECT id FROM notices WHERE finding_count > 7 ORDER BY id LIMIT 1")
    count = int(one(site_db, "SELECT finding_count FROM notices WHERE id = ?", notice))
    text = one(site_db, "SELECT text FROM notices WHERE id = ?", notice)

    parts = [site.get(f"/notice/{notice}?from={first}").text for first in range(1, count + 1, 3)]
    shown = [re.findall(r'<article class="finding-card" id="f-([^"]+)"', html) for html in parts]
    last = site.get(f"/notice/{notice}?cell=findings:{notice}-{count}:title").text

    assert [key for part in shown for key in part] == [f"{notice}-{n}" for n in range(1, count + 1)]
    assert max(map(len, shown)) == 3
    for html in (*parts, last):
        source = re.search(r'<div class="text"[^>]*>(.*?)</div>', html, re.DOTALL)
        assert source and unescape(re.sub(r"<[^>]+>", "", source[1])) == text
    assert f'id="f-{notice}-{count}"' in last and 'class="seg lit"' in last
    assert site.get(f"/notice/{notice}?from=9999").text == site.get(
        f"/notice/{notice}?from={count}"
    ).text.replace(f"from={count}&", "from=9999&")


def test_the_card_shows_the_accuracy_that_was_recorded(site_db: Path, tmp_path: Path) -> None:
    path = tmp_path / "evaluated.db"
    path.write_bytes(site_db.read_bytes())
    figures = {"title": {"precision": 0.987, "recall": 0.912, "f1": 0.948, "gold": 341},
               "rows": {"exact": 0.75, "gold": 4}, "grounding": {"share": 1.0, "cells": 99}}  # fmt: skip
    remember(path, "evaluation", figures)
    remember(path, "changes", [{"release": "2025-01", "text": "第一版"}])
    remember(
        path, "topics_evaluation", {"macro-F1": {"first level": 0.876}, "kappa": 0.811, "findings": 1319}
    )
    with asked(path) as found:
        html = found.get("/about", cookie="lang=en").text

    assert "<dt>macro-F1 first level</dt><dd>0.876</dd>" in html
    assert "<dt>kappa</dt><dd>0.811</dd>" in html and "1,319" in html
    assert "0.948" in html and "75.0% (of 4)" in html and "第一版" in html
    with pytest.raises(KeyError, match="expected: one of"):
        remember(path, "anything", 1)


def test_an_amount_told_of_the_problem_and_of_its_answer_is_shown_once(tmp_path: Path) -> None:
    path, record = tmp_path / "amounts.db", notice()
    told = record.amounts[0]
    amounts = (told, replace(told, field="measures", role="recovered"), replace(told, bound="at_least"))
    with open_store(path, program="test") as store:
        store.put(notice_rows(replace(record, amounts=amounts)), version="1")
        store.finish(nothing_derived, program="test")
    prepare_file(path)

    with asked(path) as site:
        page = site.get(f"/finding/{record.id}-1", cookie="lang=en").text
    shown = page.split("<dt>Amounts</dt>")[1].split("</dd>")[0]
    assert [text.strip() for text in re.findall(r'<span class="nowrap">([^<]*)', shown)] == [
        "CNY 1,200,000",
        "CNY 1,200,000 or more",
    ]


def test_a_county_and_several_places_choose_the_same_on_every_list(tmp_path: Path) -> None:
    county = replace(BAISHA, code="980281", name="柳塘县", short_name="柳塘县")
    path = tmp_path / "counties.db"
    with open_store(path, program="test") as store:
        for number, region in enumerate((QINGHE, BAISHA, county, county)):
            record = notice(f"{number}/notice.html", body=str(number).encode(), region=region)
            store.put(notice_rows(record), version="1")
        store.finish(nothing_derived, program="test")
    prepare_file(path)

    with asked(path) as site:
        for codes, count in (
            ("980281", 2),
            (f"980281,{QINGHE.code}", 3),
            ("980200", 3),
            ("980281,980200", 3),
        ):
            assert f"{count} notices" in site.get(f"/notices?city={codes}", cookie="lang=en").text, codes
            assert len(site.json(f"/api/notices.json?city={codes}")["notices"]) == count, codes
            assert f"{count} results" in site.get(f"/search?q=闲置&city={codes}", cookie="lang=en").text, (
                codes
            )
            rows = site.json(f"/api/findings.json?city={codes}")["findings"]
            assert f"{len(rows)} rows" in site.get(f"/table?city={codes}", cookie="lang=en").text, codes


def test_measures_of_a_whole_notice_are_found_in_their_place(site: Asked, site_db: Path) -> None:
    words, place = one(
        site_db, "SELECT substr(m.text, 1, 6) || ' ' || s.place_code FROM measures AS m JOIN notices AS n ON n.id = m.notice_id"
        " JOIN site_notices AS s ON s.notice = n.rowid WHERE m.finding_id IS NULL AND s.place_code <> '-' LIMIT 1").split()  # fmt: skip

    everywhere = site.get(f"/search?in=measures&q={quote(words)}&city={place}").text

    assert "<mark>" in everywhere


def test_the_review_page_is_linked_only_where_it_is_served(site_db: Path) -> None:
    for has_review in (False, True):
        with asked(site_db, has_review=has_review) as site:
            assert ('href="/review"' in site.get("/").text) is has_review
