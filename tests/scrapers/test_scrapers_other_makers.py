"""What lists and articles of other makers do: boxes beside the list, short lists, sessions, services in folders, files saved as markup."""

from dataclasses import replace

import pytest

from scrapers.addresses import dated_address, stem
from scrapers.answers.magic import mismatch
from scrapers.articles.paging import is_page_of
from scrapers.articles.reading import read_article
from scrapers.crawling.list_visits import listing_of
from scrapers.detecting.detect import NotDetected, detect, provisional
from scrapers.detecting.proposal import propose
from scrapers.detecting.sessions import sessions_in
from scrapers.pages import Ask, Listing, Page
from scrapers.topics import topics

HOST = "http://sjj.luting.gov.cn"
TITLES = tuple(f"芦汀市{unit}关于专项资金审计整改情况的公告" for unit in ("教育局", "水利局", "民政局"))
NEWS = ("芦汀市审计局召开季度调度会", "审计局党员干部到敬老院慰问", "省审计厅调研组来我市调研")


def page(body: str, path: str = "/sjgg/list.html", number: int = 1) -> Page:
    url = HOST + path
    text = f"<html><body>{body}</body></html>"
    return Page(url=url, text=text, ask=Ask(url=url, page=number), list_url=url, body=text.encode())


def read(body: str, family: str = "generic", number: int = 1) -> Listing:
    found = page(body, number=number)
    return listing_of(found, provisional(found.list_url, family))


def lines(titles: tuple[str, ...], folder: str, day: str = "") -> str:
    return "".join(
        f"<tr><td>■<a href='{folder}/{n}.htm'>{t}</a>{day}</td></tr>" for n, t in enumerate(titles)
    )


BOXES = {
    "tables side by side": "<table><tr><td><table><tr><td>工作动态</td></tr>{news}</table></td><td><table><tr><td>审计整改公告</td></tr>{own}</table></td></tr></table>",
    "one above the other": "<div><h3>新闻动态</h3><table>{news}</table></div><div><h3>审计整改公告</h3><table>{own}</table></div>",
    "what is read most, behind": "<table><tr><td>当前位置：<a href=/>首页</a>&gt;审计整改</td></tr>{own}</table><table><tr><td>热门文章</td></tr>{news}</table>",
    "headings as cells": "<table><tr><td bgcolor=red><b>审计结果公告栏</b></td></tr>{own}<tr><td><b>机关党建工作</b></td></tr>{news}</table>",
}  # fmt: skip


@pytest.mark.parametrize("name", BOXES)
@pytest.mark.parametrize("day", ["", " (2025-3-4)"])
def test_a_box_of_other_matters_is_no_part_of_a_list_that_looks_like_it(name: str, day: str) -> None:
    items = read(BOXES[name].format(news=lines(NEWS, "news", day), own=lines(TITLES, "2025", day))).items
    assert [item.title for item in items] == list(TITLES)


@pytest.mark.parametrize(
    "heads", [("2024年", "2023年"), ("市直部门", "各区县"), ("审计结果公告", "审计整改公告")]
)
def test_headings_inside_a_list_part_nothing(heads: tuple[str, str]) -> None:
    body = "".join(f"<tr><td><b>{head}</b></td></tr>{lines(TITLES, f'x{n}')}" for n, head in enumerate(heads))
    assert len(read(f"<table>{body}</table>").items) == 6


@pytest.mark.parametrize(
    ("words", "told"),
    [("芦汀市审计局召开会议", False), ("省审计厅来我市调研", False), ("芦汀市审计局审计结果公告", True), ("關於審核意見改善情形", True)],
)  # fmt: skip
def test_the_name_of_an_office_is_no_topic(words: str, told: bool) -> None:
    assert topics().told(words) is told


def test_the_last_page_of_a_list_is_not_the_box_beside_it() -> None:
    side = "<div class=l><ul>{}</ul></div>".format("".join(f"<li><a href='/info/1051/{n}.htm'>读书月活动安排通知</a></li>" for n in (1, 2)))  # fmt: skip
    own = (
        f"<div class=r><ul><li><a href='/info/1043/9.htm'>{TITLES[0]}</a><span>[10-17]</span></li></ul></div>"
    )
    assert [item.title for item in read(side + own, "vsb", number=3).items] == [TITLES[0]]


def test_a_list_of_one_row_is_not_the_menu() -> None:
    menu = "".join(f"<div><a href='/sjgg/{n}.php'>新闻及公布第{n}栏</a></div>" for n in range(4))
    own = "<dl><dt>30/10/2024</dt><dd><a href='/p/9.php'>公共设施局就审计署报告的回应</a></dd></dl>"
    assert [item.date for item in read(menu + own, number=3).items] == ["30/10/2024"]


def test_further_pages_are_read_where_the_first_page_has_its_rows() -> None:
    news = "<div class=l><ul>{}</ul></div>".format("".join(f"<li><a href='/n/{n}.htm'>全市审计整改推进会第{n}次召开</a><i>2025-04-0{n}</i></li>" for n in (1, 2, 3)))  # fmt: skip
    own = "<div class=item><h4><a href='/p/{}.htm'>{}</a></h4><p>发布时间：2025年3月1日</p></div>"
    box = "<div class=r>{}</div><a href='list_2.html'>下一页</a>"
    first = read(news + box.format("".join(own.format(n, TITLES[1]) for n in range(1, 6))))
    assert [item.url.rpartition("/")[2] for item in first.items] == [f"{n}.htm" for n in range(1, 6)]
    assert first.next is not None
    second = page(news + box.format(own.format(9, "关于周末政务系统停机维护的通知")), "/sjgg/list_2.html")
    second = replace(second, ask=first.next)
    assert [item.url for item in listing_of(second, provisional(second.list_url)).items] == [
        f"{HOST}/p/9.htm"
    ]


def test_who_wrote_a_row_of_a_further_page_is_no_item() -> None:
    card = "<article><h2><a href='/2025/04/1{0}/x{0}/'>{1}</a></h2><time>2025年4月1{0}日</time> 作者 <a href='/author/admin/'>admin</a></article>"
    box = "<main>{}</main><a class='next' href='/sjgg/page/2/'>下一页</a>"
    first = read(box.format("".join(card.format(n, t) for n, t in enumerate(TITLES))))
    assert first.next is not None and len(first.items) == 3
    second = page(
        box.format("".join(card.format(n, t) for n, t in enumerate(TITLES[:2], 5))), "/sjgg/page/2/", 2
    )
    second = replace(second, ask=first.next)
    assert [item.title for item in listing_of(second, provisional(second.list_url)).items] == list(TITLES[:2])


SESSION = "8f3ac01b77d24e5590aa"
LINKS = "<a href='/{0}.php?{1}'>{0}</a>"


def sessioned(name: str, value: str) -> str:
    head = "".join(LINKS.format(part, f"{name}={value}") for part in ("index", "about", "contact"))
    rows = "".join(f"<dl><dt>0{n + 1}/03/2025</dt><dd><a href='/p.php?id={n}&amp;{name}={value}'>{t}</a></dd></dl>" for n, t in enumerate(TITLES[:2]))  # fmt: skip
    return head + rows


def test_a_session_in_all_links_is_left_out_of_the_data_file() -> None:
    found = page(sessioned("zk", SESSION))
    made = propose(found, detect(found), name="luting-sjj", title="芦汀", region="MO", authority="芦汀")
    assert made.strip == ("zk",)


@pytest.mark.parametrize(("name", "value", "path"), [
    ("colid", "23", "/sjgg/list.html"),  # no token
    ("zk", SESSION, f"/sjgg/list.html?zk={SESSION}"),  # the list itself is called so
    ("phpsessid", SESSION, "/sjgg/list.html"),  # known to all sources
])  # fmt: skip
def test_what_names_a_column_is_no_session(name: str, value: str, path: str) -> None:
    assert sessions_in(page(sessioned(name, value), path)) == []


PROXIES = ("/module/jpage/dataproxy.jsp", "/www8/module/web/jpage/dataproxy.jsp", "/module/jslib/jquery/jpage/dataproxy.jsp")  # fmt: skip


@pytest.mark.parametrize("proxy", PROXIES)
def test_the_records_service_lies_where_the_page_says(proxy: str) -> None:
    row = f"<record><![CDATA[<li><a href='/art/2025/3/4/art_7_9.html'>{TITLES[0]}</a></li>]]></record>"
    script = f"jpage({{webid:28,columnid:7,unitid:31,perPage:5,totalRecord:40,proxyUrl:'{proxy}'}})"
    group = f'<nextgroup><![CDATA[<a href="{proxy}?page=1&amp;webid=28"></a>]]></nextgroup>'
    ask = read(f"<script type='text/xml'><datastore>{group}{row}</datastore></script><script>{script}</script>", "hanweb").next  # fmt: skip
    assert ask is not None and ask.url.startswith(f"{HOST}{proxy}?startrecord=2")
    assert ask.otherwise is not None and ask.otherwise.url == f"{HOST}{proxy}?page=1&webid=28"


def test_a_disclosure_form_says_where_it_is_sent() -> None:
    form = "<form action='/zfxxgk/search.jsp'><input name='infotypeId' value='A02'><input name='jdid' value='9'></form>"
    ask = read(form, "hanweb_xxgk").next
    assert ask is not None and ask.url == f"{HOST}/zfxxgk/search.jsp"


def test_numbers_of_pages_are_handed_to_the_function_that_turns_them() -> None:
    rows = "".join(f"<li><a href='v{n}.html'>{t}</a> 2025-03-0{n + 1}</li>" for n, t in enumerate(TITLES))
    for code in ('location.href="list.html?lm=3&pageno="+n;', "location.href='list_'+n+'.html';", "window.location=`list.html?page=${n}`;"):  # fmt: skip
        script = f"<script>var totalPage = 3; function gopage(n){{ if(n<1) return; {code} }}</script>"
        ask = read(f"<ul>{rows}</ul>{script}").next
        assert ask is not None and ask.url.removesuffix(".html").endswith("2")
    opens = "<script>var totalPage = 3; function show(id){ location.href='/v/'+id; }</script>"
    assert read(f"<ul>{rows}</ul>{opens}").next is None


@pytest.mark.parametrize(("path", "day"), [
    ("/2025/sj20250304.htm", "2025-03-04"), ("/tc/P2025030400215.htm", "2025-03-04"), ("/a/20250304101523.shtml", "2025-03-04"),
    ("/a/x-20250304-1.html", "2025-03-04"), ("/c/post_20250304.html", None), ("/a/b20251304.htm", None), ("/a/20250304101523999.htm", None),
])  # fmt: skip
def test_days_in_names_of_files(path: str, day: str | None) -> None:
    assert dated_address(HOST + path) == day


def test_a_button_whose_script_asks_for_further_rows_is_followed() -> None:
    rows = "".join(f"<div><a href='/npc/{n}/c.html'><span>{t}</span></a></div>" for n, t in enumerate(TITLES))
    script = "<script>var page=1;function loadMore(){page++;$.get('/npc/more.do?col=zg&page='+page,function(h){add(h);});}</script>"
    ask = read(f"<div>{rows}</div><button onclick='loadMore()'>点击加载更多</button>{script}").next
    assert ask is not None and ask.url == f"{HOST}/npc/more.do?col=zg&page=2"


def test_few_rows_are_a_list_where_one_is_on_topic_and_more_follow() -> None:
    rows = "".join(
        f"<div><a href='/npc/{n}/c.html'>{t}</a></div>"
        for n, t in enumerate(("代表建议办理工作综述", TITLES[0]))
    )
    pager = "<a href='list_2.html'>下一页</a>"
    assert detect(page(f"<div>{rows}</div>{pager}")).items == 2
    for body in (f"<div>{rows}</div>", f"<div>{rows.replace('审计整改', '使用')}</div>{pager}"):
        with pytest.raises(NotDetected):
            detect(page(body))


def test_items_that_are_folders_belong_to_one_column() -> None:
    assert stem(f"{HOST}/2025/04/15/nongzi/") == stem(f"{HOST}/2024/12/03/lengku/")
    assert stem(f"{HOST}/news/a/") != stem(f"{HOST}/sjzg/b/")


@pytest.mark.parametrize(("first", "other", "same"), [
    ("/2025/02/28/zichan/", "/2025/02/28/zichan/2/", True), ("/2025/02/28/zichan/", "/2025/02/28/zichan/page/2/", True),
    ("/2025/02/28/zichan/", "/2025/01/16/2/", False),
])  # fmt: skip
def test_pages_of_an_article_that_is_a_folder(first: str, other: str, same: bool) -> None:
    assert is_page_of(HOST + first, HOST + other, 2) is same


WORDS = f"<div class=content>{'根据审计报告，现将整改情况公告如下：资金已全部拨付。' * 6}</div>"


@pytest.mark.parametrize("tag", [
    "<a href='javascript:void(0);' onclick=\"window.open('/DownFile.aspx?fid=77');return false;\">整改表.docx</a>",
    "<a href='/FileDown.aspx?fid=77'>下载</a>", "<a href='/download_file.php?fid=77'>整改表</a>", "<a href='/down.asp?fid=77'>附件</a>",
])  # fmt: skip
def test_files_that_a_page_hands_out_by_number(tag: str) -> None:
    assert len(read_article(page(WORDS + tag)).files) == 1


MARKUP = b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table><tr><td>1</td></tr></table></body></html>"
TABLE = b"<html><body><table border=1><tr><td>1</td></tr></table></body></html>"
FAULT = b"<html><body><table><tr><td>no such file <a href='/'>home</a></td></tr></table></body></html>"


@pytest.mark.parametrize(("body", "name", "taken"), [
    (MARKUP, "a.xls", True), (MARKUP, "a.doc", True), (TABLE, "a.xls", True), (b"{\\rtf1 x}", "a.doc", True),
    (b"PK\x03\x04word/", "a.doc", True), (FAULT, "a.xls", False), (TABLE, "a.pdf", False), (MARKUP, "a.pdf", False),
    (TABLE, "a.doc", False),
])  # fmt: skip
def test_files_that_programs_save_under_another_kind_of_name(body: bytes, name: str, taken: bool) -> None:
    assert (mismatch(body, f"{HOST}/{name}", None) is None) is taken
