"""The words of documents of Taiwan, Hong Kong and Macau: labels, states, titles, headings."""

import pytest

from extract.language.folding import fold
from extract.lines.labels import label_role
from extract.lines.parts import part_role
from extract.notice.families import family_of
from extract.notice.signature import is_body_name
from extract.status.statuses import classify_status
from tests.extract.notices import extraction_of


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("稽核發現", "finding"),
        ("應行改進事項", "finding"),
        ("審核通知事項", "finding"),
        ("委員會的觀察所得", "finding"),
        ("查核建議", "requirement"),
        ("請辦理事項", "requirement"),
        ("受查單位", "responsible"),
        ("業管單位", "responsible"),
        ("承辦課室", "responsible"),
        ("矯正措施", "measure"),
        ("本府改善作為", "measure"),
        ("社會局改善措施", "measure"),
        ("房屋署的跟進", "progress"),
        ("衛生處回復", "progress"),
        ("聲覆說明", "progress"),
        ("覆查結果", "progress"),
        ("預計完成日", "deadline"),
        ("改善期程", "deadline"),
        ("改善狀態", "status"),
        ("市立醫院情況", None),
        ("主旨", None),
        ("社會局局長", None),
    ],
)
def test_labels_of_taiwan_hong_kong_and_macau(words: str, role: str | None) -> None:
    assert label_role(fold(words)) == role


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("解列", "completed"),
        ("續管", "in_progress"),
        ("改列自行追蹤", "in_progress"),
        ("施工中", "in_progress"),
        ("按計劃進行", "in_progress"),
        ("尚未展開", "not_completed"),
        ("待改善", "not_completed"),
        ("有所改善", "largely_completed"),
        ("全面落實", "completed"),
        ("接納", None),
        ("施工中心", None),
        ("列管計畫", None),
    ],
)
def test_states_of_taiwan_hong_kong_and_macau(words: str, status: str | None) -> None:
    assert classify_status(words) == status


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("浪澳縣政府對審計室所提重要審核意見之處理情形", "rectification_report"),
        ("浪澳縣立醫院內部稽核缺失改善追蹤表", "rectification_report"),
        ("浪澳市長照機構稽查缺失複查結果", "rectification_report"),
        ("政府覆文：回應《政府帳目委員會第六十號報告書》", "rectification_report"),
        ("就審計報告所提建議採取行動的進度報告", "rectification_report"),
        ("浪澳縣總決算審核報告重要審核意見追蹤結果", "audit_work_report"),
        ("浪澳大學一一三年度稽核計畫", "audit_plan"),
        ("政府帳目委員會就審計署署長第六十號報告書舉行公開聆訊的安排", "other"),
        ("浪澳縣立醫院內部稽核報告", "audit_result"),
    ],
)
def test_titles_of_taiwan_and_hong_kong(title: str, family: str) -> None:
    assert family_of(fold(title), "", findings=3, byline=False)[0] == family


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("查核經過", "basic"),
        ("推動改善之作法", "organisation"),
        ("改善進度彙總", "rectification"),
        ("待改善事項", "finding"),
    ],
)
def test_headings_of_taiwan(heading: str, role: str) -> None:
    assert part_role(fold(heading)) == role


@pytest.mark.parametrize("words", ["罰則從未執行", "帳冊放在現場", "仍有不足之處"])
def test_sentences_that_end_like_a_body_name_none(words: str) -> None:
    assert not is_body_name(fold(words))


def test_an_audit_of_how_a_policy_is_put_into_practice_heads_no_rectification() -> None:
    assert part_role("重大政策措施落实情况审计") is None


@pytest.mark.parametrize("above", ["以上", "上述", "前述", "上開", "前揭"])
def test_what_was_told_above_is_called_in_many_ways(above: str) -> None:
    head = "石汀縣政府審計室審核通知事項辦理情形\n本府就審核通知事項逐項檢討改善，辦理情形如下：\n"
    turned = extraction_of(
        f"{head}一、宿舍借用逾期未收回。2戶逾期3年。針對{above}問題，本府訂定管控機制。\n"
        f"二、零用金超額支付。3筆支出逾限額1萬元。針對{above}問題，本府修訂支付準則。\n"
    )
    assert [f.detail.text if f.detail else None for f in turned.findings] == [
        "2戶逾期3年。",
        "3筆支出逾限額1萬元。",
    ]
    stated = extraction_of(
        f"{head}一、審核發現\n（一）宿舍借用逾期未收回。\n（二）零用金超額支付。\n二、改善情形\n{above}缺失均已改善完成。\n"
    )
    assert [f.status and f.status.status for f in stated.findings] == ["completed", "completed"]
