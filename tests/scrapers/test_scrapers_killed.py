"""A crawl may be killed at any moment: nothing is lost, nothing that was answered is asked again."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from scrapers.archive.notices import iter_raw
from scrapers.archive.store import open_archive
from scrapers.sources import Source, load_sources
from tests.replica.serving import Hit, Replica
from tests.replica.town import healthy_sites, router, write_data_files
from tests.replica.trial import AGENT, crawl
from tests.scrapers.conftest import PATIENT
from zhenggai.crawling.job import Job, start

KILLS = 20
ANSWERS = (2, 10)  # that are waited for before a kill; all together fewer than the crawl has
LONGEST_WAIT = 30.0


def answered(archive: Path) -> set[tuple[str, str, str]]:
    """Requests that the index knows as answered: host, path with query, and form."""
    with open_archive(archive) as opened:
        rows = opened.sql.execute(
            "SELECT r.url, r.ask FROM tasks t JOIN records r ON r.id = t.record WHERE t.state = 'done'"
            " UNION SELECT r.url, r.ask FROM robots o JOIN records r ON r.id = o.record"
        ).fetchall()
    return {request_of(url, ask) for url, ask in rows}


def request_of(url: str, ask: str) -> tuple[str, str, str]:
    """A record as the server logs its request."""
    form = ask.split(" ", 2)[2] if ask.startswith("POST ") else ""
    pairs = sorted(parse_qsl(form, keep_blank_values=True))
    sent = form if form.startswith("{") else str(pairs)
    parts = urlsplit(url)
    query = "&".join(f"{name}={value}" for name, value in parse_qsl(parts.query, keep_blank_values=True))
    return parts.netloc.partition(".")[0], parts.path + ("?" + query if query else ""), sent


def asked(hits: list[Hit]) -> list[tuple[str, str, str]]:
    """The server's log in the same shape."""
    return [(hit.host, hit.path, hit.form) for hit in hits]


def wait_for_hits(replica: Replica, count: int, process: object) -> None:
    """Until the server has seen more than `count` requests, or the process has ended."""
    ends = time.monotonic() + LONGEST_WAIT
    while len(replica.hits) <= count and time.monotonic() < ends and process.poll() is None:  # type: ignore[attr-defined]
        time.sleep(0.005)


def wait_for_answers(process: "subprocess.Popen[str]", count: int) -> None:
    """Until the process has told of so many archived answers, however slow the machine is, or has ended."""
    for line in process.stdout or ():
        count -= json.loads(line)["event"] == "answer"
        if count <= 0:
            return


@pytest.mark.slow
def test_twenty_kills_lose_nothing_and_ask_nothing_twice(tmp_path: Path) -> None:
    """kill -9 at twenty random moments of one crawl, each time started again."""
    draw = random.Random(20250630)
    sites = healthy_sites()
    archive = tmp_path / "archive"
    with Replica(router(sites)) as replica:
        write_data_files(tmp_path / "sites", sites.values(), replica.port)
        sources = load_sources(tmp_path / "sites")
        job = Job(archive=archive, agent=AGENT, sources=sources, replica=True, manners=PATIENT)
        known: set[tuple[str, str, str]] = set()
        repeated: list[tuple[str, str, str]] = []
        for _ in range(KILLS):
            before = len(replica.hits)
            process = start(job)
            wait_for_answers(process, draw.randint(*ANSWERS))
            time.sleep(draw.uniform(0, 0.02))  # not only right behind an answer
            process.kill()
            process.wait()
            process.stdin.close()
            process.stdout.close()
            repeated += [one for one in asked(replica.hits[before:]) if one in known]
            known = answered(archive)
        before = len(replica.hits)
        rows = crawl(archive, sources, manners=PATIENT)
        repeated += [one for one in asked(replica.hits[before:]) if one in known]
        killed = {(raw.source, raw.place, raw.sha256) for raw in iter_raw(archive)}
        crawl(tmp_path / "undisturbed", sources, manners=PATIENT)
        undisturbed = {(raw.source, raw.place, raw.sha256) for raw in iter_raw(tmp_path / "undisturbed")}

    assert repeated == []
    assert {row["verdict"] for row in rows} == {"ok"}
    assert killed == undisturbed
    assert len(known) > 50  # the kills came in the middle of the work


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Path, Replica, tuple[Source, ...]]]:
    """Two hosts and their sources."""
    sites = {name: site for name, site in healthy_sites().items() if name in ("trs", "vsb")}
    with Replica(router(sites)) as replica:
        write_data_files(tmp_path / "sites", sites.values(), replica.port)
        yield tmp_path / "archive", replica, load_sources(tmp_path / "sites")


def report_of(process: "subprocess.Popen[str]") -> dict[str, str]:
    """The verdicts a worker tells before it ends."""
    events = [json.loads(line) for line in process.stdout or ()]
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe and not pipe.closed:
            pipe.close()
    return {event["source"]: event["verdict"] for event in events if event["event"] == "source"}


@pytest.mark.parametrize("how", ["interrupt", "orphan"])
def test_a_crawl_that_is_asked_to_end_ends_in_order(
    small: tuple[Path, Replica, tuple[Source, ...]], how: str
) -> None:
    """Ctrl-C, or the death of whoever started it: what is in flight is finished, the rest is for the next crawl."""
    archive, replica, sources = small
    slow = {"delay": 0.05}
    process = start(Job(archive=archive, agent=AGENT, sources=sources, replica=True, manners=slow))
    wait_for_hits(replica, 8, process)
    if how == "interrupt":
        process.send_signal(signal.SIGINT)
    else:
        process.stdin.close()
    verdicts = report_of(process)
    seen = len(replica.hits)
    rows = crawl(archive, sources)
    paths = asked(replica.hits)

    assert process.returncode == 0
    assert set(verdicts.values()) == {"partial"}
    assert seen < len(paths)
    assert {row["verdict"] for row in rows} == {"ok"}
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("room", [60_000, 400_000])
def test_a_full_disk_ends_the_crawl_in_words(
    small: tuple[Path, Replica, tuple[Source, ...]], room: int
) -> None:
    """At the very start or on the way: nothing half-written stays, and with room again the next crawl goes on."""
    archive, _, sources = small
    job = Job(archive=archive, agent=AGENT, sources=sources, replica=True)
    code = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}));"
        " from zhenggai.crawling.worker import main; sys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    process.stdin.write(job.as_json())
    process.stdin.flush()
    errors = [event for event in map(json.loads, process.stdout) if event["event"] == "error"]
    process.wait(timeout=60)
    process.stdin.close()
    process.stdout.close()
    rows = crawl(archive, sources)

    assert process.returncode == 1
    assert len(errors) == 1 and errors[0]["message"]
    assert {row["verdict"] for row in rows} == {"ok"}
    assert len(list(iter_raw(archive))) > 50
