"""The same notice dressed otherwise: what a site, an editor or a printer does to a text without changing what it says."""

import html
import io
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import docx
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.model import Document, Extraction, Quote
from extract.reading import read
from extract.understanding import understand
from scrapers.items import RawNotice

FONT = "STSong-Light"
_LABEL = re.compile(
    r"(?m)^(\s*)(整改情况|整改措施|整改结果|整改落实情况|整改进展|主要措施|落实情况|辦理情形|改善情形)[:：](?=.)"
)


def document(name: str, body: bytes) -> Document:
    """What the reader makes of a file."""
    return read(RawNotice(source="file", place=name, file_name=name, body=body))


def rows(extraction: Extraction) -> list[tuple[object, ...]]:
    """The findings as the score compares them: without white space and punctuation."""
    return [
        (
            *(_plain(q) for q in (f.title, f.detail, f.category, f.requirement, f.deadline)),
            f.status.status if f.status else None,
            *(_plain(m.text) for m in f.measures),
            *(_plain(u) for u in f.responsible),
        )
        for f in extraction.findings
    ]


def rows_of(name: str, body: bytes) -> list[tuple[object, ...]]:
    return rows(understand(document(name, body)))


def _plain(quote: Quote | None) -> str | None:
    return None if quote is None else re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", quote.text))


FOOT = """
【打印本页】 【关闭窗口】
扫一扫在手机打开当前页
上一篇：关于召开工作会议的通知
下一篇：没有了
主办单位：青墩市人民政府  承办：市政务服务中心
网站标识码：0000000001 某ICP备00000001号
"""


def _paged(text: str) -> str:
    out: list[str] = []
    for n, line in enumerate(text.split("\n")):
        out.append(line)
        if n % 12 == 11 and (not line.strip() or line.strip().endswith("。")):
            out.append(f"- {n // 12 + 1} -")
    return "\n".join(out)


def _by_line(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(map(change, text.split("\n")))


TEXTS: dict[str, Callable[[str], str]] = {
    "figures set off by blanks": lambda t: re.sub(
        r"(?<=[\u4e00-\u9fff])(\d+(?:\.\d+)?)(?=[\u4e00-\u9fff])", r" \1 ", t
    ),
    "straight quotation marks": lambda t: t.replace("“", '"').replace("”", '"'),
    "corner brackets": lambda t: t.replace("“", "「").replace("”", "」"),
    "half-width punctuation": lambda t: t.translate(str.maketrans("，；：（）", ",;:()")),
    "full-width figures": lambda t: re.sub("[0-9]", lambda m: chr(ord(m[0]) + 0xFEE0), t),
    "indented paragraphs": _by_line(lambda line: "\u3000\u3000" + line.strip() if line.strip() else line),
    "a blank behind each number": lambda t: re.sub(
        r"(?m)^(\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)))", r"\1 ", t
    ),
    "a blank behind each label": lambda t: _LABEL.sub(r"\1\2： ", t),
    "each label on its own line": lambda t: _LABEL.sub("\\1\\2：\n", t),
    "the foot of a page": lambda t: t.rstrip() + FOOT,
    "the trail of a page": lambda t: "当前位置：首页 > 政务公开 > 审计公开\n" + t,
    "numbers of pages": _paged,
    "Windows line ends": lambda t: t.replace("\n", "\r\n"),
}  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def as_html(text: str) -> bytes:
    """A page as an editor's paste makes it: every figure in a span of its own, opening words bold."""
    title, *rest = _lines(text)

    def spans(words: str) -> str:
        found = re.findall(r"[0-9.%]+|[^0-9.%]+", words)
        return "".join(f'<span style="font-family:仿宋">{html.escape(w)}</span>' for w in found)

    def paragraph(line: str) -> str:
        opens = re.match(r"(.{1,12}?[、.．）)：:])(.+)", line)
        inner = f"<b>{html.escape(opens[1])}</b>{spans(opens[2])}" if opens else spans(line)
        return f'<p class="MsoNormal" style="text-indent:32pt">{inner}<o:p></o:p></p>\n'

    head = f"<p style='text-align:center'><strong>{html.escape(title)}</strong></p>"
    body = f"<div id=zoom>{head}{''.join(map(paragraph, rest))}</div>"
    return f"<html><head><meta charset=utf-8><title>{html.escape(title)}</title></head><body>{body}</body></html>".encode()


def as_docx(text: str) -> bytes:
    """A Word file of plain paragraphs."""
    made = docx.Document()
    for line in _lines(text):
        made.add_paragraph(line)
    return _saved(made.save)


def _styles() -> tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return (
        ParagraphStyle("title", fontName=FONT, fontSize=17, leading=26, alignment=1, wordWrap="CJK"),
        ParagraphStyle("text", fontName=FONT, fontSize=11, leading=20, firstLineIndent=22, wordWrap="CJK"),
        ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=11, wordWrap="CJK"),
    )


def as_pdf(source: Document) -> bytes:
    """A document printed: title, indented paragraphs, ruled tables with their merged cells, over pages."""
    title, text, cell = _styles()
    story: list[Any] = []
    for block in source.blocks:
        words = html.escape(source.text[block.start : block.end])
        if block.kind in ("metadata", "attachment"):
            continue
        if block.table is None:
            style = title if block.kind == "title" else text
            lines = [words.replace("\n", "")] if block.kind == "title" else words.split("\n")
            story += [Paragraph(line, style) for line in lines]
            continue
        grid = block.table
        data: list[list[Any]] = [[""] * grid.columns for _ in range(grid.rows)]
        look: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
        for c in grid.cells:
            held = html.escape(source.text[c.start : c.end]).replace("\n", "<br/>")
            data[c.row][c.column] = Paragraph(held, cell)
            last = (c.column + c.column_span - 1, c.row + c.row_span - 1)
            look.append(("SPAN", (c.column, c.row), last))
        story.append(Table(data, colWidths=[475 / grid.columns] * grid.columns, style=look))
    return _saved(lambda f: SimpleDocTemplate(f, leftMargin=60, rightMargin=60).build(story))


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    made = io.BytesIO()
    save(made)
    return made.getvalue()
