"""Plain text: dumps of pages, with their metadata, breadcrumbs and share bars as lines."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Document, Unreadable, squeeze
from extract.reading import read
from scrapers.items import RawNotice
from tests.extract.told import block_texts

BODY = (
    "根据审计意见，我局逐条整改，现将有关情况公告如下。",
    "一、资金管理方面",
    "（一）专项资金滞留。已于6月底前全部拨付，该问题已完成整改。",
    "砚州市水务局",
    "2024年7月1日",
)


def read_text(text: str | bytes, name: str = "notice.txt") -> Document:
    body = text.encode() if isinstance(text, str) else text
    return read(RawNotice(source="file", place=name, file_name=name, body=body))


def test_lines_become_paragraphs() -> None:
    document = read_text("\r\n\r\n".join(BODY))

    assert block_texts(document, "paragraph") == list(BODY)
    assert block_texts(document, "title") == []


def test_the_head_of_a_page_dump_is_sorted() -> None:
    document = read_text(
        "审计公开\n当前位置：首页 > 政务公开 > 审计公开\n索引号：   YZ01/2024-3 发布日期：   2024-07-02\n"
        "文号：   发布机构：   市水务局\n砚州市水务局关于节水资金审计整改情况的公告\n" + "\n".join(BODY)
    )

    assert block_texts(document, "title") == ["砚州市水务局关于节水资金审计整改情况的公告"]
    assert {f.key: f.value for f in document.fields} == {
        "索引号": "YZ01/2024-3", "发布日期": "2024-07-02", "发布机构": "市水务局",
    }  # fmt: skip
    assert block_texts(document, "paragraph") == list(BODY)


@pytest.mark.parametrize(
    "head",
    [
        "索引号:\nE95/2022-1\n发布机构:\n市水务局",
        "索引号: | E95/2022-1 | 发布机构: | 市水务局",
        "索 引 号：E95/2022-1\n发布机构：市水务局　　文号：",
        "【索引号：E95/2022-1】【发布机构：市水务局】【浏览次数：88】",
    ],
)
def test_metadata_is_read_in_every_layout(head: str) -> None:
    document = read_text(head + "\n" + "\n".join(BODY))

    assert {f.key: f.value for f in document.fields} == {"索引号": "E95/2022-1", "发布机构": "市水务局"}
    assert block_texts(document, "paragraph") == list(BODY)


def test_a_date_without_a_label_below_the_title_is_a_field() -> None:
    document = read_text(
        "砚州市水务局关于节水资金审计整改情况的公告\n2024-07-02 10:20 来源：市水务局 浏览：3\n"
        + "\n".join(BODY)
    )

    assert [(f.key, f.value) for f in document.fields] == [("", "2024-07-02 10:20"), ("来源", "市水务局")]
    assert block_texts(document, "paragraph") == list(BODY)


def test_fields_point_at_their_values() -> None:
    document = read_text("发文字号：砚水〔2024〕3号　　发布时间：2024-07-02 10:00\n" + "\n".join(BODY))

    assert [f.value for f in document.fields] == ["砚水〔2024〕3号", "2024-07-02 10:00"]
    for field in document.fields:
        assert field.span is not None
        assert document.text[field.span.start : field.span.end] == field.value


@pytest.mark.parametrize(
    "tail",
    [
        "扫一扫在手机打开当前页\n分享到：",
        "扫一扫在手机打开当前页 \n|",
        "【打印本页】【关闭窗口】\n上一篇：关于防汛的通知\n下一篇：没有了",
        "责任编辑：某某\n相关链接\n问题一：校车管理不到位（已完成整改）\n问题二：食堂招标不规范",
        "主办：砚州市人民政府　承办：市大数据局　网站标识码：9900001001",
        "掃一掃在手機打開當前頁\n|",
    ],
)
def test_the_tail_of_a_page_dump_is_left_out(tail: str) -> None:
    document = read_text("\n".join(BODY) + "\n" + tail)

    assert squeeze(document.text) == squeeze("".join(BODY))


@pytest.mark.parametrize("name", ["砚水〔2024〕3号", "（2024年7月1日）", "各县区水利局："])
def test_numbers_dates_and_salutations_are_no_title(name: str) -> None:
    assert block_texts(read_text(name + "\n" + "\n".join(BODY)), "title") == []


def test_a_title_of_several_lines_stays_whole() -> None:
    lines = "砚州市水务局\n关于市人大第0031号\n建议办理情况的答复函"

    assert block_texts(read_text(f"{lines}\n王某某代表：\n" + "\n".join(BODY)), "title") == [lines]


def test_a_covering_letter_gives_way_to_what_it_sends() -> None:
    document = read_text(
        "各县区人民政府：\n《砚州市节水资金审计工作方案》已经市政府同意，现印发给你们，请遵照执行。\n"
        "砚州市人民政府办公室\n2024年1月8日\n砚州市节水资金审计工作方案\n" + "\n".join(BODY)
    )

    assert block_texts(document, "title") == ["砚州市节水资金审计工作方案"]


def test_a_title_printed_twice_is_kept_once() -> None:
    title = "砚州市水务局关于节水资金审计整改情况的公告"

    assert squeeze(read_text(f"{title}\n{title}\n" + "\n".join(BODY)).text).count(title) == 1


def test_metadata_words_inside_the_body_stay_body() -> None:
    inside = ("来源不清的资金已上缴国库。", "专项审计报告文号：砚审报〔2024〕7号", *BODY)

    assert block_texts(read_text("\n".join((BODY[0], *inside))), "metadata") == []


def test_a_table_flattened_with_bars_is_a_table() -> None:
    document = read_text(BODY[0] + "\n序号|问题|状态\n1|资金滞留|已完成\n2|设备闲置|正在整改\n" + BODY[-2])
    (table,) = [b.table for b in document.blocks if b.table]

    assert (table.rows, table.columns, table.header_rows) == (3, 3, 1)
    assert [document.text[c.start : c.end] for c in table.cells][3:6] == ["1", "资金滞留", "已完成"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings_are_recognised(encoding: str) -> None:
    assert squeeze(read_text("\n".join(BODY).encode(encoding)).text) == squeeze("".join(BODY))


def test_big5_is_told_from_gb18030() -> None:
    text = "依審計機關意見，本府逐項檢討改善，茲將辦理情形公布如次。\n市場攤位閒置一節，已重新公告招租。"

    document = read_text(text.encode("big5"))

    assert document.text == text
    assert [issue.kind for issue in document.issues] == ["charset"]


def test_line_breaks_of_every_kind_part_lines() -> None:
    assert (
        len(
            read_text("一、某问题\r二、某问题\r\n三、某问题\u2028四、某问题\x85五、某问题\v六、某问题").blocks
        )
        == 6
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "empty_file"),
        (b" \r\n\t\0", "empty_file"),
        (bytes(range(256)) * 40, "unknown_format"),
        (b"\x01\x02\x03\x04" * 200, "unknown_format"),
        ("——————\n……\n".encode(), "no_text"),
        (b"ab c\n" * 10_000_000, "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once_and_in_words(body: bytes, kind: str) -> None:
    begin = time.process_time()
    with pytest.raises(Unreadable) as refusal:
        read_text(body)

    assert refusal.value.kind == kind
    assert "got" in refusal.value.message
    assert time.process_time() - begin < 5


def test_control_characters_vanish() -> None:
    assert (
        read_text("审计\x00整改\x02情\u200b况\ufeff良好。" + BODY[0]).text == "审计整改情况良好。" + BODY[0]
    )


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=400))
def test_any_text_reads_or_is_refused_and_blocks_tile_it(text: str) -> None:
    try:
        document = read_text(text.encode("utf-8", "surrogatepass"))
    except Unreadable:
        return
    at = 0
    for block in document.blocks:
        assert document.text[at : block.start] in ("", "\n")
        assert block.end > block.start
        at = block.end
    assert at == len(document.text)
    assert not any("\ud800" <= ch <= "\udfff" or ch == "\0" for ch in document.text)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from([*BODY, "来源：", "序号", "1", "|", "a|b", "首页 > 公开", "相关链接", "分享到："])
    )
)
def test_lines_of_every_kind_in_any_order_read(lines: list[str]) -> None:
    try:
        document = read_text("\n".join(lines))
    except Unreadable:
        return
    for block in document.blocks:
        for cell in block.table.cells if block.table else ():
            assert block.start <= cell.start <= cell.end <= block.end


def test_a_page_and_its_text_dump_have_the_same_body() -> None:
    title = "砚州市水务局关于节水资金审计整改情况的公告"
    head, tail = "当前位置：首页 > 公开", "扫一扫在手机打开当前页"
    page = f"<p>{head}</p><h1>{title}</h1>" + "".join(f"<p>{p}</p>" for p in BODY) + f"<p>{tail}</p>"
    from_page = read_text(page.encode(), "notice.html")
    from_text = read_text("\n".join([head, title, *BODY, tail]))

    assert (from_page.reader, from_text.reader) == ("html", "text")
    assert from_page.body == from_text.body


SHARED = Path(__file__).parents[2].parent / "shared" / "seeds"


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/seeds")
def test_shared_seeds_read_without_their_pages_furniture() -> None:
    for seed in sorted(SHARED.glob("*.txt")):
        text = read_text(seed.read_bytes(), seed.name).text
        for furniture in ("扫一扫", "分享到", "当前位置"):
            assert furniture not in text
