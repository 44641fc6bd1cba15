"""Which addresses are asked, and that one page has one spelling."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.addresses import (
    Allowance,
    allowed_suffixes,
    canonical,
    dated_address,
    is_public,
    link,
    stem,
)
from scrapers.crawling.network import GuardedResolver, PublicOnly
from scrapers.detecting.detect import provisional
from tests.replica.serving import Replica
from tests.replica.town import Router, healthy_sites
from tests.replica.trial import AGENT
from zhenggai.crawling.job import Job

REAL = Allowance(suffixes=allowed_suffixes())
REPLICA = Allowance(suffixes=allowed_suffixes(), replica=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://audit.example.com/", "https://gov.cn.example.com/", "https://notgov.cn/", "ftp://a.gov.cn/x",
        "http://127.0.0.1/", "http://0x7f000001/", "http://2130706433/", "http://017700000001/", "http://[::1]/",
        "http://10.1.2.3:8080/", "http://localhost/", "http://trs.localhost/", "http://user:pw@a.gov.cn/",
        "http://a.gov.cn:22/", "file:///etc/passwd", "javascript:alert(1)", "http:///x", "http://169.254.169.254/latest",
    ],
)  # fmt: skip
def test_such_addresses_are_never_asked(url: str) -> None:
    """Only names of government hosts, over http and https, without credentials."""
    assert REAL.refusal(url)


@pytest.mark.parametrize(
    "url", ["https://sjj.a.gov.cn/x", "http://a.gov.hk/", "https://b.gov.mo:8443/", "http://c.gov.tw/"]
)
def test_government_hosts_are_allowed(url: str) -> None:
    """The suffixes of data/hosts.toml."""
    assert REAL.refusal(url) is None


def test_a_crawl_of_the_replica_asks_nothing_else() -> None:
    """The test setting opens the loopback names and closes everything else."""
    assert REPLICA.refusal("http://trs.localhost:8010/") is None
    assert REPLICA.refusal("https://www.gov.cn/")
    assert REPLICA.refusal("http://127.0.0.1:8010/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("127.0.0.1", False), ("10.0.0.1", False), ("192.168.1.1", False), ("172.16.0.1", False),
        ("169.254.1.1", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False),
        ("2400:3200::1", True), ("192.0.2.1", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    """Global unicast only, also behind a mapped address."""
    assert is_public(address) is public


class Receiver:
    """Collects what a resolver hands on."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: Any) -> None: ...

    def addressResolved(self, address: Any) -> None:
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:
        self.complete = True


class Address:
    """An address as Twisted has it."""

    def __init__(self, host: str) -> None:
        self.host = host


@pytest.mark.parametrize(
    ("found", "handed_on"),
    [(["8.8.8.8"], ["8.8.8.8"]), (["8.8.8.8", "10.0.0.1"], []), (["127.0.0.1"], []), ([], [])],
)
def test_a_name_with_any_private_address_is_not_connected_to(found: list[str], handed_on: list[str]) -> None:
    """The check stands where the connection takes its addresses from; the refusal is noted."""
    inner, refused = Receiver(), dict[str, str]()
    receiver = PublicOnly(inner, "a.gov.cn", refused)
    for host in found:
        receiver.addressResolved(Address(host))
    receiver.resolutionComplete()

    assert inner.addresses == handed_on
    assert inner.complete
    assert bool(refused) is (bool(found) and not handed_on)


def test_the_replica_resolver_knows_only_this_machine() -> None:
    """.localhost is 127.0.0.1; every other name does not exist."""

    class Reactor:
        nameResolver = None

    resolver = GuardedResolver(Reactor(), replica=True)
    known, unknown = Receiver(), Receiver()
    resolver.resolveHostName(known, "trs.localhost", 80)
    resolver.resolveHostName(unknown, "www.gov.cn", 80)

    assert known.addresses == ["127.0.0.1"]
    assert unknown.addresses == []


@pytest.mark.parametrize(
    ("url", "same_as"),
    [
        ("HTTP://A.gov.cn:80/x#top", "http://a.gov.cn/x"),
        ("https://a.gov.cn:443", "https://a.gov.cn/"),
        ("http://a.gov.cn/x.html;jsessionid=1F2?p=1", "http://a.gov.cn/x.html?p=1"),
        ("http://a.gov.cn/x?PHPSESSID=9&id=3", "http://a.gov.cn/x?id=3"),
        ("http://a.gov.cn/文件.pdf", "http://a.gov.cn/%E6%96%87%E4%BB%B6.pdf"),
        ("http://a.gov.cn./x", "http://a.gov.cn/x"),
    ],
)
def test_spellings_of_one_page(url: str, same_as: str) -> None:
    """Sessions, default ports, fragments and the case of the host do not make another page."""
    assert canonical(url) == same_as


def test_a_sites_own_session_parameter_is_stripped_only_there() -> None:
    """`sid` is a session at one site and the number of the site at another."""
    url = "http://a.gov.mo/list.php?sid=1&Page=2"

    assert canonical(url) == url
    assert canonical(url, ("sid",)) == "http://a.gov.mo/list.php?Page=2"


@given(st.text(max_size=80), st.sampled_from(["http://a.gov.cn/", "https://b.gov.cn/x/y.html", "//", ""]))
def test_any_link_is_read_or_left(href: str, base: str) -> None:
    """No link breaks the reader, and a canonical address is its own canonical address."""
    target = link(base, href)
    if target is not None:
        once = canonical(target)
        assert canonical(once) == once
        REAL.refusal(once)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "http://a.gov.cn/zwgk/sjgg/202401/t20240105_1.html",
            "http://a.gov.cn/zwgk/sjgg/202312/t20231201_9.html",
            True,
        ),
        (
            "http://a.gov.cn/zwgk/sjgg/202401/t20240105_1.html",
            "http://a.gov.cn/zwgk/tjj/202312/t20231201_9.html",
            False,
        ),
        ("http://a.gov.cn/art/2024/1/5/art_12_3.html", "http://a.gov.cn/art/2023/9/5/art_12_8.html", True),
        ("http://a.gov.cn/art/2024/1/5/art_12_3.html", "http://a.gov.cn/art/2023/9/5/art_77_8.html", False),
    ],
)
def test_columns_are_told_apart_by_their_addresses(one: str, other: str, same: bool) -> None:
    """Dates and item numbers do not matter, folders and column numbers do."""
    assert (stem(one) == stem(other)) is same


def test_systems_that_number_a_folder_for_each_item() -> None:
    """Loosely, such folders do not matter."""
    one, other = (
        "http://a.gov.cn/gkmlpt/content/8/8123/post_8123.html",
        "http://a.gov.cn/gkmlpt/content/9/9456/post_9456.html",
    )

    assert stem(one) != stem(other)
    assert stem(one, loose=True) == stem(other, loose=True)


def test_a_host_that_resolves_to_this_machine_is_not_connected_to(tmp_path: Path) -> None:
    """Without the test setting: even an allow-listed name is refused once it resolves to a loopback address."""
    sites = {"localhost": healthy_sites()["trs"]}
    sites["localhost"].name = "localhost"
    with Replica(Router(sites)) as replica:
        job = Job(
            archive=tmp_path,
            agent=AGENT,
            sources=(provisional(f"http://localhost:{replica.port}/zwgk/sjgg/"),),
        )
        code = (
            "import sys, scrapers.crawling.run; scrapers.crawling.run.allowed_suffixes = lambda: ('localhost',);"
            "from zhenggai.crawling.worker import main; sys.exit(main())"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        process.stdin.write(job.as_json())
        process.stdin.flush()
        events = [json.loads(line) for line in process.stdout]
        process.wait()
        process.stdin.close()
        process.stdout.close()
        hits = list(replica.hits)

    assert hits == []
    assert events[-1]["verdict"] == "unreachable"
    assert "not a public address" in events[-1]["reasons"][0]


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/sjgg/202411/t20241120_12.html", "2024-11-20"), ("/art/2024/1/5/art_1_2.html", "2024-01-05"),
        ("/gk/2024-11-20/3.asp", "2024-11-20"), ("/a/20241120/7.html", "2024-11-20"),
        ("/sjgg/202411/7.html", None), ("/sjgg/20241340/7.html", None), ("/content/post_20241120.html", None),
        ("/c/2024/index.html", None), ("/x/120241120/7.html", None),
    ],
)  # fmt: skip
def test_the_day_that_an_address_names(path: str, day: str | None) -> None:
    assert dated_address("http://a.gov.cn" + path) == day
