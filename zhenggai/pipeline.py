"""From files to a finished dataset: look up, read what is new, write in order, derive."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from time import monotonic

from db.file.connection import translated
from db.publishing.coverage import kept_shares, shares
from db.publishing.publish import is_ready
from db.store import NO_BYTES, Derived, Facts, Store, open_store
from extract.files.limits import DEFAULT_LIMITS, Limits
from extract.model import Unreadable
from normalize.records import RegionRecord
from scrapers.archive.index import STORAGE_ERRORS
from scrapers.archive.notices import Found, newest
from scrapers.archive.notices import read as read_archived
from scrapers.archive.store import Archive, open_archive
from scrapers.items import RawNotice
from zhenggai.corrections.model import NO_CORRECTIONS, Corrections
from zhenggai.engines import begin, run
from zhenggai.ingesting.content import load
from zhenggai.ingesting.inputs import Input, find_inputs
from zhenggai.ingesting.recording import Recorder, Report, Version
from zhenggai.ingesting.tasks import Answer, Task, crashed, refused, too_large, unreachable, worked
from zhenggai.ingesting.versions import extractor_version, has_recognition, program_version, reads_pictures

_CARRIED = 1_000_000  # bytes that a task carries; larger files are read again where the work is done
_MESSAGE = 8  # pages that travel to a worker together: more would save next to nothing
GROUP = 128  # answers that are written in one transaction: it writes each page of the file once


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read. `again` reads unchanged files too; `preview` says what would change and writes nothing."""

    jobs: int = 1
    limits: Limits = DEFAULT_LIMITS
    again: bool = False
    preview: bool = False
    places: tuple[RegionRecord, ...] = ()  # of a places file: see zhenggai/ingesting/places.py
    corrections: Corrections = NO_CORRECTIONS  # see zhenggai/corrections


def ingest(
    paths: Iterable[Path],
    db: Path,
    *,
    options: Options,
    workers: Callable[[], str | None] = lambda: None,
    on_start: Callable[[int], None] = lambda files: None,
    on_file: Callable[[int], None] = lambda files: None,
) -> Report:
    """Bring every file of the paths into the dataset at `db`. Raises StoreError where that cannot be written.

    `workers` starts what workers are copies of, when there is something to read (`zhenggai.ingesting.workers`); `on_start`
    hears how many files there are, `on_file` how many have been dealt with since last told.
    """
    report = Report()
    with open_store(db, program=program_version()) as store:
        inputs = list(find_inputs(paths, leave_out=db))
        report.files = len(inputs)
        on_start(len(inputs))
        recorder = recorder_of(store, report, options)
        version = cache(partial(version_for, options=options))
        this = _Run(recorder=recorder, options=options, version=version, on_file=on_file)
        tasks = this.tasks(inputs)
        first = list(islice(tasks, 1))
        stem = workers() if first else None
        if first and options.jobs > 1:
            _deriving()  # beside the workers, which are still starting
        work = partial(
            worked, limits=options.limits, places=options.places, corrections=options.corrections, stem=stem
        )
        answers = run(
            chain(first, tasks), work, jobs=options.jobs, crashed=crashed, share=_share, weight=_weight
        )
        for group in _groups(answers):
            with recorder.together():
                for result in group:
                    this.write(result)
            on_file(len(group))
        if not options.preview:
            bring_to_end(store, jobs=options.jobs)
        account(store, report)
    return report


def bring_to_end(store: Store, *, jobs: int = 1) -> None:
    """Derive what needs all notices, unless the dataset is in its final form already; beside the rest where `jobs` are two."""
    if not store.finished:
        calibration, topic_figures, derive = _deriving()
        store.remember("calibration", calibration())
        store.remember("topics_evaluation", topic_figures())
        if jobs == 1:
            store.finish(derive, program=program_version())
        else:
            store.finish(derive, program=program_version(), begin=begin)


def _deriving() -> tuple[Callable[[], object], Callable[[], object], Callable[[Facts], Derived]]:
    """What the end needs: nothing of it where nothing changed."""
    from normalize.topics.figures import topic_figures  # noqa: PLC0415
    from zhenggai.certainty.judging import calibration  # noqa: PLC0415
    from zhenggai.ingesting.deriving import derive  # noqa: PLC0415

    return calibration, topic_figures, derive


def account(store: Store, report: Report) -> None:
    """Add to the report what the dataset holds."""
    report.totals = store.totals()
    count = kept_shares if is_ready(store.connection) else shares
    report.shares = count(store.connection)


def version_for(reader: str | None, options: Options) -> str:
    """The version of all that decides what a file read by `reader` becomes, of options too."""
    mark = f"+{sha256(repr(options.places).encode()).hexdigest()[:8]}" if options.places else ""
    if not (options.limits.ocr_threads and has_recognition()) and reads_pictures(reader):
        mark += "+no-ocr"
    if reader is None:
        mark += _mark_of(options.limits)
    return extractor_version(reader) + mark


def _mark_of(limits: Limits) -> str:
    """Limits decide what is refused and hardly what is read: who raises one wants the refused files tried again."""
    usual = replace(limits, ocr_threads=DEFAULT_LIMITS.ocr_threads) == DEFAULT_LIMITS
    return "" if usual else f"+limits-{sha256(repr(limits).encode()).hexdigest()[:8]}"


def recorder_of(store: Store, report: Report, options: Options) -> Recorder:
    """The recorder of a run with these options."""
    return Recorder(
        store=store,
        report=report,
        again=options.again,
        preview=options.preview,
        corrections=options.corrections,
    )


def _share(item: Task | Answer) -> float:
    """What a task takes of a message to a worker: what is read in milliseconds, by its first bytes, travels together."""
    if isinstance(item, Answer):
        return 1 / _MESSAGE
    head = item.raw.body[:1024]
    return 1 / _MESSAGE if head and b"\0" not in head and b"%PDF" not in head else 1


def _weight(item: Task | Answer) -> float:
    """About how long a task takes beside others: bytes of what is not read in milliseconds."""
    if _share(item) < 1 or isinstance(item, Answer):
        return 0
    with suppress(OSError):
        return Path(item.path).stat().st_size if item.path else len(item.raw.body)
    return 0


def _groups(answers: Iterable[Answer]) -> Iterator[list[Answer]]:
    """Answers that are written together: as many as come within a second, so that a kill costs no more than that."""
    group: list[Answer] = []
    begun = monotonic()
    for found in answers:
        group.append(found)
        if len(group) == GROUP or monotonic() - begun > 1:
            yield group
            group, begun = [], monotonic()
    if group:
        yield group


def _taken(archive: Archive, found: Found) -> Task | Answer:
    """What is to be read of a notice in an archive."""
    try:
        return Task(raw=read_archived(archive, found), sha256=found.sha256)
    except STORAGE_ERRORS as error:
        return refused(found.raw, found.sha256, _damaged(found.raw.file_name, error))


def _damaged(name: str, error: Exception) -> Unreadable:
    return Unreadable(
        "unreachable_file", f"{name}: got a damaged archive of a crawl ({error}); run `zhenggai crawl` again"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run over some inputs: what is to be read, and what becomes of the answers."""

    recorder: Recorder
    options: Options
    version: Version  # of all that decides what a file read by some reader becomes, of options too
    on_file: Callable[[int], None]

    def tasks(self, inputs: Iterable[Input]) -> Iterator[Task | Answer]:
        """Yield what is to be read; what is known and unchanged is only counted."""
        for item in inputs:
            yield from self._archived(item) if item.archive else self._on_disk(item)

    def _archived(self, item: Input) -> Iterator[Task | Answer]:
        """The newest versions of what a crawl brought home; bytes of unchanged ones are not read.

        A damaged record costs itself; a damaged index costs the rest of the archive.
        """
        try:
            with open_archive(Path(item.path)) as archive:
                for found in newest(archive):
                    with translated(
                        self.recorder.store.path
                    ):  # that the dataset cannot be read is another fault
                        known = self._is_unchanged(found.raw, found.sha256)
                    if not known:
                        yield _taken(archive, found)
        except STORAGE_ERRORS as error:
            whole = RawNotice(source="file", place=item.place, file_name=item.file_name, body=b"")
            yield refused(whole, NO_BYTES, _damaged(item.file_name, error))

    def _on_disk(self, item: Input) -> Iterator[Task | Answer]:
        """One file; small ones travel with their bytes, larger ones are read again where the work is done."""
        raw = RawNotice(source="file", place=item.place, file_name=item.file_name, body=b"")
        try:
            content = load(item.path, max_bytes=self.options.limits.max_bytes)
        except OSError as error:
            yield refused(raw, NO_BYTES, unreachable(item.file_name, error))
            return
        if content.body is None:
            yield refused(raw, NO_BYTES, too_large(item.file_name, content.size, self.options.limits))
        elif self._is_unchanged(raw, content.sha256):
            return
        elif content.size <= _CARRIED:
            yield Task(raw=replace(raw, body=content.body), sha256=content.sha256)
        else:
            yield Task(raw=raw, sha256=content.sha256, path=item.path)

    def _is_unchanged(self, raw: RawNotice, sha256: str) -> bool:
        known = self.recorder.is_unchanged(raw, sha256, self.version)
        if known:
            self.on_file(1)
        return known

    def write(self, answer: Answer) -> None:
        """Write what became of one file."""
        for result in answer.results:
            self.recorder.write(result, self.version)
        if answer.archive:
            self.recorder.note_container(answer.task.raw, answer.task.sha256, self.version)
