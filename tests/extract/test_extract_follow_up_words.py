"""Follow-up papers of Taiwan and Hong Kong: labels in other words, what comes next by number, titles and who speaks."""

import pytest

from extract.language.title_words import looks_like_title
from tests.extract.notices import extraction_of, measures, statuses, titles

CORRECTION = """
南浦市政府就監察院糾正「南浦水資源回收中心工程延宕案」之檢討改善情形

壹、依據
監察院112年11月15日院台內字第1121930456號函。

貳、糾正事實及理由暨本府檢討改善

一、工程用地未取得即辦理招標，肇致契約終止
糾正意旨：本府未俟用地徵收完成，即於108年辦理發包，致廠商無法進場，嗣後終止契約，賠償廠商2,380萬元。
檢討改善：本府水利局已訂定「工程發包前置作業檢核表」，用地未取得前不得上網招標；本案承辦人員業予申誡。
辦理進度：已辦理完竣。

二、履約期間變更設計頻仍
糾正意旨：計辦理變更設計7次，金額增加31%。
檢討改善：水利局自113年起變更設計須提送審議小組審查，截至113年6月計審查4件，退回1件。
辦理進度：持續辦理中。

三、試運轉期間放流水超標未即時通報
糾正意旨：試運轉期間放流水懸浮固體超標12次，均未通報環保局。
檢討改善：環保局已裁處60萬元；放流水監測數據已與環保局連線，逾限自動示警。
辦理進度：已改善並解除列管。

參、結語
本府將持續督促所屬落實履約管理。

南浦市政府
中華民國113年8月1日
"""


def test_what_a_correction_means_and_what_was_reviewed_are_problem_and_answer() -> None:
    extraction = extraction_of(CORRECTION)

    assert statuses(extraction) == ["completed", "in_progress", "completed"]
    assert [f.detail.text for f in extraction.findings if f.detail][1] == "計辦理變更設計7次，金額增加31%。"
    assert measures(extraction, 2)[0].startswith("水利局自113年起")
    assert not any(f.category for f in extraction.findings)  # 糾正事實及理由暨本府檢討改善 names no field


FIELDS = """
南丫郵政處跟進審計署署長第九十號報告書第1章的工作

郵件派遞

未能達到服務承諾
2023年12個月中有7個月未能達到翌日派遞98%的承諾。審計署建議郵政處檢討人手安排。
郵政處已增聘60名兼職派遞員，翌日派遞比率自2024年5月起回升至98.6%。
狀況：已落實

派遞車輛維修需時過長
平均維修需時23天，而合約訂明為10天。審計署建議郵政處就延誤收取算定損害賠償。
郵政處已向承辦商追收賠償共18萬元，並會在新合約加入表現獎金條款。
狀況：部分落實

郵票銷售

特別郵票庫存過多
截至2023年底，庫存逾五年的特別郵票有420萬枚。審計署建議檢討印製數量。
新一年的印製數量已減少三成；過時庫存的處置方案尚在擬備。
狀況：進行中

南丫郵政處
2024年11月
"""


def test_problems_without_numbers_stand_below_fields_without_numbers() -> None:
    extraction = extraction_of(FIELDS)

    assert extraction.family == "rectification_report"
    assert extraction.title is not None
    assert titles(extraction) == ["未能達到服務承諾", "派遞車輛維修需時過長", "特別郵票庫存過多"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "郵件派遞",
        "郵件派遞",
        "郵票銷售",
    ]
    assert statuses(extraction) == ["completed", "largely_completed", "in_progress"]


CELLS = """
北塘區議會財務委員會轄下審計跟進小組
第三次會議討論文件

審計報告所提事項的處理進展

1. 圖則審批時間過長
(a) 審計結果
在120宗申請中，48宗的審批時間超過60日的服務承諾。
(b) 審計建議
屋宇監管處應簡化內部傳閱程序。
(c) 處理進展
監管處已由2024年5月起採用電子傳閱，平均審批時間縮短至41日。此事項已處理完畢。

2. 違例構築物的積壓個案
(a) 審計結果
截至2023年12月，未處理的清拆令有3,260張，其中四成已逾五年。
(b) 審計建議
應訂立優先次序及處理目標。
(c) 處理進展
監管處已訂立三級優先次序，首年處理了1,120張清拆令。此事項仍在處理中。

3. 屋宇監管處會於下次會議再作匯報。

屋宇監管處
2024年10月
"""


def test_lettered_labels_are_cells_and_the_last_paragraph_promises() -> None:
    extraction = extraction_of(CELLS)

    assert extraction.title is not None
    assert extraction.title.text == "審計報告所提事項的處理進展"
    assert titles(extraction) == ["圖則審批時間過長", "違例構築物的積壓個案"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 2) == ["監管處已訂立三級優先次序，首年處理了1,120張清拆令。"]
    assert [m.kind for m in extraction.measures] == ["next_step"]


def test_a_last_paragraph_that_tells_a_fault_is_a_finding() -> None:
    text = CELLS.replace(
        "3. 屋宇監管處會於下次會議再作匯報。",
        "3. 僭建物的巡查記錄不全\n(a) 審計結果\n36個月中有9個月沒有記錄。\n(c) 處理進展\n記錄已改用電子表格。此事項已處理完畢。",
    )

    assert titles(extraction_of(text))[2] == "僭建物的巡查記錄不全"


MATTERS = """
崇德醫療財團法人附設崇德醫院
內部稽核缺失及異常事項改善情形（113年第2季）

稽核期間：113年4月至6月

一、藥品管理
缺失：冷藏藥品溫度紀錄表有9日漏填。
稽核建議：設置自動溫控警報。
改善情形：5月底完成警報系統建置，並由值班藥師每日覆核。
查證結果：已落實，予以結案。

二、固定資產
缺失：移動式超音波未登錄財產編號。
稽核建議：補登並全面清查。
改善情形：已補登，全院清查預計9月底完成。
查證結果：部分落實，下季續查。

三、人事薪資
缺失：夜班費核發有3人次重複。
稽核建議：追回溢發款並於系統設定檢核。
改善情形：溢發款4,500元已於6月薪資扣回；系統檢核功能開發中。
查證結果：部分落實，下季續查。

四、採購作業
本季未發現異常。

稽核室　製表
"""


def test_headings_that_name_matters_are_categories_and_one_that_found_none_is_no_finding() -> None:
    extraction = extraction_of(MATTERS)

    assert titles(extraction) == [
        "冷藏藥品溫度紀錄表有9日漏填。",
        "移動式超音波未登錄財產編號。",
        "夜班費核發有3人次重複。",
    ]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "藥品管理",
        "固定資產",
        "人事薪資",
    ]
    assert statuses(extraction) == ["completed", "largely_completed", "largely_completed"]


ADVISED = """
廉政公署防止貪污處
審查報告建議落實情況一覽（學校採購）

建議1：報價資料應由校務處專人開啟
學校回應：已採納。自本學年起由副校長及校務主任共同開啟報價信封。
建議2：供應商名單應定期更新
學校回應：已採納。名單已於11月更新，剔除14個停業供應商。
建議3：評審委員應申報利益
學校回應：部分採納。家長代表的申報安排仍在商討。

培英學校法團校董會
2024年12月5日
"""


def test_advice_by_number_with_a_response_stands_for_its_finding() -> None:
    extraction = extraction_of(ADVISED)

    assert [f.label.text for f in extraction.findings if f.label] == ["建議1", "建議2", "建議3"]
    assert measures(extraction, 1) == ["自本學年起由副校長及校務主任共同開啟報價信封。"]
    assert statuses(extraction) == [None, None, None]  # 已採納 accepts


@pytest.mark.parametrize(
    "line",
    [
        "歷年審計報告的跟進——公共碼頭的管理",
        "直接調查：公營骨灰龕位的編配",
        "郵政處跟進審計署署長第九十號報告書第1章的工作",
        "審查建議落實情況一覽",
    ],
)
def test_titles_of_follow_up_papers(line: str) -> None:
    assert looks_like_title(line)


@pytest.mark.parametrize(
    "line", ["二零二五年六月九日會議", "討論文件", "第三次會議討論文件", "調查發現：平均需時九個月"]
)
def test_what_stands_above_them_is_no_title(line: str) -> None:
    assert not looks_like_title(line)
