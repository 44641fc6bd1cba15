"""From files to a finished dataset: look up, read what is new, write in order, derive."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from db.coverage import Share, shares
from db.rows import NoticeRows
from db.store import NO_BYTES, Refusal, Store, open_store
from extract.limits import DEFAULT_LIMITS, Limits
from extract.model import Unreadable
from normalize.records import RegionRecord
from scrapers.archive import iter_raw
from scrapers.items import RawNotice
from zhenggai.deriving import derive
from zhenggai.engines import run
from zhenggai.inputs import Input, find_inputs, load
from zhenggai.reading import Answer, Task, answer, refusal, unreachable
from zhenggai.versions import extractor_version, program_version

_CARRIED = 1_000_000  # bytes that a task carries; larger files are read again where the work is done


@dataclass(slots=True, kw_only=True)
class Report:
    """What one run of `ingest` did. `refusals`: (place, kind, message) of every file refused now."""

    files: int = 0
    read: int = 0
    unchanged: int = 0
    superseded: list[str] = field(default_factory=list)
    refusals: list[tuple[str, str, str]] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    shares: list[Share] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read. `again` reads unchanged files too."""

    jobs: int = 1
    limits: Limits = DEFAULT_LIMITS
    again: bool = False
    places: tuple[RegionRecord, ...] = ()  # of a places file: see zhenggai/places.py


def ingest(
    paths: Iterable[Path],
    db: Path,
    *,
    options: Options,
    on_start: Callable[[int], None] = lambda files: None,
    on_file: Callable[[int], None] = lambda files: None,
) -> Report:
    """Bring every file of the paths into the dataset at `db`. Raises StoreError where that cannot be written.

    `on_start` hears how many files there are, `on_file` how many have been dealt with since last told.
    """
    report = Report()
    with open_store(db, program=program_version()) as store:
        inputs = list(find_inputs(paths, leave_out=db))
        report.files = len(inputs)
        on_start(len(inputs))
        tasks = _tasks(inputs, store, report, options, on_file)
        work = partial(_work, limits=options.limits, places=options.places)
        for result in run(tasks, work, jobs=options.jobs, crashed=_crashed, preload="zhenggai.reading"):
            _write(result, store, report, again=options.again)
            on_file(1)
        if not store.finished:
            store.finish(derive, program=program_version())
        report.totals = store.totals()
        report.shares = shares(store.connection)
    return report


def _work(item: Task | Answer, limits: Limits, places: tuple[RegionRecord, ...]) -> Answer:
    return item if isinstance(item, Answer) else answer(item, limits, places)


def _crashed(item: Task | Answer) -> Answer:
    assert isinstance(item, Task)
    message = f"{item.raw.file_name}: the process that read it died; only this file is lost; please report it"
    reason = Unreadable("process_died", message)
    return Answer(task=item, results=(refusal(item.raw, item.sha256, reason),))


def _tasks(
    inputs: Iterable[Input], store: Store, report: Report, options: Options, on_file: Callable[[int], None]
) -> Iterator[Task | Answer]:
    """Yield what is to be read; what is known and unchanged is only counted."""
    for item in inputs:
        for found in _archived(item) if item.archive else _on_disk(item, options.limits):
            if isinstance(found, Task) and not options.again and _is_unchanged(store, report, found):
                on_file(1)
            else:
                yield found


def _archived(item: Input) -> Iterator[Task]:
    """The newest versions of what a crawl brought home."""
    for raw in iter_raw(Path(item.path)):
        yield Task(raw=raw, sha256=raw.sha256)


def _on_disk(item: Input, limits: Limits) -> Iterator[Task | Answer]:
    """One file; small ones travel with their bytes, larger ones are read again where the work is done."""
    raw = RawNotice(source="file", place=item.place, file_name=item.file_name, body=b"")
    try:
        content = load(item.path, max_bytes=limits.max_bytes)
    except OSError as error:
        yield _refused(raw, NO_BYTES, unreachable(item.file_name, error))
        return
    if content.body is not None and content.size <= _CARRIED:
        yield Task(raw=replace(raw, body=content.body), sha256=content.sha256)
    else:
        yield Task(raw=raw, sha256=content.sha256, path=item.path)


def _refused(raw: RawNotice, sha256: str, reason: Unreadable) -> Answer:
    return Answer(task=Task(raw=raw, sha256=sha256), results=(refusal(raw, sha256, reason),))


def _is_unchanged(store: Store, report: Report, task: Task) -> bool:
    """Whether this version of the program has dealt with these bytes at this place; counts them if so."""
    place = task.raw.place
    known = store.known(place, task.sha256)
    if known is None or known.version != extractor_version(known.reader):
        return False
    if known.outcome == "notice" and known.notice_id is not None:
        report.unchanged += 1
        if known.superseded:
            store.restore(known.notice_id, place)
        if known.withdrawn_at != task.raw.withdrawn_at:
            store.withdraw(known.notice_id, task.raw.withdrawn_at)
        return True
    if known.outcome == "container":
        report.unchanged += store.count_members(place)
    report.refusals += store.refusals(place)
    return True


def _write(answer: Answer, store: Store, report: Report, *, again: bool) -> None:
    """Write what became of one file. An archive counts as dealt with when all its members are written."""
    for result in answer.results:
        if isinstance(result, Refusal):
            _write_refusal(result, store, report)
        else:
            _write_notice(result, store, report, again=again)
    if answer.archive:
        raw = answer.task.raw
        version = extractor_version(None)
        store.note_container(
            raw.place, answer.task.sha256, raw.file_name, version=version, container=raw.container
        )


def _write_refusal(result: Refusal, store: Store, report: Report) -> None:
    report.refusals.append((result.place, result.kind, result.message))
    version = extractor_version(None)
    known = store.known(result.place, result.sha256)
    same = known is not None and known.outcome == "refused" and known.version == version
    if not same or (result.place, result.kind, result.message) not in store.refusals(result.place):
        store.refuse(result, version=version)


def _write_notice(result: NoticeRows, store: Store, report: Report, *, again: bool) -> None:
    version = extractor_version(result.reader)
    known = store.known(result.place, result.sha256)
    if known is not None and known.version == version and not again:  # another run was here meanwhile
        report.unchanged += 1
        return
    report.read += 1
    if store.put(result, version=version):
        report.superseded.append(result.place)
