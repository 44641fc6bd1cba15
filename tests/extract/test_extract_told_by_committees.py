"""Answers as committees and departments of Hong Kong tell them: who says what, and what the answer stands below."""

import pytest

from extract.language.folding import fold
from extract.status.statements import pure_status
from tests.extract.notices import extraction_of, measures, statuses, titles

STATED = {
    "這項建議視作已落實。": "completed",
    "這項建議屬部分落實。": "largely_completed",
    "該項建議仍屬未落實。": "not_completed",
    "帳委會於二○二五年一月通知當局，這項建議視作已落實。": "completed",
    "委員會察悉，有關建議已落實，並同意無須再作跟進。": "completed",
    "審計署認為，此建議可視為已完全落實。": "completed",
    "委員會獲悉，改善工作仍在進行中。": "in_progress",
    "这项建议的落实工作仍在进行中。": "in_progress",
    "本案目前仍在辦理中。": "in_progress",
    "本項現仍辦理中。": "in_progress",
}
NOT_STATED = [
    "該建議不屬已落實。",
    "委員會要求當局確保有關建議已落實。",
    "署方預計，這項建議將於明年落實。",
    "委員會獲悉，署方已落實新的收費安排，並正檢討其成效。",
    "項目屬在建工程。",
]


@pytest.mark.parametrize("sentence", STATED)
def test_a_state_may_be_somebodys_words_and_be_called_so(sentence: str) -> None:
    folded = fold(sentence)
    hit = pure_status(folded, 0, len(folded))

    assert hit is not None
    assert hit.status == STATED[sentence]


@pytest.mark.parametrize("sentence", NOT_STATED)
def test_what_is_denied_asked_or_told_of_an_act_states_nothing(sentence: str) -> None:
    folded = fold(sentence)

    assert pure_status(folded, 0, len(folded)) is None


TOLD = """
政府帳目委員會就第七十三號報告書各事項的最新情況

委員會去年要求當局就下列事項提交書面回覆，內容綜述如下。

公共圖書館自助借書機經常失靈
2022年共有1,820次故障，平均停用4.6天。
當局表示：
(a) 已更換全部老化的讀卡器；
(b) 停用時間已縮短至1.2天。
委員會備悉此事項已獲解決，不再跟進。

流動圖書車停站時間不足
審計署發現14個停站中有9個每月只停留一次。
當局表示：
停站次數已於2024年4月起增加一倍。
委員會認為這項建議可視為已全面落實。

兒童讀物採購延誤
採購周期平均為11個月。
當局表示：
採購程序的檢討工作預計於明年年初完成。
委員會獲悉，有關工作仍在進行中。

政府帳目委員會
2024年7月
"""


def test_what_a_committee_was_told_answers_the_heading_above_and_what_it_notes_is_the_state() -> None:
    extraction = extraction_of(TOLD)

    assert titles(extraction) == [
        "公共圖書館自助借書機經常失靈",
        "流動圖書車停站時間不足",
        "兒童讀物採購延誤",
    ]
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert measures(extraction, 1) == ["已更換全部老化的讀卡器；", "停用時間已縮短至1.2天。"]
    assert measures(extraction, 3) == ["採購程序的檢討工作預計於明年年初完成。"]


RESPONSES = """
嶼南渡輪處就審計報告所提意見的跟進情況

一、票務收入未達目標
審計署審查發現，2022年票務收入較預算少三成。審計署建議渡輪處應檢討票價結構。
渡輪處回應：票價檢討已於去年完成，新票價由今年1月起生效，首季收入上升一成二。

二、碼頭泊位分配欠缺準則
渡輪處把泊位分配予營辦商時沒有訂明準則。帳委會認為渡輪處有需要訂立公開準則。
渡輪處回應：準則已上載網頁，並設有上訴機制。這項建議屬已落實。

三、維修合約沒有監察依據
過去三年的維修合約沒有列明驗收標準，處方亦沒有備存驗收記錄。公署促請渡輪處在合約內列明標準。
渡輪處回應：同意建議。

嶼南渡輪處
2024年3月8日
"""


def test_a_response_is_the_answer_where_no_other_label_is_and_tells_more_than_acceptance() -> None:
    extraction = extraction_of(RESPONSES)

    assert [f.requirement.text for f in extraction.findings if f.requirement] == [
        "審計署建議渡輪處應檢討票價結構。",
        "帳委會認為渡輪處有需要訂立公開準則。",
        "公署促請渡輪處在合約內列明標準。",
    ]
    assert measures(extraction, 1)[0].startswith("票價檢討已於去年完成")
    assert measures(extraction, 3) == []  # 同意建議。
    assert statuses(extraction) == [None, "completed", None]


def test_a_heading_that_says_what_is_missing_is_no_scope() -> None:
    assert titles(extraction_of(RESPONSES))[2] == "維修合約沒有監察依據"


def test_a_response_beside_a_labelled_answer_is_none() -> None:
    text = RESPONSES.replace("渡輪處回應：準則", "渡輪處回應：處方理解各營辦商的關注。\n跟進行動：準則")

    assert measures(extraction_of(text), 2) == ["準則已上載網頁，並設有上訴機制。"]


REPLY = """
政府的回覆
審計署署長第八十八號報告書第3章
郊區道路照明的管理

1. 本回覆說明路燈處跟進審計署署長第八十八號報告書第3章各項建議的情況。

路燈的巡查

2. 審計署發現，路燈處沒有巡查312枝偏遠路燈，其中47枝已失效。審計署建議路燈處訂定巡查時間表。

3. 路燈處接納建議，已於2023年9月完成全部偏遠路燈的巡查。這項建議已全部落實。

耗電量的記錄

4. 路燈處的電費單沒有按地區分列，以致未能比較耗電量。帳委會促請路燈處改善記錄。

5. 路燈處同意建議。按地區分列的系統正在開發，預計2025年年中啟用。

路燈處
2024年6月
"""


def test_numbers_that_run_through_a_reply_pair_what_is_told_with_its_answer() -> None:
    extraction = extraction_of(REPLY)

    assert extraction.family == "rectification_report"
    assert [f.label.text for f in extraction.findings if f.label] == ["2", "4"]
    assert [f.category.text for f in extraction.findings if f.category] == ["路燈的巡查", "耗電量的記錄"]
    assert statuses(extraction) == ["completed", None]
    assert measures(extraction, 2) == ["按地區分列的系統正在開發，預計2025年年中啟用。"]


ADVICE = """
審計署署長第七十九號報告書建議的推行情況

第2章　漁獲批銷市場

建議一　管理局應定期校驗磅秤
審計署發現28台磅秤中有11台逾期未校驗。
推行情況：已完成。全部磅秤已校驗。

建議二　管理局應追收逾期租金
截至2021年底，逾期租金達420萬元。
推行情況：進行中。已追回290萬元。

第4章　冷藏庫的使用

建議一　管理局應檢討冷藏庫收費
推行情況：未開展。

批銷市場管理局
"""


def test_numbered_advice_heads_records_whose_problem_stands_below() -> None:
    extraction = extraction_of(ADVICE)

    assert [f.label.text for f in extraction.findings if f.label] == ["建議一", "建議二", "建議一"]
    assert titles(extraction)[0] == "審計署發現28台磅秤中有11台逾期未校驗。"
    assert extraction.findings[1].requirement is not None
    assert extraction.findings[1].requirement.text == "管理局應追收逾期租金"
    assert titles(extraction)[2] == "管理局應檢討冷藏庫收費"  # nothing tells what was found
    assert statuses(extraction) == ["completed", "in_progress", "not_completed"]
