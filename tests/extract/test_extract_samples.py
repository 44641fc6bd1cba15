"""The sample notices that a program writes: what lies in the tree is what it writes, and their gold stands in them."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.model import Document
from extract.reading import members, read, recognise
from samples.make_office import OFFICE
from samples.make_pages import PAGES
from scrapers.items import RawNotice
from tests.extract.pdf_samples import has_cjk_font
from tests.golden.check_gold import printed_cells, squeeze

ROOT = Path(__file__).parents[2]
NOTICES = ROOT / "samples" / "notices"
MADE = {**OFFICE, **PAGES}
SCANS = ("qingwu_schools_2021_scan.pdf", "lanzhu_parks_2022.jpg")
READ = sorted(set(MADE) - set(SCANS))
_QUICK = Limits(ocr_threads=0)


def documents(name: str, body: bytes) -> dict[str, Document]:
    """What the readers make of a file or of the members of an archive, by file name."""
    raw = RawNotice(source="file", place=name, file_name=name, body=body)
    files = list(members(raw, limits=DEFAULT_LIMITS)) if recognise(raw).unpacker else [raw]
    return {file.file_name: read(file, limits=_QUICK) for file in files}


@cache
def sample(name: str) -> dict[str, Document]:
    return documents(name, (NOTICES / name).read_bytes())


def gold_of(name: str) -> list[dict[str, object]]:
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in (ROOT / "samples" / "gold").glob("*.json")]
    return [gold for gold in golds if name in (gold["file_name"], gold.get("container"))]


@pytest.mark.parametrize("name", READ)
def test_the_file_in_the_tree_is_the_one_that_is_made(name: str) -> None:
    make: Callable[[], bytes] = MADE[name]
    if name in PAGES and not has_cjk_font():
        pytest.skip("no Chinese font with outlines here: the PDF cannot be made")
    assert documents(name, make()) == sample(name)


@pytest.mark.parametrize("name", sorted(OFFICE))
def test_the_same_bytes_are_made_again(name: str) -> None:
    assert OFFICE[name]() == OFFICE[name]()


@pytest.mark.parametrize("name", READ)
def test_gold_of_a_made_sample_stands_in_its_text(name: str) -> None:
    golds = gold_of(name)
    assert golds
    for gold in golds:
        text = squeeze(sample(name)[str(gold["file_name"])].text)
        assert [cell for cell in printed_cells(gold) if squeeze(cell[1]) not in text] == []


@pytest.mark.parametrize("name", sorted(MADE))
def test_samples_are_small_and_have_gold(name: str) -> None:
    assert (NOTICES / name).stat().st_size < 300_000
    assert gold_of(name)
