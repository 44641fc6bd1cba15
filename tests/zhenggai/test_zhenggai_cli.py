"""The command line itself: quick to start, quiet about what it does not need."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests.zhenggai.conftest import zhenggai
from zhenggai.cli import COMMANDS, main

HEAVY = "spacy scrapy twisted datasette uvicorn pdfplumber pypdfium2 docx openpyxl rapidocr cv2 onnxruntime pyarrow pandas dask distributed"


def loaded_by(*arguments):
    """Top-level packages that a run of the command line has imported."""
    program = (
        "import sys\nfrom zhenggai.cli import main\n"
        f"try:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=300
    )
    return set(done.stdout.rpartition("LOADED ")[2].split())


def test_help_loads_no_room():
    assert not loaded_by("--help") & {
        "scrapers",
        "extract",
        "normalize",
        "db",
        "rich",
        "numpy",
        *HEAVY.split(),
    }


def test_start_of_ingest_loads_no_library_of_a_format():
    assert not loaded_by("ingest", "--help") & set(HEAVY.split())


def test_export_and_evaluate_load_no_reader():
    for name in ("export", "evaluate"):
        assert not loaded_by(name, "--help") & {*HEAVY.split(), "selectolax", "scrapers"}


def test_help_names_every_command():
    shown = CliRunner().invoke(main, ["--help"]).output
    assert all(f"  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("arguments", [("nothing",), ("ingest", "--nothing"), ("serve",)])
def test_wrong_usage_says_how_and_ends_with_code_2(arguments):
    done = zhenggai(*arguments)
    assert done.returncode == 2
    assert "Usage:" in done.stderr


def test_version_is_told():
    assert zhenggai("--version").stdout.startswith("zhenggai, version ")


def test_the_package_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "zhenggai", "--version"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stdout.startswith("zhenggai, version ")
