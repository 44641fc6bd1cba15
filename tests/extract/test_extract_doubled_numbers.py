"""Numbers printed twice, by a list and by hand: they number, and belong to no title; figures that look alike stay."""

import pytest

from tests.extract.notices import extraction_of, titles

NOTICE = """
穗川市少年宫关于审计整改情况的公告
根据要求，现将整改情况公告如下：
{0}培训费未按月对账。涉及8.4万元。
整改情况：已逐月对账。（已整改）
{1}外聘教师合同未签订。
整改情况：已补签合同12份。（已整改）
{2}器材室管理混乱。
整改情况：已建立领用台账。（已整改）
{3}资产处置未评估。
整改情况：正在补办评估手续。（正在整改）
穗川市少年宫
2024年3月5日
"""
FAULTS = ["培训费未按月对账。", "外聘教师合同未签订。", "器材室管理混乱。", "资产处置未评估。"]


@pytest.mark.parametrize(
    "form",
    ["{n}.{n}", "{n}. {n}、", "（{n}）（{n}）", "{n}、{n}. ", "{c}、{c}、", "（{c}）（{c}）", "{n}.　{n}"],
)
def test_a_number_that_stands_twice_is_no_part_of_the_title(form: str) -> None:
    numbers = [form.format(n=n, c="一二三四"[n - 1]) for n in range(1, 5)]

    found = extraction_of(NOTICE.format(*numbers))

    assert titles(found) == FAULTS
    assert [f.label.text.strip("（）") for f in found.findings if f.label] in (list("1234"), list("一二三四"))


def test_figures_behind_a_number_stay_in_the_title() -> None:
    found = extraction_of(
        NOTICE.format("1.", "2.", "3.", "4.")
        .replace("外聘教师", "2名外聘教师")
        .replace("器材室管理", "3间器材室管理")
    )

    assert titles(found) == [FAULTS[0], "2名外聘教师合同未签订。", "3间器材室管理混乱。", FAULTS[3]]


def test_a_figure_behind_a_number_that_stands_twice_stays_too() -> None:
    found = extraction_of(NOTICE.format("1.1", "2.2", "3.3", "4.4").replace("器材室管理", "2间器材室管理"))

    assert titles(found)[2] == "2间器材室管理混乱。"
