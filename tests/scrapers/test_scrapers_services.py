"""Lists that scripts carry or load: values as scripts write them, and the data service that a page names."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.answers.shells import shell
from scrapers.crawling.list_visits import listing_of
from scrapers.detecting.detect import NotDetected, detect, provisional
from scrapers.lists.literals import Name, literal
from scrapers.pages import Ask, Listing, NotRecognised, Page

HOST = "http://sjj.lanpu.gov.cn"
TITLES = tuple(f"岚浦市{unit}关于专项资金审计整改情况的公告" for unit in ("林业局", "商务局", "城管局"))


def page(text: str, ask: Ask | None = None) -> Page:
    asked = ask or Ask(url=f"{HOST}/audit/list?id=7")
    return Page(url=asked.url, text=text, ask=asked, list_url=f"{HOST}/audit/list", body=text.encode())


def read(text: str, ask: Ask | None = None) -> Listing:
    return listing_of(page(text, ask), provisional(f"{HOST}/audit/list"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{title: '整改', n: 3,}", {"title": "整改", "n": 3}),
        ('[{"a": null}, {b: undefined, c: `x`}]', [{"a": None}, {"b": None, "c": "x"}]),
        ("{/* two */ a: 'it\\'s', // end\n b: [1, -2.5]}", {"a": "it's", "b": [1, -2.5]}),
        ("{page: cfg.page}", {"page": Name("cfg.page")}),
    ],
)
def test_values_as_scripts_write_them(text: str, value: object) -> None:
    assert literal(text) == (value, len(text))


@given(st.text(alphabet="{}[]'\",:ab1 /*\\", max_size=40))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    try:
        _, end = literal(text)
    except ValueError:
        return
    assert 0 < end <= len(text)


SCRIPTED = {
    "objects of a script": "var docs=[{}];".format(",".join(f"{{title:'{t}',link:'./a/{n}.html',time:'2024-03-0{n}'}}" for n, t in enumerate(TITLES, 1))),
    "names of their own": "window.DATA={{\"list\":[{}]}}".format(",".join(f'{{"articleTitle":"{t}","coverUrl":"/i.png","articleUrl":"/audit/a/{n}.html","pubTime":"2024-03-0{n}"}}' for n, t in enumerate(TITLES, 1))),
}  # fmt: skip


@pytest.mark.parametrize("name", SCRIPTED)
def test_a_list_that_a_script_carries_is_read(name: str) -> None:
    found = read(f"<html><body><div id=app></div><script>{SCRIPTED[name]}</script></body></html>")
    assert [item.title for item in found.items] == list(TITLES)
    assert [item.url for item in found.items] == [f"{HOST}/audit/a/{n}.html" for n in (1, 2, 3)]
    assert [item.date for item in found.items] == [f"2024-03-0{n}" for n in (1, 2, 3)]


SERVICES = {
    "an address": ("fetch('/api/docs/list?channel=33&page=1&size=3')", "GET", "/api/docs/list?channel=33&page=1&size=3"),
    "pieces": ("function go(p){$.getJSON('/api/docs?channel='+cid+'&pageNo='+p,show)} var cid = 33; go(1)", "GET", "/api/docs?channel=33&pageNo=1"),
    "a template": ("const id='q7';axios.get(`/rest/docs/${id}?page=${n}`)", "GET", "/rest/docs/q7?page=1"),
    "options": ("$.ajax({url:'/data/list.do',data:{page:cur,rows:3},type:'get'})", "GET", "/data/list.do?page=1&rows=3"),
    "fields behind it": ("axios.get('/rest/docs',{params:{page:1,col:'sj'}})", "GET", "/rest/docs?page=1&col=sj"),
    "a fragment": ("$('#list').load('/sjgs/fragment.do?page=1&rows=3')", "GET", "/sjgs/fragment.do?page=1&rows=3"),
    "a file of records": ("</script><script src='/js/jquery.min.js'></script><script src='data/list.js'>", "GET", "/audit/data/list.js"),
    "an argument of the page's own address": ("var id = getQueryString('id'); $.get('/api/docs?page=1&channel=' + id)", "GET", "/api/docs?page=1&channel=7"),
    "a form": ("$.post('/data/list.do',{pageIndex:1,col:'sj'},show)", "POST", "/data/list.do"),
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_the_service_that_a_page_names_is_asked(name: str) -> None:
    script, method, target = SERVICES[name]
    text = (
        f"<html><body><div id=list></div><script>$.get('/count/hits?page=1');{script}</script></body></html>"
    )
    found = read(text)
    assert found.next is not None
    assert (found.next.method, found.next.url, found.opens) == (method, HOST + target, True)
    assert (detect(page(text)).family, detect(page(text)).signs) == ("generic", ("service",))


@pytest.mark.parametrize(
    "script",
    [
        "fetch('https://stat.example.com/api/list?page=1')",
        "fetch('/api/list?token='+token+'&page=1')",
        "$.post('/api/comment/list',{text:'x'})",
    ],
)
def test_what_a_page_does_not_say_is_not_asked(script: str) -> None:
    with pytest.raises(NotRecognised):
        read(f"<html><body><div id=list></div><script>{script}</script></body></html>")


def test_a_file_of_records_is_read_as_a_script() -> None:
    ask = Ask(url=f"{HOST}/audit/data/list.js", carry=(("service", "1"),))
    found = read(SCRIPTED["objects of a script"], ask)
    assert [item.title for item in found.items] == list(TITLES)
    assert found.next is None


def test_a_fragment_is_asked_page_by_page_to_its_end() -> None:
    rows = "".join(
        f"<li><a href='/audit/{n}.html'>{title}</a><span>2024-03-0{n}</span></li>"
        for n, title in enumerate(TITLES, 1)
    )
    second = read(rows, Ask(url=f"{HOST}/sjgs/f.do?page=1", carry=(("service", "1"),))).next
    assert second is not None
    assert second.url == f"{HOST}/sjgs/f.do?page=2"
    assert read("<li></li>", second).empty


def test_of_several_frames_the_one_that_is_no_menu_is_followed() -> None:
    frames = "<frameset><frame src='menu.htm' name=m><frame src='list.htm' name=l></frameset>"
    assert shell(page(f"<html>{frames}</html>")) == f"{HOST}/audit/list.htm"
    with pytest.raises(NotDetected, match=r"detect http:.*list\.htm"):
        detect(page(f"<html>{frames}</html>"))


def answer(count: int, total: int) -> str:
    rows = ",".join(
        f'{{"title":"{TITLES[n % 3]}","url":"/audit/{n}","publishDate":"2024-03-01"}}' for n in range(count)
    )
    return f'{{"code":0,"data":{{"total":{total},"rows":[{rows}]}}}}'


def test_a_service_is_asked_page_by_page() -> None:
    first = Ask(url=f"{HOST}/api/docs?channel=3&page=1&size=3")
    second = read(answer(3, 5), first).next
    assert second is not None
    assert (second.url, second.page) == (f"{HOST}/api/docs?channel=3&page=2&size=3", 2)
    assert read(answer(2, 5), second).next is None


def test_a_service_that_counts_items_is_asked_from_the_next_item() -> None:
    second = read(answer(3, 9), Ask(url=f"{HOST}/api/docs", method="POST", form=(("start", "0"),))).next
    assert second is not None
    assert second.form == (("start", "3"),)


def test_titles_in_objects_and_days_under_any_name_are_read() -> None:
    rows = [
        {
            "id": n,
            "link": f"/archives/{n}",
            "title": {"rendered": f"砚州市{body}审计整改公告"},
            "day": f"2024-0{n}-11",
        }
        for n, body in enumerate(("教育局", "水务局"), 1)
    ]
    found = read(json.dumps(rows), Ask(url=f"{HOST}/api/posts?page=1"))
    assert [(item.title, item.date) for item in found.items] == [
        ("砚州市教育局审计整改公告", "2024-01-11"),
        ("砚州市水务局审计整改公告", "2024-02-11"),
    ]
