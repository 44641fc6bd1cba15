"""What an answer is, what a file is, and what a source's verdict is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.answers.judging import ERRORS, OUTCOMES, is_home, judge, retry_after, same_page, says_gone
from scrapers.answers.magic import extension_of, kind_of, mismatch
from scrapers.crawling.manners import Manners
from scrapers.crawling.robots_rules import parse
from scrapers.crawling.verdicts import HEALTHY, OF_OUTCOME, WORST_FIRST, Counts, Finding, Verdict, overall
from scrapers.pages import Ask, Exchange
from scrapers.sources import Expectation

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
TODAY = NOW.date()


def answer(status: int = 200, body: bytes = b"<html>x</html>", **headers: str) -> Exchange:
    """An answer with headers (underscores for hyphens)."""
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Exchange(url="http://a.gov.cn/zwgk/x.html", fetched_at="", status=status, headers=pairs, body=body)


@pytest.mark.parametrize(
    ("exchange", "outcome"),
    [
        (answer(), "ok"), (answer(304, b""), "not_modified"), (answer(404), "gone"), (answer(410), "gone"),
        (answer(403), "forbidden"), (answer(401), "forbidden"), (answer(412), "blocked"), (answer(521), "blocked"),
        (answer(500), "error"), (answer(502), "error"), (answer(503), "error"), (answer(503, Retry_After="9"), "busy"),
        (answer(429), "busy"), (answer(418), "error"), (answer(302), "error"), (answer(301, Location="/y"), "redirect"),
        (answer(body="<html>请开启JavaScript并刷新该页</html>".encode()), "blocked"),
        (answer(body="<html>请开启JavaScript并刷新该页</html>".encode("gbk")), "blocked"),
        (answer(202, b"<script>$_ts=window['$_ts'];</script>"), "blocked"),
        (answer(body=b"%PDF-1.4 __jsl_clearance"), "ok"),
    ],
)  # fmt: skip
def test_answers_are_judged_by_status_and_words(exchange: Exchange, outcome: str) -> None:
    """A challenge is one whatever its status; bytes of a file are not searched for words."""
    assert judge(exchange, NOW).outcome == outcome


@given(st.integers(100, 599), st.binary(max_size=200), st.text(max_size=30))
def test_every_answer_has_an_outcome(status: int, body: bytes, header: str) -> None:
    """A word of the closed list, with a reason where it is no page."""
    found = judge(answer(status, body, Retry_After=header, Location=header), NOW)

    assert found.outcome in OUTCOMES
    assert found.reason or found.outcome in ("ok", "not_modified")


@pytest.mark.parametrize("kind", sorted(ERRORS))
def test_every_failure_has_an_outcome(kind: str) -> None:
    """Failed requests, too."""
    exchange = Exchange(url="http://a.gov.cn/", fetched_at="", error="words", error_kind=kind)

    assert judge(exchange, NOW).reason == "words"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), (" 0 ", 0.0), ("Mon, 30 Jun 2025 12:01:00 GMT", 60.0), ("Mon, 30 Jun 2025 11:00:00 GMT", 0.0),
     ("soon", None), (None, None), ("-5", None), ("9" * 12, None)],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    """Seconds or a date; anything else says nothing."""
    assert retry_after(value, NOW) == seconds


def test_the_same_page_but_for_its_clock() -> None:
    """Digits and scripts may differ; another notice in the same template is another page."""
    page = "<html><title>某市</title><body><p>欢迎访问</p><script>token='{0}'</script>今天{1}</body></html>"
    notice = "<html><title>某市</title><body>" + "<p>栏目</p>" * 200 + "<p>{}</p></body></html>"

    assert same_page(page.format("a1", "1日").encode(), page.format("b2", "12日").encode())
    assert not same_page(notice.format("整改公告甲").encode(), notice.format("整改公告乙").encode())
    assert not same_page(b"", b"")


def test_short_pages_that_say_they_are_not_there() -> None:
    """The words count in a short page only: a notice may speak of a page that was taken off."""
    assert says_gone("<html><body><p>对不起，您访问的页面不存在</p></body></html>")
    assert says_gone("<html><body><p>" + "整改情况" * 100 + "该系统页面不存在</p></body></html>") is None
    assert says_gone("<html><body><p>整改公告</p></body></html>") is None


@pytest.mark.parametrize(("url", "home"), [("http://a.gov.cn/", True), ("http://a.gov.cn/index.html", True),
                         ("http://a.gov.cn/index.shtml?x", True), ("http://a.gov.cn/zwgk/", False)])  # fmt: skip
def test_front_pages(url: str, home: bool) -> None:
    """The root and its index file."""
    assert is_home(url) is home


PDF, OLE, ZIP = b"%PDF-1.4", bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x03\x04"


@pytest.mark.parametrize(
    ("body", "url", "media_type", "reason"),
    [
        (PDF, "/a.pdf", "application/pdf", None), (b"<html>login</html>", "/a.pdf", "application/pdf", "web page"),
        (b"", "/a.pdf", None, "0 bytes"), (b"MZ\x90", "/a.pdf", None, "program"), (b"\x7fELF", "/a.doc", None, "program"),
        (OLE, "/a.wps", None, None), (OLE, "/a.xls", None, None), (ZIP + b"word/", "/a.docx", None, None),
        (ZIP + b"xl/", "/a.docx", None, None), (PDF, "/a.docx", None, "pdf"), (PDF, "/download.jsp?id=1", None, None),
        (b"<html>x</html>", "/list.html", "text/html", None), (b"\x00\x01\x02", "/a.ceb", None, None),
    ],
)  # fmt: skip
def test_files_are_what_they_should_be(
    body: bytes, url: str, media_type: str | None, reason: str | None
) -> None:
    """Content against name and header; kin formats stand in for each other."""
    found = mismatch(body, "http://a.gov.cn" + url, media_type)

    assert (found is None) if reason is None else (found is not None and reason in found)


@given(st.binary(max_size=300), st.text(max_size=40))
def test_endings_are_ours(body: bytes, name: str) -> None:
    """Whatever the address, the ending is one of the closed list."""
    ending = extension_of(body, None, f"http://a.gov.cn/{name}")

    assert ending.startswith(".") and ending[1:].isalnum() and ending.isascii()
    kind_of(body)


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_any_robots_file_is_read(body: bytes) -> None:
    """Rules or none, never an error."""
    rules = parse(body)

    assert isinstance(rules.allows("http://a.gov.cn/x"), bool)
    assert rules.delay >= 0


def test_robots_rules_for_us_and_for_all() -> None:
    """Our own group goes before the general one; Crawl-delay is read."""
    rules = parse(
        b"User-agent: *\nDisallow: /\n\nUser-agent: zhenggai\nAllow: /\nDisallow: /admin/\nCrawl-delay: 7\n"
    )

    assert rules.allows("http://a.gov.cn/zwgk/")
    assert not rules.allows("http://a.gov.cn/admin/x")
    assert rules.delay == 7.0


findings = st.builds(Finding, verdict=st.sampled_from(list(Verdict)), reason=st.text(min_size=1, max_size=9))
numbers = st.integers(0, 50)


@given(
    st.lists(findings, max_size=4),
    st.builds(Counts, listed=numbers, withdrawn=numbers, before=st.none() | numbers, articles=numbers, unrecognised=numbers,
              newest=st.none() | st.dates(date(2000, 1, 1), TODAY).map(date.isoformat)),
    st.builds(Expectation, min=numbers, newest_within_days=st.none() | st.integers(1, 999)),
)  # fmt: skip
def test_the_worst_finding_is_the_verdict(found: list[Finding], counts: Counts, expect: Expectation) -> None:
    """Nothing that went wrong is told as healthy, and an unhealthy verdict has its reason."""
    verdict, reasons = overall(list(found), counts, expect, TODAY)
    worst = min((WORST_FIRST.index(finding.verdict) for finding in found), default=len(WORST_FIRST) - 1)

    assert WORST_FIRST.index(verdict) <= worst
    assert reasons or verdict is Verdict.OK
    assert verdict in HEALTHY or reasons
    if counts.listed == 0 and expect.min > 0:
        assert verdict is not Verdict.OK or found


def test_every_failing_outcome_has_a_verdict() -> None:
    """What is not a page leads to a verdict that is not healthy."""
    failing = set(OUTCOMES) - {"ok", "not_modified"}

    assert set(OF_OUTCOME) == failing
    assert not HEALTHY & set(OF_OUTCOME.values())


@given(
    st.text(max_size=20),
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=3),
    st.integers(1, 9),
)
def test_requests_survive_the_task_table(url: str, form: list[tuple[str, str]], number: int) -> None:
    """An ask comes back from JSON as it went, with its other way."""
    other = Ask(url=url, probe=True)
    ask = Ask(url=url, method="POST", form=tuple(form), page=number, carry=tuple(form), otherwise=other)

    assert Ask.from_json(ask.as_json()) == ask
    assert Ask.from_json(ask.as_json()).key == ask.key


def test_the_usual_manners_are_polite() -> None:
    """Numbers that somebody would have to change on purpose."""
    usual = Manners()

    assert usual.delay >= 2 and usual.first_delay >= 5
    assert usual.largest_body <= 50_000_000
    assert timedelta(hours=usual.robots_hours) <= timedelta(days=1)  # RFC 9309
