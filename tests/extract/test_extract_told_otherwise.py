"""Findings told sentence by sentence, answers that name them in other words, and who speaks by the page it stands on."""

import pytest

from extract.understanding import understand
from tests.extract.dressing import document
from tests.extract.notices import extraction_of, statuses, titles
from tests.extract.told import measures_joined, requirements

AREAS = """
关于2023年度雨坞县级预算执行和其他财政收支的审计工作报告
受县人民政府委托，我报告审计情况，请予审议。
一、民生资金审计情况
（一）公租房补贴审计情况。对2022年补贴的发放进行了审计。发现的主要问题：3个街道向不符合条件的12户发放补贴9.6万元。5户重复申领补贴1.3万元。
（二）农机购置补贴审计情况。审计查出，补贴机具核验不到位。抽查的40台中有11台未见实物。
二、审计建议
（一）健全补贴比对机制。
"""


def test_sentences_below_the_name_of_what_was_audited_tell_a_finding_each() -> None:
    extraction = extraction_of(AREAS)

    assert titles(extraction) == [
        "3个街道向不符合条件的12户发放补贴9.6万元。",
        "5户重复申领补贴1.3万元。",
        "补贴机具核验不到位。",
    ]
    assert extraction.findings[2].detail is not None
    assert [f.category.text for f in extraction.findings if f.category][-1] == "农机购置补贴审计情况"


OTHER_WORDS = """
雨坞县文化馆2022年度财务收支审计结果
雨坞县审计局对雨坞县文化馆2022年度财务收支情况进行了审计。现将结果公告如下：
一、审计发现的主要问题
（一）演出服装未登记台账，账面少记18.2万元。
（二）培训班收费未开具票据。2022年收费6.4万元。
（三）外聘教师超标准发放课时费3.1万元。
（四）剧场灯光设备提前支付尾款2.5万元。
二、整改情况
对演出服装，馆方逐件清点并补登台账，此问题已整改完毕。
至于培训班收费一事，已补开票据，改用统一收款码。
课时费和提前付款两个问题，均已整改到位。超发的课时费3.1万元已由外聘教师退回；供货方已就提前支付的尾款补交保函。
雨坞县审计局
2023年5月8日
"""


def test_answers_name_findings_by_things_and_in_few_words_that_are_counted() -> None:
    extraction = extraction_of(OTHER_WORDS)

    assert statuses(extraction) == ["completed", None, "completed", "completed"]
    told = measures_joined(extraction)
    assert told[0] == "馆方逐件清点并补登台账"
    assert told[1].startswith("已补开票据")
    assert "退回" in told[2] and "保函" in told[3]


REQUIRED = """
雨坞县第二小学扩建工程竣工决算审计结果公告
雨坞县审计局对第二小学扩建工程竣工决算进行了审计。现将审计结果公告如下：
一、审计评价
审计结果表明，该项目程序基本合规，但在合同管理等方面还存在一些薄弱环节。
二、审计发现的问题
1.变更签证单缺少监理人员签字，涉及造价13.5万元。
2.体育器材未履行采购程序，金额8.4万元。
3.工程项目负责人未按合同约定到岗。
三、审计处理意见
对变更签证单，责成建设单位复核工程量；对体育器材，要求补办采购手续；对项目负责人未到岗的问题，责令扣减违约金。
对审计发现的上述问题，县教育局正在组织整改，县审计局会持续督促检查。
雨坞县审计局
2022年12月8日
"""


def test_requirements_in_one_paragraph_name_things_and_a_body_is_told_to_be_at_work() -> None:
    extraction = extraction_of(REQUIRED)

    assert len(extraction.findings) == 3
    assert [r and r[:4] for r in requirements(extraction)] == ["责成建设", "要求补办", "责令扣减"]
    assert statuses(extraction) == ["in_progress"] * 3


IN_TURN = """
審計署公佈《圖書館借還管理》專項審計報告
審計署就借還管理進行審計，發現以下問題：
首先，逾期罰款多年沒有追收。2023年未追收的罰款達12萬元。
此外，預約取書的時段沒有重新開放。三年內有870個時段一直空置。
最後，盤點與註銷由同一人員處理。抽查的12個月份中有5個月沒有覆核。
審計署建議圖書館：
(1) 定期追收逾期罰款；
(2) 重新開放取消的預約時段；
(3) 分開盤點與註銷的職務。
圖書館回應表示同意各項建議。逾期罰款方面，已發出催繳通知。至於預約時段，新系統已自動釋放。
"""


def test_paragraphs_behind_moreover_stand_between_first_and_last_and_advice_answered_by_topic_is_theirs() -> (
    None
):
    extraction = extraction_of(IN_TURN)

    assert len(extraction.findings) == 3
    assert [bool(r) for r in requirements(extraction)] == [True, True, True]
    assert [bool(m) for m in measures_joined(extraction)] == [True, True, False]


QUOTED = """
雨坞县水务集团关于2022年度审计发现问题整改情况的公告
县审计局对集团进行了审计。现将整改情况公告如下：
“水费减免未经审批”问题已整改，集团补办了手续。“泵房资产未入账”“抄表外包未招标”问题正在整改，其中18处泵房资产已委托评估，抄表外包合同到期后重新招标。同时，审计组还发现下属公司垫资施工未约定利息，下属公司已签订补充协议。
雨坞县水务集团
2023年10月30日
"""


def test_clauses_of_one_sentence_answer_quoted_problems_and_one_without_marks_stands_beside_them() -> None:
    extraction = extraction_of(QUOTED)

    assert titles(extraction)[-1] == "下属公司垫资施工未约定利息"
    assert measures_joined(extraction)[1:3] == ["18处泵房资产已委托评估", "抄表外包合同到期后重新招标。"]


PAGE = """<!DOCTYPE html><html lang="zh-TW"><head><meta charset="utf-8"><title>雨塢縣政府消防局-審核意見辦理情形</title></head><body>
<div class="hd"><h1 class="logo">雨塢縣政府消防局全球資訊網</h1></div>
<div id="main"><h2>審計機關查核{ours}111年度財務收支審核意見辦理情形</h2><ul class="meta"><li>發布單位：會計室</li></ul>
<p>審計室派員查核{ours}111年度財務收支，函通知審核意見2項，茲公開如下：</p>
<p>一、場地使用費逾期未催繳，計12筆。</p><p>辦理情形：已寄發通知並收回6萬元。本案缺失事項業已改善。</p>
<p>二、宿舍被占用2戶迄未收回。</p><p>辦理情形：1戶訴訟中，本項尚在推動。</p></div></body></html>"""


@pytest.mark.parametrize(("ours", "issuer"), [("本局", "雨塢縣政府消防局"), ("該所", "會計室")])
def test_the_body_of_the_page_speaks_where_its_text_says_so(ours: str, issuer: str) -> None:
    extraction = understand(document("x.html", PAGE.format(ours=ours).encode()))

    assert extraction.issuer is not None
    assert extraction.issuer.text == issuer
    assert extraction.title is not None
    assert extraction.title.text.startswith("審計機關")
    assert statuses(extraction) == ["completed", "in_progress"]
    assert extraction.stated_finding_count == 2
