"""What numbers findings: words in turn, 第三项, bullets, a number that a copy lost; and what numbers none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.folding import fold
from extract.lines.enumerators import mark_at
from extract.lines.lines import Page
from extract.lines.listed_numbers import listed_numbers
from extract.lines.listed_problems import listed_problems
from extract.reading import read
from tests.extract.notices import extraction_of, measures, raw, statuses, titles
from tests.extract.told import categories, labels

HEAD = "穗川市文化馆关于审计整改情况的公告\n根据要求，现将整改情况公告如下。\n"


@pytest.mark.parametrize(
    "words",
    [
        ("首先，", "其次，", "再次，", "最后，"),
        ("第一项，", "第二项，", "第三项，", "第四项，"),
        ("■ ", "■ ", "■ ", "■ "),
    ],
)
def test_findings_are_numbered_by_words_and_signs(words: tuple[str, ...]) -> None:
    faults = ["培训费超标准列支。", "票款未及时上缴。", "两台音响长期闲置。", "往来款长期未清理。"]
    text = "".join(
        f"{w}{f}涉及2.4万元。\n整改情况：已整改到位。\n" for w, f in zip(words, faults, strict=True)
    )

    e = extraction_of(f"{HEAD}审计发现以下问题：\n{text}穗川市文化馆\n2024年3月5日")

    assert titles(e) == faults
    assert statuses(e) == ["completed"] * 4


def test_first_words_number_the_problems_announced_below_an_evaluation() -> None:
    e = extraction_of(
        "穗川县审计局关于县文化馆财务收支的审计结果\n一、总体评价\n收支基本合规，但还存在以下三个方面的问题：\n"
        "首先，培训费超标准列支。多列2.4万元。\n其次，票款未及时上缴。\n最后，两台音响长期闲置。\n"
        "二、审计处理\n（1）培训费超标。责令收回多列的2.4万元。\n（2）票款未上缴。责令缴入国库。\n（3）音响闲置。要求调剂使用。\n"
        "以上事项的整改期限均为2024年5月31日前。\n穗川县审计局\n2024年2月8日"
    )

    assert labels(e) == ["首先", "其次", "最后"]
    assert categories(e) == [None, None, None]
    assert [f.requirement.text if f.requirement else None for f in e.findings] == [
        "责令收回多列的2.4万元。", "责令缴入国库。", "要求调剂使用。",
    ]  # fmt: skip
    assert {f.deadline.text if f.deadline else None for f in e.findings} == {"2024年5月31日前"}


def test_a_last_word_without_words_before_it_numbers_nothing() -> None:
    assert mark_at("最后，感谢各位代表。") is not None
    page = Page(read(raw("公告\n我馆认真整改。\n最后，感谢各位代表。\n")))

    assert [line.mark for line in page.lines][-1] is None


def test_the_third_item_answers_a_list_that_came_before_it() -> None:
    e = extraction_of(
        f"{HEAD}一、培训费超标准列支\n二、票款未及时上缴\n三、两台音响长期闲置\n"
        "收到报告后，我馆立即整改：\n第一项，已收回2.4万元。\n第二项，已缴入国库。\n第三项，已调剂给乡镇。\n穗川市文化馆\n2024年3月5日"
    )

    assert titles(e) == ["培训费超标准列支", "票款未及时上缴", "两台音响长期闲置"]
    assert measures(e, 3) == ["已调剂给乡镇。"]


def test_a_line_between_third_and_fifth_that_opens_like_both_is_the_fourth() -> None:
    e = extraction_of(
        f"{HEAD}二、具体问题整改情况\n【收支管理方面】\n（一）关于“培训费超标准”问题。收回2.4万元。整改状态：已完成。\n"
        "（二）关于“票款未上缴”问题。缴入国库。整改状态：已完成。\n【资产管理方面】\n"
        "关于“音响闲置”问题。调剂使用。整改状态：正在整改。\n（四）关于“账实不符”问题。补记账目。整改状态：已完成。\n穗川市文化馆\n2024年3月5日"
    )

    assert titles(e) == ["培训费超标准", "票款未上缴", "音响闲置", "账实不符"]
    assert labels(e) == ["（一）", "（二）", None, "（四）"]
    assert categories(e) == ["收支管理方面", "收支管理方面", "资产管理方面", "资产管理方面"]


@pytest.mark.parametrize(
    ("clause", "numbers"),
    [
        ("除第③项正在整改外", {3}),
        ("第①至③项", {1, 2, 3}),
        ("③项", set()),
        ("第一项至第五项问题", {1, 2, 3, 4, 5}),
        ("第1个到第3个问题", {1, 2, 3}),
        ("第一项、第三项问题至第五项问题", {1, 3, 4, 5}),
    ],
)
def test_numbers_are_referred_to_one_by_one_and_from_one_to_another(clause: str, numbers: set[int]) -> None:
    assert listed_numbers(fold(clause)) == numbers


def test_all_but_the_one_named_are_completed() -> None:
    problems = "①培训费超标准列支。\n②票款未及时上缴。\n③两台音响长期闲置。\n"
    e = extraction_of(
        f"穗川县审计局关于县文化馆的审计结果\n一、审计发现的主要问题\n{problems}二、整改情况\n"
        "截至9月底，除第③项正在整改外，其余各项均已完成整改。\n穗川县审计局\n2024年10月8日"
    )

    assert statuses(e) == ["completed", "completed", "in_progress"]


def test_a_heading_that_names_a_place_and_who_answers_groups_the_list_below_it() -> None:
    e = extraction_of(
        "穗川县安全生产委员会办公室关于交办安全隐患的通知\n现将隐患交办，所有隐患须于2024年7月31日前整改完毕。\n"
        "一、汽车客运站\n责任单位：县交通运输局\n1、应急照明灯损坏11盏\n2、疏散通道堆放货物\n"
        "二、城南市场\n责任单位：县市场监督管理局\n1、灭火器过期27具\n穗川县安全生产委员会办公室\n2024年7月2日"
    )

    assert titles(e) == ["应急照明灯损坏11盏", "疏散通道堆放货物", "灭火器过期27具"]
    assert categories(e) == ["汽车客运站", "汽车客运站", "城南市场"]
    assert [[u.text for u in f.responsible] for f in e.findings] == [["县交通运输局"]] * 2 + [
        ["县市场监督管理局"]
    ]
    assert {f.deadline.text if f.deadline else None for f in e.findings} == {"2024年7月31日前"}


AREA = (
    "（一）财政管理方面\n{0}关于支出预算未细化的问题，市财政局已分解到项目；{1}关于利息未入账的问题，已补记48.3万元。"
    "以上问题已全部整改完成。\n（二）资产管理方面\n{0}关于房产闲置的问题，已出租3处；{1}关于账实不符的问题，正在盘点，该问题正在整改。\n"
)


@pytest.mark.parametrize(("first", "second"), [("一是", "二是"), ("1.", "2."), ("", "")])
def test_a_paragraph_that_lists_problems_with_their_answers_is_cut_into_them(first: str, second: str) -> None:
    e = extraction_of(f"{HEAD}二、具体整改情况\n{AREA.format(first, second)}穗川市人民政府\n2024年3月5日")

    assert titles(e) == ["支出预算未细化", "利息未入账", "房产闲置", "账实不符"]
    assert categories(e) == ["财政管理方面"] * 2 + ["资产管理方面"] * 2
    assert statuses(e) == ["completed", "completed", None, "in_progress"]
    assert measures(e, 2) == ["已补记48.3万元。"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["关于甲乙问题，已改。", "一是关于丙的问题，未改；", "上述问题均已整改。", "另有说明，", "。"]
        ),
        max_size=8,
    )
)
def test_cutting_a_paragraph_loses_nothing(parts: list[str]) -> None:
    text = "".join(parts)
    cut = listed_problems(text, 0, len(text))

    assert "".join(text[a:b] for a, b in cut) == text


def test_bullets_that_name_problems_are_findings_under_their_field() -> None:
    e = extraction_of(
        f"{HEAD}一、财政管理方面\n——代编规模过大的问题。已压减到6个。\n——暂付款清理不力的问题。消化1.06亿元。\n上述2个问题均已整改到位。\n"
        "二、工程管理方面\n——超概算未报批的问题。正在办理批复。\n——拖欠工程款的问题。化解62笔。\n上述2个问题正在整改。\n穗川市人民政府\n2024年3月5日"
    )

    assert statuses(e) == ["completed", "completed", "in_progress", "in_progress"]
    assert categories(e) == ["财政管理方面"] * 2 + ["工程管理方面"] * 2


def test_a_record_that_opens_with_the_same_label_has_lost_its_number() -> None:
    cells = "审计要求：及时纠正。\n落实情况：已重新检测。\n"
    e = extraction_of(
        f"{HEAD}（一）问题描述：弃土不规范。堆放6.8万立方米。\n{cells}（二）问题描述：检测流于形式。\n{cells}问题描述：移交不到位。\n{cells}"
        f"（四）问题描述：设备离线率高。\n{cells}穗川市文化馆\n2024年3月5日"
    )

    assert titles(e) == ["弃土不规范。", "检测流于形式。", "移交不到位。", "设备离线率高。"]
    assert labels(e)[2] is None


def test_letters_in_brackets_stand_below_letters_with_a_point() -> None:
    answers = "審計署建議：署方應加強監察。\n跟進行動：署方已訂立指標。\n進度：已落實\n"
    e = extraction_of(
        "康樂設施管理署就審計報告書的跟進行動進度\n引言\n本文件匯報跟進行動。\nA. 設施的使用\n"
        f"（a） 泳池使用率偏低。9個泳池不足兩成。\n{answers}（b） 輪候人數眾多。\n{answers}B. 設施的保養\n（c） 過濾系統老化。\n{answers}"
    )

    assert titles(e) == ["泳池使用率偏低。", "輪候人數眾多。", "過濾系統老化。"]
    assert categories(e) == ["設施的使用", "設施的使用", "設施的保養"]


def test_a_state_in_square_brackets_is_no_label() -> None:
    e = extraction_of(
        f"{HEAD}二、问题整改情况\n(1) 少计营业收入736元。【已整改】\n已补记。\n(2) 对外借款逾期。欠500万元。【正在整改】\n已收回300万元。\n穗川市文化馆\n2024年3月5日"
    )

    assert statuses(e) == ["completed", "in_progress"]


def test_a_unit_named_in_running_text_ends_at_its_stop() -> None:
    e = extraction_of(
        f"{HEAD}一、已完成整改的问题\n（一）会议费超标准。责任单位：市文化局、市体育局。两部门修订了报销规定，退回3.18万元。\n"
        "（二）票款未上缴。责任单位：市体育局。缴入国库。\n穗川市人民政府\n2024年3月5日"
    )

    assert [[u.text for u in f.responsible] for f in e.findings] == [["市文化局", "市体育局"], ["市体育局"]]
    assert measures(e, 2) == ["缴入国库。"]


def test_a_title_that_names_the_problem_is_the_problem_alone() -> None:
    e = extraction_of(
        f"{HEAD}二、问题整改情况\n1.代编规模过大的问题。已压减到6个。\n2.关于票款未上缴的问题。缴入国库。\n3.存在的问题。\n穗川市文化馆\n2024年3月5日"
    )

    assert titles(e)[:2] == ["代编规模过大", "票款未上缴"]
