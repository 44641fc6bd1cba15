"""The review page: decisions by keyboard in a real browser, and nobody else's decisions."""

import asyncio
import json
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

from db.serving import make_site
from db.site.languages.language import read_messages
from db.site.server.review import MESSAGES, NotLoopback, Reviewing, with_review
from tests.db.site_pictures import too_wide
from tests.zhenggai.conftest import ask, write_pages, zhenggai
from zhenggai.corrections.desk import ReviewDesk
from zhenggai.corrections.files import load
from zhenggai.pipeline import Options, ingest

TOKEN = "a-secret-of-this-start"
NOW = datetime(2025, 1, 31, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Seven notices of two rows each."""
    found = tmp_path_factory.mktemp("built")
    write_pages(found / "in", 7)
    ingest([found / "in"], found / "notices.db", options=Options())
    return found


@pytest.fixture
def folder(built, tmp_path):
    """A copy of them."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


def application(folder, port=8002):
    desk = ReviewDesk(folder / "notices.db", folder / "corrections", now=lambda: NOW)
    served = make_site(folder / "notices.db")
    asyncio.run(served.datasette.invoke_startup())
    return with_review(served.application, Reviewing(desk=desk, token=TOKEN), host="127.0.0.1", port=port)


def send(app, method, path, *, client="127.0.0.1", host="127.0.0.1:8002", **more):
    """One request to an application, as a browser on `client` may send it."""

    async def go():
        transport = httpx.ASGITransport(app=app, client=(client, 5000))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as found:
            return await found.request(method, path, **more)

    return asyncio.run(go())


OURS = {"origin": "http://127.0.0.1:8002", "x-review-token": TOKEN, "content-type": "application/json"}


def first_row(app):
    return send(app, "GET", "/review/queue.json").json()["rows"][0]["id"]


def accept(app, **changes):
    """Send one decision with some headers changed (None: left out) and say how it was answered."""
    headers = {k: v for k, v in {**OURS, **changes.pop("headers", {})}.items() if v is not None}
    body = json.dumps({"finding": first_row(app), "kind": "accept"})
    return send(app, "POST", "/review/decide", content=body, headers=headers, **changes)


def files(folder):
    return sorted((folder / "corrections").rglob("*")) if (folder / "corrections").exists() else []


def test_decision_of_our_own_page_becomes_a_file(folder):
    answer = accept(application(folder))
    assert answer.status_code == 200, answer.text
    [decision] = load(folder / "corrections").decisions
    assert (decision.kind, decision.decided_at) == ("accept", "2025-01-31T08:00:00Z")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://example.org"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": None}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"x-review-token": None}, 403),
        ({"x-review-token": "guessed"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"host": "rebound.example:8002", "origin": "http://rebound.example:8002"}, 421),
        ({"host": "127.0.0.1", "origin": "http://127.0.0.1"}, 421),
    ],
)
def test_decision_of_anybody_else_is_refused(folder, headers, status):
    app = application(folder)
    assert accept(app, headers=headers).status_code == status
    assert files(folder) == []


def test_only_this_machine_is_answered_and_only_under_its_name(folder):
    app = application(folder)
    assert send(app, "GET", "/review", client="192.0.2.7").status_code == 403
    assert send(app, "GET", "/", client="192.0.2.7").status_code == 403
    for path in ("/review", "/review/queue.json", "/"):
        assert send(app, "GET", path, host="rebound.example:8002").status_code == 421
    assert TOKEN not in send(app, "GET", "/review", host="rebound.example:8002").text
    assert TOKEN in send(app, "GET", "/review").text


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org"])
def test_address_that_others_can_reach_is_refused(folder, host):
    with pytest.raises(NotLoopback):
        with_review(None, None, host=host, port=1)
    done = zhenggai(
        "review", "--db", folder / "notices.db", "--corrections", folder / "corrections", "--host", host
    )
    assert done.returncode == 2
    assert "this machine alone" in done.stderr


def test_site_without_review_takes_no_decisions(folder):
    served = make_site(folder / "notices.db")
    asyncio.run(served.datasette.invoke_startup())
    assert send(served.application, "GET", "/review").status_code == 404
    answer = send(served.application, "POST", "/review/decide", content="{}", headers=OURS)
    assert answer.status_code == 405


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(folder, method):
    assert send(application(folder), method, "/review/decide", headers=OURS).status_code == 405


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"kind": "guess"}, "expected: one of"),
        ({"kind": "correct", "field": "notice_id", "cell": []}, "expected: one of"),
        ({"kind": "correct", "field": "title", "cell": []}, "an empty title"),
        ({"kind": "correct", "field": "detail", "cell": [{"at": [[5, 99999999]]}]}, "places of the text"),
        ({"kind": "correct", "field": "detail", "cell": [{"at": "x"}]}, "places of the text"),
        ({"kind": "correct", "field": "status", "cell": [{"words": "somehow"}]}, "no status"),
        ({"kind": "split", "at": [[0, 2]]}, "a row without a title"),
        ({"kind": "add"}, "no words"),
        ({"kind": "accept", "finding": "../../etc-1"}, "a row of this dataset"),
    ],
)
def test_decision_that_makes_no_sense_is_refused_in_words(folder, asked, says):
    app = application(folder)
    body = json.dumps({"finding": first_row(app), **asked})
    answer = send(app, "POST", "/review/decide", content=body, headers=OURS)
    assert answer.status_code == 409, answer.text
    assert says in answer.json()["error"]
    assert files(folder) == []


def test_only_known_corrections_can_be_removed(folder):
    (folder / "secret.toml").write_text("x", encoding="utf-8")
    app = application(folder)
    accept(app)
    for name in ("../secret", "", "nothing"):
        body = json.dumps({"id": name})
        assert send(app, "POST", "/review/dismiss", content=body, headers=OURS).status_code == 409
    assert (folder / "secret.toml").exists()
    assert send(app, "POST", "/review/undo", content="{}", headers=OURS).status_code == 200
    assert not list((folder / "corrections").rglob("*.toml"))


def test_decisions_not_yet_built_show_when_the_page_is_started_again(folder):
    app = application(folder)
    row = first_row(app)
    accept(app)
    found = {
        entry["id"]: entry["done"]
        for entry in send(application(folder), "GET", "/review/queue.json").json()["rows"]
    }
    assert found[row] == "accept"
    assert sum(kind is not None for kind in found.values()) == 1


def test_every_word_of_the_page_has_both_languages():
    for entry in read_messages(MESSAGES).values():
        assert entry["zh"] and entry["en"]


@contextmanager
def served(folder) -> Iterator[str]:
    """The review page on loopback, for a browser."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(application(folder, port), host="127.0.0.1", port=port, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def page(folder):
    """The review page in a browser."""
    installed = next(
        (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None
    )
    with served(folder) as address, sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=installed)
        except Error as error:
            pytest.skip(f"no Chromium to drive: install chromium ({error!s:.80})")
        found = browser.new_page(locale="zh-CN")
        faults = []
        found.on("pageerror", lambda error: faults.append(str(error)))
        found.goto(f"{address}/review")
        found.wait_for_selector("body[data-shown]")
        yield found
        browser.close()
        assert faults == []


def shown(page):
    return page.locator("body").get_attribute("data-shown")


def decided(page, key, *, next_row=True):
    """Press a key that takes a decision; wait until it is kept (and the next row is there)."""
    before, said = shown(page), page.locator("#said").inner_text()
    page.keyboard.press(key)
    page.wait_for_function("said => document.getElementById('said').textContent !== said", arg=said)
    assert "已保存" in page.locator("#said").inner_text()
    if next_row:
        page.wait_for_function("id => document.body.dataset.shown !== id", arg=before)


@pytest.mark.browser
def test_ten_doubtful_rows_are_reviewed_by_keyboard_and_hold_after_a_rebuild(folder, page):
    keys = page.keyboard
    ids = [entry["id"] for entry in page.evaluate("fetch('/review/queue.json').then(r => r.json())")["rows"]]
    text = dict(ask(folder / "notices.db", "SELECT id, title FROM findings"))

    assert shown(page) == ids[0]
    decided(page, "a")  # 1: accepted
    keys.press("w")
    keys.type("核对过原文")
    keys.press("Escape")
    decided(page, "a")  # 2: accepted, with a reason

    keys.press("w")
    keys.press("Enter")  # leaves the field as well: the next key is a key again

    keys.press("3")  # 3: title two characters shorter at its start
    for _ in range(2):
        keys.press("Shift+ArrowRight")
    decided(page, "Enter", next_row=False)
    decided(page, "a")

    keys.press("6")  # 4: another status, by its digit
    decided(page, "4", next_row=False)
    decided(page, "a")

    keys.press("4")  # 5: detail = the sentence after the title; then emptied again
    decided(page, "Enter", next_row=False)
    keys.press("4")
    decided(page, "Delete", next_row=False)
    keys.press("1")  # a label typed in
    keys.press("t")
    page.locator("#typed").fill("附注")
    decided(page, "Enter", next_row=False)
    decided(page, "a")

    decided(page, "x")  # 6: rejected
    keys.press("-")  # 7: one more measure, the sentence that is proposed one further
    keys.press("ArrowDown")
    decided(page, "+", next_row=False)
    decided(page, "a")

    keys.press("j")  # 8 is passed over, then taken up again
    page.wait_for_function("id => document.body.dataset.shown === id", arg=ids[8])
    keys.press("k")
    page.wait_for_function("id => document.body.dataset.shown === id", arg=ids[7])
    decided(page, "x")
    keys.press("u")  # undone, and accepted instead
    page.wait_for_function("id => document.body.dataset.shown === id", arg=ids[7])
    decided(page, "a")

    decided(page, "m")  # 9: merged with the row behind it
    keys.press("/")  # 10: split at the next sentence
    decided(page, "Enter")

    rebuilt = ingest(
        [folder / "in"], folder / "notices.db", options=Options(corrections=load(folder / "corrections"))
    )
    assert rebuilt.refusals == []
    states = ask(folder / "notices.db", "SELECT state, count(*) FROM corrections GROUP BY 1")
    assert states == [("applied", len(load(folder / "corrections").decisions))], ask(
        folder / "notices.db", "SELECT id, message FROM corrections WHERE state <> 'applied'"
    )
    held = {
        title: row
        for title, *row in ask(folder / "notices.db", "SELECT title, reviewed, status, label FROM findings")
    }
    assert held[text[ids[0]]][0] == "accept"
    assert held[text[ids[2]][2:]][0] == "accept"
    assert held[text[ids[3]]][1] == "long_term"
    assert held[text[ids[4]]][2] == "附注"
    assert text[ids[5]] not in held
    assert held[text[ids[8]]][0] == "merge"
    kinds = ask(folder / "notices.db", "SELECT kind, count(*) FROM corrections GROUP BY 1 ORDER BY 1")
    assert dict(kinds) == {"accept": 7, "correct": 6, "merge": 1, "reject": 1, "split": 1}
    assert ask(folder / "notices.db", "SELECT count(*) FROM corrections WHERE why = '核对过原文'") == [(1,)]
    [(ungrounded,)] = ask(
        folder / "notices.db",
        "SELECT count(*) FROM spans AS s JOIN notices AS n ON n.id = s.notice_id JOIN findings AS f ON f.id = s.record_id"
        " WHERE s.field = 'title' AND instr(f.title, trim(substr(n.text, s.start + 1, s.\"end\" - s.start))) = 0",
    )
    assert ungrounded == 0


@pytest.mark.browser
def test_doubts_are_told_in_the_language_of_the_page(folder, page):
    known, unknown = "a report on rectification, and no status was read", "words of a later program"
    doubts = [{"kind": "no_status", "message": known}, {"kind": "odd", "message": unknown}]
    with closing(sqlite3.connect(folder / "notices.db")) as connection, connection:
        connection.execute("UPDATE findings SET doubts = ?", (json.dumps(doubts),))
    told = {}
    for language in ("zh", "en"):
        page.goto(page.url.partition("?")[0] + f"?lang={language}")
        page.wait_for_selector("body[data-shown]")
        told[language] = page.locator("#doubts li").all_inner_texts()

        marked = page.locator("#doubts li[lang=en]").all_inner_texts()
        assert marked == ([unknown] if language == "zh" else [])
    assert told == {"zh": ["是整改报告，却未读出状态", unknown], "en": [known, unknown]}


@pytest.mark.browser
def test_review_page_is_accessible_in_both_languages(folder, page):
    for language, heading, width, scheme in (
        ("zh", "核对", 1280, "light"),
        ("en", "Review", 1280, "dark"),
        ("zh", "核对", 360, "dark"),
        ("en", "Review", 360, "light"),
    ):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto(page.url.partition("?")[0] + f"?lang={language}")
        page.wait_for_selector("body[data-shown]")
        assert page.locator("h1").inner_text() == heading
        assert too_wide(page) == 0, (language, width)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
