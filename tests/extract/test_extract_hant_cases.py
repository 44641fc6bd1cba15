"""Cases, letters and papers of Taiwan, Hong Kong and Macau: numbered matters, coded records, replies in a part of their own."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

CASES = """
<title>嵐港市政府-審計意見執行情形</title><meta name="DC.Publisher" content="嵐港市政府">
<h2>嵐港市政府辦理111年度總決算審核報告審計機關建議意見執行情形</h2>
<p>審計處審核本市111年度總決算，計提出建議意見3案，執行情形如下：</p>
<h3>壹、教育類</h3>
<h4>第1案　校舍補強經費逐年保留。</h4>
<p>審核意見：編列4,100萬元，連續兩年執行率為零。</p><p>主辦機關：教育局</p>
<p>辦理情形：</p><ol><li>已完成2校發包。</li><li>其餘1校併入重建。</li></ol><p>執行狀態：辦理中</p>
<h3>貳、環保類</h3>
<h4>第2案　掩埋場監測井逾半數故障。</h4>
<p>主辦機關：環保局</p><p>辦理情形：已全數修復。</p><p>執行狀態：已完成</p>
<h4>第3案　資源回收車閒置。</h4>
<p>審核意見：8輛中有3輛未曾派車。</p><p>主辦機關：環保局</p>
<p>辦理情形：移撥各區使用。</p><p>執行狀態：已完成</p>
"""


def test_numbered_cases_are_findings_and_opinions_below_them_their_detail() -> None:
    extraction = extraction_of(CASES, "notice.html")

    assert titles(extraction) == ["校舍補強經費逐年保留。", "掩埋場監測井逾半數故障。", "資源回收車閒置。"]
    assert [f.label.text for f in extraction.findings if f.label] == ["第1案", "第2案", "第3案"]
    assert [f.category.text for f in extraction.findings if f.category] == ["教育類", "環保類", "環保類"]
    assert [f.detail.text if f.detail else None for f in extraction.findings] == [
        "編列4,100萬元，連續兩年執行率為零。",
        None,
        "8輛中有3輛未曾派車。",
    ]
    assert measures(extraction, 1) == ["已完成2校發包。", "其餘1校併入重建。"]
    assert extraction.stated_finding_count == 3
    assert extraction.issuer and extraction.issuer.text == "嵐港市政府"


def test_a_person_as_author_of_a_page_is_no_issuer() -> None:
    page = CASES.replace('name="DC.Publisher" content="嵐港市政府"', 'name="author" content="王小明"')

    page = page.replace("嵐港市政府辦理", "辦理")

    assert extraction_of(page, "notice.html").issuer is None


CODED = """
政府帳目委員會第七十三號報告書　第2部　政府就第七十二號報告書採取的跟進行動
1. 本部匯報當局就各項建議採取的行動。
A. 公眾泳灘的管理
（第七十二號報告書第3章）
A1. 關注事項：救生瞭望台長期關閉。9座中有4座關閉逾一年。
委員會的建議：訂定重開時間表。
跟進行動：已重開2座。
進展：進行中。
A2. 關注事項：水質告示牌內容過時。
委員會的建議：每週更新告示。
跟進行動：
(a) 已改用電子告示牌；
(b) 更新程序已納入手冊。
進展：已落實。
B. 獨木舟租借服務
（第七十二號報告書第5章）
B1. 關注事項：救生衣沒有按期檢查。
委員會的建議：保存檢查記錄。
跟進行動：檢查記錄表已派發。
進展：已落實。
2. 請委員會備悉上述進展。
政府帳目委員會
二○一九年三月六日
"""


def test_records_with_a_letter_and_a_number_stand_below_the_heading_of_their_letter() -> None:
    extraction = extraction_of(CODED)

    assert [f.label.text for f in extraction.findings if f.label] == ["A1", "A2", "B1"]
    assert titles(extraction)[0] == "救生瞭望台長期關閉。"
    assert [f.category.text for f in extraction.findings if f.category] == [
        "公眾泳灘的管理",
        "公眾泳灘的管理",
        "獨木舟租借服務",
    ]
    assert statuses(extraction) == ["in_progress", "completed", "completed"]
    assert measures(extraction, 2) == ["已改用電子告示牌；", "更新程序已納入手冊。"]
    assert measures(extraction, 3) == ["檢查記錄表已派發。"]
    assert not extraction.measures


REPLIES = """
審計部嵐港市審計處專案調查公有停車場管理情形結果摘要
壹、調查緣起
本處選定6處停車場辦理調查。
貳、調查發現
經調查結果，發現下列3項缺失：
一、身障車位未依比例設置。
6處中有2處不足。
二、權利金計算基礎未經核實。
營運日報表與發票金額不符。
三、消防設備逾期未檢修。
4處逾檢修期限達九個月。
參、{heading}
市府函復如下：
一、{about}身障車位之設置
已補設11格。
二、{about}權利金之計算
已追繳46萬元；
並改採電子發票勾稽。
三、{about}消防設備之檢修
已全數檢修。
"""


@pytest.mark.parametrize("heading", ["行政機關回應情形", "主管機關函復情形", "市政府查復情形"])
@pytest.mark.parametrize("about", ["關於", "有關"])
def test_a_part_that_replies_in_turn_answers_the_findings_of_its_numbers(heading: str, about: str) -> None:
    extraction = extraction_of(REPLIES.format(heading=heading, about=about))

    assert len(extraction.findings) == 3
    assert measures(extraction, 2) == ["已追繳46萬元；", "並改採電子發票勾稽。"]
    assert [len(f.measures) for f in extraction.findings] == [1, 2, 1]


LETTER = """
嵐港縣立北灣國民小學　函
受文者：嵐港縣政府
發文日期：中華民國112年5月2日
發文字號：北小總字第1120000456號
主旨：檢送本校財務收支查核缺失改善情形，請鑒核。
說明：
一、復鈞府112年4月3日府主審字第1120033221號函。
二、查核缺失計2項，改善情形分述{follows}：
（一）零用金未按月盤點。
改善情形：已補作盤點紀錄。本項已改善完成。
（二）工友出勤未逐日簽到。
改善情形：改用刷卡機，設備採購中。
三、本校爾後當加強內部控制。
校長　（職名章）
"""


@pytest.mark.parametrize("follows", ["如后", "如次", "於后", "如下"])
def test_a_letter_names_its_school_and_what_announces_the_answers_is_no_category(follows: str) -> None:
    extraction = extraction_of(LETTER.format(follows=follows))

    assert extraction.issuer and extraction.issuer.text == "嵐港縣立北灣國民小學"
    assert [f.category for f in extraction.findings] == [None, None]
    assert [(m.kind, m.text.text) for m in extraction.measures] == [("next_step", "本校爾後當加強內部控制。")]


FORMULA = """
嵐港縣110年度總決算審核報告重要審核意見摘要
一、造林獎勵金溢發。
比對地籍資料，溢發32筆。
經函請{asked}，據復：已追回28筆。
二、文化館閒置。
啟用後每日入館不及5人。
經函請文化處研議活化策略，據復：已辦理委外招商。
"""


@pytest.mark.parametrize("asked", ["檢討改善", "查明妥處", "研謀改善", "加速辦理"])
def test_the_formula_before_an_answer_asks_nothing_of_its_own(asked: str) -> None:
    findings = extraction_of(FORMULA.format(asked=asked)).findings

    assert [f.requirement.text if f.requirement else None for f in findings] == [
        None,
        "經函請文化處研議活化策略，",
    ]
    assert [m.text.text for m in findings[0].measures] == ["已追回28筆。"]


def test_a_table_of_decisions_numbers_its_rows_by_meeting_and_case() -> None:
    page = """<h3>嵐港縣政府內部控制小組第12次會議決議事項執行情形</h3><table>
        <tr><td>案次</td><td>缺失事項</td><td>會議決議</td><td>主辦單位</td><td>執行情形</td><td>管考結果</td></tr>
        <tr><td>12-1</td><td>公務車油料未登錄。</td><td>請秘書處補登。</td><td>秘書處</td><td>已補登。</td><td>解除列管</td></tr>
        <tr><td>12-2</td><td>場地費短收。</td><td>請體育場追繳。</td><td>體育場</td><td>追繳中。</td><td>繼續列管</td></tr>
        </table>"""
    extraction = extraction_of(page, "notice.html")

    assert extraction.family == "rectification_report"
    assert [f.label.text for f in extraction.findings if f.label] == ["12-1", "12-2"]
    assert [f.deadline for f in extraction.findings] == [None, None]


def test_news_that_a_report_was_tabled_announces_no_result() -> None:
    page = """<h1>審計署署長第六十一號報告書</h1>
        <p>審計署署長第六十一號報告書已於今日（十一月二十日）提交立法會省覽。</p>
        <p>報告書共分三章，題目如下：</p>
        <table><tr><th>章節</th><th>題目</th></tr><tr><td>1</td><td>公廁的清潔</td></tr><tr><td>2</td><td>牙科服務</td></tr></table>"""

    assert extraction_of(page, "notice.html").family == "other"


def test_faults_numbered_by_their_own_word_are_answered_below_a_label() -> None:
    page = """<h1>護岸工程案糾正案機關檢討改善情形</h1>
        <table><tr><th>案號</th><td>110財正0012</td></tr><tr><th>案由</th><td>嵐港縣政府辦理護岸工程均有怠失，爰提案糾正。</td></tr>
        <tr><th>上版日期</th><td>111/01/05</td></tr></table>
        <h2>違失一</h2><p>未取得用地即發包。停工達七個月。</p><p>機關檢討改善情形：</p><p>訂定用地檢核表。</p>
        <h2>違失二</h2><p>驗收流於形式。</p><p>機關檢討改善情形：</p><ol><li>已補植苗木；</li><li>保留款延後發還。</li></ol>"""
    extraction = extraction_of(page, "notice.html")

    assert titles(extraction) == ["未取得用地即發包。", "驗收流於形式。"]
    assert [f.label.text for f in extraction.findings if f.label] == ["違失一", "違失二"]
    assert measures(extraction, 2) == ["已補植苗木；", "保留款延後發還。"]


def test_a_council_lists_each_fault_the_reply_to_it_and_its_own_verdict() -> None:
    extraction = extraction_of("""
監察院糾正案 行政院函復改善情形
案由：雲口縣政府辦理海岸造林計畫，未落實撫育管理，致成活率偏低，經監察院糾正案。
糾正文號：112財正0045
一、雲口縣政府未依計畫期程辦理驗收，核有未當。
  函復改善情形：
  縣府已修訂造林驗收作業要點，並於113年3月起施行。
  審核結果：已改善，結案存查。
二、造林成活率僅42%，卻未依約扣罰。
  函復改善情形：
  縣府業追繳廠商違約金3,218,500元；餘6公頃因乾旱展延至113年11月。
  審核結果：仍有待改善，持續追蹤。
三、海岸造林基本資料欠缺，未建置資料庫。
  函復改善情形：林業保育署分署刻正建置造林地理資訊系統，預計113年12月完成。
  審核結果：請行政院督促續辦見復。
""")

    assert extraction.document_number and extraction.document_number.text == "112財正0045"
    assert [f.label.text for f in extraction.findings if f.label] == ["一", "二", "三"]
    assert [len(f.measures) for f in extraction.findings] == [1, 1, 1]
    assert [f.status.status if f.status else None for f in extraction.findings] == [
        "completed",
        "in_progress",
        None,
    ]
