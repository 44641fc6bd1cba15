"""Papers of Taiwan around findings: what an audit office asks below each, a letter that answers it."""

from tests.extract.notices import extraction_of, statuses

SURVEY = """
審計部某縣審計室
某縣公共自行車營運專案調查報告
壹、調查緣起
為瞭解營運成效，本室派員調查。
貳、調查範圍及方法
以112年度為範圍，並輔以問卷。
參、調查發現及審核意見
一、站點設置集中，偏鄉使用不便。
　　全縣128站中，偏鄉僅6站。
　　審核意見：允宜檢討設站原則。
二、車輛妥善率未達契約標準。
　　抽查300輛，62輛故障。
　　審核意見：應依約計罰並督促改善。
以上各項業以113年9月3日函送縣府查照。
中華民國113年9月
"""


def test_an_opinion_below_a_text_says_what_is_asked() -> None:
    extraction = extraction_of(SURVEY)

    assert extraction.family == "audit_result"
    assert [f.requirement.text for f in extraction.findings if f.requirement] == [
        "允宜檢討設站原則。",
        "應依約計罰並督促改善。",
    ]
    assert [f.detail.text for f in extraction.findings if f.detail] == [
        "全縣128站中，偏鄉僅6站。",
        "抽查300輛，62輛故障。",
    ]
    assert extraction.measures == ()


LETTER = """
某縣永和鎮公所　函
受文者：審計部某縣審計室
發文日期：中華民國113年7月4日
發文字號：永鎮主字第1130006712號
主旨：檢送本所112年度審核通知事項聲復資料乙份，請鑒核。
說明：
一、復貴室113年6月5日審某縣一字第1130051187號審核通知。
二、旨揭通知計列2項，聲復如下：
（一）通知事項：公園遊具未定期檢驗。
　　聲復：已委託檢驗完竣。
　　辦理狀況：已改善。
（二）通知事項：規費收據跳號使用。
　　聲復：已訂定管理規定，補件中。
　　辦理狀況：辦理中。
三、檢附檢驗報告1份。
正本：審計部某縣審計室
"""


def test_a_letter_names_what_it_answers_and_is_dated_by_its_head() -> None:
    extraction = extraction_of(LETTER)

    assert extraction.family == "rectification_report"
    assert extraction.audit_report_number is not None
    assert extraction.audit_report_number.text == "審某縣一字第1130051187號"
    assert extraction.published is None
    assert extraction.signed is not None
    assert extraction.stated_finding_count == 2
    assert statuses(extraction) == ["completed", "in_progress"]
