"""From one file to the rows of the dataset: read, understand, normalize. Runs in worker processes too."""

import errno
from dataclasses import replace

from db.rows.cells import text_sha256
from db.rows.notice import NoticeRows, notice_rows
from db.rows.refusal import NO_BYTES, Refusal
from extract.files.deadline import deadline
from extract.files.limits import Limits
from extract.model import Document, Unreadable
from extract.reading import recognise
from extract.sandbox.parent import members_guarded, read_guarded
from extract.understanding import understand
from normalize.notice import normalize
from normalize.records import RegionRecord
from scrapers.items import RawNotice
from zhenggai.certainty.judging import judged
from zhenggai.corrections.extraction import corrected
from zhenggai.corrections.model import NO_CORRECTIONS, Corrections, Decision
from zhenggai.ingesting.content import load
from zhenggai.ingesting.places import placed
from zhenggai.ingesting.tasks import Answer, Task, refusal, too_large, unreachable

# errors that say nothing of a file: no descriptors, no room, no memory
_OF_THE_MACHINE = frozenset(
    {errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.EDQUOT, errno.ENOMEM, errno.EAGAIN}
)


def answer(
    task: Task,
    limits: Limits,
    places: tuple[RegionRecord, ...] = (),
    corrections: Corrections = NO_CORRECTIONS,
) -> Answer:
    """Read one file, or every member of an archive. Never raises for what the file holds.

    The answer goes without the file's bytes: the process that writes does not need them.
    """
    told = replace(task, raw=replace(task.raw, body=b"", later=()))
    try:
        raw = task.raw if task.path is None else _loaded(task, limits)
        if not _is_archive(raw):
            return Answer(task=told, results=(read_one(raw, limits, places, corrections),))
        members = members_guarded(raw, limits=limits)
        results = tuple(read_one(member, limits, places, corrections) for member in members)
    except Unreadable as reason:
        return Answer(task=told, results=(refusal(task.raw, task.sha256, reason),))
    if not results:
        message = f"{task.raw.file_name}: got an archive without files; fetch it again"
        empty = Unreadable("empty_archive", message)
        return Answer(task=told, results=(refusal(task.raw, task.sha256, empty),))
    return Answer(task=told, results=results, archive=True)


def read_one(
    raw: RawNotice,
    limits: Limits,
    places: tuple[RegionRecord, ...] = (),
    corrections: Corrections = NO_CORRECTIONS,
) -> NoticeRows | Refusal:
    """Read one document, all the way. A fault of our own refuses this document and no other."""
    try:
        document = read_guarded(raw, limits=limits)
        with deadline(limits.max_seconds, f"{raw.file_name}: understanding"):
            return _understood(raw, document, places, corrections)
    except Unreadable as reason:
        return refusal(raw, raw.sha256, reason)
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            return _fault(raw, error)
        message = f"{raw.file_name}: the system did not let it be read ({error.strerror}); make room, then run again"
        return refusal(
            raw, NO_BYTES, Unreadable("reader_failed", message)
        )  # without its hash: it is tried again
    except Exception as error:  # whatever one document provokes must not end the run
        return _fault(raw, error)


def _fault(raw: RawNotice, error: Exception) -> Refusal:
    what = f"{type(error).__name__}: {error}"
    message = f"{raw.file_name}: the program failed on this document ({what}); please report it with the file"
    return refusal(raw, raw.sha256, Unreadable("program_fault", message))


def _understood(
    raw: RawNotice, document: Document, places: tuple[RegionRecord, ...], corrections: Corrections
) -> NoticeRows:
    extraction = understand(document, listed_title=raw.listed_title)
    found = corrected(extraction, document, _decisions(raw, document, corrections))
    record = normalize(found.extraction, document, raw, site_region=raw.source_region)
    return notice_rows(judged(found.marked(placed(record, places)), document))


def _decisions(raw: RawNotice, document: Document, corrections: Corrections) -> tuple[Decision, ...]:
    if not corrections.decisions:
        return ()
    text = text_sha256(document.text)
    return corrections.concerning(text_sha256=text, sha256=raw.sha256, place=raw.place)


def _loaded(task: Task, limits: Limits) -> RawNotice:
    assert task.path is not None
    try:
        content = load(task.path, max_bytes=limits.max_bytes)
    except OSError as error:
        raise unreachable(task.raw.file_name, error) from error
    if content.body is None:
        raise too_large(task.raw.file_name, content.size, limits)
    return replace(task.raw, body=content.body)


def _is_archive(raw: RawNotice) -> bool:
    return bool(raw.body) and bool(recognise(raw).unpacker)
