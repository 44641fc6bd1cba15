"""What one cell or column of an office's table tells: demands, opinions, states, units, whole records."""

import pytest

from tests.extract.notices import measures, statuses, titles
from tests.extract.tables_made import HEAD, PACED, html
from tests.extract.told import categories, labels, requirements, units


@pytest.mark.parametrize("head", ["應行改善事項", "應辦事項", "審計機關意見", "改善重點事項"])
def test_a_further_column_of_what_ought_to_be_done_is_the_requirement(head: str) -> None:
    extraction = html(
        [
            ["項次", "缺失事項", head, "辦理情形", "列管情形"],
            ["1", "公有停車場未收費。計有3處。", "應督促管理單位限期收費。", "已公告收費。", "解除列管"],
            ["2", "路燈維修遲延。", "允宜檢討契約罰則。", "刻正修約。", "改善中"],
        ],
        title="鷺灣縣政府審核意見辦理情形",
    )

    assert titles(extraction) == ["公有停車場未收費。", "路燈維修遲延。"]
    assert requirements(extraction) == ["應督促管理單位限期收費。", "允宜檢討契約罰則。"]
    assert [f.detail.text if f.detail else None for f in extraction.findings] == ["計有3處。", None]


def test_a_cell_may_tell_the_fault_and_what_ought_to_be_done() -> None:
    extraction = html(
        [
            ["項次", "審核意見", "辦理情形", "列管情形"],
            [
                "1",
                "公有停車場未收費。計有3處，允宜儘速檢討。允宜督促管理單位限期收費。",
                "已公告收費。",
                "解除列管",
            ],
            ["2", "路燈維修遲延。宜檢討契約罰則。", "刻正修約。", "改善中"],
        ],
        title="鷺灣縣政府審核意見辦理情形",
    )

    assert titles(extraction) == ["公有停車場未收費。", "路燈維修遲延。"]
    assert requirements(extraction) == ["允宜督促管理單位限期收費。", "宜檢討契約罰則。"]


def test_a_column_of_yes_and_no_that_asks_nothing_of_the_state_is_a_remark() -> None:
    extraction = html(
        [
            [*HEAD[:3], "整改结果：是否形成制度", "完成状态"],
            ["1", "票款滞留窗口。", "按日结算。", "是", "已完成"],
            ["2", "器材未登记。", "补登器材。", "否", "整改中"],
        ]
    )

    assert statuses(extraction) == ["completed", "in_progress"]
    assert [f.result for f in extraction.findings] == [None, None]
    asked = html(
        [
            [*HEAD[:3], "是否完成"],
            ["1", "票款滞留。", "按日结算。", "是"],
            ["2", "器材未登记。", "补登。", "否"],
        ]
    )
    assert statuses(asked) == ["completed", "not_completed"]


@pytest.mark.parametrize("head", ["主管部门审核意见", "验收组意见", "局领导意见"])
@pytest.mark.parametrize(
    "words", ["情况属实，同意销号。", "经现场核查，准予销号", "尚需完善佐证资料，暂不予销号。"]
)
def test_who_accepts_an_answer_requires_nothing(head: str, words: str) -> None:
    rows = [["1", "票款滞留窗口。", "足额收缴。", "按日结算。", "已完成", words]]
    beside = html([[*HEAD[:2], "整改要求", *HEAD[2:], head], *rows, ["2", *rows[0][1:]]])
    below = html(
        [
            [label, value]
            for label, value in zip([*HEAD[:2], "整改要求", *HEAD[2:], head], rows[0], strict=True)
        ]
    )

    for extraction in (beside, below):
        first = extraction.findings[0]
        assert (first.title.text, first.detail) == ("票款滞留窗口。", None)
        assert requirements(extraction)[0] == "足额收缴。"


def test_an_opinion_that_states_how_far_an_answer_went_is_the_status() -> None:
    extraction = html(
        [
            [*PACED[:2], "审计建议", "整改进展情况", "审计组复核意见"],
            ["1", "票款滞留窗口。", "按日缴存。", "窗口已全部按日缴存。", "已整改到位"],
            ["2", "器材未登记。", "清点登记。", "已登记8成。", "部分整改"],
        ]
    )

    assert statuses(extraction) == ["completed", "largely_completed"]
    assert requirements(extraction) == ["按日缴存。", "清点登记。"]


def test_a_short_cell_may_state_and_then_tell() -> None:
    extraction = html(
        [
            ["审计发现", "整改情况"],
            ["一、票款滞留窗口。", "已完成整改。一是按日结算；二是通报批评。"],
            ["二、器材未登记。", "正在整改。已清点六成。"],
        ]
    )

    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 1) == ["按日结算；", "通报批评。"]
    assert measures(extraction, 2) == ["已清点六成。"]


@pytest.mark.parametrize("first", ["问题描述：", "存在问题：", ""])
def test_a_cell_may_hold_a_whole_record(first: str) -> None:
    extraction = html(
        [
            ["序号", "问题及整改情况"],
            [
                "1",
                f"{first}票款滞留窗口。滞留8.6万元。<br>整改措施：1.按日结算；2.通报批评。<br>责任科室：财务科<br>整改状态：已完成",
            ],
            [
                "2",
                f"{first}器材未登记。<br>整改措施：<br>补登器材。<br>责任科室：器材科、办公室<br>整改状态：正在整改",
            ],
        ]
    )

    assert titles(extraction) == ["票款滞留窗口。", "器材未登记。"]
    assert labels(extraction) == ["1", "2"]
    assert measures(extraction, 1) == ["按日结算；", "通报批评。"]
    assert units(extraction) == [["财务科"], ["器材科", "办公室"]]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_words_of_acceptance_in_a_column_of_states_state_nothing() -> None:
    extraction = html(
        [
            ["項次", "審核意見", "機關辦理情形", "審核結果"],
            ["1", "權利金逾期未繳。", "已追繳入庫。", "准予備查"],
            ["2", "停車格使用率偏低。", "刻正檢討費率。", "繼續列管"],
        ],
        title="鷺灣縣政府審核通知聲復表",
    )

    assert extraction.family == "rectification_report"
    assert statuses(extraction) == [None, "in_progress"]
    assert [measures(extraction, n) for n in (1, 2)] == [["已追繳入庫。"], ["刻正檢討費率。"]]


def test_a_cell_of_measures_may_name_who_answers_and_by_when() -> None:
    extraction = html(
        [
            ["序号", "审计查出的主要问题", "整改落实情况"],
            ["（一）", "票款滞留窗口。", "缴入专户，并按日结算。整改状态：已完成。责任单位：财务科。"],
            ["（二）", "器材未登记。", "正在清点，责任单位：器材科、办公室；整改时限：2024年底。"],
        ]
    )

    assert units(extraction) == [["财务科"], ["器材科", "办公室"]]
    assert [measures(extraction, n) for n in (1, 2)] == [["缴入专户，并按日结算。"], ["正在清点"]]
    assert extraction.findings[1].deadline and extraction.findings[1].deadline.text == "2024年底"


def test_of_states_at_several_times_the_last_holds() -> None:
    extraction = html(
        [
            ["序号", "问题", "2023年底整改情况", "2024年6月整改情况"],
            ["1", "票款滞留窗口。", "正在整改", "已完成整改"],
            ["2", "器材未登记。", "未整改", "正在整改"],
        ]
    )

    assert statuses(extraction) == ["completed", "in_progress"]


@pytest.mark.parametrize("head", ["事项", "整改事项", "缺失项目"])
def test_names_before_a_column_of_listed_faults_are_fields_of_the_problems_in_each_cell(head: str) -> None:
    extraction = html(
        [
            [head, "存在问题", "整改措施"],
            ["场馆出租", "1.场馆未公开招租。2.押金未入账。", "1.已重新公开招租。2.押金已缴入专户。"],
            ["器材采购", "1.拆分采购计划。2.器材未登记。", "1.合并年度采购计划。2.逐件登记入账。"],
        ]
    )

    assert titles(extraction) == ["场馆未公开招租。", "押金未入账。", "拆分采购计划。", "器材未登记。"]
    assert categories(extraction) == ["场馆出租", "场馆出租", "器材采购", "器材采购"]
    assert measures(extraction, 4) == ["逐件登记入账。"]
