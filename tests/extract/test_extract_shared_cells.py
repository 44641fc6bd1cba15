"""Cells that hold two fields, signs that a line explains, and rows of one finding that state different things."""

import pytest

from extract.model import Extraction
from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import deadlines, units


def page(title: str, head: str, rows: list[str], note: str = "") -> Extraction:
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in r.split('|'))}</tr>" for r in [head, *rows])
    text = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><table>{cells}</table><p>{note}</p></body></html>"
    return extraction_of(text, "ledger.html")


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("责任单位/时限", ["计财股/2024年6月底", "资源股、苗圃/立行立改"]),
        ("责任单位及完成时限", ["计财股，2024年6月底", "资源股、苗圃，立行立改"]),
        ("责任部门、整改时间", ["计财股（2024年6月底）", "资源股<br>苗圃<br>立行立改"]),
        ("完成期限和责任主体", ["2024年6月底：计财股", "立行立改 资源股 苗圃"]),
    ],
)
def test_a_column_of_units_and_time_is_cut(head: str, cells: list[str]) -> None:
    rows = [
        f"1|造林补助资金拨付滞后|按月调度|{cells[0]}|已完成",
        f"2|护林员管理不规范|修订办法|{cells[1]}|正在推进",
    ]
    extraction = page("梅川县林业局审计整改台账", f"序号|问题|整改措施|{head}|整改情况", rows)

    assert units(extraction) == [["计财股"], ["资源股", "苗圃"]]
    assert deadlines(extraction) == ["2024年6月底", "立行立改"]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_persons_between_units_and_time_are_left_out() -> None:
    rows = [
        "1|台账资料不完整|张某某/党政办/2024年3月|补齐资料|已完成",
        "2|征地补偿款滞留|李某/财政所/2024年10月|发放|整改中",
    ]
    extraction = page(
        "白沙镇巡察反馈问题整改台账", "序号|反馈问题|责任领导/责任单位/完成时限|整改措施|进展", rows
    )

    assert units(extraction) == [["党政办"], ["财政所"]]
    assert deadlines(extraction) == ["2024年3月", "2024年10月"]


def test_a_column_of_times_alone_stays_whole() -> None:
    rows = [
        "1|台账不完整|补齐资料|2024年3月至2024年6月|已完成",
        "2|补偿款滞留|发放|长期坚持，每月调度|整改中",
    ]
    extraction = page("白沙镇整改台账", "序号|问题|整改措施|整改时限|进展", rows)

    assert deadlines(extraction) == ["2024年3月至2024年6月", "长期坚持，每月调度"]


@pytest.mark.parametrize(
    "note",
    ["注：●已完成 ○正在整改 ▲未完成", "●已完成；○正在整改；▲未完成", "图例：● 已整改、○ 整改中、▲ 未整改"],
)
def test_a_line_of_signs_and_states_explains_them(note: str) -> None:
    rows = [
        "1|多结算4.2万元|追回款项|●",
        "2|未公开招租|重新招租|○",
        "3|档案缺失|补齐档案|●",
        "4|管网未验收|检测|▲",
    ]
    extraction = page("栖霞街道审计问题整改情况表", "序号|问题|整改措施|状态", rows, note)

    assert statuses(extraction) == ["completed", "in_progress", "completed", "not_completed"]
    assert extraction.findings[0].status
    assert extraction.findings[0].status.quote
    assert extraction.findings[0].status.quote.text in note


def test_signs_that_nothing_explains_state_nothing() -> None:
    rows = ["1|多结算4.2万元|追回款项|●", "2|未公开招租|重新招租|○"]

    assert statuses(page("栖霞街道整改情况表", "序号|问题|整改措施|状态", rows)) == [None, None]


def rows_of_one(states: list[str]) -> Extraction:
    head = "<tr><td>序号</td><td>问题</td><td>责任学校</td><td>整改措施</td><td>整改情况</td></tr>"
    first = f"<tr><td rowspan=3>1</td><td rowspan=3>课后服务收费不规范</td><td>第一小学</td><td>退费</td><td>{states[0]}</td></tr>"
    others = f"<tr><td>实验小学</td><td>公示标准</td><td>{states[1]}</td></tr><tr><td>第三中学</td><td>重签协议</td><td>{states[2]}</td></tr>"
    last = "<tr><td>2</td><td>食堂盈余分红</td><td>第二小学</td><td>收回分红款</td><td>已完成</td></tr>"
    text = f"<html><body><h1>丰泽区教育局审计整改销号表</h1><table>{head}{first}{others}{last}</table></body></html>"
    return extraction_of(text, "ledger.html")


@pytest.mark.parametrize("states", [["已完成", "已完成", "正在整改"], ["正在整改", "已完成", "未完成"]])
def test_rows_of_one_finding_that_differ_give_it_no_status(states: list[str]) -> None:
    extraction = rows_of_one(states)

    assert statuses(extraction) == [None, "completed"]
    assert "contradicting_status" in [i.kind for i in extraction.issues]
    assert len(measures(extraction, 1)) == 3


def test_rows_of_one_finding_that_agree_give_it_theirs() -> None:
    assert statuses(rows_of_one(["已完成", "已整改到位", "已完成"])) == ["completed", "completed"]


def test_advice_and_response_alone_are_a_record_of_each_advice() -> None:
    extraction = page(
        "海事工程處就審計署署長第八十一號報告書的跟進",
        "段落|審計署的建議|本處的回應",
        [
            "2.14(a)|加強監察浮標維修工程的進度|同意。本處已設立電子監察系統，每月檢視進度。",
            "2.14(b)|盡快更換超出使用年期的浮標|同意。已更換36個，餘下12個將於2025年更換。",
            "3.9|檢討合約條款，訂明延誤的罰則|同意。",
        ],
    )

    assert titles(extraction) == [
        "加強監察浮標維修工程的進度",
        "盡快更換超出使用年期的浮標",
        "檢討合約條款，訂明延誤的罰則",
    ]
    assert measures(extraction, 1) == ["本處已設立電子監察系統，每月檢視進度。"]
    assert measures(extraction, 3) == []
