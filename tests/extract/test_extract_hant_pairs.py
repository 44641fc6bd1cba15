"""Papers in which one paragraph tells and asks and the next answers, opinions that ask nothing, decisions by number."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles


def categories(text: str) -> list[str | None]:
    return [f.category.text if f.category else None for f in extraction_of(text).findings]


PAPER = """
審計署署長第六十六號報告書第4章
路燈的維修保養
政府當局的進展報告
引言
1. 本文件匯報路政處就審計署建議採取的跟進行動。
巡查
2. 審計署發現，去年有310宗夜間巡查沒有進行。審計署建議處方應重訂巡查表。
3. 處方已由五月起採用新的巡查表。這項建議已全面落實。
備件
4. 審計署留意到，備件倉庫的點算相隔逾兩年。審計署建議處方應每年點算。
5. 處方正招聘倉務員，有關工作仍在進行中。
路政處
2018年3月
"""


def test_paragraphs_that_ask_and_answer_in_turn_are_findings_below_their_headings() -> None:
    extraction = extraction_of(PAPER)

    assert [f.label.text for f in extraction.findings if f.label] == ["2", "4"]
    assert categories(PAPER) == ["巡查", "備件"]
    assert [f.requirement.text for f in extraction.findings if f.requirement] == [
        "審計署建議處方應重訂巡查表。",
        "審計署建議處方應每年點算。",
    ]
    assert measures(extraction, 1) == ["處方已由五月起採用新的巡查表。"]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_paragraphs_that_do_not_take_turns_are_read_as_before() -> None:
    extraction = extraction_of("""
審計署的審核結果
1. 本報告載述審核結果。
2. 巡查沒有記錄。審計署建議處方應備存記錄。
3. 備件沒有點算。審計署建議處方應每年點算。
4. 合約沒有續期。審計署建議處方應訂立提示。
""")

    assert [f.label.text for f in extraction.findings if f.label] == ["2", "3", "4"]


OPINIONS = """
就《體育設施預訂服務》專項審計報告的跟進情況
一、{}
1.1 審計署意見
同一人可用不同證件重複預訂。
1.2 本局跟進
系統已加入核驗功能。
1.3 完成情況
已完成
二、{}
2.1 審計署意見
爽約沒有任何扣分。
2.2 本局跟進
扣分規則正送審。
2.3 完成情況
跟進中
"""


def test_opinions_below_headings_that_name_a_matter_are_the_findings() -> None:
    extraction = extraction_of(OPINIONS.format("預訂系統", "爽約處理"))

    assert titles(extraction) == ["同一人可用不同證件重複預訂。", "爽約沒有任何扣分。"]
    assert categories(OPINIONS.format("預訂系統", "爽約處理")) == ["預訂系統", "爽約處理"]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_opinions_below_headings_that_name_the_fault_describe_it() -> None:
    findings = extraction_of(OPINIONS.format("重複預訂未能防止", "爽約欠缺罰則")).findings

    assert [f.title.text for f in findings] == ["重複預訂未能防止", "爽約欠缺罰則"]
    assert [f.detail.text for f in findings if f.detail] == [
        "同一人可用不同證件重複預訂。",
        "爽約沒有任何扣分。",
    ]


DECISIONS = """
嵐港縣議會審查111年度決算附帶決議辦理情形
決議一：托兒所收費不一，請社會處檢討。
辦理情形：已統一收費。
辦理結果：已辦理完成，建請解除列管。
決議二：停車場權利金偏低。
辦理情形：已委託鑑價。
辦理結果：辦理中，續予列管。
"""


def test_decisions_are_numbered_and_what_the_list_does_next_is_no_result() -> None:
    extraction = extraction_of(DECISIONS)

    assert [f.label.text for f in extraction.findings if f.label] == ["決議一", "決議二"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert [f.result for f in extraction.findings] == [None, None]


@pytest.mark.parametrize("label", ["專案名稱", "計畫名稱", "標案名稱"])
def test_the_project_above_each_problem_is_its_category(label: str) -> None:
    text = f"""
嵐港市政府政風處專案稽核建議執行追蹤
【{label}】市場攤位出租
【稽核發現】部分攤位轉租他人。
【辦理情形】已收回9攤。
【執行進度】已完成
【{label}】路燈維護
【稽核發現】逾期修復未計罰。
【辦理情形】計罰中。
【執行進度】執行中
"""
    assert categories(text) == ["市場攤位出租", "路燈維護"]
    assert measures(extraction_of(text), 1) == ["已收回9攤。"]


def test_opinions_with_a_number_and_a_reply_are_findings() -> None:
    extraction = extraction_of("""
嵐港市立醫院回覆審計室查核意見
查核意見1：核刪金額逐年增加。
回覆說明：已成立小組。
執行狀態：持續辦理
查核意見2：盤點差異未查明。
回覆說明：（1）修訂規範。（2）差異須陳核。
執行狀態：已完成
""")

    assert extraction.family == "rectification_report"
    assert titles(extraction) == ["核刪金額逐年增加。", "盤點差異未查明。"]
    assert measures(extraction, 2) == ["修訂規範。", "差異須陳核。"]


def test_bodies_below_a_part_that_ends_in_a_colon_group_their_findings() -> None:
    text = """
嵐港市政府內部稽核結果
一、稽核期間：112年3月1日至3月31日
二、稽核結果：
（一）消防局
1.消防衣逾使用年限仍配發，計46套。
2.保險費溢繳3萬元。
（二）衛生局
1.疫苗冷藏溫度紀錄中斷。
"""
    assert categories(text) == ["消防局", "消防局", "衛生局"]


def test_problems_in_bold_below_an_opening_that_tells_of_several_head_what_describes_them() -> None:
    page = """<h1>申訴專員公署公布「骨灰安置所的管理」主動調查報告</h1>
        <p>公署今日公布主動調查報告，指墓園署的管理有多項不足。</p>
        <p><b>沒有訂定重用時間表</b></p><p>約4,200個龕位未重新編配。</p>
        <p><b>巡查紀錄過於簡略</b></p><p>37份只有日期及簽署。</p>
        <p>公署提出以下改善建議：</p><ol><li>訂定目標時限；</li><li>重新設計表格。</li></ol><p>完</p>"""
    extraction = extraction_of(page, "notice.html")

    assert titles(extraction) == ["沒有訂定重用時間表", "巡查紀錄過於簡略"]
    assert [m.text.text for m in extraction.measures] == ["訂定目標時限；", "重新設計表格。"]
    assert extraction.issuer and extraction.issuer.text == "申訴專員公署"
