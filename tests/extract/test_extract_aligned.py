"""Tables typed with blanks in text files: cells that go on below themselves, and the head of a form above a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Extraction
from extract.readers.typed.aligned import aligned
from tests.extract.notices import extraction_of, measures, statuses, titles

WRAPPED = """兰口镇2023年村级审计问题整改情况表
单位：兰口镇农村集体三资管理中心          时间：2024年4月

序号  村名    存在问题                          整改情况                            整改结果
1     上浦村  租金收入3.2万元未入账             已补缴入账                          已整改
2     上浦村  招待费无明细清单，                退回报销款0.46万元，                已整改
              涉及金额0.46万元                  完善报销手续
3     后岭村  村级工程未招标，共2个             对村主任诫勉谈话                    已整改

4     塘头村  集体山林承包款拖欠12.8万元        已收回5万元，余款签订还款协议       整改中
5     塘头村  会计凭证缺失                      正在补充资料                        未整改
"""


def test_a_cell_that_goes_on_below_belongs_to_its_row_and_no_row_below_it_is_lost() -> None:
    extraction = extraction_of(WRAPPED)

    assert len(extraction.findings) == 5
    assert titles(extraction)[1] == "招待费无明细清单，涉及金额0.46万元"
    assert measures(extraction, 2) == ["退回报销款0.46万元，完善报销手续"]
    assert statuses(extraction) == ["completed"] * 3 + ["in_progress", "not_completed"]


def _cells_of(extraction: Extraction) -> list[tuple[list[str], str | None]]:
    return [
        ([u.text for u in f.responsible], f.deadline.text if f.deadline else None)
        for f in extraction.findings
    ]


@pytest.mark.parametrize(
    "head",
    [
        "单位：兰口镇农村集体三资管理中心          时间：2024年4月",
        "填报单位：兰口镇政府    截至日期：2024年5月31日",
    ],
)
def test_who_filled_in_a_form_and_when_is_no_unit_and_no_deadline_of_its_rows(head: str) -> None:
    first, _, rest = WRAPPED.partition("\n")
    extraction = extraction_of(f"{first}\n{head}\n{rest.partition(chr(10))[2]}")

    assert _cells_of(extraction) == [([], None)] * 5


def test_the_unit_named_above_a_table_is_that_of_its_rows() -> None:
    extraction = extraction_of(WRAPPED.replace("单位：", "责任单位：").replace("时间：", "整改时限："))

    assert _cells_of(extraction) == [(["兰口镇农村集体三资管理中心"], "2024年4月")] * 5


@given(st.lists(st.text(alphabet="序号问题整改情况甲乙12 　\t。", max_size=40), max_size=12))
def test_nothing_but_blanks_is_lost_or_added(lines: list[str]) -> None:
    assert sorted("".join("".join(aligned(lines)).split())) == sorted("".join("".join(lines).split()))


def test_text_without_such_tables_stays_as_it_is() -> None:
    lines = ["序号  问题  整改情况", "1     甲    已改", "", "以上已整改。", "    下一步，持续推进。"]

    assert aligned(lines) == lines
