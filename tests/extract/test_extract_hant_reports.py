"""Audit reports of Taiwan, Hong Kong and Macau: numbers that count paragraphs, labels between them, groups of 甲、 and A."""

from tests.extract.notices import extraction_of, measures, statuses, titles

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
