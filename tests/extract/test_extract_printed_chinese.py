"""Chinese pages without rules: columns of short paragraphs are read one by one, columns of cells make a table."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

from extract.model import Extraction
from extract.reading import read
from extract.understanding import understand
from tests.extract.ledgers import told
from tests.extract.notices import raw, statuses
from tests.extract.pdf_samples import TA_CENTER, TableLook, built, style, table

PARAGRAPHS = (
    "根据年度审计项目计划，苇塘县审计局对全县农村饮水安全工程建设和管理情况进行了专项审计。现将结果公告如下：",
    "一、基本情况",
    "2021年至2023年，全县投入农村饮水资金3 860万元，建成集中供水工程27处，受益人口11.4万人。",
    "二、审计发现的主要问题",
    "（一）水价核定不及时。9处水厂沿用2015年水价，年均少收水费41.3万元。",
    "整改情况：县发展改革局已完成成本监审并公布新水价。该问题已整改完毕。",
    "（二）水质检测频次不足。抽查12处水厂，7处未按季度检测。",
    "整改情况：县水利局与县疾控中心签订委托检测协议。该问题正在整改。",
    "（三）管网漏损率偏高。4个乡镇管网漏损率在30%以上，未列入改造计划。",
    "整改情况：已将4个乡镇列入改造计划，完成改造管道18千米，漏损率降至19%。该问题已整改完毕。",
    "（四）维修养护资金挤占挪用。2个乡镇将维修资金26.5万元用于办公支出。",
    "整改情况：26.5万元已全部归还原渠道，并对责任人进行约谈。该问题已整改完毕。",
    "（五）工程档案缺失。8处工程无竣工图纸和验收资料。",
    "整改情况：已补齐6处，其余2处正在整理。该问题正在整改。",
    "三、审计建议",
    "（一）健全水价动态调整机制，兼顾成本与承受能力，按周期开展成本监审。",
    "（二）加强水质监管，落实水厂自检、部门抽检责任，检测结果按季公开。",
    "（三）规范资金管理，维修养护资金实行专账核算，严禁挤占挪用。",
)
STATES = ["completed", "in_progress", "completed", "completed", "in_progress"]


def understood(body: bytes) -> Extraction:
    return understand(read(raw(body, "a.pdf")))


def columns(
    size: float, leading: float, *, count: int = 2, gap: float = 24, height: float = 500, lower: float = 0
) -> bytes:
    """The paragraphs set in columns, all but the first of them `lower` points further down."""
    out = io.BytesIO()
    width = (A4[0] - 100 - gap * (count - 1)) / count
    tight = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    frames = [
        Frame(50 + k * (width + gap), 80, width, height - lower * (k > 0), **tight) for k in range(count)
    ]
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)

    def head(canvas: Canvas, template: BaseDocTemplate) -> None:
        if template.page == 1:
            title = Paragraph("苇塘县农村饮水安全工程专项审计结果公告", style(17, align=TA_CENTER))
            Frame(50, 700, A4[0] - 100, 80).addFromList([title], canvas)

    document.addPageTemplates([PageTemplate(frames=frames, onPage=head)])
    document.build([Paragraph(p, style(size, indent=2 * size, leading=leading)) for p in PARAGRAPHS])
    return out.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        columns(11, 1.6),
        columns(11, 1.6, lower=7),
        columns(10.5, 1.8, height=300),
        columns(12, 1.5, gap=40, height=250, lower=5),
        columns(9, 1.6, count=3, gap=18),
    ],
    ids=["in step", "out of step", "several pages", "short columns", "three columns"],
)
def test_columns_of_short_paragraphs_are_read_one_after_the_other(body: bytes) -> None:
    extraction = understood(body)
    assert statuses(extraction) == STATES
    assert told(extraction, "title")[3] == ("维修养护资金挤占挪用。",)
    advice = [m.text.text.replace("\n", "") for m in extraction.measures if m.kind == "recommendation"]
    assert [a[:6] for a in advice] == ["健全水价动态", "加强水质监管", "规范资金管理"]
    assert advice[1].endswith("按季公开。")


HEAD = ("序号", "存在问题", "整改措施", "责任单位", "整改时限", "整改进展")
ROWS = (
    ("1", "水库巡查记录不全。3座小型水库全年巡查记录缺失46天。", "补齐巡查制度，落实巡查责任人。", "县水利局", "2025年3月底", "已完成"),
    ("2", "渠道清淤工程虚报工程量。多计土方1 240立方米，多付工程款6.2万元。", "核减结算价款，追回多付资金。", "县水利局、白茅镇人民政府", "2025年6月底", "正在整改"),
    ("3", "山洪预警设备闲置。", "重新接入平台并调试。", "县应急管理局", "立行立改", "已完成"),
    ("4", "移民后扶资金结存两年以上。截至上年末结存183万元未安排使用。", "统筹安排用于12个移民村产业项目。", "县移民事务中心", "2025年12月底", "正在整改"),
    ("5", "水资源税代征手续费管理不规范。", "单独核算，专账管理。", "县水利局", "2025年2月底", "已完成"),
    ("6", "取水许可到期未延续。", "督促5家取水户办理延续手续。", "县水行政综合执法大队", "2025年4月底", "基本完成"),
)  # fmt: skip


def unruled(wanted: Sequence[int], widths: Sequence[float], look: TableLook) -> Extraction:
    rows = [tuple(row[i] for i in wanted) for row in ROWS]
    note = "说明：整改进展以县审计局核查结果为准，责任单位排在首位的为牵头单位，其余为配合单位，有关佐证材料另行归档备查。"
    flow = [
        Paragraph("白茅县水利领域审计发现问题整改进展表", style(17, align=TA_CENTER)),
        Spacer(1, 18),
        table(rows, look, header=tuple(HEAD[i] for i in wanted), widths=widths),
        Spacer(1, 10),
        Paragraph(note, style(9)),
    ]
    return understood(built(flow))


@pytest.mark.parametrize(
    ("wanted", "widths"),
    [
        ((0, 1, 2, 3, 4, 5), (30, 130, 120, 64, 80, 60)),
        ((0, 1, 2, 5), (30, 190, 190, 80)),
        ((0, 1, 2, 5), (36, 150, 240, 70)),
        ((5, 3, 1, 2, 4), (60, 80, 150, 130, 80)),
        ((1, 2, 5), (210, 200, 90)),
    ],
)
@pytest.mark.parametrize("middle", [False, True])
def test_cells_without_rules_are_a_table_and_no_columns_of_text(
    wanted: tuple[int, ...], widths: tuple[float, ...], middle: bool
) -> None:
    extraction = unruled(wanted, widths, TableLook(ruled=False, middle=middle))
    assert [t for (t,) in told(extraction, "title")] == [row[1].split("。")[0] + "。" for row in ROWS]
    assert statuses(extraction) == [
        "completed", "in_progress", "completed", "in_progress", "completed", "largely_completed",
    ]  # fmt: skip


def test_the_last_cell_of_a_table_goes_on_below_its_row() -> None:
    extraction = unruled((0, 1, 2, 3, 4, 5), (30, 130, 120, 64, 80, 60), TableLook(ruled=False))
    assert told(extraction, "units")[-1] == ("县水行政综合执法大队",)
