"""Pages as city sites really serve them: shells with data in scripts, layout tables, hidden bodies, printed lines."""

import json
from html import escape
from urllib.parse import quote

import pytest

from extract.model import Document
from extract.readers.furniture.wrapped import TypedLine, continued
from extract.reading import read
from extract.understanding import understand
from scrapers.items import RawNotice
from tests.extract.told import html_document

TITLE = "砚州市河道管理处关于专项资金审计整改情况的公告"
TEXT = (
    "根据砚州市审计局出具的审计报告，我处逐条研究、逐项整改，现将整改情况公告如下，请社会各界监督。",
    "（一）关于堤防养护款拨付不及时的问题。",
    "整改情况：滞留的养护款32万元已于6月底前全部拨付到位，并建立了按月清算制度。已完成整改。",
    "（二）关于闸门维修未履行询价程序的问题。",
    "整改情况：修订了采购管理办法，自7月起所有维修事项进入电子平台。已完成整改。",
    "砚州市河道管理处",
    "2023年8月9日",
)
BODY = "".join(f"<p>{line}</p>" for line in TEXT)
NAV = "<ul><li><a href='/'>首页</a></li><li><a href='/zw'>政务公开</a></li></ul>"


def paragraphs(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in ("paragraph", "heading")]


def assigned(name: str, value: object) -> str:
    return f"<script>window.{name}={json.dumps(value)};</script>"


def as_json(name: str, value: object) -> str:
    return f"<script id='{name}' type='application/json'>{json.dumps(value, ensure_ascii=False)}</script>"


@pytest.mark.parametrize(
    "script",
    [
        as_json("__NEXT_DATA__", {"props": {"pageProps": {"nav": [{"title": "首页"}], "article": {
            "title": TITLE, "publishTime": "2023-08-10T09:00:00+08:00", "source": "市河道管理处", "content": BODY}}}}),
        assigned("__INITIAL_STATE__", {"detail": {
            "docTitle": TITLE, "docPubTime": "2023-08-10 09:00", "docSource": "市河道管理处", "docHtmlCon": BODY}}),
        assigned("_CONFIG", {"DETAIL": {
            "title": TITLE, "date": "2023-08-09", "first_publish_time": 1691629200, "publisher": "市河道管理处",
            "content": BODY}}),
        assigned("state", {"page": {"info": {
            "title": TITLE, "pubDate": "2023-08-10", "source": "市河道管理处"}, "body": "\n".join(TEXT)}}),
        as_json("__NUXT_DATA__", [{"data": 1}, {"title": 2, "publishDate": 3, "source": 4, "content": 5}, TITLE,
                                  "2023-08-10", "市河道管理处", BODY]),
        f"<script>var info = {{title: '{TITLE}', pubTime: \"2023-08-10\", source: '市河道管理处', content: `{BODY}`}};</script>",
        f"<script>var s = JSON.parse({json.dumps(json.dumps({'title': TITLE, 'pubDate': '2023-08-10', 'source': '市河道管理处', 'content': BODY}))});</script>",
    ],
    ids=["next", "state", "epoch", "sibling", "devalue", "literal", "parsed"],
)  # fmt: skip
def test_a_shell_shows_what_its_script_carries(script: str) -> None:
    document = html_document(
        f"<div id=app>{NAV}<p>加载中...</p></div>{script}", "<title>砚州市人民政府</title>"
    )
    extraction = understand(document)
    assert extraction.title is not None
    assert extraction.title.text == TITLE
    assert extraction.published is not None
    assert extraction.published.text.startswith("2023-08-10")
    assert [f.value for f in document.fields if f.key == "contentsource"] == ["市河道管理处"]
    assert paragraphs(document) == list(TEXT)
    assert len(extraction.findings) == 2


def test_numbers_and_files_of_a_payload_are_kept() -> None:
    detail = {
        "title": TITLE, "content": BODY, "document_number": "砚河〔2023〕7号", "identifier": "K9-2023-007",
        "attachment": [{"name": "整改台账.xlsx", "url": "/attachment/0/1/2.xlsx"}, {"name": "图", "url": "/a.png"}],
    }  # fmt: skip
    document = html_document(assigned("_CONFIG", {"DETAIL": detail}))
    extraction = understand(document)
    assert extraction.document_number is not None
    assert extraction.document_number.text == "砚河〔2023〕7号"
    assert extraction.index_number is not None
    assert extraction.index_number.text == "K9-2023-007"
    assert [b.target for b in document.blocks if b.kind == "attachment"] == ["/attachment/0/1/2.xlsx"]


@pytest.mark.parametrize(
    "held",
    [
        f'<input type="hidden" id="c" value="{escape(BODY)}">',
        f'<script type="text/html" id="c">{BODY}</script>',
        f"<textarea style='display:none'>{escape(BODY)}</textarea>",
        f'<iframe srcdoc="{escape("<html><body>" + BODY + "</body></html>")}"></iframe>',
    ],
    ids=["input", "template", "textarea", "srcdoc"],
)
def test_a_held_body_is_read_beside_the_title_and_date_that_are_shown(held: str) -> None:
    document = html_document(f"{NAV}<h1>{TITLE}</h1><p>发布日期：2023-08-10</p><div id=show></div>{held}")
    extraction = understand(document)
    assert extraction.published is not None
    assert extraction.published.text == "2023-08-10"
    assert paragraphs(document) == list(TEXT)


def test_a_body_that_waits_to_be_made_visible_is_read_and_its_date_taken_from_a_script() -> None:
    document = html_document(
        f"<h1 class='title'>{TITLE}</h1><em id='publish_time'></em>"
        f"<div class='rich_media_content' style='visibility: hidden; opacity: 0'><p>点击上方蓝字关注我们</p>{BODY}<p>END</p></div>"
        "<div style='visibility:hidden'><p>预览时标签不可点击，此处不显示给读者看。</p></div>"
        "<p>轻触阅读原文</p><script>var createTime = '2023-08-10 16:00';var date = '1999-01-01';</script>"
    )
    assert [text for text in paragraphs(document) if "阅读原文" not in text] == list(TEXT)
    assert [(f.key, f.value) for f in document.fields] == [("PubDate", "2023-08-10 16:00")]


def test_a_script_that_xhtml_closes_in_itself_swallows_nothing() -> None:
    document = html_document(f"<h1>{TITLE}</h1>{BODY}", "<title>t</title><script src='/a.js'/>")
    assert paragraphs(document) == list(TEXT)


def test_columns_of_a_layout_table_stay_out_and_large_letters_make_the_title() -> None:
    side = "<table><tr><td><a href='/1'>全市防汛会议召开</a></td><td>2023-08-01</td></tr><tr><td><a href='/2'>河长巡河侧记</a></td><td>2023-07-30</td></tr></table>"
    document = html_document(
        f"<table><tr><td><span>最新动态</span>{side}</td><td><span id='ctl_lblTitle' style='font-size:20px'>{TITLE}</span><br>"
        f"<span>2023/8/10 10:05:33</span> 浏览<span>231</span>次<hr><span>{BODY}</span></td></tr></table>"
    )
    extraction = understand(document)
    assert extraction.title is not None
    assert extraction.title.text == TITLE
    assert extraction.published is not None
    assert extraction.published.text.startswith("2023/8/10")
    assert paragraphs(document) == list(TEXT)


def test_an_old_page_of_font_tags_has_title_and_date() -> None:
    lines = "<BR>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in TEXT)
    document = html_document(
        "<MARQUEE>热烈欢迎访问砚州市河道管理处网站！</MARQUEE><TABLE><TR><TD><B>&gt;&gt; 首页 &gt;&gt; 通知公告</B></TD></TR></TABLE>"
        f"<TABLE><TR><TD align=center><FONT size=5><B>{TITLE}</B></FONT></TD></TR><TR><TD align=center>2023年8月10日 &nbsp; 阅读：156次</TD></TR>"
        f"<TR><TD><FONT size=3>{lines}</FONT></TD></TR><TR><TD>【返回】</TD></TR></TABLE>"
    )
    extraction = understand(document)
    assert extraction.title is not None
    assert extraction.title.text == TITLE
    assert extraction.published is not None
    assert extraction.published.text == "2023年8月10日"
    assert paragraphs(document) == list(TEXT)


def test_a_date_above_the_title_is_its_date_unless_it_stands_in_another_cell() -> None:
    shown = f"<p class='prdate'>2023-08-10</p><p class='prtitle'><b>{TITLE}</b></p>{BODY}"
    assert [f.value for f in html_document(shown).fields] == ["2023-08-10"]
    other = f"<table><tr><td>2023-08-10</td><td><b class='prtitle'>{TITLE}</b>{BODY}</td></tr></table>"
    assert not html_document(other).fields


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("发布：河道管理处　2023年08月10日", [("发布", "河道管理处"), ("", "2023年08月10日")]),
        ("2023-08-10 砚州市河道管理处", [("", "2023-08-10"), ("", "砚州市河道管理处")]),
        ("2023-08-10 某某某", [("", "2023-08-10")]),
        ("添加时间：2023-08-10 09:00 | 添加人：某某 | 阅读 88 次", [("添加时间", "2023-08-10 09:00")]),
        (
            "时间：2023-08-10 | 某某供稿 | 来源：市河道管理处",
            [("时间", "2023-08-10"), ("来源", "市河道管理处")],
        ),
    ],
)
def test_a_date_and_a_body_share_a_line(line: str, fields: list[tuple[str, str]]) -> None:
    document = html_document(f"<h1>{TITLE}</h1><div>{line}</div><div>{BODY}</div>")
    assert [(f.key, f.value) for f in document.fields] == fields


def test_the_day_below_the_body_signs_it() -> None:
    unsigned = "".join(f"<p>{line}</p>" for line in TEXT[:-2])
    document = html_document(
        f"{NAV}<h1>{TITLE}</h1><div class='content'>{unsigned}</div><div>{TEXT[-2]}<br>{TEXT[-1]}</div><div><a href='/'>列表</a></div>"
    )
    assert paragraphs(document) == list(TEXT)


@pytest.mark.parametrize(
    "furniture",
    [
        "<div>进入关怀版</div>", "<p>点击播放语音</p>", "<p>【发表评论】【加入收藏】【告诉好友】</p>", "<p>文章录入：admin 责任编辑：admin</p>",
        "<p>网友评论：（只显示最新10条。评论内容只代表网友观点！）</p>", "<div><p>您认为该信息是否有用？</p><label>有用</label><label>没用</label><button>提交</button></div>",
        "<div><p>您访问的链接即将离开本网站，是否继续？</p><button>继续访问</button></div>", "<div>你好，我是智能机器人小砚</div>",
    ],
)  # fmt: skip
def test_toolbars_and_dialogs_stay_out(furniture: str) -> None:
    document = html_document(f"<h1>{TITLE}</h1><div>{BODY}</div>{furniture}")
    assert paragraphs(document) == list(TEXT)


def test_a_file_is_known_by_a_name_in_its_query() -> None:
    document = html_document(
        f"<h1>{TITLE}</h1><div>{BODY}</div><ul><li><a href='/Down.ashx?u=AA&n=BB.pdf'>改善情形表</a></li></ul>"
    )
    assert [b.target for b in document.blocks if b.kind == "attachment"] == ["/Down.ashx?u=AA&n=BB.pdf"]


@pytest.mark.parametrize(
    ("pager", "told"),
    [
        ("<script>createPageHTML(3, 0, 't20230810_7', 'html');</script>", True),
        ("<div><a href='t20230810_7_1.html'>2</a> <a href='t20230810_7_2.html'>3</a> <a href='x'>下一页</a></div>", True),
        ("<script>createPageHTML(3, 0, 'index', 'html');</script>", False),
        ("<script>var currentPage = 0; var countPage = 2; document.write('<a href=\"t20230810_7_1.html\">');</script>", True),
        ("<script>var currentPage = 0; var countPage = 1; document.write('<a href=\"t20230810_7_1.html\">');</script>", False),
        ("<script>var currentPage = 0; var countPage = 9; document.write('<a href=\"index_1.html\">');</script>", False),
        ("<script>createPageHTML(1, 0, 't20230810_7', 'html');</script>", False),
    ],
)  # fmt: skip
def test_a_notice_that_goes_on_at_other_pages_is_told(pager: str, told: bool) -> None:
    document = html_document(f"<h1>{TITLE}</h1><div>{BODY}</div>{pager}")
    assert [issue.kind for issue in document.issues] == ["unread_page"] * told


LONG = (
    "砚州市河道管理处成立了以主要负责人为组长的整改工作领导小组，先后召开专题会议三次，明确责任科室和完成时限，做到事事有回音、件件有着落，整改工作按期完成。",
    "（一）关于堤防养护款拨付不及时的问题。",
    "整改情况：滞留的养护款32万元已于6月底前全部拨付到养护单位，同时建立了按月清算和通报的制度，由财务科负责落实，接受社会监督。已完成整改。",
    "（二）关于闸门维修未履行询价程序的问题。",
    "整改情况：修订了采购管理办法，自7月起所有维修事项进入电子平台，由纪检人员全程监督，并对经办人员进行了提醒谈话。已完成整改。",
)


def typed(width: int, blanks: str = "　　") -> list[str]:
    lines = [blanks + line for line in LONG]
    return [line[i : i + width] for line in lines for i in range(0, len(line), width)]


@pytest.mark.parametrize(
    "body",
    ["<pre>" + "\n".join(typed(34)) + "</pre>", "".join(f"<p>{line}</p>" for line in typed(28)),
     "<div>" + "<br>".join(typed(31)) + "</div>", "".join(f"<p>{line}</p>" for line in typed(30, ""))],
    ids=["pre", "p", "br", "no blanks"],
)  # fmt: skip
def test_lines_broken_as_a_printed_page_become_paragraphs(body: str) -> None:
    document = html_document(f"{NAV}<h1>{TITLE}</h1>{body}")
    assert [text.strip() for text in paragraphs(document)] == list(LONG)
    assert len(understand(document).findings) == 2


def test_a_text_file_broken_as_a_printed_page_becomes_paragraphs() -> None:
    body = "\n".join([TITLE, *typed(33)]).encode()
    document = read(RawNotice(source="file", place="a.txt", file_name="a.txt", body=body))
    assert paragraphs(document) == list(LONG)


def test_whole_paragraphs_are_never_joined() -> None:
    assert not continued([TypedLine(line, True) for line in LONG])
    same = [TypedLine("第" + "甲乙丙丁戊己庚"[i] * 20 + "事项已办。") for i in range(7)]
    assert not continued(same)
    assert not continued(
        [TypedLine(f"{i}. 某某镇农业技术推广服务中心综合楼维修改造工程项目") for i in range(9)]
    )


def test_pieces_that_a_script_streams_and_addresses_encode_are_read() -> None:
    value = {"infoTitle": TITLE, "infoDate": "2023-08-10", "infoContent": BODY}
    streamed = f"5:{json.dumps(['$', 'div', None, value], ensure_ascii=False)}\n"
    for script in (
        f"self.__next_f.push([1,{json.dumps(streamed)}])",
        f'window.__DATA__ = "{quote(json.dumps(value))}";',
    ):
        document = html_document(f"<div id=root></div><script>{script}</script>")
        assert paragraphs(document) == list(TEXT)
        assert [f.value for f in document.fields if f.key == "pubdate"] == ["2023-08-10"]


def test_linked_data_names_title_and_day() -> None:
    said = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2023-08-10T10:00:00+08:00"}
    script = f"<script type='application/ld+json'>{json.dumps(said)}</script>"
    extraction = understand(
        html_document(f"{NAV}<div>{TITLE}</div><div>{BODY}</div>", f"<title>砚州市</title>{script}")
    )
    assert extraction.title is not None
    assert extraction.title.text == TITLE
    assert extraction.published is not None
    assert extraction.published.text.startswith("2023-08-10")


def test_a_day_for_machines_is_taken_where_the_page_prints_none() -> None:
    document = html_document(
        f"<article><h1>{TITLE}</h1><time datetime='2023-08-10T09:00'>8月10日</time>{BODY}</article>"
    )
    assert [(f.key, f.value) for f in document.fields] == [("PubDate", "2023-08-10")]


def test_fields_title_and_text_in_one_ruled_table() -> None:
    document = html_document(
        "<table border=1><tr><td>索引号</td><td>YZ03-2023-7</td><td>生成日期</td><td>2023-08-10</td></tr>"
        "<tr><td>发布单位</td><td>砚州市河道管理处</td><td>文号</td><td>砚河〔2023〕7号</td></tr>"
        f"<tr><td colspan=4 align=center><b>{TITLE}</b></td></tr><tr><td colspan=4>{BODY}</td></tr></table>",
        f"<title>{TITLE}</title>",
    )
    extraction = understand(document)
    assert extraction.title is not None
    assert extraction.title.text == TITLE
    assert extraction.document_number is not None
    assert extraction.document_number.text == "砚河〔2023〕7号"
    assert paragraphs(document) == list(TEXT)


@pytest.mark.parametrize(
    ("shown", "targets"),
    [
        ("<iframe src='/pdfjs/web/viewer.html?file=/upload/2023/a.pdf'></iframe>", ["/upload/2023/a.pdf"]),
        ("<embed src='./P0123.pdf'>", ["./P0123.pdf"]),
        ("<object data='/x/y.pdf'></object>", ["/x/y.pdf"]),
        ("<p><img src='/img/logo.png'><img src='./W0123_1.jpg'><img src='./W0123_2.jpg'></p>", ["./W0123_1.jpg", "./W0123_2.jpg"]),
    ],
)  # fmt: skip
def test_a_document_or_scan_in_place_of_a_text_is_its_attachment(shown: str, targets: list[str]) -> None:
    document = html_document(
        f"{NAV}<h1>{TITLE}</h1><p>发布时间：2023-08-10</p><div>{shown}</div>", f"<title>{TITLE}</title>"
    )
    assert [b.target for b in document.blocks if b.kind == "attachment"] == targets
    assert [issue.kind for issue in document.issues] == ["no_body"]


CARDS = (
    ("全市防汛会议召开", "会议总结上年工作，部署今年任务，要求各地切实压实责任。"),
    ("河长巡河侧记", "市级河长到砚河、沧河巡河，现场协调解决排污口整治问题。"),
    ("节水宣传周启动", "活动以建设节水型城市为主题，将持续一周时间，欢迎市民参加。"),
)


@pytest.mark.parametrize(
    "card",
    ["<div><a href='/k{i}'>{head}</a><p>{text}</p></div>", "<div class=m><a href='/k{i}'>{head}</a><span>{text}</span></div>"],
)  # fmt: skip
def test_cards_beside_a_notice_of_one_sentence_stay_out(card: str) -> None:
    cards = "".join(card.format(i=i, head=head, text=text) for i, (head, text) in enumerate(CARDS))
    notice = "我处已完成审计指出的养护费多计问题的整改，退回资金6.3万元。"
    for body in (f"<div>{cards}</div><div><h1>{TITLE}</h1><p>{notice}</p></div>", f"<div><h1>{TITLE}</h1><p>{notice}</p></div><div>{cards}</div>"):  # fmt: skip
        assert paragraphs(html_document(body)) == [notice]


def test_the_signature_of_a_text_in_a_script_is_not_its_title() -> None:
    """The title stands in the data alone; who signs is what it begins with."""
    body = "".join(f"<p>{line}</p>" for line in (TEXT[0], TEXT[2])) + "".join(
        f"<p style='text-align: right;'>{line}</p>" for line in TEXT[-2:]
    )
    detail = {"DETAIL": {"title": TITLE, "content": body, "date": "2023-08-10"}}
    found = understand(html_document(assigned("_CONFIG", detail), head=f"<title>{TITLE}</title>"))
    assert found.title is not None and found.title.text == TITLE
    assert found.issuer is not None and found.issuer.text == TEXT[-2]


@pytest.mark.parametrize(("said", "number"), [("无", None), ("暂无", None), ("砚水〔2023〕8号", "砚水〔2023〕8号")])  # fmt: skip
def test_a_field_that_says_there_is_nothing_is_empty(said: str, number: str | None) -> None:
    head = f"<ul><li>索引号：11/2023-8</li><li>文号：{said}</li><li>发布实体：砚州市水务局</li></ul>"
    found = understand(html_document(f"{head}<h1>{TITLE}</h1><div id=zoom>{BODY}</div>"))
    assert (found.document_number.text if found.document_number else None) == number


def test_a_table_of_an_entity_and_a_day_is_metadata() -> None:
    table = "<table><tr><td>發佈日期：</td><td>04/03/2025</td></tr><tr><td>發佈實體：</td><td>公共設施局</td></tr></table>"
    read_page = html_document(f"<h2>{TITLE}</h2>{table}<div class=txt>{BODY}</div>")
    assert TEXT[0] in paragraphs(read_page)[0]
    found = understand(read_page)
    assert found.published is not None and found.published.text == "04/03/2025"
