"""The site in a real browser: three users at work, accessibility, phones, scripts and none."""

import csv
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize, expect, sync_playwright

from db.publishing.publish import prepare_file
from db.rows.notice import notice_rows
from db.site.asked.answers import Picture
from db.store import open_store
from tests.db.conftest import nothing_derived
from tests.db.records import QINGHE, notice
from tests.db.site_pictures import too_wide
from tests.db.site_server import served_on_loopback
from tests.db.test_db_site_pages import page_types

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 700}  # WCAG 1.4.10: also a desktop at 400 % zoom
STATES = {  # what pages look like where a reader gets something else than what was asked for
    "missing": "/finding/0000000000000000-1",
    "words that nothing holds": "/search?q=无此词语",
    "words that no row holds": "/table?q=无此词语",
    "no choice to compare": "/compare",
    "places by a rate": "/cities?sort=completed_share",
    "sql that fails": "/data?sql=select+nothing+from",
    "findings beside one another": "/finding/nhostile00000001-1",
}
Scheme = Literal["light", "dark"]
DESKTOP: ViewportSize = {"width": 1280, "height": 860}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    installed = next(
        (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None
    )
    with sync_playwright() as play:
        try:
            found = play.chromium.launch(executable_path=installed)
        except Error as error:
            pytest.skip(
                f"no Chromium to drive: install chromium, or run `playwright install chromium` ({error!s:.80})"
            )
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    found = browser.new_context(base_url=address, viewport=DESKTOP, locale="zh-CN")
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong unnoticed."""
    troubles: list[str] = []
    found = context.new_page()
    found.set_default_timeout(60_000)
    found.on(
        "console",
        lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None,
    )
    found.on("pageerror", lambda error: troubles.append(str(error)))
    found.on(
        "request",
        lambda request: None if request.url.startswith("http://127.0.0.1") else troubles.append(request.url),
    )
    yield found
    assert troubles == []


def value(path: Path, sql: str, *values: object) -> str:
    """One value of the dataset."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute(sql, values).fetchone()[0])


def test_a_researcher_finds_the_commonest_topic_and_takes_it_as_csv(
    page: Page, site_db: Path, tmp_path: Path
) -> None:
    commonest = value(
        site_db, "SELECT topic FROM site_counts WHERE level = 'all' AND year = 0 AND topic NOT IN ('*', '-')"
        " AND instr(topic, '.') = 0 ORDER BY findings DESC, topic LIMIT 1")  # fmt: skip
    wanted = value(site_db, "SELECT count(*) FROM site_row_topics WHERE topic = ?", commonest)

    page.goto("/")
    page.get_by_role("link", name="按主题看").click()
    page.locator("tbody tr").first.get_by_role("link").first.click()
    assert page.url.endswith(f"/topic/{commonest}")
    page.locator("main").get_by_role("link", name="下载").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 CSV").click()
    target = tmp_path / "found.csv"
    waiting.value.save_as(target)

    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == int(wanted)
    assert all(row["title"] for row in rows)


def test_an_auditor_compares_with_the_province_and_opens_the_evidence(page: Page) -> None:
    page.goto("/cities")
    page.get_by_role("link", name="沐栖市").click()
    page.get_by_role("link", name="与同省城市比较").click()
    heads = page.locator("table.heat thead th")
    expect(heads.nth(2)).to_have_text("沐栖市")
    cell = page.locator("table.heat tbody tr").nth(1).locator("td").nth(1).get_by_role("link")
    told = re.search(r"n=(\d+)", cell.inner_text())
    assert told
    cell.click()

    expect(page.locator("table caption")).to_contain_text(f"共 {told[1]} 行")
    row = page.locator("tbody tr").first
    words = row.locator("th a.cell-link").inner_text()
    row.locator("th a.cell-link").click()
    expect(page.locator(".seg.lit").first).to_be_visible()
    assert page.url.split("?")[0].split("/")[3] == "notice"
    lit = "".join(page.locator(".seg.lit").all_inner_texts())
    assert lit == words


def test_a_journalist_searches_checks_the_source_and_copies_the_citation(
    page: Page, context: BrowserContext, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto("/")
    page.get_by_role("searchbox").last.fill("闲置")
    page.keyboard.press("Enter")
    expect(page.locator("ol.list mark").first).to_have_text("闲置")
    page.locator("ol.list > li > a").first.click()
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="复制引用文字").click()
    expect(page.locator(".copied")).to_have_text("已复制")
    citation = page.evaluate("navigator.clipboard.readText()")
    assert "/finding/" in citation and re.search(r"SHA-256 [0-9a-f]{64}", citation)
    assert (
        re.match(r"\S+市，\S+：《.+》，\d{4}-\d\d-\d\d，第\d+个问题“.+”。原文：", citation)
        and "，版本 " in citation
    )

    page.get_by_role("link", name="对照原文").click()
    assert "".join(page.locator(".seg.lit").all_inner_texts()) == title
    for side in (".seg.lit", "[data-cell].lit"):
        expect(page.locator(side).first).to_be_in_viewport()


def test_a_researcher_reads_how_a_recurring_finding_was_put_right_and_takes_it_along(
    page: Page, site_db: Path, tmp_path: Path
) -> None:
    page.goto("/")
    page.get_by_role("link", name="反复出现的问题").click()
    row = page.locator("tbody tr").first
    findings = int(row.locator("td.num").nth(1).inner_text())
    row.get_by_role("link").first.click()
    expect(page.locator("tbody tr")).to_have_count(findings)
    measure = page.locator("td.wide-cell").first.inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 CSV").click()
    target = tmp_path / "kin.csv"
    waiting.value.save_as(target)

    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == findings
    assert measure.splitlines()[0] in rows[0]["measures"]


def test_an_auditor_finds_the_own_city_by_typing_its_name_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.locator("#q").focus()
    page.keyboard.type("沐栖市")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    page.get_by_role("link", name="沐栖市", exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("沐栖市")
    page.get_by_role("link", name="与同省城市比较").focus()
    page.keyboard.press("Enter")
    expect(page.locator("table.heat thead th").nth(2)).to_have_text("沐栖市")


def test_pointing_at_a_cell_lights_its_words_and_words_light_their_cell(page: Page, site_db: Path) -> None:
    finding = value(site_db, "SELECT finding_id FROM status_history ORDER BY finding_id LIMIT 1")
    page.goto(f"/notice/{finding.rsplit('-', 1)[0]}")
    for field in ("detail", "requirement", "responsible", "category"):
        cell = page.locator(f'[data-cell="findings:{finding}:{field}"]')
        cell.hover()
        assert "".join(page.locator(".seg.lit").all_inner_texts()) == cell.inner_text()

    piece = page.locator(f'.seg[data-in~="findings:{finding}:requirement"]')
    piece.hover()
    expect(page.locator(f'[data-cell="findings:{finding}:requirement"]')).to_have_class(re.compile("lit"))


def test_cells_can_be_reached_and_lit_by_keyboard_alone(page: Page, site_db: Path) -> None:
    finding = value(site_db, "SELECT finding_id FROM status_history ORDER BY finding_id LIMIT 1")
    page.goto(f"/notice/{finding.rsplit('-', 1)[0]}")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('[data-cell]')"):
            break
    focused = page.evaluate("document.activeElement.closest('[data-cell]').innerText")

    assert "".join(page.locator(".seg.lit").all_inner_texts()) == focused
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_charts_are_drawn_from_their_tables_and_tables_stay(page: Page) -> None:
    for path, count in (("/city/910100", 2), ("/topic/projects", 2), ("/compare?province=910000", 1)):
        page.goto(path)
        expect(page.locator("figure[data-drawn]")).to_have_count(count)
        for figure in page.locator("figure[data-drawn]").all():
            expect(figure.locator("svg[role=img]")).to_have_attribute("aria-label", re.compile(".+"))
            expect(figure.locator("table")).to_be_visible()


def test_one_year_is_not_drawn_as_a_trend(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "one year.db"
    with open_store(path, program="test") as store:
        store.put(notice_rows(notice()), version="1")
        store.finish(nothing_derived, program="test")
    prepare_file(path)
    with served_on_loopback(path) as served:
        page = browser.new_page(base_url=served)
        page.goto(f"/city/{QINGHE.code}")
        expect(page.locator("figure[data-chart=stack][data-drawn]")).to_have_count(1)
        page.wait_for_load_state("networkidle")
        expect(page.locator("figure[data-chart=years] td[data-value]")).to_have_count(1)
        expect(page.locator("figure[data-chart=years] .chart")).to_be_hidden()
        page.close()


def test_the_map_leads_to_its_provinces(page: Page) -> None:
    page.goto("/cities")
    page.locator("svg.tiles a").first.click()
    assert "/city/9" in page.url


def test_nothing_stored_ever_runs(page: Page) -> None:
    for path in ("/", "/table?year=2016", "/notice/nhostile00000001", "/finding/nhostile00000001-1", "/search?q=HYPERLINK",
                 "/notices?year=2016", "/data/findings?notice_id=nhostile00000001", "/city/910100?year=2016"):  # fmt: skip
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.pwned") is None, path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_type_scrolls_sideways_at_320_pixels(
    browser: Browser, address: str, site_db: Path, language: str
) -> None:
    context = browser.new_context(
        base_url=address, viewport=NARROW, locale={"zh": "zh-CN", "en": "en-GB"}[language]
    )
    page, troubles = context.new_page(), []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    for name, path in page_types(site_db).items():
        page.goto(path)
        if over := too_wide(page):
            troubles.append(f"{name}: {over}px too wide")
    context.close()

    assert troubles == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_years_on_the_first_page_fit_their_box(
    browser: Browser, address: str, viewport: ViewportSize
) -> None:
    for locale in ("en-GB", "zh-CN"):
        context = browser.new_context(base_url=address, viewport=viewport, locale=locale)
        page = context.new_page()
        page.goto("/")
        over = page.locator(".scroll:has(table.compact)").evaluate("box => box.scrollWidth - box.clientWidth")
        context.close()
        assert over == 0, locale


LINES = """heads => heads.map(head => {
  const walk = document.createTreeWalker(head, NodeFilter.SHOW_TEXT), lines = [""]
  let top
  for (let node; (node = walk.nextNode()); )
    for (let i = 0; i < node.length; i++) {
      const letter = document.createRange()
      letter.setStart(node, i); letter.setEnd(node, i + 1)
      const box = letter.getBoundingClientRect()
      if (box.width && top !== undefined && box.top > top + 5) lines.push("")
      if (box.width) top = box.top
      lines[lines.length - 1] += node.data[i]
    }
  return lines })"""


def test_our_own_headings_break_between_words(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 780}, locale="zh-CN")
    page, broken = context.new_page(), []
    for path in ("/", "/city/910100", "/compare?city=910100&province=910000", "/topic/it.idle"):
        page.goto(path)
        ours = page.locator(":is(h1, h2, h3):not([lang], :has([lang])):visible")
        broken += [line for lines in ours.evaluate_all(LINES) for line in lines[:-1]]
    context.close()

    assert [line for line in broken if line[-1] not in "：、，；。 "] == []
    assert broken  # the first page's, as it stands


@pytest.mark.slow
@pytest.mark.parametrize(
    ("viewport", "locale", "scheme"),
    [
        (PHONE, "zh-CN", "light"),
        (DESKTOP, "zh-CN", "dark"),
        (PHONE, "en-GB", "dark"),
        (DESKTOP, "en-GB", "light"),
    ],
    ids=["phone, zh, light", "desktop, zh, dark", "phone, en, dark", "desktop, en, light"],
)
def test_no_page_type_breaks_a_rule_of_accessibility(
    browser: Browser, address: str, site_db: Path, viewport: ViewportSize, locale: str, scheme: Scheme
) -> None:
    context = browser.new_context(base_url=address, viewport=viewport, locale=locale, color_scheme=scheme)
    page, axe, troubles = context.new_page(), Axe(), []
    page.set_default_timeout(60_000)
    for name, path in (page_types(site_db) | STATES).items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        for violation in axe.run(page).response["violations"]:  # of any impact
            troubles.append(f"{name}: {violation['id']}: {violation['nodes'][0]['html'][:160]}")
    context.close()

    assert troubles == []


def test_without_scripts_everything_but_the_charts_still_works(
    browser: Browser, address: str, site_db: Path
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/search?q=闲置")
    page.locator("ol.list > li > a").first.click()
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name="Check against the source").click()

    assert "".join(page.locator(".seg.lit").all_inner_texts()) == title
    page.goto("/city/910100")
    expect(page.locator("figure table").first).to_be_visible()
    expect(page.locator("figure .chart").first).to_be_hidden()
    context.close()


def test_a_tap_on_a_phone_shows_the_words_in_view(browser: Browser, address: str, site_db: Path) -> None:
    finding = value(site_db, "SELECT f.id FROM findings AS f JOIN status_history AS h ON h.finding_id = f.id"
                             " WHERE f.position = 6 ORDER BY f.id LIMIT 1")  # fmt: skip
    context = browser.new_context(
        base_url=address, viewport=PHONE, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"/notice/{finding.rsplit('-', 1)[0]}")
    cell = page.locator(f'[data-cell="findings:{finding}:detail"]')
    cell.scroll_into_view_if_needed()
    cell.tap()

    expect(page.locator(".seg.lit").first).to_be_in_viewport()
    context.close()


def test_filters_of_a_search_start_closed_on_a_phone_unless_one_is_set(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    page.goto("/search?q=闲置")
    expect(page.locator("select[name=year]")).to_be_hidden()
    expect(page.locator("ol.list > li").first).to_be_in_viewport()
    page.get_by_text("筛选", exact=True).click()
    expect(page.locator("select[name=year]")).to_be_visible()
    page.goto("/search?q=闲置&city=910100")
    expect(page.locator("select[name=year]")).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["/table", "/table?q=闲置", "/table?q=闲置&city=910100,920100"])
def test_the_table_has_the_width_of_the_page_and_keeps_what_was_chosen(page: Page, path: str) -> None:
    page.goto(path)
    box = page.locator(".scroll").bounding_box()
    assert box and box["width"] > 800
    search = page.locator("main form.filters")
    search.get_by_role("searchbox").fill("资金")
    if not search.locator("select[name=status]").is_visible():
        search.locator("summary").click()
    search.locator("select[name=status]").select_option("completed")
    search.get_by_role("button").click()
    chips = page.locator("ul.chips li.chip").all_inner_texts()
    assert [chip.strip(" ×\n") for chip in chips][-1] == "已完成"
    assert chips[0].startswith("资金")
    assert len(chips) == (4 if "city" in path else 2)


class Drawn:
    """An archive whose pages are white A4."""

    def body(self, sha256: str) -> bytes | None:
        return b"%PDF"

    def picture(self, sha256: str, page: int) -> Picture | None:
        out = BytesIO()
        Image.new("RGB", (909, 1286), "white").save(out, format="PNG")
        return Picture(body=out.getvalue(), media_type="image/png", width=595, height=842)


def test_on_page_pictures_a_cell_lights_its_place(browser: Browser, site_db: Path) -> None:
    with served_on_loopback(site_db, evidence=Drawn()) as paged:
        context = browser.new_context(base_url=paged, viewport=DESKTOP, locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto("/notice/nplan00000000001")
        page.get_by_role("link", name="页面图像").click()
        expect(page.locator(".page-picture svg").first).to_have_attribute("viewBox", "0 0 595 842")
        page.locator("[data-cell$=':detail']").hover()
        lit = page.locator("rect.lit")
        expect(lit).to_have_count(1)
        expect(lit).to_be_in_viewport()
        box, picture = lit.bounding_box(), page.locator(".page-picture").nth(1).bounding_box()
        troubles = [
            v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")
        ]
        context.close()

    assert box and picture
    assert (box["y"] - picture["y"]) / picture["height"] == pytest.approx(400 / 842, abs=0.01)
    assert troubles == []


def test_page_pictures_stay_when_a_cell_is_chosen_and_the_address_is_opened_anew(
    browser: Browser, site_db: Path
) -> None:
    with served_on_loopback(site_db, evidence=Drawn()) as paged:
        for scripts in (True, False):
            context = browser.new_context(
                base_url=paged, viewport=DESKTOP, locale="zh-CN", java_script_enabled=scripts
            )
            page = context.new_page()
            page.goto("/notice/nplan00000000001?view=pages")
            page.locator("[data-cell$=':detail'] a").click()
            page.goto(page.url)
            expect(page.locator("strong[aria-current]")).to_have_text("页面图像")
            expect(page.locator("rect.lit")).to_have_count(1)
            context.close()


def test_on_a_phone_the_page_picture_opens_at_the_cell_that_the_address_names(
    browser: Browser, site_db: Path
) -> None:
    area = value(
        site_db, "SELECT id FROM focus_areas WHERE notice_id = 'nplan00000000001' AND detail IS NOT NULL"
    )
    with served_on_loopback(site_db, evidence=Drawn()) as paged:
        context = browser.new_context(base_url=paged, viewport=PHONE, locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"/notice/nplan00000000001?view=pages&cell=focus_areas:{area}:detail")
        expect(page.locator(".page-picture svg").nth(1)).to_be_visible()
        expect(page.locator("rect.lit")).to_be_in_viewport()
        lit, source = page.locator("rect.lit").bounding_box(), page.locator(".source").bounding_box()
        context.close()

    assert lit and source
    assert source["x"] <= lit["x"] and source["y"] <= lit["y"] < source["y"] + source["height"]


def test_the_python_example_of_the_api_page_runs_as_it_stands(page: Page, site_db: Path) -> None:
    page.goto("/api")
    code = page.locator("#python + pre").inner_text()

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    expected = value(site_db, "SELECT count(*) FROM findings_fts WHERE findings_fts MATCH '\"闲置\"'")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{expected} ")


def test_the_language_switch_stays_chosen(page: Page) -> None:
    page.goto("/table")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Rectification table")
    page.goto("/cities")

    expect(page.locator("h1")).to_have_text("Places")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_printed_table_shows_all_its_columns_and_rows(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 780, "height": 1100})  # a sheet of A4
    page.goto(f"{address}/table")
    page.emulate_media(media="print")
    table, frame = page.locator("table.wide"), page.locator(".scroll.tall")

    right, bottom = table.evaluate("t => { const r = t.getBoundingClientRect(); return [r.right, r.bottom] }")
    assert right <= 780
    assert bottom <= frame.evaluate("f => f.getBoundingClientRect().bottom") + 1
    expect(page.locator("details.sql").first).to_be_hidden()
    page.close()
