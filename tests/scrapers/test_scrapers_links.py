"""Finding the list on a page, whatever stands around it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.answers.decoding import decode
from scrapers.articles.reading import read_article
from scrapers.crawling.list_visits import listing_of
from scrapers.families import FAMILIES
from scrapers.lists.links import declared_pages, declared_total, listed, listed_elsewhere, next_link, soup_of
from scrapers.lists.page_calls import page_call
from scrapers.pages import Ask, NotRecognised, Page
from scrapers.sources import Column, Source

ARTICLE = re.compile(r"/t\d+\.html$")
URL = "http://a.gov.cn/zwgk/sjgg/index.html"
FOLDER = "http://a.gov.cn/zwgk/sjgg/"


def items(markup: str, within: str = FOLDER) -> list[tuple[str, str | None]]:
    """Titles and dates of the list on a page."""
    return [
        (item.title, item.date) for item in listed(soup_of(markup), url=URL, article=ARTICLE, within=within)
    ]


def page(text: str, url: str = URL) -> Page:
    """A page as a family gets it."""
    return Page(url=url, text=text, ask=Ask(url=url), list_url=url, body=text.encode("utf-8", "replace"))


def source(family: str = "trs", **parameters: str) -> Source:
    """A source of a family."""
    return Source(id="x", name="x", region="000000", authority="x", family=family, columns=(Column(url=URL),),
                  parameters=parameters)  # fmt: skip


LISTS = {
    "list items": "<ul>{}</ul>|<li><a href='{h}'>{t}</a><span>{d}</span></li>",
    "odd and even rows": "<ul>{}</ul>|<li class='c{n}'><span>[{d}]</span><a href='{h}' title='{t}'>{t}</a></li>",
    "table rows": "<table><tbody>{}</tbody></table>|<tr><td>{n}</td><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>",
    "definition list": "<dl>{}</dl>|<dd><a href='{h}'>{t}</a><em>{d}</em></dd>",
    "blocks": "<div class='list'>{}</div>|<div class='item'><a href='{h}'>{t}</a><i>{d}</i></div>",
    "date inside the link": "<ul>{}</ul>|<li><a href='{h}'><span>{d}</span>{t}</a></li>",
    "a list an item": "<div>{}</div>|<ul class='one'><li><a href='{h}'>{t}</a> {d}</li></ul>",
    "picture beside": "<ul>{}</ul>|<li><a href='{h}'><img src='x.png'></a><a href='{h}'>{t}</a>{d}</li>",
    "cut short": "<ul>{}</ul>|<li><a href='{h}' title='{t}'>关于审…</a><span>{d}</span></li>",
    "unclosed": "<ul>{}</ul>|<li><a href='{h}'>{t}</a><span>{d}</span>",
}


@pytest.mark.parametrize("name", LISTS)
def test_rows_titles_and_dates(name: str) -> None:
    """Ten shapes of list, each among navigation and another column's box."""
    outer, row = LISTS[name].split("|")
    rows = [
        row.format(h=f"./t{n}.html", t=f"关于审计整改的公告第{n}号", d=f"2024-0{n}-15", n=n)
        for n in range(1, 6)
    ]
    side = (
        "<ul class='hot'>"
        + "".join(f"<li><a href='/xw/t9{n}.html'>要闻{n}</a>2024-01-01</li>" for n in range(8))
        + "</ul>"
    )
    nav = "<div><a href='/'>首页</a><a href='/zwgk/'>公开</a></div><p>共5条</p>"

    assert items(nav + side + outer.format("".join(rows))) == [
        (f"关于审计整改的公告第{n}号", f"2024-0{n}-15") for n in range(1, 6)
    ]


def test_links_to_other_hosts_are_part_of_the_list() -> None:
    """A press article in the list is one of its rows; a pager is not."""
    rows = "<ul><li><a href='t1.html'>审计一</a></li><li><a href='http://press.cn/a'>审计工作的报道</a></li></ul>"

    assert [title for title, _ in items(rows + "<ul class='p'><li><a href='index_1.html'>下一页</a></li></ul>")] == [
        "审计一", "审计工作的报道",
    ]  # fmt: skip


def test_a_single_row_is_a_list() -> None:
    """A column with one notice."""
    assert items(
        "<div><ul><li><a href='t1.html'>唯一的公告</a><span>2024年1月5日</span></li></ul></div>"
    ) == [("唯一的公告", "2024年1月5日")]


def test_a_list_of_nothing_but_outside_links() -> None:
    """Is a list if every dated row leads away; dated rows that stay are another layout."""
    away = "<ul><li><a href='http://press.cn/1'>报道审计整改</a>2024-01-02</li></ul>"
    mixed = away.replace("</ul>", "<li><a href='/c/1'>审计整改通报</a>2024-01-03</li></ul>")

    assert [item.title for item in listed_elsewhere(soup_of(away), url=URL)] == ["报道审计整改"]
    assert listed_elsewhere(soup_of(mixed), url=URL) == ()


@pytest.mark.parametrize(
    ("call", "pages", "total", "prefix"),
    [
        ('createPageHTML(5, 0, "index", "html");', 5, None, "index"),
        ("createPageHTML(3,1,'index','shtml',45)", 3, 45, "index"),
        ("createPageHTML('page_div',7,2,'common_list','shtml',130);", 7, 130, "common_list"),
        ('createPageHTML(389,20,0,"index","html")', 20, 389, "index"),
        ('createPageHTML(1, 0, "index", "htm")', 1, None, "index"),
        (
            "function createPageHTML(_nPageCount, _nCurrIndex) {} createPageHTML(4,0,'list','html')",
            4,
            None,
            "list",
        ),
    ],
)
def test_pager_calls(call: str, pages: int, total: int | None, prefix: str) -> None:
    """The forms of createPageHTML."""
    found = page_call(call)

    assert found is not None
    assert (found.pages, found.total, found.prefix) == (pages, total, prefix)


@pytest.mark.parametrize(
    ("text", "pages", "total"),
    [("共3页", 3, None), ("共 <b>12</b> 页 共 <b>230</b> 条", 12, 230), ("页次：1/7页", 7, None), ("共45条记录", None, 45),
     ("公共服务", None, None), ("共3条例", None, None)],
)  # fmt: skip
def test_printed_pagers(text: str, pages: int | None, total: int | None) -> None:
    """What pagers print."""
    assert (declared_pages(text), declared_total(text)) == (pages, total)


def test_next_links_lead_on() -> None:
    """By their words; one that leads to the same page is none."""
    assert next_link(soup_of("<a href='index_2.html'>下一页</a>"), URL) == FOLDER + "index_2.html"
    assert next_link(soup_of(f"<a href='{URL}#'>下一页</a>"), URL) is None


def test_rows_written_by_scripts() -> None:
    """A TRS list inside document.write."""
    rows = "".join(
        f"document.write('<li><a href=\"./202401/t20240105_{n}.html\">审计公告{n}</a><span>2024-01-05</span></li>');"
        for n in range(3)
    )

    assert [item.title for item in listing_of(page(f"<script>{rows}</script>"), source()).items] == [
        "审计公告0", "审计公告1", "审计公告2",
    ]  # fmt: skip


def test_a_wrong_page_is_not_recognised() -> None:
    """A page without the family's links says what was looked for."""
    with pytest.raises(NotRecognised, match="no link like"):
        listing_of(page("<html><body><p>hello</p></body></html>"), source())


@pytest.mark.parametrize("family", sorted(FAMILIES))
@settings(max_examples=25, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=300),
        st.text(alphabet="<>/=\"' {}[]():,;&#0129aerlthudpx记录页共条", max_size=300),
        st.sampled_from(
            ["{}", "[]", "null", '{"data":{"html":3}}', '{"rows":[{"title":1,"url":2}]}', "x(", "<record>"]
        ),
    )
)
def test_no_text_breaks_a_family(family: str, text: str) -> None:
    """Whatever comes is read or not recognised; no reader fails on it."""
    for address in (
        URL,
        "http://a.gov.cn/site/label/8888?pageIndex=1",
        "http://a.gov.cn/gkmlpt/api/all/3?page=1&sid=2",
    ):
        try:
            listing_of(page(text, address), source(family))
        except NotRecognised as error:
            assert "reader failed" not in str(error), (family, text, error)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_the_article_reader(text: str) -> None:
    """Any page has a digest, and the same page the same digest."""
    first, second = read_article(page(text)), read_article(page(text))

    assert first == second
    assert len(first.digest) == 64


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=200))
def test_utf8_pages_are_read_back(text: str) -> None:
    """UTF-8 needs no declaration."""
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("charset", "label"), [("gb18030", "gb2312"), ("gbk", "gb2312"), ("big5hkscs", "big5")]
)
def test_labels_mean_their_supersets(charset: str, label: str) -> None:
    """Characters outside the labelled set survive."""
    text = "審計署㐂" if charset == "gb18030" else "審計署"

    assert decode(text.encode(charset), label) == text


def test_articles_tell_their_metas_files_and_doubts() -> None:
    """Meta names in any case; files by ending, by query and by viewer; dates that disagree."""
    markup = (
        "<html><head><meta name='articletitle' content='审计整改公告'><meta name='PUBDATE' content='2024-03-01 10:00'></head>"
        "<body><div class='TRS_Editor'><p>正文</p><a href='P020240301.PDF'>附件1</a>"
        "<a href='/download.jsp?name=表.xlsx'>附件2</a><iframe src='/v/viewer.html?file=/f/c.pdf'></iframe>"
        "<a href='/about.html'>关于</a></div></body></html>"
    )
    article = read_article(page(markup, "http://a.gov.cn/zwgk/202312/t20231215_1.html"))

    assert article.title == "审计整改公告"
    assert [file.url.rpartition("/")[2] for file in article.files] == [
        "P020240301.PDF",
        "download.jsp?name=表.xlsx",
        "c.pdf",
    ]
    assert article.fact("meta_date") == "2024-03-01 10:00"
    assert any("dates disagree" in doubt for doubt in article.doubts)


def test_a_notice_that_is_a_picture_has_its_picture() -> None:
    """Where the body has next to no words, its images are the notice."""
    markup = "<div id='zoom'><p><img src='/p/1.jpg'></p></div>"

    assert [file.url for file in read_article(page(markup)).files] == ["http://a.gov.cn/p/1.jpg"]


def test_a_visit_counter_makes_no_new_version() -> None:
    """The digest is over what the body says."""
    one = "<div id='zoom'><p>正文</p></div><span>浏览：{}</span>"

    assert read_article(page(one.format(1))).digest == read_article(page(one.format(2))).digest
