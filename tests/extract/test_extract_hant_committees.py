"""Committees, minutes and replies: whose words open a paragraph says what it is."""

from tests.extract.notices import extraction_of, measures, statuses, titles


def requirements(text: str, name: str = "notice.txt") -> list[str | None]:
    return [f.requirement.text if f.requirement else None for f in extraction_of(text, name).findings]


CONCLUDED = """
政府帳目委員會第九十號報告書第3部第1章
海濱泳池的管理
結論及建議
12. 委員會：
水質
－ 對池水檢驗逾期九個月表示極度關注；
－ 知悉康樂處已恢復每周檢驗；
－ 促請康樂處公布檢驗結果；
收費
－ 認為儲物櫃收費自二○一○年起未有檢討，並不理想；及
－ 知悉康樂處會在明年檢討收費，有關工作正在進行。
13. 委員會希望當局繼續匯報進展。
"""


def test_each_fault_that_a_committee_concludes_is_a_finding_with_what_it_asked_and_was_told() -> None:
    extraction = extraction_of(CONCLUDED)

    assert titles(extraction) == [
        "對池水檢驗逾期九個月表示極度關注；",
        "認為儲物櫃收費自二○一○年起未有檢討，並不理想；及",
    ]
    assert requirements(CONCLUDED) == ["促請康樂處公布檢驗結果；", None]
    assert measures(extraction, 1) == ["康樂處已恢復每周檢驗；"]
    assert statuses(extraction) == [None, "in_progress"]
    assert [f.category.text for f in extraction.findings if f.category] == ["水質", "收費"]


def test_a_committee_that_only_thanks_concludes_no_finding() -> None:
    text = "海濱泳池的管理\n12. 委員會：\n－ 感謝各證人出席；\n－ 知悉康樂處已恢復每周檢驗；\n－ 促請康樂處公布檢驗結果。\n"

    assert not extraction_of(text).findings


MINUTE = """
政府帳目委員會第九十號報告書的政府覆文
21. 政府感謝委員會的意見，現匯報最新進展。
碼頭維修
22. 委員會對五個碼頭的防撞設施逾期未作檢查表示遺憾，並敦促海濱處完成檢查。
23. 五個碼頭的檢查已在三月完成。有關建議已全面落實。
24. 委員會察悉，碼頭舖位的空置率升至31%。
25. 海濱處正檢討租約年期。有關建議正在落實。
"""


def test_paragraphs_that_a_committees_words_open_are_findings_and_the_next_answer_them() -> None:
    extraction = extraction_of(MINUTE)

    assert titles(extraction) == [
        "委員會對五個碼頭的防撞設施逾期未作檢查表示遺憾",
        "委員會察悉，碼頭舖位的空置率升至31%。",
    ]
    assert requirements(MINUTE) == ["敦促海濱處完成檢查", None]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_a_reply_names_a_problem_and_who_answers_in_one_sentence() -> None:
    page = """<h1>立法會三題：跟進審計署就街市的建議</h1><p>就報告書提出的各點，現匯報如下：</p>
        <p>（一）報告書指出，有27個檔位空置逾兩年。市集署已推出短期租約。</p>
        <p>（二）至於冷氣系統更換工程沒有時間表，署方正與建築署商討。</p>
        <p>（三）關於攤檔租金記錄不全，當局已完成核對。有關建議已落實。</p>"""
    extraction = extraction_of(page, "notice.html")

    assert titles(extraction) == ["有27個檔位空置逾兩年。", "冷氣系統更換工程沒有時間表", "攤檔租金記錄不全"]
    assert measures(extraction, 2) == ["署方正與建築署商討。"]
    assert statuses(extraction) == [None, None, "completed"]


MINUTES = """
鹿溪港務處內部控制小組114年第2次會議紀錄
甲、追蹤事項
案號：113-11　列管單位：勞安室
查核缺失：證照逾期未回訓。
改進建議：安排回訓。
執行情形：12人已回訓。
會議決定：同意結案。
案號：113-14　列管單位：秘書室、主計室
查核缺失：油料管制卡未核對。
改進建議：按月核對。
執行情形：因人力不足尚未辦理。
會議決定：本案未改善，請於月底前提報。
乙、討論事項
案由：修正作業要點，提請討論。
決議：修正通過。
"""


def test_cases_that_minutes_follow_up_are_findings_with_their_number_and_unit() -> None:
    extraction = extraction_of(MINUTES)

    assert extraction.family == "rectification_report"
    assert [f.label.text for f in extraction.findings if f.label] == ["113-11", "113-14"]
    assert [[u.text for u in f.responsible] for f in extraction.findings] == [
        ["勞安室"],
        ["秘書室", "主計室"],
    ]
    assert statuses(extraction) == ["completed", "not_completed"]
    assert requirements(MINUTES) == ["安排回訓。", "按月核對。"]


def test_merged_names_below_an_unknown_head_are_the_field_of_the_rows_beside_them() -> None:
    page = """<h1>鹿溪縣政府補助案查核缺失改善情形</h1><table>
        <tr><th>受補助標的</th><th>查核缺失</th><th>改善情形</th><th>管考建議</th></tr>
        <tr><td rowspan="2">活動中心整修案</td><td>圖說與現場不符。</td><td>已更正圖說。</td><td>建議解除列管</td></tr>
        <tr><td>驗收紀錄缺漏簽章。</td><td>已補簽。</td><td>建請結案</td></tr>
        <tr><td>步道標示牌案</td><td>標示牌短少6面。</td><td>補作3面。</td><td>尚未改善完成，繼續追蹤</td></tr></table>"""
    extraction = extraction_of(page, "notice.html")

    assert [f.category.text for f in extraction.findings if f.category] == [
        "活動中心整修案",
        "活動中心整修案",
        "步道標示牌案",
    ]
    assert statuses(extraction) == ["completed", "completed", "not_completed"]


def test_a_letter_to_whoever_it_may_concern_has_its_subject_for_a_title() -> None:
    text = """
鹿溪鄰舍會
敬啟者：
跟進津助審查報告的改善措施
貴署於三月完成審查，並發出審查報告（檔號：SB/LSG/2025/9），現匯報如下：
3.1　採購沒有取得足夠報價
抽查10張單據，3張只有一份報價。本會已修訂採購守則。已完成，並會持續監察。
3.2　捐款收據缺號
25張存根未能提供。本會已改用電腦收據。貴署職員來會查證後，同意毋須跟進。
"""
    extraction = extraction_of(text)

    assert extraction.title is not None and extraction.title.text == "跟進津助審查報告的改善措施"
    assert (
        extraction.audit_report_number is not None and extraction.audit_report_number.text == "SB/LSG/2025/9"
    )
    assert statuses(extraction) == ["completed", "not_required"]
