"""`ingest --engine dask`: a Dask cluster reads the files and writes the dataset as partitioned Parquet.

The cluster's scheduler hands out batches of files; what a dead worker had is done again by another one. A file
that ends every worker it meets is found, and refused as the only one of its batch.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count, islice
from typing import Any

from db.file.connection import StoreError
from db.parts.writing import check_parquet
from zhenggai.cluster.batch import BATCHES, Batch, Outcome, put, try_one, work
from zhenggai.cluster.locations import Source, find_sources, opened
from zhenggai.ingesting.recording import Report
from zhenggai.ingesting.versions import program_version
from zhenggai.pipeline import Options

DONE = "_dataset.json"  # says that the dataset is whole
FORMAT = 1
_AHEAD = 4  # batches under way for each thread of the cluster
_TRIES = 5  # of a batch whose workers die
_PATIENCE = 10.0  # seconds for the scheduler to answer
_WAIT = 120.0  # seconds for a first worker


Run = Callable[[Iterator[Batch]], Iterator[Outcome]]


def ingest_with_dask(
    paths: Iterable[str],
    target: str,
    *,
    scheduler: str,
    options: Options,
    batch_size: int,
    on_start: Callable[[int], None],
    on_file: Callable[[int], None],
) -> Report:
    """Read every file of the paths with the cluster at `scheduler`, into Parquet at `target`."""
    check_parquet()
    with _client(scheduler) as client:
        return to_parquet(
            paths, target, partial(_run, client), options=options, batch_size=batch_size, on_start=on_start, on_file=on_file
        )  # fmt: skip


def to_parquet(
    paths: Iterable[str],
    target: str,
    run: Run,
    *,
    options: Options,
    batch_size: int,
    on_start: Callable[[int], None] = lambda files: None,
    on_file: Callable[[int], None] = lambda files: None,
) -> Report:
    """Let `run` do every batch of the files, and say in the end that the dataset is whole."""
    system, root = opened(target)
    sources = list(find_sources(paths))
    report = Report(files=len(sources))
    on_start(len(sources))
    if system.exists(f"{root}/{DONE}"):
        system.rm_file(f"{root}/{DONE}")
    held: set[str] = set()
    for outcome in run(_batches(sources, options, system, root, batch_size)):
        if outcome.failure:
            raise StoreError(outcome.failure)
        held.update((f"{BATCHES}/{outcome.number:05}.json", *outcome.paths))
        report.read += outcome.read
        report.unchanged += outcome.unchanged
        report.refusals += outcome.refusals
        on_file(outcome.files)
    _drop_leftovers(system, root, held)
    report.refusals.sort()
    told = {"format": FORMAT, "program": program_version(), "parts": -(-len(sources) // batch_size)}
    put(system, f"{root}/{DONE}", json.dumps(told).encode())
    return report


def _library() -> Any:
    import distributed  # noqa: PLC0415 - the extra `dask`

    return distributed


def _client(scheduler: str) -> Any:
    """A connection to the cluster. Raises StoreError where there is none, or no worker."""
    try:
        library = _library()
    except ImportError as error:
        words = "got: no dask.distributed; expected: the extra `dask`"
        raise StoreError(f"{words}; do: run `make env`, or pip install -e '.[dask]'") from error
    try:
        client = library.Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        words = f"got: no scheduler at {scheduler} ({error}); expected: one that runs"
        raise StoreError(f"{words}; do: start `dask scheduler`, or correct the address") from error
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError as error:
        client.close()
        words = f"got: no worker at {scheduler} in {_WAIT:g} seconds; expected: at least one"
        raise StoreError(f"{words}; do: start `dask worker {scheduler} --nthreads 1`") from error
    return client


def _batches(sources: list[Source], options: Options, system: Any, root: str, size: int) -> Iterator[Batch]:
    waiting = iter(sources)
    for number in count():
        batch = tuple(islice(waiting, size))
        if not batch:
            return
        yield Batch(
            number=number,
            first=number * size,
            sources=batch,
            options=options,
            program=program_version(),
            system=system,
            root=root,
        )


def _run(client: Any, batches: Iterator[Batch]) -> Iterator[Outcome]:
    """What became of every batch, as they are done; only a window of them is under way."""
    library = _library()
    under_way: dict[Any, Batch] = {}

    def submit(batch: Batch) -> Any:
        future = client.submit(work, batch, key=f"zhenggai-{batch.number}-{batch.tries}-{id(under_way)}")
        under_way[future] = batch
        return future

    threads = max(1, sum(client.nthreads().values()))
    waiting = library.as_completed([submit(batch) for batch in islice(batches, _AHEAD * threads)])
    for future in waiting:
        batch = under_way.pop(future)
        try:
            outcome = future.result()
        except library.KilledWorker:
            guilty = batch.dead | _guilty(client, batch)
            waiting.add(submit(replace(batch, dead=guilty, tries=batch.tries + 1)))
            continue
        yield outcome
        for another in islice(batches, 1):
            waiting.add(submit(another))


def _guilty(client: Any, batch: Batch) -> frozenset[int]:
    """The files of a batch that end their worker, each tried alone. None: it died over another batch it had."""
    library = _library()
    found = set()
    for number in range(len(batch.sources)):
        if number not in batch.dead:
            try:
                client.submit(try_one, batch, number, pure=False).result()
            except library.KilledWorker:
                found.add(number)
    if not found and batch.tries >= _TRIES:
        words = f"got: workers that die over batch {batch.number}, though none of its files kills one alone"
        raise StoreError(f"{words}; expected: workers with enough memory; do: give them more, then run again")
    return frozenset(found)


def _drop_leftovers(system: Any, root: str, held: set[str]) -> None:
    """Delete parts of earlier runs that nothing names any more, and drafts of killed workers."""
    for path in system.find(root):
        name = path.removeprefix(root).lstrip("/")
        ours = name.startswith(f"{BATCHES}/") or "/part-" in name or "/.part-" in name
        if ours and name not in held:
            system.rm_file(path)
