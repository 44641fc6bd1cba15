"""Lists of systems that nobody described: found by their structure, and turned page by page."""

import pytest

from scrapers.articles.reading import BY_ITS_TEXT, day, read_article
from scrapers.crawling.list_visits import listing_of
from scrapers.detecting.detect import NotDetected, detect, provisional
from scrapers.families import FAMILIES
from scrapers.lists.row_dates import without_date
from scrapers.pages import Ask, Listing, Page

HOST = "http://sjj.yanzhou.gov.cn"
TITLES = tuple(f"砚州市{unit}关于专项资金审计整改情况的公告" for unit in ("教育局", "水利局", "民政局"))
DAYS = ("2023-12-27", "2023-11-05", "2023-09-14")
NAV = "<ul class=nav><li><a href='/'>网站首页</a></li><li><a href='/zwgk/'>政务公开栏目</a></li></ul>"
SIDE = "<ul class=hot>{}</ul>".format(
    "".join(f"<li><a href='/hot/{i}.html'>砚州市召开第{i}次工作会议</a><span>2023-12-{10 + i}</span></li>" for i in range(8))
)  # fmt: skip


def page(body: str, path: str = "/sjgg/list.html", number: int = 1) -> Page:
    url = HOST + path
    text = f"<html><body>{body}</body></html>"
    return Page(url=url, text=text, ask=Ask(url=url, page=number), list_url=url, body=text.encode())


def read(body: str, path: str = "/sjgg/list.html", number: int = 1) -> Listing:
    found = page(body, path, number)
    return listing_of(found, provisional(found.list_url))


def rows(row: str) -> str:
    """Three rows: n, title t, day d with its parts y, m, day."""
    return "".join(
        row.format(n=n, t=title, c=title[:9], d=date, y=date[:4], m=date[5:7], day=date[8:], roc=int(date[:4]) - 1911)
        for n, (title, date) in enumerate(zip(TITLES, DAYS, strict=True), 1)
    )  # fmt: skip


LISTS = {
    "rows of cells": ("<table><tr><th>序号</th><th>名称</th><th>成文日期</th><th>发布日期</th></tr>{}</table>",
                      "<tr><td>{n}</td><td><a href='/v/{n}.html'>{t}</a></td><td>2022-01-02</td><td>{d}</td></tr>", DAYS),
    "category beside the title": ("<table>{}</table>", "<tr><td>·[<a href='c.asp?id=7'>审计公示</a>]<a href='s.asp?id={n}' title='文章标题：{t}&#13;&#10;更新时间：{d} 10:11:12'>{c}</a></td><td>{m}</td></tr>", DAYS),
    "blocks of blocks": ("<div>{}</div>", "<div class=row><div><img src=d.png></div><div><a href='v.aspx?id={n}'>{t}</a></div><div>{d}</div></div>", DAYS),
    "term above": ("<dl>{}</dl>", "<dt>{y}.{m}.{day}</dt><dd><a href='/a/{n}.html'>{t}</a><p>摘要<a href='/a/{n}.html'>[详细]</a></p></dd>", tuple(d.replace("-", ".") for d in DAYS)),
    "cards": ("<div>{}</div>", "<div class=card><div><b>{day}</b><i>{y}-{m}</i></div><a href='/{n}/detail'><h4>{t}</h4><p>摘要文字若干，不是标题。</p></a></div>", DAYS),
    "month and day": ("<ul>{}</ul>", "<li>[{m}-{day}] <a href='/h/{n}.html'>{t}</a></li>", tuple(d[5:] for d in DAYS)),
    "the year behind": ("<div>{}</div>", "<a href='/{n}/d'><b>{m}-{day}</b><i>{y}</i><h3>{t}</h3></a>", DAYS),
    "opened by a script": ("<ul>{}</ul>", "<li><a href='javascript:void(0)' onclick=\"window.open('d.jsp?id={n}')\">{t}</a><span>{d}</span></li>", DAYS),
    "opened by a function": ("<script>function openInfo(kind, id){{ window.open('show.jsp?kind=' + kind + '&id=' + id); }}</script><ul>{}</ul>", "<li><a href='javascript:void(0)' onclick=\"openInfo('a', '90{n}')\">{t}</a><span>{d}</span></li>", DAYS),
    "years above": ("<table><tr><td colspan=2>2023年度</td></tr>{}</table>", "<tr><td><a href='/h/{n}.html'>{t}</a></td><td>[{m}-{day}]</td></tr>", DAYS),
    "whole rows that lead": ("<ul>{}</ul>", "<li onclick=\"location.href='/show/{n}.html'\"><span>{t}</span><i>{d}</i></li>", DAYS),
    "lines of one cell": ("<table><tr><td>{}</td></tr></table>", "<img src=d.gif> <a href='{n}.htm'><font>{t}</font></a> <font>({y}-{m}-{day})</font><br>", DAYS),
    "date inside the link": ("<div>{}</div>", "<p><a href='/x/{n}.html'>{d} {t}</a></p>", DAYS),
    "the Republic's years": ("<table>{}</table>", "<tr><td>{n}</td><td><a href='cp.aspx?n=1&s={n}'>{t}</a></td><td>{roc}-{m}-{day}</td></tr>", ("112-12-27", "112-11-05", "112-09-14")),
    "day first": ("<table>{}</table>", "<tr><td>{day}/{m}/{y}</td><td><a href='p.php?id={n}'>{t}</a></td></tr>", ("27/12/2023", "05/11/2023", "14/09/2023")),
    "articles": ("<main>{}</main>", "<article><a href='/n/{n}x'><h3>{t}</h3></a><time datetime='{d}T00:00:00Z'>当日</time></article>", DAYS),
    "cards with labels": ("<div>{}</div>", "<div class=item><a href='/a/{n}.html'><img src=x.jpg></a><h3><a href='/a/{n}.html'>{t}</a></h3><p>2019年1月5日起施行的规定，见摘要。<a href='/a/{n}.html'>[详细]</a></p><p><a href='/tag/{n}'>标签{n}的内容</a></p><span>发布时间：{d} 10:30</span></div>", DAYS),
    "a list for each": ("<div>{}</div>", "<dl><dt><a href='/a/{n}.html'>{t}</a></dt><dd>{d}</dd><dd><a href='/dept/{n}'>发布单位：砚州市审计局</a></dd></dl>", DAYS),
    "cards that lead as a whole": ("<ul>{}</ul>", "<li><a href='/a/{n}.html'><div class=tit>{t}</div><p>为进一步加强整改，现将有关情况公告如下。</p><span>{d}</span></a></li>", DAYS),
    "days before the titles of cards": ("<div>{}</div>", "<a href='/a/{n}.html'><div><b>{day}</b><span>{y}-{m}</span></div><div><p>{t}</p><p>现将有关情况公告如下。</p></div></a>", DAYS),
    "a file beside each": ("<ul>{}</ul>", "<li><a href='/a/{n}.html'>{t}</a> <a href='/f/{n}.pdf'>附件下载文件</a> <span>{d}</span></li>", DAYS),
    "files of a table": ("<table>{}</table>", "<tr><td>{n}</td><td>{t}</td><td>{d}</td><td><a href='/f/{n}.pdf'>下载</a></td><td><a href='/v/{n}'>在线查看</a></td></tr>", DAYS),
    "cells side by side": ("<table><tr>{}</tr></table>", "<td><a href='/a/{n}.html'>{t}</a></td><td>{d}</td>", DAYS),
    "a list in a script": ("<div id=app></div><script>var docs = [{}];</script>", '{{"title": "{t}", "url": "/n/{n}.html", "publishDate": "{d}"}},', DAYS),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_list_nobody_described_is_read_by_its_structure(name: str) -> None:
    outer, row, days = LISTS[name]
    items = read(NAV + SIDE + outer.format(rows(row)).replace(",]", "]")).items
    assert [item.title for item in items] == list(TITLES)
    assert [item.date for item in items] == list(days)
    assert len({item.url for item in items}) == 3


@pytest.mark.parametrize("name", LISTS)
def test_such_a_list_is_proposed_as_generic(name: str) -> None:
    outer, row, _ = LISTS[name]
    found = detect(page(NAV + outer.format(rows(row)).replace(",]", "]")))
    assert (found.family, found.signs, found.items) == ("generic", ("rows",), 3)


@pytest.mark.parametrize(
    "body",
    [NAV, "<p>网站建设中，敬请期待。</p>", f"{NAV}<ul><li><a href='/a.html'>单位概况介绍文字</a></li></ul>"],
)
def test_a_page_without_rows_is_no_list(body: str) -> None:
    with pytest.raises(NotDetected):
        detect(page(body))


LIST = "<ul>" + rows("<li><a href='/v/{n}.html'>{t}</a><span>{d}</span></li>") + "</ul>"
GO = "<script>function go(n){ if(n==1){ location.href='list.html'; } else { location.href='list_'+n+'.html'; } }</script>"
PAGERS = {
    "words with an arrow": ("<a class=next href='list_2.html'>下一页&gt;</a>", "/sjgg/list_2.html"),
    "for readers of screens": ("<a aria-label='下一页' href='?page=2'><svg></svg></a>", "/sjgg/list.html?page=2"),
    "ordinals": ("<p><a href='list.html'>第1页</a> <a href='list_2.html'>第2頁</a> <a href='list_3.html'>第3页</a></p>", "/sjgg/list_2.html"),
    "relation": ("<a rel=next href='?page=2'>往后翻</a>", "/sjgg/list.html?page=2"),
    "script of its own": ("<a href='javascript:;' onclick=\"location.href='list_2.html'\">下一页</a>", "/sjgg/list_2.html"),
    "function": (f"{GO}<a href='javascript:go(1)'>首页</a><a href='javascript:go(2)'>下一页</a>", "/sjgg/list_2.html"),
    "numbers only": ("<div><b>1</b><a href='list-2.html'>2</a><a href='list-3.html'>3</a></div>", "/sjgg/list-2.html"),
    "a field of a form": ("<form name=f action='list.html'><input type=hidden name=col value=7><input type=hidden name=no value=1></form><script>function turn(n){ document.f.no.value=n; document.f.submit(); }</script><a href='javascript:turn(2)'>下一页</a>", "/sjgg/list.html?col=7&no=2"),
    "pieces of a list": ("<button data-url='/sjgg/more?offset=3'>加载更多</button>", "/sjgg/more?offset=3"),
    "an address kept for a script": ("<ul data-next='/sjgg/more?offset=3'></ul>", "/sjgg/more?offset=3"),
    "pieces kept for a script": ("<button id=b data-url='/api/list' data-page=2 data-cat=7>加载更多</button><script>b.onclick=()=>fetch(b.dataset.url+'?cat='+b.dataset.cat+'&page='+b.dataset.page).then(add)</script>", "/api/list?cat=7&page=2"),
    "pieces and the page that is shown": ("<a id=m data-api='/api/list' data-page=1>更多</a><script>var m=$('#m');$.get(m.data('api')+'?page='+m.attr('data-page'),add)</script>", "/api/list?page=2"),
    "two arrows": ("<a href='list_2.html'>&gt;&gt;</a>", "/sjgg/list_2.html"),
    "a picture": ("<a href='list_2.html'><img src='/img/page_next.gif'></a>", "/sjgg/list_2.html"),
    "what a picture says": ("<a href='list_2.html'><img src=a.gif alt='下一页'></a>", "/sjgg/list_2.html"),
    "words with a number": ("<a href='list_2.html'>下一页(2)</a>", "/sjgg/list_2.html"),
    "a button of a form": ("<input type=button value='下一页' onclick=\"location.href='list_2.html'\">", "/sjgg/list_2.html"),
    "a cell": ("<table><tr><td onclick=\"location='list_2.html'\">下一页</td></tr></table>", "/sjgg/list_2.html"),
    "words of the script": ("<script>var url='list.html';function go(n,s){ location.href = url + '?p=' + n + '&s=' + s; }</script><a href='javascript:go(2,15)'>下一页</a>", "/sjgg/list.html?p=2&s=15"),
    "a template": ("<script>function go(n){ location.href=`list_${n}.html`; }</script><a onclick='go(2)' href='#'>下一页</a>", "/sjgg/list_2.html"),
    "a link that fills in": ("<form name=f action='list.html'><input type=hidden name=page value=1></form><a href=\"javascript:document.f.page.value='2';document.f.submit();\">下一页</a>", "/sjgg/list.html?page=2"),
    "a plugin": ("<script>laypage.render({elem:'p',count:8,limit:3,curr:1,jump:function(obj){location.href='list.html?page='+obj.curr}});</script>", "/sjgg/list.html?page=2"),
    "choices": ("<select onchange='location=this.value'><option value=list.html>1</option><option value=list_2.html>2</option></select>", "/sjgg/list_2.html"),
    "a number that is typed": ("共3页<form action=list.html><input type=hidden name=lm value=4><input name=pageNo value=1></form>", "/sjgg/list.html?lm=4&pageNo=2"),
    "countPage": ("<script>var countPage = 3; var currentPage = 0;</script>", "/sjgg/list_1.html"),
    "createPageHTML": ("<script>createPageHTML(3, 0, 'list', 'html');</script>", "/sjgg/list_1.html"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGERS)
def test_the_next_page_is_found(name: str) -> None:
    pager, target = PAGERS[name]
    found = read(LIST + pager)
    assert found.next is not None
    assert found.next.url == HOST + target


@pytest.mark.parametrize(
    "pager",
    [
        "<a disabled>下一页</a>",
        "<span>下一页</span>",
        "<a class='next disabled' href='list_1.html'>下一页</a>",
        "<div><a href='/v/2.html'>2</a>人</div>",
    ],
)
def test_the_last_page_has_no_next(pager: str) -> None:
    found = read(LIST + pager)
    assert (found.next, found.pages) == (None, None)


@pytest.mark.parametrize(
    "pager",
    ["第3页 共3页 <a href='javascript:turn(4)'>下一页</a>", "<b>2</b><b>3</b><a href='list.html'>下一页</a>"],
)
def test_next_of_a_last_page_leads_nowhere(pager: str) -> None:
    found = read(LIST + pager, number=3)
    assert found.next is None
    assert found.pages in (None, 3)


def test_a_plugin_that_does_not_say_where_it_jumps_makes_the_list_longer_than_what_was_read() -> None:
    found = read(f"{LIST}<script>$('#p').pagination({{pageCount: 4, callback: turn}});</script>")
    assert (found.next, found.pages) == (None, 4)


@pytest.mark.parametrize(
    ("pager", "declared"),
    [
        ("<a href='list_1.html'>首页</a> <a href='list_9.html'>尾页</a>", (2, None)),
        ("<div>页次：1/3</div>", (3, None)),
        ("<div>总页数：3 当前页：1</div>", (3, None)),
        ("<div>总记录数：45，每页显示15条</div>", (None, 45)),
        ("<script>var totalPage=3,pageNum=1;</script>", (3, None)),
        ("<script>var m_nRecordCount = 45; var m_nPageSize = 15;</script>", (None, 45)),
    ],
)
def test_what_a_list_says_of_its_length_is_held_against_what_was_read(
    pager: str, declared: tuple[int | None, int | None]
) -> None:
    found = read(LIST + pager)
    assert found.next is None
    assert (found.pages, found.total) == declared


def test_rows_that_come_when_a_reader_scrolls_are_asked_for() -> None:
    script = "var page=1;window.onscroll=function(){page++;fetch('/sjgg/rows?page='+page).then(add)}"
    second = read(f"{LIST}<script>{script}</script>").next
    assert second is not None
    assert (second.url, second.page, second.probe) == (f"{HOST}/sjgg/rows?page=2", 2, True)


def test_a_day_that_may_be_a_month_stays_as_printed() -> None:
    row = "<a href='/{n}/d'><b>{m}</b>/<b>05</b><i>{y}</i><h3>{t}</h3></a>"
    items = read(f"<div>{rows(row)}</div>").items
    assert [item.date for item in items] == ["12 / 05 2023", "11 / 05 2023", "09 / 05 2023"]
    assert all(len(day(item.date)) < 8 for item in items)


def test_a_box_of_the_newest_rows_leads_to_its_list() -> None:
    other = "<div><h3>机关党建</h3><a href='dj.html'>更多</a><ul><li><a href='/dj/1.html'>支部主题活动记录</a></li></ul></div>"
    box = "<div><h3>审计公告</h3><a href='all/list.html'>更多&gt;&gt;</a>{}</div>"
    found = read(box.format(LIST) + other)
    assert found.next is not None
    assert (found.next.url, found.next.page, found.opens) == (f"{HOST}/sjgg/all/list.html", 1, True)


def test_a_form_is_sent_back_with_its_hidden_fields() -> None:
    form = "<form action='list.html'><input type=hidden name=__VIEWSTATE value='/wE='>{}<a href=\"javascript:__doPostBack('G1','Page$2')\">2</a> <a href=\"javascript:__doPostBack('G1','Page$3')\">3</a></form>"
    found = read(form.format(LIST))
    assert found.next is not None
    assert found.next.method == "POST"
    assert dict(found.next.form) == {
        "__VIEWSTATE": "/wE=",
        "__EVENTTARGET": "G1",
        "__EVENTARGUMENT": "Page$2",
    }


def test_a_way_on_that_cannot_be_followed_makes_the_list_longer_than_what_was_read() -> None:
    found = read(f"{LIST}<a href='javascript:turn(2)'>下一页</a>")
    assert found.next is None
    assert found.pages == 2


@pytest.mark.parametrize(
    ("printed", "digits"),
    [("27/12/2023", "20231227"), ("113-05-06", "20240506"), ("2023年3月1日", "20230301"), ("12-27", "")],
)
def test_days_as_lists_print_them(printed: str, digits: str) -> None:
    assert day(printed) == digits


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ("2023-12-27 审计整改公告", "审计整改公告"),
        ("【2023-12-27】审计整改公告", "审计整改公告"),
        ("审计整改公告（2023年12月27日）", "审计整改公告"),
        ("2023年12月27日至28日审计公告", "2023年12月27日至28日审计公告"),
        ("2023-12-27", "2023-12-27"),
    ],
)
def test_a_date_that_stands_apart_is_no_part_of_a_title(link: str, title: str) -> None:
    assert without_date(link) == title


def test_a_body_in_an_unknown_element_is_found_by_its_text() -> None:
    text = "<p>根据审计意见，我局已将多计的补贴上缴财政，并完善了登记制度。</p><p>滞留的专项资金已全部拨付到位，责任人已被提醒谈话，特此公告。</p>"
    shown = "<div class=hits>浏览：{} 次</div>"
    one, other = (
        read_article(page(f"{NAV}<h1>{TITLES[0]}</h1>{shown.format(n)}<div class=q7>{text}</div>"), bodies=[])
        for n in (7, 8)
    )
    assert (one.recognised, one.fact("body")) == (False, BY_ITS_TEXT)
    assert one.digest == other.digest  # the counter is no part of it
    assert read_article(page(f"<div class=TRS_Editor>{text}</div>")).fact("body") is None


def test_the_described_generic_list_is_read_as_described() -> None:
    found = page(SIDE + LIST)
    source = provisional(found.list_url)
    assert FAMILIES["generic"].listing(found, source).items[0].title == TITLES[0]


def test_a_page_that_leaves_out_its_frame_is_no_answer_of_a_service() -> None:
    body = "<meta charset=utf-8><ul>{}</ul>".format(
        rows("<li><a href='{n}.htm'>{t}</a><span>{d}</span></li>")
    )
    url = f"{HOST}/sjgg/"
    found = detect(Page(url=url, text=body, ask=Ask(url=url, page=1), list_url=url, body=body.encode()))

    assert (found.family, found.items) == ("generic", 3)
