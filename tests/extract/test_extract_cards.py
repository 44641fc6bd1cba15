"""Findings printed as cards: labels set off by a blank, bullets over records, 第三项 alone on its line."""

import pytest

from extract.model import Extraction
from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "沅陂市气象局关于内部审计发现问题整改情况的公示\n现将整改情况公示如下。\n"
TAIL = "沅陂市气象局\n2025年6月3日"


def page(text: str) -> Extraction:
    return extraction_of(f"{HEAD}{text}{TAIL}")


def categories(e: Extraction) -> list[str | None]:
    return [f.category.text if f.category else None for f in e.findings]


def labels(e: Extraction) -> list[str | None]:
    return [f.label.text if f.label else None for f in e.findings]


@pytest.mark.parametrize(
    ("first", "second"),
    [("第三项", "第九项"), ("第3项整改任务", "第9项整改任务"), ("第十二条", "第二十条")],
)
def test_a_number_alone_on_its_line_numbers_the_record_below(first: str, second: str) -> None:
    e = page(
        f"{first}\n问题表述：4个站土地手续不全。\n整改举措：补办手续3处。\n整改进度：基本完成\n"
        f"{second}\n问题表述：防雷收费未公示。\n整改举措：张贴收费标准。\n整改进度：已完成\n"
    )

    assert labels(e) == [first, second]
    assert titles(e) == ["4个站土地手续不全。", "防雷收费未公示。"]
    assert statuses(e) == ["largely_completed", "completed"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("责任处室 观测处\n整改举措 补办手续3处。\n目前状态 基本完成\n", "责任处室 法规处\n整改举措 张贴收费标准。\n目前状态 已完成\n"),
        ("责任处室　观测处　目前状态　基本完成\n整改举措　补办手续3处。\n", "责任处室　法规处　目前状态　已完成\n整改举措　张贴收费标准。\n"),
        ("目前状态 基本完成\n责任处室 观测处\n整改举措 补办手续3处。\n", "目前状态 已完成\n责任处室 法规处\n整改举措 张贴收费标准。\n"),
    ],
)  # fmt: skip
def test_a_blank_sets_off_labels_that_come_again(first: str, second: str) -> None:
    e = page(f"一、4个站土地手续不全\n{first}二、防雷收费未公示\n{second}")

    assert [[u.text for u in f.responsible] for f in e.findings] == [["观测处"], ["法规处"]]
    assert statuses(e) == ["largely_completed", "completed"]
    assert [measures(e, 1), measures(e, 2)] == [["补办手续3处。"], ["张贴收费标准。"]]


def test_a_blank_behind_such_words_in_running_text_sets_off_nothing() -> None:
    e = page("1.关于土地手续不全的问题。整改措施 得力，已补办3处。\n2.关于收费未公示的问题。已张贴。\n")

    assert measures(e, 1) == ["整改措施 得力，已补办3处。"]


@pytest.mark.parametrize("bullet", ["★", "▍", "●", "◎"])
def test_a_bulleted_line_above_records_heads_them(bullet: str) -> None:
    e = page(
        f"{bullet} 财务管理\n【发现问题】差旅费超标。\n【落实整改】退回3.2万元。\n【目前状态】已完成\n【发现问题】往来款挂账。\n【落实整改】核销2笔。\n"
        f"【目前状态】整改中\n{bullet} 资产管理\n【发现问题】账实不符。\n【落实整改】盘点入账。\n【目前状态】已完成\n"
    )

    assert categories(e) == ["财务管理", "财务管理", "资产管理"]
    assert titles(e) == ["差旅费超标。", "往来款挂账。", "账实不符。"]


def test_a_bulleted_problem_may_be_described_before_labels_answer_it() -> None:
    e = page(
        "▍经费管理\n◎ 差旅费超标准报销\n2023年有17人次超标准住宿。\n责任科室：计财处\n整改情况：已整改到位。17人全部退回。\n"
        "▍往来管理\n◎ 往来款长期挂账\n审计建议：尽快清理。\n责任科室：计财处\n整改情况：正在整改。核销2笔。\n"
    )

    assert titles(e) == ["差旅费超标准报销", "往来款长期挂账"]
    assert labels(e) == [None, None]
    assert categories(e) == ["经费管理", "往来管理"]
    assert [f.detail.text if f.detail else None for f in e.findings] == ["2023年有17人次超标准住宿。", None]
    assert e.findings[1].requirement is not None
    assert e.findings[1].requirement.text == "尽快清理。"


def test_bullets_below_an_empty_label_are_items_of_it() -> None:
    e = page(
        "1.差旅费超标准报销。\n整改措施：\n● 退回3.2万元\n● 修订办法\n整改结果：已完成。\n"
        "2.往来款挂账。\n整改措施：\n● 核销2笔\n● 清理4笔\n整改结果：正在整改。\n"
    )

    assert titles(e) == ["差旅费超标准报销。", "往来款挂账。"]
    assert [measures(e, 1), measures(e, 2)] == [["退回3.2万元", "修订办法"], ["核销2笔", "清理4笔"]]
    assert statuses(e) == ["completed", "in_progress"]


@pytest.mark.parametrize("label", ["问题", "存在问题", "问题描述"])
@pytest.mark.parametrize("number", ["（{}）", "{}、"])
def test_a_heading_above_several_records_is_their_field(label: str, number: str) -> None:
    e = page(
        f"{number.format('一')}资金管理\n{label}：补贴重复发放。\n整改：追回2.3万元。\n结果：已整改\n{label}：采购超预算。\n整改：调整预算。\n结果：已整改\n"
        f"{number.format('二')}项目管理\n{label}：托养补贴依据不足。\n整改：补充签到记录。\n结果：正在整改\n"
    )

    assert titles(e) == ["补贴重复发放。", "采购超预算。", "托养补贴依据不足。"]
    assert categories(e) == ["资金管理", "资金管理", "项目管理"]
    assert statuses(e) == ["completed", "completed", "in_progress"]


def test_a_heading_above_one_record_each_is_the_problem() -> None:
    e = page(
        "一、补贴重复发放\n问题：3人重复领取。\n整改：追回2.3万元。\n二、采购超预算\n问题：超8万元。\n整改：调整预算。\n"
    )

    assert titles(e) == ["补贴重复发放", "采购超预算"]


def test_who_filled_a_form_in_belongs_to_no_record() -> None:
    e = page(
        "序号：1\n问题内容：补贴重复发放。\n整改情况：追回2.3万元。\n整改状态：已完成\n序号：2\n问题内容：采购超预算。\n整改情况：调整预算。\n"
        "整改状态：整改中\n填报单位：沅陂市气象局\n填报日期：2025年6月3日\n"
    )

    assert labels(e) == ["1", "2"]
    assert [measures(e, 1), measures(e, 2)] == [["追回2.3万元。"], ["调整预算。"]]
    assert e.findings[1].detail is None


def html(body: str) -> Extraction:
    title = "沅陂市残联审计整改公告"
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}<p>沅陂市残联</p><p>2025年6月3日</p></body></html>"
    return extraction_of(page, "notice.html")


@pytest.mark.parametrize("items", ["<ul><li>{}</li></ul>", "<p>整改措施：{}</p>", "<ol><li>{}</li></ol>"])
def test_headings_without_a_number_above_labelled_answers_are_problems(items: str) -> None:
    e = html(
        f"<p>反馈问题3个。</p><h3>资料缺失</h3>{items.format('补齐资料。')}<p>整改状态：已完成</p><h3>补贴重复发放</h3>{items.format('追回2.3万元。')}"
        f"<p>整改状态：已完成</p><h3>采购超预算</h3>{items.format('调整预算。')}<p>整改状态：正在整改</p>"
    )

    assert titles(e) == ["资料缺失", "补贴重复发放", "采购超预算"]
    assert [measures(e, n) for n in (1, 2, 3)] == [["补齐资料。"], ["追回2.3万元。"], ["调整预算。"]]


def test_headings_above_several_problems_are_fields() -> None:
    e = html(
        "<h3>资金管理方面</h3><p>问题：补贴重复发放。</p><p>整改情况：已整改到位。</p><p>问题：未公示。</p><p>整改情况：已整改到位。</p>"
        "<h3>项目管理方面</h3><p>问题：采购超预算。</p><p>整改情况：正在整改。</p>"
    )

    assert categories(e) == ["资金管理方面", "资金管理方面", "项目管理方面"]


def test_a_heading_whose_number_only_a_blank_sets_off() -> None:
    e = page(
        "1 整改组织情况\n成立工作专班。\n2 具体问题整改情况\n2.1 经费收缴不到位\n整改落实：催缴到账。\n2.2 超范围发放福利\n整改落实：全部退回。\n"
        "3 下一步工作\n我局将加强管理。\n"
    )

    assert labels(e) == ["2.1", "2.2"]
    assert categories(e) == [None, None]
    assert [m.kind for m in e.measures if m.finding is None] == ["work_done", "next_step"]


@pytest.mark.parametrize("dash", ["——", " — ", "--"])
def test_a_state_behind_a_dash(dash: str) -> None:
    e = page(
        f"1、器材验收不严{dash}已整改\n更换43件器材。\n2、步道——水上栈道无人维护{dash}正在整改\n签订协议。\n"
    )

    assert titles(e) == ["器材验收不严", "步道——水上栈道无人维护"]
    assert statuses(e) == ["completed", "in_progress"]


def test_columns_before_and_after() -> None:
    row = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
    rows = [
        row.format("序号", "审计发现问题", "整改前情况", "整改后情况", "整改进度"),
        row.format("1", "虚报完成面积", "上报5200亩，实际4380亩。", "补植820亩。", "已完成"),
        row.format("2", "补偿对象不准", "37户重复发放。", "追回4.9万元。", "推进中"),
    ]
    e = html(f"<p>整改情况如下：</p><table border=1>{''.join(rows)}</table>")

    assert [f.detail.text if f.detail else None for f in e.findings] == [
        "上报5200亩，实际4380亩。",
        "37户重复发放。",
    ]
    assert [measures(e, 1), measures(e, 2)] == [["补植820亩。"], ["追回4.9万元。"]]


def test_cells_of_a_record_whose_problem_is_lost_belong_to_none_behind_the_next_heading() -> None:
    answered = "权责单位：{2}\n改善措施：{3}\n预计完成日：2025/3/31\n追踪结果：已完成\n"
    whole = "编号：{0}\n缺失事项：{1}\n稽核建议：宜按月核对。\n" + answered
    lost = "编号：{0}\n稽核建议：宜按月核对。\n" + answered
    e = page(
        "人事类\n"
        + whole.format("A-01", "加班时数未逐月核对。", "人事室", "每月5日核对时数。")
        + lost.format("A-02", "", "人事室", "按月寄发提醒信。")
        + "采购类\n"
        + whole.format("B-01", "采购案有拆分情形。", "总务室", "增列采购检核表。")
        + whole.format("B-02", "财产未贴标签。", "保管组", "补贴标签60张。")
    )

    assert titles(e) == ["加班时数未逐月核对。", "采购案有拆分情形。", "财产未贴标签。"]
    assert [measures(e, n) for n in (2, 3)] == [["增列采购检核表。"], ["补贴标签60张。"]]


@pytest.mark.parametrize(
    ("head", "problem", "taken"),
    [
        ("【移送事项{}】", "问题线索", "受理机关"),
        ("〔线索{}〕", "线索内容", "移送单位"),
        ("[交办案件{}]", "移送问题", "接收部门"),
        ("【整改任务{}】", "问题概述", "受理单位"),
    ],
)
def test_matters_handed_over_are_cards_whoever_took_them(head: str, problem: str, taken: str) -> None:
    found = page(
        f"{head.format(1)}\n{problem}：霜溪镇财政所虚列会议费。套取资金14.27万元。\n{taken}：市纪委监委\n"
        f"整改落实：追回14.27万元。\n办理状态：已办结\n"
        f"{head.format(2)}\n{problem}：两家企业串通投标。投标文件的软件锁号相同。\n{taken}：市公安局\n"
        f"整改落实：已立案侦查。\n办理状态：正在办理\n"
    )

    assert titles(found) == ["霜溪镇财政所虚列会议费。", "两家企业串通投标。"]
    assert statuses(found) == ["completed", "in_progress"]
    assert measures(found, 1) == ["追回14.27万元。"]
    assert labels(found) == [head.format(n)[1:-1] for n in (1, 2)]
    assert [f.responsible for f in found.findings] == [(), ()]
