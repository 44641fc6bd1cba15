"""Heads printed again on the next page, columns of 是 and 否, numbers that a blank sets off, advice where nothing was found."""

import pytest

from tests.extract.notices import extraction_of, measures, titles

HEAD = "青墩县水务局关于审计发现问题整改情况的公告\n根据审计报告，我局逐项整改，现将情况公告如下：\n"
ROWS = [
    ("管网漏损率偏高", "更换老旧管道9公里。", "供水科"),
    ("水费欠缴未催收", "收回水费38万元。", "供水科"),
    ("合同未公开招标", "重新组织招标。", "办公室"),
    ("资产未入账", "补记固定资产23万元。", "财务科"),
]


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("gap", ["\t", "|", "   "])
def test_the_head_of_a_table_may_come_again(gap: str, counted: bool) -> None:
    head = ("问题", "整改措施", "责任单位")
    rows = [(str(n), *row) if counted else row for n, row in enumerate(ROWS, 1)]
    head = ("序号", *head) if counted else head
    printed = [head, *rows[:2], head, *rows[2:]]
    extraction = extraction_of(HEAD + "".join(f"{gap.join(row)}\n" for row in printed))

    assert titles(extraction) == [title for title, *_ in ROWS]
    assert [measures(extraction, n) for n in (1, 2, 3, 4)] == [[told] for _, told, _ in ROWS]


@pytest.mark.parametrize("asked", ["是否公开整改结果", "是否公示整改措施"])
def test_a_column_of_yes_and_no_tells_no_measure(asked: str) -> None:
    rows = [("序号", "问题", "整改情况", asked)]
    rows += [(str(n), title, told, "是" if n % 2 else "否") for n, (title, told, _) in enumerate(ROWS, 1)]
    extraction = extraction_of(HEAD + "".join("\t".join(row) + "\n" for row in rows))

    assert [measures(extraction, n) for n in (1, 2, 3, 4)] == [[told] for _, told, _ in ROWS]
    assert [f.result for f in extraction.findings] == [None] * 4


def test_numbers_before_a_blank_head_those_that_go_on_with_them() -> None:
    extraction = extraction_of(
        f"{HEAD}1 资产管理\n1.1 资产未入账\n已补记入账。\n2 采购管理\n2.1 合同未招标\n已重新招标。\n"
    )

    assert titles(extraction) == ["资产未入账", "合同未招标"]
    assert [f.category and f.category.text for f in extraction.findings] == ["资产管理", "采购管理"]


def test_a_list_below_words_of_advice_advises_where_nothing_was_found() -> None:
    extraction = extraction_of(
        f"{HEAD}审计组提出以下意见建议：\n1.加强资产管理。\n2.完善采购制度。\n3.严格预算执行。\n"
    )

    assert not extraction.findings
    assert [m.kind for m in extraction.measures] == ["recommendation"] * 3
