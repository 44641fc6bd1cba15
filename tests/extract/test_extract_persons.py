"""Names of persons beside responsible units: they are printed on the same line, and are not collected."""

import pytest

from tests.extract.notices import extraction_of


@pytest.mark.parametrize(
    "units",
    [
        "责任部门：财务股、稽查股    责任人：邵某宁、丁某卓",
        "责任部门：财务股、稽查股　责任人：邵某宁",
        "责任单位：财务股、稽查股；责任人：邵某宁、丁某卓",
    ],
)
def test_persons_behind_a_blank_are_no_units(units: str) -> None:
    extraction = extraction_of(f"""
榆口县市场监管局审计整改情况公告
一、罚没收入未及时上缴
整改情况：已全部上缴国库。
{units}
二、抽检经费超范围列支
整改情况：已调整账务。
{units}
榆口县市场监管局
2023年8月1日
""")

    assert [[u.text for u in f.responsible] for f in extraction.findings] == [["财务股", "稽查股"]] * 2
