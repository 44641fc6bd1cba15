"""Taking away: downloads of any choice, feeds, and the API as its description promises."""

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as Xml

import httpx
import jsonschema
import openpyxl
import pytest

from db.choosing import selection as selections
from db.choosing.selection import Selection
from db.exports.sheet import Sheet
from db.exports.text import guarded
from db.site.asked.openapi import OPERATIONS
from db.site.pages import download
from tests.db import site_dataset
from tests.db.site_server import Asked, asked, path_of, served_on_loopback

ATOM = "{http://www.w3.org/2005/Atom}"


def ids_of(path: Path, chosen: Selection) -> list[str]:
    """Ids of the findings of a choice, newest first."""
    with closing(sqlite3.connect(path)) as connection:
        query = selections.ranks(chosen)
        ranks = sorted(row[0] for row in connection.execute(query.sql, query.values))
        sql = "SELECT f.id FROM site_rows AS r JOIN findings AS f ON f.rowid = r.finding WHERE r.rank = ?"
        return [connection.execute(sql, (rank,)).fetchone()[0] for rank in ranks]


CHOICES = [
    ("", Selection()),
    ("?city=910100", Selection(cities=("910100",))),
    (f"?q={quote('閑置')}&status=completed", Selection(words="闲置", status="completed")),
    ("?topic=projects&year=2020", Selection(topic="projects", years=(2020,))),
]


@pytest.mark.parametrize(("query", "chosen"), CHOICES)
def test_csv_of_a_choice_opens_in_excel_and_holds_its_rows(
    site: Asked, site_db: Path, query: str, chosen: Selection
) -> None:
    answer = site.get(f"/download/findings.csv{query}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert [row["finding_id"] for row in rows] == ids_of(site_db, chosen)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values() if cell)


def test_xlsx_has_a_dictionary_and_no_formula(site: Asked, site_db: Path) -> None:
    answer = site.get("/download/findings.xlsx?year=2016")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))

    sheet = next(page for page in book if page.title.startswith("rectification"))
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert len(book.sheetnames) == 2
    assert sheet.max_row == 2
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_json_lines_and_parquet_hold_the_same_rows(site: Asked, site_db: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    lines = [json.loads(x) for x in site.get("/download/findings.jsonl?city=910100").text.splitlines()]
    table = parquet.read_table(io.BytesIO(site.get("/download/findings.parquet?city=910100").content))

    assert [line["finding_id"] for line in lines] == ids_of(site_db, Selection(cities=("910100",)))
    assert table.column("finding_id").to_pylist() == [line["finding_id"] for line in lines]
    assert isinstance(lines[0]["responsible"], list)


def test_the_data_package_describes_what_it_holds(site: Asked) -> None:
    archive = zipfile.ZipFile(io.BytesIO(site.get("/download/findings.zip").content))
    package = json.loads(archive.read("datapackage.json"))

    for resource in package["resources"]:
        head = archive.read(resource["path"]).split(b"\n", 1)[0].decode().strip()
        assert head.split(",") == [field["name"] for field in resource["schema"]["fields"]]


def test_dates_of_the_data_package_are_typed_and_every_one_is_a_date(site: Asked) -> None:
    archive = zipfile.ZipFile(io.BytesIO(site.get("/download/findings.zip").content))
    read = {"date": date.fromisoformat, "datetime": datetime.fromisoformat}
    seen: dict[str, set[str]] = {"date": set(), "datetime": set()}
    for resource in json.loads(archive.read("datapackage.json"))["resources"]:
        typed = {f["name"]: f["type"] for f in resource["schema"]["fields"] if f["type"] in read}
        for row in csv.DictReader(io.TextIOWrapper(archive.open(resource["path"]), "utf-8")):
            for name, kind in typed.items():
                if row[name]:
                    read[kind](row[name])
                    seen[kind].add(f"{resource['name']}.{name}")

    assert seen["date"] >= {
        "notices.published_on",
        "notices.signed_on",
        "findings.deadline_on",
        "status_history.date",
    }
    assert seen["datetime"] >= {"notices.fetched_at"}


def test_what_a_format_cannot_hold_is_refused_in_words(site: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(download.LIMITS, "xlsx", 10)
    answer = site.get("/download/findings.xlsx", cookie="lang=en")

    assert answer.status_code == 413
    assert "at most 10" in answer.text
    assert "more than 10" in site.get("/download", cookie="lang=en").text
    assert site.get("/download/findings.csv").status_code == 200


def test_file_names_keep_chinese_and_nothing_dangerous(site: Asked) -> None:
    disposition = site.get("/download/findings.csv?q=" + quote('闲置"; x=\r\ny')).headers[
        "content-disposition"
    ]

    assert quote("闲置") in disposition
    assert "\n" not in disposition and disposition.count('"') == 2


@pytest.mark.parametrize("path", ["/feed/new.atom", "/feed/city/910100.atom", "/feed/city/910000.atom", "/feed/topic/it.atom",
                                  "/feed/topic/projects.overpaid.atom"])  # fmt: skip
def test_feeds_are_atom_with_permanent_ids_newest_first(site: Asked, path: str) -> None:
    root = Xml.fromstring(site.get(path).content)
    entries = root.findall(f"{ATOM}entry")
    days = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]

    assert root.tag == f"{ATOM}feed"
    assert entries and days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0]
    for entry in entries[:3]:
        address = str(entry.findtext(f"{ATOM}id"))
        assert site.get(path_of(address)).status_code == 200


def test_a_feed_of_hostile_words_stays_well_formed(tmp_path: Path) -> None:
    site_dataset.build(tmp_path / "hostile.db", 0)
    with asked(tmp_path / "hostile.db") as hostile:
        root = Xml.fromstring(hostile.get("/feed/new.atom").content)

    assert any(site_dataset.EVIL in (title.text or "") for title in root.iter(f"{ATOM}title"))
    assert not [link for link in root.iter(f"{ATOM}link") if "javascript" in link.get("href", "")]


def filled(operation_path: str, site_db: Path) -> str:
    """The path of an operation with an id that exists."""
    with closing(sqlite3.connect(site_db)) as connection:
        table = "findings" if "findings" in operation_path else "notices"
        key = connection.execute(f"SELECT id FROM {table} WHERE id NOT LIKE 'nhostile%' LIMIT 1").fetchone()[
            0
        ]
    return operation_path.replace("{id}", key)


def test_the_api_answers_as_its_description_says(site: Asked, site_db: Path) -> None:
    described = site.json("/api/openapi.json")

    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {operation.path for operation in OPERATIONS}
    for path, item in described["paths"].items():
        answer = site.get(filled(path, site_db))
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {"components": described["components"], **schema}
        assert answer.status_code == 200, path
        assert answer.headers["access-control-allow-origin"] == "*"
        jsonschema.Draft202012Validator(whole).validate(answer.json())


def test_every_described_parameter_changes_the_answer_or_is_refused(site: Asked, site_db: Path) -> None:
    examples = {"q": "闲置", "province": "910000", "city": "910100", "year": "2020", "topic": "projects",
                "status": "completed", "size": "3", "after": "5", "level": "all"}  # fmt: skip
    for operation in OPERATIONS:
        plain = site.json(filled(operation.path, site_db))
        for parameter in operation.parameters:
            if parameter.place == "query":
                asked = site.json(
                    f"{filled(operation.path, site_db)}?{parameter.name}={quote(examples[parameter.name])}"
                )
                assert asked != plain, (operation.path, parameter.name)


def test_following_next_gives_every_finding_once(site: Asked, site_db: Path) -> None:
    address: str | None = "/api/findings.json?size=37&topic=projects"
    found: list[str] = []
    while address:
        page = site.json(path_of(address))
        found += [finding["id"] for finding in page["findings"]]
        address = page["next"]

    assert found == ids_of(site_db, Selection(topic="projects"))
    assert page["total"] == len(found)


def test_spans_of_the_api_point_at_the_words(site: Asked, site_db: Path) -> None:
    finding = site.json("/api/findings.json?size=1")["findings"][0]
    told = site.json(f"/api/findings/{finding['id']}.json")
    text = site.json(f"/api/notices/{finding['notice_id']}.json")["text"]

    title = [span for span in told["spans"] if span["field"] == "title"]
    assert "".join(text[span["start"] : span["end"]] for span in title) == finding["title"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "\u3000＝1", "＋1", "－1", "＠A1", "\r\n=1"]
)
def test_no_text_of_a_csv_is_a_formula(text: str) -> None:
    assert str(guarded(text)).startswith("'")


@pytest.mark.parametrize("text", ["收回资金", "1.", "（一）", "——下一步", "", "a=b"])
def test_plain_text_of_a_csv_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def failing(sql: str) -> Sheet:
    """A sheet whose query fails: at once, or after many rows."""
    return Sheet(name="rectification_table", sql=sql)


def test_a_download_that_cannot_begin_is_an_error_page(site: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "sheet_of_choice", lambda _: failing("SELECT json('no') AS title"))

    answer = site.get("/download/findings.csv")

    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")


def test_a_download_that_breaks_off_is_never_taken_for_whole(
    site_db: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    late = """WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000)
        SELECT iif(x < 15000, x, json('no')) AS title FROM n"""
    monkeypatch.setattr(download, "sheet_of_choice", lambda _: failing(late))

    with served_on_loopback(site_db) as address, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(address + "/download/findings.csv")

    assert "broke off" in caplog.text


@pytest.mark.parametrize(
    "asked",
    ["findings.json?status=complete", "findings.json?year=last", "findings.json?citty=910100", "findings.json?size=501",
     "findings.json?size=0", "notices.json?after=-3", "notices.json?status=completed", "counts.json?level=town",
     "findings.json?year=2020,x"],
)  # fmt: skip
def test_a_misspelt_filter_is_refused_and_never_answered_with_everything(site: Asked, asked: str) -> None:
    answer = site.get(f"/api/{asked}")

    assert answer.status_code == 400
    assert (
        asked.split("?")[1].split("=", maxsplit=1)[0] in answer.json()["error"]
        and "expected" in answer.json()["error"]
    )


@pytest.mark.parametrize("kind", ["findings", "notices"])
def test_an_id_that_the_dataset_does_not_hold_is_told_in_words(site: Asked, kind: str) -> None:
    answer = site.get(f"/api/{kind}/nix.json")

    assert (answer.status_code, answer.json()["ok"]) == (404, False)
    assert answer.json()["error"].startswith("got nix; expected an id")


def test_a_file_of_a_misspelt_choice_is_refused_in_words(site: Asked) -> None:
    for choice in ("status=complete", "citty=910100", "year=x"):
        answer = site.get(f"/download/findings.csv?{choice}")
        assert answer.status_code == 400 and "text/html" in answer.headers["content-type"]
    assert site.get("/download/findings.csv?status=completed&lang=en&year=&year=2020").status_code == 200
