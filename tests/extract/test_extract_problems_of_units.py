"""Units that name their problems: before a colon, in a statement of state, and in headings that sort units."""

from tests.extract.notices import extraction_of, measures, statuses, titles

STATED = """
浔安市审计局关于市属学校基建项目审计结果的公告
一、基本情况
市审计局对3所学校的7个基建项目进行了审计。
二、审计发现的主要问题
实验中学：综合楼项目多计工程款62.4万元。
第五小学：操场改造未经审批变更设计，增加投资18万元。
幼儿师范学校：学生公寓项目监理人员未到岗履职；隐蔽工程无验收记录；超付进度款31万元。
三、整改情况
实验中学的问题已整改到位。第五小学的问题正在整改。幼儿师范学校3个问题中，前两个已整改，超付进度款的问题正在整改。
浔安市审计局
2020年12月7日
"""


def test_a_state_said_of_one_unit_is_not_that_of_others() -> None:
    extraction = extraction_of(STATED)
    assert titles(extraction)[2:] == [
        "学生公寓项目监理人员未到岗履职",
        "隐蔽工程无验收记录",
        "超付进度款31万元。",
    ]
    assert statuses(extraction) == ["completed", "in_progress", "completed", "completed", "in_progress"]
    assert {r.text for f in extraction.findings[2:] for r in f.responsible} == {"幼儿师范学校"}


def test_answers_by_body_go_to_the_faults_of_each() -> None:
    extraction = extraction_of(
        """
浔安市教育局关于学校经费审计问题整改情况的公告
一、审计发现的主要问题
实验中学：食堂收支未纳入学校账簿；补课费发放无考勤依据。第五小学：捐赠图书未登记。
二、整改情况
实验中学：食堂收支并入学校账簿；重新核发并退回0.74万元。第五小学：补登图书1386册。
浔安市教育局
2020年12月7日
"""
    )
    assert [measures(extraction, n) for n in (1, 2, 3)] == [
        ["食堂收支并入学校账簿；"],
        ["重新核发并退回0.74万元。"],
        ["补登图书1386册。"],
    ]


FIELDS = """
关于泉岭县2021年度社会救助资金专项审计发现问题整改情况的公告
县民政局针对审计发现的3个问题积极整改，现将结果公告如下。
低保对象认定方面。存在应退未退的问题。有27户仍享受低保，涉及金额8.43万元。县民政局已取消27户资格，追回资金6.9万元。目前正在整改。
特困供养方面。存在护理补贴发放标准偏低的问题。3所敬老院未按新标准发放护理补贴。县民政局已补发差额4.2万元。目前已整改到位。
临时救助方面。存在审批超时限的问题。19份档案超过规定时限。县民政局优化审批流程。目前已整改到位。
泉岭县民政局
2022年8月1日
"""


def test_a_field_before_the_problem_of_a_paragraph_is_its_category() -> None:
    extraction = extraction_of(FIELDS)

    assert titles(extraction)[0] == "存在应退未退的问题。"
    assert [f.category.text for f in extraction.findings if f.category] == [
        "低保对象认定方面",
        "特困供养方面",
        "临时救助方面",
    ]


SORTED_UNITS = """
赭山县人民政府办公室关于2020年度审计整改情况的通报
各乡镇人民政府，县直各单位：
现将有关情况通报如下：
一、整改成效明显的单位
县住房城乡建设局：对“保障房租金收缴率低”问题，逐户上门催缴，收缴率提高到93%。该问题已完成整改。
县卫生健康局：对“基层医疗机构药品加价”问题，组织退还多收费用2.7万元。该问题已完成整改。
二、整改进展缓慢的单位
石门乡：对“村级集体资金出借未收回”问题，正在催收。
县文化旅游局：对“景区门票分成款未入账”问题，仅完成对账。该问题正在整改。
赭山县人民政府办公室
2021年10月12日
"""


def test_units_before_quoted_problems_answer_for_them_and_headings_that_sort_units_state_nothing() -> None:
    extraction = extraction_of(SORTED_UNITS)

    assert titles(extraction)[1] == "基层医疗机构药品加价"
    assert [[r.text for r in f.responsible] for f in extraction.findings] == [
        ["县住房城乡建设局"],
        ["县卫生健康局"],
        ["石门乡"],
        ["县文化旅游局"],
    ]
    assert statuses(extraction) == ["completed", "completed", None, "in_progress"]
    assert measures(extraction, 1) == ["逐户上门催缴，收缴率提高到93%。"]
