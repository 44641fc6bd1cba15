"""Hardening: what the site refuses, and what every answer carries."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from db.schema import SCHEMA_VERSION
from db.serving import ImmutableDatabase, make_ready, make_site
from db.site.asked.answers import Picture
from db.site.security import CONTENT_SECURITY_POLICY
from db.store import StoreError
from tests.db.site_server import Asked, asked

NEVER_ENDS = "with recursive n(x) as (select 1 union all select x+1 from n) select count(*) from n"


@pytest.mark.parametrize("path", ["/", "/table", "/data", "/none", "/assets/site.css", "/feed/new.atom", "/data.json",
                                  "/download/findings.csv", "//evil.example/", "/api/topics.json"])  # fmt: skip
def test_every_answer_carries_the_policy_and_its_companions(site: Asked, path: str) -> None:
    headers = site.get(path).headers

    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("path", [b"//evil.example/", b"//evil.example/%2f..", b"/\\evil.example/", b"/%5Cevil.example/",
                                  b"///evil.example/", b"/%2F/evil.example/", b"/%09/evil.example/", b"/.//evil.example/",
                                  b"/table/", b"/notice//evil.example/"])  # fmt: skip
def test_no_address_redirects_to_another_host(site: Asked, path: bytes) -> None:
    _, headers = site.raw(path)
    target = headers.get("location", "/")

    assert target.startswith("/") and not target.startswith(("//", "/\\"))
    assert "evil" not in target.split("/")[1]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_but_reading_is_offered(site: Asked, method: str) -> None:
    answer = site.request(method, "/data/findings")

    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_an_endless_address_is_refused(site: Asked) -> None:
    assert site.get("/search?q=" + "a" * 20_000).status_code == 414


@pytest.mark.parametrize("sql", ["delete from findings", "create table x (a)", "update notices set title = ''",
                                 "attach '/tmp/x.db' as x", "pragma writable_schema=1", "select load_extension('x')",
                                 "insert into meta values ('a','b')"])  # fmt: skip
def test_sql_cannot_write(site: Asked, site_db: Path, sql: str) -> None:
    before = site_db.read_bytes()

    assert site.get(f"/data?sql={sql}").status_code in (400, 403)
    assert site_db.read_bytes() == before


def test_the_dataset_is_opened_immutable(site: Asked, site_db: Path) -> None:
    database = site.served.datasette.get_database("data")
    assert isinstance(database, ImmutableDatabase)
    connection = database.connect()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM findings")
    with pytest.raises(StoreError, match="expected: reads"):
        database.connect(write=True)


def test_a_query_without_end_is_stopped(site: Asked) -> None:
    answer = site.get(f"/data.json?sql={quote(NEVER_ENDS)}", cookie="lang=en")

    assert answer.status_code == 503
    assert "time" in answer.json()["error"].lower()
    page = site.get(f"/data?sql={quote(NEVER_ENDS)}", cookie="lang=en")
    assert page.status_code == 503
    assert "The query took too long" in page.text
    for told in (answer.json()["error"], page.text):
        assert "textarea" not in told  # Datasette's own message is a piece of a page


def test_in_public_pages_about_the_server_are_closed(site_db: Path) -> None:
    with asked(site_db, public=True) as public:
        for path in ("/-/plugins", "/-/settings.json", "/-/messages", "/-/threads.json", "/-/actor.json", "/_memory",
                     "/_internal", "/-/metadata.json", "/-/allow-debug", "/-/permissions", "/-/databases"):  # fmt: skip
            assert public.get(path).status_code == 404, path
        for path in ("/", "/data", "/table", "/-/versions.json"):
            assert public.get(path).status_code == 200, path


def test_public_settings_are_tighter(site_db: Path) -> None:
    open_settings = make_site(site_db).datasette.settings_dict()
    public = make_site(site_db, public=True).datasette.settings_dict()

    assert public["sql_time_limit_ms"] < open_settings["sql_time_limit_ms"]
    assert public["max_returned_rows"] < open_settings["max_returned_rows"]
    assert not public["suggest_facets"] and not open_settings["suggest_facets"]
    assert not public["template_debug"] and not public["trace_debug"]


def test_datasettes_own_search_box_finds_two_characters_in_either_script(site: Asked) -> None:
    for words in ("闲置", "閑置", "资金", "資金"):
        found = site.json(f"/data/findings.json?_search={words}&_size=1")
        assert found["filtered_table_rows_count"] > 10, words


def test_static_files_stay_in_their_folder(site: Asked) -> None:
    for path in (b"/assets/../plugin.py", b"/assets/%2e%2e/plugin.py", b"/assets/..%2fplugin.py"):
        status, _ = site.raw(path)
        assert status in (403, 404), path


class Bytes:
    """An archive that holds the same bytes for every hash."""

    def body(self, sha256: str) -> bytes | None:
        return b"<script>window.pwned=1</script>"

    def picture(self, sha256: str, page: int) -> Picture | None:
        return None


def test_archived_bytes_are_a_download_that_cannot_run(site_db: Path) -> None:
    with asked(site_db, evidence=Bytes()) as found:
        answer = found.get("/notice/nhostile00000001/archived")

    assert answer.content.startswith(b"<script>")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "\n" not in answer.headers["content-disposition"]


class Drawn(Bytes):
    """An archive that draws pages, and counts how often it had to."""

    def __init__(self) -> None:
        self.drawn: list[int] = []

    def picture(self, sha256: str, page: int) -> Picture | None:
        self.drawn.append(page)
        return Picture(body=b"JPEG", media_type="image/jpeg", width=595, height=842) if page <= 2 else None


def test_pages_of_a_paged_source_are_shown_beside_the_text(site_db: Path) -> None:
    archive = Drawn()
    with asked(site_db, evidence=archive) as found:
        html = found.get("/notice/nplan00000000001?view=pages").text
        answers = [found.get(f"/notice/nplan00000000001/page/{page}") for page in (1, 1, 2, 3)]
        other = found.get("/notice/nhostile00000001").text

    assert html.count("<img ") == 2
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
    assert answers[0].headers["content-type"] == "image/jpeg"
    assert answers[0].headers["x-page-size"] == "595 842"
    assert archive.drawn == [1, 2, 3]
    assert "view=pages" not in other


def test_a_dataset_of_an_earlier_schema_is_brought_up_to_date_before_it_is_served(
    site_db: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(site_db.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE corrections")
        for table, column in (("notices", "text_sha256"), ("findings", "doubts"), ("findings", "reviewed")):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 1")

    make_ready(path)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    with asked(path) as found:
        assert found.get("/download/findings.zip").status_code == 200
