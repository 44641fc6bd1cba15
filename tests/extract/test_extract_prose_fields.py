"""Prose without headings: fields named before a fault, answers before problems, paragraphs that go on with another."""

import pytest

from extract.language.folding import fold
from extract.model import Block, Document, Extraction
from extract.status.statements import statements
from extract.understanding import understand

HEAD = ["乌桕县水务局关于审计查出问题整改情况的公告", "现将整改情况公告如下。"]


def read(*lines: str) -> Extraction:
    text = "\n".join([*HEAD, *lines])
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    return understand(Document(text=text, blocks=tuple(blocks), reader="test", media_type="text/plain"))


FIELDS = (
    "一、资金分配环节。补助资金下达迟缓，16.5万元滞留半年。我局已全部拨付。另有7.2万元项目管理费超范围列支，用于购置家具，相关乡镇已退回专户。",
    "二、资产管护环节。冷库建成后长期闲置。我局已签订租赁合同，该问题已整改到位。",
)


def test_name_of_a_field_before_a_fault_told_plainly_is_its_category() -> None:
    found = read(*FIELDS).findings
    assert [f.category and f.category.text for f in found] == [
        "资金分配环节",
        "资金分配环节",
        "资产管护环节",
    ]
    assert found[0].title.text == "补助资金下达迟缓，16.5万元滞留半年。"


def test_paragraph_that_goes_on_with_another_problem_tells_two() -> None:
    second = read(*FIELDS).findings[1]
    assert second.title.text.startswith("7.2万元项目管理费超范围列支")
    assert second.measures[0].text.text == "相关乡镇已退回专户。"


def test_short_titles_that_tell_a_fault_stay_titles() -> None:
    found = read(
        "一、往来款长期未清理。3笔往来款挂账超过三年。我局已清理2笔。",
        "二、固定资产账实不符。抽查发现12台设备未入账。我局已补登入账。",
    ).findings
    assert [f.title.text for f in found] == ["往来款长期未清理。", "固定资产账实不符。"]


def test_bulleted_names_above_paragraphs_are_categories() -> None:
    found = read(
        "★ 收入管理",
        "押金未及时清理，38.6万元长期挂账。财务科已退还33.1万元。",
        "★ 采购管理",
        "部分耗材未在平台采购，金额52.7万元。设备科已停止线下采购。",
    ).findings
    assert [f.category and f.category.text for f in found] == ["收入管理", "采购管理"]


def test_answer_told_before_its_problem() -> None:
    found = read(
        "（一）财政管理方面",
        "县财政局逐笔清理指标，收回840万元，由此纠正了存量资金清理不彻底的问题。",
        "县文旅局补记资产96万元，退还车辆1台，资产账实不符的问题已经整改到位。",
    ).findings
    assert [f.title.text for f in found] == ["存量资金清理不彻底", "资产账实不符"]
    assert found[1].status is not None and found[1].status.status == "completed"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("我司建立了机构库，选聘机构一事已按审计意见纠正。", "completed"),
        ("我司分月扣回，超发薪酬问题已整改完毕。", "completed"),
        ("置换了贷款，高成本融资一事正按计划推进。", "in_progress"),
    ],
)
def test_state_of_a_matter_named_in_few_words(words: str, status: str) -> None:
    folded = fold(words)
    assert [s.hit.status for s in statements(folded, 0, len(folded))] == [status]


def test_state_of_one_of_several_matters_is_none_of_the_whole() -> None:
    folded = fold("教练车辆23台正在办理评估处置，学员退费问题已妥善解决。")
    assert statements(folded, 0, len(folded)) == []
