"""Web pages, one kind of structure at a time."""

import gc
import json
import random
import time
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.files.limits import Limits
from extract.model import Document, Table, Unreadable, squeeze
from extract.readers.html.page import read_html
from extract.readers.html.tree import Element
from tests.extract.told import html_document

BODY = (
    "根据审计意见，我局逐条整改，现将有关情况公告如下，请社会各界监督。",
    "一、资金管理方面",
    "（一）专项资金滞留专户。已于6月底前全部拨付，该问题已完成整改。",
    "（二）设备闲置超过一年。9台设备已调剂使用，其余正在办理调拨手续。",
)
ITEMS = ("追回滞留资金36.2万元，缴入县级国库。", "约谈经办科室负责人，健全对账制度。")
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)
TITLE = "砚州市水务局关于节水资金审计整改情况的公告"


def texts(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def tables(document: Document) -> list[Table]:
    return [b.table for b in document.blocks if b.table]


def cells(document: Document, table: Table) -> list[str]:
    return [document.text[c.start : c.end] for c in table.cells]


# -- inline text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<span>2024</span><span>年</span><span>3</span>\n<span>月</span>", "2024年3月"),
        ("问题\n  已整改", "问题已整改"),
        ("several\n  words", "several words"),
        ("&nbsp;&nbsp;&emsp;　某局&nbsp;&nbsp;", "某局"),
        ("1 043台车辆和2&nbsp;146.80万元", "1 043台车辆和2\u00a0146.80万元"),
        ("审<b>计</b>整<i>改</i>", "审计整改"),
        ("<ruby>審<rt>shěn</rt></ruby>計", "審計"),
        ("审<!-- 注释 -->计<script>x()</script>", "审计"),
        ("H<sub>2</sub>O", "H2O"),
    ],
)
def test_inline_text_is_joined_as_a_browser_shows_it(markup: str, text: str) -> None:
    assert texts(html_document(f"{PARAGRAPHS}<p>{markup}</p>"), "paragraph")[-1] == text


def test_a_paragraph_with_line_breaks_becomes_paragraphs() -> None:
    assert texts(html_document(f"<p>{'<br>　　'.join(BODY)}</p>"), "paragraph") == list(BODY)


def test_preformatted_text_keeps_its_lines() -> None:
    assert texts(html_document("<pre>" + "\n".join(BODY) + "</pre>"), "paragraph") == list(BODY)


@pytest.mark.parametrize(
    ("markup", "markers"),
    [
        ("<ol>{}</ol>", ["1.", "2."]),
        ("<ol start=3>{}</ol>", ["3.", "4."]),
        ("<ol type=a>{}</ol>", ["a.", "b."]),
        ("<ol type=I>{}</ol>", ["I.", "II."]),
        ("<ol reversed start=9>{}</ol>", ["9.", "8."]),
        ("<ol style='list-style-type:cjk-ideographic'>{}</ol>", ["一、", "二、"]),
        ("<ol style='list-style:none'>{}</ol>", [None, None]),
        ("<ul>{}</ul>", [None, None]),
    ],
)
def test_displayed_list_numbers_are_markers(markup: str, markers: list[str | None]) -> None:
    document = html_document(PARAGRAPHS + markup.format(f"<li>{ITEMS[0]}<li>{ITEMS[1]}"))

    assert [b.marker for b in document.blocks[-2:]] == markers
    shown = [f"{m} {item}" if m else item for m, item in zip(markers, ITEMS, strict=True)]
    assert texts(document, "paragraph")[-2:] == shown


def test_a_displayed_number_is_not_written_before_a_typed_one() -> None:
    document = html_document(f"{PARAGRAPHS}<ol><li>一、{ITEMS[0]}<li>二、{ITEMS[1]}</ol>")

    assert texts(document, "paragraph")[-2:] == [f"一、{ITEMS[0]}", f"二、{ITEMS[1]}"]


def test_look_is_kept() -> None:
    document = html_document(
        f"{PARAGRAPHS}<h3>二、其他</h3><p><b>整改情况：</b></p><p align=right>某局</p>{PARAGRAPHS}2024年"
    )
    found = {document.text[b.start : b.end]: b for b in document.blocks}

    assert (found["二、其他"].kind, found["二、其他"].level) == ("heading", 3)
    assert found["整改情况："].bold and not found[BODY[0]].bold
    assert found["某局"].align == "right"


# -- tables


def test_a_merged_cell_is_written_once_with_its_spans() -> None:
    document = html_document(
        PARAGRAPHS + "<table border=1><tr><th>序号<th>类别<th>问题<tr><td>1<td rowspan=2>资金<td>滞留"
        "<tr><td>2<td>挪用</table>"
    )
    (table,) = tables(document)

    assert document.text.count("资金\t") == 1
    assert [(c.row, c.column, c.row_span) for c in table.cells if c.row_span > 1] == [(1, 1, 2)]


def test_unclosed_cells_are_read() -> None:
    (table,) = tables(
        html_document(
            PARAGRAPHS + "<table border=1><tr><td>序号<td>问题<td>状态<tr><td>1<td>甲<td>已完成</table>"
        )
    )

    assert (table.rows, table.columns, table.header_rows) == (2, 3, 1)


def test_lines_of_a_cell_are_kept() -> None:
    document = html_document(
        PARAGRAPHS
        + "<table border=1><tr><td>序号<td>措施<tr><td>1<td>1.追回资金；<br>2.约谈<p>3.建章</table>"
    )

    assert cells(document, tables(document)[0])[-1] == "1.追回资金；\n2.约谈\n3.建章"


def test_a_table_in_a_cell_keeps_its_text_there() -> None:
    document = html_document(
        PARAGRAPHS + "<table border=1><tr><td>序号<td>问题<td>措施<tr><td>1<td>甲<td>明细："
        "<table border=1><tr><td>一月<td>3万元<tr><td>二月<td>5万元</table><tr><td>2<td>乙<td>丙</table>"
    )
    (table,) = tables(document)

    assert cells(document, table)[5] == "明细：\n一月 3万元\n二月 5万元"


def test_a_layout_table_is_no_table() -> None:
    document = html_document(
        "<table width=760><tr><td width=150><a href=1>首页</a><br><a href=2>公告</a></td>"
        f"<td>{'<br>'.join(BODY)}</td></tr></table>"
    )

    assert not tables(document)
    assert texts(document, "paragraph") == list(BODY)


def test_tables_parted_by_a_paragraph_stay_apart() -> None:
    one = "<table border=1><tr><td>序号<td>问题<td>状态<tr><td>1<td>甲<td>已完成</table>"

    assert len(tables(html_document(f"{PARAGRAPHS}{one}<p>二、其他方面</p>{one}"))) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("序号|问题|状态", "1|资金滞留|已完成", "2|设备闲置|正在整改"),
        ("序号", "问题", "状态", "1", "资金滞留", "已完成", "2", "设备闲置", "正在整改"),
    ],
)
def test_a_table_flattened_to_lines_is_a_table(lines: tuple[str, ...]) -> None:
    document = html_document(
        PARAGRAPHS + "".join(f"<p>{line}</p>" for line in lines) + "<p>特此公告，请监督。</p>"
    )
    (table,) = tables(document)

    assert (table.rows, table.columns, table.header_rows) == (3, 3, 1)
    assert cells(document, table)[3:6] == ["1", "资金滞留", "已完成"]
    assert texts(document, "paragraph") == [*BODY, "特此公告，请监督。"]


def test_a_caption_and_a_note_belong_to_the_table() -> None:
    document = html_document(
        f"{PARAGRAPHS}<p align=center>整改情况统计表</p><table border=1><tr><td>类型<td>问题数<tr><td>立行立改"
        "<td>8</table><p>注：截至6月底。</p>"
    )
    (table,) = tables(document)

    assert table.caption is not None
    assert document.text[table.caption.start : table.caption.end] == "整改情况统计表"
    assert texts(document, "note") == ["注：截至6月底。"]


def test_the_caption_element_is_kept() -> None:
    document = html_document(
        PARAGRAPHS + "<table border=1><caption>统计表<tr><td>类型<td>数<tr><td>甲<td>8</table>"
    )

    assert "统计表" in texts(document, "paragraph")


# -- titles


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"<h1>{TITLE}</h1>"),
        ("", f"<p align=center><font size=5><b>{TITLE}</b></font></p>"),
        (f"<title>{TITLE}-砚州市水务局</title>", f"<div class=x>{TITLE}</div>"),
        (f"<meta name=ArticleTitle content='{TITLE}'>", f"<p>{TITLE}</p>"),
        (f"<meta name=ArticleTitle content='{TITLE}'>", f"<h1>{TITLE}</h1><p align=center>{TITLE}</p>"),
        (f"<meta name=ArticleTitle content='{TITLE}'>", ""),
        (f"<title>砚州市水务局 审计公开 {TITLE}</title><meta name=SiteName content=砚州市水务局>"
         "<meta name=ColumnName content=审计公开>", ""),
        (f"<title>{TITLE}_审计公开_砚州市人民政府门户网站</title>", ""),
        ("<title>砚州市水务局</title><meta name=SiteName content=砚州市水务局>", f"<h2>{TITLE}</h2>"),
    ],
)  # fmt: skip
def test_the_title_is_found(head: str, body: str) -> None:
    document = html_document(body + PARAGRAPHS, head)

    assert texts(document, "title") == [TITLE]
    assert document.text.count(TITLE) == 1


@pytest.mark.parametrize(
    "head",
    [
        "<title>砚州市水务局</title>",
        "<title>砚州市水务局--政务公开</title>",
        "<title>砚州市人民政府 审计整改</title><meta name=SiteName content=砚州市人民政府>"
        "<meta name=ColumnName content=审计整改><meta name=ArticleTitle content=''>",
        "<title>砚州市人民政府门户网站</title><meta name=ArticleTitle content=砚州市人民政府门户网站>"
        "<meta name=SiteName content=砚州市人民政府门户网站>",
    ],
)
def test_the_name_of_a_site_is_no_title(head: str) -> None:
    assert texts(html_document(PARAGRAPHS, head), "title") == []


def test_a_title_of_several_lines_stays_whole() -> None:
    title = "关于砚州市2023年度市级预算执行和<br>其他财政收支的审计工作报告"
    document = html_document(
        f"<h1>{title}</h1>{PARAGRAPHS}", f"<meta name=ArticleTitle content='{title.replace('<br>', '')}'>"
    )

    assert texts(document, "title") == [title.replace("<br>", "\n")]


# -- metadata and boilerplate


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>索 引 号：</td><td>A1/2024-3</td><td>发布机构：</td><td>市水务局</td></tr></table>",
        "<table><tr><td>索引号：A1/2024-3</td><td>发布机构：市水务局</td></tr></table>",
        "<table><tr><th>索引号</th><td>A1/2024-3</td></tr><tr><th>发布机构</th><td>市水务局</td></tr></table>",
        "<dl><dt>索引号：</dt><dd>A1/2024-3</dd><dt>发布机构：</dt><dd>市水务局</dd></dl>",
        "<dl><dt>索引号</dt><dd>A1/2024-3</dd><dt>发布机构</dt><dd>市水务局</dd></dl>",
        "<ul><li>索引号：A1/2024-3</li><li>发布机构：市水务局</li></ul>",
        "<ul><li><span>索　引　号</span><em>A1/2024-3</em></li><li><b>发布机构</b><i>市水务局</i></li></ul>",
        "<p>索引号：A1/2024-3　发布机构：市水务局　文号：</p>",
        "<p><span>索引号：A1/2024-3</span><span>发布机构：市水务局</span><span>浏览次数：<i>3</i></span></p>",
        "<p>【索引号：A1/2024-3】【发布机构：市水务局】【打印】【关闭】</p>",
        "<div>索引号：</div><div>A1/2024-3</div><div>发布机构：</div><div>市水务局</div>",
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_metadata_is_read_in_every_layout(markup: str, below: bool) -> None:
    body = f"<h1>{TITLE}</h1>{PARAGRAPHS}"
    document = html_document(f"{body}<div>{markup}</div>" if below else f"<div>{markup}</div>{body}")
    printed = {f.key: f.value for f in document.fields if f.origin == "page"}

    assert printed == {"索引号": "A1/2024-3", "发布机构": "市水务局"}
    assert squeeze(document.body) == squeeze(TITLE + "".join(BODY))
    for field in document.fields:
        assert field.span is not None
        assert document.text[field.span.start : field.span.end] == field.value


def test_metas_become_fields() -> None:
    document = html_document(
        PARAGRAPHS, "<meta name=PubDate content='2024-07-02 10:00'><meta name=ContentSource content=某局>"
    )

    assert {(f.key, f.value, f.origin) for f in document.fields} == {
        ("pubdate", "2024-07-02 10:00", "meta"), ("contentsource", "某局", "meta"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "noise",
    [
        "<div class=share>分享到：<a>微信</a><a>微博</a></div>",
        "<p>扫一扫在手机打开当前页</p>",
        "<p>【<a>打印本页</a>】【<a>关闭窗口</a>】</p>",
        "<p>字号：[<a>大</a> <a>中</a> <a>小</a>]</p>",
        "<p>上一篇：<a href=1>砚州市节水宣传周活动通知</a></p><p>下一篇：没有了</p>",
        "<p>责任编辑：某某某</p>",
        "<h3>相关链接</h3><ul><li><a href=1>问题一：校车管理不到位（已完成整改）</a><li><a href=2>问题二：招标不规范</a></ul>",
        "<div class=footer><p>主办：砚州市水务局　网站标识码：9900001001</p><p>X ICP备00001号</p></div>",
        "<div style='display:none'><p>隐藏的测试内容，请勿公开。</p></div>",
        "<select><option>--友情链接--<option>市审计局</select>",
        "<p>掃一掃在手機打開當前頁</p><p>上一篇：<a href=1>節水通知</a></p>",
    ],
)
@pytest.mark.parametrize("where", ["inside", "above", "below"])
def test_what_the_site_adds_is_left_out(noise: str, where: str) -> None:
    above, below = (noise, "") if where == "above" else ("", noise if where == "below" else "")
    inside = noise if where == "inside" else ""
    document = html_document(f"{above}<div id=zoom>{PARAGRAPHS}{inside}</div>{below}")

    assert document.body == "\n".join(BODY)


def test_a_line_of_the_body_with_a_link_stays() -> None:
    line = "详见《<a href='/a.html'>节水资金管理办法</a>》第三条，各单位要遵照执行。"
    document = html_document(f"<div id=zoom>{PARAGRAPHS}<p>{line}</p></div>")

    assert texts(document, "paragraph")[-1] == "详见《节水资金管理办法》第三条，各单位要遵照执行。"


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>附件：<a href='a.pdf'>整改清单.pdf</a></p>", [("整改清单.pdf", "a.pdf")]),
        (
            "<p>附件：</p><p><a href='a.doc'>1.清单</a></p><p><a href='b.xls'>2.明细</a></p>",
            [("1.清单", "a.doc"), ("2.明细", "b.xls")],
        ),
        ("<ul class=fj><li><a href='/down?id=3'>整改清单</a></ul>", [("整改清单", "/down?id=3")]),
        ("<p><a href='x/P020.rar'>点击下载</a></p>", [("点击下载", "x/P020.rar")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("inside", [True, False])
def test_attachments_are_listed(markup: str, found: list[tuple[str, str]], inside: bool) -> None:
    body = f"<div id=zoom>{PARAGRAPHS}{markup if inside else ''}</div>{'' if inside else markup}"
    document = html_document(body)

    assert [
        (document.text[b.start : b.end], b.target) for b in document.blocks if b.kind == "attachment"
    ] == found
    assert document.body == "\n".join(BODY)


@pytest.mark.parametrize(
    "held",
    [
        '<script>var d = {"content": %s};</script>',
        "<script type='text/template'>%s</script>",
        "<textarea style='display:none'>%s</textarea>",
        "<input type=hidden id=body value='%s'>",
        "<div hidden>%s</div>",
    ],
)
def test_a_body_that_a_script_would_show_is_read(held: str) -> None:
    markup = json.dumps(PARAGRAPHS) if "content" in held else PARAGRAPHS
    if "input" in held:
        markup = escape(markup)
    document = html_document(f"<h1>{TITLE}</h1>" + held.replace("%s", markup))

    assert texts(document, "paragraph") == list(BODY)


def test_a_page_of_attachments_alone_is_read_with_a_doubt() -> None:
    document = html_document(f"<h1>{TITLE}</h1><p>附件：<a href='a.pdf'>整改清单.pdf</a></p>")

    assert texts(document, "title") == [TITLE]
    assert [b.target for b in document.blocks if b.kind == "attachment"] == ["a.pdf"]
    assert [issue.kind for issue in document.issues] == ["no_body"]


@pytest.mark.parametrize(
    "line",
    [
        "2024年7月2日 10:20　砚州市水务局　(点击: 31)",
        "<span>2024-07-02 10:20</span><span>来源：砚州市水务局</span><span>浏览：31</span>",
        "[2024/7/2]",
    ],
)
def test_a_date_without_a_label_below_the_title_is_a_field(line: str) -> None:
    document = html_document(f"<h1>{TITLE}</h1><div>{line}</div>{PARAGRAPHS}")

    assert document.fields[0].key == "" and document.fields[0].value.startswith("2024")
    assert squeeze(document.body) == squeeze(TITLE + "".join(BODY))


# -- hostile and broken input


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<html></html>", "no_body"),
        ("<p>&nbsp;</p><!-- x -->", "no_body"),
        ("<iframe src=a.html></iframe>", "no_body"),
        (f"<meta name=ArticleTitle content='{TITLE}'><div class=nav><a href=1>首页</a></div>", "no_body"),
        (f"<h1 class=title>{TITLE}</h1><p>来源：市水务局　发布日期：2024-07-02</p>", "no_body"),
        ("<script>var app = 1;</script><div id=app></div>", "no_body"),
        ("<div>" * 50_000 + "x", "too_deep"),
        ("".join(f"<font color={i}>" for i in range(4000)) + "<p>x" * 4000, "too_deep"),
    ],
)
def test_pages_without_a_body_are_refused_in_words(body: str, kind: str) -> None:
    begin = time.process_time()
    with pytest.raises(Unreadable) as refusal:
        read_html(body.encode())

    assert refusal.value.kind == kind
    assert refusal.value.message.startswith("got ")
    assert time.process_time() - begin < 5


def test_a_large_page_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_html(b"<p>" + b"x" * 5000, limits=Limits(max_text_bytes=4000))

    assert refusal.value.kind == "too_large"


@pytest.mark.parametrize("tag", ["div", "b", "span", "ul><li", "table><tr><td", "font", "blockquote", "x-y"])
@pytest.mark.parametrize("depth", [100, 500, 2500])
def test_deep_nesting_is_read_flat(tag: str, depth: int) -> None:
    begin = time.process_time()
    document = read_html((f"<{tag}>" * depth + BODY[0] + PARAGRAPHS).encode())

    assert BODY[0] in document.text
    assert time.process_time() - begin < 10


@pytest.mark.parametrize("size", ["2000000", "-5", "abc", "0", ""])
def test_absurd_spans_do_no_harm(size: str) -> None:
    document = html_document(
        f"{PARAGRAPHS}<table border=1><tr><td colspan='{size}' rowspan='{size}'>甲<td>乙<tr><td>丙<td>丁</table>"
    )

    assert all(word in document.text for word in "甲乙丙丁")


def check(document: Document) -> None:
    """What holds for every document."""
    at = 0
    for block in document.blocks:
        assert document.text[at : block.start] in ("", "\n")
        assert block.end > block.start
        at = block.end
        last = block.start
        for cell in block.table.cells if block.table else ():
            assert last <= cell.start <= cell.end <= block.end
            last = cell.end
    assert at == len(document.text)
    for field in document.fields:
        assert field.span is None or document.text[field.span.start : field.span.end] == field.value
    document.text.encode()


PAGES = sorted((Path(__file__).parent / "fixtures" / "html").glob("*.html"))


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(PAGES), st.integers(0, 2**32))
def test_any_mutation_of_a_page_reads_or_is_refused(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    body = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(body))
        kind = chance.random()
        if kind < 0.3:
            body[at] = chance.randrange(256)
        elif kind < 0.6:
            del body[at : at + chance.randrange(1, 400)]
        elif kind < 0.8:
            body[at:at] = bytes(body[at : at + chance.randrange(1, 400)])
        else:
            body[at:at] = chance.choice(
                [b"<td>", b"</div>", b"<table>", b"<!--", b"<p", b"\0", b"&#xD800;", b"<script>"]
            )
        if not body:
            return
    try:
        check(read_html(bytes(body)))
    except Unreadable as refusal:
        assert refusal.kind and refusal.message


MARKUP = st.sampled_from(
    ["<p>", "</p>", "<div class=nav>", "</div>", "<table border=1>", "</table>", "<tr>", "<td>", "<td rowspan=3>",
     "<ol>", "<li>", "<h1>", "</h1>", "<a href=a.pdf>", "</a>", "<br>", "<dl><dt>", "<dd>", "<caption>", "<pre>",
     "<!--ContentStart-->", "<!--ContentEnd-->", "索引号：", "附件：", "A1", "某局", "上一篇：", "序号", "1", *BODY]
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(MARKUP, max_size=40))
def test_any_soup_of_tags_reads_or_is_refused(pieces: list[str]) -> None:
    try:
        check(read_html("".join(pieces).encode()))
    except Unreadable as refusal:
        assert refusal.kind == "no_body"


def test_the_tree_of_a_page_is_freed_when_it_is_read() -> None:
    gc.collect()
    gc.disable()
    try:
        html_document(
            f"<h1>{TITLE}</h1><div><!-- content begin -->{PARAGRAPHS}<table><tr><td>1</td><td>2</td></tr></table></div>"
        )
        left = [found for found in gc.get_objects() if isinstance(found, Element)]
    finally:
        gc.enable()
    assert not left
