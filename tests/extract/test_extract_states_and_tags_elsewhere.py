"""States and cells of findings in pages, tables and typed lines: what class names, two columns of states and ragged lines hide."""

import pytest

from extract.readers.furniture.wrapped import unwrapped
from extract.readers.html.page import read_html
from extract.understanding import understand
from tests.extract.ledgers import told, workbook
from tests.extract.notices import extraction_of

CARD = (
    '<div class="item"><h4>{n}.{fault}</h4><p class="meta">责任部门：{unit} | 完成期限：6月底</p>'
    '<div class="badge">{state}</div><p>整改措施：{done}</p></div>'
)
CARDS = (
    ("水费坐支。", "财务股", "已整改", "补缴4.2万元，并修订收费票据管理办法，按月核对。"),
    ("管网图纸缺失。", "工程股", "整改中", "已补测12公里，其余管段列入下半年测量计划。"),
    ("抄表数据未复核。", "营业股", "已整改", "按月复核抄表数据，发现差错当月更正。"),
)
TITLE = "澜丘县水务站关于审计整改情况的公告"


def test_cells_of_findings_are_the_bodys_whatever_their_class_is_called() -> None:
    cards = "".join(
        CARD.format(n=n, fault=f, unit=u, state=s, done=d) for n, (f, u, s, d) in enumerate(CARDS, 1)
    )
    page = f"<html><body><div class='content'><h1>{TITLE}</h1><p>县审计局对我站进行了审计，现公告如下。</p>{cards}</div></body></html>"
    findings = understand(read_html(page.encode())).findings

    assert [[u.text for u in f.responsible] for f in findings] == [["财务股"], ["工程股"], ["营业股"]]
    assert [f.status.status if f.status else None for f in findings] == [
        "completed",
        "in_progress",
        "completed",
    ]


def test_of_two_columns_of_states_the_later_one_is_told() -> None:
    rows = [
        ["序号", "问题", "前次公告时状态", "后续整改措施", "目前状态"],
        ["2", "水费收入未入账。", "正在整改", "补缴水费12万元。", "已完成整改"],
        ["5", "管网图纸缺失。", "正在整改", "已补测40公里。", "基本完成整改"],
        ["6", "抄表数据未复核。", "未整改", "按月复核。", "尚未完成"],
    ]
    assert [row[0] for row in told(workbook(rows), "status")] == [
        "completed",
        "largely_completed",
        "not_completed",
    ]


def test_a_table_of_figures_with_their_units_holds_no_findings() -> None:
    rows = [
        ["指标", "单位", "2021年末", "2023年末"],
        ["耕地面积", "亩", "38,416", "38,502"],
        ["断面比例", "%", "50", "100"],
    ]
    assert told(workbook(rows), "title") == []


def test_where_blanks_mark_paragraphs_ragged_lines_go_on() -> None:
    typed = [
        "    1、水费收入未全额入账。有26个站点的水费收入存放在站长个人账户里",
        "共计十二万元，占全年水费收入的百分之八，站里从未核对过这些站点的",
        "账目。",
        "    2、管网图纸缺失。新建管网四十公里没有竣工图，抢修时只能凭借经",
        "验寻找阀门，二月间一次爆管停水两天，影响城东三个社区居民用水，全",
        "部损失无从计算。",
        "    3、抄表数据未复核。营业股抄表之后无人复核，差错每月",
        "都有十余户，被投诉多次。",
    ]
    paragraphs = unwrapped([(line.strip(), line) for line in typed])

    assert [p[:2] for p in paragraphs] == ["1、", "2、", "3、"]
    assert "差错每月都有十余户" in paragraphs[2]


def test_the_number_of_the_report_may_stand_in_the_line_above_a_ledger_or_behind_its_name() -> None:
    above = extraction_of(
        "澜丘县水务站审计整改情况表\n填报单位：澜丘县水务站 审计报告文号：澜审行报〔2024〕2号 填报日期：2024年8月8日\n"
        "1.水费坐支。\n整改情况：已整改。\n2.管网图纸缺失。\n整改情况：已整改。\n"
    )
    named = extraction_of(
        f"{TITLE}\n县审计局对我站进行了审计，审计报告文号为澜审农报〔2024〕1号。现公告如下。\n1.水费坐支。\n整改情况：已整改。\n"
    )
    numbers = [x.audit_report_number.text if x.audit_report_number else None for x in (above, named)]
    assert numbers == ["澜审行报〔2024〕2号", "澜审农报〔2024〕1号"]


def test_work_told_below_a_heading_on_how_far_all_has_come_is_work_done() -> None:
    extraction = extraction_of(
        f"{TITLE}\n县审计局对我站进行了审计，现公告如下。\n一、整改总体情况\n我站召开3次站务会议专题研究，站长包案督办。\n"
        "二、具体问题整改情况\n1.水费坐支。\n整改情况：已整改。\n2.管网图纸缺失。\n整改情况：已整改。\n"
        "我站将以此次整改为契机，完善内部控制。\n澜丘县水务站\n2024年5月6日\n"
    )
    assert [(m.kind, m.text.text[:4]) for m in extraction.measures] == [
        ("work_done", "我站召开"),
        ("next_step", "我站将以"),
    ]


def test_a_short_text_whose_blanks_mark_paragraphs_is_joined_as_well() -> None:
    typed = [
        "    1、水费坐支。站长把二零二二年全年的水费收入都存放在",
        "个人账户里。",
        "    2、图纸缺失。",
        "    澜丘县水务站",
    ]
    paragraphs = unwrapped([(line.strip(), line) for line in typed])

    assert paragraphs[0].endswith("都存放在个人账户里。")
    assert len(paragraphs) == 3


def test_what_follows_a_problem_in_quotation_marks_without_a_state_is_its_answer() -> None:
    extraction = extraction_of(
        f"{TITLE}\n县审计局对我站进行了审计，现公告如下。“水费收入未入账”问题已整改到位，补缴水费12万元。“往来款未清理”问题，其中3万元已收回，其余待核销。\n"
        "澜丘县水务站\n2024年5月6日\n"
    )
    assert [[m.text.text for m in f.measures] for f in extraction.findings] == [
        ["补缴水费12万元。"],
        ["其中3万元已收回，其余待核销。"],
    ]


@pytest.mark.parametrize(
    "line",
    ["<b>{n}. {fault}</b><span>{state}</span>", "<b>{n}. </b><i>{state}</i><b>{fault}</b>"],
)
def test_a_state_that_only_its_look_sets_off_is_no_part_of_the_title(line: str) -> None:
    told = (("水费收入未入账", "已完成", "补缴水费12万元。"), ("管网图纸缺失", "进行中", "已补测12公里。"))
    body = "".join(
        f"<p>{line.format(n=n, fault=f, state=s)}</p><p>整改措施：{d}</p>"
        for n, (f, s, d) in enumerate(told, 1)
    )
    page = f"<html><body><div class='content'><h1>{TITLE}</h1><p>县审计局对我站进行了审计，现公告如下。</p>{body}</div></body></html>"
    findings = understand(read_html(page.encode())).findings

    assert [f.title.text for f in findings] == ["水费收入未入账", "管网图纸缺失"]
    assert [f.status.status if f.status else None for f in findings] == ["completed", "in_progress"]


RESULT = (
    "澜丘县审计局2024年第5号审计结果公告：澜丘县供销社2023年度财务收支审计结果\n（2024年8月20日公告）\n"
    "县审计局派出审计组，对县供销社2023年度财务收支情况进行了审计。现将审计结果公告如下：\n一、审计发现的问题\n"
    "（一）门面出租未公开招租。责令限期整改。\n（二）欠款催收不力。要求采取措施清收。\n"
    "二、审计建议\n（一）健全资产管理制度。（二）加强财务人员培训。\n"
    "三、整改情况\n对审计指出的问题，县供销社高度重视，已按审计要求整改完毕。\n"
)


def test_what_was_done_about_the_problems_that_the_audit_pointed_out_holds_for_all() -> None:
    extraction = extraction_of(RESULT)
    assert [f.status.status if f.status else None for f in extraction.findings] == ["completed"] * 2


def test_advice_numbered_in_one_paragraph_is_cut_and_the_day_under_the_title_is_the_bodys_own() -> None:
    extraction = extraction_of(RESULT)
    assert [m.text.text for m in extraction.measures] == ["健全资产管理制度。", "加强财务人员培训。"]
    assert (extraction.published, extraction.signed and extraction.signed.text) == (None, "2024年8月20日")


def test_the_number_of_the_report_is_not_that_of_the_ledger() -> None:
    extraction = extraction_of(
        "澜丘县水务站审计问题整改销号表\n填报单位：澜丘县水务站  审计报告编号：澜审行报〔2024〕11号\n1.水费坐支。\n整改情况：已整改。\n"
    )
    assert extraction.document_number is None
