"""Several findings told first in one paragraph and answered in order, by topic or by number; states by their place."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

PLACES = """
石湫镇人民政府关于村级财务审计问题整改情况的公告
2024年4月，镇审计站对各村2023年度财务收支进行了审计。现将整改情况公告如下。
东溪村
{told}
西坪村
审计发现，果园承包款2.6万元未入账。村委会已将承包款收齐入账。该问题已整改到位。
南渡村
审计发现，水渠维修未签订合同。村委会补签合同并存档。该问题已整改到位。
石湫镇人民政府
2024年8月2日
"""
FAULTS = ["鱼塘租金3.2万元未入账", "修路工程没有签订合同", "低保公示不及时"]
THREE = "鱼塘租金3.2万元未入账；修路工程没有签订合同；低保公示不及时"
DONE = "鱼塘租金已于6月收齐入账；修路工程补签了合同；低保名单改为每月公示。"


@pytest.mark.parametrize(
    "told",
    [
        f"审计发现，{THREE}。{DONE}以上三项，前两项已整改到位，第三项正在推进。",
        f"审计指出，{THREE}。{DONE}其中第一、二项问题已整改到位，最后一项正在推进。",
        "该村三项问题，一为鱼塘租金3.2万元未入账，二为修路工程没有签订合同，三为低保公示不及时。第一项已收齐入账，整改到位；"
        "第二项补签了合同，整改到位；第三项改为每月公示，正在推进。",
        "审计反映东溪村存在鱼塘租金3.2万元未入账、修路工程没有签订合同、低保公示不及时等问题。上述第一、第二项问题已整改到位，"
        f"第三项正在推进。具体为：{DONE}",
        "一是鱼塘租金3.2万元未入账；二是修路工程没有签订合同；三是低保公示不及时。村委会立即整改。鱼塘租金由承租户分两次交清，"
        "已入账。修路工程补签了合同。低保名单每月公示，由村监委会签字。3个问题中，前两个已整改到位，第三个正在推进。",
    ],
)
def test_answers_in_order_and_states_by_their_place(told: str) -> None:
    extraction = extraction_of(PLACES.format(told=told))
    assert titles(extraction)[:3] == FAULTS
    assert statuses(extraction)[:3] == ["completed", "completed", "in_progress"]
    assert {f.category.text for f in extraction.findings[:3] if f.category} == {"东溪村"}
    assert all(measures(extraction, n) for n in (1, 2, 3))


def test_two_faults_joined_by_a_word_are_told_by_their_states() -> None:
    told = (
        "东溪村的主要问题是村集体债务底数不清和宅基地台账登记不全。债务方面，核实债务12笔，其中2笔凭据尚未核对，部分整改；"
        "台账方面，补登宅基地41宗，已完成整改。"
    )
    extraction = extraction_of(PLACES.format(told=told))
    assert titles(extraction)[:2] == ["村集体债务底数不清", "宅基地台账登记不全"]
    assert statuses(extraction)[:2] == ["largely_completed", "completed"]


def test_as_many_sentences_as_are_counted_each_tell_fault_and_answer() -> None:
    told = (
        "鱼塘租金3.2万元未入账，已收齐入账。修路工程没有签订合同，村委会补签了合同。低保公示不及时，现改为每月公示。"
        "上述3个问题已全部整改完成。"
    )
    extraction = extraction_of(PLACES.format(told=told))
    assert titles(extraction)[:3] == FAULTS
    assert measures(extraction, 2) == ["村委会补签了合同。"]


def test_one_fault_told_in_two_clauses_stays_one() -> None:
    told = "审计发现，账外资产处置不到位，老仓库未登记入账。该仓库建于1968年，已委托评估。该问题尚在整改，待批复后入账。"
    assert len(titles(extraction_of(PLACES.format(told=told)))) == 3
