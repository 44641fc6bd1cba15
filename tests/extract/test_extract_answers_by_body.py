"""Answers far behind, grouped by the body that answers, by state or by name, in other words and another order than findings."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import units

DONE, GOING = "completed", "in_progress"
FUNDS = """
沅湖市本级2023年文化惠民资金审计结果和整改情况公告
沅湖市审计局于2024年3月至5月对文化惠民资金进行了审计，现公告如下。
一、审计发现的问题
1.送戏下乡场次虚报。3个剧团多报演出场次41场，多领补助61.5万元。
2.农家书屋图书更新不及时。386个农家书屋中有94个两年未更新图书，1.2万册新书积压在仓库。
3.文化馆免费开放补助挪作他用。市文化馆将免费开放补助28.4万元用于发放编外人员工资。
4.博物馆文物库房恒温设备停用。设备购置费176万元，建成后因电费过高一直关闭。
二、整改落实情况
{answers}
沅湖市审计局
2024年10月16日
"""
FIRST = "多领的61.5万元已追缴39万元，余款已列入还款计划。正在整改。"
SECOND = "1.2万册积压新书配送到94个书屋，建立季度轮换制度。该事项已完成整改。"
THIRD = "28.4万元工资支出由单位自有收入归还。该事项已完成整改。"
FOURTH = "恒温设备更换为分区控制模式，8月恢复运行。该事项已完成整改。"


@pytest.mark.parametrize(
    "heads",
    [
        ("（一）市文化馆", "（二）市博物馆、市图书馆", "（三）市文化广电和旅游局"),
        ("（一）市文化馆1项", "（二）市博物馆、市图书馆2项", "（三）市文化广电和旅游局1项"),
        (
            "（一）责任单位：市文化馆（1个）",
            "（二）责任单位：市博物馆、市图书馆（2个）",
            "（三）责任单位：市文化广电和旅游局（1个）",
        ),
        ("市文化馆", "市博物馆、市图书馆", "市文化广电和旅游局"),
    ],
)
def test_answers_below_bodies_are_joined_one_by_one(heads: tuple[str, str, str]) -> None:
    answers = f"{heads[0]}\n1.{THIRD}\n{heads[1]}\n1.{FOURTH}\n2.{SECOND}\n{heads[2]}\n1.{FIRST}"
    found = extraction_of(FUNDS.format(answers=answers))

    assert statuses(found) == [GOING, DONE, DONE, DONE]
    assert measures(found, 2) == ["1.2万册积压新书配送到94个书屋，建立季度轮换制度。"]
    assert measures(found, 3) == ["28.4万元工资支出由单位自有收入归还。"]
    assert units(found) == [
        ["市文化广电和旅游局"],
        ["市博物馆", "市图书馆"],
        ["市文化馆"],
        ["市博物馆", "市图书馆"],
    ]
    assert not found.measures


def test_answers_below_states_have_the_state_of_their_list() -> None:
    answers = (
        "（一）已完成整改的3个问题\n1.恒温设备更换为分区控制模式，8月恢复运行。\n2.28.4万元由单位自有收入归还。\n"
        "3.1.2万册积压新书已配送到94个书屋。\n（二）正在整改的1个问题\n1.多领的61.5万元已追缴39万元。"
    )
    found = extraction_of(FUNDS.format(answers=answers))

    assert statuses(found) == [GOING, DONE, DONE, DONE]
    assert measures(found, 4) == ["恒温设备更换为分区控制模式，8月恢复运行。"]


@pytest.mark.parametrize("lead", ["一事，", "问题。", "事项，"])
def test_words_that_only_name_the_finding_again_are_no_measure(lead: str) -> None:
    answers = (
        f"（一）市文化馆、市博物馆各1项\n1.免费开放补助发工资{lead}28.4万元已归还。已完成整改。\n"
        f"2.恒温设备长期关闭{lead}设备分区控制，恢复运行。已完成整改。\n"
        f"（二）市文化广电和旅游局2项\n1.剧团多报场次{lead}61.5万元已追缴39万元。正在整改。\n"
        f"2.书屋新书积压{lead}1.2万册配送到94个书屋。已完成整改。"
    )
    found = extraction_of(FUNDS.format(answers=answers))

    assert measures(found, 1) == ["61.5万元已追缴39万元。"]
    assert measures(found, 3) == ["28.4万元已归还。"]
    assert statuses(found) == [GOING, DONE, DONE, DONE]
    assert units(found)[2:] == [
        [],
        [],
    ]  # each of the two answers for one of them: the heading does not say which


HOMES = """
临棠区2024年度养老机构专项检查结果及整改情况通报
一、存在的突出问题
1.消防控制室无证值守。颐康园夜班2名值班员没有消防设施操作员证。
2.护理记录造假。安泰护理院6名老人的翻身记录提前填写到次日。
3.食堂食品过期。福寿苑冷库内12箱冷冻鸡腿超过保质期45天。
二、各机构整改结果
{answers}
临棠区民政局
2024年12月20日
"""


@pytest.mark.parametrize("between", ["：\n", "："])
def test_names_that_one_finding_tells_of_head_its_answer(between: str) -> None:
    answers = (
        f"安泰护理院{between}改用扫码打点记录，家属可在手机端查询。已完成整改。\n"
        f"颐康园{between}已聘用持证人员4名，夜间双人值守。已完成整改。\n福寿苑{between}更换供货商，罚款2万元。正在整改。"
    )
    found = extraction_of(HOMES.format(answers=answers))

    assert statuses(found) == [DONE, DONE, GOING]
    assert measures(found, 1) == ["已聘用持证人员4名，夜间双人值守。"]
    assert measures(found, 2) == ["改用扫码打点记录，家属可在手机端查询。"]


def test_a_body_alone_above_the_last_paragraph_heads_it() -> None:
    answers = (
        f"市文化馆\n1.{THIRD}\n市图书馆\n1.{SECOND}\n2.{FIRST}\n市博物馆\n"
        "恒温设备更换为分区控制模式，8月恢复运行，每天两次巡检。该事项已完成整改。"
    )
    found = extraction_of(FUNDS.format(answers=answers))

    assert measures(found, 4) == ["恒温设备更换为分区控制模式，8月恢复运行，每天两次巡检。"]
    assert units(found)[3] == ["市博物馆"]
    assert statuses(found) == [GOING, DONE, DONE, DONE]


def test_general_measures_below_headings_answer_no_finding() -> None:
    found = extraction_of(
        "青墩县教育系统审计结果公告\n一、审计发现的问题\n（一）大班额未消除。5所学校有23个班超过55人。\n"
        "（二）校园修缮资金滞留。1,120万元在专户超过一年。\n（三）教师培训费列支不实。虚列培训费16万元。\n"
        "二、整改情况\n（一）加强组织领导\n1.成立领导小组。局长任组长。\n2.召开专题会议。逐项研究整改措施。\n"
        "（二）健全制度机制\n1.出台经费管理办法。\n2.建立定期通报制度。\n青墩县审计局\n2024年9月2日\n"
    )

    assert titles(found) == ["大班额未消除。", "校园修缮资金滞留。", "教师培训费列支不实。"]
    assert [measures(found, n) for n in (1, 2, 3)] == [[], [], []]
    assert statuses(found) == [None] * 3


def test_a_body_before_its_measures_answers_for_them() -> None:
    found = extraction_of(
        "关于荞阳镇党委巡察反馈问题整改结果的通报\n一、巡察反馈的主要问题\n"
        "1.村务公开栏长期不更新。抽查的6个村有4个半年未更新。\n2.惠民补贴资金审核把关不严。向17名不符合条件人员发放补贴2.2万元。\n"
        "3.工程项目超付进度款。镇敬老院改造多付进度款18万元。\n二、整改结果\n"
        "——镇财政所：惠民补贴2.2万元已追回1.9万元；超付的18万元从尾款中抵扣。\n"
        "——镇农业农村服务中心：4个村的公开栏已更新，镇里按月抽查。\n荞阳镇党委\n2024年8月8日\n"
    )

    assert [measures(found, n) for n in (1, 2, 3)] == [
        ["4个村的公开栏已更新，镇里按月抽查。"],
        ["惠民补贴2.2万元已追回1.9万元；"],
        ["超付的18万元从尾款中抵扣。"],
    ]
    assert units(found) == [["镇农业农村服务中心"], ["镇财政所"], ["镇财政所"]]
