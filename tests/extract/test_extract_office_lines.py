"""Lines between and above what offices list: letters, mastheads, sentences that announce, numbers that were lost."""

import pytest

from tests.extract.notices import extraction_of, measures, titles
from tests.extract.told import categories, labels, units


def test_a_finding_whose_number_was_lost_stands_where_its_label_does() -> None:
    def item(number: int, lost: str = "") -> list[str]:
        return [
            f"{lost or f'{number}. '}第{'甲乙丙丁'[number - 1]}站点器材未登记。抽查{number}次。",
            "（责任单位：器材科 完成时限：6月底 状态：已完成）",
            "整改措施：①补登器材；②定期盘点。",
        ]

    lines = [*item(1), *item(2), *(x.removeprefix("3. ") for x in item(3)), *item(4)]
    extraction = extraction_of(
        "\n".join(["麓川市体育局审计整改公示", "审计指出4个问题，整改情况如下：", *lines])
    )

    assert labels(extraction) == ["1", "2", None, "4"]
    assert titles(extraction)[2] == "第丙站点器材未登记。"
    assert units(extraction) == [["器材科"]] * 4
    assert measures(extraction, 2) == ["补登器材；", "定期盘点。"]


@pytest.mark.parametrize(
    ("letter", "number"),
    [
        ("《关于反馈麓川市体育局财务收支审计情况的函》（麓审函〔2024〕6号）", "麓审函〔2024〕6号"),
        ("《市教育局关于体校审计发现问题整改的通知》（麓教审〔2024〕2号）", "麓教审〔2024〕2号"),
        ("《关于开展财务收支审计情况自查的通知》（麓审发〔2024〕1号）", None),
    ],
)
def test_a_letter_that_tells_of_an_audit_is_answered(letter: str, number: str | None) -> None:
    text = f"麓川市体育局关于审计整改情况的报告\n根据{letter}要求，我局认真整改，现将情况报告如下：\n1.器材未登记。已补登。"
    answered = extraction_of(text).audit_report_number

    assert (answered.text if answered else None) == number


@pytest.mark.parametrize(
    "masthead", ["麓川市审计局审计结果公告", "麓川市审计局文件", "中共麓川市委审计委员会办公室整改通报"]
)
def test_the_masthead_of_a_series_names_who_speaks(masthead: str) -> None:
    extraction = extraction_of(
        f"{masthead}\n2024年第3号\n2023年度体育场馆专项审计结果\n审计发现以下问题：\n1.票款滞留窗口。金额8.6万元。\n2.器材未登记。"
    )

    assert extraction.title and extraction.title.text == "2023年度体育场馆专项审计结果"
    assert extraction.issuer and masthead.startswith(extraction.issuer.text)
    assert extraction.issuer.text.endswith(("局", "办公室"))


@pytest.mark.parametrize(
    "lead", ["围绕场馆开放、器材采购开展了专项审计，主要问题是：", "抽查了4个场馆和2所体校，发现的问题有："]
)
def test_a_sentence_that_announces_problems_heads_no_part(lead: str) -> None:
    extraction = extraction_of(
        f"""麓川市2023年度市级预算执行审计工作报告
一、部门预算执行审计情况
审计了6个部门，主要问题是：
（一）预算编制不细。涉及资金8万元。
二、体育事业审计情况
{lead}
（一）票款滞留窗口。金额8.6万元。
（二）器材未登记。
三、国有资产审计情况
（一）房产未入账。
四、审计建议
（一）细化预算编制。
（二）盘活存量资产。"""
    )

    assert categories(extraction) == ["部门预算执行审计情况", *["体育事业审计情况"] * 2, "国有资产审计情况"]
    assert [m.kind for m in extraction.measures] == ["recommendation"] * 2


def test_a_line_that_counts_the_problems_is_no_category() -> None:
    extraction = extraction_of(
        "麓川市体育局审计整改公示\n审计发现3个问题：\n1.票款滞留窗口。\n2.器材未登记。\n3.水质未检测。"
    )

    assert categories(extraction) == [None] * 3


def test_a_numbered_line_with_the_name_of_a_unit_above_each_table_is_its_category_without_the_number() -> (
    None
):
    page = "".join(
        f"<p>{number}、{unit}</p><table border=1><tr><td>序号</td><td>问题</td><td>整改措施</td></tr>"
        "<tr><td>1</td><td>器材未登记。</td><td>已逐件登记。</td></tr>"
        "<tr><td>2</td><td>票款滞留窗口。</td><td>已缴存专户。</td></tr></table>"
        for number, unit in (("一", "麓川市体育局"), ("二", "麓川市少年宫"))
    )
    extraction = extraction_of(f"<html><body><h1>麓川市审计整改公示</h1>{page}</body></html>", "a.html")

    assert categories(extraction) == ["麓川市体育局"] * 2 + ["麓川市少年宫"] * 2
