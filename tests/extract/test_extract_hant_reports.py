"""Audit reports of Taiwan, Hong Kong and Macau: numbers that count paragraphs, labels between them, groups of 甲、 and A."""

from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import requirements_of

CHAPTER = """
審計署署長第六十九號報告書　第2章　公共圖書角的管理
第1部分：引言
1.1　圖書角事務署（下稱「圖書署」）管理全港31個圖書角。
第2部分：書籍的流通
2.1　本部分探討書籍的借還安排。
2.2　逾期書籍未有追收。截至2021年底，有1 204冊書籍逾期超過一年。
審計署的建議
2.3　審計署建議圖書署署長應：
(a) 訂立追收程序；及
(b) 定期編製逾期報表。
政府的回應
2.4　圖書署署長同意審計署的建議，並表示圖書署：
(a) 已於2022年1月發出催還通知；及
(b) 會按月編製報表。
自助借書機
2.5　自助借書機使用率偏低。12部借書機每日平均使用不足3次。
審計署的建議
2.6　審計署建議圖書署署長應檢討借書機的分布。
政府的回應
2.7　圖書署署長接納建議。該署已把4部借書機調往其他地點。
整體意見
3.1　圖書署署長同意審計署的各項建議。審計署感謝該署協助。
"""

FOLLOW_UP = """
跟進審計報告：公共泊車處的管理
審計署
壹、背景
本署於二○二○年指出兩項不足之處，並於二○二三年跟進。
貳、跟進結果
甲、收費
一、月票欠缺公開準則
過往審計發現：3個停車場的月票口頭續期。
當局的改善工作：已改以抽籤分配月票。
跟進結果：完成
乙、監管
二、巡查次數不足
過往審計發現：5個停車場巡查少於6次。
當局的改善工作：增聘巡查員1名。
跟進結果：部分完成
"""

YEARLY = """
浪澳縣總決算審核報告重要審核意見
１．獨居長者服務核有通報逾時情事。抽查310件，計有27件逾15分鐘。縣府允宜落實履約管理。據社會處查復：已增訂扣罰條款。本案改善情形：已改善。
２．市場攤位出租率偏低。出租率僅52%。宜檢討退場機制。據農業處查復：刻正辦理評估。本案改善情形：改善中。
"""


def test_paragraphs_below_a_label_are_cells_of_the_finding_above_whatever_their_number() -> None:
    chapter = extraction_of(CHAPTER)
    first, second = chapter.findings

    assert titles(chapter) == ["逾期書籍未有追收。", "自助借書機使用率偏低。"]
    assert [f.label.text for f in chapter.findings if f.label] == ["2.2", "2.5"]
    assert first.requirement and first.requirement.text.startswith("審計署建議圖書署署長應：\n(a) 訂立")
    assert second.requirement and second.requirement.text == "審計署建議圖書署署長應檢討借書機的分布。"
    assert measures(chapter, 1) == ["已於2022年1月發出催還通知；及", "會按月編製報表。"]
    assert measures(chapter, 2) == ["該署已把4部借書機調往其他地點。"]


def test_a_line_between_numbered_paragraphs_groups_those_below_it() -> None:
    first, second = extraction_of(CHAPTER).findings

    assert first.category and first.category.text == "書籍的流通"
    assert second.category and second.category.text == "自助借書機"


def test_stems_above_a_list_that_begins_below_them_are_its_groups() -> None:
    report = extraction_of(FOLLOW_UP)

    assert titles(report) == ["月票欠缺公開準則", "巡查次數不足"]
    assert [f.category.text for f in report.findings if f.category] == ["收費", "監管"]
    assert statuses(report) == ["completed", "largely_completed"]
    assert measures(report, 2) == ["增聘巡查員1名。"]
    assert report.stated_finding_count == 2


def test_what_ought_to_be_is_asked_as_a_whole_sentence() -> None:
    report = extraction_of(YEARLY)

    assert [f.requirement.text for f in report.findings if f.requirement] == [
        "縣府允宜落實履約管理。",
        "宜檢討退場機制。",
    ]
    assert measures(report, 1) == ["已增訂扣罰條款。"]
    assert statuses(report) == ["completed", "in_progress"]
    assert report.family == "audit_work_report"


OMBUDSMAN = """
主動調查行動報告摘要：街市檔位的處理
申訴專員公署　　二○二一年六月三十日
背景
1. 市集署管理93個街市。
本署調查所得
（一）部分檔位空置而未有跟進
2. 有412個檔位空置逾五年，市集署從未檢視。
（二）執管工作不力
3. 164個檔位被用作貯物，該署只發出11封警告信。
本署的建議
4. 申訴專員向市集署提出以下建議：
(a) 檢視空置逾五年的檔位；以及
(b) 加強執管。
市集署的回應
5. 市集署接納本署全部建議。
"""

INVESTIGATION = """
調查報告
字號：112財調0031
壹、案由：據審計部函報，沙岬市政府辦理再生水廠案，涉有疏失等情案。
貳、調查意見：
茲臚列調查意見3項如下：
一、水利局未依實際需求核定規模，核有違失。
平均供水量僅每日1萬噸。
二、水質未達標準，未依約計罰。
應計罰1,410萬元。
三、漏水率偏高，市府未督促檢修。
漏水率達14.7％。
參、處理辦法：
一、調查意見一、二，提案糾正沙岬市政府。
二、調查意見三，函請沙岬市政府檢討改善見復。
調查委員：○○○
"""

COMMITTEE = """
政府就政府帳目委員會第五十八號報告書提出的建議的跟進進展
A. 監察工作
1. 帳委會的建議：渡輪局應檢討調查範圍。
政府的回應：已修訂調查計劃。
進展：已完成
2. 帳委會的建議：渡輪局應公開準時率。
政府的回應：正在整理數據。
進展：正在進行
B. 設施
3. 帳委會的建議：渡輪局應加快改善碼頭設施。
政府的回應：渡輪局接納建議，並表示四個碼頭已竣工。
進展：部分完成
渡輪局會繼續跟進餘下建議，並於下次報告匯報。
"""

MACAU = """
澳門特別行政區
審計署
《街市攤位的管理》衡工量值式審計報告
第1部分：引言
1.1 審計背景
市政局管理9個街市。
第2部分：審計結果
2.1 空置攤位欠缺招租時間表
2.1.1 審計發現
238個攤位空置，平均相隔31個月才招租。
2.1.2 審計建議
市政局應訂立招租時間表。
2.2 巡查流於形式
2.2.1 審計發現
抽查20個攤位，6個的經營者並非承租人。
2.2.2 審計建議
市政局應核實經營者身份。
"""

QUESTIONS = """
霧岬縣議會第20屆第4次定期大會議員質詢事項書面答復
答復機關：霧岬縣政府
一、質詢事項：審計室指出還書設備未安裝，閒置逾14個月。
答復內容：
（一）設備已移設至東區分館。
（二）採購流程增列期程管控。
目前進度：已完成
二、質詢事項：審計室指出補助重複申領12處。
答復內容：
已追回46萬元，餘款移送強制執行。
目前進度：辦理中
"""

CASES = """
2021年勸喻個案摘要
澳門特別行政區廉政公署
個案一　違建舉報未獲處理
都市局其後三年未有採取行動。
廉署勸喻：都市局應儘快依法處理。
部門跟進：已發出拆卸令。
個案二　評分標準未有預先公佈
典試委員會在面試後才訂定比重。
廉署勸喻：應在面試前公佈標準。
部門跟進：已修訂內部指引。
"""

TRACKED = """
渚岬市總決算審核報告重要審核意見追蹤結果
甲、已改善者
1.學校食材抽驗比率偏低
辦理情形：抽驗件數增至300件。
2.離線站牌未即時修復
辦理情形：契約增訂按日計罰條款。
乙、仍待繼續改善者
1.校舍補強進度落後
辦理情形：其餘8棟預計於暑假施作。
丙、無須續辦者
1.駕駛人資格審查未依規定辦理
辦理情形：業務改由中央統一辦理。
"""


def test_one_number_through_all_sections_counts_paragraphs() -> None:
    report = extraction_of(OMBUDSMAN)

    assert report.title and report.title.text == "主動調查行動報告摘要：街市檔位的處理"
    assert titles(report) == ["部分檔位空置而未有跟進", "執管工作不力"]
    assert [f.detail.text for f in report.findings if f.detail] == [
        "有412個檔位空置逾五年，市集署從未檢視。",
        "164個檔位被用作貯物，該署只發出11封警告信。",
    ]
    assert [m.text.text for m in report.measures] == ["檢視空置逾五年的檔位；以及", "加強執管。"]


def test_what_is_done_about_opinions_is_joined_by_the_numbers_it_lists() -> None:
    report = extraction_of(INVESTIGATION)

    assert (report.family, report.stated_finding_count) == ("audit_result", 3)
    assert report.document_number and report.document_number.text == "112財調0031"
    assert requirements_of(INVESTIGATION) == [
        "提案糾正沙岬市政府。",
        "提案糾正沙岬市政府。",
        "沙岬市政府檢討改善見復。",
    ]


def test_recommendations_that_are_answered_stand_for_their_findings() -> None:
    report = extraction_of(COMMITTEE)

    assert titles(report) == [
        "渡輪局應檢討調查範圍。",
        "渡輪局應公開準時率。",
        "渡輪局應加快改善碼頭設施。",
    ]
    assert [f.category.text for f in report.findings if f.category] == ["監察工作", "監察工作", "設施"]
    assert statuses(report) == ["completed", "in_progress", "largely_completed"]
    assert measures(report, 3) == ["四個碼頭已竣工。"]
    assert [m.kind for m in report.measures] == ["next_step"]


def test_labels_numbered_one_deeper_fill_the_finding_above() -> None:
    report = extraction_of(MACAU)

    assert report.title and report.title.text == "《街市攤位的管理》衡工量值式審計報告"
    assert titles(report) == ["空置攤位欠缺招租時間表", "巡查流於形式"]
    assert requirements_of(MACAU) == ["市政局應訂立招租時間表。", "市政局應核實經營者身份。"]


def test_answers_to_council_members_who_ask_of_findings() -> None:
    report = extraction_of(QUESTIONS)

    assert report.family == "proposal_reply"
    assert statuses(report) == ["completed", "in_progress"]
    assert measures(report, 1) == ["設備已移設至東區分館。", "採購流程增列期程管控。"]


def test_numbered_cases_are_findings() -> None:
    report = extraction_of(CASES)

    assert titles(report) == ["違建舉報未獲處理", "評分標準未有預先公佈"]
    assert [f.label.text for f in report.findings if f.label] == ["個案一", "個案二"]
    assert measures(report, 2) == ["已修訂內部指引。"]


def test_groups_named_by_a_state_state_it_of_each() -> None:
    report = extraction_of(TRACKED)

    assert statuses(report) == ["completed", "completed", "in_progress", "not_required"]
    assert report.findings[2].status and report.findings[2].status.quote
    assert report.findings[2].status.quote.text == "仍待繼續改善"


SEVERAL = """
審計署署長第六十四號報告書　第6章　綠化工程的推行
第1部分：引言
1.1　本章旨在探討園林署的工作。
第2部分：規劃
2.1　種植目標未能達到。只種植1.9萬棵。
2.2　合約進度的監察不足。4份合約延遲完工。
審計署的建議
2.3　審計署建議園林署署長應：
(a) 檢討種植目標；及
(b) 加強監察合約進度。
政府的回應
2.4　園林署署長同意審計署的建議。
第3部分：保養
3.1　樹木存活率偏低。264棵已枯死。
3.2　巡查記錄不齊全。31份沒有附上照片。
審計署的建議
3.3　審計署建議園林署署長應：
(a) 找出樹木枯死的原因；及
(b) 確保巡查記錄齊全。
政府的回應
3.4　園林署署長同意審計署的建議。
"""

BRACKETS = """
磐岬縣政府111年度審計部重要審核意見處理情形
本府就審計室所提重要審核意見計2項，處理情形如下：
1.【審核意見】社會住宅空置戶數偏高。
【主辦機關】建設處
【處理情形】空置42戶已全數釋出。
【管考建議】解除列管
2.【審核意見】游泳池未查核營業收入。
【主辦機關】教育處
【處理情形】已委託會計師查核。
【管考建議】繼續列管
"""

FACTS = """
審計機關抽查竹岬水利會財務收支審核通知事項及聲復情形
壹、代收款逾期未解繳
一、事實：
代收款計23萬元，最長逾期118日。
二、審核意見：
應儘速解繳，並檢討內部控制。
三、聲復：
已全數解繳國庫。
貳、閒置設備未辦理報廢
一、事實：
盤點17臺，其中8臺無法運轉。
二、審核意見：
應依規定辦理。
三、聲復：
8臺均已完成報廢程序。
"""

PRESS = """
審計署公佈《公務車輛的管理》審計報告
發佈日期：2022年7月5日
來源：審計署
審計署今日公佈審計報告，審計對象為車輛事務廳。
審計發現包括：
1. 車輛更換計劃欠缺準則。37部行駛里程不足3萬公里，涉及420萬澳門元。
2. 維修費用的監管不足。19張單據沒有報價比較。
3. 使用記錄不完整。1,306次用車沒有填寫目的地。
審計署建議車輛事務廳：
（1）訂定更換準則；
（2）訂立報價指引。
車輛事務廳回應表示認同審計意見，將採取改善措施。
"""


def test_advice_for_several_findings_is_advice_for_the_whole() -> None:
    report = extraction_of(SEVERAL)

    assert report.title and report.title.text.endswith("綠化工程的推行")
    assert [f.label.text for f in report.findings if f.label] == ["2.1", "2.2", "3.1", "3.2"]
    assert [m.kind for m in report.measures] == ["recommendation"] * 4
    assert not any(f.measures or f.requirement for f in report.findings)


def test_labels_in_brackets_and_what_the_controllers_advise() -> None:
    report = extraction_of(BRACKETS)

    assert (report.family, report.stated_finding_count) == ("rectification_report", 2)
    assert statuses(report) == ["completed", "in_progress"]
    assert measures(report, 1) == ["空置42戶已全數釋出。"]


def test_an_opinion_below_the_facts_says_what_is_asked() -> None:
    report = extraction_of(FACTS)

    assert requirements_of(FACTS) == ["應儘速解繳，並檢討內部控制。", "應依規定辦理。"]
    assert [f.detail.text for f in report.findings if f.detail] == [
        "代收款計23萬元，最長逾期118日。",
        "盤點17臺，其中8臺無法運轉。",
    ]
    assert measures(report, 2) == ["8臺均已完成報廢程序。"]


def test_a_press_release_ends_in_advice_and_words_of_the_body() -> None:
    report = extraction_of(PRESS)

    assert report.issuer and report.issuer.text == "審計署"
    assert len(report.findings) == 3
    assert not any(f.category or f.measures or f.requirement for f in report.findings)
    assert [m.text.text for m in report.measures] == ["訂定更換準則；", "訂立報價指引。"]


ROUND = """
烏岫鄉公所112年度總決算審核報告注意事項辦理情形
一、公共造產收入逐年遞減，經營效能有待提升。
（辦理情形）已調整收費標準。
二、變賣所得未納入預算。
（辦理情形）114年度預算已編列。
烏岫鄉公所
中華民國113年11月8日
"""

SUMMARY = """
審計署署長第五十一號報告書　第5章　郊野公園的設施
摘要
1.　郊野護理署負責管理24個郊野公園。審計署最近就該署管理有關設施的工作進行審查。
遠足徑的管理
2.　維修個案未能適時完成　有36宗維修個案逾180日仍未完成（第2.6段）。
3.　指示牌資料過時　審計署發現有52個指示牌的資料與現況不符（第2.11段）。
露營地點的管理
4.　露營地點的使用情況沒有監察　有29個沒有備存使用人次的統計數字（第3.4段）。
審計署的建議
5.　審計署建議郊野護理署署長應：
(a)　訂立完成時限；及
(b)　更新指示牌。
當局的回應
6.　當局接納審計署的建議。
"""

REVIEWED = """
審計部審核海岫港務公司辦理碼頭興建計畫之執行情形
發布單位：審計部
本部派員查核其執行情形，核有下列事項，經函請檢討改善：
(一) 未審慎評估旅運量，致空間閒置：2樓商業空間迄未招商。
(二) 工程介面整合不當，延誤啟用：高程差達42公分。
(三) 監造服務費計算錯誤：將物價調整款計入費率，溢付683萬餘元。
據該公司函復，已研擬招商計畫，並追回溢付之服務費。
"""


def test_a_label_in_round_brackets_opens_an_answer() -> None:
    report = extraction_of(ROUND)

    assert measures(report, 1) == ["已調整收費標準。"]
    assert measures(report, 2) == ["114年度預算已編列。"]


def test_one_advice_below_all_headings_is_advice_for_the_whole() -> None:
    report = extraction_of(SUMMARY)

    assert [f.label.text for f in report.findings if f.label] == ["2", "3", "4"]
    assert [f.category.text for f in report.findings if f.category][1:] == ["遠足徑的管理", "露營地點的管理"]
    assert [m.text.text for m in report.measures] == ["訂立完成時限；及", "更新指示牌。"]


def test_an_answer_to_all_below_bare_findings_is_none_of_the_last() -> None:
    report = extraction_of(REVIEWED)

    assert report.family == "audit_result"
    assert titles(report)[2] == "監造服務費計算錯誤"
    assert not any(f.measures for f in report.findings)
