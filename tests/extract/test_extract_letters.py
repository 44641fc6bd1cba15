"""Paragraphs that tell a finding, what the auditors asked and what the body answered, as in Taiwan, Hong Kong and Macau."""

import pytest

from tests.extract.notices import extraction_of, measures

TAIWAN = """
雲岫縣總決算審核報告重要審核意見
審計部雲岫縣審計室編印
壹、重要審核意見
一、民政業務
（一）公墓補償費發放未臻嚴謹。重複發放12件。經函請民政處研謀改善。據復：1.已追繳30萬元；2.已增訂查核表。
（二）殯葬設施權利金未依約調整。迄未檢討，經通知縣政府檢討妥處。據該府函復，已完成議約，自114年起調高，已改善。
二、交通業務
路口號誌維護不善。全縣有48處故障逾30日。爰請交通處檢討改善。復稱：已修復45處。
"""

HONG_KONG = """
審計署署長第九十號報告書
第4章
公共街市的管理
第2部分：攤檔的編配
2.1 攤檔空置率高。12個街市的空置率超過四成。審計署建議食環處應檢討攤檔的用途。食環處處長同意審計署的建議，並表示會改作其他用途。
2.2 競投程序需時過長。平均需時7個月。審計署建議食環處應精簡程序。處方接納建議，已推出網上競投。
第3部分：設施維修
升降機故障頻繁。8個街市的升降機停用1 203小時。審計署建議食環處應加快維修。食環處處長接納建議。兩處已成立聯合小組。
政府的回應
政府歡迎審計署的報告。
"""


def test_a_letter_and_its_answer_are_cut_in_running_text() -> None:
    found = extraction_of(TAIWAN).findings

    assert [f.title.text for f in found] == [
        "公墓補償費發放未臻嚴謹。",
        "殯葬設施權利金未依約調整。",
        "路口號誌維護不善。",
    ]
    assert [f.requirement.text if f.requirement else None for f in found] == [
        "經函請民政處研謀改善。",
        "經通知縣政府檢討妥處。",
        "交通處檢討改善。",
    ]
    assert measures(extraction_of(TAIWAN), 1) == ["已追繳30萬元；", "已增訂查核表。"]
    assert measures(extraction_of(TAIWAN), 3) == ["已修復45處。"]


def test_a_closing_clause_states_the_status_and_is_no_measure() -> None:
    second = extraction_of(TAIWAN).findings[1]

    assert second.status and (second.status.status, second.status.quote.text) == ("completed", "已改善")
    assert measures(extraction_of(TAIWAN), 2) == ["已完成議約，自114年起調高"]


def test_a_paragraph_without_a_number_under_a_category_is_its_finding() -> None:
    third = extraction_of(TAIWAN).findings[2]

    assert third.label is None
    assert third.category and third.category.text == "交通業務"


def test_advice_acceptance_and_answer_are_told_apart() -> None:
    found = extraction_of(HONG_KONG)

    assert [f.requirement.text if f.requirement else None for f in found.findings] == [
        "審計署建議食環處應檢討攤檔的用途。",
        "審計署建議食環處應精簡程序。",
        "審計署建議食環處應加快維修。",
    ]
    assert [measures(found, n) for n in (1, 2, 3)] == [
        ["會改作其他用途。"],
        ["已推出網上競投。"],
        ["兩處已成立聯合小組。"],
    ]
    assert [f.status for f in found.findings] == [None, None, None]  # to accept advice is no status


@pytest.mark.parametrize(
    "answer",
    [
        "該局同意有關建議，系統預計於第三季投入使用。",
        "有關部門表示，系統預計於第三季投入使用。",
        "市政署署長原則上接納審計署的建議，並指出系統預計於第三季投入使用。",
    ],
)
def test_who_answers_is_left_out_of_the_measure(answer: str) -> None:
    text = f"審計報告：泳池的管理\n審計署\n第二部分 審計發現\n一、當值記錄不全。有23日沒有記錄。審計署建議該局建立系統。{answer}\n二、水質檢測不足。僅為規定的一半。審計署建議該局增加檢測。該局接納建議。"

    assert measures(extraction_of(text), 1) == ["系統預計於第三季投入使用。"]


def test_words_of_other_sentences_are_no_letters() -> None:
    text = "松陵市城管局公厕审计整改情况的公告\n现将整改情况公告如下：\n一、公厕未按时开放。\n已请物业公司增加人手，据实结算费用。\n二、合同未备案。\n已补报材料，并通知街道办。"

    assert [f.requirement for f in extraction_of(text).findings] == [None, None]


def test_a_reply_to_auditors_names_its_problems_as_items_and_tells_its_own_requests_as_acts() -> None:
    found = extraction_of("""
白鷺縣政府　函
受文者：審計部白鷺縣審計室
發文字號：白府社字第1140031875號
主旨：貴室抽查本縣輔具補助業務，通知查明處理一案，復請查照。
說明：
一、復貴室114年1月22日審白縣二字第1140000457號函。
二、各項說明如次：
（一）有關輔具補助重複請領一節：查計有9人重複請領11萬4,000元。
1、款項已全數追回。
2、系統已增設檢核。
本項已改善完成。
（二）關於訪視紀錄未留存乙節：
已函請各單位補正，惟偏遠2站尚未完成。
本項部分改善。
""")

    assert found.family == "rectification_report"
    assert [f.title.text for f in found.findings] == ["輔具補助重複請領", "訪視紀錄未留存"]
    assert [f.detail and f.detail.text for f in found.findings] == ["查計有9人重複請領11萬4,000元。", None]
    assert measures(found, 2) == ["已函請各單位補正，惟偏遠2站尚未完成。"]
    assert [f.requirement for f in found.findings] == [None, None]
    assert found.audit_report_number is not None
    assert found.audit_report_number.text == "審白縣二字第1140000457號"


def test_items_counted_behind_their_names_are_problems() -> None:
    found = extraction_of("""
竹影鄉公所　函
主旨：檢陳本所財務收支稽核缺失改善情形，請鑒核。
說明：
一、稽核缺失計2項，改善情形如次：
 1、小型工程未辦理查驗即付款乙項，計3件已補辦查驗，已改善。
 2、派車單未填里程乙項，刻正通函各課室填寫，改善中。
""")

    assert [f.title.text for f in found.findings] == ["小型工程未辦理查驗即付款", "派車單未填里程"]
    assert [f.status and f.status.status for f in found.findings] == ["completed", "in_progress"]
