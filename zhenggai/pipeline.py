"""From files to a finished dataset: look up, read what is new, write in order, derive."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from db.changes import Changes
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
from zhenggai.versions import extractor_version, has_recognition, program_version, reads_pictures

_READERS = "zhenggai.reading"  # what worker processes begin with
_CARRIED = 1_000_000  # bytes that a task carries; larger files are read again where the work is done


@dataclass(slots=True, kw_only=True)
class Report:
    """What one run of `ingest` did. `refusals`: (place, kind, message) of every file refused now.

    `changed` counts the notices of which a new version of the program makes something else, `changes` their rows.
    """

    files: int = 0
    read: int = 0
    unchanged: int = 0
    changed: int = 0
    changes: dict[str, Changes] = field(default_factory=dict)
    superseded: list[str] = field(default_factory=list)
    refusals: list[tuple[str, str, str]] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    shares: list[Share] = field(default_factory=list)

    def note_changes(self, changes: dict[str, Changes]) -> None:
        """Add what reading one notice anew changes."""
        self.changed += bool(changes)
        for name, change in changes.items():
            self.changes[name] = self.changes.get(name, Changes()) + change


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read. `again` reads unchanged files too; `preview` says what would change and writes nothing."""

    jobs: int = 1
    limits: Limits = DEFAULT_LIMITS
    again: bool = False
    preview: bool = False
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
        this = _Run(store=store, report=report, options=options, on_file=on_file)
        work = partial(_work, limits=options.limits, places=options.places)
        for result in run(this.tasks(inputs), work, jobs=options.jobs, crashed=_crashed, preload=_READERS):
            this.write(result)
            on_file(1)
        if not store.finished and not options.preview:
            store.finish(derive, program=program_version())
        report.totals = store.totals()
        report.shares = shares(store.connection)
    return report


def _work(item: Task | Answer, limits: Limits, places: tuple[RegionRecord, ...]) -> Answer:
    return item if isinstance(item, Answer) else answer(item, limits, places)


def _crashed(item: Task | Answer) -> Answer:
    assert isinstance(item, Task)
    message = f"{item.raw.file_name}: the process that read it died; only this file is lost; please report it"
    return _refused(item.raw, item.sha256, Unreadable("process_died", message))


def _refused(raw: RawNotice, sha256: str, reason: Unreadable) -> Answer:
    return Answer(task=Task(raw=raw, sha256=sha256), results=(refusal(raw, sha256, reason),))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run over some inputs: what is to be read, and what becomes of the answers."""

    store: Store
    report: Report
    options: Options
    on_file: Callable[[int], None]

    def version(self, reader: str | None) -> str:
        """The version of all that decides what a file read by `reader` becomes, of options too."""
        options = self.options
        mark = f"+{sha256(repr(options.places).encode()).hexdigest()[:8]}" if options.places else ""
        if not (options.limits.ocr_threads and has_recognition()) and reads_pictures(reader):
            mark += "+no-ocr"
        return extractor_version(reader) + mark

    def tasks(self, inputs: Iterable[Input]) -> Iterator[Task | Answer]:
        """Yield what is to be read; what is known and unchanged is only counted."""
        for item in inputs:
            yield from self._archived(item) if item.archive else self._on_disk(item)

    def _archived(self, item: Input) -> Iterator[Task]:
        """The newest versions of what a crawl brought home; bytes of unchanged ones are not read."""
        for raw in iter_raw(Path(item.path), known=self._is_unchanged):
            yield Task(raw=raw, sha256=raw.sha256)

    def _on_disk(self, item: Input) -> Iterator[Task | Answer]:
        """One file; small ones travel with their bytes, larger ones are read again where the work is done."""
        raw = RawNotice(source="file", place=item.place, file_name=item.file_name, body=b"")
        try:
            content = load(item.path, max_bytes=self.options.limits.max_bytes)
        except OSError as error:
            yield _refused(raw, NO_BYTES, unreachable(item.file_name, error))
            return
        if self._is_unchanged(raw, content.sha256):
            return
        if content.body is not None and content.size <= _CARRIED:
            yield Task(raw=replace(raw, body=content.body), sha256=content.sha256)
        else:
            yield Task(raw=raw, sha256=content.sha256, path=item.path)

    def _is_unchanged(self, raw: RawNotice, sha256: str) -> bool:
        """Whether this version of the program has dealt with these bytes at this place; counts them if so."""
        known = None if self.options.again else self.store.known(raw.place, sha256)
        if known is None or known.version != self.version(known.reader):
            return False
        self.on_file(1)
        if known.outcome == "notice" and known.notice_id is not None:
            self.report.unchanged += 1
            if self.options.preview:
                return True
            if known.superseded:
                self.store.restore(known.notice_id, raw.place)
            if known.withdrawn_at != raw.withdrawn_at:
                self.store.withdraw(known.notice_id, raw.withdrawn_at)
            return True
        if known.outcome == "container":
            self.report.unchanged += self.store.count_members(raw.place)
        self.report.refusals += self.store.refusals(raw.place)
        return True

    def write(self, answer: Answer) -> None:
        """Write what became of one file. An archive counts as dealt with when all its members are written."""
        for result in answer.results:
            if isinstance(result, Refusal):
                self._write_refusal(result)
            else:
                self._write_notice(result)
        if answer.archive and not self.options.preview:
            raw, version = answer.task.raw, self.version(None)
            self.store.note_container(
                raw.place, answer.task.sha256, raw.file_name, version=version, container=raw.container
            )

    def _write_refusal(self, result: Refusal) -> None:
        row = (result.place, result.kind, result.message)
        self.report.refusals.append(row)
        if self.options.preview:
            return
        version = self.version(None)
        known = self.store.known(result.place, result.sha256)
        same = known is not None and known.outcome == "refused" and known.version == version
        if not same or row not in self.store.refusals(result.place):
            self.store.refuse(result, version=version)

    def _write_notice(self, result: NoticeRows) -> None:
        version = self.version(result.reader)
        known = self.store.known(result.place, result.sha256)
        if known is not None and known.version == version and not self.options.again:  # another run was here
            self.report.unchanged += 1
            return
        self.report.read += 1
        if known is not None:
            self.report.note_changes(self.store.changes(result))
        if self.options.preview:
            return
        if self.store.put(result, version=version):
            self.report.superseded.append(result.place)
