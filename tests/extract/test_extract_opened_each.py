"""Findings that sentences of one paragraph open one after the other, each answered at once."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "汶岭县文化馆关于审计整改情况的报告\n根据县审计局审计报告，现将整改情况报告如下。\n"


def test_sentences_that_say_who_found_it_open_findings() -> None:
    e = extraction_of(
        f"{HEAD}一、预算方面\n审计报告指出，专项资金结余18万元未上缴。我馆已缴回县财政，该问题已整改到位。"
        "报告同时指出，出租教室未签合同，我馆已补签合同3份，该问题已整改到位。"
        "就差旅费报销未附审批单的问题，我馆补齐审批单27份。该问题正在整改。\n"
        "二、资产方面\n检查发现乐器调拨不办手续。我馆逐件清查并补办调拨单。该问题已整改到位。"
        "至于图书未建总账一事，我馆已录入1.2万册。该问题已整改到位。\n"
    )

    assert titles(e) == [
        "专项资金结余18万元未上缴。",
        "出租教室未签合同",
        "差旅费报销未附审批单",
        "乐器调拨不办手续。",
        "图书未建总账",
    ]
    assert statuses(e) == ["completed", "completed", "in_progress", "completed", "completed"]
    assert [f.category.text if f.category else None for f in e.findings] == ["预算方面"] * 3 + [
        "资产方面"
    ] * 2


def test_numbers_count_on_and_are_labels() -> None:
    e = extraction_of(
        f"{HEAD}一、资产方面\n一是乐器账实不符。我馆组织全面清查并补办手续。二是馆舍建成四年仍未转固，目前决算已送财政局审核。该问题正在整改。\n"
        "二、采购方面\n审计发现服装采购未比价，我馆已修订采购制度。审计还发现灯具验收无记录，我馆已补办验收单。\n"
    )

    assert [f.label.text if f.label else None for f in e.findings] == ["一是", "二是", None, None]
    assert titles(e)[:2] == ["乐器账实不符。", "馆舍建成四年仍未转固"]


def test_several_quoted_problems_share_the_answer_behind_them() -> None:
    e = extraction_of(
        f"{HEAD}针对“维护费挤占基本支出”“接待费超预算列支”两个问题，我馆调整账目，退回接待费2.1万元。两个问题均已整改到位。\n"
        "就“门票收入坐支”，已补缴国库33万元；就“门票租期超过规定年限”，补充协议正在签订。其中坐支问题已整改到位，租期问题正在整改。\n"
        "“展柜闲置三年”也是审计指出的问题之一。我馆已将展柜调拨给图书馆。该问题已完成整改。\n"
    )

    assert titles(e) == [
        "维护费挤占基本支出",
        "接待费超预算列支",
        "门票收入坐支",
        "门票租期超过规定年限",
        "展柜闲置三年",
    ]
    assert measures(e, 1) == measures(e, 2) == ["我馆调整账目，退回接待费2.1万元。"]
    assert statuses(e) == ["completed", "completed", "completed", "in_progress", "completed"]


@pytest.mark.parametrize("again", ["针对专项资金结余未上缴的问题，", "关于专项资金结余18万元未上缴的问题，"])
def test_a_name_told_before_answers_and_opens_nothing(again: str) -> None:
    e = extraction_of(
        f"{HEAD}一、预算方面\n审计报告指出，专项资金结余18万元未上缴。{again}我馆已缴回县财政。\n二、采购方面\n审计指出，服装采购未比价。我馆已修订采购制度。\n"
    )

    assert len(e.findings) == 2


def test_a_paragraph_of_faults_is_cut_where_fields_below_answer_each_in_turn() -> None:
    e = extraction_of(
        "青屏市供热公司关于审计整改情况的公告\n市审计局对我公司进行了审计，现公告如下。\n一、审计发现的问题\n"
        "少收趸售热费83万元。换热站改造工程未批先建。废旧管材处置收入7.2万元账外核算。供热热线投诉办理超期。\n二、整改情况\n"
        "（一）收费管理方面。趸售热费已补收80万元。正在整改。\n"
        "（二）工程与资产方面。换热站改造工程已补办立项手续；废旧管材处置收入7.2万元已全部入账。以上两个问题已整改到位。\n"
        "（三）服务管理方面。增设热线坐席6个，投诉平均办结时间降至1.8天。\n"
    )

    assert len(titles(e)) == 4
    assert [measures(e, n) for n in (2, 3)] == [
        ["换热站改造工程已补办立项手续；"],
        ["废旧管材处置收入7.2万元已全部入账。"],
    ]
    assert statuses(e) == ["in_progress", "completed", "completed", None]
