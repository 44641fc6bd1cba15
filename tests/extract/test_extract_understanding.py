"""What notices say is read the way their structure means it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.explaining import explain
from extract.model import Document, Extraction, Quote, squeeze
from extract.reading import read
from tests.extract import notices
from tests.extract.notices import extraction_of, measures, raw, statuses, titles

ALL = {name: text for name, text in vars(notices).items() if name.isupper() and isinstance(text, str)}


def file_name(text: str) -> str:
    return "notice.html" if text.lstrip().startswith("<") else "notice.txt"


def quotes_of(extraction: Extraction) -> list[Quote]:
    found = [m.text for m in extraction.measures] + [a.title for a in extraction.focus_areas]
    for f in extraction.findings:
        found += [f.title, *f.responsible, *(m.text for m in f.measures)]
        found += [q for q in (f.label, f.category, f.detail, f.requirement, f.result, f.deadline) if q]
        found += [f.status.quote] if f.status and f.status.quote else []
    return found


def holds(document: Document, quote: Quote) -> bool:
    text = "".join(document.text[s.start : s.end] for s in quote.spans)
    return bool(quote.spans) and squeeze(text) == squeeze(quote.text)


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_quote_is_what_stands_at_its_place(name: str) -> None:
    document = read(raw(ALL[name].strip() + "\n", file_name(ALL[name])))
    extraction = explain(document).extraction

    assert all(holds(document, q) for q in quotes_of(extraction))


def test_labelled_lines_give_status_measures_and_categories() -> None:
    e = extraction_of(notices.LABELLED)

    assert e.family == "rectification_report"
    assert titles(e) == ["验收程序不规范。", "系统长期闲置。", "多计工程款8.6万元。"]
    assert [f.category.text for f in e.findings if f.category] == [
        "项目管理方面",
        "项目管理方面",
        "资金管理方面",
    ]
    assert statuses(e) == ["completed", "in_progress", "completed"]
    assert e.findings[0].detail is not None
    assert e.findings[0].detail.text == "2个项目未组织专家验收。"
    assert e.stated_finding_count == 3


def test_items_of_a_list_below_a_label_are_not_findings() -> None:
    e = extraction_of(notices.LABELLED)

    assert measures(e, 1) == ["补办验收手续；", "15号库房同步复核；", "制定验收办法。"]
    assert measures(e, 2) == ["开展功能评估；", "停用低效模块。"]
    assert measures(e, 3) == ["多计款项已全部收回。"]


def test_measures_of_the_whole_are_kept_apart_by_kind() -> None:
    e = extraction_of(notices.LABELLED)

    assert [(m.kind, m.text.text) for m in e.measures] == [
        ("work_done", "加强领导。成立整改专班。"),
        ("work_done", "细化分工。逐项明确责任科室。"),
        ("next_step", "完善制度。修订项目管理办法。"),
    ]


def test_frame_of_a_notice_is_read_as_printed() -> None:
    e = extraction_of(notices.ORDINALS)

    assert e.title is not None
    assert e.title.text == "石屏山市图书馆关于审计查出问题整改情况的报告"
    assert e.issuer is not None
    assert e.issuer.text == "石屏山市图书馆"
    assert e.audit_report_number is not None
    assert e.audit_report_number.text == "石审经报〔2023〕12号"
    assert e.signed is not None
    assert e.signed.text == "2024年1月15日"


def test_verdicts_by_listed_numbers_reach_the_findings_they_list() -> None:
    assert statuses(extraction_of(notices.ORDINALS)) == [
        "completed", "completed", "completed", "in_progress", "completed"
    ]  # fmt: skip


def test_quoted_problems_share_the_verdict_of_their_clause() -> None:
    e = extraction_of(notices.QUOTED)

    assert titles(e) == [
        "公务卡使用不规范", "部分往来款未及时清理", "固定资产未及时入账", "档案数字化项目绩效目标设置不科学"
    ]  # fmt: skip
    assert statuses(e) == ["completed", "completed", "completed", "in_progress"]


def test_a_notice_of_one_issue_is_read_by_its_labels() -> None:
    e = extraction_of(notices.ONE_ISSUE)

    assert len(e.findings) == 1
    finding = e.findings[0]
    assert [r.text for r in finding.responsible] == ["云栖市水利局", "青石镇人民政府"]
    assert finding.requirement is not None
    assert finding.deadline is not None
    assert finding.deadline.text == "2023年12月底前"
    assert finding.result is not None
    assert statuses(e) == ["completed"]
    assert e.stated_finding_count is None  # 第二十三项问题 is one of them, not their number


def test_disposal_and_results_are_joined_to_the_findings_they_restate() -> None:
    e = extraction_of(notices.RESTATED)

    assert [f.requirement.text if f.requirement else None for f in e.findings] == [
        "责令该院退还患者。", "要求该院严格执行药品采购规定。", "要求该院清查盘点。"
    ]  # fmt: skip
    assert statuses(e) == [None, None, "completed"]  # 已上缴 alone is an act, no status
    assert measures(e, 1) == ["该院已将12.37万元上缴县财政。"]
    assert measures(e, 2) == []
    assert [m.kind for m in e.measures] == ["recommendation", "recommendation"]


def test_scope_of_an_audit_gives_no_finding() -> None:
    assert len(extraction_of(notices.RESTATED).findings) == 3


def test_leaves_of_nested_problems_are_the_findings() -> None:
    e = extraction_of(notices.NESTED)

    assert len(e.findings) == 4
    assert e.findings[3].title.text == "国有资产出租未公开招租。"


def test_an_exception_takes_its_own_status_and_the_rest_the_blanket_one() -> None:
    assert statuses(extraction_of(notices.NESTED)) == ["completed", "completed", "in_progress", "completed"]


def test_a_heading_that_sorts_by_status_states_it_for_its_group() -> None:
    e = extraction_of(notices.GROUPED)

    assert statuses(e) == ["completed"] * 3 + ["in_progress"]
    assert measures(e, 2) == ["涉及的268万元已全部缴入国库。"]


def test_news_about_rectification_holds_no_findings() -> None:
    e = extraction_of(notices.TRAINING_NEWS)

    assert e.family == "other"
    assert e.findings == ()
    assert e.measures == ()


def test_ticked_columns_state_what_their_heads_say() -> None:
    e = extraction_of(notices.TICKED, "table.html")

    assert statuses(e) == ["completed", "completed", "in_progress"]
    assert e.findings[2].status is not None
    assert e.findings[2].status.quote is not None
    assert e.findings[2].status.quote.text == "正在推进"
    assert measures(e, 1) == ["重新复核工程量；", "扣回多结算款项。"]
    assert [r.text for r in e.findings[2].responsible] == ["信息中心", "运行管理所"]


def test_tables_with_labels_down_the_side_are_one_finding_each() -> None:
    e = extraction_of(notices.RECORDS, "records.html")

    assert titles(e) == ["扶贫车间闲置", "光伏收益分配不及时"]
    assert measures(e, 1) == ["引进企业2家；", "改作仓储1处。"]
    assert statuses(e) == ["completed", "in_progress"]


def test_a_count_that_differs_becomes_doubt() -> None:
    e = extraction_of(notices.LABELLED.replace("3个问题", "5个问题"))

    assert [i.kind for i in e.issues].count("count_differs") == 1
    assert any("got 3" in i.message and "5" in i.message for i in e.issues)


def test_contradiction_between_blanket_and_own_status_becomes_doubt() -> None:
    text = notices.LABELLED.replace("三、下一步工作", "目前，上述问题均已整改到位。\n三、下一步工作")
    e = extraction_of(text)

    assert statuses(e)[1] == "in_progress"
    assert "contradicting_status" in [i.kind for i in e.issues]


@pytest.mark.parametrize(
    "words", ["要求立即整改。", "已制定整改方案。", "已召开专题会议研究。", "责令限期整改到位。"]
)
def test_requirements_plans_and_meetings_state_nothing(words: str) -> None:
    e = extraction_of(notices.LABELLED.replace("整改情况：已完成整改。\n主要", f"整改情况：{words}\n主要"))

    assert statuses(e)[0] is None


def test_explain_names_a_rule_for_every_cell() -> None:
    shown = explain(read(raw(notices.LABELLED.strip())))

    assert all(cell.rule for cell in shown.cells)
    assert any(row.role.startswith("finding 2") for row in shown.outline)
    assert shown.extraction.layouts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet="一二三问题整改已完成正在（）()1234.、：:；;。，“”审计局\n 第是：关于", min_size=0, max_size=60),
        min_size=1, max_size=12,
    )
)  # fmt: skip
@example(lines=["一是", "审", "1", "三是"])  # the last number numbers nothing
def test_any_text_is_understood_without_an_error_and_quotes_hold(lines: list[str]) -> None:
    text = "整改情况公告\n" + "\n".join(lines)
    document = read(raw(text))
    extraction = explain(document).extraction

    assert all(holds(document, q) for q in quotes_of(extraction))
