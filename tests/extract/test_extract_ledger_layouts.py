"""Ledgers as offices lay them out: vertical words, units as rows, halves side by side, answers in rows of their own, typed tables."""

import pytest

from tests.extract.ledgers import Rows, told, word, workbook

TITLE = "汀兰县林草局审计问题整改情况公告"
HEAD = ["序号", "存在问题", "整改措施", "整改状态"]
FIRST = ["1", "票据管理混乱。", "启用电子票据。", "已完成"]
SECOND = ["2", "工资拖欠。", "补发拖欠的工资。", "整改中"]
THIRD = ["3", "合同未备案。", "补办备案手续。", "已完成"]
READ = [
    ("票据管理混乱。", "启用电子票据。", "completed"),
    ("工资拖欠。", "补发拖欠的工资。", "in_progress"),
    ("合同未备案。", "补办备案手续。", "completed"),
]
CELLS = ("title", "measures", "status")


@pytest.mark.parametrize(
    ("head", "sides", "cell"),
    [
        ("", ("资\n金\n管\n理", "合\n同\n管\n理"), ("资金管理", "合同管理")),
        ("类别", ("资\n金", "合同管理"), ("资金", "合同管理")),
    ],
)
def test_words_set_from_top_to_bottom_group_the_rows_beside_them(
    head: str, sides: tuple[str, str], cell: tuple[str, str]
) -> None:
    rows = [[head, *HEAD], [sides[0], *FIRST], ["", *SECOND], [sides[1], *THIRD]]

    for extraction in (workbook(rows, merged=["A3:A4"]), word(TITLE, rows, merged=[(1, 0, 2, 0)])):
        assert told(extraction, "category") == [(cell[0],), (cell[0],), (cell[1],)]
        assert told(extraction, *CELLS) == READ


def test_a_unit_beside_its_rows_is_responsible_though_its_name_runs_down() -> None:
    rows = [["", *HEAD], ["县\n财\n政\n局", *FIRST], ["", *SECOND], ["县林草局", *THIRD]]

    assert told(word(TITLE, rows, merged=[(1, 0, 2, 0)]), "units") == [
        ("县财政局",),
        ("县财政局",),
        ("县林草局",),
    ]


@pytest.mark.parametrize("merged", [["A3:D3", "A6:D6"], []])
@pytest.mark.parametrize("units", [("县财政局", "县民政局"), ("资金管理", "合同管理")])
def test_a_row_of_one_name_groups_the_rows_below(merged: list[str], units: tuple[str, str]) -> None:
    extraction = workbook([HEAD, [units[0]], FIRST, SECOND, [units[1]], THIRD], merged=merged)

    assert told(extraction, "category") == [(units[0],), (units[0],), (units[1],)]
    assert told(extraction, *CELLS) == READ


def test_a_row_of_totals_or_a_note_groups_nothing() -> None:
    for words in ("合计", "说明：数据截至6月底", "（以下空白）", "续表", "—"):
        extraction = workbook([HEAD, FIRST, [words], SECOND, [words], THIRD])
        assert told(extraction, "category", *CELLS[:2]) == [(None, *read[:2]) for read in READ]


def test_units_above_the_heads_of_their_tables_group_them_and_sign_nothing() -> None:
    one, other = ["县财政局"], ["县民政局"]
    documents = [
        workbook([one, HEAD, FIRST, SECOND, other, HEAD, THIRD]),
        word(TITLE, "县财政局", [HEAD, FIRST, SECOND], "县民政局", [HEAD, THIRD]),
        word(
            TITLE,
            [[*one, "", "", ""], HEAD, FIRST, SECOND, [*other, "", "", ""], HEAD, THIRD],
            merged=[(0, 0, 0, 3), (4, 0, 4, 3)],
        ),
    ]

    for extraction in documents:
        assert told(extraction, "category") == [("县财政局",), ("县财政局",), ("县民政局",)]
        assert told(extraction, *CELLS) == READ
        assert extraction.issuer is not None and extraction.issuer.text == "汀兰县林草局"


def test_a_body_above_its_only_table_is_no_category() -> None:
    assert told(word(TITLE, "汀兰县林草局", [HEAD, FIRST, SECOND]), "category") == [(None,), (None,)]


def test_two_halves_side_by_side_are_one_list() -> None:
    rows = [[*HEAD, *HEAD], [*FIRST, *THIRD], [*SECOND, "", "", "", ""]]
    expected = [READ[0], READ[1], READ[2]]

    assert told(word(TITLE, rows), *CELLS) == expected
    assert told(workbook(rows), *CELLS) == expected


def test_heads_that_come_twice_in_other_order_are_no_halves() -> None:
    rows = [["问题", "整改情况", "整改情况", "问题"], ["票据管理混乱。", "已完成", "清理票据。", "见附件"]]

    assert len(told(word(TITLE, rows), "title")) == 1


def test_a_wide_row_of_answers_belongs_to_the_finding_above() -> None:
    rows = [["序号", "存在问题", "责任股室", "整改状态"]]
    for n, problem, measure, state in (FIRST, SECOND):
        rows += [[n, problem, "财务股", state], [f"整改措施：{measure}", "", "", ""]]
    extraction = word(TITLE, rows, merged=[(2, 0, 2, 3), (4, 0, 4, 3)])

    assert told(extraction, *CELLS) == READ[:2]
    assert told(extraction, "category", "units") == [(None, "财务股")] * 2


def test_what_stood_before_describes_the_problem_and_what_came_after_answers_it() -> None:
    rows = [
        ["序号", "问题", "整改情况", ""],
        ["", "", "整改前", "整改后"],
        ["1", "票据管理混乱", "37份收据未连号，无登记。", "收据逐份登记。"],
        ["2", "仓库账实不符", "账面120方，实存97方。", "账实一致。"],
    ]
    extraction = workbook(rows, merged=["A2:A3", "B2:B3", "C2:D2"])

    assert told(extraction, "detail", "measures") == [
        ("37份收据未连号，无登记。", "收据逐份登记。"),
        ("账面120方，实存97方。", "账实一致。"),
    ]


def test_records_of_labels_beside_their_number_may_have_a_head() -> None:
    rows = [["序号", "内容", ""]]
    for n, problem, measure, state in (FIRST, SECOND):
        rows += [[n, "存在问题", problem], ["", "整改措施", measure], ["", "整改状态", state]]
    extraction = word(TITLE, rows, merged=[(1, 0, 3, 0), (4, 0, 6, 0), (0, 1, 0, 2)])

    assert told(extraction, *CELLS) == READ[:2]
    assert told(extraction, "label") == [("1",), ("2",)]


def typed(rows: Rows, gap: str, edge: str = "") -> list[str]:
    return [f"{edge}{gap.join(row)}{edge}" for row in rows]


@pytest.mark.parametrize(
    ("gap", "edge"), [("\t", ""), (" | ", "|"), ("　　", ""), ("    ", ""), ("\t", "\t")]
)
def test_tables_typed_in_word_are_tables(gap: str, edge: str) -> None:
    lines = typed([HEAD, FIRST, SECOND, THIRD], gap, edge)
    opening = "2024年3月，县审计局指出3个问题，整改情况如下。"

    for parts in (lines, ["\n".join(lines)]):
        extraction = word(TITLE, opening, *parts, "汀兰县林草局\t\t2024年6月3日")
        assert told(extraction, *CELLS) == READ
        assert extraction.layout == "table"
        assert extraction.signed is not None and extraction.signed.text == "2024年6月3日"


def test_labels_and_signatures_set_by_tabs_are_no_table() -> None:
    extraction = word(
        TITLE,
        "一、票据管理混乱。",
        "责任单位：\t财务股\t整改时限：\t2024年6月",
        "整改措施：启用电子票据。",
        "二、合同未备案。",
        "责任单位：\t法规股\t整改时限：\t2024年8月",
        "整改措施：补办备案手续。",
        "填表人：\t李四\t审核人：\t王五",
        "汀兰县林草局\t\t\t2024年9月3日",
    )

    assert extraction.layout != "table"
    assert told(extraction, "title", "units", "deadline") == [
        ("票据管理混乱。", "财务股", "2024年6月"),
        ("合同未备案。", "法规股", "2024年8月"),
    ]
