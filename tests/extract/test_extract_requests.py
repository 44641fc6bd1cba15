"""What an auditor requires stands apart from what was found and what was done, wherever it is told."""

import pytest

from extract.language.folding import fold
from extract.roles.requiring import asked_by
from tests.extract.notices import extraction_of, measures, statuses
from tests.extract.told import details, requirements

AUDITORS = "澄湾县审计局关于道路养护资金审计结果的公告\n\n根据年度计划，我局对县交通运输局管理的养护资金进行了审计。现将结果公告如下：\n\n"
SIGNED = "\n澄湾县审计局\n2025年3月4日\n"


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("审计要求县民政局将结余编入预算。", "auditor"),
        ("县审计局已依法责令该校退回。", "auditor"),
        ("对虚列的材料费，审计机关要求：一是收回。", "auditor"),
        ("据此，审计组建议重新组织验收。", "auditor"),
        ("巡察组要求镇党委限期清退。", "auditor"),
        ("審計處函請縣府查明妥處。", "auditor"),
        ("我局已责成建设单位在结算中扣回。", "ours"),
        ("对多计的价款，责成建设单位按审定数结算。", "nobody"),
        ("根据《政府采购法》第七十一条的规定，责令改正。", "nobody"),
        ("审计要求落实不到位。", None),
        ("审计要求整改的3个问题仍未整改。", None),
        ("2021年审计要求清退的12.6万元，至今仍有5万元未退。", None),
        ("按照审计要求，将8台调拨给乡镇卫生院。", None),
        ("市里要求各县设立专户，但3个县仍未设立。", None),
        ("审计要求后，该局收回租金。", None),
        ("相关建设单位按照审计报告要求进行了认真整改。", None),
    ],
)
def test_who_requires_is_told_by_the_sentence(sentence: str, who: str | None) -> None:
    assert asked_by(fold(sentence)) == who


FINDINGS = """1.养护资金拨付迟缓。2023年养护资金312万元年底才拨付。审计要求县交通运输局按季拨付。
2.超范围支出。在养护资金中列支车辆修理费6.8万元。我局已依法责成县交通运输局归还原渠道。
3.护栏采购未公开招标。合同金额48万元。根据《中华人民共和国政府采购法》第七十一条的规定，责令改正，并给予警告。
4.两座桥梁未检测。清水桥、石门桥超过三年未作安全检测，县审计局要求尽快委托检测。
"""
ASKED = [
    "审计要求县交通运输局按季拨付。",
    "我局已依法责成县交通运输局归还原渠道。",
    "根据《中华人民共和国政府采购法》第七十一条的规定，责令改正，并给予警告。",
    "县审计局要求尽快委托检测。",
]


@pytest.mark.parametrize(
    "heading", ["审计发现的主要问题", "审计查出的主要问题及处理意见", "存在的问题和处理"]
)
def test_what_is_required_in_the_paragraph_of_a_finding_is_its_requirement(heading: str) -> None:
    found = extraction_of(f"{AUDITORS}一、{heading}\n{FINDINGS}{SIGNED}")

    assert requirements(found) == ASKED
    assert [measures(found, n) for n in range(1, 5)] == [[]] * 4
    assert details(found)[3] == "清水桥、石门桥超过三年未作安全检测"
    assert {f.category for f in found.findings} == {None}


TURNS = """一、审计发现的主要问题及整改情况
1.多付结算款。向6家单位多付18.4万元。县审计局责令追回。县交通运输局从当月结算款中抵扣18.4万元。该问题已完成整改。
2.材料费核对不严。有3家虚列7.2万元。审计责令全额退回，3家单位已退回6万元。该问题正在整改。
3.设备长期闲置。11台设备未启用。责成制定盘活方案；该问题已整改到位。
"""
LABELS = """一、审计发现的主要问题
1.多付结算款。
具体表现：向6家单位多付18.4万元。
审计处理：责令追回。县交通运输局已抵扣18.4万元。该问题已完成整改。
2.材料费核对不严。
具体表现：有3家虚列7.2万元。
审计处理：要求全额退回。正在整改。
"""
LATER = """一、审计发现的主要问题
（一）多付结算款。向6家单位多付18.4万元。
（二）材料费核对不严。有3家虚列7.2万元。
二、审计处理情况
（一）对多付结算款的问题，责令县交通运输局追回。县交通运输局已抵扣18.4万元。该问题已完成整改。
（二）对材料费核对不严的问题，要求全额退回。目前已退回6万元，该问题正在整改。
"""
PARAGRAPHS = """一、发现的问题
审计发现，养护资金拨付迟缓，2023年312万元年底才拨付。审计责成县交通运输局按季拨付。该问题已完成整改。
抽查发现，清水桥、石门桥超过三年未作安全检测。审计要求尽快委托检测，现已委托一座。该问题正在整改。
"""


@pytest.mark.parametrize("text", [TURNS, LABELS, LATER, PARAGRAPHS])
def test_what_was_done_upon_it_and_the_state_are_no_part_of_a_requirement(text: str) -> None:
    found = extraction_of(AUDITORS + text + SIGNED)
    told = [r or "" for r in requirements(found)]

    assert all(told)
    assert not any("已" in r or "该问题" in r or "正在" in r for r in told)
    assert statuses(found)[:2] == ["completed", "in_progress"]


def test_the_clause_of_an_answer_behind_a_requirement_is_the_measure() -> None:
    found = extraction_of(AUDITORS + TURNS + SIGNED)

    assert measures(found, 2) == ["3家单位已退回6万元。"]
    assert measures(found, 3) == []


OWN = """澄湾县医疗保障局关于审计发现问题整改情况的公告

县审计局对我局进行了审计，指出3个问题。现将整改情况公告如下：

一、关于“多付定点药店结算款”的问题
我局要求医保中心逐户核对，从当月结算款中抵扣18.4万元。
二、关于“材料费核对不严”的问题
责成经办股室追回7.2万元，修订核对办法。
三、关于“设备长期闲置”的问题
按照审计要求，将8台调拨给乡镇卫生院。

澄湾县医疗保障局
2025年5月6日
"""


def test_what_the_audited_body_demands_of_its_own_is_a_measure() -> None:
    found = extraction_of(OWN)

    assert requirements(found) == [None] * 3
    assert all(measures(found, n) for n in (1, 2, 3))


def test_a_requirement_to_transfer_or_to_finish_states_nothing_done() -> None:
    text = "一、审计发现的主要问题\n（一）围标。5家单位投标文件一致。\n整改要求：完成整改。\n（二）虚列支出。虚列3万元。\n整改要求：年底前收回。\n"
    found = extraction_of(AUDITORS + text + SIGNED)

    assert statuses(found) == [None, None]
