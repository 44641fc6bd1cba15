"""Rows that tell of a whole ledger - who made it, how many findings, as of when - above its labels or at its end."""

import pytest

from tests.extract.ledgers import told, word, workbook

ROWS = [
    ["1", "站房漏雨未修", "已更换屋面", "已完成"],
    ["2", "药品账实不符", "正在盘点", "正在整改"],
]
HEAD = ["序号", "审计发现问题", "整改情况", "整改状态"]
FOUND = [("站房漏雨未修", "completed", "已更换屋面"), ("药品账实不符", "in_progress", "正在盘点")]
ABOVE = [
    ["编制单位：汀兰县审计局", "", "共2个问题", ""],
    ["共2项问题", "", "截至2025年6月底", ""],
    ["填报单位：汀兰县林草局", "", "问题数量：2个", ""],
    ["（截至2025年6月30日）", "", "全县合计2条整改事项", ""],
]


@pytest.mark.parametrize("above", ABOVE)
def test_cells_that_tell_of_the_whole_table_are_no_labels(above: list[str]) -> None:
    sheet = workbook([above, HEAD, *ROWS], merged=("A2:B2", "C2:D2"))
    text = word("汀兰县林草局审计问题整改台账", [above, HEAD, *ROWS])
    for extraction in (sheet, text):
        assert told(extraction, "title", "status", "measures") == FOUND
        assert extraction.stated_finding_count == 2
        assert extraction.issuer is None or "共" not in extraction.issuer.text


def test_every_sheet_has_such_a_row_over_labels_of_two_rows() -> None:
    above = ["编制单位：汀兰县审计局", "", "全县共4个问题", "", ""]
    heads = [["序号", "审计发现问题", "整改落实情况", "", "整改状态"], ["", "", "整改措施", "整改成效", ""]]
    rows = [[*row[:3], "", row[3]] for row in ROWS]
    rows[0][3] = "屋面不再渗漏。"
    sheets = {name: [above, *heads, *rows] for name in ("林草局", "卫健局")}
    extraction = workbook(sheets, merged=("A2:B2", "C2:E2", "A3:A4", "B3:B4", "C3:D3", "E3:E4"))
    assert told(extraction, "title", "status", "measures") == FOUND * 2
    assert extraction.stated_finding_count == 4
    assert extraction.issuer is not None and extraction.issuer.text == "汀兰县审计局"


def test_labels_that_stand_over_others_stay_labels() -> None:
    over = ["问题情况", "", "整改情况", ""]
    extraction = workbook([over, HEAD, *ROWS], merged=("A2:B2", "C2:D2"))
    assert told(extraction, "title", "status", "measures") == FOUND
    assert extraction.stated_finding_count is None


@pytest.mark.parametrize("total", ["共2个问题，已完成1个", "2项问题", "合计2个问题（未完成1个）"])
def test_a_row_of_totals_states_the_number_of_findings(total: str) -> None:
    extraction = workbook([HEAD, *ROWS, ["合计", total, "", ""]])
    assert told(extraction, "title", "status", "measures") == FOUND
    assert extraction.stated_finding_count == 2


def test_a_row_of_totals_that_counts_something_else_states_nothing() -> None:
    assert workbook([HEAD, *ROWS, ["合计", "已完成1个", "", ""]]).stated_finding_count is None


@pytest.mark.parametrize("words", ["審計室審核通知計列2項審核意見", "本處查核報告計提列2項查核意見"])
def test_a_line_that_introduces_a_table_states_the_number(words: str) -> None:
    rows = [
        ["項次", "審核意見", "辦理情形", "辦理狀態"],
        ["1", "裝備未登帳", "已登帳", "已結案"],
        ["2", "驗收未落實", "修訂中", "辦理中"],
    ]
    extraction = word("松嶺縣消防局審核意見辦理情形表", f"{words}，本局辦理情形彙整如下表：", rows)
    assert len(extraction.findings) == extraction.stated_finding_count == 2
