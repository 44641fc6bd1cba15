"""Cells of ledgers that say it in signs, ticked boxes, dittos and blanks, or leave it to the name of their group."""

import pytest

from tests.extract.ledgers import told, word, workbook

TITLE = "汀兰县林草局审计问题整改情况公告"
HEAD = ["序号", "存在问题", "整改措施"]
FIRST = ["1", "票据管理混乱。", "启用电子票据。"]
SECOND = ["2", "工资拖欠。", "补发拖欠的工资。"]
THIRD = ["3", "合同未备案。", "补办备案手续。"]
CELLS = ("title", "measures", "status")


@pytest.mark.parametrize(
    ("signs", "note"),
    [
        (("●", "○"), "注：●表示已完成整改，○表示正在整改，△表示未启动。"),
        (("绿灯", "黄灯"), "说明：绿灯：已完成；黄灯：整改中；红灯：未完成。"),
        (("绿", "黄"), "进度以颜色标识（绿色代表已办结，黄色代表正在推进）"),
        (("A", "B"), "备注：A—已完成，B—推进中"),
        (("√", "×"), "√为已整改到位、×为正在整改"),
    ],
)
@pytest.mark.parametrize("head", ["整改情况", "亮灯"])
def test_signs_say_what_a_note_says_they_mean(signs: tuple[str, str], note: str, head: str) -> None:
    rows = [
        ["序号", "存在问题", "整改措施", head],
        *([*row[:3], sign] for row, sign in zip((FIRST, SECOND), signs, strict=True)),
    ]
    for extraction in (workbook([*rows, [note]]), word(TITLE, note, rows)):
        assert told(extraction, *CELLS, "result") == [
            ("票据管理混乱。", "启用电子票据。", "completed", None),
            ("工资拖欠。", "补发拖欠的工资。", "in_progress", None),
        ]


def test_signs_that_nothing_explains_state_nothing() -> None:
    rows = [["序号", "存在问题", "整改措施", "等次"], [*FIRST[:3], "A"], [*SECOND[:3], "B"]]

    for note in ("注：A为重大问题，B为一般问题。", "注：A为已完成考核的单位。"):
        assert told(workbook([*rows, [note]]), "status") == [(None,), (None,)]


@pytest.mark.parametrize(
    "cells",
    [
        ("☑已完成 □整改中 □未完成", "□已完成 ☑整改中 □未完成", "□已完成　□整改中　■未完成"),
        ("√已完成  □整改中", "□已完成  √整改中", "☐已完成 ☐整改中 ☑未完成"),
        ("已完成（2024年6月）", "正在整改，预计年底完成", "未完成"),
    ],
)
def test_the_ticked_box_says_the_state(cells: tuple[str, str, str]) -> None:
    rows = [[*row, state] for row, state in zip((FIRST, SECOND, THIRD), cells, strict=True)]

    for extraction in (workbook([[*HEAD, "整改状态"], *rows]), word(TITLE, [[*HEAD, "整改情况"], *rows])):
        assert told(extraction, "status") == [("completed",), ("in_progress",), ("not_completed",)]


def test_boxes_without_a_choice_state_nothing() -> None:
    rows = [
        [*HEAD, "整改状态"],
        [*FIRST, "□已完成 □整改中"],
        [*SECOND, "☑已完成 ☑整改中"],
        [*THIRD, "已完成"],
    ]

    assert told(workbook(rows), "status")[0] == (None,)


def test_ticked_boxes_of_a_form_state_it() -> None:
    form = [
        ["问题", "票据管理混乱"],
        ["整改措施", "启用电子票据。"],
        ["整改状态", "☑已完成  □未完成"],
        ["责任单位", "财务股"],
    ]

    assert told(word(TITLE, form), "status", "units") == [("completed", "财务股")]


@pytest.mark.parametrize("same", ["同上", "〃"])
def test_a_ditto_is_what_stands_above(same: str) -> None:
    extraction = workbook(
        [
            [*HEAD, "责任单位", "完成时限", "整改状态"],
            [*FIRST, "财务股", "2024年6月", "已完成"],
            [*SECOND, same, same, same],
            [*THIRD, "法规股", same, "整改中"],
        ]
    )

    assert told(extraction, "units", "deadline", "status") == [
        ("财务股", "2024年6月", "completed"),
        ("财务股", "2024年6月", "completed"),
        ("法规股", "2024年6月", "in_progress"),
    ]


@pytest.mark.parametrize(
    ("head", "cell", "names"),
    [("问题类型", "category", ("资金管理", "合同管理")), ("责任单位", "units", ("县财政局", "县司法局"))],
)
def test_blanks_below_a_group_before_the_numbers_belong_to_it(
    head: str, cell: str, names: tuple[str, str]
) -> None:
    rows = [[head, *HEAD], [names[0], *FIRST], ["", *SECOND], [names[1], *THIRD], ["合计", "", "3个", ""]]

    assert told(workbook(rows), cell) == [(names[0],), (names[0],), (names[1],)]


def test_blanks_behind_the_problem_stay_blank() -> None:
    rows = [[*HEAD, "责任单位"], [*FIRST, "财务股"], [*SECOND, ""], [*THIRD, "法规股"]]

    assert told(workbook(rows), "units") == [("财务股",), ("",), ("法规股",)]


def test_rows_sorted_by_state_have_that_of_their_group() -> None:
    done, under_way = "已完成整改的问题（2个）", "正在整改的问题（1个）"
    documents = [
        word(
            TITLE,
            [HEAD, [f"一、{done}", "", ""], FIRST, SECOND, [f"二、{under_way}", "", ""], THIRD],
            merged=[(1, 0, 1, 2), (4, 0, 4, 2)],
        ),
        word(TITLE, f"一、{done}", [HEAD, FIRST, SECOND], f"二、{under_way}", [HEAD, THIRD]),
        workbook({"已完成": [HEAD, FIRST, SECOND], "整改中": [HEAD, THIRD]}),
        workbook(
            [["类别", *HEAD], ["已完成整改", *FIRST], ["", *SECOND], ["正在整改", *THIRD]], merged=["A3:A4"]
        ),
    ]

    for extraction in documents:
        assert told(extraction, "status") == [("completed",), ("completed",), ("in_progress",)]


def test_a_field_of_unfinished_rectification_states_nothing() -> None:
    extraction = word(
        TITLE, [HEAD, ["往年审计查出问题未整改到位方面", "", ""], FIRST, SECOND], merged=[(1, 0, 1, 2)]
    )

    assert told(extraction, "status") == [(None,), (None,)]


def test_the_day_it_was_done_is_no_deadline_where_another_column_has_that() -> None:
    rows = [
        [*HEAD, "实际完成日期", "整改时限"],
        [*FIRST, "2024年5月20日", "2024年6月底"],
        [*SECOND, "", "2024年9月底"],
    ]

    assert told(workbook(rows), "deadline") == [("2024年6月底",), ("2024年9月底",)]


def test_units_beside_persons_are_told_without_these() -> None:
    rows = [
        [*HEAD, "责任单位及责任人"],
        [*FIRST, "财务股 李某"],
        [*SECOND, "林管站\n王某某"],
        [*THIRD, "法规股（赵某）"],
    ]

    assert told(workbook(rows), "units") == [("财务股",), ("林管站",), ("法规股",)]


def test_what_stands_above_the_heading_of_a_table_is_none_of_its_rows() -> None:
    found = word(
        TITLE,
        "一、审计发现问题",
        "（一）票据管理混乱。",
        "审计处理意见：限期清理。",
        "（二）工资拖欠。",
        "审计处理意见：立即纠正。",
        "二、整改情况",
        [["序号", "问题", "整改措施", "整改状态"], [*FIRST, "已完成整改"], [*SECOND, "正在整改"]],
    )

    assert told(found, "title", "detail", "requirement") == [
        ("票据管理混乱。", None, "限期清理。"),
        ("工资拖欠。", None, "立即纠正。"),
    ]
