"""Papers of Hong Kong and Macau: lettered chapters of a committee's report, counts, who publishes, what rules ask."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

CHAPTERS = """
政府帳目委員會第八十二號報告書　第2部　當局就第八十一號報告書採取的跟進行動

1. 本部載列當局所採取的跟進行動。委員會已於三月收到補充資料。

A. 流動郵局的服務
（第八十一號報告書第3章）

A1. 關注事項：停站時間表多年沒有更新。抽查的12個停站，有5個全日無人使用。
委員會的建議：重新編排停站。
跟進行動：郵務署已於一月取消5個停站。
進展：已落實。

A2. 關注事項：車輛維修開支持續上升。
委員會的建議：比較購置新車的成本。
跟進行動：郵務署現正整理數據。
進展：進行中。

B. 公眾碼頭的救生圈
（第八十一號報告書第7章）

B1. 關注事項：失竊的救生圈沒有補回。
委員會的建議：每月點算。
跟進行動：
(a) 點算記錄由二月起每月呈交；
(b) 失竊的44個救生圈已補回。
進展：已落實。

2. 委員會備悉上述進展，不再跟進。

政府帳目委員會
二○二三年六月七日
"""


def test_codes_of_a_chapter_number_findings_and_its_letter_heads_them() -> None:
    extraction = extraction_of(CHAPTERS)

    assert extraction.title is not None
    assert extraction.title.text.startswith("政府帳目委員會第八十二號報告書")
    assert [f.label.text for f in extraction.findings if f.label] == ["A1", "A2", "B1"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "流動郵局的服務",
        "流動郵局的服務",
        "公眾碼頭的救生圈",
    ]
    assert titles(extraction)[0] == "停站時間表多年沒有更新。"
    assert statuses(extraction) == ["completed", "in_progress", "completed"]


def test_a_number_that_goes_on_behind_the_chapters_belongs_to_no_finding() -> None:
    extraction = extraction_of(CHAPTERS)

    assert measures(extraction, 3) == ["點算記錄由二月起每月呈交；", "失竊的44個救生圈已補回。"]
    assert extraction.measures == ()  # 1. 本部載列… only says what follows


RUNNING = """
審計署署長第七十八號報告書第4章「海濱單車徑的管理」摘要

1. 本章審查單車徑的管理。

第2部分：單車徑的維修

2. 路面凹陷久未修補。審計署巡視8公里單車徑，發現凹陷37處。
審計署的建議：訂定修補時限。

3. 照明設施損壞。
審計署的建議：增加夜間巡查次數。

第3部分：單車的停泊

4. 停泊處被棄置單車佔用。
審計署的建議：定期清理。
"""


def test_numbers_that_run_through_all_parts_stay_below_their_headings() -> None:
    extraction = extraction_of(RUNNING)

    assert [f.label.text for f in extraction.findings if f.label] == ["2", "3", "4"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "單車徑的維修",
        "單車徑的維修",
        "單車的停泊",
    ]


COUNTED = """
審計署公佈《體育場地的管理》衡工量值式審計報告
審計署今日公佈《體育場地的管理》衡工量值式審計報告。{told}
一、場地租用
1.1 租用記錄不完整。抽查80宗申請，有19宗沒有收費記錄。
審計建議：局方應建立電子記錄。
1.2 爽約租用者未受限制。
審計建議：局方應訂定罰則。
二、設施保養
2.1 泳池水質檢測次數不足。
審計建議：局方應按規章每日檢測。
"""


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("審計發現主要有以下3項：", 3),
        ("審計署發現以下3方面的問題：", 3),
        ("報告就有關場地提出3項審計建議。", 3),
        ("報告就有關場地提出11項審計建議。", None),  # not one for each finding
        ("審計範圍包括3項設施。", None),
    ],
)
def test_a_number_of_findings_or_of_advice_for_each_is_told(told: str, number: int | None) -> None:
    extraction = extraction_of(COUNTED.format(told=told))

    assert len(extraction.findings) == 3
    assert extraction.stated_finding_count == number


PAGE = """<html><head><meta charset="utf-8"><title>幼稚園資助審計建議落實情況</title>{metas}</head><body>
<h1>幼稚園資助審計建議落實情況</h1><p>現公布各項建議的落實情況。</p>
<dl><dt>審計署發現</dt><dd>資助重複發放。</dd><dt>建議</dt><dd>加強核對。</dd><dt>跟進行動</dt><dd>已收回重複發放的資助。</dd><dt>狀況</dt><dd>已落實</dd></dl>
<dl><dt>審計署發現</dt><dd>帳目遲交。</dd><dt>建議</dt><dd>訂定期限。</dd><dt>跟進行動</dt><dd>新期限正在諮詢。</dd><dt>狀況</dt><dd>進行中</dd></dl>
</body></html>"""


@pytest.mark.parametrize(
    ("metas", "issuer"),
    [
        ('<meta name="author" content="學前教育局">', "學前教育局"),
        (
            '<meta name="DC.Publisher" content="學前教育局"><meta name="author" content="陳大文">',
            "學前教育局",
        ),
        ('<meta name="author" content="陳大文">', None),
        ('<meta name="DC.Publisher" content="某市政府全球資訊網">', None),
    ],
)
def test_the_body_that_a_page_names_as_its_publisher_speaks(metas: str, issuer: str | None) -> None:
    extraction = extraction_of(PAGE.format(metas=metas), "page.html")

    assert (extraction.issuer.text if extraction.issuer else None) == issuer


def test_a_day_of_change_dates_a_page_that_tells_no_other() -> None:
    changed = '<meta name="DCTERMS.modified" content="2021-05-06">'
    told = changed + '<meta name="DC.Date" content="2020-01-02">'

    for metas, day in ((changed, "2021-05-06"), (told, "2020-01-02")):
        published = extraction_of(PAGE.format(metas=metas), "page.html").published
        assert published is not None
        assert published.text == day


RULES = """
審計署署長第八十八號報告書第2章　公營骨灰龕的編配
第2部分：骨灰龕的收費
收費多年未作檢討。現行收費於2011年訂定。{rule}
審計署建議：署方應檢討收費。
第3部分：骨灰龕的維修
維修個案處理緩慢。平均需時74天。
審計署建議：署方應訂定目標時間。
政府的回應
署長同意審計署的各項建議。
"""


@pytest.mark.parametrize(
    "rule",
    [
        "根據庫務署指引，各項收費須每年檢討一次。",
        "按政府的既定政策，收費應足以收回全部成本。",
        "《財務通告》訂明各部門不得少收費用。",
    ],
)
def test_what_a_rule_asks_describes_the_finding(rule: str) -> None:
    first = extraction_of(RULES.format(rule=rule)).findings[0]

    assert first.detail is not None
    assert rule in first.detail.text
    assert first.measures == ()


RELEASE = """
審計署署長第六十四號報告書
審計署署長第六十四號報告書今日（四月二十二日）{told}
1. 食水水管的更換
2. 公立醫院的藥物管理
3. 電影發展基金
審計署的網頁載有報告書全文。
"""


@pytest.mark.parametrize("told", ["提交立法會省覽。報告書共分三章，題目如下：", "呈交立法會主席。"])
def test_a_report_that_was_laid_before_a_council_announces_no_finding(told: str) -> None:
    extraction = extraction_of(RELEASE.format(told=told))

    assert extraction.family == "other"
    assert extraction.findings == ()


def test_the_kind_of_a_paper_and_its_matter_are_its_title() -> None:
    extraction = extraction_of(
        """
澳門特別行政區審計署

專項審計報告　文娛活動場地的租借

第一部分　引言
1.1　是次審計的目的，是審查場地的租借是否符合規章。

第二部分　審計結果
（一）租借申請欠缺評審記錄。
抽查40宗，有8宗沒有記錄。
（二）減免租金沒有依據。
規章訂明減免不得超過一半，3宗全數豁免。

第三部分　審計建議
1. 訂定評審表格。
2. 設定系統上限。

二零二三年二月二日
澳門特別行政區審計署
"""
    )

    assert extraction.family == "audit_result"
    assert extraction.title is not None
    assert extraction.title.text.replace("\u3000", " ") == "專項審計報告 文娛活動場地的租借"
    assert titles(extraction) == ["租借申請欠缺評審記錄。", "減免租金沒有依據。"]
    assert [m.kind for m in extraction.measures] == ["recommendation", "recommendation"]


PARTS = """
汀灣濕地公園管理局就審計署審查的跟進報告
審計署於二零二三年四月完成審查，報告書共載列四項建議。現匯報進展。
{0}　訪客服務
1. 導賞團的預約沒有覆核
審計署建議：應抽查預約記錄。
跟進行動：已每月抽查。
最新情況：已落實。
2. 訪客中心的投訴沒有分類
審計署建議：應備存投訴分類。
跟進行動：已設立投訴資料庫。
最新情況：仍在跟進，預計可於二零二五年年中完成。
{1}　設施保養
3. 木橋的檢查記錄不全
審計署建議：應保存檢查記錄。
跟進行動：已採用電子記錄。
最新情況：已落實。
4. 觀鳥屋的維修有延誤
審計署建議：應訂定維修時限。
跟進行動：正與承辦商商討。
最新情況：部分落實，餘下工作將於2025年第一季完成。
汀灣濕地公園管理局
二零二四年九月三日
"""


@pytest.mark.parametrize(
    "parts", [("甲部", "乙部"), ("A部", "B部"), ("甲部分：", "乙部分："), ("第A部：", "第B部：")]
)
def test_lettered_parts_are_categories_without_their_letter(parts: tuple[str, str]) -> None:
    found = extraction_of(PARTS.format(*parts))

    assert [f.category.text if f.category else None for f in found.findings] == [
        "訪客服務", "訪客服務", "設施保養", "設施保養",
    ]  # fmt: skip
    assert [f.deadline.text if f.deadline else None for f in found.findings] == [
        None, "二零二五年年中", None, "2025年第一季",
    ]  # fmt: skip
    assert statuses(found) == ["completed", "in_progress", "completed", "largely_completed"]
    assert [len(f.measures) for f in found.findings] == [1, 1, 1, 1]


HEADED_BETWEEN = """
二零二五年三月四日
討論文件
跟進審計署就「{0}」提出的建議：岸帶植林署的進度報告
背景
1.  審計署提出四項建議。該署已採取以下安排：
    (a) 成立專責小組；
    (b) 每季檢視進度。
最新進展
苗圃的管理
2.  樹苗的存量沒有定期盤點。{1}
3.  苗圃的灌溉設備老化。抽查的9組設備，有4組漏水。{1}
樹木的護養
4.  枯樹沒有及時移除。{1}
5.  巡查的範圍沒有界定。{1}
岸帶植林署
二零二五年三月
"""


@pytest.mark.parametrize("told", ["跟進行動：已修訂指引。進展：已完成", "該署已修訂指引，建議已落實。"])
def test_short_lines_between_paragraphs_that_count_on_head_them(told: str) -> None:
    found = extraction_of(HEADED_BETWEEN.format("植林工作", told))

    assert [f.category.text if f.category else None for f in found.findings] == [
        "苗圃的管理", "苗圃的管理", "樹木的護養", "樹木的護養",
    ]  # fmt: skip
    assert [len(f.measures) for f in found.findings] == [1, 1, 1, 1]


def test_a_list_of_what_was_done_before_any_finding_is_work() -> None:
    found = extraction_of(HEADED_BETWEEN.format("植林工作", "跟進行動：已修訂指引。進展：已完成"))

    assert [(m.kind, m.text.text) for m in found.measures] == [
        ("work_done", "成立專責小組；"),
        ("work_done", "每季檢視進度。"),
    ]


def test_the_day_of_a_meeting_above_the_title_signs_nothing() -> None:
    found = extraction_of(HEADED_BETWEEN.format("植林工作", "跟進行動：已修訂指引。進展：已完成"))

    assert found.issuer is not None and found.issuer.text == "岸帶植林署"
    assert found.signed is None
