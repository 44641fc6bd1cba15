"""Forms of notices beside the common ones: each a short document in our own words and what it says."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles


def test_a_number_alone_on_its_line_numbers_the_next_one() -> None:
    e = extraction_of(
        """
榆川市图书馆审计问题整改结果公告
市审计局指出2个问题，整改结果如下。
问题一
问题描述：古籍书库温湿度超标。2号库全年超标41天。
整改进展：已办结
整改举措：更换恒湿机组。
问题二
问题描述：捐赠图书未登记入账。
整改进展：正在办理
整改举措：已登记1200册。
榆川市图书馆
2024年5月6日
"""
    )

    assert [f.label.text for f in e.findings if f.label] == ["问题一", "问题二"]
    assert titles(e) == ["古籍书库温湿度超标。", "捐赠图书未登记入账。"]
    assert statuses(e) == ["completed", "in_progress"]
    assert measures(e, 1) == ["更换恒湿机组。"]


def test_sections_that_are_cells_of_one_record_make_one_finding() -> None:
    e = extraction_of(
        """
栖枫县白鹭河排污口整改情况公示
现将白鹭河排污口整改情况公示如下。
一、反馈问题
白鹭河北岸3个排污口直排。
二、整改目标
排污口全部封堵。
三、整改时限
2023年9月30日
四、责任单位
栖枫县水务局
五、整改措施
1.封堵排污口3个。
2.铺设截污管820米。
六、整改状态
已完成整改
栖枫县水务局
2023年10月9日
"""
    )

    (f,) = e.findings
    assert (f.title.text, f.requirement.text) == ("白鹭河北岸3个排污口直排。", "排污口全部封堵。")
    assert (f.deadline.text, [q.text for q in f.responsible]) == ("2023年9月30日", ["栖枫县水务局"])
    assert (statuses(e), len(f.measures), e.measures) == (["completed"], 2, ())


def test_hazards_handed_over_share_unit_and_time() -> None:
    e = extraction_of(
        """
澄泉区消防安全委员会关于交办火灾隐患的通知
各有关单位：
现将检查发现的3处隐患交办给你们，请于2024年8月15日前完成整改。
一、澄泉农贸市场（责任单位：区市场监管局，西苑街道）
1.安全出口上锁。
2.灭火器压力不足。
二、梧桐幼儿园（责任单位：区教育局）
1.配电箱周边堆放纸箱。
澄泉区消防安全委员会
2024年7月20日
"""
    )

    assert titles(e) == ["安全出口上锁。", "灭火器压力不足。", "配电箱周边堆放纸箱。"]
    assert [f.category.text for f in e.findings] == ["澄泉农贸市场", "澄泉农贸市场", "梧桐幼儿园"]
    assert [[q.text for q in f.responsible] for f in e.findings] == [["区市场监管局", "西苑街道"]] * 2 + [
        ["区教育局"]
    ]
    assert {f.deadline.text for f in e.findings} == {"2024年8月15日前"}


def test_labels_in_a_bracket_after_a_title_fill_the_finding() -> None:
    e = extraction_of(
        """
澄泉区卫生健康局审计整改台账
一、审计查出的问题及整改情况
1.药品库存账实不符（责任科室：药政科；整改时限：2024年6月底）。
整改情况：已完成整改。重新盘点并调整账目。
2.医疗设备闲置（责任科室：规划科）。
整改情况：正在整改。拟调剂使用。
"""
    )

    assert [t.rstrip("。") for t in titles(e)] == ["药品库存账实不符", "医疗设备闲置"]
    assert [[q.text for q in f.responsible] for f in e.findings] == [["药政科"], ["规划科"]]
    assert e.findings[0].deadline.text == "2024年6月底"
    assert statuses(e) == ["completed", "in_progress"]


def test_a_digest_above_the_title_is_not_the_title() -> None:
    e = extraction_of(
        """
核心提示：审计发现榆川市苗圃存在3个问题，目前均已整改。
榆川市苗圃审计查出问题整改结果公告
市审计局指出3个问题，整改结果如下。
"""
    )

    assert e.title is not None
    assert e.title.text == "榆川市苗圃审计查出问题整改结果公告"


def test_the_line_above_the_date_signs_where_the_title_names_it() -> None:
    e = extraction_of(
        """
栖枫县国有林麓关于审计查出问题整改情况的公告
现将整改情况公告如下。
一、造林补助发放不及时
已完成整改。补发补助4.2万元。
栖枫县国有林麓
2024年3月8日
"""
    )

    assert e.issuer is not None
    assert e.issuer.text == "栖枫县国有林麓"
    assert measures(e, 1) == ["补发补助4.2万元。"]


@pytest.mark.parametrize(
    "title",
    [
        "榆川市人民政府关于表扬2023年度审计工作先进集体的通报",
        "榆川市审计局公开招聘编外人员公告",
        "榆川市审计局购买审计服务项目中标公告",
        "关于印发《榆川市审计整改管理办法》的通知",
        "关于进一步加强审计整改工作的意见",
    ],
)
def test_titles_that_announce_no_result_make_no_findings(title: str) -> None:
    e = extraction_of(
        f"{title}\n根据工作需要，现通知如下。\n一、整改不力的，予以通报。\n二、屡审屡犯的，予以问责。\n"
    )

    assert (e.family, e.findings, e.measures) == ("other", (), ())


@pytest.mark.parametrize(
    "title", ["榆川市政府采购专项审计结果公告", "榆川市招标投标领域审计查出问题整改情况公告"]
)
def test_audits_of_procurement_are_audits(title: str) -> None:
    e = extraction_of(
        f"{title}\n现将结果公告如下。\n一、审计发现的主要问题\n（一）未公开招标。涉及合同2份。\n"
    )

    assert e.family in ("audit_result", "rectification_report")
    assert titles(e) == ["未公开招标。"]
