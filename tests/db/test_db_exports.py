"""Exports: what is taken away is what the dataset holds, and nothing in it runs."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.exports.formats import FORMATS, Sheet, narrowed, pieces, sheet_of
from db.exports.text import guarded
from db.rows.notice import notice_rows
from db.schema import TABLES
from tests.db.conftest import nothing_derived
from tests.db.records import BAISHA, finding, notice

ODD = '=1+1，"quoted"，<script>\n第二行'


@pytest.fixture
def dataset(opened):
    store = opened()
    store.put(notice_rows(notice()), version="1")
    odd = notice(
        "odd.html", text=ODD, findings=(finding(1, ODD, ODD),), title=None, issuer=None, region=BAISHA
    )
    odd = replace(
        odd, audit_report_number=None, signed=None, stated_count=None, measures=(), amounts=(), agencies=()
    )
    store.put(notice_rows(odd), version="1")
    store.finish(nothing_derived, program="test")
    return store.connection


def taken(connection, sheet, name):
    return b"".join(pieces(connection, sheet, name))


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(dataset):
    body = taken(dataset, sheet_of("findings"), "csv")
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert len(rows) == 3
    assert "'" + ODD in {row["title"] for row in rows}


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=5))
def test_guarded_cell_never_begins_a_formula(text):
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_json_lines_hold_lists(dataset):
    lines = taken(dataset, sheet_of("findings"), "jsonl").decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert rows[1]["responsible"] == ["清河市数据局"]
    assert rows[2]["title"] == ODD


def test_workbook_explains_its_columns_and_holds_no_formula(dataset):
    book = openpyxl.load_workbook(io.BytesIO(taken(dataset, sheet_of("rectification_table"), "xlsx")))
    assert book.sheetnames == ["rectification_table", "columns"]
    explained = {row[0].value: row[3].value for row in book["columns"].iter_rows(min_row=2)}
    assert explained["status"] == "Comparable status."
    cells = [cell for row in book["rectification_table"].iter_rows(min_row=2) for cell in row]
    assert ODD in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_workbook_cuts_what_excel_cannot_hold(dataset):
    dataset.execute("UPDATE notices SET text = ?", ("字" * 40_000,))
    book = openpyxl.load_workbook(io.BytesIO(taken(dataset, sheet_of("notices"), "xlsx")))
    column = [cell.value for cell in book["notices"][1]].index("全文\ntext")
    cell = book["notices"][2][column].value
    assert len(cell) == 32_767
    assert cell.endswith("…[cut]")


def test_parquet_has_types(dataset):
    table = pq.read_table(io.BytesIO(taken(dataset, sheet_of("findings"), "parquet")))
    rows = table.to_pylist()
    assert rows[1]["deadline_on"] == date(2024, 12, 31)
    assert rows[1]["responsible"] == ["清河市数据局"]
    assert rows[0]["confidence"] == pytest.approx(0.97)
    assert table.schema.field("status").metadata[b"label"] == "整改状态".encode()


def test_data_package_describes_what_it_holds(dataset):
    package = zipfile.ZipFile(io.BytesIO(taken(dataset, sheet_of("notices"), "datapackage")))
    described = json.loads(package.read("datapackage.json"))
    assert described["version"]
    names = {resource["name"] for resource in described["resources"]}
    assert names == {entry.name for entry in TABLES} - {"meta", "files"}
    for resource in described["resources"]:
        body = package.read(resource["path"])
        assert resource["bytes"] == len(body)
        assert resource["hash"] == "sha256:" + hashlib.sha256(body).hexdigest()
        head = body.decode().splitlines()[0].split(",")
        assert head == [field["name"] for field in resource["schema"]["fields"]]
        for reference in resource["schema"]["foreignKeys"]:
            assert reference["reference"]["resource"] in names


@pytest.mark.parametrize("name", FORMATS)
def test_same_rows_same_bytes(dataset, name):
    assert taken(dataset, sheet_of("findings"), name) == taken(dataset, sheet_of("findings"), name)


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"jsonl"}))  # of nothing, no lines
def test_nothing_found_is_still_a_file(dataset, name):
    assert taken(dataset, narrowed("findings", words="不存在的词"), name)


@pytest.mark.parametrize(
    ("table", "choice", "count"),
    [
        ("findings", {"region": "990100"}, 2),
        ("findings", {"region": "东江省"}, 2),
        ("notices", {"region": "白沙市"}, 1),
        ("rectification_table", {"words": "閒置"}, 1),
        ("measures", {"words": "政务云"}, 1),
        ("findings", {"region": "980000", "words": "闲置"}, 0),
    ],
)
def test_part_of_the_dataset(dataset, table, choice, count):
    assert len(taken(dataset, narrowed(table, **choice), "jsonl").splitlines()) == count


def test_query_of_ones_own(dataset):
    sheet = Sheet(name="statuses", sql="SELECT status, count(*) AS n FROM findings GROUP BY 1 ORDER BY 1")
    assert taken(dataset, sheet, "csv").decode("utf-8-sig").splitlines()[0] == "status,n"


def test_what_cannot_be_narrowed_says_so(dataset):
    with pytest.raises(ValueError, match="can be searched"):
        narrowed("topics", words="资金")
    with pytest.raises(ValueError, match="belong to notices"):
        narrowed("topics", region="990100")
    with pytest.raises(KeyError, match="expected"):
        sheet_of("nothing")
