"""Follow-up papers of Hong Kong and Macau: codes by stems, paragraphs of a report as numbers, who heads a paper."""

import pytest

from extract.language.folding import fold
from extract.lines.labels import label_role
from tests.extract.notices import extraction_of, measures, statuses, titles

STEMS = """
立法會政府賬目委員會第七十一號報告書　第5部　當局就第七十號報告書採取的跟進行動

甲. 流動診所的服務
（第七十號報告書第2章）

甲1. 委員會關注：預約電話長期無人接聽。抽查的60次來電，有22次未獲接聽。
委員會建議：增設留言系統。
當局的回應及最新進展：留言系統已於六月啟用。
落實情況：已落實

甲2. 委員會關注：診症車輛維修延誤。
委員會建議：檢討維修合約。
當局的回應及最新進展：署方正草擬新合約。
落實情況：進行中

乙. 海濱長廊的照明
（第七十號報告書第6章）

乙1. 委員會關注：損壞的燈柱未有更換。
委員會建議：訂定更換時限。
當局的回應及最新進展：因物料短缺，更換工程未能展開。
落實情況：尚未落實
"""


def test_codes_by_stems_number_findings_and_joint_labels_tell_answers() -> None:
    extraction = extraction_of(STEMS)

    assert [f.label.text for f in extraction.findings if f.label] == ["甲1", "甲2", "乙1"]
    assert [f.category.text for f in extraction.findings if f.category][1:] == [
        "流動診所的服務",
        "海濱長廊的照明",
    ]
    assert statuses(extraction) == ["completed", "in_progress", "not_completed"]
    assert measures(extraction, 1) == ["留言系統已於六月啟用。"]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("當局的回應及最新進展", "progress"),
        ("政府回應及跟進行動", "measure"),
        ("署方的跟進行動及進展", "progress"),
        ("委員會的結論及觀察", None),  # the first is no answer
    ],
)
def test_of_two_labels_together_the_one_that_answers_counts(words: str, role: str | None) -> None:
    assert label_role(fold(words)) == role


def test_a_remark_over_a_column_is_what_its_bracket_says() -> None:
    assert label_role(fold("备注（成效）"), strict=False) == "result"
    assert label_role(fold("备注（万元）"), strict=False) == "remark"


PARAGRAPHS = """<html><head><title>植物標本館 - 審計建議的實施情況</title></head><body>
<h1>審計報告書建議的實施情況</h1><p>各項建議的實施情況如下。</p>
<h2>標本登記</h2>
<h3>第3.7段</h3><p><b>問題</b>　部分標本沒有編號。抽查300件，有41件沒有編號。</p><p><b>建議</b>　為所有標本編號。</p><p><b>進展</b>　已落實。編號工作已於五月完成。</p>
<h3>第3.12至3.14段</h3><p><b>問題</b>　借出的標本逾期未還。</p><p><b>建議</b>　發出催還通知。</p><p><b>進展</b>　進行中。已發出18份通知。</p>
<h2>庫房管理</h2>
<h3>第4.2段</h3><p><b>問題</b>　庫房滲漏多年未修。</p><p><b>建議</b>　盡快維修。</p><p><b>進展</b>　尚未落實。</p>
</body></html>"""


def test_a_paragraph_of_the_report_numbers_the_finding_below_it() -> None:
    extraction = extraction_of(PARAGRAPHS, "page.html")

    assert extraction.family == "rectification_report"
    assert [f.label.text for f in extraction.findings if f.label] == ["第3.7段", "第3.12至3.14段", "第4.2段"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "標本登記",
        "標本登記",
        "庫房管理",
    ]
    assert titles(extraction)[1] == "借出的標本逾期未還。"
    assert measures(extraction, 2) == ["已發出18份通知。"]
    assert measures(extraction, 3) == []


PAPER = """
立法會
房屋事務委員會

舊樓升降機資助計劃審計報告的跟進工作

1. 本文件旨在匯報跟進工作的進展。

(a) 申請個案積壓
審計署的意見：共有640宗申請輪候逾一年。
審計署的建議：簡化程序。
最新進展：已落實。積壓個案已全部處理。

(b) 驗收記錄不全
審計署的意見：管理處應保存驗收記錄。
審計署的建議：改用電子表格。
最新進展：進行中。新表格正在測試。

市區樓宇處
2024年5月3日
"""


def test_what_auditors_observed_and_what_they_advise_are_told_apart() -> None:
    extraction = extraction_of(PAPER)
    first, second = extraction.findings

    assert first.detail is not None
    assert first.detail.text == "共有640宗申請輪候逾一年。"  # 申請 asks for nothing
    assert first.requirement is not None
    assert first.requirement.text == "簡化程序。"
    assert second.requirement is not None
    assert "管理處應保存驗收記錄。" in second.requirement.text


def test_a_council_and_its_committee_above_a_title_are_no_part_of_it() -> None:
    title = extraction_of(PAPER).title

    assert title is not None
    assert title.text == "舊樓升降機資助計劃審計報告的跟進工作"


def test_what_a_commission_urges_is_advice_for_no_single_finding() -> None:
    extraction = extraction_of(
        """
澳門特別行政區廉政公署

專案調查報告　有關公共巴士補貼的發放

一、調查所得
公署發現主要有以下2項：
（一）補貼計算沒有核實車次。抽查三條路線，有14日的車次與記錄不符。
（二）逾期申報未受處罰。

二、勸喻
（一）建立車次核實機制。
（二）依規章處罰逾期申報者。

廉政公署
二零二二年三月一日
"""
    )

    assert extraction.family == "audit_result"
    assert extraction.stated_finding_count == 2
    assert len(extraction.findings) == 2
    assert [m.text.text for m in extraction.measures] == ["建立車次核實機制。", "依規章處罰逾期申報者。"]
    assert {m.kind for m in extraction.measures} == {"recommendation"}


TABLE = """<html><head><title>標本採集廳－審計建議跟進表</title></head><body><h1>《野外標本的採集》專項審計報告建議跟進表</h1>
<p>本廳就審計署提出的審計意見及建議，跟進情況如下：</p>
<table border="1"><tr><th>項目</th><th>審計發現</th><th>審計意見及建議</th><th>已採取的措施</th><th>進度</th></tr>
<tr><td>{codes[0]}</td><td>採集沒有事先申報。</td><td>訂定申報程序。</td><td>已訂定程序。</td><td>完成</td></tr>
<tr><td>{codes[1]}</td><td>標本運送欠缺記錄。</td><td>設立登記冊。</td><td>(1) 已設立登記冊；(2) 每月核對一次。</td><td>完成</td></tr>
<tr><td>{codes[2]}</td><td>器材借用逾期未還。</td><td>訂定罰則。</td><td>罰則正在草擬。</td><td>進行中</td></tr></table>
</body></html>"""


@pytest.mark.parametrize(
    ("codes", "numbers"),
    [
        (("1.1", "1.2", "2.1"), True),
        (("A1", "A2", "B1"), True),
        (("3-1", "3-2", "3-3"), True),
        (("1.2", "3.4", "0.6"), False),  # amounts
    ],
)
def test_codes_that_count_on_number_the_rows_of_a_table(codes: tuple[str, str, str], numbers: bool) -> None:
    extraction = extraction_of(TABLE.format(codes=codes), "page.html")

    assert [f.label.text if f.label else None for f in extraction.findings] == (
        list(codes) if numbers else [None, None, None]
    )


def test_a_sentence_on_advice_above_a_table_makes_no_advice_of_its_cells() -> None:
    extraction = extraction_of(TABLE.format(codes=("1.1", "1.2", "2.1")), "page.html")

    assert extraction.measures == ()
    assert measures(extraction, 2) == ["已設立登記冊；", "每月核對一次。"]


def test_the_column_of_states_says_the_state_before_a_measure_that_says_it_too() -> None:
    page = (
        TABLE.format(codes=("1.1", "1.2", "2.1"))
        .replace("罰則正在草擬。", "尚未開展。")
        .replace("進行中", "未開展")
    )
    last = extraction_of(page, "page.html").findings[2]

    assert last.status is not None
    assert last.status.status == "not_completed"
    assert last.status.quote is not None
    assert last.status.quote.text == "未開展"
