"""A page as a browser prints it: a menu beside the text, the browser's own day, address and numbers at the edges."""

import io
from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document
from extract.readers.pdf.file import read_pdf
from scrapers.items import RawNotice
from tests.extract.pdf_samples import font

MENU = ("机构简介", "审计动态", "审计结果", "政策法规")
TEXT = (
    "根据县委审计委员会批准的年度审计项目计划，县审计局派出审计组，对石湾镇2022年度财政收支情况进行了审计，现将审计结果公告如下。",
    "一、公益性公墓建设任务未完成。规划应建4处公益性公墓，截至2022年末只建成1处。审计指出后，镇里重新选址，2处已完成主体施工。",
    "二、文化广场改造工程未经集体研究直接发包给本地施工队。审计指出后，镇党委修订议事决策规则，对时任分管负责人给予处分。",
    "三、奖补资金28.4万元用于食堂维修和车辆租赁。审计指出后，镇里将28.4万元归还原渠道。〔已完成〕",
    "四、坐支林场租金收入12.6万元。审计指出后，租金已补缴入库，并停用自印收据。",
)
SIZE, EDGE = 10, 16.0


def _lines(text: Iterable[str], width: float) -> list[tuple[int, str]]:
    """Lines as wide as fits, with the em they stand in: first lines of paragraphs two."""
    found: list[tuple[int, str]] = []
    for paragraph in text:
        found.append((2, ""))
        for letter in paragraph:
            indent, line = found[-1]
            if stringWidth(line + letter, font(), SIZE) + indent * SIZE > width and letter not in "，。、":
                found.append((0, letter))
            else:
                found[-1] = (indent, line + letter)
    return found


def _printed(edges: tuple[str, str, str, str], *, menu: bool) -> Document:
    """Two pages with what stands at their four corners: {n} is the page's number."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    width, height = A4
    left = 140.0 if menu else 60.0
    lines = _lines(TEXT, width - 60 - left)
    for n, part in enumerate((lines[:7], lines[7:]), 1):
        canvas.setFont(font(), 8)
        canvas.drawString(24, height - EDGE, edges[0])
        canvas.drawString(width / 2, height - EDGE, edges[1])
        canvas.drawString(24, EDGE, edges[2])
        canvas.drawRightString(width - 24, EDGE, edges[3].format(n=n))
        canvas.setFont(font(), SIZE)
        for i, words in enumerate(MENU if menu and n == 1 else ()):
            canvas.drawString(34, height - 71 - i * 13, words)
        for i, (indent, line) in enumerate(part):
            canvas.drawString(left + indent * SIZE, height - 70 - i * 14, line)
        canvas.showPage()
    canvas.save()
    return read_pdf(RawNotice(source="file", place="p.pdf", file_name="p.pdf", body=out.getvalue()))


EDGES = (
    (
        "11/23/26, 5:31 AM",
        "审计结果_青棠网",
        "https://www.example.gov.cn/art/2023/10/13/art_1_2.html",
        "{n}/2",
    ),
    ("2026/11/23 17:31", "审计结果_青棠网", "file:///D:/notice.html", "{n}/2"),
)


def test_text_beside_a_menu_is_joined_over_its_lines() -> None:
    text = _printed(("", "", "", ""), menu=True).text
    assert [p for p in TEXT if p not in text] == []


def test_what_the_browser_prints_at_the_edges_is_no_text() -> None:
    for edges in EDGES:
        text = _printed(edges, menu=False).text
        assert [p for p in TEXT if p not in text] == []
        assert [e for e in (*edges[:3], "1/2", "2/2") if e in text] == []


def test_a_state_in_brackets_ends_its_paragraph() -> None:
    blocks = _printed(("", "", "", ""), menu=False)
    ends = [blocks.text[b.start : b.end].rstrip() for b in blocks.blocks]
    assert any(end.endswith("〔已完成〕") for end in ends)
