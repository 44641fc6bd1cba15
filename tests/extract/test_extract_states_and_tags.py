"""States behind the name of a problem, in labels and in badges; fields in brackets before it; numbers that no stop follows."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "澜丘县水务站关于审计整改情况的公告\n县审计局对我站进行了审计，现将整改情况公告如下。\n"
FOOT = "澜丘县水务站\n2024年5月6日\n"


@pytest.mark.parametrize(
    "told", ["{}问题，{}。", "{}的问题：{}。", "{}问题{}。", "{}，{}。", "“{}”问题，{}。"]
)
def test_paragraphs_that_open_with_a_problem_and_its_state_are_findings(told: str) -> None:
    lines = [
        told.format("水费收入未入账", "已整改到位") + "补缴水费12万元。",
        told.format("管网图纸缺失", "正在整改") + "已补测40公里。",
        told.format("泵站值班记录不完整", "基本完成整改") + "补记值班记录31份。",
    ]
    extraction = extraction_of(
        HEAD + "（一）资金方面\n" + "\n".join(lines[:2]) + "\n（二）运行方面\n" + lines[2] + "\n" + FOOT
    )

    assert titles(extraction) == ["水费收入未入账", "管网图纸缺失", "泵站值班记录不完整"]
    assert statuses(extraction) == ["completed", "in_progress", "largely_completed"]
    assert measures(extraction, 2) == ["已补测40公里。"]


@pytest.mark.parametrize("fault", ["上一轮审计查出的往来款问题整改不到位。", "上年审计指出的3项问题未整改。"])
def test_a_fault_that_tells_of_an_earlier_rectification_states_nothing(fault: str) -> None:
    text = f"{HEAD}1.{fault}\n整改情况：已完成整改。\n2.泵站值班记录不完整。\n整改情况：已完成整改。\n{FOOT}"
    extraction = extraction_of(text)

    assert titles(extraction)[0] == fault
    assert statuses(extraction) == ["completed", "completed"]


def test_a_problem_told_again_with_its_state_below_its_number_is_no_second_finding() -> None:
    extraction = extraction_of(
        f"{HEAD}1.水费收入12万元未入账。\n水费收入未入账问题，已整改到位。补缴水费12万元。\n"
        f"2.管网图纸缺失。\n管网图纸缺失问题，正在整改。已补测40公里。\n{FOOT}"
    )

    assert len(extraction.findings) == 2
    assert statuses(extraction) == ["completed", "in_progress"]


@pytest.mark.parametrize(
    "label",
    [
        "整改结果（{}）：",
        "整改落实情况[{}]：",
        "整改情况（{}）\n",
        "整改情况（{}）：\n",
        "【整改措施】（{}）",
    ],
)
def test_a_label_may_carry_the_state_in_brackets(label: str) -> None:
    told = (("水费坐支。", "已整改销号", "补缴4.2万元。"), ("管网图纸缺失。", "正在整改", "已补测12公里。"))
    body = "".join(f"问题{n}：{f}\n{label.format(s)}{m}\n" for n, (f, s, m) in enumerate(told, 1))
    extraction = extraction_of(HEAD + body + FOOT)

    assert titles(extraction) == ["水费坐支。", "管网图纸缺失。"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 1) == ["补缴4.2万元。"]


@pytest.mark.parametrize("arrow", [">>", "=>", "»", "→"])
def test_an_arrow_leads_to_what_was_done(arrow: str) -> None:
    extraction = extraction_of(
        f"{HEAD}1、水费坐支。\n{arrow} 已完成整改。补缴4.2万元。\n2、管网图纸缺失。\n{arrow} 正在整改。已补测12公里。\n{FOOT}"
    )

    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 1) == ["补缴4.2万元。"]


@pytest.mark.parametrize("tag", ["【{}】", "〖{}〗", "（{}）", "[{}]"])
def test_words_in_brackets_before_a_problem_are_its_field(tag: str) -> None:
    told = (("财务核算", "水费坐支。"), ("财务核算", "往来款未清理。"), ("工程管理", "管网图纸缺失。"))
    body = "".join(
        f"{n}.{tag.format(field)}{fault}\n整改情况：已整改。\n" for n, (field, fault) in enumerate(told, 1)
    )
    extraction = extraction_of(HEAD + body + FOOT)

    assert [(f.category.text if f.category else None, f.title.text) for f in extraction.findings] == list(
        told
    )


def test_a_body_in_brackets_before_a_problem_answers_for_it() -> None:
    extraction = extraction_of(
        f"{HEAD}1.【县财政局】水费坐支。\n整改情况：已整改。\n2.【县水利局】管网图纸缺失。\n整改情况：已整改。\n{FOOT}"
    )

    assert [[u.text for u in f.responsible] for f in extraction.findings] == [["县财政局"], ["县水利局"]]


def test_brackets_of_common_kinds_that_never_come_again_belong_to_the_problem() -> None:
    extraction = extraction_of(
        f"{HEAD}1.（含下属站点）水费坐支。\n整改情况：已整改。\n2.管网图纸缺失。\n整改情况：已整改。\n{FOOT}"
    )

    assert titles(extraction)[0] == "（含下属站点）水费坐支。"


@pytest.mark.parametrize("number", ["0{} ", "0{}", "{} "])
def test_numbers_that_no_stop_follows_count_findings_below_lettered_fields(number: str) -> None:
    faults = ["水费收入未入账。", "往来款未清理。", "管网图纸缺失。"]
    told = [
        f"{number.format(n)}{f}已整改\n责任部门：财务股 | 完成期限：6月底\n整改措施\n补齐。\n"
        for n, f in enumerate(faults, 1)
    ]
    extraction = extraction_of(HEAD + "A 资金管理\n" + told[0] + told[1] + "B 运行管理\n" + told[2] + FOOT)

    assert titles(extraction) == faults
    assert [f.category.text for f in extraction.findings if f.category] == [
        "资金管理",
        "资金管理",
        "运行管理",
    ]
    assert statuses(extraction) == ["completed"] * 3
    assert [[u.text for u in f.responsible] for f in extraction.findings] == [["财务股"]] * 3


def test_figures_at_the_head_of_lines_number_nothing() -> None:
    extraction = extraction_of(
        f"{HEAD}1.水费收入未入账。\n整改情况：已整改。\n2.管网图纸缺失。\n整改情况：\n3 个站点已补测，\n12 公里待测。\n{FOOT}"
    )

    assert titles(extraction) == ["水费收入未入账。", "管网图纸缺失。"]


def test_a_result_whose_findings_mostly_end_with_what_is_required_answers_none() -> None:
    extraction = extraction_of(
        "澜丘县审计局审计结果公告\n县审计局对澜丘镇主要领导进行了任期经济责任审计，现将结果公告如下。\n一、审计发现的主要问题及处理意见\n"
        "1.基本农田被占用。有37亩农田被挖塘。责成镇政府恢复耕种条件。\n2.复垦质量不达标。2个地块土层过薄。责成补土培肥。\n"
        "3.古树保护不力。3株古树周边有硬化。责成县林业局采取措施。\n4.取用水监管缺位。辖区3家构件厂取用地下水，年取水约4.2万立方米。责成县水利局依法处理。\n"
        "澜丘镇正在按照审计意见组织整改，整改结果由该镇自行公告。\n澜丘县审计局\n2024年5月6日"
    )

    assert [f.requirement is not None and not f.measures for f in extraction.findings] == [True] * 4
    assert statuses(extraction) == ["in_progress"] * 4


def test_how_many_an_earlier_audit_found_is_not_how_many_a_report_tells() -> None:
    extraction = extraction_of(
        "关于2022年度澜丘县本级预算执行和其他财政收支情况的审计工作报告\n县人大常委会：\n现报告2022年度审计情况。"
        "2021年度审计查出的96个问题，已整改93个。\n一、预算执行审计情况\n审计发现的主要问题：\n一是收入组织不够严谨。3700万元收入年末短收。\n"
        "二是绩效管理流于形式。19个项目自评得分均在98分以上。\n"
    )

    assert extraction.stated_finding_count is None
