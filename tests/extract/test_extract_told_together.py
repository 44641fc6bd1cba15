"""Paragraphs that tell several findings are cut where the document proves how many it tells, and nowhere else."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

PAGE = """
岚浦县卫生健康局关于审计发现问题整改情况的公告
2024年3月至5月，县审计局对我局2023年度财务收支进行了审计。现将整改结果公告如下。
一、物资管理
{told}
二、收费管理
审计发现，体检中心超标准收取材料费0.8万元。已将多收的0.8万元退还患者，已整改到位。
岚浦县卫生健康局
2024年9月6日
"""
FAULTS = ["药品盘点账实不符", "过期试剂未及时销毁", "设备验收资料不全"]


@pytest.mark.parametrize(
    "told",
    [
        # counted, answered clause by clause
        "审计发现，药品盘点账实不符，过期试剂未及时销毁，设备验收资料不全。整改情况：药房重新盘点并调整账目；过期试剂交专业公司销毁；"
        "补齐12台设备的验收资料。以上3个问题均已整改到位。",
        # answered by as many, no count
        "审计指出：药品盘点账实不符；过期试剂未及时销毁；设备验收资料不全。药房重新盘点药品并调整账目，已完成整改；过期试剂交专业公司销毁，"
        "已完成整改；补齐12台设备的验收资料，已完成整改。",
        # each named before what was done
        "针对药品盘点账实不符的问题，药房重新盘点，已整改到位；针对过期试剂未及时销毁的问题，交专业公司销毁，已整改到位；"
        "针对设备验收资料不全的问题，补齐12台设备的资料，已整改到位。",
        # fault and answer in turn, as many as the count
        "药品盘点账实不符。药房重新盘点并调整账目。过期试剂未及时销毁。已交专业公司销毁。设备验收资料不全。补齐12台设备的资料。"
        "上述三个问题已全部整改到位。",
    ],
)
def test_a_paragraph_that_proves_it_is_cut_into_findings(told: str) -> None:
    extraction = extraction_of(PAGE.format(told=told))
    assert [t.rstrip("。") for t in titles(extraction)][:-1] == FAULTS
    assert statuses(extraction) == ["completed"] * 4
    assert {f.category.text if f.category else None for f in extraction.findings} == {"物资管理", "收费管理"}


def test_answers_begin_where_the_name_of_their_body_opens_again() -> None:
    told = (
        "县中医院药品盘点账实不符、县妇幼院过期试剂未及时销毁、县疾控中心设备验收资料不全等问题，责任单位均已采取措施。其中，"
        "县中医院重新盘点，其余差异正在核对，正在整改；县妇幼院将试剂交专业公司销毁，县疾控中心补齐资料，均已完成整改。"
    )
    extraction = extraction_of(PAGE.format(told=told))
    assert statuses(extraction)[:3] == ["in_progress", "completed", "completed"]
    assert measures(extraction, 2) == ["县妇幼院将试剂交专业公司销毁"]
    assert measures(extraction, 3) == ["县疾控中心补齐资料"]


@pytest.mark.parametrize(
    "told",
    [
        "审计发现，药品盘点账实不符，过期试剂未及时销毁，设备验收资料不全。我局组织专人清查，调整账目，已完成整改。",
        "审计发现，药品盘点账实不符，过期试剂未及时销毁。药房重新盘点；过期试剂交专业公司销毁。该问题已整改到位。",
        "审计发现，药品盘点账实不符，过期试剂未及时销毁，设备验收资料不全。药房重新盘点并调整账目；过期试剂交专业公司销毁。以上2个问题均已整改到位。",
    ],
)
def test_without_a_proof_it_stays_one_finding(told: str) -> None:
    assert len(titles(extraction_of(PAGE.format(told=told)))) == 2


def test_a_list_beside_such_a_field_is_read_and_one_answer_may_be_that_of_all_that_are_counted() -> None:
    told = (
        "审计发现，药品盘点账实不符，过期试剂未及时销毁。药房全面清查并调整账目。以上两个问题均已整改到位。"
    )
    page = PAGE.format(told=told).replace(
        "审计发现，体检中心超标准收取材料费0.8万元。",
        "1.体检收费未公示。公示收费标准。\n2.材料费超标准收取0.8万元。",
    )
    extraction = extraction_of(page)
    assert [t.rstrip("。") for t in titles(extraction)[:3]] == [*FAULTS[:2], "体检收费未公示"]
    assert len(titles(extraction)) == 4
    assert measures(extraction, 1) == measures(extraction, 2) == ["药房全面清查并调整账目。"]


AREAS = """
岚浦县水利局关于审计发现问题整改情况的报告
一、工程管理
（一）合同变更未报批。补办3份变更手续。
（二）监理履职不到位。约谈监理单位2家。
（三）验收滞后。已验收4处，其余2处正在准备资料。
{first}
二、资金管理
（一）水费收缴不及时。收回水费12万元。
（二）往来款长期挂账。清理挂账9笔。
{second}
岚浦县水利局
2024年9月6日
"""


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("以上3项均已完成整改。", "以上两项需长期坚持，持续整改。", "ccc ll"),
        (
            "以上3项中，前两项已完成整改，第三项正在整改。",
            "两个问题中，前者已整改到位，后者正在整改。",
            "cci ci",
        ),
        (
            "截至8月底，合同变更问题已完成整改，另两项正在整改。",
            "该领域问题我局将长期坚持、持续整改。",
            "cii ll",
        ),
    ],
)
def test_an_area_ends_with_the_states_of_its_findings(first: str, second: str, told: str) -> None:
    extraction = extraction_of(AREAS.format(first=first, second=second))
    letters = {"c": "completed", "i": "in_progress", "l": "long_term"}
    assert statuses(extraction) == [letters[x] for x in told.replace(" ", "")]
    assert [len(measures(extraction, n)) for n in range(1, 6)] == [1] * 5


def test_a_bracket_behind_the_problem_describes_it() -> None:
    extraction = extraction_of(
        """
岚浦县人民政府关于审计查出问题整改情况的报告
一、财政管理方面
1.关于非税收入征缴不到位的问题。（涉及占道费417.6万元）县城管局补征入库393万元。已完成整改。
2.关于补贴政策清理不及时的问题（指2项政策到期后仍在执行）。县财政局废止到期政策2项。已完成整改。
3.关于闲置资产盘活不力的问题（责任单位：县机关事务中心）。盘活房产3处。正在整改。
岚浦县人民政府
2024年9月6日
"""
    )
    assert titles(extraction) == ["非税收入征缴不到位", "补贴政策清理不及时", "闲置资产盘活不力"]
    told = [f.detail.text if f.detail else None for f in extraction.findings]
    assert told == ["（涉及占道费417.6万元）", "（指2项政策到期后仍在执行）", None]
