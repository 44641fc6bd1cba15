"""Tables as offices write them: lists turned sideways, bands between rows, remarks above the head, columns that say nothing."""

import io
from collections.abc import Mapping, Sequence

import openpyxl
import pytest

from extract.model import Extraction
from extract.reading import read
from extract.understanding import understand
from tests.extract.notices import extraction_of, measures, raw, statuses, titles

Rows = Sequence[Sequence[str]]


def html(rows: Rows, *before: str, title: str = "麓川市体育局审计问题整改公示") -> Extraction:
    """A page with one table; a row shorter than the widest has a last cell that fills it."""
    width = max(map(len, rows))
    lines = "".join(f"<p>{line}</p>" for line in before)
    body = "".join(
        "<tr>"
        + "".join(_cell(c, width - len(r) + 1 if i == len(r) - 1 else 1) for i, c in enumerate(r))
        + "</tr>"
        for r in rows
    )
    return extraction_of(
        f"<html><body><h1>{title}</h1>{lines}<table border=1>{body}</table></body></html>", "a.html"
    )


def _cell(text: str, span: int) -> str:
    return f"<td colspan={span}>{text}</td>"


def xlsx(sheets: Mapping[str, Rows], merged: Mapping[str, Sequence[str]] | None = None) -> Extraction:
    """A workbook of sheets of rows; an empty string is an empty cell."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    held = io.BytesIO()
    book.save(held)
    return understand(read(raw(held.getvalue(), "a.xlsx")))


def units(extraction: Extraction) -> list[list[str]]:
    return [[unit.text for unit in f.responsible] for f in extraction.findings]


def requirements(extraction: Extraction) -> list[str | None]:
    return [f.requirement.text if f.requirement else None for f in extraction.findings]


def categories(extraction: Extraction) -> list[str | None]:
    return [f.category.text if f.category else None for f in extraction.findings]


def labels(extraction: Extraction) -> list[str | None]:
    return [f.label.text if f.label else None for f in extraction.findings]


SIDEWAYS = [
    ["编号", "1", "2", "3"],
    ["问题名称", "场馆收入未及时入账", "器材验收缺少记录", "公务用车台账不全"],
    ["问题描述", "票款8.6万元滞留窗口。", "", "抽查3辆车无里程记录。"],
    ["整改措施", "1.补缴票款；2.按日结算。", "补做验收。", "补登里程。"],
    ["责任单位", "场馆中心、财务科", "器材科", "办公室"],
    ["整改状态", "已完成", "正在整改", "未完成"],
]


def test_a_list_turned_sideways_has_a_finding_a_column_whatever_describes_it() -> None:
    extraction = html(SIDEWAYS)

    assert titles(extraction) == SIDEWAYS[1][1:]
    assert labels(extraction) == ["1", "2", "3"]
    assert [f.detail.text if f.detail else None for f in extraction.findings] == [
        "票款8.6万元滞留窗口。",
        None,
        "抽查3辆车无里程记录。",
    ]
    assert measures(extraction, 1) == ["补缴票款；", "按日结算。"]
    assert units(extraction) == [["场馆中心", "财务科"], ["器材科"], ["办公室"]]
    assert statuses(extraction) == ["completed", "in_progress", "not_completed"]


def test_a_list_turned_sideways_may_be_headed_by_the_numbers_of_its_findings() -> None:
    rows = [
        ["内容", "问题一", "问题二", "问题三"],
        ["事实", *SIDEWAYS[2][1:2], "合同没有编号。", "无里程记录。"],
        *SIDEWAYS[3:],
    ]
    extraction = html(rows)

    assert labels(extraction) == ["问题一", "问题二", "问题三"]
    assert titles(extraction)[1:] == ["合同没有编号。", "无里程记录。"]
    assert units(extraction)[0] == ["场馆中心", "财务科"]


def test_a_cell_merged_over_a_list_turned_sideways_holds_for_each_finding() -> None:
    rows = [SIDEWAYS[1], SIDEWAYS[2], *SIDEWAYS[3:4], ["责任单位", "市体育馆"], SIDEWAYS[5]]

    assert units(html(rows)) == [["市体育馆"]] * 3


LEDGER = [
    ["麓川市体育局审计查出问题整改台账"],
    ["填报单位：麓川市体育局", "", "2024年6月 填报"],
    ["序号", "问题", "整改措施", "完成状态"],
    ["1", "票款滞留窗口。", "按日结算。", "已完成"],
    ["2", "器材未登记。", "补登器材。", "整改中"],
]
GUIDE = [["填报说明"], ["一、本表按月报送。"], ["二、完成状态只填已完成、整改中。"]]
TOTALS = [
    ["整改情况统计表"],
    ["单位", "问题数", "已完成", "整改中"],
    ["体育馆", "1", "1", "0"],
    ["泳馆", "1", "0", "1"],
    ["合计", "2", "1", "1"],
]


@pytest.mark.parametrize(
    "order", [("说明", "台账", "统计"), ("统计", "台账", "说明"), ("台账", "说明", "统计")]
)
def test_the_ledger_of_a_workbook_gives_its_title_and_its_findings(order: tuple[str, ...]) -> None:
    sheets = {"说明": GUIDE, "台账": LEDGER, "统计": TOTALS}
    extraction = xlsx({name: sheets[name] for name in order})

    assert extraction.title and extraction.title.text == LEDGER[0][0]
    assert (extraction.family, titles(extraction)) == (
        "rectification_report",
        ["票款滞留窗口。", "器材未登记。"],
    )
    assert extraction.issuer and extraction.issuer.text == "麓川市体育局"
    assert extraction.stated_finding_count == 2


def test_statistics_alone_are_no_findings() -> None:
    assert xlsx({"统计": TOTALS, "说明": GUIDE}).findings == ()


TICKED = [
    ["编制单位：麓川市体育局", "", "", "统计时间：2024年6月", "", ""],
    ["序号", "问题", "整改措施", "整改进度", "", ""],
    ["", "", "", "已完成", "推进中", "未启动"],
    ["1", "票款滞留窗口。", "按日结算。", "√", "", ""],
    ["2", "器材未登记。", "补登器材。", "", "√", ""],
]


@pytest.mark.parametrize(
    "remark", [TICKED[0], ["填表单位：市体育局", "", "2024年6月 填表", "", "单位：万元", ""], []]
)
def test_a_remark_above_a_head_of_two_rows_labels_nothing(remark: list[str]) -> None:
    rows = [remark, *TICKED[1:]] if remark else TICKED[1:]
    top = len(rows) - 3
    merged = [f"{c}{top}:{c}{top + 1}" for c in "ABC"] + [f"D{top}:F{top}"]
    extraction = xlsx({"表": rows}, {"表": merged})

    assert titles(extraction) == ["票款滞留窗口。", "器材未登记。"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 1) == ["按日结算。"]


def test_a_finding_whose_number_was_lost_stands_where_its_label_does() -> None:
    def item(number: int, lost: str = "") -> list[str]:
        return [
            f"{lost or f'{number}. '}第{'甲乙丙丁'[number - 1]}站点器材未登记。抽查{number}次。",
            "（责任单位：器材科 完成时限：6月底 状态：已完成）",
            "整改措施：①补登器材；②定期盘点。",
        ]

    lines = [*item(1), *item(2), *(x.removeprefix("3. ") for x in item(3)), *item(4)]
    extraction = extraction_of(
        "\n".join(["麓川市体育局审计整改公示", "审计指出4个问题，整改情况如下：", *lines])
    )

    assert labels(extraction) == ["1", "2", None, "4"]
    assert titles(extraction)[2] == "第丙站点器材未登记。"
    assert units(extraction) == [["器材科"]] * 4
    assert measures(extraction, 2) == ["补登器材；", "定期盘点。"]


@pytest.mark.parametrize(
    ("letter", "number"),
    [
        ("《关于反馈麓川市体育局财务收支审计情况的函》（麓审函〔2024〕6号）", "麓审函〔2024〕6号"),
        ("《市教育局关于体校审计发现问题整改的通知》（麓教审〔2024〕2号）", "麓教审〔2024〕2号"),
        ("《关于开展财务收支审计情况自查的通知》（麓审发〔2024〕1号）", None),
    ],
)
def test_a_letter_that_tells_of_an_audit_is_answered(letter: str, number: str | None) -> None:
    text = f"麓川市体育局关于审计整改情况的报告\n根据{letter}要求，我局认真整改，现将情况报告如下：\n1.器材未登记。已补登。"
    answered = extraction_of(text).audit_report_number

    assert (answered.text if answered else None) == number


@pytest.mark.parametrize(
    "masthead", ["麓川市审计局审计结果公告", "麓川市审计局文件", "中共麓川市委审计委员会办公室整改通报"]
)
def test_the_masthead_of_a_series_names_who_speaks(masthead: str) -> None:
    extraction = extraction_of(
        f"{masthead}\n2024年第3号\n2023年度体育场馆专项审计结果\n审计发现以下问题：\n1.票款滞留窗口。金额8.6万元。\n2.器材未登记。"
    )

    assert extraction.title and extraction.title.text == "2023年度体育场馆专项审计结果"
    assert extraction.issuer and masthead.startswith(extraction.issuer.text)
    assert extraction.issuer.text.endswith(("局", "办公室"))


@pytest.mark.parametrize(
    "lead", ["围绕场馆开放、器材采购开展了专项审计，主要问题是：", "抽查了4个场馆和2所体校，发现的问题有："]
)
def test_a_sentence_that_announces_problems_heads_no_part(lead: str) -> None:
    extraction = extraction_of(
        f"""麓川市2023年度市级预算执行审计工作报告
一、部门预算执行审计情况
审计了6个部门，主要问题是：
（一）预算编制不细。涉及资金8万元。
二、体育事业审计情况
{lead}
（一）票款滞留窗口。金额8.6万元。
（二）器材未登记。
三、国有资产审计情况
（一）房产未入账。
四、审计建议
（一）细化预算编制。
（二）盘活存量资产。"""
    )

    assert categories(extraction) == ["部门预算执行审计情况", *["体育事业审计情况"] * 2, "国有资产审计情况"]
    assert [m.kind for m in extraction.measures] == ["recommendation"] * 2


HEAD = ["序号", "问题", "整改措施", "完成状态"]


def test_a_band_of_labels_holds_for_the_rows_below_and_names_no_field() -> None:
    extraction = html(
        [
            HEAD,
            ["责任单位：市体育馆、市泳馆"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成"],
            ["2", "器材未登记。", "补登器材。", "整改中"],
            ["牵头部门：市青少年体校（2项）　整改时限：2024年9月底"],
            ["3", "训练费超标准。", "退还多收部分。", "已完成"],
        ]
    )

    assert units(extraction) == [["市体育馆", "市泳馆"]] * 2 + [["市青少年体校"]]
    assert categories(extraction) == [None] * 3
    assert [f.deadline.text if f.deadline else None for f in extraction.findings] == [
        None,
        None,
        "2024年9月底",
    ]


def test_a_band_may_name_a_field_and_its_units_in_brackets() -> None:
    extraction = html(
        [
            HEAD,
            ["一、场馆管理（责任单位：市体育馆）"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成"],
            ["二、经费管理"],
            ["2", "训练费超标准。", "退还多收部分。", "已完成"],
        ]
    )

    assert categories(extraction) == ["场馆管理", "经费管理"]
    assert units(extraction) == [["市体育馆"], []]


def test_units_of_a_row_come_before_those_of_its_band() -> None:
    extraction = html(
        [
            [*HEAD, "责任单位"],
            ["配合单位：市财政局"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成", "市体育馆"],
            ["2", "器材未登记。", "补登器材。", "整改中", ""],
        ]
    )

    assert units(extraction) == [["市体育馆"], ["市财政局"]]


@pytest.mark.parametrize("head", ["應行改善事項", "應辦事項", "審計機關意見", "改善重點事項"])
def test_a_further_column_of_what_ought_to_be_done_is_the_requirement(head: str) -> None:
    extraction = html(
        [
            ["項次", "缺失事項", head, "辦理情形", "列管情形"],
            ["1", "公有停車場未收費。計有3處。", "應督促管理單位限期收費。", "已公告收費。", "解除列管"],
            ["2", "路燈維修遲延。", "允宜檢討契約罰則。", "刻正修約。", "改善中"],
        ],
        title="鷺灣縣政府審核意見辦理情形",
    )

    assert titles(extraction) == ["公有停車場未收費。", "路燈維修遲延。"]
    assert requirements(extraction) == ["應督促管理單位限期收費。", "允宜檢討契約罰則。"]
    assert [f.detail.text if f.detail else None for f in extraction.findings] == ["計有3處。", None]


def test_a_cell_may_tell_the_fault_and_what_ought_to_be_done() -> None:
    extraction = html(
        [
            ["項次", "審核意見", "辦理情形", "列管情形"],
            [
                "1",
                "公有停車場未收費。計有3處，允宜儘速檢討。允宜督促管理單位限期收費。",
                "已公告收費。",
                "解除列管",
            ],
            ["2", "路燈維修遲延。宜檢討契約罰則。", "刻正修約。", "改善中"],
        ],
        title="鷺灣縣政府審核意見辦理情形",
    )

    assert titles(extraction) == ["公有停車場未收費。", "路燈維修遲延。"]
    assert requirements(extraction) == ["允宜督促管理單位限期收費。", "宜檢討契約罰則。"]


def test_a_column_of_yes_and_no_that_asks_nothing_of_the_state_is_a_remark() -> None:
    extraction = html(
        [
            [*HEAD[:3], "整改结果：是否形成制度", "完成状态"],
            ["1", "票款滞留窗口。", "按日结算。", "是", "已完成"],
            ["2", "器材未登记。", "补登器材。", "否", "整改中"],
        ]
    )

    assert statuses(extraction) == ["completed", "in_progress"]
    assert [f.result for f in extraction.findings] == [None, None]
    asked = html(
        [
            [*HEAD[:3], "是否完成"],
            ["1", "票款滞留。", "按日结算。", "是"],
            ["2", "器材未登记。", "补登。", "否"],
        ]
    )
    assert statuses(asked) == ["completed", "not_completed"]


@pytest.mark.parametrize("head", ["主管部门审核意见", "验收组意见", "局领导意见"])
@pytest.mark.parametrize(
    "words", ["情况属实，同意销号。", "经现场核查，准予销号", "尚需完善佐证资料，暂不予销号。"]
)
def test_who_accepts_an_answer_requires_nothing(head: str, words: str) -> None:
    rows = [["1", "票款滞留窗口。", "足额收缴。", "按日结算。", "已完成", words]]
    beside = html([[*HEAD[:2], "整改要求", *HEAD[2:], head], *rows, ["2", *rows[0][1:]]])
    below = html(
        [
            [label, value]
            for label, value in zip([*HEAD[:2], "整改要求", *HEAD[2:], head], rows[0], strict=True)
        ]
    )

    for extraction in (beside, below):
        first = extraction.findings[0]
        assert (first.title.text, first.detail) == ("票款滞留窗口。", None)
        assert requirements(extraction)[0] == "足额收缴。"


PACED = ["序号", "问题", "整改措施"]


def ticked(
    group: str, *kinds: str, last: str = "整改情况", told: tuple[str, str] = ("已完成", "整改中")
) -> Extraction:
    """A ledger with columns ticked under a group of heads."""
    k = len(kinds)
    rows = [
        ["麓川市体育局审计整改台账"],
        [*PACED, group, *[""] * (k - 1), last],
        ["", "", "", *kinds, ""],
        ["1", "票款滞留窗口。", "按日结算。", "√", *[""] * (k - 1), told[0]],
        ["2", "器材未登记。", "补登器材。", *["√"] * k, told[1]],
    ]
    end = "ABCDEFGH"[2 + k]
    merged = [f"{c}2:{c}3" for c in ["A", "B", "C", "ABCDEFGH"[3 + k]]] + [f"D2:{end}2"]
    return xlsx({"表": rows}, {"表": merged})


def test_a_tick_under_units_names_the_unit_of_its_column() -> None:
    extraction = ticked("责任科室", "财务科", "器材科")

    assert units(extraction) == [["财务科"], ["财务科", "器材科"]]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_a_tick_under_types_of_pace_states_nothing() -> None:
    extraction = ticked("整改类型", "立行立改", "持续整改")

    assert next(f.pace.text for f in extraction.findings if f.pace) == "立行立改"
    assert statuses(extraction) == ["completed", "in_progress"]
    without = ticked("整改类型", "立行立改", "限期整改", "持续整改", last="备注", told=("见附件1", ""))
    assert statuses(without) == [None, None]


def test_an_opinion_that_states_how_far_an_answer_went_is_the_status() -> None:
    extraction = html(
        [
            [*PACED[:2], "审计建议", "整改进展情况", "审计组复核意见"],
            ["1", "票款滞留窗口。", "按日缴存。", "窗口已全部按日缴存。", "已整改到位"],
            ["2", "器材未登记。", "清点登记。", "已登记8成。", "部分整改"],
        ]
    )

    assert statuses(extraction) == ["completed", "largely_completed"]
    assert requirements(extraction) == ["按日缴存。", "清点登记。"]


def test_a_short_cell_may_state_and_then_tell() -> None:
    extraction = html(
        [
            ["审计发现", "整改情况"],
            ["一、票款滞留窗口。", "已完成整改。一是按日结算；二是通报批评。"],
            ["二、器材未登记。", "正在整改。已清点六成。"],
        ]
    )

    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 1) == ["按日结算；", "通报批评。"]
    assert measures(extraction, 2) == ["已清点六成。"]


def test_a_closing_row_of_names_is_no_finding() -> None:
    extraction = html(
        [
            [*PACED, "状态"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成"],
            ["填表人：王某", "审核人：赵某", "", "2024年6月30日"],
        ]
    )

    assert titles(extraction) == ["票款滞留窗口。"]


def test_the_title_of_a_further_ledger_is_no_category() -> None:
    def sheet(body: str) -> list[list[str]]:
        return [
            [f"麓川市{body}审计整改台账"],
            [*PACED, "状态"],
            ["1", f"{body}票款滞留。", "按日结算。", "已完成"],
        ]

    extraction = xlsx({body: sheet(body) for body in ("体育局", "教育局")})

    assert titles(extraction) == ["体育局票款滞留。", "教育局票款滞留。"]
    assert categories(extraction) == [None, None]


def test_a_table_of_figures_tells_no_findings_but_how_many_there_are() -> None:
    extraction = html(
        [["单位", "发现问题（个）", "整改完成（个）"], ["体育馆", "2", "1"], ["合计", "2", "1"]],
        "审计发现以下问题：",
        "1.票款滞留窗口。金额8.6万元。",
        "2.器材未登记。",
    )

    assert titles(extraction) == ["票款滞留窗口。", "器材未登记。"]
    assert extraction.stated_finding_count == 2


def test_a_row_of_nothing_but_a_field_names_the_category_of_those_below() -> None:
    head = [*PACED, "责任科室", "状态"]
    told = [
        ["1", "票款滞留窗口。", "按日结算。", "财务科", "已完成"],
        ["2", "培训费超预算。", "补批。", "财务科", "已完成"],
    ]
    numbered = html(
        [
            head,
            ["一", "财务管理方面（2个）", "", "", ""],
            *told,
            ["（二）", "资产管理", "", "", ""],
            ["1", "器材未登记。", "补登。", "器材科", "整改中"],
        ]
    )
    plain = html([head, ["", "财务管理类", "", "", ""], *told])

    assert categories(numbered) == ["财务管理方面", "财务管理方面", "资产管理"]
    assert labels(numbered) == ["1", "2", "1"]
    assert categories(plain) == ["财务管理类"] * 2


def test_a_closing_text_in_the_place_of_a_number_is_none() -> None:
    extraction = html(
        [
            [*PACED, "状态"],
            ["1", "票款滞留窗口。", "按日结算。", "已完成"],
            ["截至2024年6月30日，1个问题已完成整改。", "", "", ""],
        ]
    )

    assert labels(extraction) == ["1"]


@pytest.mark.parametrize("first", ["问题描述：", "存在问题：", ""])
def test_a_cell_may_hold_a_whole_record(first: str) -> None:
    extraction = html(
        [
            ["序号", "问题及整改情况"],
            [
                "1",
                f"{first}票款滞留窗口。滞留8.6万元。<br>整改措施：1.按日结算；2.通报批评。<br>责任科室：财务科<br>整改状态：已完成",
            ],
            [
                "2",
                f"{first}器材未登记。<br>整改措施：<br>补登器材。<br>责任科室：器材科、办公室<br>整改状态：正在整改",
            ],
        ]
    )

    assert titles(extraction) == ["票款滞留窗口。", "器材未登记。"]
    assert labels(extraction) == ["1", "2"]
    assert measures(extraction, 1) == ["按日结算；", "通报批评。"]
    assert units(extraction) == [["财务科"], ["器材科", "办公室"]]
    assert statuses(extraction) == ["completed", "in_progress"]


def test_words_of_acceptance_in_a_column_of_states_state_nothing() -> None:
    extraction = html(
        [
            ["項次", "審核意見", "機關辦理情形", "審核結果"],
            ["1", "權利金逾期未繳。", "已追繳入庫。", "准予備查"],
            ["2", "停車格使用率偏低。", "刻正檢討費率。", "繼續列管"],
        ],
        title="鷺灣縣政府審核通知聲復表",
    )

    assert extraction.family == "rectification_report"
    assert statuses(extraction) == [None, "in_progress"]
    assert [measures(extraction, n) for n in (1, 2)] == [["已追繳入庫。"], ["刻正檢討費率。"]]


def test_a_cell_of_measures_may_name_who_answers_and_by_when() -> None:
    extraction = html(
        [
            ["序号", "审计查出的主要问题", "整改落实情况"],
            ["（一）", "票款滞留窗口。", "缴入专户，并按日结算。整改状态：已完成。责任单位：财务科。"],
            ["（二）", "器材未登记。", "正在清点，责任单位：器材科、办公室；整改时限：2024年底。"],
        ]
    )

    assert units(extraction) == [["财务科"], ["器材科", "办公室"]]
    assert [measures(extraction, n) for n in (1, 2)] == [["缴入专户，并按日结算。"], ["正在清点"]]
    assert extraction.findings[1].deadline and extraction.findings[1].deadline.text == "2024年底"


def test_of_states_at_several_times_the_last_holds() -> None:
    extraction = html(
        [
            ["序号", "问题", "2023年底整改情况", "2024年6月整改情况"],
            ["1", "票款滞留窗口。", "正在整改", "已完成整改"],
            ["2", "器材未登记。", "未整改", "正在整改"],
        ]
    )

    assert statuses(extraction) == ["completed", "in_progress"]


def test_a_line_that_counts_the_problems_is_no_category() -> None:
    extraction = extraction_of(
        "麓川市体育局审计整改公示\n审计发现3个问题：\n1.票款滞留窗口。\n2.器材未登记。\n3.水质未检测。"
    )

    assert categories(extraction) == [None] * 3


@pytest.mark.parametrize("head", ["事项", "整改事项", "缺失项目"])
def test_names_before_a_column_of_listed_faults_are_fields_of_the_problems_in_each_cell(head: str) -> None:
    extraction = html(
        [
            [head, "存在问题", "整改措施"],
            ["场馆出租", "1.场馆未公开招租。2.押金未入账。", "1.已重新公开招租。2.押金已缴入专户。"],
            ["器材采购", "1.拆分采购计划。2.器材未登记。", "1.合并年度采购计划。2.逐件登记入账。"],
        ]
    )

    assert titles(extraction) == ["场馆未公开招租。", "押金未入账。", "拆分采购计划。", "器材未登记。"]
    assert categories(extraction) == ["场馆出租", "场馆出租", "器材采购", "器材采购"]
    assert measures(extraction, 4) == ["逐件登记入账。"]


FULL = ["序号", "问题类别", "存在问题", "整改措施", "责任单位", "整改状态"]
GOODS = [
    ["1", "票务", "票款滞留窗口2.1万元。", "已足额缴存专户。", "票务中心", "已完成"],
    ["2", "器材", "器材未登记。", "正在逐件登记。", "器材科", "正在整改"],
    ["3", "票务", "赠票无登记。", "已建立赠票登记簿。", "票务中心", "已完成"],
]


@pytest.mark.parametrize("first", ["总表", "已完成"])
def test_rows_that_a_sheet_of_departments_or_states_prints_again_are_told_once(first: str) -> None:
    done = [r for r in GOODS if r[5] == "已完成"]
    sheets = {
        "总表": [["麓川市体育局审计整改台账"], FULL, *GOODS],
        "已完成": [["麓川市体育局审计整改台账（已完成）"], FULL, *([str(i), *r[1:]] for i, r in enumerate(done, 1))],
        "正在整改": [["麓川市体育局审计整改台账（正在整改）"], FULL, ["1", *GOODS[1][1:]]],
    }  # fmt: skip
    order = sorted(sheets, key=lambda name: name != first)
    extraction = xlsx({name: sheets[name] for name in order})

    assert sorted(titles(extraction)) == sorted(row[2] for row in GOODS)


def test_a_total_sheet_in_short_and_sheets_of_units_in_full_make_whole_findings() -> None:
    short = ["序号", "存在问题", "整改状态"]
    extraction = xlsx(
        {
            "汇总": [["麓川市体育局审计整改汇总"], short, *([r[0], r[2], r[5]] for r in GOODS)],
            "明细": [["麓川市体育局审计整改明细"], FULL, *GOODS],
        }
    )

    assert titles(extraction) == [row[2] for row in GOODS]
    assert measures(extraction, 2) == ["正在逐件登记。"]
    assert units(extraction) == [["票务中心"], ["器材科"], ["票务中心"]]


def test_the_same_words_of_several_units_are_findings_of_each() -> None:
    row = ["1", "器材", "器材未登记。", "已逐件登记。"]
    sheets = {
        unit: [[f"{unit}审计整改台账"], FULL, [*row, unit, "已完成"]] for unit in ("票务中心", "器材科")
    }

    assert units(xlsx(sheets)) == [["票务中心"], ["器材科"]]


def test_forms_on_sheets_of_their_own_are_not_named_by_the_title_that_each_prints() -> None:
    sheets = {
        f"问题{i}": [
            ["麓川市体育局审计整改销号单"], ["问题编号", f"T-{i}"], ["问题描述", row[2]], ["整改措施", row[3]], ["整改状态", row[5]],
        ]
        for i, row in enumerate(GOODS, 1)
    }  # fmt: skip
    extraction = xlsx(sheets)

    assert titles(extraction) == [row[2] for row in GOODS]
    assert labels(extraction) == ["T-1", "T-2", "T-3"]
    assert categories(extraction) == [None] * 3


def test_a_numbered_line_with_the_name_of_a_unit_above_each_table_is_its_category_without_the_number() -> (
    None
):
    page = "".join(
        f"<p>{number}、{unit}</p><table border=1><tr><td>序号</td><td>问题</td><td>整改措施</td></tr>"
        "<tr><td>1</td><td>器材未登记。</td><td>已逐件登记。</td></tr>"
        "<tr><td>2</td><td>票款滞留窗口。</td><td>已缴存专户。</td></tr></table>"
        for number, unit in (("一", "麓川市体育局"), ("二", "麓川市少年宫"))
    )
    extraction = extraction_of(f"<html><body><h1>麓川市审计整改公示</h1>{page}</body></html>", "a.html")

    assert categories(extraction) == ["麓川市体育局"] * 2 + ["麓川市少年宫"] * 2


def test_a_line_of_units_above_the_table_of_each_sheet_holds_for_its_rows() -> None:
    sheets = {
        unit: [["麓川市体育局审计整改台账"], [f"责任单位：{unit}"], FULL[:4] + FULL[5:], [*row[:4], row[5]]]
        for unit, row in (("票务中心", GOODS[0]), ("器材科", GOODS[1]))
    }

    assert units(xlsx(sheets)) == [["票务中心"], ["器材科"]]


@pytest.mark.parametrize("head", [["序号", "项目", "内容"], ["序号", "事项", "具体情况"]])
def test_blocks_of_labels_beside_their_number_are_a_finding_each_below_a_head_that_labels_nothing(
    head: list[str],
) -> None:
    rows: list[list[str]] = [["麓川市体育局审计整改销号表"], head]
    merged = []
    for row in GOODS:
        merged.append(f"A{len(rows) + 1}:A{len(rows) + 3}")
        rows += [[row[0], "存在问题", row[2]], ["", "整改措施", row[3]], ["", "整改状态", row[5]]]
    extraction = xlsx({"Sheet1": rows}, {"Sheet1": merged})

    assert titles(extraction) == [row[2] for row in GOODS]
    assert statuses(extraction) == ["completed", "in_progress", "completed"]
    assert measures(extraction, 3) == ["已建立赠票登记簿。"]


def test_a_cell_whose_lines_are_broken_by_hand_after_a_comma_tells_one_measure() -> None:
    extraction = xlsx(
        {
            "Sheet1": [
                ["序号", "存在问题", "整改措施"],
                ["1", "票款滞留窗口。", "责成票务中心缴存滞留票款，\n对窗口负责人谈话提醒。"],
                ["2", "器材未登记。", "已逐件登记。\n修订器材管理办法。"],
            ]
        }
    )

    assert len(measures(extraction, 1)) == 1
    assert measures(extraction, 2) == ["已逐件登记。", "修订器材管理办法。"]
