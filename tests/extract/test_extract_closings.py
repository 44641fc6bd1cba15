"""How documents end: lists of what comes next and of advice, and what is said of a group or of several findings by name."""

import pytest

from extract.model import Extraction
from tests.extract.notices import extraction_of, measures, statuses, titles


def whole(extraction: Extraction) -> list[tuple[str, str]]:
    return [(m.kind, m.text.text) for m in extraction.measures]


REPORT = """
绵屏区2023年度审计查出问题整改情况报告
现将整改情况报告如下：
一、财政管理方面
1.预算调剂未履行程序。区财政局补办调剂审批11笔。（已整改）
2.专户利息未缴库。利息8.4万元已缴入国库。（已整改）
二、民生资金方面
1.临时救助审核不严。区民政局清退17人。（已整改）
2.校舍维修进度缓慢。已开工9所，其余3所正在招标。（正在整改）
{lead}
{items}
绵屏区人民政府
2024年10月9日
"""


@pytest.mark.parametrize(
    "lead",
    [
        "下一步，区政府将认真落实审议意见，着力做好三方面工作：",
        "我们将继续盯住未完成的事项，重点抓好以下工作。",
        "今后，区政府将从以下方面推进：",
    ],
)
@pytest.mark.parametrize("numbers", [("一是", "二是"), ("（一）", "（二）"), ("1.", "2."), ("", "")])
def test_a_list_that_an_announcement_ends_the_text_with_belongs_to_no_finding(
    lead: str, numbers: tuple[str, str]
) -> None:
    items = "\n".join(
        f"{n}{x}" for n, x in zip(numbers, ("压实主管部门责任。", "推动数据共享比对。"), strict=True)
    )
    extraction = extraction_of(REPORT.format(lead=lead, items=items))

    assert statuses(extraction) == ["completed"] * 3 + ["in_progress"]
    assert measures(extraction, 4) == ["已开工9所，其余3所正在招标。"]
    assert whole(extraction) == [("next_step", "压实主管部门责任。"), ("next_step", "推动数据共享比对。")]


EACH_PROMISES = """
绵屏区交通运输局审计整改情况公告
现将整改情况公告如下：
1.候车亭维护不及时。更换破损顶棚12处。
下一步，我局将继续采取以下措施：
（1）每季度巡查一次；
（2）建立报修台账。
2.公交补贴核算不准。重新核算补贴。
下一步，我局将继续采取以下措施：
（1）修订核算办法；
（2）引入里程数据。
绵屏区交通运输局
2024年10月9日
"""


def test_a_list_that_every_finding_has_stays_with_its_finding() -> None:
    extraction = extraction_of(EACH_PROMISES)

    assert len(measures(extraction, 2)) >= 2
    assert not [m for m in extraction.measures if "里程" in m.text.text]


ADVICE = """
溧阴县2015年度农机购置补贴资金审计结果公告
县审计局对农机购置补贴资金进行了审计，但在管理中还存在以下问题：
超范围发放补贴。向县外购机者发放补贴3户、12.6万元。
农机核查流于形式。有26台农具的铭牌与档案不符。
补贴结算滞后。2015年第四季度补贴拖至次年8月才拨付。
{said}
{lead}
县农业局应加强机具核验，落实见人见机见票。
县财政局要按季结算补贴，缩短拨付周期。
溧阴县审计局
2016年12月1日
"""


@pytest.mark.parametrize(
    "lead",
    [
        "针对审计发现的问题，县审计局提出以下建议：",
        "审计建议：",
        "为此，建议如下：",
        "审计机关提出两点意见建议：",
    ],
)
def test_advice_in_plain_paragraphs_below_its_announcement_is_the_whole_documents(lead: str) -> None:
    said = "截至2016年11月底，超范围发放补贴、农机核查流于形式等2个问题已整改到位，补贴结算滞后问题正在整改。"
    extraction = extraction_of(ADVICE.format(said=said, lead=lead))

    assert titles(extraction) == ["超范围发放补贴。", "农机核查流于形式。", "补贴结算滞后。"]
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert [kind for kind, _ in whole(extraction)] == ["recommendation"] * 2
    assert all(f.requirement is None for f in extraction.findings)


def test_names_that_fit_no_finding_or_count_otherwise_state_nothing() -> None:
    for said in (
        "截至2016年11月底，超范围发放补贴、农机核查流于形式等3个问题已整改到位。",
        "截至2016年11月底，拆迁补偿标准、水库移民安置等2个问题已整改到位。",
    ):
        extraction = extraction_of(ADVICE.format(said=said, lead="审计建议："))

        assert statuses(extraction) == [None, None, None], said


NO_FAULTS = """
溧阴县2015年农业工作总结审计情况公告
县农业局在以下方面取得成效，但推进中还存在以下困难和问题：
全县粮食总产12.6万吨，比上年增长3%。
新增高标准农田2万亩。
溧阴县农业局
2016年12月1日
"""


def test_paragraphs_that_tell_no_fault_are_no_findings() -> None:
    assert titles(extraction_of(NO_FAULTS)) == []


HOSPITALS = """
澄阳省3所省属医院2016年度财务收支审计结果
审计厅对3所医院进行了审计，现将结果公告如下：
一、澄阳省第一医院
该院2016年总收入9.8亿元。审计发现的主要问题：
（一）自立项目收取陪护费26万元。
（二）药品加成超过规定，多收费用41万元。
截至2017年9月底，该院正在对上述问题进行整改。
二、澄阳省肿瘤医院
该院2016年总收入4.1亿元。审计发现的主要问题：
（一）门诊楼工程未公开招标，合同价610万元。
（二）固定资产账外存放，涉及设备17台。
截至2017年9月底，第一个问题已移送省卫生计生委纪检组处理；第二个问题已整改完毕。
三、澄阳省康复医院
该院2016年总收入1.2亿元，总支出1.1亿元。审计没有发现重大违法违规问题。
澄阳省审计厅
2017年11月8日
"""


def test_what_stands_below_one_body_speaks_of_its_findings_alone() -> None:
    extraction = extraction_of(HOSPITALS)

    assert statuses(extraction) == ["in_progress", "in_progress", "transferred", "completed"]
    assert len(extraction.findings) == 4  # a body without faults has none
    assert extraction.issues == ()


BLANKET = """
黛桥县学校食堂审计整改公告
现公告整改情况如下：
1.食材验收无记录。各校启用验收单。
2.留样冰箱配备不足。为7所学校配齐。
以上问题均已整改到位。下一步，我局将每学期抽查一次，防止问题反弹。
黛桥县教育局
2022年3月28日
"""


def test_what_comes_next_behind_a_blanket_sentence_is_a_next_step() -> None:
    extraction = extraction_of(BLANKET)

    assert statuses(extraction) == ["completed", "completed"]
    assert whole(extraction) == [("next_step", "下一步，我局将每学期抽查一次，防止问题反弹。")]


@pytest.mark.parametrize(
    "opens", ["二、後續本校將配合追蹤，按季填報未完成項目。", "二、今後本校將每學期辦理稽核一次。"]
)
def test_a_numbered_paragraph_that_closes_with_what_comes_next_is_no_finding(opens: str) -> None:
    found = extraction_of(f"""
沙汐縣溪尾國民小學就審核意見之改善情形
一、依據審計室函辦理，本校就所列2項審核意見檢討如下：
（一）午餐費專戶未按月對帳。
改善情形：已按月對帳。
執行狀態：已改善完成
（二）財產盤點未落實。
改善情形：已重新盤點。
執行狀態：改善中
{opens}
沙汐縣溪尾國民小學
中華民國113年10月7日
""")

    assert titles(found) == ["午餐費專戶未按月對帳。", "財產盤點未落實。"]
    assert whole(found) == [("next_step", opens[2:])]


def test_a_last_paragraph_that_lists_what_comes_next_is_cut_at_its_numbers_though_it_promises_on_the_way() -> (
    None
):
    found = extraction_of("""
岑口市审计局关于审计查出问题整改情况的报告
一、审计查出问题的整改情况
（一）关于预算编制不细的问题。市财政局已细化编列到项目。
（二）关于公用经费挤占项目经费的问题。3个部门已归还原渠道资金72.6万元。
二、下一步工作安排
一是压实整改责任。市政府将持续跟踪督促未整改到位的问题。二是深化成果运用。推动部门完善制度。
""")

    assert whole(found) == [
        ("next_step", "压实整改责任。市政府将持续跟踪督促未整改到位的问题。"),
        ("next_step", "深化成果运用。推动部门完善制度。"),
    ]
