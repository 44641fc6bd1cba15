"""Advice and answers that stand apart from the findings, and verdicts below answers: papers of Taiwan, Hong Kong and Macau."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import requirements_of

FINDINGS = """
鹿溪書院圖書館管理審計結果及跟進
鹿溪書院委託顧問審查圖書館的管理。
審計發現
1. 逾期罰款的豁免準則沒有公開。
2. 電子書的使用率沒有統計。
3. 閉架書庫的溫度記錄缺失。
"""
ADVICE = """
建議
建議一：公開豁免準則。
建議二：統計電子書的使用率。
建議三：備存書庫的溫度記錄。
"""
ANSWERS = """
書院的回應
就建議一，流通組已於三月在網頁刊登豁免準則。（已落實）
就建議二，供應商正提供電子書的使用率報表。（落實中）
就建議三，書庫的溫度記錄器將於九月安裝。（落實中）
"""


def test_advice_and_answers_are_joined_item_by_item() -> None:
    extraction = extraction_of(FINDINGS + ADVICE + ANSWERS)

    assert requirements_of(FINDINGS + ADVICE + ANSWERS) == [
        "公開豁免準則。",
        "統計電子書的使用率。",
        "備存書庫的溫度記錄。",
    ]
    assert measures(extraction, 1) == ["流通組已於三月在網頁刊登豁免準則。"]
    assert statuses(extraction) == ["completed", "in_progress", "in_progress"]
    assert not [m for m in extraction.measures if m.kind == "recommendation"]


def test_advice_that_nothing_answers_item_by_item_is_the_whole_documents() -> None:
    text = FINDINGS + ADVICE + "\n書院的回應\n書院同意所有建議，會積極跟進。\n"

    assert requirements_of(text) == [None, None, None]


def test_answers_told_in_one_paragraph_are_cut_where_their_subjects_change() -> None:
    answers = """
第三部分：審計對象的回應
書院表示認同審計意見，並提出以下措施：在豁免準則方面，已在網頁公開準則；電子書方面，將按月編製使用率報表。至於書庫，溫度記錄器已安裝。
"""
    extraction = extraction_of(FINDINGS + ADVICE + answers)

    assert measures(extraction, 1) == ["已在網頁公開準則；"]
    assert measures(extraction, 3) == ["溫度記錄器已安裝。"]


def test_lettered_advice_of_each_part_goes_to_the_findings_above_it() -> None:
    text = """
《審計署署長第九十號報告書》第2章　海濱長廊的管理
第1部分：引言
1.1 本部分闡述背景。
第2部分：維修
2.2 欄杆鏽蝕個案未有跟進　審計署抽查40宗，9宗未有跟進。
2.3 燈柱檢查逾期未做　抽查60支燈柱，12支逾期兩年未作檢查。
2.4 審計署的建議　審計署建議署長應：(a)盡快跟進欄杆個案；及(b)檢查逾期的燈柱。
2.5 政府的回應　署長同意審計署的建議。他表示：(a)9宗欄杆個案已全部修妥；(b)署方已為燈柱檢查設定提示。
第3部分：清潔
3.2 垃圾桶數目不足　抽查5段長廊，3段沒有按標準設置垃圾桶。
3.3 承辦商沒有備存完整記錄　抽查30日的清潔記錄，7日沒有記錄。
3.4 審計署的建議　審計署建議署長應：(a)增設垃圾桶；及(b)要求承辦商備存記錄。
3.5 政府的回應　署長同意有關建議。署長表示：(a)已增設垃圾桶26個；(b)承辦商已改用電子記錄。
"""
    extraction = extraction_of(text)

    assert len(titles(extraction)) == 4
    assert requirements_of(text)[:2] == ["盡快跟進欄杆個案；", "檢查逾期的燈柱。"]
    assert measures(extraction, 4) == ["承辦商已改用電子記錄。"]


def test_requests_numbered_like_the_findings_are_their_requirements() -> None:
    text = """
鹿溪流域疏濬計畫專案審計結果
一、主要發現
（一）疏濬土石去化管道不足，堆置逾兩年。
（二）水位站資料未回傳，警戒值無從判定。
二、調查意見
針對上開發現，本部函請縣府檢討：第一項，請縣府拓展土石去化管道。第二項，請查明水位站資料中斷原因。
三、後續情形
經本部複查，第一項已改善，第二項仍未辦理。
"""
    assert requirements_of(text) == ["請縣府拓展土石去化管道。", "請查明水位站資料中斷原因。"]
    assert statuses(extraction_of(text)) == ["completed", "not_completed"]


VERDICT = """
鹿溪縣政府內部稽核缺失追蹤報告
一、圖書盤點未依期程辦理
稽核發現：應於6月盤點，遲至11月辦理。
改善情形：已修訂盤點計畫。
{}
二、停車場收入未按日繳庫
稽核發現：抽查10日，6日遲繳。
改善情形：收費系統建置中。
{}
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("追蹤意見：已作出改善。", "追蹤意見：部分改善。"),
        ("主席裁示：同意結案，下次免提。", "主席裁示：部分改善，請於年底前提報進度。"),
        ("審議結果：改善情形良好，本項結案。", "審議結果：部分改善，持續追蹤。"),
    ],
)
def test_what_is_decided_upon_an_answer_states_its_status_alone(first: str, second: str) -> None:
    extraction = extraction_of(VERDICT.format(first, second))

    assert statuses(extraction) == ["completed", "largely_completed"]
    assert all(f.requirement is None and f.result is None for f in extraction.findings)


def test_what_auditors_do_after_an_answer_is_no_measure_but_may_state_how_far_it_is() -> None:
    text = """
113年度鹿溪縣總決算審核報告重要審核意見
一、路燈巡查未落實，逾期未修復者眾。
逾30日未修復者420盞。經函請縣府督促改善。據復：已修復390盞，餘俟料件到貨施作。本案審計室將持續追蹤後續情形。
二、托育補助重複撥付，未建立勾稽機制。
重複撥付12人。經函請縣府查明。據復：已追回8人。審計室以本案涉有不法，已依審計法規定移送偵辦。
"""
    extraction = extraction_of(text)

    assert statuses(extraction) == ["in_progress", "transferred"]
    assert measures(extraction, 2) == ["已追回8人。"]


def test_a_wide_row_above_several_records_names_their_field() -> None:
    rows = "".join(
        f"<tr><td>審計發現（{n}）</td><td>{fault}</td></tr><tr><td>跟進情況</td><td>已處理{n}宗。</td></tr>"
        for n, fault in ((1, "單據沒有編號。"), (2, "合同逾期未續。"))
    )
    page = f'<h1>審計報告的跟進情況</h1><table><tr><th colspan="2">第一組　合同</th></tr>{rows}</table>'
    extraction = extraction_of(page, "notice.html")

    assert titles(extraction) == ["單據沒有編號。", "合同逾期未續。"]
    assert [f.category.text for f in extraction.findings if f.category] == ["合同", "合同"]


def test_all_but_one_named_by_its_number_are_done() -> None:
    text = """
鹿溪鄉公所檢討改善情形
一、單據未編號。
改善情形：已補編。
二、押金久懸。
改善情形：逐筆清查。
三、財產未貼標籤。
改善情形：已黏貼。
上開缺失，除第二項仍在辦理中、預計年底完成外，其餘均已改善完竣。
"""
    assert statuses(extraction_of(text)) == ["completed", "in_progress", "completed"]


def test_the_words_that_name_a_finding_are_no_part_of_its_answer() -> None:
    text = """
澜丘县渡口管理站2023年财务收支审计结果公告
一、审计发现的主要问题
1、渡运收入坐支。管理站直接从票款中支付看船人员工资3.2万元。
2、救生设备采购走过场。三家报价单由同一人填写。
3、趸船长期闲置。2021年购置的趸船从未投用。
二、审计处理及整改情况
截至2024年6月底的整改结果如下：
渡运收入坐支问题，管理站已将3.2万元缴入专户。已整改。
救生设备采购问题，管理站重新询价，退回差价0.8万元。已整改。
设备闲置问题，趸船已调往下游渡口使用。已整改。
"""
    extraction = extraction_of(text)

    assert measures(extraction, 1) == ["管理站已将3.2万元缴入专户。"]
    assert measures(extraction, 3) == ["趸船已调往下游渡口使用。"]
    assert statuses(extraction) == ["completed"] * 3


def test_paragraphs_that_open_with_what_the_report_says_are_findings() -> None:
    text = """
关于报送渡口管理审计整改情况的函
县审计局：
贵局《关于渡口管理的审计报告》收悉，现将整改情况函告如下。
报告指出，渡运收入3.2万元未缴财政专户。该款已于8月2日全额缴入。此项问题已整改完毕。
报告指出，两座趸船改造任务未按期完成。目前一座已经投用，另一座仍在检验，此项问题仍在整改之中。
县渡口管理站
2024年9月10日
"""
    extraction = extraction_of(text)

    assert titles(extraction) == ["渡运收入3.2万元未缴财政专户。", "两座趸船改造任务未按期完成。"]
    assert statuses(extraction) == ["completed", "in_progress"]
