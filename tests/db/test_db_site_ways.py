"""Ways through the site: what readers ask leads on, and numbers are of what they say."""

import csv
import io
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html as dom

from db.choosing import paging
from db.choosing import selection as selections
from db.choosing.selection import Selection
from db.publishing.publish import prepare_file
from db.rows.notice import notice_rows
from db.site.figures.lifts import lifts_among
from db.site.figures.rates import Scope, heat, place_totals
from db.site.pages import compare
from db.store import Derived, open_store
from extract.model import Issue
from normalize.records import fold
from tests.db.conftest import nothing_derived
from tests.db.records import BAISHA, QINGHE, notice
from tests.db.site_server import Asked, asked


def page(site: Asked, path: str, language: str = "zh") -> dom.HtmlElement:
    """A page as a tree."""
    answer = site.get(path, cookie=f"lang={language}")
    assert answer.status_code == 200, path
    return dom.fromstring(answer.text)


def numbers(text: str) -> list[int]:
    """Whole numbers of a text."""
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)]


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [("沐栖市", "/city/910100"), ("沐棲", "/city/910100"), ("闲置", "/topic/it.idle"), ("IDLE", "/topic/it.idle")],
)  # fmt: skip
def test_the_name_of_a_place_or_a_topic_leads_to_its_page(site: Asked, words: str, leads_to: str) -> None:
    links = [a.get("href") for a in page(site, f"/search?q={quote(words)}").cssselect("main p a")]

    assert leads_to in links


@pytest.mark.parametrize(("words", "place"), [("沐栖市 闲置", "city=910100"), ("闲置 沐棲", "city=910100")])
def test_words_beside_the_name_of_a_place_are_sought_in_that_place(
    site: Asked, words: str, place: str
) -> None:
    links = [str(a.get("href")) for a in page(site, f"/search?q={quote(words)}").cssselect("main p a")]
    (within,) = (link for link in links if link.startswith("/search?") and place in link)
    found = page(site, within)

    assert found.cssselect("ol.list > li")
    assert found.cssselect("option[value='910100'][selected]")
    assert numbers(found.cssselect("[role=status]")[0].text_content())[0] > 0


@pytest.mark.parametrize("words", ["闲置", "台账", "整改 -闲置", "資金"])
def test_each_kind_of_result_tells_how_many_it_holds(site: Asked, words: str) -> None:
    told = {}
    for link in page(site, f"/search?q={quote(words)}").cssselect("nav.kinds a"):
        (told[link.get("href")],) = numbers(link.text_content())

    assert len(told) == 3
    for href, count in told.items():
        target = page(site, href)
        (current,) = target.cssselect("nav.kinds a[aria-current]")
        assert numbers(current.text_content()) == [count]
        (said,) = target.cssselect("[role=status]")
        assert count == 0 or numbers(said.text_content().split("：")[-1])[0] == count


@pytest.mark.parametrize("few", [600, 0], ids=["asked one by one", "marked"])
@pytest.mark.parametrize(
    "rest", ["city=910100", "province=910000&status=completed", "topic=it", "year=2019&topic=it"]
)
def test_the_server_answers_words_with_filters(
    site: Asked, monkeypatch: pytest.MonkeyPatch, rest: str, few: int
) -> None:
    everything = site.json(f"/api/findings.json?{rest}&size=500")["findings"]
    monkeypatch.setattr(paging, "FEW_RUNS", few)
    monkeypatch.setattr(paging, "GATHERED", 3)
    found = site.json(f"/api/findings.json?q={quote('资金')}&{rest}&size=500")
    fields = ("title", "detail", "requirement", "result", "category", "status_text", "deadline_text")
    wanted = [
        f["id"]
        for f in everything
        if any("资金" in fold(f[name] or "") for name in fields) or "资金" in str(f["responsible"])
    ]

    assert [f["id"] for f in found["findings"]] == wanted
    assert found["total"] == len(wanted) > 0
    assert site.get(f"/table?q={quote('资金')}&{rest}").status_code == 200


def test_a_search_that_finds_nothing_leads_on(site: Asked) -> None:
    nothing = page(site, f"/search?q={quote('沐栖市')}&status=completed")
    (empty,) = nothing.cssselect("p.empty")
    (without,) = empty.cssselect("a")
    others = {numbers(a.text_content())[0] for a in page(site, without.get("href")).cssselect("nav.kinds a")}

    assert "没有找到" in empty.text_content()
    assert max(others) > 0
    assert "减号表示排除" in page(site, "/search?q=-").cssselect("p.empty")[0].text_content()
    assert page(site, f"/search?q={quote('闲置')}&in=notices&status=completed").cssselect("[role=note]")


@pytest.mark.parametrize("topic", ["it", "it.idle", "-"])
def test_notices_are_narrowed_by_the_topics_of_their_findings(
    site: Asked, connection: sqlite3.Connection, topic: str
) -> None:
    expected = {
        row[0]
        for row in connection.execute(
            "SELECT n.id FROM site_row_topics AS t JOIN site_rows AS r ON r.rank = t.rank"
            " JOIN notices AS n ON n.rowid = r.notice WHERE t.topic = ? AND r.place_code = '910100'", (topic,))
    }  # fmt: skip
    listed = page(site, f"/notices?topic={topic}&city=910100")
    by_api = site.json(f"/api/notices.json?topic={topic}&city=910100&size=500")["notices"]

    assert expected
    assert f"{len(expected)} 份公告" in listed.text_content()
    assert {row["id"] for row in by_api} == expected
    assert listed.cssselect(f"select[name=topic] option[value='{topic}'][selected]")
    searched = page(site, f"/search?q={quote('整改')}&in=notices&topic={topic}&city=910100")
    assert numbers(searched.cssselect("[role=status]")[0].text_content())[0] <= len(expected)


def test_recurring_findings_stand_by_places_and_lead_to_how_each_was_put_right(
    site: Asked, connection: sqlite3.Connection
) -> None:
    groups = page(site, "/kin").cssselect("tbody tr")
    told = [[numbers(cell.text_content()) for cell in row.cssselect("td.num")] for row in groups]
    assert [places[0] for places, *_ in told] == sorted((places[0] for places, *_ in told), reverse=True)

    group = page(site, groups[0].cssselect("a")[0].get("href"))
    kin_id = groups[0].cssselect("a")[0].get("href").rsplit("/", 1)[1]
    members = {
        row[0] for row in connection.execute("SELECT finding_id FROM finding_kin WHERE kin_id = ?", (kin_id,))
    }
    shown = {a.get("href").rsplit("/", 1)[1] for a in group.cssselect("tbody a[href^='/finding/']")}
    assert shown == members and len(members) == told[0][1][0]
    measures = connection.execute(
        "SELECT text FROM measures WHERE finding_id IN (SELECT finding_id FROM finding_kin WHERE kin_id = ?)", (kin_id,)
    ).fetchall()  # fmt: skip
    table = group.cssselect("table")[0].text_content()
    assert measures and all(text in table for (text,) in measures)
    completed = connection.execute(
        "SELECT count(*) FROM findings AS f JOIN finding_kin AS k ON k.finding_id = f.id"
        " WHERE k.kin_id = ? AND f.status = 'completed'", (kin_id,)).fetchone()[0]  # fmt: skip
    assert told[0][2][-2:] == [completed, len(members)]

    taken = site.get(group.cssselect("a.button")[0].get("href"))
    rows = list(csv.DictReader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert {row["id"] for row in rows} == members
    assert f"/kin/{kin_id}" in site.get(f"/finding/{sorted(members)[0]}").text
    assert {a.get("href") for a in page(site, "/").cssselect("ul.doors a")} >= {"/kin", "/topics", "/compare"}


def test_a_group_whose_findings_tell_no_measures_is_shown_all_the_same(tmp_path: Path) -> None:
    records = [
        replace(record, findings=tuple(replace(f, measures=()) for f in record.findings))
        for record in (notice(f"{number}/notice.html", body=str(number).encode()) for number in range(2))
    ]
    members = [f"{record.id}-1" for record in records]
    path = tmp_path / "bare.db"
    with open_store(path, program="test") as store:
        for record in records:
            store.put(notice_rows(record), version="1")
        store.finish(lambda _: Derived(kin=((members[0], members),)), program="test")
    prepare_file(path)

    with asked(path) as site:
        assert len(page(site, f"/kin/{members[0]}").cssselect("tbody tr")) == 2


def test_a_copy_of_a_notice_is_no_other_finding(tmp_path: Path) -> None:
    records = [notice(f"{number}/notice.html", body=str(number).encode()) for number in range(3)]
    members = [f"{record.id}-1" for record in records]
    path = tmp_path / "copies.db"
    with open_store(path, program="test") as store:
        for record in records:
            store.put(notice_rows(record), version="1")
        copies = ((records[0].id, [records[0].id, records[1].id]),)
        store.finish(lambda _: Derived(kin=((members[0], members),), copies=copies), program="test")
    prepare_file(path)

    with asked(path) as site:
        group = page(site, f"/kin/{members[0]}")
        links = {a.get("href") for a in group.cssselect("tbody a[href^='/finding/']")}
        assert links == {f"/finding/{members[0]}", f"/finding/{members[2]}"}
        assert numbers(group.cssselect("p.lead")[0].text_content())[0] == 2
        (row,) = page(site, "/kin").cssselect("tbody tr")
        assert numbers(row.cssselect("td.num")[1].text_content()) == [2]
        said = page(site, f"/finding/{members[0]}").cssselect("section[aria-labelledby=kin] p")[0]
        assert numbers(said.text_content())[0] == 2


def test_a_county_beside_its_city_is_counted_once_in_all_together(tmp_path: Path) -> None:
    county = replace(BAISHA, code="980281", name="柳塘县", short_name="柳塘县")
    path = tmp_path / "nested.db"
    with open_store(path, program="test") as store:
        for number, region in enumerate((QINGHE, BAISHA, county, county)):
            record = notice(f"{number}/notice.html", body=str(number).encode(), region=region)
            store.put(notice_rows(record), version="1")
        store.finish(nothing_derived, program="test")
    prepare_file(path)
    codes = ("980281", "980200", QINGHE.code)

    with closing(sqlite3.connect(path)) as connection:
        wanted = selections.count(connection, Selection(cities=codes))
        scope = Scope(codes=codes)
        totals, together, _ = place_totals(connection, scope)
        found = heat(connection, scope)
        assert scope.nested == ("980281",)
        assert totals["980200"].findings > totals["980281"].findings > 0
        assert together.findings == wanted < sum(total.findings for total in totals.values())
        assert together.notices == 4
        assert sum(found.together[x].count for x in found.topics) >= wanted
        for topic in found.topics:
            chosen = Selection(cities=codes, topic=topic)
            assert found.together[topic].count == selections.count(connection, chosen)
        for one in lifts_among(connection, scope)[0]:
            assert one.count + one.peer_count == selections.count(
                connection, Selection(cities=codes, topic=one.topic)
            )
    with asked(path) as site:
        said = page(site, f"/compare?city={','.join(codes)}")
        assert "柳塘县的数字已包含在所属城市内" in said.text_content()


def test_a_comparison_says_what_it_leaves_out(site: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = page(site, "/compare?city=910100&city=123456")
    assert "123456" in unknown.cssselect("[role=note]")[0].text_content()
    assert not unknown.cssselect("a[href='/city/123456']")

    places = len(page(site, "/compare?province=910000").cssselect("table.heat thead th")) - 2
    monkeypatch.setattr(compare, "MAX_PLACES", places - 1)
    cut = page(site, "/compare?province=910000")
    assert len(cut.cssselect("table.heat thead th")) - 2 == places - 1
    assert numbers(cut.cssselect("[role=note]")[0].text_content()) == [places, places - 1]


def test_what_waits_longest_stands_first(site: Asked) -> None:
    for path in ("/", "/city/910100"):
        box = page(site, path).cssselect("section[aria-labelledby=waiting]")[0]
        days = re.findall(r"\d{4}-\d\d-\d\d", box.cssselect("ul")[0].text_content())
        assert days and days == sorted(days), path


@pytest.mark.parametrize("path", ["/", "/city/910100", "/topic/it"])
def test_a_share_of_completed_findings_says_of_how_many(site: Asked, path: str) -> None:
    figures = page(site, path, "en").cssselect("ul.figures li")
    (share,) = (li for li in figures if "completed" in li.text_content())
    findings = next(numbers(li.text_content())[0] for li in figures if "findings" in li.text_content())
    percent, completed, of = numbers(share.text_content())

    assert of == findings
    assert percent == round(100 * completed / of)


def test_the_card_counts_findings_alike_everywhere_and_leads_to_its_doubts(site: Asked) -> None:
    card = page(site, "/about", "en")
    size = numbers(card.cssselect("dl.facts dd")[0].text_content())
    sources = card.cssselect("section[aria-labelledby=sources] tbody tr")
    assert sum(numbers(row.cssselect("td.num")[1].text_content())[0] for row in sources) == size[1]

    for link in card.cssselect("a[href^='/data/issues?kind=']"):
        (said,) = page(site, link.get("href"), "en").cssselect("main p.soft")[:1]
        assert numbers(said.text_content())[0] == numbers(link.text_content())[0]


def test_a_doubt_of_a_finding_names_it_and_leads_to_it(tmp_path: Path) -> None:
    doubt = Issue(kind="damaged_amount", message="got '7.25'", record=("findings", 2))
    record = notice(issues=(doubt,))
    path = tmp_path / "doubt.db"
    with open_store(path, program="test") as store:
        store.put(notice_rows(record), version="1")
        store.finish(nothing_derived, program="test")
    prepare_file(path)

    with asked(path) as site:
        shown = page(site, f"/notice/{record.id}")
        (link,) = shown.cssselect("section.doubts a")
        assert link.text_content() == "第 2 个问题"
        assert shown.cssselect(f"[id='{link.get('href').removeprefix('#')}']")


def test_what_is_not_known_stands_below_all_places(site: Asked) -> None:
    for heading in ("provinces", "cities"):
        rows = page(site, "/cities").cssselect(f"div[aria-labelledby={heading}] tbody th")
        unknown = [number for number, row in enumerate(rows) if row.text_content() == "地区不详"]
        assert unknown in ([], [len(rows) - 1])


def test_the_name_of_a_regulation_leads_to_where_it_is_named(
    site: Asked, connection: sqlite3.Connection
) -> None:
    topic, name = connection.execute(
        "SELECT topic, name FROM site_topic_regulations WHERE topic <> '*' ORDER BY findings DESC LIMIT 1"
    ).fetchone()
    named = connection.execute("SELECT count(*) FROM regulations WHERE name = ?", (name,)).fetchone()[0]
    links = page(site, f"/topic/{topic}").cssselect("section[aria-labelledby=rules] li a")
    (link,) = (a for a in links if a.text_content() == f"《{name}》")

    listed = page(site, link.get("href"), "en")
    assert numbers(listed.cssselect("main p.soft")[0].text_content())[0] == named
