"""Notebooks: each runs from start to end over a dataset, and is kept without output."""

import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client import KernelManager
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
pytest.importorskip("altair", reason="the extra `notebooks` is not installed")
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_are_three_notebooks() -> None:
    assert len(NOTEBOOKS) == 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_output(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)

    assert all(
        not cell.outputs and cell.execution_count is None
        for cell in notebook.cells
        if cell.cell_type == "code"
    )


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_over_a_dataset(path: Path, site_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGGAI_DB", str(site_db))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    manager = KernelManager()
    manager.kernel_spec.argv[0] = (
        sys.executable
    )  # the kernel of this environment, whatever others are installed
    notebook = nbformat.read(path, as_version=4)

    NotebookClient(notebook, timeout=180, km=manager, resources={"metadata": {"path": str(FOLDER)}}).execute()

    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    kinds = {kind for output in shown if "data" in output for kind in output.data}
    assert any("vegalite" in kind for kind in kinds)
    assert "text/html" in kinds
