"""What was looked at and found, what is asked, and the titles and leads above it, in papers of Taiwan and Hong Kong."""

from tests.extract.notices import extraction_of, measures, statuses, titles

ENTITLED = """
<html lang="zh-HK"><body><h1>水域安全署回應廉政公署防貪審查建議的落實情況</h1>
<p>防貪處去年審查了本署的救生員聘用程序，所提事項現已跟進如下。</p>
<h2>聘用程序</h2>
<dl><dt>面試評分表可在面試後修改</dt><dd>觀察：抽查的40份評分表中有6份在面試後塗改。</dd><dd>建議：評分表一經簽署不得更改。</dd><dd>跟進工作：已改用電子評分，簽署後鎖定。</dd><dd>現況：已全面落實</dd>
<dt>推薦名單的擬備</dt><dd>觀察：名單由一人擬備，沒有覆核。</dd><dd>建議：名單應由兩人共同擬備。</dd><dd>跟進工作：新程序正在草擬。</dd><dd>現況：正在跟進</dd>
<dt>利益申報沒有備存</dt><dd>觀察：三次面試均沒有申報記錄。</dd><dd>建議：備存申報記錄。</dd><dd>跟進工作：已設登記冊。</dd><dd>現況：已落實</dd></dl>
<p>水域安全署<br>二○二四年十月</p></body></html>
"""


def test_a_line_above_the_label_of_a_problem_is_its_title_where_most_such_lines_tell_a_fault() -> None:
    extraction = extraction_of(ENTITLED, "page.html")

    assert titles(extraction) == ["面試評分表可在面試後修改", "推薦名單的擬備", "利益申報沒有備存"]
    assert [f.detail.text for f in extraction.findings if f.detail][1] == "名單由一人擬備，沒有覆核。"
    assert statuses(extraction) == ["completed", "in_progress", "completed"]
    assert measures(extraction, 3) == ["已設登記冊。"]  # nothing of the date below it


def test_lines_that_name_fields_are_no_titles() -> None:
    text = """
某某學校內部控制缺失改善情形

收費管理
存在問題：報名費未依標準收取，多收4,200元。
改善措施：已退還。
改善狀態：已完成
財產管理
存在問題：12臺電腦未黏貼標籤。
改善措施：已補貼標籤。
改善狀態：已完成
場地管理
存在問題：出租場地未訂契約。
改善措施：正擬訂契約範本。
改善狀態：改善中
"""
    extraction = extraction_of(text)

    assert titles(extraction)[1:] == ["12臺電腦未黏貼標籤。", "出租場地未訂契約。"]


ASKED = """
<html lang="zh-Hant-TW"><body><h1>柳營市審計處抽查柳營市政府長照業務執行情形結果</h1>
<p>本處抽查柳營市政府辦理長期照顧業務，結果如下：</p>
<h3>一、照管專員人力不足</h3>
<p><b>抽查發現</b>　每名專員平均服務案量達210案，高於衛福部所訂150案。</p>
<p><b>查核意見</b>　經請該府檢討人力配置。</p>
<p><b>機關查復</b>　已增聘12名，案量降至163案。</p>
<h3>二、交通接送車輛閒置</h3>
<p><b>抽查發現</b>　6輛接送車每月出車不足5次。</p>
<p><b>查核意見</b>　促請研議活化。</p>
<p><b>機關查復</b>　4輛已調撥偏鄉據點使用。</p>
<h3>三、輔具回收未臻落實</h3>
<p><b>抽查發現</b>　逾使用年限輔具128件未回收。</p>
<p><b>查核意見</b>　建議訂定回收獎勵。</p>
<p><b>機關查復</b>　規劃於115年試辦。</p>
<p>柳營市審計處</p></body></html>
"""


def test_an_opinion_that_asks_below_what_was_found_is_what_is_required() -> None:
    extraction = extraction_of(ASKED, "page.html")

    assert [f.requirement.text for f in extraction.findings if f.requirement] == [
        "經請該府檢討人力配置。",
        "促請研議活化。",
        "建議訂定回收獎勵。",
    ]
    assert [f.detail.text for f in extraction.findings if f.detail][2] == "逾使用年限輔具128件未回收。"


LOOKED_AT = """
鳴沙鎮中心學校關於食堂管理檢查問題的整改報告

一、食材驗收不規範
檢查情況：5次送貨沒有驗收簽字。
整改要求：專人驗收。
整改情況：已指定2名驗收員，逐日簽字。

二、食堂帳目未公開
檢查情況：上學期收支未公示。
整改要求：按月公示。
整改情況：已補公示4個月收支，現已整改到位。

三、留樣不足量
檢查情況：抽查3餐留樣均不足125克。
整改要求：配備電子秤。
整改情況：電子秤已採購，正在整改。

鳴沙鎮中心學校
2024年5月20日
"""


def test_what_was_looked_at_describes_the_finding_where_another_label_answers_it() -> None:
    extraction = extraction_of(LOOKED_AT)

    assert next(f.detail.text for f in extraction.findings if f.detail) == "5次送貨沒有驗收簽字。"
    assert measures(extraction, 1) == ["已指定2名驗收員，逐日簽字。"]
    assert statuses(extraction) == [None, "completed", "in_progress"]


def test_a_later_look_is_no_description() -> None:
    text = LOOKED_AT.replace("檢查情況：", "複查情況：").replace("5次送貨沒有驗收簽字", "驗收簽字已齊全")
    extraction = extraction_of(text)

    assert extraction.findings[0].detail is None
    assert "驗收簽字已齊全。" in measures(extraction, 1)


NOTED = """
瀧川縣政府所屬各機關對審計室抽查事項之處理情形

貳、審計室查核缺失事項
一、公有停車場收費員短收停車費。113年5月抽查30日，計短收4萬2千元。
二、停車場監視設備故障逾3個月未修復。
三、委外契約未訂違約金。

參、各機關處理情形
一、短收停車費：已全數追回，並改採車牌辨識。
二、監視設備：業於113年9月修復，另增設8支。
三、違約金：將於下次招標時納入契約。

肆、列管情形
第一項、第二項解除列管，第三項續行列管。

瀧川縣政府　謹啟
"""


def test_matters_noted_by_auditors_are_findings_that_a_later_part_answers() -> None:
    extraction = extraction_of(NOTED)

    assert titles(extraction) == [
        "公有停車場收費員短收停車費。",
        "停車場監視設備故障逾3個月未修復。",
        "委外契約未訂違約金。",
    ]
    assert all(measures(extraction, n) for n in (1, 2, 3))
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert extraction.issuer is not None
    assert extraction.issuer.text == "瀧川縣政府"  # 謹啟


def test_notes_for_those_who_apply_are_no_findings() -> None:
    text = """
水仙縣政府主計處辦理內部稽核人員講習

一、目的：增進稽核人員專業知能。
二、課程內容：稽核發現之撰寫、缺失改善情形之追蹤。
三、注意事項：
（一）全程參與者核發時數，遲到逾15分鐘不予計算。
（二）場地未提供停車位，請搭乘大眾運輸。
（三）未完成報名者不得入場。

水仙縣政府主計處　敬啟
"""
    extraction = extraction_of(text)

    assert extraction.family == "other"
    assert extraction.findings == ()


SUMMARY = """
審計署署長第一百零一號報告書　第2章
郵輪碼頭的營運
摘要

1.    海岸事務處負責監察郵輪碼頭的營運。審計署最近就此進行審查。

泊位使用

2.    審計署審查了2021至2023年的泊位記錄，注意到：

(a)  泊位使用率遠低於預期。三年間平均使用率只有19%，而營運協議的預期為45%。
(b)  營運商未按時提交報告。應提交的36份月報中，有11份遲交逾30天。

交通接駁

3.    就接駁交通，審計署察悉：

(c)  部分穿梭巴士路線沒有乘客。五條路線中有兩條全年載客不足10人。

4.    在環境保護方面，審計署的觀察所得如下：

(d)  岸電設施從未使用。岸電設施自2020年落成以來未曾供電。

審計署的建議

5.    審計署署長建議海岸事務處處長應：
(a) 檢討泊位的推廣策略；
(b) 檢討穿梭巴士路線。

二○二三年十月
"""


def test_a_paragraph_that_announces_items_is_neither_their_field_nor_a_part() -> None:
    extraction = extraction_of(SUMMARY)

    assert [f.label.text for f in extraction.findings if f.label] == ["(a)", "(b)", "(c)", "(d)"]
    assert [f.category.text for f in extraction.findings if f.category][:3] == [
        "泊位使用",
        "泊位使用",
        "交通接駁",
    ]
    assert [m.kind for m in extraction.measures] == ["recommendation", "recommendation"]
