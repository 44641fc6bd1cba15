"""Facts and advice under one label, problems that a heading only parts, matters handed on, cells that refer to others."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles

ADVICE = """
<html><body><h1>松陵縣政府審核意見辦理情形</h1>
<h3>甲、長照服務</h3>
<h4>（1）據點遲未開辦</h4>
<table><tr><th>審計意見</th><td>2處據點於111年核定，至113年6月仍未開辦。允宜督促儘速辦理。</td></tr>
<tr><th>辦理情形</th><td>已開辦1處。</td></tr><tr><th>處理狀態</th><td>繼續列管</td></tr></table>
<h4>（2）空車率偏高</h4>
<table><tr><th>審計意見</th><td>空車往返占37%。</td></tr>
<tr><th>辦理情形</th><td>已改採共乘派車。</td></tr><tr><th>處理狀態</th><td>解除列管</td></tr></table>
<h3>乙、婦女福利</h3>
<h4>（3）收托率不及六成</h4>
<table><tr><th>審計意見</th><td>核定108人，實際收托61人。宜檢討區位及年齡限制。</td></tr>
<tr><th>辦理情形</th><td>已修正要點。</td></tr><tr><th>處理狀態</th><td>繼續列管</td></tr></table>
</body></html>
"""


def test_facts_before_advice_under_one_label_describe_and_the_heading_above_is_the_field() -> None:
    found = extraction_of(ADVICE, "notice.html").findings
    assert [f.detail.text if f.detail else None for f in found] == [
        "2處據點於111年核定，至113年6月仍未開辦。",
        "空車往返占37%。",
        "核定108人，實際收托61人。",
    ]
    assert [f.requirement.text if f.requirement else None for f in found] == [
        "允宜督促儘速辦理。",
        None,
        "宜檢討區位及年齡限制。",
    ]
    assert [f.category.text if f.category else None for f in found] == ["長照服務", "長照服務", "婦女福利"]


def test_what_is_asked_alone_stays_a_requirement() -> None:
    asked = ADVICE.replace("2處據點於111年核定，至113年6月仍未開辦。允宜", "應").replace(
        "空車往返占37%", "改採共乘派車"
    )
    found = extraction_of(asked, "notice.html").findings
    assert [f.detail for f in found][:2] == [None, None]


CASES = """
松陵市审计查出问题整改情况的报告
一、重点民生领域
1.关于医保基金被套取问题。市医保局追回62万元，解除1家协议。{handed}
2.关于补贴发放不严问题。分两种情形，分别办理：
（1）残疾人补贴漏人。市残联比对数据，补发73人。（整改到位）
（2）地力补贴发给了已经征收的地块。多发的37万元已追回29万元。（正在整改）
3.关于水质检测造假问题。2家公司3年内不得承接项目。（整改到位）
"""


@pytest.mark.parametrize(
    "handed",
    [
        "线索已移送公安机关，3人被采取强制措施。",
        "有关情况已移送市纪委监委，结果由他们公布，我局不便多说。",
        "全案移送松陵市检察院侦办。",
    ],
)
def test_a_matter_handed_on_in_the_last_sentence_is_the_state_whatever_became_of_it(handed: str) -> None:
    found = extraction_of(CASES.format(handed=handed))
    assert statuses(found)[0] == "transferred"
    assert measures(found, 1) == ["市医保局追回62万元，解除1家协议。"]


def test_what_the_body_did_beside_handing_on_stays_a_measure() -> None:
    found = extraction_of(CASES.format(handed="线索已移送市纪委，追回资金3万元。（整改到位）"))
    assert any("追回资金3万元" in words for words in measures(found, 1))


def test_problems_that_a_heading_only_parts_are_findings_with_its_matter_as_field() -> None:
    found = extraction_of(CASES.format(handed=""))
    assert titles(found)[1:3] == ["残疾人补贴漏人。", "地力补贴发给了已经征收的地块。"]
    assert statuses(found)[1:3] == ["completed", "in_progress"]
    assert [f.category.text if f.category else None for f in found.findings][1:3] == ["补贴发放不严"] * 2


def test_a_cell_that_only_refers_to_another_tells_no_result() -> None:
    found = extraction_of(
        "松陵縣審核意見辦理情形\n意見一：補助款重複核銷。\n辦理情形：補助款均予追回。\n辦理結果：如辦理情形所述。\n"
        "意見二：違章工廠輔導落後。\n辦理情形：成立聯合窗口。\n辦理結果：未達成"
    ).findings
    assert [f.result for f in found] == [None, None]
    assert found[1].status is not None
    assert found[1].status.status == "not_completed"
