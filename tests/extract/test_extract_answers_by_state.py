"""Problems first, then the same problems sorted by state: below headings, in one line, or in a table."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "栗河区档案馆关于审计发现问题整改情况的公告\n根据区审计局的审计报告，现将整改情况公告如下：\n"
PROBLEMS = (
    "一、审计发现的主要问题\n（一）库房温湿度记录中断。2023年3月至5月无记录。\n（二）数字化项目超期11个月。\n"
    "（三）关于购书费重复报销的问题\n两次列支书款2.6万元。\n（四）聘用人员未签订合同。\n"
)
TAIL = "三、下一步打算\n我馆将健全制度。\n栗河区档案馆\n2025年4月2日\n"
STATES = ["completed", "in_progress", "completed", "in_progress"]


def told(answers: str):
    return extraction_of(HEAD + PROBLEMS + answers + TAIL)


@pytest.mark.parametrize(
    "heads",
    [
        ("（一）已完成整改的问题（2项）", "（二）正在整改的问题（2项）"),
        ("1.已整改到位2项", "2.正在推进2项"),
        ("（一）立行立改、已整改到位的事项", "（二）尚在整改的事项"),
    ],
)
def test_headings_of_state_above_problems_told_again(heads: tuple[str, str]) -> None:
    inner = ("（{}）" if heads[0][0] == "1" else "{}.").format
    e = told(
        f"二、整改落实情况\n{heads[0]}\n{inner(1)}库房温湿度记录中断。安装自动记录仪4台。\n{inner(2)}购书费重复报销。追回书款2.6万元。\n"
        f"{heads[1]}\n{inner(1)}数字化项目超期。已完成九成扫描，余下部分11月验收。\n{inner(2)}聘用人员未签订合同。与其中3人补签。\n"
    )

    assert len(titles(e)) == 4
    assert statuses(e) == STATES
    assert measures(e, 3) == ["追回书款2.6万元。"]
    assert e.findings[2].detail and e.findings[2].detail.text == "两次列支书款2.6万元。"


@pytest.mark.parametrize(
    "lines",
    [
        "已完成整改（2项）：1.库房温湿度记录中断；2.购书费重复报销。\n正在整改（2项）：1.数字化项目超期；2.聘用人员未签订合同。\n",
        "已整改到位的问题有2个，分别为：库房温湿度记录中断；购书费重复报销。\n正在整改的问题有2个，分别为：数字化项目超期；聘用人员未签订合同。\n",
        "已整改2项：库房温湿度记录中断、购书费重复报销；正在整改2项：数字化项目超期、聘用人员未签订合同。\n",
    ],
)
def test_a_line_that_lists_the_problems_of_each_state_is_no_measure(lines: str) -> None:
    e = told(f"二、整改结果\n{lines}")

    assert statuses(e) == STATES
    assert [measures(e, n) for n in range(1, 5)] == [[]] * 4


def test_a_line_whose_number_is_not_that_of_its_list_states_nothing() -> None:
    assert (
        statuses(told("二、整改结果\n已完成整改（3项）：1.库房温湿度记录中断；2.购书费重复报销。\n"))
        == [None] * 4
    )


TABLE = (
    "序号\t问题\t整改情况\t整改状态\t完成时限\n1\t库房温湿度记录中断\t安装自动记录仪4台。\t已完成\t2024年6月\n2\t数字化项目超期\t已完成九成扫描。\t整改中\t2025年11月\n"
    "3\t购书费重复报销\t追回书款2.6万元。\t已完成\t2024年6月\n4\t聘用人员未签订合同\t与其中3人补签。\t整改中\t2025年6月\n"
)


def test_a_table_that_tells_the_problems_again_answers_them() -> None:
    e = told(f"二、整改落实情况\n{TABLE}")

    assert [f.label.text for f in e.findings if f.label] == ["（一）", "（二）", "（三）", "（四）"]
    assert statuses(e) == STATES
    assert measures(e, 1) == ["安装自动记录仪4台。"]
    assert [f.deadline.text for f in e.findings if f.deadline] == [
        "2024年6月",
        "2025年11月",
        "2024年6月",
        "2025年6月",
    ]
    assert e.findings[0].detail and e.findings[0].detail.text == "2023年3月至5月无记录。"


def test_a_table_of_other_problems_lists_findings_of_its_own() -> None:
    other = TABLE
    for old, new in (
        ("库房温湿度记录中断", "消防栓锈蚀"),
        ("数字化项目超期", "门禁失灵"),
        ("购书费重复报销", "食堂账目混乱"),
        ("聘用人员未签订合同", "会议费超标"),
    ):
        other = other.replace(old, new)

    assert len(titles(told(f"二、整改落实情况\n{other}"))) == 8


def test_third_parties_are_no_third_finding() -> None:
    e = told(
        "二、整改落实情况\n1.库房温湿度记录中断。安装自动记录仪。\n2.数字化项目超期。委托第三方机构验收。\n3.购书费重复报销。追回书款。\n4.聘用人员未签订合同。补签合同。\n"
    )

    assert measures(e, 2) == ["委托第三方机构验收。"]
    assert measures(e, 3) == ["追回书款。"]


def test_an_answered_part_leaves_what_stands_below_a_named_problem_to_describe_it() -> None:
    e = told("二、整改落实情况\n关于购书费重复报销的问题，已追回书款。\n")

    assert e.findings[2].detail and e.findings[2].detail.text == "两次列支书款2.6万元。"
    assert measures(e, 3) == ["已追回书款。"]


def test_what_the_auditors_asked_of_a_body_is_required() -> None:
    e = extraction_of(
        "栗河区审计局关于区档案馆的审计结果公告\n二、审计发现的主要问题\n（一）库房温湿度记录中断。2023年3月至5月无记录。审计要求区档案馆配备记录仪。\n"
        "（二）数字化项目超期。超期11个月。审计机关要求该馆加快验收。\n三、整改情况\n区档案馆已按审计要求全部整改到位。\n"
    )

    assert [f.requirement.text if f.requirement else None for f in e.findings] == [
        "审计要求区档案馆配备记录仪。",
        "审计机关要求该馆加快验收。",
    ]


def test_related_links_close_a_notice() -> None:
    found = extraction_of(
        f"{HEAD}1.库房温湿度记录中断\n整改情况：安装记录仪。\n2.聘用人员未签订合同\n整改情况：补签合同。\n相关链接：审计结果公告\n"
    )
    assert measures(found, 2) == ["补签合同。"]
