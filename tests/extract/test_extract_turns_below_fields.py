"""Problems and answers that take turns below short lines, where nothing has a number or a label."""

from tests.extract.notices import extraction_of, measures

TURNS = """
棠里县财政局关于2022年度县级决算草案审计问题整改情况的报告
贵局审计报告指出我局4个方面的问题，现将整改情况报告如下：
收入管理
罚没收入未及时缴库。执法部门罚没收入滞留过渡户63万元。
资金已全部缴库，过渡户予以撤销。
债务管理
专项债券资金闲置。1.2亿元债券资金闲置超过一年。
协调项目单位加快进度，已支出8,600万元。
资产管理
行政事业单位资产底数不清。
开展资产清查，清查结果录入系统。
棠里县财政局
2023年10月20日
"""


def test_problem_and_answer_take_turns_below_bare_fields() -> None:
    extraction = extraction_of(TURNS)

    assert [f.category.text for f in extraction.findings if f.category] == [
        "收入管理",
        "债务管理",
        "资产管理",
    ]
    assert measures(extraction, 3) == ["开展资产清查，清查结果录入系统。"]


WORK = """
棠里县财政局关于审计整改工作的通报
现将有关情况通报如下：
组织领导
局党组召开专题会议，成立整改专班。
各股室明确专人负责。
督导检查
开展督导检查4轮。
对进展缓慢的股室进行约谈。
棠里县财政局
2023年10月20日
"""


def test_work_told_below_bare_fields_is_no_list_of_problems() -> None:
    assert extraction_of(WORK).findings == ()
