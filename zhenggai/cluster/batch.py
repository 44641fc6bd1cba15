"""What a worker of a cluster does: read a run of files, write their rows as Parquet, say what became of them.

A batch may be done twice (its worker died, say): it writes the same files again, each under a name of its own
first, so that nobody ever sees half of one.
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import uuid4

from db.parts.writing import Container, Entry, pieces
from db.rows.notice import NoticeRows
from db.store import NO_BYTES
from scrapers.items import joint_sha256
from zhenggai.cluster.locations import Source, fetched
from zhenggai.ingesting.reading import answer
from zhenggai.ingesting.tasks import Answer, Task, crashed, refused, too_large, unreachable
from zhenggai.ingesting.versions import program_version
from zhenggai.pipeline import Options, version_for

BATCHES = "_batches"  # below the dataset: what each part holds, by number
_turn = threading.Lock()  # threads of one worker take turns: the readers' limits are of a process


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A run of files. `first` is the number of the first one; `dead` are those that ended their worker."""

    number: int
    first: int
    sources: tuple[Source, ...]
    options: Options
    program: str
    system: Any  # fsspec file system of the dataset
    root: str
    dead: frozenset[int] = frozenset()
    tries: int = 0  # how often workers died over it


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of a batch: the files of its part, and what is to be told of it."""

    number: int
    inputs: str = ""  # fingerprint of the bytes, their places and of all that decides what they become
    paths: list[str] = field(default_factory=list)
    files: int = 0
    read: int = 0
    unchanged: int = 0
    refusals: list[tuple[str, str, str]] = field(default_factory=list)
    failure: str = ""  # why the whole batch was not done


def work(batch: Batch) -> Outcome:
    """Do a batch, unless an earlier run has done the same one. Never raises: not every error finds its way back."""
    if program_version() != batch.program:
        words = f"got: a worker with zhenggai {program_version()}; expected: {batch.program}, as here"
        return Outcome(number=batch.number, failure=f"{words}; do: install the same version everywhere")
    try:
        with _turn:
            return _done(batch)
    except Exception as error:
        words = f"got: part {batch.number} that could not be written to {batch.root} ({type(error).__name__}: {error})"
        do = "expected: room and the right to write there from every worker; do: make both, then run again"
        return Outcome(number=batch.number, failure=f"{words}; {do}")


def _done(batch: Batch) -> Outcome:
    before = earlier(batch.system, batch.root, batch.number)
    tasks = [_task(source, batch.options) for source in batch.sources]
    inputs = _fingerprint(batch, tasks)
    if before is not None and before.inputs == inputs and not batch.options.again:
        return replace(before, unchanged=before.read, read=0)
    outcome = Outcome(number=batch.number, inputs=inputs, files=len(tasks))
    entries = [entry for number, task in enumerate(tasks) for entry in _entries(batch, number, task, outcome)]
    for path, body in pieces(entries, part=batch.number):
        put(batch.system, f"{batch.root}/{path}", body)
        outcome.paths.append(path)
    put(batch.system, _note(batch.root, batch.number), json.dumps(asdict(outcome)).encode())
    return outcome


def try_one(batch: Batch, number: int) -> None:
    """Read one file of a batch and forget it: to find the one that ends its worker."""
    with _turn:
        task = _task(batch.sources[number], batch.options)
        _answer(task, batch.options)


def _task(source: Source, options: Options) -> Task | Answer:
    name = source.raw.file_name
    bodies, hashes = [], []
    for page in (source, *source.later):
        try:
            content = fetched(page, max_bytes=options.limits.max_bytes)
        except OSError as error:
            return refused(source.raw, NO_BYTES, unreachable(name, error))
        if content.body is None:
            return refused(source.raw, NO_BYTES, too_large(name, content.size, options.limits))
        bodies.append(content.body)
        hashes.append(content.sha256)
    return Task(raw=source.raw.with_bodies(bodies), sha256=joint_sha256(hashes))


def _fingerprint(batch: Batch, tasks: list[Task | Answer]) -> str:
    told = [batch.program, version_for(None, batch.options), repr(batch.options.limits), str(batch.first)]
    told.append(repr(batch.options.corrections.decisions))
    told += [str(number) for number in sorted(batch.dead)]
    for task in tasks:
        known = task.task if isinstance(task, Answer) else task
        bare = known.raw.with_bodies([b""] * (1 + len(known.raw.later)))
        told.append(f"{bare!r} {known.sha256}")
    return hashlib.sha256("\n".join(told).encode("utf-8", "backslashreplace")).hexdigest()


def _entries(batch: Batch, number: int, task: Task | Answer, outcome: Outcome) -> Iterator[Entry]:
    found = crashed(task) if number in batch.dead else _answer(task, batch.options)
    corrections = batch.options.corrections
    place, met = batch.first + number, []
    for member, result in enumerate(found.results):
        version = version_for(None, batch.options)
        if isinstance(result, NoticeRows):
            outcome.read += 1
            met.append((result.place, result.sha256, result.text_sha256))
            version = version_for(result.reader, batch.options) + corrections.mark(met[-1:])
        else:
            outcome.refusals.append((result.place, result.kind, result.message))
        yield Entry(task=place, member=member, version=version, result=result)
    if found.archive:
        raw, mark = found.task.raw, corrections.mark(sorted(met), within=found.task.raw.place)
        whole = Container(
            place=raw.place, sha256=found.task.sha256, file_name=raw.file_name, container=raw.container
        )
        version = version_for(None, batch.options) + mark
        yield Entry(task=place, member=len(found.results), version=version, result=whole)


def _answer(task: Task | Answer, options: Options) -> Answer:
    if isinstance(task, Answer):
        return task
    return answer(task, options.limits, options.places, options.corrections)


def earlier(system: Any, root: str, number: int) -> Outcome | None:
    """What an earlier run noted of this part, or None."""
    try:
        noted = json.loads(system.cat_file(_note(root, number)))
        return Outcome(**noted | {"refusals": [tuple(refusal) for refusal in noted["refusals"]]})
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def _note(root: str, number: int) -> str:
    return f"{root}/{BATCHES}/{number:05}.json"


def put(system: Any, path: str, body: bytes) -> None:
    """Write a file whole: under another name first, which those who list Parquet pass over."""
    folder, _, name = path.rpartition("/")
    system.makedirs(folder, exist_ok=True)
    draft = f"{folder}/.{name}.{uuid4().hex[:8]}"
    system.pipe_file(draft, body)
    system.mv(draft, path)
