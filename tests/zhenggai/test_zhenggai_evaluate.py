"""`evaluate` counts as the annotators' own tool does, and holds a dataset to its floors."""

import json
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.file.connection import open_for_reading
from tests.zhenggai.conftest import ask, zhenggai
from zhenggai.pipeline import Options, ingest
from zhenggai.scoring.compare import alike, dice, normal, numbers
from zhenggai.scoring.floors import below, raised
from zhenggai.scoring.report import as_table, score

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"
TOOL = SHARED / "tools" / "score.py"


@pytest.fixture(scope="module")
def scored(pages, tmp_path_factory):
    """A dataset of invented notices and gold for it that the dataset meets in every cell."""
    folder = tmp_path_factory.mktemp("scored")
    ingest([pages], folder / "notices.db", options=Options())
    (folder / "gold").mkdir()
    columns = "id, file_name, family, script, region_code, title, issuer, signed_on, stated_finding_count"
    for row in ask(folder / "notices.db", f"SELECT {columns} FROM notices"):
        gold = dict(zip(columns.split(", ")[1:], row[1:], strict=True))
        gold["findings"] = [
            _finding(folder / "notices.db", *found) for found in ask(folder / "notices.db", FINDINGS, row[0])
        ]
        gold["measures"] = []
        path = folder / "gold" / f"{gold['file_name']}.gold.json"
        path.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return folder


FINDINGS = (
    "SELECT id, label, category, title, detail, requirement, status, status_basis, status_text, result, deadline_text"
    " FROM findings WHERE notice_id = ? ORDER BY position"
)


def _finding(db, row_id, *cells):
    names = [
        "label",
        "category",
        "title",
        "detail",
        "requirement",
        "status",
        "status_basis",
        "status_text",
        "result",
        "deadline_text",
    ]
    measures = [
        row[0] for row in ask(db, "SELECT text FROM measures WHERE finding_id = ? ORDER BY position", row_id)
    ]
    return dict(zip(names, cells, strict=True)) | {
        "responsible": [],
        "measures": measures,
        "measures_split": True,
    }


def score_of(folder):
    with closing(open_for_reading(folder / "notices.db")) as connection:
        return score(connection, folder / "gold")


def test_dataset_that_meets_its_gold_scores_1(scored):
    result = score_of(scored)
    assert (result.rows, result.grounding, result.files) == (1.0, 1.0, 12)
    assert {figures.f1 for figures in result.fields.values()} == {1.0}
    assert result.wrong == ()


def test_wrong_cells_are_counted_and_named(scored, tmp_path):
    gold = sorted((scored / "gold").iterdir())
    (tmp_path / "gold").mkdir()
    spoilt = json.loads(gold[0].read_text(encoding="utf-8"))
    spoilt["findings"][0]["status"] = "transferred"
    spoilt["findings"][1]["measures"] = []
    spoilt["issuer"] = "别处审计局"
    for path in gold:
        (tmp_path / "gold" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "gold" / gold[0].name).write_text(json.dumps(spoilt), encoding="utf-8")
    with closing(open_for_reading(scored / "notices.db")) as connection:
        result = score(connection, tmp_path / "gold")
    assert result.rows_right == result.rows_total - 2
    assert result.fields["status"].precision == pytest.approx(23 / 24)
    assert result.fields["measures"].precision < 1
    assert result.fields["measures"].recall == 1
    assert {cell.what.split(": ")[-1] for cell in result.wrong} == {"status", "measures", "notice.issuer"}


def test_file_that_was_not_read_counts_as_missed(scored, tmp_path):
    (tmp_path / "gold").mkdir()
    gold = json.loads(next((scored / "gold").iterdir()).read_text(encoding="utf-8")) | {
        "file_name": "elsewhere.html"
    }
    (tmp_path / "gold" / "x.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    with closing(open_for_reading(scored / "notices.db")) as connection:
        result = score(connection, tmp_path / "gold")
    assert (result.rows, result.fields["findings"].recall) == (0.0, 0.0)
    assert result.wrong[0].what == "NOT IN THE DATASET"


def test_floors_only_rise(scored):
    result = score_of(scored)
    assert below(result, {"rows": 1.0, "status": 0.9}) == []
    assert "requirement" in below(result, {"requirement": 0.5})[0]  # a figure that is gone
    kept = raised(result, {"rows": 0.5, "requirement": 0.5})
    assert kept["rows"] == 1.0
    assert kept["requirement"] == 0.5


def test_figure_below_its_floor_ends_with_code_1(scored, tmp_path):
    floors = tmp_path / "floors.json"
    command = ("evaluate", scored / "gold", "--db", scored / "notices.db", "--floors", floors)
    assert zhenggai(*command, "--raise-floors").returncode == 0
    assert zhenggai(*command).returncode == 0
    floors.write_text(json.dumps(json.loads(floors.read_text()) | {"requirement": 0.9}))
    done = zhenggai(*command)
    assert done.returncode == 1
    assert "below its floor: requirement" in done.stdout
    assert zhenggai(*command, "--raise-floors").returncode == 1
    assert json.loads(floors.read_text())["requirement"] == 0.9
    assert zhenggai(*command, "--lower-floors").returncode == 0
    assert "requirement" not in json.loads(floors.read_text())


def test_folder_without_gold_is_wrong_usage(scored, tmp_path):
    assert zhenggai("evaluate", tmp_path, "--db", scored / "notices.db").returncode == 2


def spoil(gold, rng):
    """Alter cells of a gold at random: words cut, doubled, dropped, moved; findings dropped, doubled, swapped."""
    for finding in gold["findings"]:
        for name, value in list(finding.items()):
            if rng.random() < 0.25:
                other = rng.choice(gold["findings"]).get(name)
                finding[name] = rng.choice(
                    [other, value[: len(value) // 2] if isinstance(value, str) else value]
                )
        finding["measures"] = list(finding.get("measures") or [])
        finding["measures_split"] = rng.random() < 0.5
        if finding["measures"] and rng.random() < 0.3:
            finding["measures_lead"] = finding["measures"].pop(0)
        finding["title"] = finding["title"] or "无"
    rng.shuffle(gold["findings"])
    gold["findings"] = gold["findings"][rng.randrange(2) :]
    for name in ("title", "issuer", "region_code", "signed_on", "stated_finding_count", "family"):
        if rng.random() < 0.2:
            gold[name] = rng.choice([None, 3 if name == "stated_finding_count" else "别的"])
    gold["measures"] = [
        {"kind": rng.choice(["next_step", "work_done"]), "text": "加强管理。"}
    ] * rng.randrange(2)
    return gold


@pytest.mark.skipif(not TOOL.exists(), reason="the annotators' tool is not beside this checkout")
def test_figures_are_those_of_the_annotators_tool(scored, tmp_path):
    rng = random.Random(7)
    (tmp_path / "gold").mkdir()
    for path in sorted((scored / "gold").iterdir()):
        gold = spoil(json.loads(path.read_text(encoding="utf-8")), rng)
        (tmp_path / "gold" / path.name).write_text(json.dumps(gold), encoding="utf-8")
    compare(scored / "notices.db", tmp_path / "gold", tmp_path)


@pytest.mark.skipif(not TOOL.exists(), reason="the annotators' tool is not beside this checkout")
@pytest.mark.parametrize("spoilt", [False, True])
def test_figures_are_those_of_the_annotators_tool_on_their_documents(tmp_path, spoilt):
    rng = random.Random(8)
    gold = tmp_path / "gold"
    gold.mkdir()
    ingest([SHARED / "seeds"], tmp_path / "notices.db", options=Options())
    for path in sorted((SHARED / "gold" / "seeds").rglob("*.gold.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        (gold / path.name).write_text(json.dumps(spoil(entry, rng) if spoilt else entry), encoding="utf-8")
    compare(tmp_path / "notices.db", gold, tmp_path)


def compare(db, gold, folder):
    """Our figures, table and list of wrong cells against the tool's."""
    command = [
        sys.executable,
        str(TOOL),
        str(db),
        str(gold),
        "--json",
        str(folder / "tool.json"),
        "--worst",
        "999",
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    with closing(open_for_reading(db)) as connection:
        result = score(connection, gold)
    assert result.as_json() == json.loads((folder / "tool.json").read_text(encoding="utf-8"))
    ours = as_table(result, worst=999)
    assert sorted(ours.splitlines()) == sorted(printed.splitlines())


TEXTS = st.text(st.sampled_from("审计发现问题1２３,，.()jì "), max_size=12)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_likeness_is_even_handed_and_bounded(one, other):
    assert dice(one, other) == dice(other, one)
    assert 0 <= dice(one, other) <= 1
    assert dice(one, one) == 1
    assert alike(one, one)


def test_what_does_not_count():
    assert normal("審計(jì)發現，１２ 項") == "審計發現12項"
    assert numbers("1,234.5万元，共３项") == ("1234.5", "3")
    assert not alike("涉及资金120万元，未按规定招标", "涉及资金125万元，未按规定招标")
