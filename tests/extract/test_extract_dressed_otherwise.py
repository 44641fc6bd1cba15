"""The same notice dressed otherwise gives the same rows: nothing but its dress may change."""

from functools import cache
from pathlib import Path
from zlib import crc32

import pytest

from extract.model import Document
from extract.understanding import understand
from tests.extract.dressing import TEXTS, as_docx, as_html, as_pdf, document, rows, rows_of

GOLDEN = Path(__file__).parents[1] / "golden"
# A trail of links above the title, or a table typed as lines, is dress itself: another format shows neither.
_TRAIL = (">", "»", "/", "首页", "频道", "核心提示")


@cache
def _texts() -> dict[str, tuple[str, Document, list[tuple[object, ...]]]]:
    texts = {}
    for path in sorted(GOLDEN.glob("*.txt")):
        body = path.read_bytes()
        text = body.decode("utf-8-sig", "replace")
        if "\ufffd" in text:
            continue  # not of this encoding
        read = document(path.name, body)
        texts[path.name] = (text, read, rows(understand(read)))
    return texts


def _plain_texts() -> dict[str, tuple[str, Document, list[tuple[object, ...]]]]:
    return {
        name: (text, read, told)
        for name, (text, read, told) in _texts().items()
        if not any(b.table for b in read.blocks)
        and not any(w in text.lstrip().split("\n")[0] for w in _TRAIL)
        and "|" not in text
    }


def _alike(changed: dict[str, list[tuple[object, ...]]]) -> tuple[float, list[str]]:
    other = [name for name, told in changed.items() if told != _texts()[name][2]]
    return 1 - len(other) / len(changed), other


@pytest.mark.parametrize("dress", TEXTS)
def test_a_text_says_the_same_in_another_dress(dress: str) -> None:
    changed = {name: rows_of(name, TEXTS[dress](text).encode()) for name, (text, _, _) in _texts().items()}
    share, other = _alike(changed)
    wanted = 0.95 if dress == "each label on its own line" else 0.985
    assert share >= wanted, other


def test_a_text_in_two_bytes_a_character_is_no_page_whatever_its_bytes() -> None:
    changed = {name: rows_of(name, text.encode("utf-16")) for name, (text, _, _) in _texts().items()}
    assert _alike(changed)[1] == []


def test_a_page_pasted_from_an_editor_says_the_same() -> None:
    changed = {name: rows_of("x.html", as_html(text)) for name, (text, _, _) in _plain_texts().items()}
    share, other = _alike(changed)
    assert share >= 0.97, other


def test_plain_paragraphs_of_a_word_file_say_the_same() -> None:
    changed = {name: rows_of("x.docx", as_docx(text)) for name, (text, _, _) in _plain_texts().items()}
    share, other = _alike(changed)
    assert share >= 0.97, other


def test_a_printed_text_says_the_same() -> None:
    some = dict(list(_plain_texts().items())[::3])
    changed = {name: rows_of("x.pdf", as_pdf(read)) for name, (_, read, _) in some.items()}
    share, other = _alike(changed)
    assert share >= 0.93, other


def test_printed_tables_say_the_same() -> None:
    pages = {p.name: document(p.name, p.read_bytes()) for p in sorted(GOLDEN.glob("*.html"))}
    # headings of the page are plain paragraphs in print, and forms have no room in columns of one width
    tables = {
        name: d
        for name, d in pages.items()
        if any(b.table and not b.table.transposed for b in d.blocks)
        and not any(b.kind == "heading" or (b.table and b.table.transposed) for b in d.blocks)
    }
    # every second by its name: new documents put no others into the sample
    some = {name: d for name, d in tables.items() if crc32(name.encode()) % 2}
    told = {name: (rows(understand(d)), rows_of("x.pdf", as_pdf(d))) for name, d in some.items()}
    other = {name for name, (before, after) in told.items() if len(before) != len(after)}
    changed = [x for before, after in told.values() for x, y in zip(before, after, strict=False) if x != y]
    # two bodies in one cell, each filling its line, and narrow equal columns (some cells are one character wide) may
    # stand in print where a reader sees two rows
    assert len(other) <= 0.02 * len(told), other
    assert len(changed) <= 0.05 * sum(len(before) for before, _ in told.values()), changed
