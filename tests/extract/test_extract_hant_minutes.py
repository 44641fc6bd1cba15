"""Minutes, press releases and letters of Taiwan, Hong Kong and Macau: decisions, advice at the end, requests below a fault."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles
from tests.extract.told import requirements_of

MINUTES = """
鹿溪市政府審計缺失專案會議113年第3次會議紀錄
會議時間：113年9月4日
主席：副市長
列管案件計2案：

案由：消防水源標示牌逾半數褪色，未編列汰換經費。
裁示：請消防局於年底前汰換。
主辦單位：消防局
辦理情形：已汰換310面。
管考意見：解除列管

案由：市有耕地遭占用17筆。
結論：請財政局依法排除。
主辦單位：財政局
辦理情形：已排除9筆，其餘8筆機關檢討改善中。
管考意見：續管
散會：中午12時
"""


def test_matters_of_minutes_are_findings_and_decisions_their_requirements() -> None:
    extraction = extraction_of(MINUTES)

    assert extraction.family == "rectification_report"
    assert titles(extraction) == ["消防水源標示牌逾半數褪色，未編列汰換經費。", "市有耕地遭占用17筆。"]
    assert requirements_of(MINUTES) == ["請消防局於年底前汰換。", "請財政局依法排除。"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 2) == ["已排除9筆，其餘8筆機關檢討改善中。"]


def test_a_matter_is_no_problem_beside_a_label_that_tells_it() -> None:
    table = """<h1>糾正案改善情形</h1><table>
        <tr><th>案由</th><td>鹿溪市政府辦理滯洪池工程，爰依法提案糾正。</td></tr>
        <tr><th>違失事實</th><td>未取得用地即發包。</td></tr>
        <tr><th>改善情形</th><td>已取得用地。</td></tr><tr><th>辦理進度</th><td>已結案</td></tr></table>"""

    assert titles(extraction_of(table, "notice.html")) == ["未取得用地即發包。"]


NOTICE = """
審計部鹿溪市審計室抽查鹿溪市立圖書館112年度財務收支審核通知
一、收入部分
（一）逾期還書滯納金未按日解繳。{}
（二）場地收入短收3萬元。{}
"""


@pytest.mark.parametrize(
    "asked", ["請查明補收，並議處相關人員。", "請確實檢討。", "請儘速追繳。", "請研謀改善。"]
)
def test_what_an_audit_office_asks_below_a_fault_is_its_requirement(asked: str) -> None:
    below = NOTICE.format(*[f"\n　　{asked}"] * 2)

    assert requirements_of(below) == [asked, asked]
    assert not extraction_of(below).findings[0].measures


def test_a_measure_that_begins_with_please_stays_one_below_its_label() -> None:
    extraction = extraction_of("""
審核意見辦理情形表
缺失事項：未辦理盤點。
改善情形：請保管人員補辦盤點，並已簽報核備。
缺失事項：零用金超限。
改善情形：已繳回超額部分。
""")

    assert measures(extraction, 1) == ["請保管人員補辦盤點，並已簽報核備。"]
    assert [f.requirement for f in extraction.findings] == [None, None]


RELEASE = """
申訴專員公署公布主動調查報告：食水樣本檢測的安排
公署發現濱海水務署在抽取樣本方面有以下不足：
（一）抽驗次數不足
去年只抽驗原定次數的六成。
（二）沒有記錄水質異常的原因
全年27次異常均無記錄。
公署提出兩項建議：
（a）增加抽驗次數；
（b）訂立記錄表格。
申訴專員表示：「食水安全不容忽視。」
水務署同意全部建議。
"""


def test_a_release_that_ends_in_advice_and_a_quotation_tells_its_faults() -> None:
    extraction = extraction_of(RELEASE)

    assert extraction.family == "audit_result"
    assert extraction.title and extraction.title.text.endswith("食水樣本檢測的安排")
    assert titles(extraction) == ["抽驗次數不足", "沒有記錄水質異常的原因"]
    assert [f.detail.text for f in extraction.findings if f.detail] == [
        "去年只抽驗原定次數的六成。",
        "全年27次異常均無記錄。",
    ]
    assert [m.text.text for m in extraction.measures] == ["增加抽驗次數；", "訂立記錄表格。"]


FOLLOW = """
審計署公佈《歷年審計報告的跟進——街市管理》
1. {}
當年審計發現：
欠租個案由12宗增至31宗。
是次跟進：
已追回9宗的欠租。
綜合評語：
部分改善。
2. {}
當年審計發現：
冷氣機房的溫度記錄中斷逾四個月。
是次跟進：
已重設溫度記錄儀。
綜合評語：
已改善。
"""


def test_headings_that_all_name_a_task_are_categories_of_the_problem_below() -> None:
    named = extraction_of(FOLLOW.format("攤位租務", "冷藏設備的維護"))
    told = extraction_of(FOLLOW.format("追收欠租不力", "冷藏設備的維護"))

    assert titles(named) == ["欠租個案由12宗增至31宗。", "冷氣機房的溫度記錄中斷逾四個月。"]
    assert [f.category.text for f in named.findings if f.category] == ["攤位租務", "冷藏設備的維護"]
    assert titles(told) == ["追收欠租不力", "冷藏設備的維護"]


def test_an_opinion_above_the_advice_describes_and_one_that_asks_alone_requires() -> None:
    both = """
關於審計署署長第九十三號報告書建議的跟進進展
(a) 泳池的檢查記錄不完整
審計署的意見：抽查的30份記錄中有11份欠簽署。
審計署的建議：泳池署應規定主管每週覆核。
最新進展：進行中。已完成7個泳池的培訓，其餘3個將於六月進行。
(b) 救生員培訓不足
審計署的意見：泳池署應每年舉辦複訓。
最新進展：推行中
"""
    extraction = extraction_of(both)

    assert [f.detail.text if f.detail else None for f in extraction.findings] == [
        "抽查的30份記錄中有11份欠簽署。",
        None,
    ]
    assert requirements_of(both) == ["泳池署應規定主管每週覆核。", "泳池署應每年舉辦複訓。"]
    assert statuses(extraction) == ["in_progress", "in_progress"]


def test_headings_of_a_page_that_quote_a_name_group_lists_that_begin_anew() -> None:
    page = """<h2>採購稽核缺失及改善情形</h2><h3>鹿溪市立醫院「病床採購案」</h3><dl>
        <dt>缺失一</dt><dd>未附底價分析。</dd><dt>改善情形</dt><dd>已補附。</dd>
        <dt>缺失二</dt><dd>逾期驗收。</dd><dt>改善情形</dt><dd>已訂定時限。</dd></dl>
        <h3>鹿溪市立動物園「飼料採購案」</h3><dl><dt>缺失一</dt><dd>規格限定廠牌。</dd>
        <dt>改善情形</dt><dd>已修正規格。</dd></dl>"""
    extraction = extraction_of(page, "notice.html")

    assert [f.category.text for f in extraction.findings if f.category] == [
        "鹿溪市立醫院「病床採購案」",
        "鹿溪市立醫院「病床採購案」",
        "鹿溪市立動物園「飼料採購案」",
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("機關檢討改善中", "in_progress"),
        ("該處刻正檢討改善中", "in_progress"),
        ("本府已辦理完成", "completed"),
    ],
)
def test_who_works_may_stand_before_the_state(words: str, status: str) -> None:
    extraction = extraction_of(
        f"缺失改善追蹤表\n缺失事項：帳卡未登錄。\n改善措施：逐筆補登。\n辦理進度：{words}\n"
    )

    assert statuses(extraction) == [status]
