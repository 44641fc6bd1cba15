"""Chinese pages speak Chinese: nothing that the dataset says in English, and no name of a column, is left standing in them."""

import re
from collections import Counter, deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from db.site.languages.language import Language
from db.site.languages.spoken import said, spoken
from extract.model import Extraction
from extract.reading import FORMATS, read
from extract.understanding import understand
from tests.db.site_server import Asked
from tests.extract.notices import raw

GOLDEN = Path(__file__).parents[1] / "golden"
# names that Chinese readers know by these letters
NAMES = {"SQL", "Atom", "CSV", "Excel", "SHA", "JSON", "SQLite", "Parquet", "API", "Python", "OpenAPI", "XLSX", "HTML", "PDF", "OFD",
         "Frictionless", "zhenggai", "schema", "http", "https", "site", "test", "pandas", "OpenDocument", "Word",
         "UTF", "Polars", "DuckDB", "Spark", "arrow", "MIT",
         "evaluate", "record"}  # fmt: skip
ADDRESS = re.compile(r"(?:\w+://)?[\w/:%-]*\.[a-z]+[\w./:%-]*", re.ASCII)  # and names of files
SHOWN_OF_A_KIND = 4  # pages whose addresses differ by an id


def test_a_message_is_said_in_chinese_with_what_stands_in_it() -> None:
    assert said("got completed after in_progress for one finding, expected one; the first is kept") == (
        "同一问题先写“整改中”，后写“已完成”，应只有一种；采用先写的"
    )
    assert said("status column 整改情况") == "状态列“整改情况”"
    assert said("rule: 招标") == "规则：招标"
    assert said("unlike most rows of its notice: no detail, result; status of its own") == (
        "与同一公告的多数行不同：缺详情、整改成效；独有整改状态"
    )
    assert said("nobody has put this into words") is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_known_is_shown_as_it_is_and_never_as_markup(language: Language) -> None:
    shown = spoken("got '<script>' of a kind never met", language)

    assert "<script>" not in shown and "&lt;script&gt;" in shown
    assert ('lang="en"' in shown) == (language == "zh")
    assert "&lt;b&gt;" in spoken("got '<b>', a body of no known place or function", "zh")


def _golden() -> list[Extraction]:
    files = sorted(path for path in GOLDEN.iterdir() if path.suffix in (".txt", ".html"))
    return [understand(read(raw(path.read_bytes(), path.name))) for path in files[::3]]


def test_every_rule_and_doubt_met_in_the_golden_notices_has_a_chinese_text() -> None:
    met = Counter(
        text
        for extraction in _golden()
        for text in (
            *(reason.rule for finding in extraction.findings for reason in finding.reasons),
            *(issue.message for issue in extraction.issues),
        )
    )
    missing = sorted({re.sub(r"\d+", "9", text) for text in met if said(text) is None})

    assert len(met) > 50
    assert not missing, f"say these in Chinese in db/site/languages/spoken.toml: {missing}"


def test_every_format_has_a_chinese_name() -> None:
    """CONTRIBUTING, "Add a file format": a notice's page names the reader."""
    unnamed = {row.name for row in FORMATS if row.reader and said(row.name) is None}

    assert unnamed == {"unsupported"}  # reads nothing


def _words(html: str) -> list[str]:
    """Words in Latin letters that a reader of a Chinese page meets outside of code, SQL and quoted English."""
    page = LexborHTMLParser(html)
    body = page.body
    assert body is not None
    for part in body.css(
        'code, pre, script, [lang="en"], details.sql, .citation, li:has([href*="hostile"]), tr:has([href*="hostile"])'
    ):
        part.decompose()
    attributes = [
        node.attributes.get(name) or ""
        for node in body.css("*")
        for name in ("title", "aria-label", "placeholder", "alt")
    ]
    texts = [page.css_first("title").text(), body.text(separator="\n"), *attributes]
    return [word for text in texts for word in re.findall(r"[A-Za-z_]{3,}", ADDRESS.sub("", text))]


def test_no_chinese_page_holds_english_words_or_identifiers(site: Asked) -> None:
    seen: Counter[str] = Counter()
    waiting, met = deque(["/"]), {"/"}
    found: dict[str, list[str]] = {}
    while waiting:
        path = waiting.popleft()
        answer = site.get(path, **{"accept-language": "zh"})
        assert answer.status_code == 200, path
        if "html" not in answer.headers["content-type"]:
            continue
        for word in _words(answer.text):
            if word not in NAMES:
                found.setdefault(word, []).append(path)
        for link in LexborHTMLParser(answer.text).css("a[href]"):
            address = urljoin(f"http://site.test{path}", link.attributes["href"] or "").partition("#")[0]
            target = address.removeprefix("http://site.test")
            kind = re.sub(r"(?<=/)(finding|notice|kin|city|topic)/.*", r"\1", urlsplit(target).path)
            outside = (
                target == address
                or "hostile" in target
                or kind.startswith(("/data", "/download/", "/figure", "/api/", "/feed"))
            )
            if target in met or outside or "lang=" in target or seen[kind] >= SHOWN_OF_A_KIND:
                continue
            met.add(target)
            seen[kind] += 1
            waiting.append(target)

    assert len(met) > 40
    assert not {word: paths[:2] for word, paths in found.items()}, " ".join(sorted(found))
