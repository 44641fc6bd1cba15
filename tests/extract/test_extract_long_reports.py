"""Long reports to people's congresses: problems named first, states said once for a field, groups told in other ways."""

from extract.lines.parts import part_role
from tests.extract.notices import extraction_of, statuses, titles

HEAD = "关于柳埠市2023年度市级预算执行审计查出问题整改情况的报告\n受市人民政府委托，现将整改情况报告如下：\n"
NAMED = """三、主要问题整改情况
（一）预算编制审计查出问题整改情况
{lead}
针对代编预算规模过大的问题，市财政局将代编预算细化到42个单位，压减1,620万元。
针对结转资金未及时收回的问题，市财政局收回结转资金905万元。
（二）国有企业审计查出问题整改情况
该方面反映的2个问题，已全部完成整改。
针对2户企业账外存放租金的问题，企业已将租金88万元入账。
针对工程物资盘亏未处理的问题，企业补记盘亏37万元，处理责任人2名。
"""


def test_paragraphs_that_name_their_problem_are_findings_with_their_answer() -> None:
    found = extraction_of(HEAD + NAMED.format(lead="该方面的问题涉及2个部门。"))
    assert titles(found) == [
        "代编预算规模过大",
        "结转资金未及时收回",
        "2户企业账外存放租金",
        "工程物资盘亏未处理",
    ]
    assert all(f.measures for f in found.findings)
    assert statuses(found) == [None, None, "completed", "completed"]


def test_a_number_of_problems_above_their_list_states_the_status_of_each() -> None:
    for lead in (
        "该领域共3个问题，2个已整改完毕，1个在第四部分说明。",
        "反映的3个问题中，已完成整改2个，其余1个另行报告。已完成整改的2个问题情况是：",
        "共反映2类问题，有关部门照单认领，已全部整改到位。",
    ):
        assert statuses(extraction_of(HEAD + NAMED.format(lead=lead)))[:2] == ["completed", "completed"], lead


def test_a_number_of_others_or_of_some_states_nothing() -> None:
    for lead in (
        "该领域共9个问题，5个已整改完毕，4个正在整改。",
        "共反映2类问题，要求有关部门限期全部整改到位。",
        "共反映2类问题，其中部分单位已全部整改到位。",
    ):
        assert statuses(extraction_of(HEAD + NAMED.format(lead=lead)))[:2] == [None, None], lead


def test_a_field_whose_problems_have_numbers_is_read_beside_fields_whose_have_none() -> None:
    numbered = """（三）专项审计调查查出问题整改情况
围绕养老服务开展专项调查，共反映2个问题，整改情况是：
1．助餐点补贴发放不实。抽查的11个助餐点虚报人次。整改中，市民政局追回补贴6万元，取消3个助餐点资格。该问题已整改销号。
2．护理床位长期闲置。新建床位300张无人入住。整改中，市民政局与2家医院签约转接病人，床位使用率升至六成。该问题已整改销号。
"""
    found = extraction_of(HEAD + NAMED.format(lead="涉及2个部门。") + numbered)
    assert titles(found)[4:] == ["助餐点补贴发放不实。", "护理床位长期闲置。"]
    assert statuses(found)[4:] == ["completed", "completed"]


def test_a_field_that_lists_its_problems_inside_a_paragraph_is_read_too() -> None:
    listed = """（三）街道财务审计查出问题整改情况
对2个街道的审计查出2个问题，2个问题已全部整改完毕。一是食堂经费挤占办公费问题，街道退回挤占的4.6万元，分设账户；二是零星工程未经询价问题，街道建立施工单位备选库，核减造价2.1万元。
"""
    found = extraction_of(HEAD + NAMED.format(lead="涉及2个部门。") + listed)
    assert titles(found)[4:] == ["食堂经费挤占办公费", "零星工程未经询价"]
    assert statuses(found)[4:] == ["completed", "completed"]
    assert all(f.measures for f in found.findings[4:])


def test_findings_told_only_among_what_is_not_done_are_findings() -> None:
    later = """四、尚未整改到位的问题及后续安排
1.污水管网改造工程未按期完工。责任单位：市水务局。整改进展：正在整改。因管线迁改受阻，尚余2公里未敷设。
2.公墓历史欠费难以追缴。责任单位：市民政局。整改进展：需长期坚持。欠费户多已失联。
五、下一步工作安排
（一）持续跟踪督办。对未整改到位的问题逐项挂账，按月调度。
"""
    found = extraction_of(HEAD + NAMED.format(lead="涉及2个部门。") + later)
    assert titles(found)[4:] == ["污水管网改造工程未按期完工。", "公墓历史欠费难以追缴。"]
    assert statuses(found)[4:] == ["in_progress", "long_term"]


def test_plans_for_what_is_not_done_are_no_findings() -> None:
    later = """四、尚未整改到位的问题及后续安排
（一）强化跟踪督办。市审计局将建立台账，按月调度未完成的事项。
（二）压实主管责任。市级主管部门将加强行业监管，健全制度。
"""
    found = extraction_of(HEAD + NAMED.format(lead="涉及2个部门。") + later)
    assert len(found.findings) == 4


def test_states_said_once_by_number_below_the_last_of_several_groups() -> None:
    text = """关于县委巡察整改进展情况的通报
现将整改进展情况通报如下：
一、反馈问题整改落实情况
（一）政治建设方面
问题1：理论学习流于形式。
整改落实情况：修订学习计划，组织研讨6次。
问题2：意识形态责任制不落实。
整改落实情况：制定责任清单，每季研判一次。
（二）作风建设方面
问题3：公务接待超标准。
整改落实情况：退回超支费用1.2万元。
问题4：调研走过场。
整改落实情况：制定调研计划，班子成员驻村调研12天。
截至9月30日，4个问题中，问题2正在整改，问题4需长期坚持，其余2个问题已完成整改。
"""
    assert statuses(extraction_of(text)) == ["completed", "in_progress", "completed", "long_term"]


def test_what_became_of_advice_is_work_done_not_advice() -> None:
    assert part_role("审计建议采纳落实情况") == "organisation"
    assert part_role("审计建议") == "recommendation"


def test_a_letter_that_answers_a_supervision_letter_is_no_reply_to_a_proposal() -> None:
    text = """岩滩县交通局关于《审计整改督办函》的复函
县审计局：
贵局来函收悉，现将整改情况函复如下：
一、关于“桥梁检测费未招标”的问题
已补办采购手续，今后一律公开招标。该问题已完成整改。
二、关于“养护台账缺失”的问题
已补建台账126份。该问题已完成整改。
"""
    found = extraction_of(text)
    assert found.family == "rectification_report"
    assert titles(found) == ["桥梁检测费未招标", "养护台账缺失"]
    assert extraction_of(text.replace("《审计整改督办函》", "县政协第12号提案")).family == "proposal_reply"


def test_a_list_of_problems_behind_a_statement_for_all_is_read_with_their_state() -> None:
    listed = """（三）公务消费审计查出问题整改情况
审计指出的这一方面2个问题均已完成整改，具体情况是：一是对3个部门无预算列支差旅费的问题，有关部门调整资金渠道11万元；二是对部分单位超范围用车的问题，市机关事务中心收回车辆4台。
（四）重点项目审计查出问题整改情况
——“滨河步道多计工程款”问题，建设单位核减26万元，已完成整改。
——“粮库扩建未批先建”问题，建设单位补办用地手续，正在整改。
"""
    found = extraction_of(HEAD + NAMED.format(lead="涉及2个部门。") + listed)
    assert titles(found)[4:] == [
        "3个部门无预算列支差旅费",
        "部分单位超范围用车",
        "滨河步道多计工程款",
        "粮库扩建未批先建",
    ]
    assert statuses(found)[4:] == ["completed", "completed", "completed", "in_progress"]


def test_a_state_behind_the_units_of_a_closing_bracket_is_no_unit() -> None:
    text = """杉湾镇关于审计发现问题整改情况的报告
现将整改情况报告如下：
1.村级工程未公开招标。有3个项目直接指定施工队。
整改情况：修订招标管理办法。（责任单位：镇建设办；已完成整改）
2.扶持资金闲置。资金40万元滞留一年。
整改情况：重新安排项目2个。（责任单位：镇财政所；正在整改）
"""
    found = extraction_of(text)
    assert [[q.text for q in f.responsible] for f in found.findings] == [["镇建设办"], ["镇财政所"]]
    assert statuses(found) == ["completed", "in_progress"]
