"""More layouts that were made, not met: tables of pairs, groups between bars, advice and answers, lists of one item."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "青墩县水务局关于审计发现问题整改情况的公告\n根据审计报告，我局逐项整改，现将情况公告如下：\n"
HANT = "石汀縣政府審計室審核通知事項辦理情形\n本府就審核通知事項逐項檢討改善，辦理情形如下：\n"
HONG_KONG = "審計署署長第八十號報告書第3章的跟進進展\n政府就各項建議所採取的跟進行動載述如下。\n"


def details(extraction):
    return [f.detail.text if f.detail else None for f in extraction.findings]


def asked(extraction):
    return [f.requirement.text if f.requirement else None for f in extraction.findings]


def test_an_answer_beside_a_column_of_states_is_told_under_the_head_of_acceptance() -> None:
    e = extraction_of(
        f"{HONG_KONG}項目\t審計署的建議\t政府的回應\t進展\n1\t渡輪局應檢討班次。\t渡輪局已增派班次4班。\t已落實\n"
        "2\t渡輪局應更換浮橋。\t同意。\t正在進行\n3\t渡輪局應公布準點率。\t接納建議。準點率已按季上載。\t已落實\n"
    )

    assert [measures(e, n) for n in (1, 2, 3)] == [["渡輪局已增派班次4班。"], [], ["準點率已按季上載。"]]
    assert statuses(e) == ["completed", "in_progress", "completed"]


@pytest.mark.parametrize("label", ["審核意見", "查核意見"])
def test_an_opinion_that_asks_is_required_and_one_that_tells_describes(label: str) -> None:
    e = extraction_of(
        f"{HANT}一、宿舍借用逾期未收回\n{label}：請依規定收回並訂定管控機制。\n辦理情形：收回2戶。\n"
        f"二、零用金超額支付\n{label}：3筆支出逾限額1萬元。\n辦理情形：已訂定支付準則。\n"
    )

    assert asked(e) == ["請依規定收回並訂定管控機制。", None]
    assert details(e) == [None, "3筆支出逾限額1萬元。"]


def test_a_short_promise_at_the_end_belongs_to_no_finding() -> None:
    e = extraction_of(
        f"{HONG_KONG}(a) 浮橋老化\n審計署的建議：應更換浮橋。\n政府的回應：已更換3座。\n(b) 班次不足\n審計署的建議：應檢討班次。\n"
        "政府的回應：已增派4班。\n政府會繼續跟進餘下建議。\n渡輪局\n2025年3月18日\n"
    )

    assert details(e) == [None, None]
    assert [m.kind for m in e.measures] == ["next_step"]


def test_a_problem_that_ends_like_a_body_is_no_body() -> None:
    e = extraction_of(
        f"{HONG_KONG}(a) 碼頭租金未繳入政府金庫\n審計署的觀察所得：少繳租金12萬元。\n審計署的建議：應追收租金。\n政府的回應：已全數追收。\n"
        "(b) 浮橋老化\n審計署的建議：應更換浮橋。\n政府的回應：已更換3座。\n"
    )

    assert titles(e) == ["碼頭租金未繳入政府金庫", "浮橋老化"]
    assert details(e) == ["少繳租金12萬元。", None]


def test_numbers_below_a_label_without_a_colon_that_comes_again_are_items() -> None:
    e = extraction_of(
        f"{HANT}1.公物未登帳\n改善情形\n補登38件。\n2.消防器材逾期\n改善情形\n1.更換滅火器12具；2.列入每月檢查。\n"
        "3.勞務採購未驗收\n改善情形\n1.補辦驗收。\n2.修訂作業程序。\n"
    )

    assert titles(e) == ["公物未登帳", "消防器材逾期", "勞務採購未驗收"]
    assert [len(measures(e, n)) for n in (1, 2, 3)] == [1, 2, 2]


@pytest.mark.parametrize("group", ["|（一）资产管理方面|", "| 二、收费管理方面 |", "|（三）工程建设类|"])
def test_a_group_alone_between_bars_is_a_row_over_all_columns(group: str) -> None:
    e = extraction_of(
        f"{HEAD}|存在问题|整改情况|责任单位|\n{group}\n|闸门年检资料缺失|已补齐资料。|工程股|\n|河道保洁合同未公开招标|已重新招标。|河道所|\n"
        "|（四）内部控制方面|\n|印章使用无登记|设立登记簿。|办公室|\n"
    )

    assert titles(e) == ["闸门年检资料缺失", "河道保洁合同未公开招标", "印章使用无登记"]
    assert [f.category.text[-4:] for f in e.findings if f.category] == [group.strip("| ")[-4:]] * 2 + [
        "控制方面"
    ]


@pytest.mark.parametrize("names", [("审计查出问题", "整改措施"), ("缺失事項", "改善情形")])
def test_pairs_of_a_label_and_what_it_says_have_no_head(names: tuple[str, str]) -> None:
    rows = (
        ("闸门年检资料缺失", "补齐2022年以来的年检资料，另建档案室一间，由专人保管。"),
        ("印章使用无登记", "设立登记簿，每月由办公室核对一次，并在局务会上通报情况。"),
    )
    drawn = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>"
        for row in rows
        for name, value in zip(names, row, strict=True)
    )
    e = extraction_of(
        f"<html><body><h1>青墩县水务局整改公告</h1><p>现将情况公告如下：</p><table>{drawn}</table></body></html>",
        "x.html",
    )

    assert titles(e) == [row[0] for row in rows]
    assert [measures(e, n) for n in (1, 2)] == [[row[1]] for row in rows]


@pytest.mark.parametrize("mark", ["1)", "（1）", "①"])
def test_a_list_of_one_item_that_is_announced_is_cut_like_any_other(mark: str) -> None:
    e = extraction_of(
        f"{HEAD}一、印章使用无登记\n针对该问题，采取了以下措施：\n{mark}设立登记簿。\n二、闸门年检资料缺失\n针对该问题，我局采取如下措施：\n"
        f"{mark}补齐资料。\n"
    )

    assert [measures(e, n) for n in (1, 2)] == [["设立登记簿。"], ["补齐资料。"]]


@pytest.mark.parametrize(
    "asks", ["责令县水务局细化预算编制。", "审计要求核实项目并细化预算编制。", "要求该局限期细化预算编制。"]
)
def test_a_state_behind_what_was_required_is_read_with_what_was_done_before_it(asks: str) -> None:
    e = extraction_of(
        f"青墩县审计局关于县水务局的审计结果公告\n一、审计发现的主要问题及处理意见\n（一）预算编制不细化。涉及资金120万元。{asks}该问题已完成整改。\n"
        f"（二）结转资金未及时清理。结转12万元。{asks}县水务局已上缴财政8万元。目前该问题正在整改。\n（三）公车使用无登记。{asks}\n"
    )

    assert statuses(e) == ["completed", "in_progress", None]
    assert asked(e) == [asks] * 3
    assert [measures(e, n) for n in (1, 2, 3)] == [[], ["县水务局已上缴财政8万元。"], []]
