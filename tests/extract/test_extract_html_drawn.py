"""Tables that pages draw with other elements than <table>, and the order and joining of those they do."""

import pytest

from extract.model import Document, Table
from extract.readers.html.page import read_html

INTRO = "<p>根据审计意见，我局逐条整改，现将有关情况公告如下，请社会各界监督。</p>"
HEAD = ("序号", "问题", "整改措施")
ROWS = (("1", "资金滞留专户", "已拨付到位"), ("2", "设备闲置", "已调剂使用"))


def document(markup: str) -> Document:
    return read_html(f"<html><body>{INTRO}{markup}<p>特此公告。</p></body></html>".encode())


def tables(read: Document) -> list[Table]:
    return [b.table for b in read.blocks if b.table]


def rows_of(read: Document, table: Table) -> list[tuple[str, ...]]:
    return [tuple(read.text[c.start : c.end] for c in table.cells if c.row == r) for r in range(table.rows)]


def drawn(table: str, row: str, head: str, cell: str, tag: str = "div") -> str:
    first = "".join(f"<{tag} {head}>{text}</{tag}>" for text in HEAD)
    rest = "".join(
        f"<div {row}>{''.join(f'<{tag} {cell}>{text}</{tag}>' for text in texts)}</div>" for texts in ROWS
    )
    return f"<div {table}><div {row}>{first}</div>{rest}</div>"


@pytest.mark.parametrize(
    "markup",
    [
        drawn(*(f"style='display: {kind}'" for kind in ("table", "table-row", "table-cell", "table-cell"))),
        drawn(*(f"role='{role}'" for role in ("table", "row", "columnheader", "cell")), tag="span"),
        drawn("class='table'", "class='tr'", "class='th'", "class='td'", tag="span"),
        drawn("class='div-table wide'", "class='table-row'", "class='table-cell'", "class='table-cell'"),
    ],
    ids=["display", "roles", "classes", "long-classes"],
)
def test_a_drawn_table_is_a_table(markup: str) -> None:
    read = document(markup)
    (table,) = tables(read)
    assert rows_of(read, table) == [HEAD, *ROWS]
    assert table.header_rows == 1
    assert "特此公告。" in read.body


def test_display_table_for_centring_is_no_table() -> None:
    read = document(
        "<div style='display:table'><div style='display:table-cell'><p>二、资产管理方面</p></div></div>"
    )
    assert not tables(read)
    assert "二、资产管理方面" in read.body


def row(cells: tuple[str, ...], tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def test_the_foot_of_a_table_is_shown_last_wherever_it_stands() -> None:
    foot = "<tfoot><tr><td colspan=3>数据截至六月底</td></tr></tfoot>"
    read = document(
        f"<table>{foot}<tbody>{''.join(map(row, ROWS))}</tbody><thead>{row(HEAD, 'th')}</thead></table>"
    )
    (table,) = tables(read)
    assert rows_of(read, table) == [HEAD, *ROWS, ("数据截至六月底",)]


def test_a_head_in_a_table_of_its_own_labels_the_table_below() -> None:
    read = document(
        "".join(f"<table border=1>{one}</table>" for one in (row(HEAD), row(ROWS[0]), row(ROWS[1])))
    )
    (table,) = tables(read)
    assert rows_of(read, table) == [HEAD, *ROWS]
    assert table.header_rows == 1


def test_thousands_of_tables_of_one_row_are_one_table_in_time_that_grows_with_them() -> None:
    one = f"<table border=1>{row(ROWS[0])}</table>"
    read = document(f"<table border=1>{row(HEAD)}</table>" + one * 1500)
    (table,) = tables(read)
    assert table.rows == 1501
