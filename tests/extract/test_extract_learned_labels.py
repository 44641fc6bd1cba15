"""Labels and numbers that no vocabulary holds, told by where they stand; who answers, what is asked last, letters."""

import re

import pytest

from extract.explaining import explain
from tests.extract.dressing import document
from tests.extract.notices import extraction_of, measures, statuses, titles

RECORDS = """
潮灣護理服務社
檔案編號：CW/IA/2024/03

護理監察局
主任

日期：二○二四年七月九日

黃主任：

潮灣護理服務社「北岬中心」
二○二三至二四年度服務視察的回覆

貴局於二○二四年五月二十七日以NM/24/077號信件指出3項有待處理的事項。

項目1　藥物存放紀錄殘缺
視察所得：查閱溫度紀錄，發現有23天沒有填寫。
當局期望：中心應每日兩次記錄溫度。
本社所述：已於六月三日起改用自動記錄儀。
目前步伐：已完成
項目2　外展車輛使用率偏低
視察所得：兩輛外展車輛每月只行走6天，其中一輛連續47天停放。
當局期望：社方應檢討是否需要保留兩輛車輛。
本社所述：本社正與友會商討共用車輛的安排，協議草擬本已送交對方。
目前步伐：進行中
項目3　投訴個案沒有在期限內回覆
視察所得：抽查的15宗投訴中，有6宗超過30天才作出書面回覆。
當局期望：應設立逾期提示。
本社所述：投訴登記冊已加入到期日欄目。
目前步伐：已完成

行政總監
何秀蘭
"""


def test_labels_of_records_are_learned_from_their_cells() -> None:
    extraction = extraction_of(RECORDS)

    assert titles(extraction) == ["藥物存放紀錄殘缺", "外展車輛使用率偏低", "投訴個案沒有在期限內回覆"]
    assert [f.label.text for f in extraction.findings if f.label] == ["項目1", "項目2", "項目3"]
    assert [f.requirement.text for f in extraction.findings if f.requirement][2] == "應設立逾期提示。"
    assert statuses(extraction) == ["completed", "in_progress", "completed"]
    assert measures(extraction, 3) == ["投訴登記冊已加入到期日欄目。"]


def test_a_letter_tells_its_number_its_subject_and_the_letter_it_answers() -> None:
    extraction = extraction_of(RECORDS)

    assert extraction.family == "rectification_report"
    assert extraction.document_number and extraction.document_number.text == "CW/IA/2024/03"
    assert extraction.audit_report_number and extraction.audit_report_number.text == "NM/24/077"
    assert extraction.title and extraction.title.text.startswith("潮灣護理服務社「北岬中心」")


def test_labels_learned_alone_on_their_lines_and_set_off_by_numbers() -> None:
    text = """
岬西大學112學年度校務查訪事項說明
一、研究計畫未經審查即先行收案
查訪紀要
抽查17件計畫，2件於核准前已收案共31人。
小組期許
應於系統設定未核准不得撥款。
受訪處室
研究發展處
校方陳述
已於113年5月完成系統控管，2件計畫資料並已銷毀。
複審判定
結案。
二、宿舍逃生緩降機數量不足
查訪紀要
依規定應設24組，實際僅有15組。
小組期許
應編列預算補足。
受訪處室
學生事務處
校方陳述
業編列114年度預算86萬元，預定114年3月完成設置。
複審判定
持續追蹤。
"""
    extraction = extraction_of(text)

    assert titles(extraction) == ["研究計畫未經審查即先行收案", "宿舍逃生緩降機數量不足"]
    assert [q.text for f in extraction.findings for q in f.responsible] == ["研究發展處", "學生事務處"]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_short_lines_that_come_again_in_no_order_are_no_labels() -> None:
    text = """
某市檔案館關於審計整改情況的公告
一、檔案庫房溫濕度紀錄缺漏。
制度建設：已修訂庫房管理辦法。
二、數位化專案未驗收。
人員培訓：已辦理培訓2場。
制度建設：已補辦驗收。
"""
    assert measures(extraction_of(text), 1) == ["制度建設：已修訂庫房管理辦法。"]


COUNCIL = """
鷺江市政府　函
受文者：鷺江市議會
發文日期：中華民國114年4月11日
發文字號：鷺府財字第1140055120號

主旨：檢送本府對貴會審議總決算所提意見之處理情形，請查照。
說明：
一、復貴會114年2月20日鷺議財字第1140000310號函。
二、貴會意見計3項，處理情形如下：

決議事項一
托育補助撥付遲延，家長久候未獲款項。經查逾60日未撥付者計418件。
處理情形：
社會局回復：已改善。自114年3月起改按月批次撥付。

決議事項二
候車亭廣告權利金計收標準不一。宜速檢討訂定統一標準。
處理情形：
交通局、財政局回復：業於114年3月25日訂定計收標準。

決議事項三
文化園區電梯損壞逾3個月未修。
處理情形：
文化局回復：辦理中。電梯主機板已訂購，預計114年8月更換。

正本：鷺江市議會

市長　歐○○
"""


def test_words_that_count_on_number_findings_and_bodies_answer_before_a_colon() -> None:
    extraction = extraction_of(COUNCIL)

    assert [f.label.text for f in extraction.findings if f.label] == [
        "決議事項一",
        "決議事項二",
        "決議事項三",
    ]
    assert [[q.text for q in f.responsible] for f in extraction.findings] == [
        ["社會局"],
        ["交通局", "財政局"],
        ["文化局"],
    ]
    assert statuses(extraction) == ["completed", None, "in_progress"]
    assert extraction.stated_finding_count == 3


def test_what_is_asked_last_is_the_requirement_and_signers_tell_nothing() -> None:
    extraction = extraction_of(COUNCIL)

    second, third = extraction.findings[1:]
    assert second.requirement and second.requirement.text == "宜速檢討訂定統一標準。"
    assert second.detail is None
    assert [m.text.text for m in third.measures] == ["電梯主機板已訂購，預計114年8月更換。"]


@pytest.mark.parametrize(
    "sentence", ["應收帳款逾期未收計12筆。", "應申報之建築物計216處，未申報者39處。", "宜蘭路工程未驗收。"]
)
def test_sentences_that_only_open_like_a_request_describe(sentence: str) -> None:
    text = COUNCIL.replace("宜速檢討訂定統一標準。", sentence)

    finding = extraction_of(text).findings[1]
    assert finding.requirement is None


def test_a_label_behind_every_number_names_no_group() -> None:
    text = """
青棠市政府交通局　函
受文者：審計部青棠市審計處
發文日期：中華民國114年3月7日
主旨：關於貴處抽查本局113年度財務收支之審核通知，茲聲復如說明，請准予核銷。
說明：復貴處114年1月10日審青市三字第1140050067號審核通知。通知事項計2項。

壹、路邊停車收費
一、審核通知內容：
智慧停車柱辨識率未達契約標準，未依約扣罰。
聲復內容：
業自第6期服務費扣抵違約金2,000,000元。
辦理結果：辦理中。
貳、公共運輸補貼
二、審核通知內容：
公車業者虛增班次請領虧損補貼。
聲復內容：
溢領款業追繳完竣。
辦理結果：辦理完竣。
"""
    extraction = extraction_of(text)

    assert [f.category.text for f in extraction.findings if f.category] == ["路邊停車收費", "公共運輸補貼"]
    assert titles(extraction)[1] == "公車業者虛增班次請領虧損補貼。"
    assert (
        extraction.audit_report_number and extraction.audit_report_number.text == "審青市三字第1140050067號"
    )


def test_numbers_count_paragraphs_where_letters_count_findings() -> None:
    text = """
審計署署長第八十號報告書　第3章
公共泳池的管理
摘要
1. 康體署負責管理全港44個公共泳池。審計署最近就此展開審查。
泳池設施的保養
2. (a) 滲漏泳池未有及時維修　在44個泳池中，有9個自2019年起出現滲漏（第2.4段）；
3. (b) 更衣室改善工程延誤　5項工程平均延誤14個月（第2.9段）。
救生員的編制
4. (a) 救生員長期空缺　職位空缺率為18%（第3.3段）；
5. (b) 救生員考勤欠缺監察　40份當值紀錄中，有16份沒有主管簽署（第3.8段）。
"""
    extraction = extraction_of(text)

    assert [f.label.text for f in extraction.findings if f.label] == ["(a)", "(b)", "(a)", "(b)"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "泳池設施的保養", "泳池設施的保養", "救生員的編制", "救生員的編制",
    ]  # fmt: skip


def test_a_state_in_brackets_with_its_deadline_ends_an_answer() -> None:
    text = """
渠務管理署：「防洪設施的維修」審計報告跟進報告
1.1　審計署於2022年4月發表第七十八號報告書，第3章就本署的工作提出2項建議。
第2部分：抽水站
2.1　備用發電機未有按期測試。11個抽水站中有4個超過12個月沒有測試。
本署回應：已將測試列入定期保養時間表。〔已落實〕
2.2　抽水泵更換工程進度落後。
本署回應：更換工程因供應鏈受阻而延期。〔跟進中；預計完成日期：2025年3月31日〕
3.1　本署會於2025年1月向審計署提交下一份跟進報告。
"""
    extraction = extraction_of(text)

    assert statuses(extraction) == ["completed", "in_progress"]
    assert [f.deadline.text for f in extraction.findings if f.deadline] == ["2025年3月31日"]
    assert [m.kind for m in extraction.measures] == ["next_step"]
    assert extraction.stated_finding_count == 2


def test_a_reply_to_a_member_tells_what_was_done_and_what_will_be() -> None:
    text = """
澳門特別行政區政府 交通規劃局

事由：回覆立法會蘇○○議員的書面質詢

就蘇○○議員於2023年5月4日提出的書面質詢，本局回覆如下：

一、關於審計報告所指的巴士服務評鑑問題，本局已於2022年10月完成評鑑指標的修訂。
二、關於巴士車廂監察，本局將於2024年安裝車廂實時監察系統，並與營運公司研究數據共享。

局長
關○○
2023年5月31日
"""
    extraction = extraction_of(text)

    assert extraction.family == "proposal_reply"
    assert [m.kind for m in extraction.measures] == ["work_done", "next_step"]
    assert not extraction.findings


def test_a_problem_quoted_behind_about_is_named_in_full() -> None:
    text = """
澳門特別行政區政府 社區服務局
公函編號：0345/DAF/ISC/2023
事由：就《津貼審批程序》審查報告的改善情況

茲接 貴署第OF-077/CCAC/2023號公函，要求本局說明報告所列2點意見的處理情況，現匯報如下：

一、就「津貼申請表欠缺收件日期」之意見
本局已於5月2日啟用蓋有收件日期的新表格。此項已完成改善。

二、就「電子申請平台停頓期間沒有備用方案」之意見
受預算所限，備用伺服器暫未能購置，本局會在2024年度預算中提出。

順頌
公祺

局長
龐○○
"""
    extraction = extraction_of(text)

    assert titles(extraction) == ["津貼申請表欠缺收件日期", "電子申請平台停頓期間沒有備用方案"]
    assert measures(extraction, 2) == ["受預算所限，備用伺服器暫未能購置，本局會在2024年度預算中提出。"]
    assert extraction.document_number and extraction.document_number.text == "0345/DAF/ISC/2023"


def test_what_is_explained_quotes_the_words_of_the_document() -> None:
    text = "石汀縣政府審計室審核通知事項辦理情形\n視察所得及\n跟進情況\n" + RECORDS
    explained = explain(document("letter.txt", text.encode()))
    told = [r.rule for r in explained.outline] + [r.rule for r in explained.extraction.reasons]
    told += [i.message for i in explained.extraction.issues] + [x.why for x in explained.extraction.layouts]

    quoted = [words for rule in told for words in re.findall("'([^']+)'", rule)]
    assert quoted
    assert [words for words in quoted if words not in text] == []
