"""`zhenggai build`: the SQLite dataset from the partitioned Parquet that a cluster wrote."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from db.file.connection import StoreError
from db.parts.reading import Part, Stub
from db.parts.writing import check_parquet
from db.store import Store, open_store
from scrapers.items import RawNotice
from zhenggai.cluster.batch import earlier
from zhenggai.cluster.engine import DONE, FORMAT
from zhenggai.cluster.locations import opened
from zhenggai.ingesting.recording import Recorder, Report
from zhenggai.ingesting.versions import program_version
from zhenggai.pipeline import account, bring_to_end


def build(
    source: str,
    db: Path,
    *,
    on_start: Callable[[int], None] = lambda files: None,
    on_file: Callable[[int], None] = lambda files: None,
) -> Report:
    """Bring every file of the Parquet dataset at `source` into the dataset at `db`; goes on where it was stopped."""
    check_parquet()
    system, root = opened(source)
    parts = [_part(system, root, number) for number in range(_count(system, root, source))]
    report = Report(files=sum(files for _, files in parts))
    on_start(report.files)
    with open_store(db, program=program_version()) as store:
        recorder = Recorder(store=store, report=report)
        for part, files in parts:
            with recorder.together():
                for stub in part.stubs():
                    _write(store, recorder, part, stub)
            on_file(files)
        bring_to_end(store)
        account(store, report)
    return report


def _count(system: Any, root: str, source: str) -> int:
    """How many parts there are. Raises StoreError where the dataset is none or not whole."""
    try:
        told = json.loads(system.cat_file(f"{root}/{DONE}"))
    except (OSError, ValueError) as error:
        words = (
            f"got: {source} without {DONE}; expected: what `zhenggai ingest --engine dask` wrote to its end"
        )
        raise StoreError(
            f"{words}; do: run the same ingest again, it goes on where it was stopped"
        ) from error
    if told["format"] != FORMAT:
        words = f"got: {source} of format {told['format']}; expected: {FORMAT}"
        raise StoreError(f"{words}; do: use the version of zhenggai that wrote it")
    parts: int = told["parts"]
    return parts


def _part(system: Any, root: str, number: int) -> tuple[Part, int]:
    noted = earlier(system, root, number)
    if noted is None:
        words = f"got: no note of part {number} in {root}; expected: a whole dataset"
        raise StoreError(f"{words}; do: run the same ingest again")

    def load(path: str) -> bytes:
        body: bytes = system.cat_file(f"{root}/{path}")
        return body

    return Part(paths=noted.paths, load=load), noted.files


def _write(store: Store, recorder: Recorder, part: Part, stub: Stub) -> None:
    raw = RawNotice(
        source="",  # rows have it
        place=stub.place,
        file_name=stub.file_name,
        body=b"",
        container=stub.container,
        withdrawn_at=stub.withdrawn_at,
    )

    def version(reader: str | None) -> str:
        return stub.version

    if stub.outcome == "container":
        known = store.known(stub.place, stub.sha256)
        if known is None or known.version != stub.version:
            recorder.note_container(raw, stub.sha256, version)
    elif not recorder.is_unchanged(raw, stub.sha256, version):
        recorder.write(part.result(stub), version)
