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


REPORT = """
雁溪市审计局关于2023年度市级预算执行和其他财政收支的审计工作报告
主任、各位副主任、各位委员：
受市人民政府委托，报告2023年度审计情况。
一、部门预算执行审计情况
{told}
二、民生资金审计情况
（一）就业补助资金管理不严格。2家机构虚报培训人数87人，套取补贴10.4万元。
（二）救助资金发放不及时。3个县区拖欠救助金46.7万元。
雁溪市审计局
2024年7月25日
"""


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("审计了11个部门。审计发现，3个部门无预算采购57.2万元；5个部门公务接待费18.9万元未附清单。", 2),
        ("对11个部门进行了审计。3个部门无预算采购57.2万元。5个部门公务接待费18.9万元未附清单。", 2),
        ("审计发现，预算编制不够细化。3个部门代编预算57.2万元，5个部门18.9万元到年底未分配。", 1),
    ],
)
def test_sentences_of_a_report_are_findings_where_each_has_figures(told: str, number: int) -> None:
    extraction = extraction_of(REPORT.format(told=told))
    assert len(titles(extraction)) == number + 2


def test_topics_answered_later_take_the_words_of_the_list_ahead() -> None:
    extraction = extraction_of("""
青岚县民政局关于救助资金审计整改情况的公告
2024年2月，县审计局对救助资金进行了审计。
审计结果表明，总体较好，存在以下问题：对象认定上，向41名不符合条件人员发放低保金；资金发放上，临时救助金超时限发放；资金管理上，专户利息8.2万元未纳入预算。
整改情况如下。
关于低保对象认定问题，我局组织逐户复核，41人已全部退出低保。该问题基本完成整改。
关于临时救助金发放问题，我局下放审批权限，办理时限压缩到7个工作日，已整改到位。
关于专户利息问题，8.2万元利息已上缴财政，已整改到位。
青岚县民政局
2024年10月15日
""")
    assert titles(extraction) == [
        "向41名不符合条件人员发放低保金",
        "临时救助金超时限发放",
        "专户利息8.2万元未纳入预算",
    ]
    assert statuses(extraction) == ["largely_completed", "completed", "completed"]


def test_a_title_that_counts_two_problems_is_two_findings() -> None:
    extraction = extraction_of("""
松涧县城管局关于绿化资金审计整改情况的函
县审计局：
现将有关情况函告如下。
针对苗木采购未验收和养护考核记录缺失两项问题，我局补办苗木验收单47份；养护考核改为每月一次。两项问题均已整改完毕。
针对绿化工程多计价款8.9万元的问题，已从质保金中扣回，整改完毕。
松涧县城管局
2024年11月22日
""")
    assert titles(extraction)[:2] == ["苗木采购未验收", "养护考核记录缺失"]
    assert measures(extraction, 2) == ["养护考核改为每月一次。"]
    assert statuses(extraction) == ["completed"] * 3


def test_paragraphs_that_open_with_what_was_found_are_cut_where_they_prove_it() -> None:
    extraction = extraction_of("""
云屏市博物馆关于财务收支审计整改情况的公告
2024年4月，市审计局对我馆财务收支进行了审计。
审计发现，展览门票收入12.6万元未及时上缴，讲解服务合同未经审查。门票收入已缴入财政专户，讲解服务合同由法律顾问补充审查。上述两个问题均已整改完毕。
审计还反映，食堂承包费9.6万元未收取。我馆发函催缴，已收回4.8万元。该问题部分整改。
云屏市博物馆
2024年10月11日
""")
    assert len(titles(extraction)) == 3
    assert statuses(extraction) == ["completed", "completed", "largely_completed"]


def test_a_later_paragraph_answers_in_order_and_its_last_state_has_a_time() -> None:
    extraction = extraction_of("""
梅岭县文旅局关于公共文化资金审计整改情况的报告
县审计局：
贵局指出我局3个问题，现将整改情况报告如下。
一、审计指出的问题
1.图书更新资金18万元未按时拨付。
2.免费开放资金用于人员工资。
3.消防设施配备不足。
二、整改落实情况
图书更新资金18万元已拨付到26个农家书屋。用于人员工资的免费开放资金5.6万元由乡镇财政归垫。消防设施已采购灭火器140具，5处水源工程正在施工。上述第一、二项问题已完成整改，第三项问题正在整改，2025年4月底前完成。
梅岭县文旅局
2024年11月27日
""")
    assert [len(measures(extraction, n)) for n in (1, 2, 3)] == [1, 1, 1]
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    last = extraction.findings[2].deadline
    assert last and last.text == "2025年4月底前"
