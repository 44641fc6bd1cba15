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


def test_decimal_numbers_are_findings_and_their_heads_categories() -> None:
    e = extraction_of(
        """
青浦湾学院2022年度预算审计发现问题整改结果公示
现将整改结果公示如下。
1.预算编制
1.1 创收收入未纳入预算。涉及培训收入86.2万元。
修订创收办法，全部收入集中核算。
[完成时间：2023年7月；责任部门：财务处；结果：已完成]
1.2 项目库建设滞后。
上线项目库系统，申报项目提前评审。
[完成时间：2023年9月；责任部门：规划处；结果：推进中，已入库64个]
2.预算执行
2.1 年末集中支出明显。12月支出占全年的41%。
按月通报执行进度。
[完成时间：长期坚持；责任部门：财务处；结果：持续整改]
"""
    )

    assert [f.label.text for f in e.findings if f.label] == ["1.1", "1.2", "2.1"]
    assert [f.category.text for f in e.findings if f.category] == ["预算编制", "预算编制", "预算执行"]
    assert statuses(e) == ["completed", "in_progress", "long_term"]
    assert e.findings[1].result.text == "已入库64个"
    assert e.findings[0].deadline.text == "2023年7月"
    assert measures(e, 1) == ["修订创收办法，全部收入集中核算。"]


def test_a_number_before_units_is_no_decimal_number() -> None:
    e = extraction_of(
        """
青浦湾区设备审计整改情况公告
一、设备闲置问题
已完成整改。
1.2台设备调剂至乡镇卫生院。
2.15台设备重新登记。
"""
    )

    assert measures(e, 1) == ["2台设备调剂至乡镇卫生院。", "15台设备重新登记。"]


def test_later_sections_answer_by_listed_numbers() -> None:
    e = extraction_of(
        """
青浦湾市粮库审计结果公告
一、审计发现的主要问题
（一）轮换超过规定时限。3批粮食超期。
（二）补贴多领46.7万元。
（三）仓房出租未评估。
二、审计处理意见
1.对第（一）、（三）项问题，责成粮库完善制度。
2.对第（二）项问题，责令退回补贴。
三、整改情况
第（二）项问题已整改到位，第（一）、（三）项问题正在整改。具体情况：
第（一）项：轮换计划已报批。
第（二）项：退回补贴46.7万元。
青浦湾市审计局
2023年12月1日
"""
    )

    assert statuses(e) == ["in_progress", "completed", "in_progress"]
    assert [f.requirement.text for f in e.findings if f.requirement] == [
        "责成粮库完善制度。", "责令退回补贴。", "责成粮库完善制度。"
    ]  # fmt: skip
    assert measures(e, 2) == ["退回补贴46.7万元。"]


def test_exceptions_in_groups_each_keep_their_status() -> None:
    e = extraction_of(
        """
青浦湾市公厕改造资金审计调查结果
一、审计调查发现的问题
（一）任务数据不实。
（二）奖补资金滞拨。
（三）设施不能正常运行。
（四）中转站闲置。
二、整改情况
除第（三）项问题正在整改，第（四）项问题尚未整改外，其余问题均已整改到位。
青浦湾市审计局
2023年10月26日
"""
    )

    assert statuses(e) == ["completed", "completed", "in_progress", "not_completed"]


def test_parts_sorted_by_status_each_hold_findings() -> None:
    e = extraction_of(
        """
青浦湾市妇幼保健院审计整改情况公示
一、未整改问题清单
（一）药品加成政策执行不到位
二、已完成整改问题（共2项）
（一）设备采购未履行集体决策程序
整改情况：采购项目一律上会。
（二）多收检查费2.31万元
整改情况：退还患者2.31万元。
"""
    )

    assert statuses(e) == ["not_completed", "completed", "completed"]
    assert measures(e, 3) == ["退还患者2.31万元。"]


def test_news_tells_findings_in_paragraphs() -> None:
    e = extraction_of(
        """
青浦湾区以审计整改解决群众急难愁盼
审计发现，3个街道的社区食堂建成后停业。食堂共投入补助390万元。区民政局引入连锁企业运营，目前全部恢复营业。该问题已完成整改。
审计还发现，57座候车亭顶棚破损。区交通局重新签订协议，已更换39座。该问题正在整改。
"""
    )

    assert titles(e) == ["3个街道的社区食堂建成后停业。", "57座候车亭顶棚破损。"]
    assert statuses(e) == ["completed", "in_progress"]


def test_a_series_with_its_serial_stands_above_the_title() -> None:
    e = extraction_of(
        """
青浦湾市审计局审计结果公告
2023年第6号
青浦湾市种子站任期经济责任审计结果公告
（二○二三年十二月十二日公告）
现将审计结果公告如下。
"""
    )

    assert e.title is not None
    assert e.title.text == "青浦湾市种子站任期经济责任审计结果公告"


def test_parts_of_an_audit_report_of_hong_kong() -> None:
    e = extraction_of(
        """
<html><head><title>審計署署長第九十九號報告書第3章 — 濱海步道計劃</title></head><body><div id="content">
<h1>審計署署長第九十九號報告書第3章 — 濱海步道計劃</h1>
<p>1. 步道署自2010年起推行計劃，審計署最近就該計劃進行審查。</p>
<h3>第2部分：步道的維修</h3>
<p>2. (a) <b>巡查記錄不齊全</b>　審計署抽查24份記錄，發現有7份沒有簽署（第2.3段）。</p>
<p>(b) <b>維修工程延誤</b>　5項工程較原定時間遲超過6個月（第2.9段）。</p>
<h3>審計署的建議</h3>
<p>3. 審計署建議步道署署長應：</p>
<p>(a) 改善巡查記錄；</p>
<p>(b) 加強監察工程進度。</p>
</div></body></html>
""",
        "notice.html",
    )

    assert titles(e) == ["巡查記錄不齊全", "維修工程延誤"]
    assert [m.kind for m in e.measures] == ["recommendation", "recommendation"]
    assert e.issuer is not None
    assert e.issuer.text == "審計署"


@pytest.mark.parametrize(
    ("line", "printed"),
    [("公告日期：112/11/09", "112/11/09"), ("公告时间：2025年02月20日 17:02", "2025年02月20日 17:02")],
)
def test_a_date_of_publication_on_a_line_of_its_own_is_read(line: str, printed: str) -> None:
    e = extraction_of(f"{line}\n审计部某县审计室查核观光建设重要审核意见\n一、未妥适规划用地。\n")

    assert e.published is not None
    assert e.published.text == printed


def test_cells_parted_by_tabs_are_a_table() -> None:
    e = extraction_of(
        "青浦湾镇村级财务审计整改清单\n"
        "序号\t存在问题\t整改措施\t责任单位\t整改结果\n"
        "1\t白条抵库\t清理入账。\t下圩村\t已整改\n"
        "2\t承包款未收\t\t上圩村\t未整改\n"
    )

    assert titles(e) == ["白条抵库", "承包款未收"]
    assert statuses(e) == ["completed", "not_completed"]
    assert measures(e, 1) == ["清理入账。"]
    assert [[q.text for q in f.responsible] for f in e.findings] == [["下圩村"], ["上圩村"]]


def test_recommendations_that_are_answered_stand_for_their_findings() -> None:
    e = extraction_of(
        """
公營街市管理審計報告跟進情況
審計署的建議：應檢討空置攤檔的出租安排。
跟進行動：空置攤檔由86個減至31個。此項建議已落實。
審計署的建議：應更新攤檔租約資料庫。
跟進行動：正與承辦商商討。
"""
    )

    assert titles(e) == ["應檢討空置攤檔的出租安排。", "應更新攤檔租約資料庫。"]
    assert statuses(e)[0] == "completed"


def test_a_heading_that_names_a_body_is_the_category_of_the_problem_below() -> None:
    e = extraction_of(
        """
青浦湾市审计局关于市直部门预算执行审计查出问题整改情况的综合报告
一、各部门整改情况
（一）市司法局
存在问题：公务接待超标准0.86万元。
整改情况：超标准费用已由责任人退缴。
（二）市科技局
存在问题：6个到期项目未验收。
整改情况：（未整改到位）承担单位破产，正在办理终止。
"""
    )

    assert titles(e) == ["公务接待超标准0.86万元。", "6个到期项目未验收。"]
    assert [f.category.text for f in e.findings] == ["市司法局", "市科技局"]
    assert statuses(e) == [None, "not_completed"]


def test_long_words_before_a_number_head_findings() -> None:
    e = extraction_of(
        """
青浦湾市康复中心审计整改情况的公示
审计发现问题一：器械采购未验收即付款。
整改措施：补办验收手续。整改时限：2023年6月30日。整改结果：已完成。
审计发现问题二：康复档案不完整。
整改措施：完善档案326份。整改结果：进行中。
"""
    )

    assert [f.label.text for f in e.findings if f.label] == ["审计发现问题一", "审计发现问题二"]
    assert statuses(e) == ["completed", "in_progress"]


def test_a_line_that_is_nothing_but_listed_numbers_ends_nothing() -> None:
    e = extraction_of(
        "青浦湾市审计整改情况公告\n一、资金闲置。\n已完成整改。收回资金。\n第一、二、四、五项问题\n"
    )

    assert titles(e) == ["资金闲置。"]
