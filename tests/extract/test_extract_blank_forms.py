"""Forms that nobody has filled in hold no findings and report nothing."""

import pytest

from tests.extract.ledgers import workbook

HEADS = ["序号", "审计查出问题", "整改措施", "责任单位", "整改期限", "是否完成整改"]


@pytest.mark.parametrize(
    "rows",
    [
        [HEADS, ["1"], ["2"], ["3"], ["…"]],
        [["填报单位：", "", "", "", "填报时间：　年　月　日"], HEADS, ["1"], ["2"]],
        [HEADS],
    ],
)
def test_a_table_of_heads_and_numbers_is_a_form(rows: list[list[str]]) -> None:
    extraction = workbook(rows, title="审计查出问题整改销号清单")

    assert (extraction.family, extraction.findings) == ("other", ())
    assert extraction.issuer is None


def test_a_table_with_one_row_told_is_none() -> None:
    row = ["1", "租金未入账。", "租金已上缴国库。", "镇财政所", "2024年6月", "是"]

    assert len(workbook([HEADS, row, ["2"]], title="审计查出问题整改销号清单").findings) == 1
