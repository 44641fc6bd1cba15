"""Our own gold must agree with the documents it describes before it may judge the extractor."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PLACES = [
    (gold, sources)
    for folder, sources in (
        (ROOT / "samples" / "gold", ROOT / "samples" / "notices"),
        (ROOT / "tests" / "golden", ROOT / "tests" / "golden"),
    )
    for gold in sorted(folder.glob("*.gold.json"))
]


def _checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_gold", ROOT / "tests" / "golden" / "check_gold.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("gold", "sources"), PLACES, ids=[gold.name for gold, _ in PLACES])
def test_gold_is_grounded_in_its_source(gold: Path, sources: Path) -> None:
    assert _checker().gold_faults(gold, sources) == []


def test_checker_names_a_value_that_the_source_lacks(tmp_path: Path) -> None:
    (tmp_path / "n.html").write_text("<p>账实<b>不符</b>。</p><script>未入账</script>", encoding="utf-8")
    gold = tmp_path / "n.gold.json"
    gold.write_text(
        '{"file_name": "n.html", "family": "other", "script": "hans",'
        ' "findings": [{"title": "账实不符。", "detail": "未入账", "status": "done"}]}',
        encoding="utf-8",
    )
    faults = "\n".join(_checker().gold_faults(gold, tmp_path))
    assert "finding 1 detail is not in the source" in faults
    assert "status 'done'" in faults
    assert "finding 1 title" not in faults


def test_every_document_of_the_golden_folder_has_its_gold() -> None:
    folder = ROOT / "tests" / "golden"
    documents = {path.stem for path in folder.iterdir() if path.suffix not in (".json", ".py", "")}
    assert documents == {path.name.removesuffix(".gold.json") for path in folder.glob("*.gold.json")}
