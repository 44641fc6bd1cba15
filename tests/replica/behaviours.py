"""What a host can do wrong: one function a fault. Each gets the site, the call, and the healthy answer as a function."""

import gzip
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.replica.files import file_of
from tests.replica.serving import NOT_FOUND, Answer, Call
from tests.replica.sites import Site

Plain = Callable[[Call], Answer]
Behaviour = Callable[[Site, Call, Plain], Answer]
LIST = "/zwgk/sjgg/"
AWAY = "http://press.localhost/"


def is_list(call: Call) -> bool:
    """A page of the TRS list."""
    return (
        call.path.startswith(LIST)
        and "/t20" not in call.path
        and call.path.rpartition("/")[2][:5] in ("", "index")
    )


def is_first(call: Call) -> bool:
    """The first page of the list."""
    return call.path in (LIST, LIST + "index.html")


def is_article(call: Call) -> bool:
    """An article page."""
    return call.path.startswith(LIST) and "/t20" in call.path


def is_file(call: Call) -> bool:
    """An attached file."""
    return "/P0" in call.path


def below(call: Call) -> bool:
    """Anything in the column."""
    return call.path.startswith(LIST)


def when(test: Callable[[Call], bool], made: Callable[[Call], Answer]) -> Behaviour:
    """Answer some calls otherwise, the rest as usual."""
    return lambda site, call, plain: made(call) if test(call) else plain(call)


def changed(test: Callable[[Call], bool], change: Callable[[Answer], Answer]) -> Behaviour:
    """Change some healthy answers."""
    return lambda site, call, plain: change(plain(call)) if test(call) else plain(call)


def page(words: str, status: int = 200, **more: Any) -> Answer:
    """A small page."""
    return Answer(
        status=status, body=f"<html><head><title>x</title></head><body>{words}</body></html>".encode(), **more
    )


def swap(old: str, new: str) -> Callable[[Answer], Answer]:
    """Replace words in a body."""
    return lambda answer: replace(answer, body=answer.body.replace(old.encode(), new.encode()))


# access

RUISHU = page(
    "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>", 412, headers=(("Set-Cookie", "FSSBBIl1=1"),)
)
JIASULE = page("<script>document.cookie='__jsl_clearance=x'</script>", 521)
WZWS = page("<noscript>请开启JavaScript并刷新该页</noscript><script>var wzwsconfirm='x'</script>")


def cookie_gate(site: Site, call: Call, plain: Plain) -> Answer:
    """A redirect to the same address that sets a cookie, once."""
    if call.path == "/robots.txt" or "gate=1" in call.headers.get("cookie", ""):
        return plain(call)
    return Answer(status=302, headers=(("Location", call.path), ("Set-Cookie", "gate=1; Path=/")))


def browser_only(site: Site, call: Call, plain: Plain) -> Answer:
    """403 for library user agents; one with a contact is let in."""
    agent = call.headers.get("user-agent", "")
    return page("forbidden", 403) if not agent or "Scrapy" in agent or "python" in agent else plain(call)


def referer_only(status: int) -> Behaviour:
    """Articles and files only for readers who come from the list."""
    return when(lambda call: (is_article(call) or is_file(call)) and "referer" not in call.headers,
                lambda call: page("no", status))  # fmt: skip


def too_many(times: int, wait: str) -> Behaviour:
    """429 with Retry-After for the first calls of articles."""
    seen: dict[str, int] = {}

    def behave(site: Site, call: Call, plain: Plain) -> Answer:
        if not is_article(call) or seen.get(site.name, 0) >= times:
            return plain(call)
        seen[site.name] = seen.get(site.name, 0) + 1
        return page("slow down", 429, headers=(("Retry-After", wait),))

    return behave


def ban_after(hits: int) -> Behaviour:
    """403 for everything after so many calls."""
    return when(lambda call: call.hits > hits, lambda call: page("banned", 403))


# bytes


def encoded(charset: str, label: str, header: str | None) -> Behaviour:
    """The list and articles in another encoding, labelled in the page and in the header (None: no label there)."""

    def change(answer: Answer) -> Answer:
        text = answer.body.decode().replace("<meta charset='utf-8'>", f"<meta charset='{label}'>")
        media_type = f"text/html; charset={header}" if header else "text/html"
        return replace(answer, body=text.encode(charset), media_type=media_type)

    return changed(lambda call: below(call) and not is_file(call), change)


def bomb(call: Call) -> Answer:
    """A small body that unpacks to a large one."""
    packed = gzip.compress(bytes(3_000_000))
    return Answer(body=packed, headers=(("Content-Encoding", "gzip"),), validators="none")


def cut_short(call: Call) -> Answer:
    """Half of the body that was announced."""

    def wire(handler: Any) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html><body>half"
        )
        handler.wfile.flush()
        handler.connection.close()

    return Answer(wire=wire)


def drip(call: Call) -> Answer:
    """A byte every now and then, for ever."""

    def wire(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"<")
            handler.wfile.flush()
            time.sleep(0.2)

    return Answer(wire=wire)


def endless(call: Call) -> Answer:
    """A body without end at a good pace."""

    def wire(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>")
        for _ in range(4000):
            handler.wfile.write(b"x" * 10_000)

    return Answer(wire=wire)


def silence(call: Call) -> Answer:
    """Nothing at all."""

    def wire(handler: Any) -> None:
        time.sleep(3)

    return Answer(wire=wire)


# paging


def no_pager(first: int) -> Behaviour:
    """No pager on the list, and its second page is number `first`."""

    def behave(site: Site, call: Call, plain: Plain) -> Answer:
        if not is_list(call) or is_first(call):
            return swap("createPageHTML", "otherPager")(plain(call)) if is_first(call) else plain(call)
        number = int("".join(c for c in call.path.rpartition("_")[2] if c.isdigit()) or 0) - first + 1
        if number < 1:
            return NOT_FOUND
        return swap("createPageHTML", "otherPager")(plain(replace(call, path=f"{LIST}index_{number}.html")))

    return behave


def every_page(made: Callable[[Site, Call, Plain], Answer]) -> Behaviour:
    """Every further page of the list is something else."""
    return lambda site, call, plain: (
        made(site, call, plain) if is_list(call) and not is_first(call) else plain(call)
    )


def first_again(site: Site, call: Call, plain: Plain) -> Answer:
    return plain(replace(call, path=LIST))


def home_instead(site: Site, call: Call, plain: Plain) -> Answer:
    """The home page with its boxes of news."""
    rows = "".join(
        f"<li><a href='/xwzx/yw/202501/t20250101_{n}.html'>要闻第{n}条：审计整改</a></li>" for n in range(9)
    )
    return site.html("首页", f"<ul class='news'>{rows}</ul>")


def strangers(site: Site, call: Call, plain: Plain) -> Answer:
    """A list of other bureaux' items."""
    return swap("/zwgk/sjgg/2", "/zwgk/tjj/2")(plain(call))


def endless_pages(site: Site, call: Call, plain: Plain) -> Answer:
    """Ever more pages with ever new links."""
    if not is_list(call):
        return plain(call)
    number = int("".join(c for c in call.path if c.isdigit()) or 0)
    rows = "".join(f"<li><a href='/zwgk/sjgg/202401/t20240102_{number * 10 + n}9.html'>活动通知{number}-{n}</a></li>"
                   for n in range(8))  # fmt: skip
    return site.html(
        "公告", f"<ul>{rows}</ul><script>createPageHTML(999999,{number},'index','html')</script>"
    )


def sessions(site: Site, call: Call, plain: Plain) -> Answer:
    """Links that carry a new session each time."""
    answer = plain(call)
    if not is_list(call):
        return answer
    text = answer.body.decode().replace(".html' title", f".html;jsessionid=A{call.hits}' title")
    return replace(answer, body=text.encode())


def framed(site: Site, call: Call, plain: Plain) -> Answer:
    """The list stands in a frame."""
    if call.path == LIST:
        return site.html("公告", "<iframe src='/zwgk/sjgg/index.html'></iframe>")
    return plain(call)


def refreshed(site: Site, call: Call, plain: Plain) -> Answer:
    """A meta refresh leads to the list."""
    head = "<meta http-equiv='refresh' content='0; url=/zwgk/sjgg/index.html'>"
    return site.html("公告", "", head=head) if call.path == LIST else plain(call)


def scripted(site: Site, call: Call, plain: Plain) -> Answer:
    """A script leads to the list."""
    script = "<script>window.location.href='/zwgk/sjgg/index.html'</script>"
    return site.html("公告", script) if call.path == LIST else plain(call)


# content


def bare_articles(site: Site, call: Call, plain: Plain) -> Answer:
    """Articles without metas."""
    answer = plain(call)
    return (
        replace(answer, body=answer.body.replace(b"<meta name=", b"<meta data-no="))
        if is_article(call)
        else answer
    )


def home_for_unknown(site: Site, call: Call, plain: Plain) -> Answer:
    """The home page with status 200 for every address that does not exist."""
    answer = plain(call)
    return plain(replace(call, path="/")) if answer.status == 404 else answer


def drop_newest(site: Site) -> None:
    """The newest notice is taken off."""
    site.notices = [notice for notice in site.notices if notice.number != 0]


def drop_most(site: Site) -> None:
    """Only the first of the list is left."""
    site.notices = site.notices[:1]


def restore(site: Site) -> None:
    """Everything is as it was."""
    site.notices = list(site.original)


def edit_newest(site: Site) -> None:
    """The newest notice says something else at the same address."""
    first = site.notices[0]
    site.notices = [replace(first, body=first.body + "<p>（更正：以本版为准。）</p>"), *site.notices[1:]]


def add_newest(site: Site) -> None:
    """A new notice is published."""
    first = site.notices[0]
    site.notices = [replace(first, number=900, title=first.title + "（补充）"), *site.notices]
    site.edition += 3600


def no_notices(site: Site) -> None:
    """A column in which nothing was ever published."""
    site.notices = []


def long_ago(site: Site) -> None:
    """A site that was left behind: its newest notice is years old."""
    site.notices = [
        replace(notice, day=notice.day.replace(year=notice.day.year - 6)) for notice in site.notices
    ]


def files_named(*names: str) -> Callable[[Site], None]:
    """The newest notice has these files."""

    def prepare(site: Site) -> None:
        site.notices = [replace(site.notices[0], files=names), *site.notices[1:]]

    return prepare


def hidden_newest(site: Site, call: Call, plain: Plain) -> Answer:
    """The newest notice is on no list, but still at its address."""
    return replace(site, notices=site.notices[1:]).plain(call) if is_list(call) else plain(call)


def said_gone(site: Site, call: Call, plain: Plain) -> Answer:
    """Addresses that are gone answer 200 with the words that they are not there."""
    answer = plain(call)
    return (
        site.html("提示", "<p>您访问的页面不存在</p>")
        if answer.status == 404 and is_article(call)
        else answer
    )


def home_for_gone(site: Site, call: Call, plain: Plain) -> Answer:
    """Addresses that are gone redirect to the home page."""
    answer = plain(call)
    gone = answer.status == 404 and is_article(call)
    return Answer(status=302, headers=(("Location", "/"),)) if gone else answer


def new_layout(site: Site, call: Call, plain: Plain) -> Answer:
    """The whole site has another system, with status 200."""
    if is_list(call):
        rows = "".join(f"<div onclick=\"go('/a/{n.number}')\">{n.title}</div>" for n in site.notices)
        return site.html("公告", f"<section>{rows}</section>")
    return plain(call)


def no_rows(site: Site, call: Call, plain: Plain) -> Answer:
    """A list without any row."""
    return site.html("公告", "<ul class='list'></ul><p>暂无信息</p>") if is_list(call) else plain(call)


def renamed(site: Site, call: Call, plain: Plain) -> Answer:
    """The column has another address; the old one redirects there."""
    if is_list(call):
        return Answer(status=301, headers=(("Location", call.path.replace(LIST, "/zwgk/sjgk/")),))
    return plain(replace(call, path=call.path.replace("/zwgk/sjgk/", LIST)))


def other_body(site: Site, call: Call, plain: Plain) -> Answer:
    """Articles in a new template: no element that any body was ever found in."""
    answer = plain(call)
    if not is_article(call):
        return answer
    text = (
        answer.body.decode().replace("class='TRS_Editor'", "class='zw2'").replace("</h1>", "</h1><i>新版</i>")
    )
    return replace(answer, body=text.encode())


def cut_titles(site: Site, call: Call, plain: Plain) -> Answer:
    """The list prints titles cut short, before any word that tells their topic."""
    answer = plain(call)
    if not is_list(call):
        return answer
    text = answer.body.decode()
    for notice in site.notices:
        text = text.replace(f" title='{notice.title}'", "").replace(
            f">{notice.title}<", f">{notice.title[:6]}…<"
        )
    return replace(answer, body=text.encode())


# files


def as_file(made: Callable[[Answer], Answer]) -> Behaviour:
    """Attached files are something else."""
    return changed(is_file, made)


def gbk_name(answer: Answer) -> Answer:
    """A file name in the header as raw GBK bytes."""
    raw = "审计整改情况表.pdf".encode("gbk").decode("latin-1")
    return replace(answer, headers=(("Content-Disposition", f'attachment; filename="{raw}"'),))


# caches


def tagged(tag: Callable[[Call, Answer], str]) -> Behaviour:
    """An ETag of the site's own making."""

    def behave(site: Site, call: Call, plain: Plain) -> Answer:
        answer = plain(call)
        return replace(answer, headers=(*answer.headers, ("ETag", tag(call, answer))), modified=None)

    return behave


def robots(words: str, **more: Any) -> Behaviour:
    """Another robots.txt."""
    body = Answer(body=words.encode(), **{"media_type": "text/plain", **more})
    return when(lambda call: call.path == "/robots.txt", lambda call: body)


def robots_elsewhere(site: Site, call: Call, plain: Plain) -> Answer:
    """robots.txt stands at another address."""
    if call.path == "/robots.txt":
        return Answer(status=301, headers=(("Location", "/real-robots.txt"),))
    if call.path == "/real-robots.txt":
        return Answer(body=b"User-agent: *\nDisallow: /zwgk/\n", media_type="text/plain")
    return plain(call)


def scanned() -> bytes:
    """A PDF of one picture."""
    return file_of("scan.scan")


def climbing(answer: Answer) -> Answer:
    """A header whose file name climbs out of its folder."""
    return replace(
        answer,
        headers=(("Content-Disposition", 'attachment; filename="../../../../tmp/zhenggai-owned.pdf"'),),
    )


def visits(site: Site, call: Call, plain: Plain) -> Answer:
    """A counter in every page's footer."""
    answer = plain(call)
    if not (is_list(call) or is_article(call)):
        return answer
    counter = f"<div class='count'>浏览次数：{call.hits}</div></body>"
    return replace(answer, body=answer.body.replace(b"</body>", counter.encode()))
