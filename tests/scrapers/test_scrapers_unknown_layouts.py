"""What sites of their own making do: JSON sent by POST, rows without addresses, feeds, files and texts that scripts fetch."""

import json
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from scrapers.articles.reading import read_article
from scrapers.crawling.list_visits import listing_of
from scrapers.families import FAMILIES
from scrapers.lists.feeds import MOST_UNTITLED
from scrapers.lists.services import content_service
from scrapers.pages import Ask, NotRecognised, Page
from scrapers.sources import Column, Source

HOST = "http://sjj.huashui.gov.cn"
LIST = f"{HOST}/audit/list.html?channelId=31"
TITLES = tuple(f"桦水市{unit}关于专项资金审计整改情况的公告" for unit in ("林业局", "商务局", "城管局"))
WORDS = "<p>根据审计报告，现将整改情况公告如下：一、资金拨付不及时的问题。已整改，滞留资金已全部拨付。二、合同未公开的问题。正在整改，预计年底前完成。</p>"


def page(text: str, url: str = LIST, ask: Ask | None = None) -> Page:
    return Page(url=url, text=text, ask=ask or Ask(url=url), list_url=LIST, body=text.encode())


def source(family: str = "generic", **parameters: str) -> Source:
    return Source(id="x", name="x", region="000000", authority="x", family=family, columns=(Column(url=LIST),),
                  parameters=parameters)  # fmt: skip


POSTED = {
    "jQuery": "var cid=getQuery('channelId');function load(n){$.ajax({url:'/api/info/page',type:'POST',contentType:'application/json',data:JSON.stringify({cid:cid,pageNum:n,size:3})})}",
    "axios": "const cid='31';axios.post('/api/info/page',{cid:cid,pageNum:page,size:3})",
    "fetch": "fetch('/api/info/page',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({cid:'31',pageNum:1,size:3})})",
}  # fmt: skip


@pytest.mark.parametrize("name", POSTED)
def test_a_service_that_wants_json_is_asked_with_json(name: str) -> None:
    found = listing_of(page(f"<div id=app></div><script>{POSTED[name]}</script>"), source()).next
    assert found is not None
    assert (found.method, found.url, found.form) == ("POST", f"{HOST}/api/info/page", ())
    assert json.loads(found.body) == {"cid": "31", "pageNum": 1, "size": 3}


def answer(**more: str) -> str:
    rows = [
        {"infoId": f"9{n}", "infoTitle": title, "publishTime": 1732000000000, **more}
        for n, title in enumerate(TITLES)
    ]
    return json.dumps({"code": 0, "data": {"total": 7, "records": rows}})


def asked(body: str, **carry: str) -> Ask:
    return Ask(
        url=f"{HOST}/api/info/page", method="POST", body=body, carry=(("service", "1"), *carry.items())
    )


@pytest.mark.parametrize(
    ("body", "following"),
    [
        ('{"pageNum": 1}', {"pageNum": 2}),
        ('{"pageNum": "1"}', {"pageNum": "2"}),
        ('{"params": {"col": 9, "pageIndex": 0}}', {"params": {"col": 9, "pageIndex": 1}}),
        ('{"page": {"start": 0}}', {"page": {"start": 3}}),
    ],
)
def test_the_next_page_is_counted_up_inside_the_json(body: str, following: object) -> None:
    found = listing_of(page(answer(url="/a/1.html"), ask=asked(body)), source()).next
    assert found is not None
    assert json.loads(found.body) == following
    assert found.key != asked(body).key


def test_a_list_is_asked_to_the_end_that_it_declares_though_its_pages_are_short() -> None:
    first = listing_of(page(answer(url="/a/1.html"), ask=asked('{"pageNum": 1}')), source()).next
    assert first is not None
    second = listing_of(page(answer(url="/a/1.html"), ask=first), source()).next
    assert second is not None
    assert listing_of(page(answer(url="/a/1.html"), ask=second), source()).next is None


def test_addresses_are_made_of_fields_as_the_data_file_says() -> None:
    found = listing_of(page(answer(), ask=asked('{"pageNum": 1}')), source(address="/d.html?id={infoId}"))
    assert [item.url for item in found.items] == [f"{HOST}/d.html?id=9{n}" for n in range(3)]
    assert [item.title for item in found.items] == list(TITLES)
    assert {item.date for item in found.items} == {"2024-11-19"}


@pytest.mark.parametrize(
    "script",
    [
        "h += '<li><a href=\"/d.html?id=' + row.infoId + '\">' + row.infoTitle",
        'h += `<li><a href="/d.html?id=${item.infoId}">`',
        "window.open('/d.html?id='+list[i].infoId)",
    ],
)
def test_addresses_are_made_of_fields_as_the_list_page_does(script: str) -> None:
    shown = f"<div id=app></div><script>{POSTED['fetch']}.then(function(r){{ {script} }})</script>"
    ask = listing_of(page(shown), source()).next
    assert ask is not None
    found = listing_of(page(answer(), ask=ask), source())
    assert [item.url for item in found.items] == [f"{HOST}/d.html?id=9{n}" for n in range(3)]
    assert found.next is not None and found.next.carried("address") == "/d.html?id={infoId}"


def test_rows_without_addresses_are_told_with_their_fields() -> None:
    with pytest.raises(NotRecognised, match="infoId, infoTitle, publishTime: say with `address`"):
        listing_of(page(answer(), ask=asked('{"pageNum": 1}')), source())


def test_a_service_that_the_data_file_names_is_asked_first() -> None:
    first = FAMILIES["generic"].first
    as_json = first(source(service="/api/info/page", post='{"pageNum":1}'), Column(url=LIST))
    as_form = first(source(service="/api/info/page", post="pageNum=1&cid=7"), Column(url=LIST))
    assert (as_json.url, as_json.method, as_json.body) == (f"{HOST}/api/info/page", "POST", '{"pageNum":1}')
    assert (as_form.method, as_form.form) == ("POST", (("pageNum", "1"), ("cid", "7")))


ENTRIES = "".join(
    f"<item><title><![CDATA[{title}]]></title><link>{HOST}/a/{n}.html</link><pubDate>Wed, 20 Nov 2024 23:30:00 +0000</pubDate></item>"
    for n, title in enumerate(TITLES)
)
FEEDS = {
    "RSS": f'<?xml version="1.0"?><rss version="2.0"><channel><title>公告</title><link>{HOST}/</link>{ENTRIES}</channel></rss>',
    "Atom": '<feed xmlns="http://www.w3.org/2005/Atom">' + "".join(
        f'<entry><title>{title}</title><link rel="alternate" href="/a/{n}.html"/><updated>2024-11-21T08:00:00+08:00</updated></entry>'
        for n, title in enumerate(TITLES)) + "</feed>",
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_are_lists(name: str) -> None:
    found = listing_of(page(FEEDS[name]), source())
    assert [(item.title, item.url, item.date) for item in found.items] == [
        (title, f"{HOST}/a/{n}.html", "2024-11-21") for n, title in enumerate(TITLES)
    ]


def site_map(count: int) -> str:
    rows = "".join(
        f"<url><loc>{HOST}/x/{n}.html</loc><lastmod>2024-11-21</lastmod></url>" for n in range(count)
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def test_a_map_of_site_maps_is_read_map_by_map() -> None:
    text = f"<sitemapindex><sitemap><loc>{HOST}/1.xml</loc></sitemap><sitemap><loc>{HOST}/2.xml.gz</loc></sitemap></sitemapindex>"
    first = listing_of(page(text), source()).next
    assert first is not None and first.url == f"{HOST}/1.xml"
    found = listing_of(page(site_map(2), ask=first), source())
    assert len(found.items) == 2
    assert found.next is not None and found.next.url == f"{HOST}/2.xml.gz"
    assert listing_of(page(site_map(2), ask=found.next), source()).next is None


def test_a_large_site_map_needs_to_be_told_which_pages_are_notices() -> None:
    with pytest.raises(NotRecognised, match="`article`"):
        listing_of(page(site_map(MOST_UNTITLED + 1)), source())
    found = listing_of(page(site_map(MOST_UNTITLED + 1)), source(article=r"/x/1\d\.html$"))
    assert len(found.items) == 10


FILES = {
    "markup that a script writes": "<div class=TRS_Editor>{}</div><script>var fj='<a href=\"./P0.pdf\" title=\"表\">表</a>';</script>",
    "a viewer's address": "<div class=TRS_Editor>{}</div><script>var pdfUrl = \"/audit/P0.pdf\"; show(pdfUrl);</script>",
    "what is done on click": "<div class=TRS_Editor>{}<a href='javascript:;' onclick=\"down('/audit/P0.pdf')\">表</a></div>",
    "a function of the page": "<script>function down(n){{ location.href = '/audit/P' + n + '.pdf'; }}</script><div class=TRS_Editor>{}<a href='javascript:void(0)' onclick='down(0)'>表</a></div>",
    "a page in one form": "<form name=_newscontent><div class=v_news_content>{}</div><a href=P0.pdf>表</a></form>",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_files_are_found_whatever_leads_to_them(name: str) -> None:
    found = read_article(page(FILES[name].format(WORDS * 3), f"{HOST}/audit/1.html"))
    assert [file.url for file in found.files] == [f"{HOST}/audit/P0.pdf"]
    assert found.recognised


def test_a_search_form_is_no_part_of_a_notice() -> None:
    plain = f"<div class=TRS_Editor>{WORDS * 3}</div>"
    searched = f"<div class=TRS_Editor><form>请输入关键词<a href=help.doc>帮助</a></form>{WORDS * 3}</div>"
    assert read_article(page(plain)).digest == read_article(page(searched)).digest


def test_files_of_programs_and_frames_of_the_site_are_none_of_the_notice() -> None:
    scripts = "<header><script>var guide = '/help/guide.pdf';</script></header><script>var name = '报告.pdf', logo = '/i/logo.png';</script>"
    assert read_article(page(f"{scripts}<div class=TRS_Editor>{WORDS * 3}</div>")).files == ()


def test_an_article_that_comes_as_json_is_read() -> None:
    record = {
        "data": {
            "title": TITLES[0],
            "publishTime": "2024-11-20",
            "content": WORDS + "<a href='/f/1.docx'>附件</a>",
        }
    }
    found = read_article(page(json.dumps(record), f"{HOST}/api/info/detail?id=9"))
    assert (found.title, found.fact("meta_date"), found.recognised) == (TITLES[0], "2024-11-20", True)
    assert [file.url for file in found.files] == [f"{HOST}/f/1.docx"]


@pytest.mark.parametrize(
    ("script", "target"),
    [
        ("$.get('/api/info/detail?id=' + getQuery('id'), show)", f"{HOST}/api/info/detail?id=55001"),
        ("fetch('/api/info/55001.json').then(show)", f"{HOST}/api/info/55001.json"),
        (
            "function q(n){var m=location.search.match(n);return m[1];} axios.get('/api/one?aid='+q('id')).then(show)",
            f"{HOST}/api/one?aid=55001",
        ),
        ("function q(n){return n + 1;} axios.get('/api/one?aid='+q('id')).then(show)", None),
        ("$.get('/api/hotwords?n=10', show)", None),
        ("$.get('https://other.example/api/detail?id=55001', show)", None),
    ],
)
def test_what_a_shell_loads_is_asked_if_it_names_the_same_article(script: str, target: str | None) -> None:
    shell = page(f"<div id=app></div><script>{script}</script>", f"{HOST}/audit/detail.html?id=55001")
    assert content_service(shell) == target


def test_settings_with_bare_keys_are_read_as_scripts_write_them() -> None:
    text = "<script>window._CONFIG = {SID: '9', SITE_NAME: '桦水', TREE: [{id: 7, name: '审计公开', children: []}],};</script>"
    ask = replace(Ask(url=f"{HOST}/gkmlpt/index"))
    found = listing_of(page(text, f"{HOST}/gkmlpt/index", ask), source("gkmlpt")).next
    assert found is not None and found.url == f"{HOST}/gkmlpt/api/all/7?page=1&sid=9"


def test_a_server_that_gives_fewer_rows_than_asked_for_is_asked_to_the_end() -> None:
    shell = "<script url='/api-gateway/jpaas-publish-server/front/page/build/unit' queryData=\"{'webId':'1','pageId':'2'}\"></script>"
    ask = listing_of(page(shell), source("jpaas")).next
    for number in range(3):
        assert ask is not None
        rows = "".join(
            f"<li><a href='/art/2024/1/{i + 1}/art_1_{number}{i}.html'>{TITLES[0]}</a></li>"
            for i in range(20)
        )
        text = json.dumps({"data": {"html": f"<ul>{rows}</ul><div count='60'></div>"}})
        ask = listing_of(page(text, ask=ask), source("jpaas")).next
    assert ask is None


RECORDS = "".join(
    f"<REC><TITLE><![CDATA[{title}]]></TITLE><URL>/a/{n}.html</URL><DOCRELTIME>2024-11-20 00:00:00</DOCRELTIME></REC>"
    for n, title in enumerate(TITLES)
)
XMLS = {
    "records": f'<?xml version="1.0" encoding="UTF-8"?><ROOT><RECORDCOUNT>7</RECORDCOUNT>{RECORDS}</ROOT>',
    "records in a callback": "show(" + json.dumps(f"<data><total>7</total>{RECORDS}</data>") + ");",
}


@pytest.mark.parametrize("name", XMLS)
def test_services_that_answer_in_xml_are_read_page_by_page(name: str) -> None:
    ask = Ask(url=f"{HOST}/was5/web/search?channelid=9&page=1&prepage=3", carry=(("service", "1"),))
    found = listing_of(page(XMLS[name], ask=ask), source())
    assert [(item.title, item.url) for item in found.items] == [
        (title, f"{HOST}/a/{n}.html") for n, title in enumerate(TITLES)
    ]
    assert found.total == 7
    assert found.next is not None and "page=2" in found.next.url


def test_rows_that_scripts_write_are_read_where_they_stand() -> None:
    rows = "".join(
        f'<li><script>document.write(\'<a href="./{n}.html" title="{title}">{title[:8]}...</a>\');</script><span>2024-11-2{n}</span></li>'
        for n, title in enumerate(TITLES)
    )
    found = listing_of(page(f"<ul>{rows}</ul>", f"{HOST}/gg/index.html"), source())
    assert [(item.title, item.date) for item in found.items] == [
        (title, f"2024-11-2{n}") for n, title in enumerate(TITLES)
    ]


def test_a_number_that_is_typed_and_read_by_a_script_turns_the_page() -> None:
    rows = "".join(
        f"<li><a href='/detail/30{n}'>{title}</a><i>2024.11.20</i></li>" for n, title in enumerate(TITLES)
    )
    script = (
        "function jump(){ var n = document.getElementById('pn').value; location.href = '/list/12/' + n; }"
    )
    shown = f"<ul>{rows}</ul><script>{script}</script>共3页<input id=pn value=1><button onclick='jump()'>跳转</button>"
    found = listing_of(page(shown, f"{HOST}/list/12/1"), source()).next
    assert found is not None and found.url == f"{HOST}/list/12/2"


LONG = 20_000
HARD = {
    "scripts that never close": "<script>document.write('" * (LONG // 24),
    "calls that never close": "<a onclick='f(" + "a," * (LONG // 2) + "'>审计整改情况公告</a>",
    "words without end": "<script>" + "get" * (LONG // 3) + "</script>",
    "callbacks in callbacks": "f(" * (LONG // 2),
    "years above rows": "<table>" + "<tr><td>2024年</td></tr>" * 300 + "".join(
        f"<tr><td><a href='/a/{n}.html'>审计整改情况公告{n}</a></td><td>11-20</td></tr>" for n in range(300)),
    "forms in forms": "<form><p>审计整改情况</p>" * 900,
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_no_page_takes_long(name: str) -> None:
    """What a site sends cannot hold up the crawl of all others."""
    found = page(HARD[name])
    begun = time.process_time()
    with suppress(NotRecognised):
        listing_of(found, source())
    read_article(found)
    content_service(found)
    assert time.process_time() - begun < 5
