"""Saved pages of many looks: what is the notice's is kept, what is the site's is left out."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.model import Document, squeeze
from extract.reading import read
from scrapers.items import RawNotice

_TELLING = [
    (re.compile(rb"""\s(class|id)\s*=\s*("[^"]*"|'[^']*')"""), b""),
    (re.compile(rb"<!--.*?-->", re.DOTALL), b""),
    (re.compile(rb"<(/?)(nav|footer|header|aside|article|section|main)\b"), rb"<\1div"),
]
PAGES = sorted((Path(__file__).parent / "fixtures" / "html").glob("*.html"))


def read_page(page: Path, declared: str | None = None) -> Document:
    return read(
        RawNotice(
            source="file", place=page.name, file_name=page.name, body=page.read_bytes(), charset=declared
        )
    )


def expected(page: Path) -> dict[str, Any]:
    with page.with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@pytest.fixture(params=PAGES, ids=lambda page: page.stem)
def case(request: pytest.FixtureRequest) -> tuple[Document, dict[str, Any]]:
    page: Path = request.param
    wanted = expected(page)
    return read_page(page, wanted.get("declared")), wanted


def test_there_are_pages_of_at_least_ten_looks() -> None:
    assert len(PAGES) >= 10


def test_the_title_stands_alone_in_one_block(case: tuple[Document, dict[str, Any]]) -> None:
    document, wanted = case
    titles = [document.text[b.start : b.end] for b in document.blocks if b.kind == "title"]
    assert titles == ([wanted["title"]] if "title" in wanted else [])


def test_every_paragraph_and_cell_is_kept_once_in_order(case: tuple[Document, dict[str, Any]]) -> None:
    document, wanted = case
    kinds = ("paragraph", "heading", "note")
    lines = [squeeze(document.text[b.start : b.end]) for b in document.blocks if b.kind in kinds]
    for paragraph in wanted["body"]:
        text = squeeze(paragraph)
        whole = sum(line == text for line in lines)
        assert whole == 1 or (whole == 0 and sum(line.count(text) for line in lines) == 1), paragraph
    cells = [document.text[c.start : c.end] for b in document.blocks if b.table for c in b.table.cells]
    for cell in wanted.get("cells", []):
        assert cell in cells


def test_nothing_of_the_site_leaks(case: tuple[Document, dict[str, Any]]) -> None:
    document, wanted = case
    for leak in wanted["leaks"]:
        assert squeeze(leak) not in squeeze(document.text)


def test_nothing_else_than_the_body_is_in_the_body(case: tuple[Document, dict[str, Any]]) -> None:
    document, wanted = case
    known = squeeze("".join([wanted.get("title", ""), *wanted["body"]]))
    for block in document.blocks:
        if block.kind in ("paragraph", "heading", "note"):
            text = squeeze(document.text[block.start : block.end])
            assert text in known or any(squeeze(p) in text for p in wanted["body"]), text


def test_metadata_becomes_fields_with_their_places(case: tuple[Document, dict[str, Any]]) -> None:
    document, wanted = case
    values = {(field.key, field.value) for field in document.fields}
    for key, value in wanted["fields"].items():
        assert (key, value) in values
    for field in document.fields:
        assert field.value.strip()
        if field.span is not None:
            assert document.text[field.span.start : field.span.end] == field.value


def test_attachments_are_listed_with_their_addresses(case: tuple[Document, dict[str, Any]]) -> None:
    document, wanted = case
    found = {document.text[b.start : b.end]: b.target for b in document.blocks if b.kind == "attachment"}
    assert found == wanted["attachments"]


def test_doubts_are_told(case: tuple[Document, dict[str, Any]]) -> None:
    document, wanted = case
    assert [issue.kind for issue in document.issues] == wanted["issues"]


def test_no_site_is_known_by_its_names(
    request: pytest.FixtureRequest, case: tuple[Document, dict[str, Any]]
) -> None:
    """The same pages without classes, ids, comments and telling elements: as a site that nobody has seen."""
    document, wanted = case
    page: Path = request.node.callspec.params["case"]
    bare = page.read_bytes()
    for pattern, left in _TELLING:
        bare = pattern.sub(left, bare)
    read_bare = read(
        RawNotice(
            source="file", place=page.name, file_name=page.name, body=bare, charset=wanted.get("declared")
        )
    )
    assert squeeze(read_bare.body) == squeeze(document.body)


def test_blocks_tile_the_text(case: tuple[Document, dict[str, Any]]) -> None:
    document, _ = case
    at = 0
    for block in document.blocks:
        assert document.text[at : block.start] in ("", "\n")
        assert block.end > block.start
        at = block.end
    assert at == len(document.text)
