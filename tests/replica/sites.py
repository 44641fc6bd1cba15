"""One class a family: how its lists, pages and articles look. The markup is ours; only its structure is theirs."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from hashlib import md5
from typing import Any
from urllib.parse import unquote

from tests.replica.content import Notice, Town
from tests.replica.files import MEDIA_TYPES, file_of
from tests.replica.serving import NOT_FOUND, Answer, Call

FOOTER = "<div class='footer'><a href='/about.html'>网站声明</a><a href='/map.html'>网站地图</a> 主办单位：{office}</div>"
NAV = "<div class='nav'><a href='/'>首页</a><a href='/zwgk/'>政务公开</a><a href='/hd/'>互动交流</a></div>"


@dataclass(slots=True, kw_only=True)
class Site:
    """A host of the replica. `notices` may be changed while it runs; `meddle` stands between it and its callers."""

    name: str
    town: Town
    notices: list[Notice]
    per_page: int = 15
    robots: str = "User-agent: *\nDisallow: /admin/\n"
    validators: str = "both"
    edition: int = 0  # counts changes of the lists, for Last-Modified
    values: dict[str, Any] = field(default_factory=dict)
    meddle: Callable[["Site", Call, Callable[[Call], Answer]], Answer] | None = None

    original: list[Notice] = field(default_factory=list)

    family = "generic"
    list_path = "/zwgk/sjgg/index.html"
    body_class = "class='content'"

    def __post_init__(self) -> None:
        self.original = list(self.notices)

    def route(self, call: Call) -> Answer:
        """Answer a call, by way of whatever fault is switched on."""
        return self.meddle(self, call, self.plain) if self.meddle else self.plain(call)

    def plain(self, call: Call) -> Answer:
        """Answer a call as a healthy site."""
        if call.path == "/robots.txt":
            return Answer(body=self.robots.encode(), media_type="text/plain")
        if call.path == "/":
            return self.html("首页", NAV + self.box(self.notices[:5]))
        for notice in self.notices:
            path = self.article_path(notice)
            if call.path == path and not notice.external:
                return self.article(notice, call)
            folder = self.file_folder(notice)
            if call.path.startswith(folder) and unquote(call.path.removeprefix(folder)) in notice.files:
                name = unquote(call.path.removeprefix(folder))
                media_type = MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
                return Answer(body=file_of(name), media_type=media_type, modified=moment(notice.day))
        return self.listing(call) or NOT_FOUND

    def listing(self, call: Call) -> Answer | None:
        """The answer to a request for a page of the list, or None where it is none."""
        raise NotImplementedError

    def article_path(self, notice: Notice) -> str:
        """Where a notice stands."""
        raise NotImplementedError

    def file_folder(self, notice: Notice) -> str:
        """Where a notice's files stand."""
        return self.article_path(notice).rpartition("/")[0] + "/"

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-len(self.notices) // self.per_page))

    def shown(self, number: int) -> list[Notice]:
        """The notices of page N, from 1."""
        return self.notices[(number - 1) * self.per_page : number * self.per_page]

    def href(self, notice: Notice) -> str:
        """What the list links to."""
        return notice.external or self.article_path(notice)

    def row(self, notice: Notice) -> str:
        """One line of the list."""
        return f"<li><a href='{self.href(notice)}' title='{notice.title}'>{notice.title}</a><span>{notice.day}</span></li>"

    def box(self, notices: Iterable[Notice]) -> str:
        """Rows as a list."""
        return "<ul class='list'>" + "".join(self.row(notice) for notice in notices) + "</ul>"

    def side(self) -> str:
        """A box of another column, as every real page has."""
        return "<div class='side'><ul class='hot'><li><a href='/hd/zx/a.html'>热点问答</a></li></ul></div>"

    def list_page(self, number: int, pager: str, *, head: str = "") -> Answer:
        """A static page of the list."""
        rows = self.box(self.shown(number))
        return self.html("审计公告", NAV + self.side() + f"<div class='main'>{rows}<div class='pager'>{pager}</div></div>",
                         head=head, modified=self.changed())  # fmt: skip

    def changed(self) -> float:
        """When the lists last changed."""
        newest = max((notice.day for notice in self.notices), default=date(2024, 1, 1))
        return moment(newest) + self.edition

    def html(self, title: str, inner: str, *, head: str = "", modified: float | None = None) -> Answer:
        """A page of the site."""
        text = (
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}_{self.town.name}</title>{head}</head>"
            f"<body>{inner}{FOOTER.format(office=self.town.office)}</body></html>"
        )
        return Answer(body=text.encode(), modified=modified, validators=self.validators)

    def metas(self, notice: Notice) -> str:
        """The metas that the guideline asks for."""
        pairs = {"SiteName": f"{self.town.name}人民政府", "SiteDomain": f"{self.name}.localhost",
                 "ColumnName": "审计公告", "ArticleTitle": notice.title, "PubDate": f"{notice.day} 09:30",
                 "ContentSource": notice.source}  # fmt: skip
        return "".join(f'<meta name="{name}" content="{value}">' for name, value in pairs.items())

    def article(self, notice: Notice, call: Call) -> Answer:
        """The page of a notice."""
        links = "".join(
            f"<p>附件：<a href='{self.file_folder(notice)}{name}'>{name}</a></p>" for name in notice.files
        )
        inner = (f"{NAV}<h1>{notice.title}</h1><div class='info'>发布日期：{notice.day} 来源：{notice.source}</div>"
                 f"{self.table(notice)}<div {self.body_class}>{notice.body}</div>{links}")  # fmt: skip
        return self.html(notice.title, inner, head=self.metas(notice), modified=moment(notice.day))

    def table(self, notice: Notice) -> str:
        """The disclosure table, in this family's style."""
        return ""

    def data_file(self, port: int, scheme: str = "http") -> dict[str, Any]:
        """The values of this site's data file."""
        url = f"{scheme}://{self.name}.localhost:{port}{self.list_path}"
        usual = {
            "name": f"{self.town.name} 审计公告", "region": "999901", "authority": self.town.office,
            "family": self.family, "lists": [{"url": url}],
        }  # fmt: skip
        return {**usual, **self.values}


def moment(day: date) -> float:
    """Nine in the morning, seconds since 1970."""
    return datetime.combine(day, time(9), UTC).timestamp()


def hexes(notice: Notice) -> str:
    """32 hexadecimal digits for a notice."""
    return md5(f"{notice.number}{notice.day}".encode(), usedforsecurity=False).hexdigest()


def page_number(path: str, first: str, pattern: Callable[[int], str], pages: int) -> int | None:
    """Which page of a list a path is."""
    known = {first: 1} | {pattern(number): number for number in range(2, pages + 1)}
    return known.get(path)


class Trs(Site):
    family = "trs"
    list_path = "/zwgk/sjgg/"
    body_class = "class='TRS_Editor'"
    pager = True

    def article_path(self, notice: Notice) -> str:
        return f"/zwgk/sjgg/{notice.day:%Y%m}/t{notice.day:%Y%m%d}_{3000 + notice.number}.html"

    def listing(self, call: Call) -> Answer | None:
        path = call.path.removesuffix("index.html")
        number = page_number(path, self.list_path, lambda n: f"/zwgk/sjgg/index_{n - 1}.html", self.pages)
        script = f'<script>createPageHTML({self.pages}, {(number or 1) - 1}, "index", "html");</script>'
        return self.list_page(number, script) if number else None


class TrsShtml(Trs):
    """The same CMS with .shtml, bare t-names and the record-count form of its pager."""

    def article_path(self, notice: Notice) -> str:
        return f"/zwgk/sjgg/t{18000000 + notice.number}.shtml"

    def listing(self, call: Call) -> Answer | None:
        number = page_number(call.path.removesuffix("index.shtml"), self.list_path,
                             lambda n: f"/zwgk/sjgg/index_{n - 1}.shtml", self.pages)  # fmt: skip
        counts = f"{len(self.notices)},{self.per_page},{(number or 1) - 1}"
        script = f'<script>createPageHTML({counts},"index","shtml")</script>'
        return self.list_page(number, script) if number else None


class Nfcms(Site):
    family = "nfcms"
    list_path = "/zwgk/sjjggg/index.html"
    body_class = "class='news_cont_d_wrap'"

    def article_path(self, notice: Notice) -> str:
        return f"/zwgk/sjjggg/content/post_{9000000 + notice.number}.html"

    def file_folder(self, notice: Notice) -> str:
        return f"/attachment/0/{500 + notice.number}/"

    def listing(self, call: Call) -> Answer | None:
        number = page_number(call.path, self.list_path, lambda n: f"/zwgk/sjjggg/index_{n}.html", self.pages)
        following = (
            f"<a class='next' href='index_{(number or 0) + 1}.html'>下一页</a>"
            if number != self.pages
            else ""
        )
        head = "<script>var NFCMS_SITE_ID='755999';</script>"
        return (
            self.list_page(number, f"<a href='index.html'>首页</a>{following}", head=head) if number else None
        )

    def table(self, notice: Notice) -> str:
        return (f"<table class='xxgk'><tr><td>索引号：</td><td>{notice.number:06d}/2024-00{notice.number:03d}</td>"
                f"<td>发布机构：</td><td>{notice.source}</td></tr></table>")  # fmt: skip


class Ucap(Site):
    family = "ucap"
    list_path = "/xxgk/sjgk/common_list.shtml"
    body_class = "id='UCAP-CONTENT'"

    def article_path(self, notice: Notice) -> str:
        return f"/xxgk/sjgk/{notice.day:%Y%m}/{hexes(notice)}.shtml"

    def listing(self, call: Call) -> Answer | None:
        number = page_number(
            call.path, self.list_path, lambda n: f"/xxgk/sjgk/common_list_{n}.shtml", self.pages
        )
        pager = (f"<div id='page_div'></div><script>createPageHTML('page_div',{self.pages},{number},'common_list',"
                 f"'shtml',{len(self.notices)});</script>")  # fmt: skip
        return (
            self.list_page(number, pager, head="<meta name='channelId' content='c0ffee'>") if number else None
        )


class UcapJson(Ucap):
    """The same CMS asked through its search service."""

    def listing(self, call: Call) -> Answer | None:
        if call.path != "/common/search/c0ffee":
            return super().listing(call)
        shown = self.shown(int(call.query.get("page", "1")))
        rows = [
            {"title": n.title, "url": self.href(n), "publishedTimeStr": f"{n.day} 09:30:00"} for n in shown
        ]
        return as_json({"data": {"total": len(self.notices), "results": rows}})

    def data_file(self, port: int, scheme: str = "http") -> dict[str, Any]:
        template = f"{scheme}://{self.name}.localhost:{port}/common/search/c0ffee?_isJson=true&_pageSize={self.per_page}"
        return {**super().data_file(port, scheme), "parameters": {"search": template}}


class Shanghai(Site):
    family = "shanghai"
    list_path = "/n415/index.html"
    body_class = "id='ivs_content'"

    def article_path(self, notice: Notice) -> str:
        return f"/n415/{notice.day:%Y%m%d}/{hexes(notice)}.html"

    def listing(self, call: Call) -> Answer | None:
        number = page_number(call.path, self.list_path, lambda n: f"/n415/index_{n}.html", self.pages)
        return self.list_page(number, f"<script>var totalPage = {self.pages};</script>") if number else None


class Ankang(Site):
    family = "ankang"
    list_path = "/Node-12.html"

    def article_path(self, notice: Notice) -> str:
        return f"/Content-{2000000 + notice.number}.html"

    def box(self, notices: Iterable[Notice]) -> str:
        return "<ul class='newlist'>" + "".join(self.row(notice) for notice in notices) + "</ul>"

    def listing(self, call: Call) -> Answer | None:
        number = page_number(call.path, self.list_path, lambda n: f"/Node-12_{n}.html", self.pages)
        following = f"<a href='Node-12_{(number or 0) + 1}.html'>下页</a>" if number != self.pages else ""
        return self.list_page(number, f"共{self.pages}页 {following}") if number else None


class Vsb(Site):
    family = "vsb"
    list_path = "/zwgk/sjgg.htm"
    body_class = "id='vsb_content_2'"

    def article_path(self, notice: Notice) -> str:
        return f"/info/1023/{7000 + notice.number}.htm"

    def listing(self, call: Call) -> Answer | None:
        number = page_number(
            call.path, self.list_path, lambda n: f"/zwgk/sjgg/{self.pages - n + 1}.htm", self.pages
        )
        prefix = "sjgg/" if number == 1 else ""
        following = f"<span class='p_next'><a href='{prefix}{self.pages - (number or 0)}.htm'>下页</a></span>"
        script = f"<script>_simple_list_gotopage_fun({self.pages},'u7',1)</script>"
        return (
            self.list_page(number, script + (following if number != self.pages else "")) if number else None
        )


class Generic(Site):
    """A home-made CMS that the data file describes by selectors."""

    list_path = "/sjgg/list-1.html"
    body_class = "class='wen'"

    def article_path(self, notice: Notice) -> str:
        return f"/show.php?id={400 + notice.number}"

    def plain(self, call: Call) -> Answer:
        if call.path == "/show.php":
            call = replace(call, path=f"/show.php?id={call.query.get('id', '')}")
        return Site.plain(self, call)

    def file_folder(self, notice: Notice) -> str:
        return f"/upload/{400 + notice.number}/"

    def box(self, notices: Iterable[Notice]) -> str:
        rows = (
            f"<div class='hang'><i>{n.day}</i><a href='{self.href(n)}'>{n.title}</a></div>" for n in notices
        )
        return "".join(rows)

    def listing(self, call: Call) -> Answer | None:
        number = page_number(call.path, self.list_path, lambda n: f"/sjgg/list-{n}.html", self.pages)
        return self.list_page(number, "") if number else None

    def data_file(self, port: int, scheme: str = "http") -> dict[str, Any]:
        values = {"row": "div.hang", "date": "i", "pages": "list-{n}.html", "body": "div.wen"}
        return {**super().data_file(port, scheme), "parameters": values}


def as_json(value: Any, *, media_type: str = "application/json", callback: str | None = None) -> Answer:
    """A JSON (or JSONP) answer."""
    text = json.dumps(value, ensure_ascii=False)
    return Answer(body=(f"{callback}({text});" if callback else text).encode(), media_type=media_type)
