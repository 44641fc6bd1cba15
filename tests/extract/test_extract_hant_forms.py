"""Forms of documents of Taiwan, Hong Kong and Macau: records, arrows, lists of terms, ticks, replies, promises."""

from tests.extract.notices import extraction_of, measures, statuses, titles

CARDS = """
浪澳縣立圖書館一一二年度內部稽核追蹤
浪澳縣立圖書館稽核小組
本次開立缺失3件，追蹤情形如下。本次稽核採書面審閱方式。
館藏類
編號：112-甲-1
稽核發現：新書到館後未於期限內編目。抽查80冊，逾60日者31冊。
受稽單位：採編組
改善作為：新書改以批次編目，每週清點。
預計完成日：112/12/31
覆查結果：已完成
編號：112-甲-2
稽核發現：報廢圖書未依規定公告。
受稽單位：典藏組
改善作為：公告範本已簽核。
預計完成日：113/01/31
覆查結果：辦理中
場地類
編號：112-乙-1
稽核發現：場地押金退還未留簽收。
受稽單位：總務組
改善作為：增訂簽收聯。
預計完成日：112/11/30
覆查結果：已完成
改善中之項目，本館將列入下一年度追蹤稽核。
中華民國113年1月5日
"""


def test_records_of_labels_are_a_report_whatever_their_answers_are_called() -> None:
    extraction = extraction_of(CARDS)

    assert extraction.family == "rectification_report"
    assert titles(extraction)[1:] == ["報廢圖書未依規定公告。", "場地押金退還未留簽收。"]
    assert statuses(extraction) == ["completed", "in_progress", "completed"]
    assert [f.category.text if f.category else None for f in extraction.findings] == [
        "館藏類",
        "館藏類",
        "場地類",
    ]
    assert [f.label.text for f in extraction.findings if f.label] == ["112-甲-1", "112-甲-2", "112-乙-1"]
    assert [(m.kind, m.text.text) for m in extraction.measures] == [
        ("next_step", "改善中之項目，本館將列入下一年度追蹤稽核。")
    ]
    assert extraction.stated_finding_count == 3


OPINIONS = """
浪澳縣政府對重要審核意見之辦理情形
壹、各項意見辦理情形
一、財政面
（一）規費滯納清理落後。
主辦單位：財政處
辦理情形：
1.已寄發催繳函。
2.訂定清理作業程序。
列管情形：續管。
（二）眷舍閒置未收回。
主辦單位：行政處
辦理情形：
全數收回並公告標租。
列管情形：解除列管。
二、教育面
（一）校車檢驗逾期。
主辦單位：教育處
辦理情形：
逾期3輛均已檢驗合格。
列管情形：解除列管。
浪澳縣政府
"""


def test_a_label_alone_below_each_number_heads_no_part() -> None:
    extraction = extraction_of(OPINIONS)

    assert [f.category.text if f.category else None for f in extraction.findings] == [
        "財政面",
        "財政面",
        "教育面",
    ]
    assert statuses(extraction) == ["in_progress", "completed", "completed"]
    assert measures(extraction, 1) == ["已寄發催繳函。", "訂定清理作業程序。"]
    assert measures(extraction, 3) == ["逾期3輛均已檢驗合格。"]


ARROWS = """
浪澳農產運銷公司業務查核缺失改善報告
一、查核經過
縣府於111年5月到本公司查核，所提缺失計3項。
二、缺失內容及改善措施
1、冷藏庫溫度未每日記錄
   抽查4月份僅記錄9日。
→ 改用自動記錄器，每日上傳。
2、理貨場消防栓被堆置物遮擋
→ 已清空並劃設禁止堆置線。
3、磅秤逾期未送檢
→ 因廠商停業，尚在尋找替代廠商。
三、改善進度彙總
截至111年9月30日，第1、2項已改善完成；第3項尚未改善。
浪澳農產運銷公司
中華民國111年10月3日
"""


def test_an_arrow_leads_to_what_was_done() -> None:
    extraction = extraction_of(ARROWS)

    assert titles(extraction) == ["冷藏庫溫度未每日記錄", "理貨場消防栓被堆置物遮擋", "磅秤逾期未送檢"]
    assert measures(extraction, 1) == ["改用自動記錄器，每日上傳。"]
    assert measures(extraction, 3) == ["因廠商停業，尚在尋找替代廠商。"]
    assert statuses(extraction) == ["completed", "completed", "not_completed"]
    assert not any(f.category for f in extraction.findings)


TERMS = """<html><body><h1>浪澳市公廁稽查缺失改善結果</h1><p>環保局於113年3月稽查，計開立缺失2項，改善情形如下。</p>
<h2>公園公廁</h2>
<dl><dt>缺失</dt><dd>求助鈴故障未修。測試4處，3處無聲響。</dd><dt>責任單位</dt><dd>公園管理所</dd><dt>改善措施</dt><dd>求助鈴全數更新。</dd><dt>複查結果</dt><dd>已改善</dd></dl>
<dl><div><dt>缺失</dt><dd>地面積水未處理。</dd></div><div><dt>責任單位</dt><dd>工務所</dd></div><div><dt>改善措施</dt><dd>重做洩水坡度，預計5月完工。</dd></div><div><dt>複查結果</dt><dd>改善中</dd></div></dl>
<p>浪澳市政府環境保護局</p></body></html>"""


def test_a_list_of_terms_that_tells_a_problem_is_a_record() -> None:
    extraction = extraction_of(TERMS, "terms.html")

    assert titles(extraction) == ["求助鈴故障未修。", "地面積水未處理。"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert [f.category.text if f.category else None for f in extraction.findings] == ["公園公廁", "公園公廁"]
    assert [r.text for r in extraction.findings[1].responsible] == ["工務所"]


def test_a_list_of_terms_about_a_page_is_no_record() -> None:
    page = "<html><body><h1>公告</h1><dl><dt>發布日期</dt><dd>113年3月1日</dd><dt>聯絡單位</dt><dd>秘書處</dd></dl><p>本館將於3月整修，期間暫停開放。</p></body></html>"

    assert extraction_of(page, "terms.html").findings == ()


TICKED = """<table border="1"><tr><th rowspan="2">項次</th><th rowspan="2">缺失</th><th rowspan="2">改善作為</th><th colspan="3">改善進度</th></tr>
<tr><th>已改善</th><th>改善中</th><th>未改善</th></tr>
<tr><td>1</td><td>藥品逾期未銷毀。</td><td>已銷毀。</td><td>ˇ</td><td></td><td></td></tr>
<tr><td>2</td><td>病歷借閱未登記。</td><td>建置系統。</td><td></td><td>V</td><td></td></tr>
<tr><td>3</td><td>發電機未測試。</td><td>尚無廠商投標。</td><td></td><td></td><td>✓</td></tr></table>"""


def test_a_tick_of_any_shape_means_the_head_above_it() -> None:
    extraction = extraction_of(
        f"<html><body><h1>浪澳醫院稽核缺失改善追蹤表</h1>{TICKED}</body></html>", "ticks.html"
    )

    assert statuses(extraction) == ["completed", "in_progress", "not_completed"]


MINUTE = """
政府覆文：回應《政府帳目委員會第六十號報告書》第2章「街市的管理」
政府歡迎委員會的報告。現就委員會關注的事宜回應如下：
A. 檔位租賃
(a) 空置檔位多年未推出招租
委員會的建議：委員會促請署方訂立時間表。
政府的回應：署方已於2020年推出88個檔位。委員會的這項建議已全面落實。
(b) 租金偏離市值
委員會的建議：委員會建議檢討機制。
政府的回應：顧問研究仍在進行。這項建議正在落實。
政府會繼續密切監察各項建議的落實進度。
香港特別行政區政府
2021年3月3日
"""


def test_a_reply_states_how_far_each_recommendation_has_come() -> None:
    extraction = extraction_of(MINUTE)

    assert extraction.title is not None and extraction.title.text.startswith("政府覆文：回應")
    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 1) == ["署方已於2020年推出88個檔位。"]
    assert [m.text.text for m in extraction.measures] == ["政府會繼續密切監察各項建議的落實進度。"]
