"""Follow-up papers of Hong Kong, Macau and Taiwan: paragraphs that count on, labels alone on their line, records below headings."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import requirements_of

COMMITTEE = """
政府就政府帳目委員會第九十一號報告書的覆文
第3章：濕地公園的管理
1. 政府感謝委員會的工作，各項回應如下。
A. 設施
（一）觀鳥屋長期關閉
2. 委員會察悉，6間觀鳥屋中有4間關閉逾兩年。
3. 委員會促請濕地處訂定重開時間表。
4. 濕地處已重開其中3間。這項建議已全面落實。
（二）木棧道的檢查次數不足
5. 委員會關注到，木棧道沒有按季檢查。
6. 委員會建議濕地處增加檢查次數。
7. 濕地處正修訂檢查手冊。有關工作仍在進行中。
B. 票務
（三）網上售票系統屢次故障
8. 審計署發現，系統去年停頓31次。
9. 委員會要求濕地處追究承辦商的責任。
10. 濕地處已按合約扣款21萬元。這項建議已全面落實。
濕地處
2025年1月
"""


def test_paragraphs_that_count_on_below_headings_tell_ask_and_answer() -> None:
    extraction = extraction_of(COMMITTEE)

    assert titles(extraction) == ["觀鳥屋長期關閉", "木棧道的檢查次數不足", "網上售票系統屢次故障"]
    assert [f.detail.text for f in extraction.findings if f.detail] == [
        "委員會察悉，6間觀鳥屋中有4間關閉逾兩年。",
        "委員會關注到，木棧道沒有按季檢查。",
        "審計署發現，系統去年停頓31次。",
    ]
    assert requirements_of(COMMITTEE)[0] == "委員會促請濕地處訂定重開時間表。"
    assert measures(extraction, 3) == ["濕地處已按合約扣款21萬元。"]
    assert statuses(extraction) == ["completed", "in_progress", "completed"]
    assert [f.category.text for f in extraction.findings if f.category] == ["設施", "設施", "票務"]


def test_findings_that_count_on_across_fields_keep_their_numbers() -> None:
    extraction = extraction_of(
        """
        某市濕地處關於審計查出問題整改情況的報告
        一、問題整改情況
        （一）設施管理方面
        1.觀鳥屋長期關閉。已重開3間。
        2.木棧道未按季檢查。已補做檢查。
        （二）票務管理方面
        3.售票系統屢次故障。已更換伺服器。
        4.門票收入未及時上繳。已上繳36萬元。
        """.replace("        ", "")
    )

    assert [f.label.text for f in extraction.findings if f.label] == ["1", "2", "3", "4"]


OMBUDSMAN = """
主動調查：公共運動場的預訂安排
申訴專員公署建議的落實進度
背景
公署於去年完成調查，提出三項建議。
調查所得及跟進情況
（一）取消預訂的時限過寬
抽查的80宗預訂中，26宗於使用前一小時始取消。
公署的建議
縮短免費取消的時限。
康樂處的跟進
時限已改為使用前七天。
落實情況
已落實
（二）炒賣場地的舉報未有跟進
公署的建議
訂立處理舉報的程序。
康樂處的跟進
（a）已設立專責小組；
（b）系統增設實名核對，現正測試。
落實情況
部分落實
（三）殘疾人士使用的場地不足
公署的建議
檢討各場地的無障礙設施。
康樂處的跟進
顧問研究將於年底完成。
落實情況
進行中
申訴專員公署
"""


def test_labels_alone_below_each_finding_head_no_part_whatever_is_listed_between() -> None:
    extraction = extraction_of(OMBUDSMAN)

    assert titles(extraction) == [
        "取消預訂的時限過寬",
        "炒賣場地的舉報未有跟進",
        "殘疾人士使用的場地不足",
    ]
    assert requirements_of(OMBUDSMAN)[1] == "訂立處理舉報的程序。"
    assert measures(extraction, 2) == ["已設立專責小組；", "系統增設實名核對，現正測試。"]
    assert statuses(extraction) == ["completed", "largely_completed", "in_progress"]
    assert [f.category for f in extraction.findings] == [None, None, None]
    assert extraction.measures == ()


CARDS = """
竹東縣立療養院內部控制缺失改善情形表
一、依據：本院內部控制小組決議。
二、資料截止日：113年7月31日
三、缺失總數：3項
【缺失一】藥品結存與簿冊不符
現況說明：結存30支，盤點28支。
改善措施：重新盤點，帳物相符。
權責單位：藥局
辦理進度：已完成
【缺失二】收費標準未公開
改善措施：已公告於網站。
權責單位：總務室
辦理進度：已完成
【缺失三】病歷逾期未歸還
改善措施：逐筆催還，尚有4本。
權責單位：病歷室
辦理進度：辦理中
"""


@pytest.mark.parametrize("brackets", ["【】", "〖〗", "[]"])
def test_a_number_in_brackets_opens_a_finding(brackets: str) -> None:
    extraction = extraction_of(CARDS.replace("【", brackets[0]).replace("】", brackets[1]))

    assert titles(extraction) == ["藥品結存與簿冊不符", "收費標準未公開", "病歷逾期未歸還"]
    assert [f.label.text for f in extraction.findings if f.label] == ["缺失一", "缺失二", "缺失三"]
    assert [f.category for f in extraction.findings] == [None, None, None]
    assert [u.text for f in extraction.findings for u in f.responsible] == ["藥局", "總務室", "病歷室"]
    assert extraction.measures == ()
    assert extraction.stated_finding_count == 3


RECORDS = """<html><body><h1>文化局就審計署署長報告書「藝術資助」一章提交的進度報告</h1>
<p>1. 報告書提出三項審計結果。本文件載述落實進度，截至2024年2月29日。</p>
<h3>I. 審批</h3>
<p class="hd"><b>(1) 沒有評估申請機構的財政狀況。</b></p>
<dl><dt>詳情</dt><dd>抽查的25宗申請中，9宗沒有評估紀錄。</dd><dt>審計署建議</dt><dd>在指引中加入要求。</dd>
<dt>負責單位</dt><dd>資助組</dd><dt>已採取／將採取的行動</dt><dd>新指引已經生效。</dd><dt>最新狀況</dt><dd>已完成</dd></dl>
<p class="hd"><b>(2) 申報利益的紀錄不齊備。</b></p>
<dl><dt>審計署建議</dt><dd>備存紀錄。</dd><dt>負責單位</dt><dd>資助組</dd>
<dt>已採取／將採取的行動</dt><dd>改用電子表格申報。</dd><dt>最新狀況</dt><dd>已完成</dd></dl>
<h3>II. 監察</h3>
<p class="hd"><b>(3) 現場視察次數少於規定。</b></p>
<dl><dt>審計署建議</dt><dd>編訂視察計劃。</dd><dt>負責單位</dt><dd>財務組</dd>
<dt>已採取／將採取的行動</dt><dd>視察計劃正在編訂。</dd><dt>最新狀況</dt><dd>進行中</dd></dl>
<p>文化局<br>2024年3月8日</p></body></html>"""


def test_terms_below_a_heading_are_a_record_of_the_problem_it_names() -> None:
    extraction = extraction_of(RECORDS, "page.html")

    assert titles(extraction) == [
        "沒有評估申請機構的財政狀況。",
        "申報利益的紀錄不齊備。",
        "現場視察次數少於規定。",
    ]
    assert [f.category.text for f in extraction.findings if f.category] == ["審批", "審批", "監察"]
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert extraction.stated_finding_count == 3


def test_a_paragraph_that_introduces_a_part_is_no_finding() -> None:
    extraction = extraction_of(
        """
        審計署署長報告書
        公共泳池的管理
        摘要
        第2部分：更衣設施
        2. 處方自2018年起分三期翻新更衣設施（第2.2段）。
        3. 翻新前沒有評估需求。審計署發現，14個泳池的使用率不足兩成（第2.4段）。
        4. 驗收並不全面。審計署審查了八個泳池的紀錄，三個未完成測試（第2.14段）。
        第3部分：救生員
        5. 救生員的空缺偏多。去年共有112個空缺，佔編制的一成八（第3.3段）。
        6. 當值紀錄欠準確。系統把培訓時數亦計算在內（第3.13段）。
        審計署的建議
        7. 審計署建議處長應：
        (a) 翻新前評估需求；
        (b) 填補空缺。
        """.replace("        ", "")
    )

    assert [f.label.text for f in extraction.findings if f.label] == ["3", "4", "5", "6"]


def test_a_conclusion_alone_on_its_line_ends_the_last_finding() -> None:
    extraction = extraction_of(
        """
        歷年審計報告跟進結果
        一、《路燈的管理》
        1.1 路燈故障維修逾期
        審計發現：四成故障未能如期修復。
        跟進情況：已將時限寫入合同。
        跟進結果：已改善
        1.2 耗電量數據失實
        審計發現：33個電錶的讀數由職員推算。
        跟進情況：正安裝遙距讀錶裝置。
        跟進結果：改善中
        總結
        兩項審計發現之中，一項「已改善」，一項「改善中」。
        """.replace("        ", "")
    )

    assert measures(extraction, 2) == ["正安裝遙距讀錶裝置。"]
