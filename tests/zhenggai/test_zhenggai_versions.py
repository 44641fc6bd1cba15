"""A reader's version changes with what it uses, and with nothing else."""

from pathlib import Path

import pytest

from extract.reading import FORMATS
from zhenggai.ingesting import versions


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    """A copy of the rooms in which files can be changed."""
    root = Path(versions.__file__).resolve().parents[2]
    for folder in ("scrapers", "extract", "normalize", "db"):
        for path in (root / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                target = tmp_path / path.relative_to(root)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    monkeypatch.setattr(versions, "_ROOT", tmp_path)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget():
    for cached in (versions.program_version, versions.extractor_version, versions._hashes):
        cached.cache_clear()


def change(rooms, path):
    """Versions by reader before and after one file is changed."""
    names = [row.name for row in FORMATS if row.reader]
    before = {name: versions.extractor_version(name) for name in names}
    with (rooms / path).open("ab") as file:
        file.write(b"\n# changed\n")
    forget()
    return {name for name in names if versions.extractor_version(name) != before[name]}, set(names)


def test_shared_rules_concern_every_reader(rooms):
    changed, names = change(rooms, "extract/understanding.py")
    assert changed == names


def test_data_files_count(rooms):
    data = next(path for path in (rooms / "normalize" / "data").iterdir() if path.suffix == ".toml")
    changed, names = change(rooms, data.relative_to(rooms))
    assert changed == names


def test_module_of_one_reader_concerns_those_that_import_it(rooms):
    changed, _ = change(rooms, "extract/readers/printed/lattice.py")
    assert "pdf" in changed
    assert not {"html", "text", "docx", "xlsx", "rtf"} & changed


def test_site_concerns_no_reader(rooms):
    changed, _ = change(rooms, "db/tables/views.py")
    assert changed == set()


def test_unknown_reader_depends_on_everything(rooms):
    assert versions.extractor_version("unheard_of") == versions.extractor_version(None)
