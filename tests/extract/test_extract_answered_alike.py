"""Answers that their neighbours, their numbers or their headings tell: told alike, 针对问题1。, described after 关于F的问题。"""

import pytest

from extract.model import Extraction
from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "临溪县供销合作社关于审计查出问题整改情况的报告\n县审计局：\n我社立即研究整改，现将情况报告如下。\n"
TAIL = "临溪县供销合作社\n2025年6月3日"
LIST = "一、审计查出的主要问题\n（一）农资库房空置。2座库房3年未使用。\n（二）企业借款未收回，金额46.2万元。\n（三）出租合同未备案。\n二、整改落实情况\n"
MOVED, PAID, FILED = "2座库房已移交县粮食公司。", "已收回31万元，余款起诉追缴。", "7份合同补办备案。"


def page(text: str) -> Extraction:
    return extraction_of(f"{HEAD}{text}{TAIL}")


def details(e: Extraction) -> list[str | None]:
    return [f.detail.text if f.detail else None for f in e.findings]


@pytest.mark.parametrize(
    "opening",
    ["1.关于问题{n}的整改情况。", "（{n}）针对问题{n}。", "针对第{n}个问题。", "（{n}）第{n}项问题整改情况\n", "问题{n}整改情况："],
)  # fmt: skip
def test_answers_open_with_the_number_of_their_finding(opening: str) -> None:
    told = [opening.replace("{n}", n) + said for n, said in zip("一二三", (MOVED, PAID, FILED), strict=True)]
    e = page(LIST + "\n".join(told) + "\n截至5月31日，问题一、问题三已整改到位，问题二正在整改。\n")

    assert [measures(e, n) for n in (1, 2, 3)] == [[MOVED], [PAID], [FILED]]
    assert statuses(e) == ["completed", "in_progress", "completed"]


def test_one_answer_to_two_numbers_stands_with_both() -> None:
    e = page(f"{LIST}（一）针对问题1和问题3。{MOVED}\n（二）针对问题2。{PAID}\n以上问题均已整改到位。\n")

    assert [measures(e, n) for n in (1, 2, 3)] == [[MOVED], [PAID], [MOVED]]
    assert statuses(e) == ["completed"] * 3


def test_words_about_problems_are_no_numbers() -> None:
    e = page(
        "一、关于问题整改情况\n1.库房空置问题。针对问题库房，已移交。\n2.合同未备案问题。问题3份合同已补办。\n"
    )

    assert [measures(e, 1), measures(e, 2)] == [["针对问题库房，已移交。"], ["问题3份合同已补办。"]]


PLAIN = [
    "1.退费超期。立案庭建立超期预警，平均用时9天。整改状态：已完成",
    "2.涉案款滞留账户。执行局逐案核对，发放213万元。整改状态：已完成",
    "3.法庭维修未结算。造价审核因资料缺失暂停，预计年底出具报告。整改状态：整改中",
    "4.加油卡混用。办公室收回3张加油卡并逐车绑定。整改状态：已完成",
]  # fmt: skip


def test_what_most_findings_give_at_once_the_others_give_too() -> None:
    e = page("二、问题整改情况\n" + "\n".join(PLAIN) + "\n")

    assert details(e) == [None] * 4
    assert measures(e, 3) == ["造价审核因资料缺失暂停，预计年底出具报告。"]


def test_a_description_among_described_findings_stays_one() -> None:
    e = page(
        "二、问题整改情况\n1.退费超期。12件案件退费超过三个月。立案庭建立预警。\n2.涉案款滞留。213万元超过半年未发放。执行局已逐案发放。\n"
        "3.维修未结算。工程2022年竣工，至今未送审。\n4.加油卡混用。办公室收回3张加油卡。\n"
    )

    assert details(e)[2] == "工程2022年竣工，至今未送审。"
    assert measures(e, 3) == []


DESCRIBED = [
    "1.退费超期。12件案件退费超过三个月。立案庭建立预警，平均用时9天。",
    "2.收入混库。财务科将{what}8.6万元缴入其他收入科目。财务科已作更正，组织3个科室自查。",
    "3.账户沉淀。213万元超过半年未发放。执行局逐案核对，全部发放。",
    "4.资产未入账。两辆囚车购置后一直没有登记。办公室补登两辆车，金额37万元。",
    "5.加油卡混用。3张加油卡由5个部门共用。办公室收回3张加油卡并逐车绑定。",
]  # fmt: skip


@pytest.mark.parametrize("what", ["诉讼费", "执行款", "拍卖收入"])
def test_where_the_others_describe_first_an_act_told_first_describes_too(what: str) -> None:
    e = page("二、问题整改情况\n" + "\n".join(DESCRIBED).format(what=what) + "\n")

    assert details(e)[1] == f"财务科将{what}8.6万元缴入其他收入科目。"
    assert measures(e, 2) == ["财务科已作更正，组织3个科室自查。"]


def test_why_it_came_so_is_part_of_the_answer_though_the_others_describe_first() -> None:
    told = "由于两个科室账套分设，收入科目对不上。财务科已作更正，组织3个科室自查。"
    e = page("二、问题整改情况\n" + "\n".join([DESCRIBED[0], f"2.收入混库。{told}", *DESCRIBED[2:]]) + "\n")

    assert details(e)[1] is None
    assert measures(e, 2) == [told]


def test_where_no_other_problem_is_answered_an_act_describes() -> None:
    e = extraction_of(
        "临溪县供销合作社2024年度财务收支审计结果\n审计发现的主要问题\n"
        "1.收入跨年确认。2023年12月预收的26万元全部计入当年收入。要求供销社按权责发生制调整账务。\n"
        "2.采购未比价。7个项目、金额94.3万元直接委托施工。责令供销社执行采购规定。\n"
        "3.库房闲置。2座库房3年未使用。责成供销社盘活资产。\n"
        "4.往来款未清理。13笔借款超过五年未收回。要求供销社限期清收。\n"
    )

    assert details(e)[0] == "2023年12月预收的26万元全部计入当年收入。"
    asked = e.findings[0].requirement
    assert asked is not None
    assert asked.text == "要求供销社按权责发生制调整账务。"
    assert not any(f.measures for f in e.findings)


def test_a_plain_description_after_the_problem_named_in_full() -> None:
    e = page(
        "（一）关于“土地手续不全”的问题。4个站建成十年仍未取得土地证。收到报告后，我社补办3处。\n"
        "（二）关于“收费未公示”的问题。因大厅搬迁，公示栏拆除。现已重新张贴。\n对上述2个问题，截至5月底，已全部整改到位。\n"
    )

    assert details(e) == ["4个站建成十年仍未取得土地证。", None]
    assert measures(e, 1) == ["收到报告后，我社补办3处。"]
    assert measures(e, 2) == ["因大厅搬迁，公示栏拆除。现已重新张贴。"]
    assert statuses(e) == ["completed"] * 2


def test_a_quoted_problem_is_titled_by_its_words() -> None:
    e = page("1.“值班费超发”问题\n整改情况：退回3.2万元。\n2.“油卡未登记”的问题\n整改情况：逐卡登记。\n")

    assert titles(e) == ["值班费超发", "油卡未登记"]


def test_a_second_paragraph_answers_where_the_others_do() -> None:
    e = page(
        "二、问题整改情况\n1.退费不及时。\n73件案件超过三个月未退。\n立案庭开展清理，退还58.7万元。\n该问题已整改到位。\n"
        "2.执行款未发放。\n到账超过30日的执行款仍有1126笔。\n执行局对1126笔款项逐笔列出未发放原因，已发放903笔。\n该问题正在整改。\n"
        "3.费用标准不统一。\n同类房产付费相差近一倍。\n制定统一上限，重新公开遴选3家机构。\n该问题已整改到位。\n"
    )

    assert [len(measures(e, n)) for n in (1, 2, 3)] == [1, 1, 1]
    assert details(e)[1] == "到账超过30日的执行款仍有1126笔。"


@pytest.mark.parametrize("when", ["目前", "截至6月1日，", "截止目前，", "现"])
def test_an_opening_states_for_as_many_as_there_are(when: str) -> None:
    told = "具体如下：\n1.补贴重复发放。追回2.3万元。\n2.采购超预算。调整预算。\n"

    assert statuses(page(f"我社制定方案，{when}2个问题已全部整改到位。{told}")) == ["completed"] * 2
    assert statuses(page(f"我社制定方案，{when}3个问题已全部整改到位。{told}")) == [None] * 2


@pytest.mark.parametrize("matter", ["文物征集专项经费", "教师培训经费", "物业服务采购", "招聘考试收费"])
def test_results_are_results_whatever_was_audited(matter: str) -> None:
    told = "1.超标准支付。退回2.3万元，已整改到位。\n2.合同未备案。补办备案，已整改到位。\n"

    assert (
        extraction_of(f"临溪县博物馆关于{matter}审计整改情况的公告\n{told}{TAIL}").family
        == "rectification_report"
    )


def test_a_course_on_rectification_is_none() -> None:
    e = extraction_of(
        "关于举办审计整改培训班的通知\n一、培训内容\n1.审计整改政策。\n2.典型问题整改。\n沅陂市审计局\n2025年6月3日"
    )

    assert e.family == "other"


def test_a_body_that_publishes_is_named_in_the_title() -> None:
    e = extraction_of(
        "龙尾港海关公布2024年度预算执行审计整改结果\n一、关于执行率低的问题。已通报。\n二、关于收费的问题。已退还。\n"
    )

    assert e.issuer is not None
    assert e.issuer.text == "龙尾港海关"
