"""Folding meets the forms that Hong Kong, Taiwan, old type and PDF fonts print, and never moves a character."""

import csv
import subprocess
import tomllib
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.folding import fold, fold_width

ROOT = Path(__file__).parents[2]
VARIANTS = tomllib.loads((ROOT / "extract/data/character_variants.toml").read_text(encoding="utf-8"))
TRADITIONAL = tomllib.loads((ROOT / "extract/data/traditional_characters.toml").read_text(encoding="utf-8"))
PLAIN = opencc.OpenCC("t2s")
CLIB = Path(opencc.__file__).parent / "clib"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("食物環境衞生署", "食物环境卫生署"),
        ("裏面裡面", "里面里面"),
        ("綫上線上", "线上线上"),
        ("羣眾衆", "群众众"),
        ("峯啓爲為", "峰启为为"),
        ("臺台證証", "台台证证"),
        ("屋邨諮谘", "屋村咨咨"),
        ("県庁検査実施", "县庁检查实施"),
        ("⻓期坚持，六⽉底前", "长期坚持,六月底前"),
        ("年度、類別", "年度、类别"),
        ("鍾姓鐘錶", "钟姓钟表"),
    ],
)
def test_forms_of_one_character_are_one(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_the_tables_hold_single_characters_each_once() -> None:
    forms = [form for table in VARIANTS.values() for held in table.values() for form in held]

    assert len(forms) == len(set(forms))
    assert all(len(meant) == 1 for table in VARIANTS.values() for meant in table)


def test_what_is_folded_stays_as_it_is() -> None:
    meant = "".join(VARIANTS["variants"])

    assert fold(meant) == meant


def test_names_of_places_are_folded_by_opencc_alone() -> None:
    with (ROOT / "normalize/data/regions.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]

    assert [name for name in names if fold(name) != PLAIN.convert(name)] == []


@given(
    st.text(
        alphabet="".join(f for t in VARIANTS.values() for h in t.values() for f in h) + "⽉年六審計",
        max_size=30,
    )
)
@settings(max_examples=100, deadline=None)
def test_no_character_moves(text: str) -> None:
    assert len(fold(text)) == len(fold_width(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_the_list_of_traditional_characters_is_what_opencc_changes() -> None:
    chars = [chr(code) for code in (*range(0x80, 0xD800), *range(0xE000, 0x10000))]
    told = zip(chars, PLAIN.convert("\n".join(chars)).split("\n"), strict=True)

    assert {c for c, to in told if c != to and fold_width(c) == c} == set(TRADITIONAL["alone"])


@pytest.mark.parametrize("name", ["TSPhrases", "TSCharacters", "TSCharactersExt"])
def test_every_word_that_opencc_changes_holds_a_listed_character(name: str, tmp_path: Path) -> None:
    tool = CLIB / "bin/opencc_dict"
    if not tool.exists():
        pytest.skip(f"no {tool.name} beside this OpenCC: its dictionaries cannot be listed")
    source, listed = CLIB / f"share/opencc/{name}.ocd2", tmp_path / "listed.txt"
    subprocess.run([tool, "-i", source, "-o", listed, "-f", "ocd2", "-t", "text"], check=True)
    entries = [line.split("\t") for line in listed.read_text(encoding="utf-8").splitlines()]
    known = set(TRADITIONAL["alone"] + TRADITIONAL["in_words"])

    changed = {a for key, to in entries for a, b in zip(key, to.split(" ")[0], strict=True) if a != b}
    assert {c for c in changed if c < "\U00010000"} <= known


@given(
    st.text(alphabet="毛坏答覆沈重反应着於里瞭解借口藉憑𠀀\ud800审計ＡＢ，", max_size=12),
    st.sampled_from(["", "审计发现的问题已整改到位。" * 12]),
)
@settings(max_examples=200, deadline=None)
def test_a_text_is_folded_as_if_it_were_always_converted(text: str, more: str) -> None:
    clean = (text + more).encode("utf-8", "replace").decode()
    converted = PLAIN.convert(fold_width(clean))

    assert fold(text + more) == converted.translate(
        {ord(f): m for m, h in VARIANTS["variants"].items() for f in h}
    )
