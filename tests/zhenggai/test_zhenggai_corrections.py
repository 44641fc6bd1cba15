"""Corrections: kept as readable files, applied to what the program reads, silent or questions where that changed."""

import json
import sqlite3
import tomllib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.file.connection import open_for_reading
from db.schema import SCHEMA_VERSION
from tests.db.conftest import dump
from tests.zhenggai.conftest import ask, page, zhenggai
from zhenggai.corrections.applying import Entry, apply
from zhenggai.corrections.dataset import read_notice
from zhenggai.corrections.files import CorrectionError, as_toml, load, read, save
from zhenggai.corrections.model import NO_CORRECTIONS, Corrections, Decision, Words, words_at
from zhenggai.pipeline import Options, ingest

TITLE_1 = "SELECT title FROM findings ORDER BY position LIMIT 1"


@pytest.fixture
def notice(tmp_path):
    """One notice of two findings and the dataset read from it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notice.html").write_text(page(5), encoding="utf-8")
    ingest([tmp_path / "in"], tmp_path / "notices.db", options=Options())
    return tmp_path


def held(folder):
    connection = open_for_reading(folder / "notices.db")
    try:
        [(notice_id,)] = connection.execute("SELECT id FROM notices WHERE superseded_by IS NULL").fetchall()
        return read_notice(connection, notice_id)
    finally:
        connection.close()


def decide(folder, kind, *, before=(), after=(), field=None, second=0, **more):
    """Keep a decision about the folder's notice."""
    notice = held(folder).notice
    decision = Decision(
        kind=kind,
        field=field,
        text_sha256=notice["text_sha256"],
        sha256=notice["sha256"],
        place=notice["place"],
        decided_at=f"2025-01-31T08:00:{second:02}Z",
        before=tuple(before),
        after=tuple(after),
        **more,
    )
    return save(folder / "corrections", decision)


def rebuild(folder):
    known = load(folder / "corrections") if (folder / "corrections").exists() else NO_CORRECTIONS
    return ingest([folder / "in"], folder / "notices.db", options=Options(corrections=known))


def states(folder):
    return ask(folder / "notices.db", "SELECT kind, state FROM corrections ORDER BY decided_at")


def words(folder, what):
    """Words of the notice's text as a cell."""
    text = held(folder).notice["text"]
    at = text.index(what)
    return (words_at(text, [(at, at + len(what))]),)


def shorter_title(folder):
    row = held(folder).entries[0].row
    return decide(
        folder,
        "correct",
        field="title",
        before=[{"title": row["title"]}],
        after=[{"title": words(folder, "信息系统建成后闲置")}],
    )


def test_corrected_cell_holds_the_new_words_and_their_place(notice):
    shorter_title(notice)
    assert rebuild(notice).read == 1
    db = notice / "notices.db"
    assert ask(db, TITLE_1) == [("信息系统建成后闲置",)]
    [(piece,)] = ask(
        db,
        'SELECT substr(n.text, s.start + 1, s."end" - s.start) FROM spans AS s JOIN notices AS n ON n.id = s.notice_id'
        " WHERE s.field = 'title' AND s.record_id LIKE '%-1' AND s.record_table = 'findings'",
    )
    assert piece == "信息系统建成后闲置"
    assert states(notice) == [("correct", "applied")]
    assert ask(db, "SELECT reviewed FROM findings ORDER BY position") == [("correct",), (None,)]
    [(reasons,)] = ask(db, "SELECT reasons FROM findings WHERE position = 1")
    assert any(r["rule"].startswith("correction ") for r in json.loads(reasons))


def test_only_files_that_a_new_correction_concerns_are_read_again(notice):
    decide(notice, "accept", before=[held(notice).entries[0].row])
    (notice / "in" / "other.html").write_text(page(6), encoding="utf-8")
    ingest([notice / "in" / "other.html"], notice / "notices.db", options=Options())
    report = rebuild(notice)
    assert (report.read, report.unchanged) == (1, 1)
    assert rebuild(notice).read == 0


def test_removed_correction_is_undone(notice):
    before = dump(notice / "notices.db")
    path = notice / "corrections" / f"{shorter_title(notice).id}.toml"
    rebuild(notice)
    path.unlink()
    rebuild(notice)
    assert dump(notice / "notices.db") == before


def test_typed_words_have_no_place_and_say_so(notice):
    row = held(notice).entries[0].row
    typed = {"title": row["title"], "detail": (Words(words="据来信"),)}
    decide(notice, "correct", field="detail", before=[{"title": row["title"]}], after=[typed])
    rebuild(notice)
    db = notice / "notices.db"
    assert ask(db, "SELECT detail FROM findings WHERE position = 1") == [("据来信",)]
    assert ask(db, "SELECT count(*) FROM spans WHERE field = 'detail'") == [(0,)]
    assert ask(db, "SELECT typed FROM corrections") == [('["detail"]',)]


def test_status_is_set_with_the_words_that_state_it(notice):
    row = held(notice).entries[1].row
    new = replace(words(notice, "已签订测评合同")[0], value="long_term")
    after = [{"title": row["title"], "status": (new,)}]
    decide(notice, "correct", field="status", before=[{k: row[k] for k in ("title", "status")}], after=after)
    rebuild(notice)
    assert ask(
        notice / "notices.db", "SELECT status, status_basis, status_text FROM findings WHERE position = 2"
    ) == [("long_term", "stated", "已签订测评合同")]


def test_rejected_row_is_gone_and_its_followers_move_up(notice):
    rows = held(notice).entries
    second = rows[1].row["title"][0].words
    decide(notice, "reject", before=[rows[0].row])
    rebuild(notice)
    assert ask(notice / "notices.db", "SELECT position, title FROM findings") == [(1, second)]
    assert ask(notice / "notices.db", "SELECT DISTINCT finding_id LIKE '%-1' FROM measures") == [(1,)]


def test_added_row_stands_where_its_words_stand(notice):
    decide(notice, "add", after=[{"title": words(notice, "停用5个系统")}])
    rebuild(notice)
    titles = ask(notice / "notices.db", "SELECT title, reviewed FROM findings ORDER BY position")
    assert titles[1] == ("停用5个系统", "add")
    assert len(titles) == 3


def test_merged_rows_become_one_and_split_again_two(notice):
    one, two = (dict(entry.row) for entry in held(notice).entries)
    whole = {"title": one["title"], "detail": (words_at(held(notice).notice["text"], two["title"][0].at),)}
    decide(notice, "merge", before=[one, two], after=[whole])
    rebuild(notice)
    assert ask(notice / "notices.db", "SELECT count(*), min(detail) FROM findings") == [
        (1, two["title"][0].words)
    ]
    decide(notice, "split", before=[whole], after=[one, two], second=1)
    rebuild(notice)
    assert ask(notice / "notices.db", "SELECT count(*) FROM findings") == [(2,)]
    assert states(notice) == [("merge", "applied"), ("split", "applied")]


def test_accepted_row_is_reviewed_and_nothing_else_changes(notice):
    decide(notice, "accept", before=[held(notice).entries[0].row])
    before = ask(notice / "notices.db", "SELECT id, title, detail, status FROM findings")
    rebuild(notice)
    assert ask(notice / "notices.db", "SELECT id, title, detail, status FROM findings") == before
    assert ask(notice / "notices.db", "SELECT reviewed FROM findings WHERE position = 1") == [("accept",)]


def test_correction_falls_silent_where_the_program_agrees(notice):
    row = held(notice).entries[0].row
    old = {"title": words(notice, "信息系统建成后闲置")}
    decide(
        notice, "correct", field="title", before=[old], after=[{"title": row["title"]}]
    )  # the program has learned
    rebuild(notice)
    assert states(notice) == [("correct", "silent")]
    assert ask(notice / "notices.db", "SELECT count(*) FROM issues WHERE kind = 'correction_question'") == [
        (0,)
    ]


def test_altered_source_reopens_the_question(notice):
    shorter_title(notice)
    path = notice / "in" / "notice.html"
    path.write_text(page(5).replace("闲置", "长期闲置"), encoding="utf-8")
    rebuild(notice)
    db = notice / "notices.db"
    assert ask(
        db,
        "SELECT c.state FROM corrections AS c JOIN notices AS n ON n.id = c.notice_id WHERE n.superseded_by IS NULL",
    ) == [("question",)]
    [(message,)] = ask(db, "SELECT message FROM issues WHERE kind = 'correction_question'")
    assert "another text of this source" in message
    assert ask(db, "SELECT count(*) FROM findings WHERE title LIKE '%长期闲置%'") == [(1,)]  # not applied
    done = zhenggai("corrections", "check", "--db", db, "--corrections", notice / "corrections")
    assert done.returncode == 1
    assert "question  1" in done.stdout


def test_changed_reading_reopens_the_question(notice):
    row = held(notice).entries[0].row
    stale = {"title": row["title"], "detail": words(notice, "停用5个系统")}  # what an earlier program read
    after = [{"title": row["title"], "detail": words(notice, "并入政务云平台")}]
    decide(notice, "correct", field="detail", before=[stale], after=after)
    rebuild(notice)
    assert states(notice) == [("correct", "question")]
    [(record,)] = ask(
        notice / "notices.db", "SELECT record_id FROM issues WHERE kind = 'correction_question'"
    )
    assert record.endswith("-1")


def test_replaced_decision_is_passed_over(notice):
    first = shorter_title(notice)
    row = held(notice).entries[0].row
    after = [{"title": words(notice, "个信息系统建成后闲置")}]
    decide(notice, "correct", field="title", before=[row], after=after, second=5, replaces=(first.id,))
    rebuild(notice)
    assert ask(notice / "notices.db", TITLE_1) == [("个信息系统建成后闲置",)]
    assert states(notice) == [("correct", "applied")]


def test_same_text_elsewhere_is_corrected_too(notice, tmp_path_factory):
    """Somebody else's copy of the page, under another name and with other bytes."""
    shorter_title(notice)
    other = tmp_path_factory.mktemp("other")
    (other / "in").mkdir()
    (other / "in" / "saved.htm").write_text(page(5).replace("<body>", "<body><!-- 17 -->"), encoding="utf-8")
    known = load(notice / "corrections")
    ingest([other / "in"], other / "notices.db", options=Options(corrections=known))
    assert ask(other / "notices.db", TITLE_1) == [("信息系统建成后闲置",)]


def test_workers_apply_corrections_too(notice):
    (notice / "in" / "other.html").write_text(page(6), encoding="utf-8")
    shorter_title(notice)
    for jobs in ("1", "2"):
        done = zhenggai(
            "ingest", notice / "in", "--db", notice / f"{jobs}.db", "--jobs", jobs,
            "--corrections", notice / "corrections",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert ask(notice / "2.db", "SELECT count(*) FROM corrections WHERE state = 'applied'") == [(1,)]
    assert dump(notice / "1.db") == dump(notice / "2.db")


def test_dataset_of_the_first_schema_is_brought_up_to_date_and_corrected(notice):
    shorter_title(notice)
    now = dump(notice / "notices.db")
    with closing(sqlite3.connect(notice / "notices.db")) as connection, connection:
        connection.execute("ALTER TABLE notices DROP COLUMN text_sha256")
        connection.execute("ALTER TABLE findings DROP COLUMN doubts")
        connection.execute("ALTER TABLE findings DROP COLUMN reviewed")
        connection.execute("DROP TABLE corrections")
        connection.execute("UPDATE files SET version = 'of the first schema'")
        connection.execute("PRAGMA user_version = 1")
    assert rebuild(notice).read == 1
    assert ask(notice / "notices.db", TITLE_1) == [("信息系统建成后闲置",)]
    assert ask(notice / "notices.db", "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert sorted(line for line in now.splitlines() if line.startswith('INSERT INTO "measures" ')) == sorted(
        line
        for line in dump(notice / "notices.db").splitlines()
        if line.startswith('INSERT INTO "measures" ')
    )


def test_words_that_do_not_stand_at_their_place_are_a_question(notice):
    row = held(notice).entries[0].row
    wrong = {"title": (replace(words(notice, "信息系统建成后闲置")[0], words="另一句话"),)}
    decide(notice, "correct", field="title", before=[row], after=[wrong])
    rebuild(notice)
    assert states(notice) == [("correct", "question")]


def test_reviewed_notice_becomes_gold(notice):
    rows = held(notice).entries
    decide(notice, "accept", before=[rows[0].row])
    rebuild(notice)
    done = zhenggai(
        "corrections", "export", "--gold", "--db", notice / "notices.db", "--out", notice / "reviewed"
    )
    assert "1 of 2 rows reviewed" in done.stdout
    decide(notice, "accept", before=[rows[1].row], second=1)
    rebuild(notice)
    zhenggai("corrections", "export", "--gold", "--db", notice / "notices.db", "--out", notice / "reviewed")
    done = zhenggai("evaluate", notice / "reviewed", "--db", notice / "notices.db")
    assert "rows all right   1.000 of 2" in done.stdout


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda t: t.replace('kind = "accept"', 'kind = "guess"'), "kind 'guess'"),
        (lambda t: t.replace("text_sha256", "texthash"), "no 'text_sha256'"),
        (lambda t: t.replace("[[before]]", "[[nothing]]"), "0 rows in before"),
        (lambda t: t.replace("title = [", "headline = ["), "column 'headline'"),
        (lambda t: t + "\n= broken", "expected a correction"),
    ],
)
def test_file_that_is_no_correction_stops_the_run_and_is_named(notice, edit, says):
    path = (
        notice / "corrections" / f"{decide(notice, 'accept', before=[held(notice).entries[0].row]).id}.toml"
    )
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CorrectionError, match=path.name):
        load(notice / "corrections")
    done = zhenggai(
        "ingest", notice / "in", "--db", notice / "notices.db", "--corrections", notice / "corrections"
    )
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
CELLS = st.builds(
    Words,
    words=TEXTS,
    at=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=2).map(tuple),
    value=st.none() | st.just("completed"),
)
ROWS = st.builds(
    lambda title, detail, measures: {
        k: v for k, v in {"title": (title,), "detail": detail, "measures": measures}.items() if v
    },
    CELLS,
    st.lists(CELLS, max_size=1).map(tuple),
    st.lists(CELLS, max_size=3).map(tuple),
)


@given(ROWS, ROWS, TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_file_holds_what_was_decided(one, two, who, why):
    decision = Decision(
        id="x/y", kind="split", text_sha256="0" * 64, sha256="1" * 64, place=why, decided_at="2025-01-31T08:00:00Z",
        who=who, why=why, replaces=(who,), before=(one,), after=(one, two),
    )  # fmt: skip
    text = as_toml(decision)
    tomllib.loads(text)
    assert read(text, "x/y") == decision


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=4, unique=True), st.sampled_from("abcd"))
@settings(max_examples=60, deadline=None)
def test_applying_twice_changes_nothing_more(held_titles, title):
    """What a decision made is what it finds the next time: then it is silent."""
    text = "abcd"

    def row(name):
        at = text.index(name)
        return {"title": (Words(words=name, at=((at, at + 1),)),)}

    entries = [Entry(row(name), n) for n, name in enumerate(sorted(held_titles))]
    decision = Decision(
        id="1", kind="add", text_sha256="t", sha256="", place="", decided_at="", after=(row(title),)
    )
    apply(text, "t", entries, [decision])
    after = [e.row for e in entries]
    [outcome] = apply(text, "t", entries, [decision])
    assert outcome.state == "silent"
    assert [e.row for e in entries] == after
    assert [e.row["title"][0].words for e in entries] == sorted({*held_titles, title})


def test_a_thousand_corrections_are_found_by_their_keys():
    many = [
        Decision(
            id=str(n), kind="reject", text_sha256=f"{n:064}", sha256=f"{n + 5000:064}", place=f"p{n}", decided_at="",
        )
        for n in range(1000)
    ]  # fmt: skip
    known = Corrections.of(many)
    assert [d.id for d in known.concerning(text_sha256=f"{7:064}", sha256="", place="p9")] == ["7", "9"]
    assert known.mark([("p1", "", None)]) != known.mark([("p2", "", None)])
    assert known.mark([("elsewhere", "", None)]) == ""


def test_bundled_corrections_hold_for_the_samples(tmp_path):
    root = Path(__file__).resolve().parent.parent.parent
    known = load(root / "corrections")
    files = [root / "samples" / "notices" / place for place in sorted({d.place for d in known.decisions})]
    ingest(files, tmp_path / "notices.db", options=Options(corrections=known))
    states = dict(ask(tmp_path / "notices.db", "SELECT id, state FROM corrections"))
    assert sorted(states) == sorted(d.id for d in known.decisions)
    assert set(states.values()) <= {"applied", "silent"}
