"""PDF files whose lines are all of one size: what text editors and simple programs print."""

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document
from extract.reading import read
from extract.understanding import understand
from tests.extract.notices import raw, statuses, titles
from tests.extract.pdf_samples import font

TITLE = "栖云县民政局关于专项资金审计整改情况的公告"
LONG = ("栖云县民政局关于城乡居民最低生活保障等专项资金审计发现问题整改", "情况的公告")
TEXT = (
    "根据栖云县审计局审计报告，现将整改情况公告如下：",
    "1.发放高龄津贴审核不严，多发1.2万元。",
    "整改情况：已全部追回多发资金，已完成整改。",
    "2.救助站食堂未招标。",
    "整改情况：已重新招标，确定供应商，已完成整改。",
    "3.捐赠物资未登记。",
    "整改情况：补登台账，正在整改。",
    "栖云县民政局",
    "2024年5月6日",
)
Place = Callable[[int, float], float]  # which line, how wide: where it begins
_WIDTH = A4[0]


def _printed(lines: Sequence[str], where: Place, size: float, step: float) -> Document:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(font(), size)
    for number, line in enumerate(lines):
        x = where(number, stringWidth(line, font(), size))
        canvas.drawString(x, 780 - number * size * step, line)
    canvas.save()
    return read(raw(out.getvalue(), "notice.pdf"))


def _title(document: Document) -> list[str]:
    return [document.text[b.start : b.end].replace("\n", "") for b in document.blocks if b.kind == "title"]


@pytest.mark.parametrize(
    ("where", "size", "step"),
    [
        (lambda _, __: 72, 12, 1.5),
        (lambda _, __: 150, 12, 1.5),
        (lambda i, _: 96 if i else 72, 12, 1.5),
        (lambda i, width: 72 if i else (_WIDTH - width) / 2, 12, 1.5),
        (lambda _, width: (_WIDTH - width) / 2, 12, 1.5),
        (lambda _, __: 60, 20, 1.5),
        (lambda i, width: 60 if i else (_WIDTH - width) / 2, 16, 1.5),
        (lambda _, __: 72, 12, 1.1),
        (lambda _, __: 72, 12, 2.6),
    ],
    ids=["left", "far in", "indented", "title centred", "all centred", "large", "large centred", "tight", "wide"],
)  # fmt: skip
def test_the_title_of_lines_of_one_size_is_told_by_its_words(where: Place, size: float, step: float) -> None:
    document = _printed((TITLE, *TEXT), where, size, step)

    assert _title(document) == [TITLE]
    found = understand(document)
    assert titles(found) == [TEXT[1][2:], TEXT[3][2:], TEXT[5][2:]]
    assert statuses(found) == ["completed", "completed", "in_progress"]


@pytest.mark.parametrize("centred", [True, False])
def test_a_title_on_two_lines_of_that_size_is_whole(centred: bool) -> None:
    def where(number: int, width: float) -> float:
        return (_WIDTH - width) / 2 if centred and number < 2 else 72

    assert _title(_printed((*LONG, *TEXT), where, 12, 1.5)) == ["".join(LONG)]


def test_the_first_line_of_a_paragraph_is_no_title_though_it_ends_like_one() -> None:
    lines = (
        TITLE,
        "市审计局于二月至四月对我县三年来耕地保护和土地出让情况",
        "进行了专项审计，现将整改结果公告如下。",
        *TEXT[1:],
    )
    document = _printed(lines, lambda i, width: [(_WIDTH - width) / 2, 96, 72][min(i, 2)], 12, 1.5)

    assert "土地出让情况进行了专项审计" in document.text
