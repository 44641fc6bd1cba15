"""The command line itself: quick to start, quiet about what it does not need."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.zhenggai.conftest import write_pages, zhenggai
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


def _commands(group, *names):
    yield names, group
    if isinstance(group, click.Group):
        with click.Context(group) as ctx:
            for name in group.list_commands(ctx):
                yield from _commands(group.get_command(ctx, name), *names, name)


@pytest.mark.parametrize("names", [names for names, _ in _commands(main) if names], ids=" ".join)
def test_the_help_of_every_command_has_an_example(names):
    shown = CliRunner().invoke(main, [*names, "--help"]).output
    assert f"  zhenggai {' '.join(names)} " in shown.partition("Example")[2]


def test_a_mistyped_command_is_told_with_the_nearest():
    done = zhenggai("ingets", "folder")
    assert done.returncode == 2
    assert "try `zhenggai ingest`" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("--help",), ("sources", "list"), ("sources", "list", "--json")])
def test_an_output_that_is_full_is_told_in_words(arguments):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "zhenggai", *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("Error: got: No space left on device; expected: room")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_ingest_says_what_is_kept(tmp_path, jobs):
    write_pages(tmp_path / "in", 3000)
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import sys; from zhenggai.cli import main; main(sys.argv[1:])"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", program, "ingest", tmp_path / "in", "--db", tmp_path / "n.db", "--jobs", jobs],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    for _ in range(600):
        if (tmp_path / "n.db").exists():
            break
        time.sleep(0.1)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to the workers too
    said = run.communicate(timeout=60)[0]
    assert run.returncode == 130
    assert said.split("\n") == ["", "stopped; what was read is kept, the same command goes on", ""]
