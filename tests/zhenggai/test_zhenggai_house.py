"""The house itself: each room is the one in this tree, and its doors hold."""

import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("scrapers", "extract", "normalize", "db", "zhenggai")


@pytest.mark.parametrize("room", ROOMS)
def test_room_is_imported_from_this_tree(room):
    spec = find_spec(room)
    assert spec is not None
    assert Path(spec.origin).resolve() == ROOT / room / "__init__.py"


def test_rooms_enter_one_another_by_their_doors():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def test_wheel_holds_every_room():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == set(ROOMS)
    assert "Private :: Do Not Upload" in project["project"]["classifiers"]


def test_lock_file_names_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
    assert "--index" not in lock.replace("--no-emit-index-url", "")


def test_modules_stay_readable():
    """Data written as Python may be long; code is cut into modules. The house says about 250 lines."""
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}
