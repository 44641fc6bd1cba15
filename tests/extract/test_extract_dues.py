"""Times that running text sets for what is left to do, beside the state or as a sentence of their own."""

import pytest

from extract.language.folding import fold
from extract.status.statements import statements
from tests.extract.notices import extraction_of

_REPORT = """绿杨县水务局关于灌区资金审计整改情况的报告

县审计局反映的问题整改情况报告如下。

一、关于渠道管护经费未落实的问题。已将42万元列入预算，聘请管水员11名。{said}
二、关于泵站长期停用的问题。已更换机组3台并恢复供水。该问题已完成整改。

绿杨县水务局
2024年5月8日
"""


@pytest.mark.parametrize(
    ("said", "due", "status"),
    [
        ("该问题正在整改，预计2025年3月前可完成。", "2025年3月前", "in_progress"),
        ("尚未完成整改，限12月31日前办结。", "12月31日前", "not_completed"),
        ("正在推进，完成时间为明年一季度。", "明年一季度", "in_progress"),
        ("部分整改，其余任务最迟于2025年9月底完成。", "2025年9月底", "largely_completed"),
        ("整改仍在进行，县里要求2026年3月前见底。", "2026年3月前", "in_progress"),
    ],
)
def test_time_behind_a_state_is_the_deadline(said: str, due: str, status: str) -> None:
    first = extraction_of(_REPORT.format(said=said)).findings[0]
    assert (first.deadline and first.deadline.text, first.status and first.status.status) == (due, status)
    assert [m.text.text for m in first.measures] == ["已将42万元列入预算，聘请管水员11名。"]


def test_time_as_a_sentence_of_its_own() -> None:
    first = extraction_of(_REPORT.format(said="整改时限为2026年12月底。")).findings[0]
    assert first.deadline and first.deadline.text == "2026年12月底"
    assert len(first.measures) == 1 and "时限" not in first.measures[0].text.text


def test_who_answers_beside_the_time() -> None:
    said = "问题正在整改，工程股负责，整改时限2024年9月30日。"
    first = extraction_of(_REPORT.format(said=said)).findings[0]
    assert [q.text for q in first.responsible] == ["工程股"]
    assert first.deadline and first.deadline.text == "2024年9月30日"


@pytest.mark.parametrize(
    "said",
    [
        "已于2024年6月30日前完成整改。",
        "剩余2处计划2025年6月底前建成。",
        "该问题已整改，并于6月底前通过验收。",
    ],
)
def test_what_is_done_or_planned_sets_no_deadline(said: str) -> None:
    assert extraction_of(_REPORT.format(said=said)).findings[0].deadline is None


def test_statement_holds_the_time_and_ends_with_it() -> None:
    text = fold("整改仍在进行，牵头单位为农业科，时限至2025年5月。")
    (told,) = statements(text, 0, len(text))
    assert told.end == len(text) and told.due and text[slice(*told.due.when)] == "2025年5月"


@pytest.mark.parametrize(
    ("state", "due"),
    [
        ("正在整改，预计于2025年6月底前完成", "2025年6月底前"),
        ("整改中（预计2025年一季度完成）", "2025年一季度"),
        ("正在整改。预计于二〇二五年年中完成。", "二〇二五年年中"),
    ],
)
def test_time_beside_a_state_behind_its_label_is_the_deadline(state: str, due: str) -> None:
    said = f"\n整改状态：{state}"
    first = extraction_of(_REPORT.format(said=said)).findings[0]
    assert first.status is not None and first.status.status == "in_progress"
    assert first.deadline is not None and first.deadline.text == due
    assert len(first.measures) == 1
