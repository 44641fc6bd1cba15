"""The store: whole notices or nothing, the same dataset whatever the order, versions kept."""

import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.file.connection import open_for_writing
from db.rows.notice import notice_rows
from db.search.words import search_query
from db.store import Refusal, StoreError, open_for_reading, open_store
from tests.db.conftest import dump, nothing_derived
from tests.db.records import finding, notice, notices

REFUSED = Refusal(
    place="bad.bin", sha256="ff", file_name="bad.bin", kind="unknown_format", message="got noise"
)


def count(store, table):
    return store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def hits(store, query, index="findings"):
    sql = (
        f"SELECT t.id FROM {index}_fts AS x JOIN {index} AS t ON t.rowid = x.rowid WHERE {index}_fts MATCH ?"
    )
    return {row[0] for row in store.connection.execute(sql, (search_query(query),))}


def test_every_cell_stands_where_its_spans_say(opened):
    store = opened()
    store.put(notice_rows(notice()), version="1")
    text = store.connection.execute("SELECT text FROM notices").fetchone()[0]
    cells = store.connection.execute(
        "SELECT f.title, s.start, s.end FROM findings AS f JOIN spans AS s"
        " ON s.notice_id = f.notice_id AND s.record_id = f.id AND s.field = 'title'"
    ).fetchall()
    assert len(cells) == 2
    for title, start, end in cells:
        assert text[start:end] == title


def test_the_table_people_come_for(opened):
    store = opened()
    store.put(notice_rows(notice()), version="1")
    store.put(notice_rows(notice("plan.html", family="audit_plan")), version="1")
    rows = store.connection.execute(
        "SELECT city, label, status, measures, topic FROM rectification_table"
    ).fetchall()
    assert rows == [
        ("清河市", "1", "completed", "停用1个系统；\n将2个系统并入政务云平台。", "projects.idle"),
        ("清河市", "2", "in_progress", "已与测评机构签订合同，", None),
    ]


def test_notices_written_together_are_there_all_or_none(opened):
    store = opened()
    with pytest.raises(sqlite3.IntegrityError), store.together():
        store.put(notice_rows(notice("first.html")), version="1")
        store.connection.execute("INSERT INTO notices (id) VALUES (NULL)")
    assert count(store, "notices") == 0
    assert store.finished
    with store.together():
        store.put(notice_rows(notice("first.html")), version="1")
        store.refuse(REFUSED, version="1")
        with closing(open_for_reading(store.path)) as reader:
            assert reader.execute("SELECT count(*) FROM files").fetchone() == (0,)
    assert count(store, "files") == 2
    assert not store.finished


def test_ingesting_again_changes_nothing(opened):
    store = opened()
    for _ in range(2):
        store.put(notice_rows(notice()), version="1")
        store.refuse(REFUSED, version="1")
        store.finish(nothing_derived, program="test")
        once = dump(store.path)
    store.put(notice_rows(notice()), version="1")
    store.finish(nothing_derived, program="test")
    assert dump(store.path) == once


@settings(max_examples=15, deadline=None)
@given(st.lists(notices(), min_size=1, max_size=6, unique_by=lambda record: record.place), st.randoms())
def test_dump_is_the_same_whatever_the_order(tmp_path_factory, records, rng):
    folder = tmp_path_factory.mktemp("order")
    dumps = []
    for name in ("one", "other"):
        with open_store(folder / f"{name}.db", program="test") as store:
            for record in records:
                store.put(notice_rows(record), version="1")
            store.finish(nothing_derived, program="test")
        dumps.append(dump(folder / f"{name}.db"))
        rng.shuffle(records)
    assert dumps[0] == dumps[1]


def test_notice_read_anew_replaces_its_rows(opened):
    store = opened()
    store.put(notice_rows(notice()), version="1")
    fewer = replace(notice(), findings=notice().findings[:1], issues=())
    store.put(notice_rows(fewer), version="2")
    assert (count(store, "notices"), count(store, "findings"), count(store, "issues")) == (1, 1, 0)
    assert store.known(fewer.place, fewer.sha256).version == "2"


def test_search_never_finds_the_wrong_row_before_the_dataset_is_finished(opened):
    store = opened()
    for place in ("a.html", "b.html"):
        store.put(notice_rows(notice(place)), version="1")
    store.finish(nothing_derived, program="test")
    store.put(notice_rows(notice("b.html", findings=())), version="2")  # frees the last rowids
    text = "另一个全新的问题。"
    other = notice("c.html", text=text, findings=(finding(1, text, text),), title=None, issuer=None)
    other = replace(
        other, audit_report_number=None, signed=None, stated_count=None, measures=(), amounts=(), agencies=()
    )
    store.put(notice_rows(other), version="1")
    assert hits(store, "闲置") == {f"{notice('a.html').id}-1"}
    store.finish(nothing_derived, program="test")
    assert hits(store, "全新") == {f"{other.id}-1"}


def test_vacuum_does_not_disturb_search(opened):
    store = opened()
    for place in ("c.html", "a.html", "b.html"):
        store.put(notice_rows(notice(place)), version="1")
    store.put(notice_rows(notice("a.html", findings=())), version="2")
    store.finish(nothing_derived, program="test")
    store.connection.execute("VACUUM")
    assert hits(store, "闲置") == {f"{notice('b.html').id}-1", f"{notice('c.html').id}-1"}


def test_other_bytes_at_the_same_place_are_a_new_version(opened):
    store = opened()
    old, new = notice(body=b"old"), notice(body=b"new")
    assert store.put(notice_rows(old), version="1") is False
    assert store.put(notice_rows(new), version="1") is True
    versions = dict(store.connection.execute("SELECT id, superseded_by FROM notices"))
    assert versions == {old.id: new.id, new.id: None}
    assert {row[0] for row in store.connection.execute("SELECT notice_id FROM rectification_table")} == {
        new.id
    }
    assert store.known(old.place, old.sha256).superseded
    store.restore(old.id, old.place)
    assert dict(store.connection.execute("SELECT id, superseded_by FROM notices")) == {
        old.id: None,
        new.id: old.id,
    }


def test_fetched_versions_are_ordered_by_time_of_fetching(opened):
    store = opened()
    for body, when in ((b"third", "2024-03-01"), (b"first", "2024-01-01"), (b"second", "2024-02-01")):
        store.put(notice_rows(notice(body=body, fetched_at=f"{when}T00:00:00Z")), version="1")
    found = store.connection.execute(
        "SELECT fetched_at, seen, superseded_by IS NULL FROM notices ORDER BY seen"
    )
    assert [(when[:7], seen, newest) for when, seen, newest in found] == [
        ("2024-01", 1, 0), ("2024-02", 2, 0), ("2024-03", 3, 1),
    ]  # fmt: skip


def test_refused_file_is_one_row_however_often(opened):
    store = opened()
    store.refuse(REFUSED, version="1")
    store.refuse(replace(REFUSED, message="got other noise"), version="2")
    assert store.refusals("bad.bin") == [("bad.bin", "unknown_format", "got other noise")]
    assert count(store, "issues") == 1


def test_file_that_a_newer_program_reads_is_refused_no_more(opened):
    store = opened()
    record = notice()
    store.refuse(replace(REFUSED, place=record.place, sha256=record.sha256), version="1")
    store.put(notice_rows(record), version="2")
    assert store.refusals(record.place) == []
    store.refuse(replace(REFUSED, place=record.place, sha256=record.sha256), version="3")
    assert (count(store, "notices"), count(store, "findings"), count(store, "spans")) == (0, 0, 0)


def test_file_whose_bytes_could_not_be_had_is_forgotten_once_they_are(opened):
    store = opened()
    record = notice()
    store.refuse(replace(REFUSED, place=record.place, sha256="", kind="unreachable_file"), version="1")
    store.put(notice_rows(record), version="1")
    assert store.refusals(record.place) == []


def test_what_fails_half_way_leaves_nothing(opened):
    store = opened()
    rows = notice_rows(notice())
    rows.tables["measures"].append(rows.tables["measures"][0])
    with pytest.raises(sqlite3.IntegrityError):
        store.put(rows, version="1")
    assert all(count(store, name) == 0 for name in ("notices", "findings", "measures", "spans", "files"))
    assert store.finished


def test_sources_and_regions_go_with_their_last_notice(opened):
    store = opened()
    record = notice()
    store.put(notice_rows(record), version="1")
    assert (count(store, "regions"), count(store, "sources")) == (1, 1)
    store.put(notice_rows(replace(record, region=None, source="other")), version="2")
    store.finish(nothing_derived, program="test")
    assert count(store, "regions") == 0
    assert store.connection.execute("SELECT id FROM sources").fetchall() == [("other",)]


def test_no_reference_dangles_when_finished(opened):
    store = opened()
    for place in ("a.html", "b.html"):
        store.put(notice_rows(notice(place)), version="1")
    store.refuse(REFUSED, version="1")
    store.finish(nothing_derived, program="test")
    broken = [row for row in store.connection.execute("PRAGMA foreign_key_check") if row[2] != "topics"]
    assert broken == []


def test_reader_sees_the_old_dataset_while_a_notice_is_written(opened):
    store = opened()
    store.put(notice_rows(notice("a.html")), version="1")
    reader = open_for_reading(store.path)
    store.connection.execute("BEGIN IMMEDIATE")
    store.connection.execute("DELETE FROM notices")
    assert reader.execute("SELECT count(*) FROM notices").fetchone() == (1,)
    store.connection.execute("ROLLBACK")
    reader.close()


def make_text(path):
    path.write_bytes(b"no database at all, but text of some length" * 40)


def make_foreign_database(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE x (y); PRAGMA application_id = 7;")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (make_text, "is no SQLite file"),
        (make_foreign_database, "another program"),
        (Path.mkdir, "cannot be opened"),
    ],
)
def test_file_that_is_no_dataset_is_refused_in_words(tmp_path, make, message):
    path = tmp_path / "odd.db"
    make(path)
    with pytest.raises(StoreError, match=message):
        open_store(path, program="test")


def test_dataset_of_a_newer_program_is_refused_in_words(opened):
    store = opened()
    store.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer zhenggai"):
        open_store(store.path, program="test")


def test_dataset_made_between_two_releases_is_refused_in_words(opened):
    store = opened()
    store.connection.execute("ALTER TABLE notices DROP COLUMN turned")
    with pytest.raises(StoreError, match=r"without notices\.turned"):
        open_store(store.path, program="test")


def test_missing_dataset_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="zhenggai ingest"):
        open_for_reading(tmp_path / "none.db")


def test_reading_a_dataset_leaves_the_file_as_it_was_and_nothing_beside_it(opened):
    store = opened()
    store.put(notice_rows(notice()), version="1")
    store.finish(nothing_derived, program="test")
    store.close()
    path = store.path
    before = path.read_bytes()
    with closing(open_for_reading(path)) as connection:
        assert connection.execute("SELECT count(*) FROM findings").fetchone() == (2,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM findings")
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(path.name)] == [path.name]


def test_dataset_in_a_folder_that_cannot_be_written_is_read_all_the_same(opened):
    store = opened()
    store.put(notice_rows(notice()), version="1")
    store.finish(nothing_derived, program="test")
    store.close()
    folder = store.path.parent
    store.path.chmod(0o444)
    folder.chmod(0o555)
    try:
        reader = open_for_reading(store.path)
        assert reader.execute("SELECT count(*) FROM notices").fetchone() == (1,)
        reader.close()
    finally:
        folder.chmod(0o755)


def test_full_disk_is_told_in_words_and_loses_nothing(opened):
    store = opened()
    store.put(notice_rows(notice("a.html")), version="1")
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    rng = random.Random(1)
    with pytest.raises(StoreError, match="full disk"):
        for number in range(50):
            text = "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(20_000))
            store.put(
                notice_rows(notice(f"{number}.html", issues=(), text=notice().text + text)), version="1"
            )
    assert store.known("a.html", notice("a.html").sha256) is not None
    assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def open_at(path, together):
    together.wait(timeout=60)
    with closing(open_for_writing(path, program="1")) as connection:
        return connection.execute("PRAGMA journal_mode").fetchone()[0]


def test_new_dataset_opened_by_several_at_once_is_made_once(tmp_path):
    """SQLite does not wait where two turn a new file to a write-ahead log; one in eight was told "locked"."""
    with ThreadPoolExecutor(4) as threads:
        for number in range(40):
            together = Barrier(4)
            opened = [threads.submit(open_at, tmp_path / f"{number}.db", together) for _ in range(4)]
            assert [one.result() for one in opened] == ["wal"] * 4
