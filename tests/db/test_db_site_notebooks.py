"""Notebooks: each runs from start to end over a dataset, and is kept without output."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
# in a process of its own, with the kernel of this environment, whatever others are installed
RUN = """
import sys
import nbformat
from jupyter_client import KernelManager
from nbclient import NotebookClient
source, target, folder = sys.argv[1:]
manager = KernelManager()
manager.kernel_spec.argv[0] = sys.executable
notebook = nbformat.read(source, as_version=4)
NotebookClient(notebook, timeout=180, km=manager, resources={"metadata": {"path": folder}}).execute()
nbformat.write(notebook, target)
"""


def outputs(path: Path) -> list[dict[str, Any]]:
    """All outputs of a notebook's cells."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]


def test_there_are_three_notebooks() -> None:
    assert len(NOTEBOOKS) == 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_output(path: Path) -> None:
    assert outputs(path) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_over_a_dataset(path: Path, site_db: Path, tmp_path: Path) -> None:
    pytest.importorskip("altair", reason="the extra `notebooks` is not installed")
    target = tmp_path / path.name
    environment = os.environ | {"ZHENGGAI_DB": str(site_db)}

    done = subprocess.run(
        [sys.executable, "-c", RUN, path, target, FOLDER],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    shown = outputs(target)
    kinds = {kind for output in shown if "data" in output for kind in output["data"]}
    assert {"image/svg+xml", "text/html"} <= kinds
    assert not [output for output in shown if output["output_type"] == "error"]
