"""Follow-up papers: parts that answer in other words, paragraphs in turn that only ask, numbered findings and their states."""

from tests.extract.notices import extraction_of, measures, statuses, titles

REPLY = """
青嵐縣政府所屬青嵐文化園區營運處
對審計部青嵐縣審計室111年度財務收支及決算審核通知聲復事項表

壹、應行查明及改善事項
一、委外餐廳未依契約投保公共意外責任險，影響遊客權益。
二、票券管理未落實盤點，庫存與帳面不符計132張。
三、文創商品滯銷，庫存逾3年者計4,820件。

貳、聲復內容
一、關於餐廳投保部分：廠商已補辦投保，保單副本已送營運處備查；未投保期間依契約計罰6萬元。
二、關於票券盤點部分：自112年6月起按月盤點，差異票券經查係作廢券未註銷，已補辦註銷。
三、關於文創商品部分：業以買一送一促銷，截至112年8月底售出2,950件，餘數贈送本縣國小。

參、處理結果
第一項及第二項：已改善，請准予結案。
第三項：辦理中，請准予繼續追蹤。

青嵐文化園區營運處　謹陳
中華民國112年9月5日
"""


def test_a_part_of_replies_answers_the_part_of_matters_to_be_looked_into() -> None:
    extraction = extraction_of(REPLY)

    assert titles(extraction)[0] == "委外餐廳未依契約投保公共意外責任險，影響遊客權益。"
    assert len(extraction.findings) == 3
    assert all(measures(extraction, n) for n in (1, 2, 3))
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert extraction.issuer is not None
    assert extraction.issuer.text == "青嵐文化園區營運處"  # 謹陳


ASKED_ALONE = """
審計署署長第八十四號報告書第6章
旅遊巴士停泊設施

政府當局的回應

整體意見

1. 運輸策劃局感謝審計署的審查，並接納各項建議。

具體回應

泊位的供應（報告書第2.10段）

2. 審計署建議運輸策劃局應檢討旅遊巴士泊位的需求。

3. 運輸策劃局已委託顧問就八個旅遊景點進行泊位調查，結果預計在今年年底備妥。

違例停泊的執法（報告書第3.14段）

4. 審計署建議警務處應就違例停泊黑點加強執法。

5. 警務處已由今年二月起增加巡邏，首季發出2,130張告票，較去年同期上升四成。

智能咪錶的推行（報告書第4.7段）

6. 審計署建議運輸策劃局應加快更換旅遊巴士泊位的咪錶。

7. 更換工程已於今年五月全部完成。

運輸策劃局
二○二五年六月
"""


def test_paragraphs_that_only_ask_take_turns_with_their_answers_too() -> None:
    extraction = extraction_of(ASKED_ALONE)

    assert extraction.family == "rectification_report"
    assert [f.label.text for f in extraction.findings if f.label] == ["2", "4", "6"]
    assert measures(extraction, 3) == ["更換工程已於今年五月全部完成。"]


PREFACED = """
立法會公共工程事務委員會
審計署署長第九十五號報告書第5章「斜坡維修計劃」
跟進報告

目的
本文件匯報斜坡安全處跟進上述報告書的最新進展。

背景
2. 審計署於2023年底審查斜坡維修計劃，提出11項建議，斜坡安全處全部接納。

跟進進展

欠妥斜坡的維修
3. 審計署發現，在2,450個欠妥斜坡之中，有613個逾五年未完成維修。審計署建議加快維修工程。
4. 斜坡安全處已在2024-25年度增撥4.2億元，全年完成維修斜坡388個。

維修費用的追討
5. 審計署指出，處方代業主維修後，平均需時26個月才發出繳款通知書。審計署建議縮短時間。
6. 處方已把發出通知書的時間縮短至9個月。此項建議已全面落實。

資料庫的更新
7. 審計署察悉，斜坡資料庫有1,120項紀錄與實況不符。審計署建議定期核對。
8. 核對工作已展開，至今更正了740項，餘下紀錄預計於2025年底前更正。

徵詢意見
9. 請委員備悉本文件的內容。

斜坡安全處
2025年5月
"""


def test_who_looked_at_what_stands_before_the_paragraphs_in_turn() -> None:
    extraction = extraction_of(PREFACED)

    assert [f.label.text for f in extraction.findings if f.label] == ["3", "5", "7"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "欠妥斜坡的維修",
        "維修費用的追討",
        "資料庫的更新",
    ]
    assert statuses(extraction) == [None, "completed", None]


def test_a_fault_before_the_paragraphs_in_turn_ends_them() -> None:
    text = PREFACED.replace("提出11項建議，斜坡安全處全部接納。", "發現斜坡檢查逾期未完成，記錄不全。")

    assert "3" in [f.label.text for f in extraction_of(text).findings if f.label]
    assert len(extraction_of(text).findings) > 3  # nothing tells which paragraph answers which


NUMBERED = """
<html lang="zh-Hant"><head><title>審計跟進</title></head><body><div class="main"><h2>澄海區衞生局就審計署《急症輪候》審計報告的整改進度公佈（截至2024年底）</h2>
<p><b>審計發現 1：分流記錄不完整</b></p><p>2022年有1.2萬宗急症個案沒有分流時間。</p><p>▶ 改善措施：電子病歷系統已加設必填欄位。</p><p>▶ 進度：100%，已完成。</p>
<p><b>審計發現 2：輪候時間未有公佈</b></p><p>市民無從得知各急症室的輪候時間。</p><p>▶ 改善措施：手機程式的輪候時間功能正在測試。</p><p>▶ 進度：80%，進行中。</p>
<p><b>審計發現 3：醫護人手調配欠彈性</b></p><p>繁忙時段與非繁忙時段的人手相同。</p><p>▶ 改善措施：尚未展開，待新編制獲批。</p><p>▶ 進度：0%，未開始。</p>
<p>衞生局　2025年1月15日</p></div></body></html>
"""


def test_a_blank_before_the_number_of_a_finding_and_a_share_before_its_state() -> None:
    extraction = extraction_of(NUMBERED, "page.html")

    assert titles(extraction) == ["分流記錄不完整", "輪候時間未有公佈", "醫護人手調配欠彈性"]
    assert [f.label.text for f in extraction.findings if f.label] == [
        "審計發現 1",
        "審計發現 2",
        "審計發現 3",
    ]
    assert statuses(extraction) == ["completed", "in_progress", "not_completed"]


BRACKETED = """
汐止灣漁業發展基金會
112年度內部稽核發現事項追蹤報告

稽核單位：稽核室
報告日期：113年3月20日

【發現事項一】補助案件核銷逾期
說明：抽查35件補助案，其中11件逾核銷期限30日以上始送件，最長達97日。
建議：應於核定函載明逾期核銷之罰則。
受稽單位回覆：已修正核定函範本，自113年起適用。
追蹤結論：已改善，同意結案。

【發現事項二】漁具補助未實地查核
說明：112年度補助漁具86件，全數以照片代替實地查核。
建議：至少抽查二成。
受稽單位回覆：受限於人力，擬自下半年起委託漁會辦理。
追蹤結論：尚未改善，持續追蹤。

【發現事項三】董事會議紀錄未於期限內報送主管機關
說明：4次會議中有2次逾期。
建議：建立期限管控表。
受稽單位回覆：已建立管控表。
追蹤結論：已改善。

稽核室
"""


def test_numbers_in_brackets_head_findings_whatever_they_number() -> None:
    extraction = extraction_of(BRACKETED)

    assert titles(extraction)[1] == "漁具補助未實地查核"
    assert [f.requirement.text for f in extraction.findings if f.requirement][1] == "至少抽查二成。"
    assert statuses(extraction) == ["completed", "not_completed", "completed"]
    assert measures(extraction, 1) == ["已修正核定函範本，自113年起適用。"]


CONCERNED = """
<html lang="zh-HK"><head><title>帳目委員會報告跟進</title></head><body><div id="content">
<h1>當局就政府帳目委員會第七十九號報告書所作回應的進展報告</h1>
<h3>1. 隧道設備的更換</h3>
<p>帳委會對隧道通風設備逾齡的比例高達七成表示關注，並認為路網管理署應訂立更換計劃。</p>
<p><i>進展：</i>路網管理署已訂立十年更換計劃，首批42台風機已於2024年完成更換。</p>
<h3>2. 交通意外的應變時間</h3>
<p>帳委會對管理公司未能在四分鐘內到場的次數持續上升表示不滿，並促請路網管理署加強監察。</p>
<p><i>進展：</i>新管理合約已訂明罰則，2024年未達標次數較2023年減少58%。路網管理署認為這項建議已經落實。</p>
<h3>3. 隧道清洗的質素</h3>
<p>帳委會對署方沒有備存清洗質素的紀錄感到遺憾。</p>
<p><i>進展：</i>署方已由2024年7月起備存電子紀錄。</p>
<p>路網管理署<br>二○二五年一月</p></div></body></html>
"""


def test_a_body_may_judge_that_advice_is_followed() -> None:
    extraction = extraction_of(CONCERNED, "page.html")

    assert statuses(extraction) == [None, "completed", None]
    assert [len(measures(extraction, n)) for n in (1, 2, 3)] == [1, 1, 1]
