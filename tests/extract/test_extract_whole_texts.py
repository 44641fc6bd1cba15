"""Texts that a copy left on one line; paragraphs that name several problems side by side or one clause after the other."""

import pytest

from tests.extract.told import extraction_of_lines, squeezed_titles, words

TITLE = "砚州市第九幼儿园2023年度财务收支审计结果公告"
OPENING = "根据审计法的规定，砚州市审计局对第九幼儿园2023年度财务收支进行了审计。现将审计结果公告如下："
BASIC = (
    "第九幼儿园隶属市教育局，现有教职工41人，在园幼儿402人，2023年收入610万元，支出598万元，年末结余12万元。"
)
JUDGED = "审计结果表明，该园提供的会计资料基本真实地反映了财务收支情况，但也存在一些需要纠正的问题。"
FOUND = "（一）伙食费结余未公示3.1万元。2023年秋季学期伙食费结余未向家长公示。（二）固定资产未入账。购置的滑梯未登记。"
DONE = "该园已将结余退还家长，并补记了固定资产账。"


@pytest.mark.parametrize("blank", [" ", ""])
def test_a_text_on_one_line_is_cut_at_its_headings(blank: str) -> None:
    heads = ("一、基本情况", "二、审计评价意见", "三、审计发现的主要问题", "四、审计发现问题的整改情况")
    whole = OPENING + "".join(h + blank + t for h, t in zip(heads, (BASIC, JUDGED, FOUND, DONE), strict=True))
    found = extraction_of_lines(TITLE, whole)
    assert squeezed_titles(found) == ["伙食费结余未公示3.1万元。", "固定资产未入账。"]
    assert [words(f.label) for f in found.findings] == ["（一）", "（二）"]
    assert (
        words(
            found.findings[1].detail[0]
            if isinstance(found.findings[1].detail, list)
            else found.findings[1].detail
        )
        == "购置的滑梯未登记。"
    )
    assert found.family == "audit_result"


def test_measures_counted_inside_a_paragraph_are_no_headings() -> None:
    measures = "我园已整改：一、将结余逐户退还家长，并在园门口公示退费名单；二、补记固定资产账，今后每学期盘点；三、完善采购审批流程。"
    found = extraction_of_lines(
        "关于第九幼儿园审计发现问题整改情况的公告",
        "根据审计报告要求，现将整改情况公告如下：",
        "问题1：伙食费结余未公示",
        "整改情况：" + measures * 3,
        "问题2：固定资产未入账",
        "整改情况：已补记入账，已完成整改。",
    )
    assert squeezed_titles(found) == ["伙食费结余未公示", "固定资产未入账"]


def test_names_of_problems_side_by_side_are_findings_each() -> None:
    part = "三、审计发现的主要问题"
    found = extraction_of_lines(
        TITLE, OPENING, part, "存在专户资金未单独核算、公务接待无清单、应计未计固定资产、超预算支出等问题。"
    )
    assert squeezed_titles(found) == [
        "专户资金未单独核算",
        "公务接待无清单",
        "应计未计固定资产",
        "超预算支出",
    ]
    one = extraction_of_lines(TITLE, OPENING, part, "会议室、办公室、公务车辆管理不规范等问题。")
    assert len(one.findings) == 1
    short = extraction_of_lines(TITLE, OPENING, part, "未按规定签订合同、组织验收、支付款项等问题。")
    assert len(short.findings) == 1


def test_clauses_that_name_problems_above_what_was_required_are_findings() -> None:
    asked = (
        "砚州市审计局已出具审计报告。对不相容岗位未分离的问题，要求该园将会计、出纳岗位分开；"
        "对应计未计固定资产1.2万元的问题，责令该园补记入账；对伙食费长期挂账的问题，已移送市教育局处理。"
    )
    found = extraction_of_lines(
        TITLE, OPENING, "一、基本情况", BASIC, "二、审计发现问题的处理意见及建议", asked
    )
    assert squeezed_titles(found) == ["不相容岗位未分离", "应计未计固定资产1.2万元", "伙食费长期挂账"]
    assert words(found.findings[0].requirement) == "要求该园将会计、出纳岗位分开；"
    assert words(found.findings[1].requirement) == "责令该园补记入账；"
    assert found.findings[2].requirement is None


def test_clauses_that_repeat_the_findings_above_make_no_new_ones() -> None:
    listed = ("二、审计发现的主要问题", "（一）不相容岗位未分离。", "（二）伙食费长期挂账。")
    asked = "对不相容岗位未分离的问题，要求该园将岗位分开；对伙食费长期挂账的问题，要求该园清理。"
    found = extraction_of_lines(TITLE, OPENING, *listed, "三、审计处理意见", asked)
    assert squeezed_titles(found) == ["不相容岗位未分离。", "伙食费长期挂账。"]
    assert words(found.findings[0].requirement) == "要求该园将岗位分开；"


def test_a_result_and_what_became_of_it_stand_in_one_part() -> None:
    account = "该工程多计造价10.9万元。滨河泵房工程上报结算价27.1万元，审定16.2万元，核减10.9万元。"
    all_done = "对本次审计发现的问题，砚州市审计局已依法出具了审计报告，有关单位已根据需要进行了整改。"
    opening = "砚州市审计局委托中介机构对滨河泵房工程结算情况进行了审计，现将审计结果公告如下："
    found = extraction_of_lines(
        opening, "一、基本情况", "该工程由某公司施工。", "二、工程结算审计结果及整改情况", account, all_done
    )
    assert squeezed_titles(found) == ["该工程多计造价10.9万元。"]
    assert [f.status.status if f.status else None for f in found.findings] == ["completed"]


@pytest.mark.parametrize("comma", ["，", ""])
def test_what_auditors_ordered_the_builder_to_do_is_a_requirement(comma: str) -> None:
    told = f"砚州市审计局已依法出具了审计报告。对多计结算价款的问题{comma}已责令建设单位调整多计的价款，据实办理结算。"
    found = extraction_of_lines(
        TITLE, OPENING, "二、审计发现的主要问题", "多计结算价款5.2万元。", "三、审计处理及整改情况", told
    )
    assert words(found.findings[0].requirement) == "已责令建设单位调整多计的价款，据实办理结算。"
    assert not found.findings[0].measures


def test_the_number_of_the_series_stands_before_the_date_on_one_line() -> None:
    found = extraction_of_lines(
        TITLE, "2024年第6号 (二0二四年三月五日公告)", OPENING, "二、审计发现的主要问题", "（一）票据未核销。"
    )
    assert words(found.document_number) == "2024年第6号"
    assert words(found.signed) == "二0二四年三月五日"
