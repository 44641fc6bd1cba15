"""Every fault of the replica gets its verdict; none ends the run, passes for success or loses an archived byte."""

from itertools import pairwise
from pathlib import Path

import pytest

from scrapers.archive.notices import iter_raw
from scrapers.archive.store import open_archive
from tests.replica.behaviours import is_list
from tests.replica.faults import FAULTS, Fault
from tests.replica.serving import Call
from tests.replica.trial import Trial, table_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "faults.md"
BY_NAME = {fault.name: fault for fault in FAULTS}


@pytest.mark.parametrize("name", list(BY_NAME))
def test_fault_gets_its_verdict(trial: Trial, name: str) -> None:
    """The verdict of each crawl, its reason, and its numbers."""
    fault = BY_NAME[name]
    rows = trial.rows[name]

    assert trial.verdicts(name) == fault.expect, rows[-1]["reasons"]
    assert any(fault.says in reason for reason in rows[-1]["reasons"]) or not fault.says, rows[-1]["reasons"]
    assert fault.holds(rows), [row["counts"] for row in rows]


def test_there_are_enough_faults_of_every_group() -> None:
    """At least 45, in all eight groups, each told apart by its name."""
    groups = {fault.group for fault in FAULTS}

    assert len(BY_NAME) == len(FAULTS) >= 45
    assert groups == {"access", "TLS", "bytes", "paging", "content", "files", "cache", "robots.txt"}


def test_the_table_in_the_docs_is_what_the_crawls_gave(trial: Trial) -> None:
    """docs/faults.md is generated; `python -m tests.replica.table` writes it anew."""
    assert table_of(trial) in DOCUMENT.read_text("utf-8")


def test_broken_and_blocked_never_look_like_empty_or_ok(trial: Trial) -> None:
    """A crawl that got no listing is neither ok nor empty, unless the data file declares that it may be empty."""
    for fault in FAULTS:
        for row in trial.rows[fault.name]:
            if row["counts"]["listed"] == 0 and fault.name != "empty-declared":
                assert row["verdict"] not in ("ok", "empty", "withdrawn"), (fault.name, row)


def test_no_archived_byte_is_lost(trial: Trial) -> None:
    """Every record of every crawl still has its bytes, and every answer of the server has a record."""
    with open_archive(trial.archive) as archive:
        numbers = [row[0] for row in archive.sql.execute("SELECT id FROM records ORDER BY id")]
        sizes = [len(archive.body(number)) for number in numbers]
    silent = {"silence", "drip", "endless-body"}
    answered = sum(hit.host not in silent for run in trial.hits for hit in run)

    assert len(sizes) >= answered


def test_blocked_hosts_are_left_alone(trial: Trial) -> None:
    """After a challenge nothing more is asked."""
    for name in ("ruishu", "jiasule"):
        assert len([hit for hit in trial.hits[0] if hit.host == name]) == 1
    wzws = [hit for hit in trial.hits[0] if hit.host == "wzws"]
    assert len(wzws) == 3  # robots.txt, the absent page, the first list page


def test_a_long_retry_after_is_not_sat_out(trial: Trial) -> None:
    """A host that asks for a day's rest gets it: one refused request, no further one."""
    assert [hit.status for hit in trial.hits[0] if hit.host == "busy-long"].count(429) == 1


def test_a_short_retry_after_is_honoured(trial: Trial) -> None:
    """The request comes again no sooner than asked, and nothing else meanwhile."""
    hits = [hit for hit in trial.hits[0] if hit.host == "busy-once"]
    refused = next(index for index, hit in enumerate(hits) if hit.status == 429)

    assert hits[refused + 1].at - hits[refused].at >= 1.0


def test_crawl_delay_is_honoured(trial: Trial) -> None:
    """Requests after robots.txt are at least the Crawl-delay apart."""
    hits = [hit for hit in trial.hits[0] if hit.host == "crawl-delay" and "absent" not in hit.path][1:]
    gaps = [later.at - earlier.at for earlier, later in pairwise(hits)]

    assert len(gaps) > 5
    assert min(gaps) >= 0.19


def test_disallowed_addresses_are_not_asked(trial: Trial) -> None:
    """Nothing but robots.txt, where it forbids the column."""
    for name in ("robots-disallow", "robots-named", "robots-503"):
        assert not [hit for hit in trial.hits[0] if hit.host == name and hit.path.startswith("/zwgk")]


def test_conditional_requests_really_ask(trial: Trial) -> None:
    """With Last-Modified alone each page is asked again, conditionally, in the very next crawl."""
    pages = [
        hit for hit in trial.hits[1] if hit.host == "modified-only" and not hit.path.endswith("robots.txt")
    ]
    lists = [hit for hit in pages if is_list(call(hit.path))]

    assert len(lists) == 2
    assert all(hit.conditional for hit in lists)


def call(path: str) -> Call:
    """A call for a path."""
    return Call(host="x", port=1, method="GET", path=path, query={}, form={}, headers={})


def version_of(trial: Trial, fault: Fault, column: str, where: str = "p.role = 'article'") -> list[str]:
    """A column of a fault's newest versions."""
    with open_archive(trial.archive) as archive:
        query = (
            f"SELECT v.{column} FROM versions v JOIN places p ON p.id = v.place WHERE p.source = ? AND {where}"
            " ORDER BY v.id"
        )
        return [row[0] for row in archive.sql.execute(query, (fault.name,))]


def test_doubts_are_kept_with_the_page(trial: Trial) -> None:
    """Dates that disagree, a copied SiteDomain, and titles that differ are written down."""
    assert any("dates disagree" in doubt for doubt in version_of(trial, BY_NAME["three-dates"], "doubts"))
    assert any(
        "www.other.gov.cn" in doubt for doubt in version_of(trial, BY_NAME["template-metas"], "doubts")
    )


def test_an_unchecked_certificate_is_noted_with_every_page(trial: Trial) -> None:
    """The reason from the data file stands in the notice's notes."""
    raws = [raw for raw in iter_raw(trial.archive) if raw.source == "excepted"]

    assert raws
    assert all("certificate not checked: replica: exception on purpose" in raw.notes for raw in raws)


def test_served_names_are_read_but_never_used(trial: Trial) -> None:
    """Raw GBK is understood; a name that climbs out of its folder writes nothing."""
    files = "p.role = 'attachment'"

    assert any(
        "审计整改情况表.pdf" in facts for facts in version_of(trial, BY_NAME["gbk-name"], "facts", files)
    )
    assert not Path("/tmp/zhenggai-owned.pdf").exists()
    assert all("/" not in raw.file_name for raw in iter_raw(trial.archive))


def test_rare_characters_survive_a_wrong_label(trial: Trial) -> None:
    """Titles read from gb2312-labelled GB18030 are those of the site."""
    site = BY_NAME["gb2312-label"].site()
    titles = {notice.title for notice in site.notices if notice.on_topic and not notice.external}

    for name in ("gb2312-label", "charset-conflict", "no-charset"):
        assert set(version_of(trial, BY_NAME[name], "title")) == titles


def test_the_same_file_under_two_addresses_comes_once(trial: Trial) -> None:
    """`ingest` is not given the same bytes of one source twice."""
    files = [raw for raw in iter_raw(trial.archive) if raw.source == "same-file" and raw.container]

    assert len(files) == 1


def test_old_formats_keep_their_endings(trial: Trial) -> None:
    """Kept with hash and a fitting name, whatever can be read of them later."""
    names = [
        raw.file_name for raw in iter_raw(trial.archive) if raw.source == "old-formats" and raw.container
    ]

    assert {name.rpartition(".")[2] for name in names} >= {"doc", "xls", "wps", "rar", "ofd"}


def test_a_withdrawn_notice_stays_readable(trial: Trial) -> None:
    """It comes with the time it was first missing; once published again, without."""
    withdrawn = [raw for raw in iter_raw(trial.archive) if raw.source == "withdrawn" and raw.withdrawn_at]
    back = [raw for raw in iter_raw(trial.archive) if raw.source == "returned" and raw.withdrawn_at]

    assert len([raw for raw in withdrawn if raw.container is None]) == 1
    assert back == []
