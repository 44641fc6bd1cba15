"""Findings below a body's heading, behind the name of their field, or in quotation marks; and what only looks like them."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

SCHOOLS = """
鹿汀区教育系统内部审计查出问题整改情况通报
区属各学校：
区教育局对3所学校开展了审计，现将整改情况通报如下。
一、青蓝小学
{p}食堂采购未索证索票。
{a}学校停用2家供应商，建立索证台账。（整改完成）
{p}课后服务费收支未公示。
{a}已在校门口公示栏按月公示。（整改完成）
二、望江中学
{p}实验室危化品账实不符。
{a}盘点后补登账目，等待统一处置。（整改推进中）
希望各学校引以为戒，举一反三。
鹿汀区教育局
2023年7月5日
"""


@pytest.mark.parametrize(
    ("problem", "answer"), [("问题：", "整改："), ("存在问题：", "整改情况："), ("审计发现：", "整改落实：")]
)
def test_labelled_problems_below_a_heading_are_findings_of_the_body_it_names(
    problem: str, answer: str
) -> None:
    extraction = extraction_of(SCHOOLS.format(p=problem, a=answer))

    assert titles(extraction) == ["食堂采购未索证索票。", "课后服务费收支未公示。", "实验室危化品账实不符。"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "青蓝小学",
        "青蓝小学",
        "望江中学",
    ]
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert measures(extraction, 3) == ["盘点后补登账目，等待统一处置。"]


ONE_EACH = """
鹿汀区教育系统内部审计查出问题整改情况通报
现将整改情况通报如下。
一、食堂采购未索证索票
问题：2家供应商未提供检验报告。
整改：停用2家供应商。
二、课后服务费收支未公示
问题：3个学期收支未公示。
整改：按月公示。
鹿汀区教育局
2023年7月5日
"""


def test_one_labelled_problem_below_each_heading_describes_it() -> None:
    extraction = extraction_of(ONE_EACH)

    assert len(extraction.findings) == 2
    assert [measures(extraction, n) for n in (1, 2)] == [["停用2家供应商。"], ["按月公示。"]]


FIELDS = """
梧岭镇镇长任期经济责任审计整改情况的公示
一、债务管理方面{s}存在新增隐性债务的问题。镇政府已制定化债方案，2023年化解1,260万元。
二、项目管理方面{s}存在农村厕改项目验收不实的问题。对236户厕改进行复验，扣减工程款6.2万元。
三、廉政方面{s}违规发放津补贴问题。违规发放的3.8万元已全部清退。
以上问题除第一项需长期坚持外，均已整改到位。
梧岭镇人民政府
2024年2月6日
"""


@pytest.mark.parametrize("stop", ["。", "："])
def test_a_field_before_the_problem_is_its_category(stop: str) -> None:
    extraction = extraction_of(FIELDS.format(s=stop))

    assert [t[:6] for t in titles(extraction)] == ["存在新增隐性", "存在农村厕改", "违规发放津补"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "债务管理方面",
        "项目管理方面",
        "廉政方面",
    ]
    assert statuses(extraction) == ["long_term", "completed", "completed"]
    assert measures(extraction, 3) == ["违规发放的3.8万元已全部清退。"]


COUNTED = """
关于市水务集团审计整改结果的公告
现将整改结果公告如下：
1.会计信息质量方面的2个问题
（1）提前确认工程施工收入1,240万元。调整2021年度损益，按完工进度重新确认。
（2）在建工程未及时转固6,800万元。已办理竣工决算3项。
2.重大经济决策方面的2个问题
（1）对外投资未履行集体决策程序。修订“三重一大”制度。
（2）担保余额超过净资产。协商解除担保2笔。
市水务集团
2022年12月30日
"""


def test_a_field_with_the_number_of_its_problems_groups_them() -> None:
    extraction = extraction_of(COUNTED)

    assert [t[:4] for t in titles(extraction)] == ["提前确认", "在建工程", "对外投资", "担保余额"]
    assert [len(measures(extraction, n)) for n in (1, 2, 3, 4)] == [1, 1, 1, 1]


QUOTED = """
沅桂县应急管理局关于专项资金审计整改情况的公告
县审计局指出的3个问题，我局已逐项整改：
{about}“专项资金支出进度缓慢”的问题，加快项目招标，支出进度提高到91%。该问题已完成整改。
{about}“应急物资储备不足”的问题，采购冲锋舟6艘。该问题已完成整改。
{about}“隐患排查系统重复建设”的问题，正与市局协商系统并网事宜。
沅桂县应急管理局
2024年1月9日
"""


@pytest.mark.parametrize("about", ["对", "针对", "对于"])
def test_paragraphs_that_open_with_a_quoted_problem_keep_their_answers(about: str) -> None:
    extraction = extraction_of(QUOTED.format(about=about))

    assert titles(extraction) == ["专项资金支出进度缓慢", "应急物资储备不足", "隐患排查系统重复建设"]
    assert statuses(extraction) == [
        "completed",
        "completed",
        None,
    ]  # 已逐项整改 announces, it states nothing of the third
    assert measures(extraction, 1) == ["加快项目招标，支出进度提高到91%。"]
    assert measures(extraction, 3) == ["正与市局协商系统并网事宜。"]


def test_problems_and_how_they_were_dealt_with_in_one_part() -> None:
    extraction = extraction_of(
        "银槐县2013年度县本级预算执行审计结果公告\n一、审计发现的主要问题及处理情况\n"
        "（一）非税收入8,614万元未及时缴入国库。县财政局已于2014年6月全部缴库。\n"
        "（二）13个部门结余资金2,105万元未清理。目前已收回1,870万元。\n银槐县审计局\n2014年8月12日"
    )

    assert measures(extraction, 1) == ["县财政局已于2014年6月全部缴库。"]
    assert measures(extraction, 2) == ["目前已收回1,870万元。"]
