"""Every fault that a host of the replica can have, with the verdict a crawl must give it: the table of docs/faults.md."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.replica import behaviours as do
from tests.replica import leading_on as lead
from tests.replica.behaviours import Behaviour
from tests.replica.content import Town, notices_of
from tests.replica.services import Hanweb
from tests.replica.serving import NOT_FOUND, Answer
from tests.replica.sites import Site, Trs
from tests.replica.town import NEWEST

Rows = list[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How a host is during one crawl: `prepare` changes what it publishes, `meddle` how it answers."""

    meddle: Behaviour | None = None
    prepare: Callable[[Site], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of one host. `stages` and `expect` are for one crawl after another; `says` must stand in the last
    reasons; `holds` is true of the report rows of all its crawls."""

    name: str
    group: str
    told: str
    stages: tuple[Stage, ...]
    expect: tuple[str, ...]
    says: str = ""
    kind: type[Site] = Trs
    tls: str | None = None
    rows: tuple[int, int] = (6, 4)  # notices, rows a page
    values: Mapping[str, Any] = field(default_factory=dict)
    holds: Callable[[Rows], bool] = lambda rows: True

    def site(self) -> Site:
        """The host, healthy as yet."""
        count, per_page = self.rows
        town = Town(name="试炼市")
        notices = notices_of(town, count=count, newest=NEWEST, off_topic=5, files=3, external=6)
        return self.kind(
            name=self.name, town=town, notices=notices, per_page=per_page, values=dict(self.values)
        )


FINE = Stage()


def once(meddle: Behaviour | None = None, prepare: Callable[[Site], None] | None = None) -> tuple[Stage, ...]:
    """A fault that is there from the first crawl on."""
    return (Stage(meddle=meddle, prepare=prepare),)


def then(meddle: Behaviour | None = None, prepare: Callable[[Site], None] | None = None) -> tuple[Stage, ...]:
    """A fault that comes after one good crawl."""
    return (FINE, Stage(meddle=meddle, prepare=prepare))


def fault(name: str, group: str, told: str, stages: tuple[Stage, ...], *expect: str, **more: Any) -> Fault:
    """A row of the table."""
    return Fault(name=name, group=group, told=told, stages=stages, expect=expect, **more)


ALL: Behaviour = do.when(lambda call: True, lambda call: do.RUISHU)
TAIL = {"expect": {"newest_within_days": 400}}
ALWAYS_SAME = do.tagged(lambda call, answer: '"same"')
ALWAYS_NEW = do.tagged(lambda call, answer: f'"{call.hits}"')


def counted(index: int, **numbers: int) -> Callable[[Rows], bool]:
    """The report of one crawl has these numbers."""
    return lambda rows: all(rows[index]["counts"][name] == number for name, number in numbers.items())


ACCESS = (
    fault("ruishu", "access", "412 and a script by Ruishu (瑞数) for every page", once(ALL), "blocked", says="412"),
    fault("jiasule", "access", "521 and a script by Jiasule (加速乐)", once(do.when(lambda call: True, lambda call: do.JIASULE)),
          "blocked", says="521"),
    fault("wzws", "access", "status 200 with a page that asks for JavaScript (360 WZWS)",
          once(do.when(do.below, lambda call: do.WZWS)), "blocked", says="WZWS"),
    fault("cookie-gate", "access", "302 to itself that sets a cookie", once(do.cookie_gate), "ok"),
    fault("agent-403", "access", "403 for library user agents", once(do.browser_only), "ok"),
    fault("referer-403", "access", "403 without Referer", once(do.referer_only(403)), "ok"),
    fault("referer-404", "access", "404 without Referer", once(do.referer_only(404)), "ok"),
    fault("busy-once", "access", "429 once, Retry-After 1 second", once(do.too_many(1, "1")), "ok"),
    fault("busy-always", "access", "429 for ever, Retry-After 0", once(do.too_many(999, "0")), "blocked", says="429"),
    fault("busy-long", "access", "429, Retry-After one day", once(do.too_many(999, "86400")), "blocked", says="429"),
    fault("ban", "access", "403 for everything after 4 requests", once(do.ban_after(4)), "blocked", says="403"),
    fault("subtree-404", "access", "404 for the column, the home page is well",
          once(do.when(do.below, lambda call: NOT_FOUND)), "moved", says="404"),
    fault("subtree-403", "access", "403 for the column, the home page is well",
          once(do.when(do.below, lambda call: do.page("no", 403))), "blocked", says="403"),
    fault("silence", "access", "no answer from the list", once(do.when(do.is_list, do.silence)), "unreachable",
          says="in time"),
    fault("refused", "access", "connection refused", once(), "unreachable", tls="closed", says="no connection"),
    fault("nxdomain-host", "access", "the name does not resolve", once(), "unreachable", says="does not resolve"),
    fault("error-500", "access", "500 from the list", once(do.when(do.is_list, lambda call: do.page("x", 500))),
          "unreachable", says="500"),
    fault("one-500", "access", "500 from one article",
          once(do.when(lambda call: call.path.endswith("_3000.html"), lambda call: do.page("x", 500))), "partial", says="500"),
    fault("to-private", "access", "the list redirects to a private address",
          once(do.when(do.is_list, lambda call: Answer(status=302, headers=(("Location", "http://10.0.0.1/"),)))),
          "moved", says="not a name"),
    fault("article-away", "access", "an article redirects to a host that is not allowed",
          once(do.when(lambda call: call.path.endswith("_3000.html"),
                       lambda call: Answer(status=302, headers=(("Location", "http://copy.example/1.html"),)))),
          "partial", says="not part"),
    fault("login-list", "access", "the list redirects to a login page", once(lead.to_login("list")), "blocked", says="login"),
    fault("login-article", "access", "one article redirects to a login page", once(lead.to_login("article")), "partial",
          says="login"),
    fault("loop", "access", "redirects in a circle",
          once(do.when(do.is_list, lambda call: Answer(status=302, headers=(("Location", "/zwgk/sjgg/index.html?x=1"),)))),
          "moved", says="redirects"),
)  # fmt: skip

TLS = (
    fault("self-signed", "TLS", "self-signed certificate", once(), "unreachable", tls="self-signed", says="certificate"),
    fault("expired", "TLS", "expired certificate", once(), "unreachable", tls="expired", says="certificate"),
    fault("wrong-host", "TLS", "certificate of another host", once(), "unreachable", tls="wrong-host", says="certificate"),
    fault("tls10", "TLS", "TLS 1.0 only", once(), "unreachable", tls="old", says="TLS"),
    fault("weak-key", "TLS", "RSA key of 1024 bits", once(), "unreachable", tls="weak", says="certificate"),
    fault("good-tls", "TLS", "a certificate as it should be", once(), "ok", tls="good"),
    fault("excepted", "TLS", "self-signed, and the data file says why it is not checked", once(), "ok", tls="self-signed",
          values={"tls": {"unchecked": "replica: exception on purpose"}}),
    fault("legacy", "TLS", "TLS 1.0 only, and the data file says why it is allowed", once(), "ok", tls="old-good",
          values={"tls": {"legacy": "replica: exception on purpose"}}),
)  # fmt: skip

BYTES = (
    fault("gb2312-label", "bytes", "labelled gb2312, really GB18030 with rare characters",
          once(do.encoded("gb18030", "gb2312", None)), "ok"),
    fault("charset-conflict", "bytes", "the header says UTF-8, page and bytes say GBK",
          once(do.encoded("gbk", "gbk", "utf-8")), "ok"),
    fault("no-charset", "bytes", "GBK without any label", once(do.encoded("gbk", "x", None)), "ok"),
    fault("gzip", "bytes", "gzip, asked for or not", once(do.changed(lambda call: True, lambda a: replace(a, packed=True))),
          "ok"),
    fault("bomb", "bytes", "a file that unpacks to many times the limit", once(do.when(do.is_file, do.bomb)), "partial",
          says="unpacks"),
    fault("truncated", "bytes", "an article that ends early",
          once(do.when(lambda call: call.path.endswith("_3000.html"), do.cut_short)), "partial", says="ended before"),
    fault("drip", "bytes", "an article that comes a byte at a time",
          once(do.when(lambda call: call.path.endswith("_3000.html"), do.drip)), "partial", says="in time"),
    fault("endless-body", "bytes", "a file without end", once(do.when(do.is_file, do.endless)), "partial", says="larger"),
)  # fmt: skip

PAGING = (
    fault("off-by-one", "paging", "no pager; page 2 is index_1", once(do.no_pager(1)), "ok", rows=(12, 8),
          holds=counted(0, listed=12)),
    fault("off-by-two", "paging", "no pager; page 2 is index_2", once(do.no_pager(2)), "ok", rows=(12, 8),
          holds=counted(0, listed=12)),
    fault("page-one-again", "paging", "every page is page 1", once(do.every_page(do.first_again)), "partial",
          says="nothing new"),
    fault("home-at-page", "paging", "further pages show the home page's news", once(do.every_page(do.home_instead)),
          "partial", says="other columns"),
    fault("stub-54", "paging", "further pages have 54 bytes",
          once(do.every_page(lambda *_: Answer(body=b"<html>" + b" " * 48))), "partial", says="54 bytes"),
    fault("stub-350", "paging", "further pages have 350 bytes",
          once(do.every_page(lambda *_: do.page("-" * 280))), "partial", says="page 2"),
    fault("endless-pages", "paging", "ever more pages with ever new links", once(do.endless_pages), "partial",
          says="limit of 40"),
    fault("session-links", "paging", "links carry a new session each time", (Stage(meddle=do.sessions),) * 2, "ok", "ok",
          holds=counted(1, new=0, changed=0)),
    fault("strangers", "paging", "further pages list other bureaux", once(do.every_page(do.strangers)), "partial",
          says="other columns"),
    fault("iframe", "paging", "the list stands in a frame", once(do.framed), "ok"),
    fault("meta-refresh", "paging", "a meta refresh leads to the list", once(do.refreshed), "ok"),
    fault("script-redirect", "paging", "a script leads to the list", once(do.scripted), "ok"),
    fault("page-two-503", "paging", "the second page fails",
          once(do.every_page(lambda *_: do.page("x", 503))), "partial", says="503"),
    fault("capped-service", "paging", "the list service answers only its first 15 of 34 rows",
          once(do.when(lambda call: call.path.endswith("dataproxy.jsp"), lambda call: Answer(body=b"<datastore></datastore>"))),
          "partial", kind=Hanweb, rows=(34, 5), says="without records"),
)  # fmt: skip

CONTENT = (
    fault("no-metas", "content", "articles without metas", once(do.bare_articles), "ok"),
    fault("template-metas", "content", "SiteDomain copied from another site's template",
          once(do.changed(do.is_article, do.swap("template-metas.localhost", "www.other.gov.cn"))), "ok"),
    fault("split-date", "content", "年, 月, 日 in spans of their own",
          once(do.changed(do.is_article, do.swap("年", "<span>年</span>"))), "ok"),
    fault("three-dates", "content", "address, meta and page each have another date",
          once(do.changed(do.is_article, do.swap('"PubDate" content="2025', '"PubDate" content="2031'))), "ok"),
    fault("cut-titles", "content", "the list cuts titles short", once(do.cut_titles), "ok", holds=counted(0, kept=4)),
    fault("new-notice", "content", "a new notice", then(prepare=do.add_newest), "ok", "ok", holds=counted(1, new=1)),
    fault("edited", "content", "another text at the same address", then(prepare=do.edit_newest), "ok", "ok",
          holds=counted(1, new=0, changed=1)),
    fault("withdrawn", "content", "a notice is taken off, 404", then(prepare=do.drop_newest), "ok", "withdrawn",
          holds=counted(1, withdrawn=1)),
    fault("soft-404", "content", "taken off; its address says so with status 200", then(do.said_gone, do.drop_newest), "ok",
          "withdrawn", holds=counted(1, withdrawn=1)),
    fault("home-fallback", "content", "taken off; unknown addresses show the home page with 200",
          (Stage(meddle=do.home_for_unknown), Stage(meddle=do.home_for_unknown, prepare=do.drop_newest)), "ok", "withdrawn",
          holds=counted(1, withdrawn=1)),
    fault("home-redirect", "content", "taken off; its address redirects to the home page",
          then(do.home_for_gone, do.drop_newest), "ok", "withdrawn", holds=counted(1, withdrawn=1)),
    fault("returned", "content", "taken off, then published again",
          (FINE, Stage(prepare=do.drop_newest), Stage(prepare=do.restore)), "ok", "withdrawn", "ok"),
    fault("moved-by-script", "content", "the articles' old addresses lead to new ones by a script", then(lead.moved_on), "ok",
          "ok", holds=lambda rows: counted(0, new=4)(rows) and counted(1, changed=0, withdrawn=0)(rows)),
    fault("home-by-script", "content", "a taken off article's script leads to the front page", then(lead.home_by_script, do.drop_newest),
          "ok", "withdrawn", holds=counted(1, withdrawn=1)),
    fault("frozen", "content", "the site moved; the old host stays up with old notices", once(prepare=do.long_ago), "moved",
          values=TAIL, says="frozen"),
    fault("column-gone", "content", "the column's address is 404", then(do.when(do.is_list, lambda call: NOT_FOUND)), "ok",
          "moved", holds=counted(1, withdrawn=0)),
    fault("column-renamed", "content", "the column redirects to a new address", then(do.renamed), "ok", "moved",
          says="sjgk"),
    fault("sudden-zero", "content", "the list is suddenly empty", then(do.no_rows), "ok", "changed layout",
          holds=counted(1, withdrawn=0)),
    fault("most-gone", "content", "only one of six items is left", then(prepare=do.drop_most), "ok", "partial",
          holds=counted(1, withdrawn=0), says="in the last reading"),
    fault("new-list", "content", "the list has a new layout, status 200", then(do.new_layout), "ok", "changed layout",
          holds=counted(1, withdrawn=0)),
    fault("new-articles", "content", "articles have a new layout, status 200", then(do.other_body), "ok", "changed layout",
          says="without a known body"),
    fault("unlisted", "content", "an item leaves the list but stays at its address",
          then(do.hidden_newest), "ok", "ok",
          holds=counted(1, withdrawn=0)),
    fault("empty-declared", "content", "an empty column, and the data file says that may be",
          once(do.no_rows, do.no_notices), "empty", values={"expect": {"min": 0}}),
    fault("empty-undeclared", "content", "an empty column, and the data file expects items", once(do.no_rows, do.no_notices),
          "changed layout"),
)  # fmt: skip

FILES = (
    fault("gbk-name", "files", "Content-Disposition with raw GBK bytes", once(do.as_file(do.gbk_name)), "ok"),
    fault("html-as-pdf", "files", "a web page served as .pdf", once(do.as_file(lambda a: do.page("登录"))), "partial",
          says="web page"),
    fault("zero-bytes", "files", "a file of 0 bytes", once(do.as_file(lambda a: replace(a, body=b""))), "partial",
          says="0 bytes"),
    fault("old-formats", "files", ".doc .xls .wps .rar .ofd",
          once(prepare=do.files_named("P01.doc", "P02.xls", "P03.wps", "P04.rar", "P05.ofd")), "ok", holds=counted(0, files=6)),
    fault("scan", "files", "a PDF that is a picture", once(do.as_file(lambda a: replace(a, body=do.scanned()))), "ok"),
    fault("same-file", "files", "one file under two addresses",
          once(do.as_file(lambda a: replace(a, body=do.scanned()))), "ok"),
    fault("program", "files", "a program named .pdf", once(do.as_file(lambda a: replace(a, body=b"MZ" + bytes(900)))),
          "partial", says="program"),
    fault("large-file", "files", "a file above the limit",
          once(do.as_file(lambda a: replace(a, body=b"%PDF-" + bytes(900_000)))), "partial", says="larger"),
    fault("file-elsewhere", "files", "a file on a host that is not allowed",
          once(do.changed(do.is_article, do.swap("href='/zwgk/sjgg/2", "href='http://pan.example/2"))), "ok",
          holds=counted(0, files=0)),
    fault("climbing-name", "files", "a file name that climbs out of its folder",
          once(do.as_file(do.climbing)), "ok"),
)  # fmt: skip

CACHES = (
    fault("modified-only", "cache", "Last-Modified and no ETag, unchanged for years",
          (Stage(prepare=lambda site: setattr(site, "validators", "modified")), Stage(prepare=do.add_newest)), "ok", "ok",
          holds=counted(1, new=1)),
    fault("stuck-tag", "cache", "an ETag that never changes, though the text does (found at the next full reading)",
          (Stage(meddle=ALWAYS_SAME), Stage(meddle=ALWAYS_SAME, prepare=do.edit_newest), Stage(meddle=ALWAYS_SAME)),
          "ok", "ok", "ok", holds=lambda rows: counted(1, changed=0)(rows) and counted(2, changed=1)(rows)),
    fault("restless-tag", "cache", "an ETag that is new each time, though nothing changes", (Stage(meddle=ALWAYS_NEW),) * 2,
          "ok", "ok", holds=counted(1, new=0, changed=0)),
    fault("no-validators", "cache", "neither ETag nor Last-Modified",
          (Stage(prepare=lambda site: setattr(site, "validators", "none")), FINE), "ok", "ok",
          holds=counted(1, new=0, changed=0)),
    fault("counter", "cache", "a visit counter changes every page",
          (Stage(meddle=do.visits),) * 2, "ok", "ok", holds=counted(1, new=0, changed=0)),
    fault("outage", "cache", "503 after a good crawl", then(do.when(lambda call: True, lambda call: do.page("x", 503))), "ok",
          "unreachable", holds=counted(1, withdrawn=0)),
)  # fmt: skip

ROBOTS = (
    fault("robots-disallow", "robots.txt", "the column is disallowed", once(do.robots("User-agent: *\nDisallow: /zwgk/\n")),
          "blocked", says="robots.txt"),
    fault("robots-named", "robots.txt", "only we are disallowed", once(do.robots("User-agent: zhenggai\nDisallow: /\n")),
          "blocked", says="robots.txt"),
    fault("robots-404", "robots.txt", "no robots.txt", once(do.robots("none", status=404)), "ok"),
    fault("robots-403", "robots.txt", "403 for robots.txt", once(do.robots("none", status=403)), "ok"),
    fault("robots-html", "robots.txt", "a web page instead",
          once(do.robots("<html><body>Disallow: /</body></html>", media_type="text/html")), "ok"),
    fault("robots-503", "robots.txt", "503 for robots.txt", once(do.robots("none", status=503)), "unreachable",
          says="robots.txt"),
    fault("robots-moved", "robots.txt", "robots.txt redirects to another file that disallows",
          once(do.robots_elsewhere), "blocked", says="robots.txt"),
    fault("crawl-delay", "robots.txt", "Crawl-delay of 0.2 seconds",
          once(do.robots("User-agent: *\nCrawl-delay: 0.2\nAllow: /\n")), "ok"),
)  # fmt: skip

FAULTS: tuple[Fault, ...] = (*ACCESS, *TLS, *BYTES, *PAGING, *CONTENT, *FILES, *CACHES, *ROBOTS)
