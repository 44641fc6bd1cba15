"""PDF files and scans for the tests and benchmarks, made here: places, bodies and figures are invented."""

import io
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

_MADE = time.gmtime(0)
_FONT_FILES = ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",)

HEADER = ("序号", "问题类别", "审计发现问题", "整改措施", "责任单位", "完成时限", "整改状态")
WIDTHS = (26, 52, 120, 150, 62, 56, 50)
_RUNNING = "云泊市青湾区水利局文件汇编"
TITLE = "云泊市青湾区水利局关于2023年度预算执行审计查出问题整改情况的公告"


@cache
def has_cjk_font() -> bool:
    """Whether a font with outlines is here: pictures of pages need one."""
    return any(Path(p).is_file() for p in _FONT_FILES)


@cache
def font() -> str:
    """The name of a registered Chinese font: an embedded one, else one that every viewer has."""
    for path in _FONT_FILES:
        if Path(path).is_file():
            pdfmetrics.registerFont(TTFont("Hei", path, subfontIndex=0))
            return "Hei"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def style(
    size: float = 9, *, align: int = TA_LEFT, indent: float = 0, leading: float = 1.45
) -> ParagraphStyle:
    return ParagraphStyle(
        f"s{size}{align}{indent}",
        fontName=font(),
        fontSize=size,
        leading=size * leading,
        alignment=align,
        firstLineIndent=indent,
        wordWrap="CJK",
    )


_CATEGORIES = ("预算管理方面", "资产管理方面", "工程项目方面", "信息化建设方面")
_PROBLEMS = (
    "部分项目预算编制不细化。{n}个项目未列明支出标准，涉及资金{m}万元。",
    "闲置设备未及时盘活。抽查的{n}台监测设备自购入后从未启用。",
    "堤防加固工程进度滞后。截至当年11月末仅完成投资{m}万元，占计划的{p}%。",
    "水费征缴不到位。{n}家用水户累计欠缴水费{m}万元，其中拖欠两年以上的5家。",
    "公务接待审批手续不全。",
    "信息系统重复建设。两套平台功能重叠，运行维护费合计{m}万元，数据未能共享。",
)
_MEASURES = (
    "1.重新编制项目支出标准，细化到最末级科目；2.对已安排的{m}万元逐笔清理；3.建立预算执行月报制度。",
    "一是组织全面清查，登记造册；二是将{n}台设备调拨至基层站所使用。",
    "督促施工单位增派力量，倒排工期，确保汛期前完工。",
    "发出催缴通知{n}份，已收回{m}万元，其余通过诉讼追缴。",
    "修订接待管理办法，实行事前审批、一事一单。",
    "整合两套平台，停用旧系统，每年节约运行维护费{m}万元。",
)
_UNITS = ("规划财务科", "资产中心", "建设管理科、监督科", "水费征收所", "办公室", "信息中心")
_STATES = ("已完成", "正在整改", "基本完成", "持续整改")


def ledger(count: int = 12, *, seed: int = 7) -> list[tuple[str, ...]]:
    """Rows of an invented ledger: serial, category, problem, measures, unit, deadline, state."""
    rng = np.random.default_rng(seed)
    rows = []
    for i in range(count):
        k = int(rng.integers(len(_PROBLEMS)))
        fill = {
            "n": int(rng.integers(3, 60)),
            "m": f"{rng.integers(10, 9000) / 7:.2f}",
            "p": int(rng.integers(20, 90)),
        }
        rows.append(
            (
                str(i + 1),
                _CATEGORIES[i * len(_CATEGORIES) // count],
                _PROBLEMS[k].format(**fill),
                _MEASURES[int(rng.integers(len(_MEASURES)))].format(**fill),
                _UNITS[k],
                f"2024年{int(rng.integers(1, 13))}月{int(rng.integers(1, 29))}日",
                _STATES[int(rng.integers(len(_STATES)))],
            )
        )
    return rows


def _footer(canvas: Canvas, document: Any) -> None:
    canvas.setFont(font(), 9)
    canvas.drawCentredString(document.pagesize[0] / 2, 30, f"— {canvas.getPageNumber()} —")


def _with_header(words: str) -> Callable[[Canvas, Any], None]:
    def draw(canvas: Canvas, document: Any) -> None:
        _footer(canvas, document)
        canvas.drawString(60, document.pagesize[1] - 34, words)
        canvas.line(60, document.pagesize[1] - 38, document.pagesize[0] - 60, document.pagesize[1] - 38)

    return draw


def built(
    flow: Sequence[Flowable],
    *,
    size: tuple[float, float] = A4,
    header: str = "",
    encrypt: str = "",
    owner: str = "",
) -> bytes:
    """A PDF of flowables with page numbers, and with the words of a running header if wanted; the same bytes every time."""
    out = io.BytesIO()
    protection = (
        StandardEncryption(encrypt, ownerPassword=owner or "owner-of-it") if encrypt or owner else None
    )
    document = SimpleDocTemplate(
        out,
        pagesize=size,
        leftMargin=36,
        rightMargin=36,
        topMargin=54,
        bottomMargin=54,
        encrypt=protection,
        invariant=1,
    )
    draw = _with_header(header) if header else _footer
    document.build(list(flow), onFirstPage=draw, onLaterPages=draw)
    return out.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """How a table is drawn."""

    ruled: bool = True
    merged: bool = False  # equal neighbours in the category column become one cell
    repeat: bool = True  # header on every page
    split_rows: bool = False  # rows may break over pages
    size: float = 9
    middle: bool = False  # cells centred vertically
    head_rule: bool = False  # an unruled table with rules above and below its header and at its end


def table(
    rows: Sequence[Sequence[str]],
    look: TableLook,
    *,
    header: Sequence[str] = HEADER,
    widths: Sequence[float] = WIDTHS,
) -> Table:
    """A platypus table of wrapped Chinese cells."""
    left, centre = style(look.size), style(look.size, align=TA_CENTER)
    narrow = [w < 70 for w in widths]
    cells = [[Paragraph(t, centre) for t in header]]
    cells += [[Paragraph(t, centre if n else left) for t, n in zip(row, narrow, strict=True)] for row in rows]
    commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE" if look.middle else "TOP")]
    if look.ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.6, colors.black))
        commands.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#ebebeb")))
    elif look.head_rule:
        commands += [(k, (0, 0), (-1, 0), 0.8, colors.black) for k in ("LINEABOVE", "LINEBELOW")]
        commands.append(("LINEBELOW", (0, -1), (-1, -1), 0.8, colors.black))
    if look.merged:
        start = 0
        for i in range(1, len(rows) + 1):
            if i == len(rows) or rows[i][1] != rows[start][1]:
                commands.append(("SPAN", (1, start + 1), (1, i)))
                start = i
    return Table(
        cells,
        colWidths=list(widths),
        repeatRows=1 if look.repeat else 0,
        style=commands,
        splitInRow=1 if look.split_rows else 0,
    )


def table_pdf(rows: Sequence[Sequence[str]], look: TableLook, **kwargs: Any) -> bytes:
    """A title, one table and a signature."""
    flow: list[Flowable] = [
        Paragraph(TITLE, style(16, align=TA_CENTER)),
        Spacer(1, 12),
        Paragraph("截至2024年12月31日，各项问题的整改情况如下。", style(11, indent=22)),
        Spacer(1, 8),
        table(rows, look),
        Spacer(1, 18),
        Paragraph("云泊市青湾区水利局", style(11, align=TA_RIGHT)),
        Paragraph("2025年1月16日", style(11, align=TA_RIGHT)),
    ]
    return built(flow, **kwargs)


PARAGRAPHS = (
    "2024年3月至6月，区审计局派出审计组对我局2023年度预算执行和其他财政收支情况进行了审计，重点审计了局本级以及"
    "所属4家单位，对有关事项作了必要的延伸和追溯，并于2024年7月19日送达审计报告（青审农报〔2024〕9号）。",
    "一、整改工作组织情况",
    "（一）加强组织领导。成立整改工作领导小组，由主要负责人任组长，先后召开3次专题会议研究部署，把12个问题全部纳入"
    "整改台账，逐项明确责任科室和完成时限。",
    "（二）严格跟踪问效。对正在整改的事项每月调度一次，累计发出督办单6份，收回资金8 927.15万元，其中上缴区级国库1 003.86万元。",
    "二、下一步工作打算",
    "1.持续抓好未完成事项整改。对需要长期坚持的事项紧盯不放，定期向区审计局报送进展，防止问题反弹。",
    "2.健全长效机制。修订《青湾区水利局机关财务管理制度》《青湾区水利工程建设管理办法》，从源头上防范同类问题再次发生。",
)


def text_pdf(
    *, pages: int = 1, header: bool = True, doubled: bool = False, encrypt: str = "", owner: str = ""
) -> bytes:
    """A notice of running text with a title of two lines, a document number and a signature."""
    flow: list[Flowable] = [
        Paragraph("云泊市青湾区水利局", style(20, align=TA_CENTER)),
        Paragraph("关于2023年度预算执行审计整改情况的报告", style(20, align=TA_CENTER)),
        Paragraph("青水报〔2025〕3号", style(13, align=TA_CENTER)),
        Spacer(1, 16),
    ]
    body = style(14, indent=28, leading=1.7)
    for _ in range(pages):
        flow += [Paragraph(p, body) for p in PARAGRAPHS]
    flow += [
        Paragraph("云泊市青湾区水利局", style(14, align=TA_RIGHT)),
        Paragraph("2025年1月16日", style(14, align=TA_RIGHT)),
    ]
    return (
        _printed_twice()
        if doubled
        else built(flow, header=_RUNNING if header else "", encrypt=encrypt, owner=owner)
    )


def _printed_twice() -> bytes:
    """A page whose heading is printed twice, a little to the right, to look bold."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(font(), 18)
    for dx in (0, 0.4):
        canvas.drawString(120 + dx, 760, "青湾区水利局整改情况公告")
    canvas.setFont(font(), 12)
    canvas.drawString(84, 720, "现将有关情况公告如下。")
    canvas.save()
    return out.getvalue()


def turned_pdf(rows: Sequence[Sequence[str]], look: TableLook, degrees: int) -> bytes:
    """A landscape table whose pages lie turned by so many degrees clockwise, without the file saying so."""
    width, height = landscape(A4)

    def turned(canvas: Canvas, document: Any) -> None:
        if degrees in (90, 270):
            canvas.setPageSize((height, width))
        shift = {0: (0, 0), 90: (0, width), 180: (width, height), 270: (height, 0)}[degrees]
        canvas.translate(*shift)
        canvas.rotate(-degrees)
        _footer(canvas, document)

    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=(width, height), topMargin=54, bottomMargin=54)
    document.build(
        [table(rows, look, widths=[w * 1.4 for w in WIDTHS])], onFirstPage=turned, onLaterPages=turned
    )
    return out.getvalue()


def rotated_pdf(pdf: bytes, degrees: int) -> bytes:
    """The same file with /Rotate set on every page."""
    document, out = pdfium.PdfDocument(pdf), io.BytesIO()
    for index in range(len(document)):
        document[index].set_rotation(degrees)
    document.save(out)
    return out.getvalue()


def page_pictures(pdf: bytes, dpi: float) -> list[Image.Image]:
    document = pdfium.PdfDocument(pdf)
    return [document[i].render(scale=dpi / 72).to_pil().convert("RGB") for i in range(len(document))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """What a scanner does to a page."""

    dpi: float = 200
    skew: float = 0.0  # degrees
    noise: float = 0.0  # standard deviation of grey levels
    seal: bool = False
    turn: int = 0  # degrees clockwise
    quality: int = 85  # of JPEG
    seed: int = 3


def scanned(picture: Image.Image, scanner: Scanner) -> Image.Image:
    """The picture of a page as a scanner delivers it."""
    if scanner.seal:
        picture = _sealed(picture, scanner.dpi)
    if scanner.skew:
        picture = picture.rotate(scanner.skew, resample=Image.Resampling.BICUBIC, fillcolor=(252, 252, 250))
    if scanner.noise:
        rng = np.random.default_rng(scanner.seed)
        pixels = np.asarray(picture, dtype=np.float32) * 0.94 + 8
        pixels += rng.normal(0, scanner.noise, pixels.shape[:2])[..., None]
        picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return picture.rotate(-scanner.turn, expand=True) if scanner.turn else picture


def _sealed(picture: Image.Image, dpi: float) -> Image.Image:
    """A round red seal over the lower right part of the text."""
    em = dpi / 72
    layer = Image.new("RGB", picture.size, (255, 255, 255))
    draw = ImageDraw.Draw(layer)
    x, y, r = picture.width * 0.72, picture.height * 0.45, 58 * em
    red = (214, 40, 44)
    draw.ellipse((x - r, y - r, x + r, y + r), outline=red, width=int(4 * em))
    points = [
        (x + 20 * em * math.sin(a), y - 20 * em * math.cos(a))
        for a in (k * 4 * math.pi / 5 for k in range(5))
    ]
    draw.polygon(points, fill=red)
    for k in range(14):
        a = -2.2 + k * 4.4 / 13
        cx, cy = x + 44 * em * math.sin(a), y - 44 * em * math.cos(a)
        draw.rectangle((cx - 5 * em, cy - 5 * em, cx + 5 * em, cy + 5 * em), outline=red, width=int(1.5 * em))
    return Image.fromarray(np.minimum(np.asarray(picture), np.asarray(layer)))


def scan_pdf(pdf: bytes, scanner: Scanner) -> bytes:
    """An image-only PDF: the pages of another PDF as they come from a scanner."""
    pictures = [scanned(p, scanner) for p in page_pictures(pdf, scanner.dpi)]
    out = io.BytesIO()
    pictures[0].save(
        out,
        format="PDF",
        save_all=True,
        append_images=pictures[1:],
        resolution=scanner.dpi,
        quality=scanner.quality,
        creationDate=_MADE,
        modDate=_MADE,
    )
    return out.getvalue()
