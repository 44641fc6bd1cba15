"""What frames the findings of Taiwan, Hong Kong and Macau: numbered introductions, records of a case with several faults."""

from tests.extract.notices import extraction_of, measures, statuses, titles

CHAPTER = """
審計署署長第五十八號報告書第4章「公共泳池的管理」摘要
1. 泳池事務處負責管理全港22個泳池。審計署最近進行審查。
第2部分：設施
2. 更衣室維修需時過長。由報修至完成平均需時96日。
　　審計署的建議：泳池事務處應訂立目標時限。
3. 水質紀錄不齊。抽查的60日中有19日沒有紀錄。
　　審計署的建議：泳池事務處應每日備存紀錄。
第3部分：人手
4. 救生員編更未能配合人流。
　　審計署的建議：泳池事務處應檢討編更安排。
5. 訓練課程出席率偏低。
　　審計署的建議：泳池事務處應跟進缺席個案。
政府的回應
6. 政府接納審計署的各項建議。
審計署
2012年3月30日
"""


def test_a_numbered_introduction_and_a_closing_word_are_no_findings() -> None:
    assert titles(extraction_of(CHAPTER)) == [
        "更衣室維修需時過長。",
        "水質紀錄不齊。",
        "救生員編更未能配合人流。",
        "訓練課程出席率偏低。",
    ]


def test_a_first_number_that_tells_a_fault_is_a_finding_without_a_request() -> None:
    with_fault = CHAPTER.replace("泳池事務處負責管理全港22個泳池。", "泳池事務處未按規定備存資產紀錄。")

    assert len(extraction_of(with_fault).findings) == 5


CASE = """<html><body><h1>浪澳縣政府辦理市民農園用地管理核有違失案</h1><table>
<tr><th>審議日期</th><td>109年3月5日</td></tr><tr><th>公布機關</th><td>監察院</td></tr>
<tr><th>改善責任機關</th><td>浪澳縣政府</td></tr>
<tr><th>糾正事由</th><td><p>一、縣府未訂定分配辦法，核有違失。其間受理申請460件。</p><p>二、未依規定收取保證金，顯有怠失。</p></td></tr>
<tr><th>機關改善情形</th><td><p>一、分配辦法已於110年2月公布。</p><p>二、保證金已全數補收。</p></td></tr>
<tr><th>處理結果</th><td>{verdict}</td></tr></table></body></html>"""


def test_a_case_that_lists_its_faults_holds_as_many_findings() -> None:
    case = extraction_of(CASE.format(verdict="經110年5月6日委員會決議：2項均已結案。"), "case.html")

    assert titles(case) == ["縣府未訂定分配辦法，核有違失。", "未依規定收取保證金，顯有怠失。"]
    assert [f.label.text for f in case.findings if f.label] == ["一", "二"]
    assert measures(case, 1) == ["分配辦法已於110年2月公布。"]
    assert measures(case, 2) == ["保證金已全數補收。"]
    assert statuses(case) == ["completed", "completed"]
    assert [[r.text for r in f.responsible] for f in case.findings] == [["浪澳縣政府"]] * 2
    assert not any(f.deadline for f in case.findings)


def test_lists_of_other_lengths_divide_no_case() -> None:
    one = CASE.replace("<p>二、保證金已全數補收。</p>", "<p>二、保證金已補收。</p><p>三、另訂查核計畫。</p>")

    assert len(extraction_of(one.format(verdict="持續追蹤。"), "case.html").findings) == 1


REPLY = """
浪澳設施局就審計報告的跟進說明
審計署在報告中指出本局存在2項不足，現將改善情況說明如下。
一、審計報告指出的問題
（一）直接磋商的理據不充分。抽查20宗，9宗沒有附證明。
（二）驗收沒有測試紀錄。
二、跟進及改善情況
關於第（一）項的問題：建議書範本已加入必填欄目。該項已完成改善。
關於第（二）項的問題：測試表已制定。該項正在跟進。
"""


def test_a_form_called_advice_asks_for_nothing() -> None:
    reply = extraction_of(REPLY)

    assert measures(reply, 1) == ["建議書範本已加入必填欄目。"]
    assert not any(f.requirement for f in reply.findings)
    assert statuses(reply) == ["completed", "in_progress"]
    assert reply.stated_finding_count == 2


INQUIRY = """
調查報告

案由：據訴，浪澳縣政府辦理魚市場遷建涉有違失等情案。

壹、調查意見：

一、縣府未依契約計罰逾期違約金，核有疏失。逾期達96日。
縣府函復：已追計違約金41萬元。

二、縣府未妥善安置原有攤商，洵有未當。
縣府函復：臨時攤位已於隔年3月啟用。

貳、處理辦法：
一、調查意見，函請浪澳縣政府檢討改進見復。
"""


def test_a_body_that_answers_by_letter_answers_each_finding() -> None:
    inquiry = extraction_of(INQUIRY)

    assert titles(inquiry) == ["縣府未依契約計罰逾期違約金，核有疏失。", "縣府未妥善安置原有攤商，洵有未當。"]
    assert measures(inquiry, 1) == ["已追計違約金41萬元。"]
