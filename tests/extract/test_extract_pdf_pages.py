"""What lines of a page say only beside others: names of bodies in narrow cells, columns that go on, running heads."""

import pytest

from extract.readers.printed.carried import with_columns_carried
from extract.readers.printed.document import assemble
from extract.readers.printed.flow import Paragraph, paragraphs
from extract.readers.printed.furniture import without_furniture
from extract.readers.printed.geometry import Glyph, TextLine
from extract.readers.printed.lines import cell_text
from extract.readers.printed.page import PageContent
from extract.readers.printed.runs import runs_of

EM = 12.0


def line(
    text: str, at: int, *, x: float = 50.0, size: float = EM, area: tuple[float, float] | None = None
) -> TextLine:
    top = 60 + 20.0 * at
    return TextLine(
        text=text, x0=x, top=top, x1=x + size * len(text), bottom=top + size, size=size, area=area
    )


def page(number: int, *items: TextLine) -> PageContent:
    return PageContent(number=number, width=595, height=842, items=items)


@pytest.mark.parametrize(
    "names",
    [
        ["青崖国有林场", "白石国有林场", "局护林股"],
        ["局营林股", "青崖国有林场"],
        ["麓川市体育局", "麓川市体育馆"],
        ["县财政局", "县交通运输局"],
        ["道路事務署", "工商政策局"],
        # one name that is broken where a name may end
        ["麓川市公安局交通警察大队"],
        ["县教育局办公室"],
        ["国家税务总局麓川县税务局"],
        ["麓川城市建设投资集团有限公司"],
    ],
)
@pytest.mark.parametrize("width", [3, 4, 6])
def test_bodies_below_one_another_in_a_full_cell_are_several(names: list[str], width: int) -> None:
    texts = [name[i : i + width] for name in names for i in range(0, len(name), width)]
    lines = [line(text, i) for i, text in enumerate(texts)]

    assert cell_text(lines, 50, 50 + EM * width).split("\n") == names


LEFT, RIGHT = (50.0, 290.0), (310.0, 550.0)
FULL = "审计调查发现部分场馆票款没有按规定及时"  # 19 characters, and an indent of none


def first_page() -> PageContent:
    head = line("麓川市审计局审计结果公告", 0, size=20)
    columns = [line(FULL, i, x=a[0], area=a) for a in (LEFT, RIGHT) for i in range(2, 12)]
    return page(1, head, *columns)


def test_a_page_that_fills_one_column_is_set_as_the_page_before() -> None:
    second = page(2, *(line(FULL, i, x=LEFT[0]) for i in range(3)), line("上缴。", 3, x=LEFT[0]))
    found = paragraphs(with_columns_carried([first_page(), second]))

    last = found[-1]
    assert isinstance(last, Paragraph)
    assert last.text.endswith(FULL * 3 + "上缴。")


def test_a_page_with_lines_over_both_columns_is_left_as_it_is() -> None:
    wide = page(2, *(line(FULL * 2, i, x=LEFT[0]) for i in range(4)))

    assert with_columns_carried([first_page(), wide])[1] == wide


def test_small_lines_at_the_edge_that_repeat_the_masthead_are_no_text() -> None:
    head = line("麓川市审计局审计结果公告", -2, size=8)
    body = [line(FULL, i) for i in range(4)]

    assert list(without_furniture([first_page(), page(2, head, *body)])[1].items) == body
    large = line("麓川市审计局审计结果公告", -2, size=EM)
    assert large in without_furniture([first_page(), page(2, large, *body)])[1].items


@pytest.mark.parametrize("mark", ["①", "[1]", "* ", "1 ", "注：", "〔1〕"])
def test_footnotes_stand_behind_the_paragraph_that_they_interrupt(mark: str) -> None:
    wide = "场馆票款没有按规定及时上缴，审计调查期间仍有余款滞留在各售票窗口，"
    first = page(1, *(line(wide, i) for i in range(5, 11)), line(f"{mark}票款指门票收入。", 30, size=8))
    second = page(2, line("合计八万元。", 5), *(line(wide, i) for i in range(6, 9)))
    document = assemble([first, second], reader="pdf", media_type="application/pdf")
    blocks = [(b.kind, document.text[b.start : b.end]) for b in document.blocks]

    assert blocks[0] == ("paragraph", wide * 6 + "合计八万元。")
    assert blocks[1] == ("note", f"{mark}票款指门票收入。")


def test_small_lines_without_a_mark_or_below_nothing_are_no_footnotes() -> None:
    plain = page(1, *(line(FULL, i) for i in range(4)), line("麓川市体育局办公室印发", 30, size=8))
    alone = page(2, line("1 票款指门票收入。", 0, size=8))
    document = assemble([plain, alone], reader="pdf", media_type="application/pdf")

    assert all(b.kind != "note" for b in document.blocks)


def test_what_is_drawn_after_a_line_stands_in_the_gaps_the_line_left_for_it() -> None:
    def glyphs(text: str) -> list[Glyph]:
        places = ((c, 50 + i * EM) for i, c in enumerate(text) if c != "　")
        return [Glyph(c, x, 60, x + EM, 60 + EM, EM, False, 1.0, 0) for c, x in places]

    line, marks = "１．　三重一大　事项", "　　“　　　　”　　"
    assert [r.text for r in runs_of([*glyphs(line), *glyphs(marks)])] == ["１．“三重一大”事项"]


def test_a_cell_beside_a_line_is_not_put_into_it() -> None:
    def glyphs(text: str, x: float, top: float) -> list[Glyph]:
        return [
            Glyph(c, x + i * EM, top, x + (i + 1) * EM, top + EM, EM, False, 1.0, 0)
            for i, c in enumerate(text)
        ]

    texts = [r.text for r in runs_of([*glyphs("整改情况说明", 50, 60), *glyphs("盖章", 74, 62)])]
    assert sorted(texts) == ["整改情况说明", "盖章"]


def paragraphs_of(*items: TextLine) -> list[str]:
    return [p.text for p in paragraphs([page(1, *items)]) if isinstance(p, Paragraph)]


def test_a_heading_at_the_margin_does_not_go_on_with_the_numbered_paragraph_set_in_below_it() -> None:
    area = (50.0, 278.0)
    lines = (
        line("三、审计发现的主要问题及整改情况", 0, area=area),
        line("（一）未按规定编制采购预算。", 1, x=74, area=area),
        line("采购检测服务未编入年初预算。", 2, area=area),
    )
    assert paragraphs_of(*lines)[0] == "三、审计发现的主要问题及整改情况"


def test_one_column_of_text_beside_an_empty_one_ends_where_its_lines_end() -> None:
    full = "整改情况已经逐笔核对并补齐审批手续后全部"
    lines = [line(full, k) for k in range(9)] + [line("上缴。", 9)]
    assert paragraphs_of(*lines) == [full * 9 + "上缴。"]


def test_text_that_is_all_set_in_goes_on_below_a_full_line() -> None:
    full = "整改情况已经逐笔核对并补齐审批手续后全部重新编报预算"
    lines = [line(full, k) for k in range(9)]
    lines += [
        line("。", 9),
        line(full[:-2], 10, x=74),
        line("并对有关人员谈话", 11, x=74),
        line("提醒。", 12, x=74),
    ]
    assert paragraphs_of(*lines)[-2:] == [full[:-2] + "并对有关人员谈话", "提醒。"]
