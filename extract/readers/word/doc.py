"""Read old Word documents (DOC, and the WPS files that are the same inside).

Tried in order: a pure-Python converter to DOCX, LibreOffice where it is installed, and last the plain text alone.
What all of them refuse is refused in words.
"""

import contextlib
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from extract.files.limits import Limits
from extract.model import Document, Issue, IssueKind, Unreadable
from extract.readers.office.flow import Paragraph, write
from extract.readers.word.docx import read_docx
from extract.writing import TextBuilder
from scrapers.items import RawNotice

_Result = TypeVar("_Result")
MEDIA_TYPE = "application/msword"
_PROGRAMS = ("soffice", "libreoffice")
_WORD_95 = "0xA5DC"  # the mark at the start of its text, as the converter's refusal names it
_MISSING = "pip install 'zhenggai[doc]', or install LibreOffice, or save the file as DOCX"


def read_doc(raw: RawNotice, limits: Limits) -> Document:
    """Read one DOC file. Raises Unreadable where no converter of this machine can."""
    problems: list[Unreadable] = []
    for way in (_by_converter, _by_office, _by_text):
        try:
            document = way(raw, limits)
        except Unreadable as refusal:
            if refusal.kind in ("encrypted", "too_many_cells"):
                raise
            problems.append(refusal)
        else:
            if document is not None:
                return replace(document, media_type=MEDIA_TYPE)
    raise _refusal(raw, problems)


def _refusal(raw: RawNotice, problems: list[Unreadable]) -> Unreadable:
    """What all converters together say."""
    empty = next((p for p in problems if p.kind == "no_text"), None)
    if empty is not None:
        return empty
    if any(_WORD_95 in p.message for p in problems):
        message = (
            f"{raw.file_name}: got a document of Word 6 or Word 95, which only LibreOffice reads; {_MISSING}."
        )
        return Unreadable("unsupported_format", message)
    kind: IssueKind = "broken_file" if problems else "missing_program"
    said = "; ".join(p.message for p in problems) or "no converter for old Word documents is installed"
    return Unreadable(kind, f"{raw.file_name}: {said}; {_MISSING}.")


def _by_converter(raw: RawNotice, limits: Limits) -> Document | None:
    try:
        from doc2docx import convert  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    with tempfile.TemporaryDirectory(prefix="zhenggai-") as folder:
        source, target = Path(folder, "source.doc"), Path(folder, "target.docx")
        source.write_bytes(raw.body)
        with contextlib.redirect_stdout(io.StringIO()):
            _run(lambda: convert(source, target))
        converted = replace(raw, body=target.read_bytes())
    return _named(read_docx(converted, limits), "doc")


def _by_office(raw: RawNotice, limits: Limits) -> Document | None:
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="zhenggai-") as folder:
        Path(folder, "source.doc").write_bytes(raw.body)
        profile = Path(folder, "profile").as_uri()  # its own: a running office would take the call over
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx",
                   "--outdir", folder, str(Path(folder, "source.doc"))]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=limits.max_seconds, cwd=folder)  # noqa: S603
            converted = replace(raw, body=Path(folder, "source.docx").read_bytes())
        except (OSError, subprocess.SubprocessError) as error:
            raise Unreadable("broken_file", f"LibreOffice did not convert it ({error})") from None
    return _named(read_docx(converted, limits), "doc_office")


def _named(document: Document, reader: str) -> Document:
    return document if document.reader == "word_pictures" else replace(document, reader=reader)


def _by_text(raw: RawNotice, limits: Limits) -> Document | None:
    try:
        from legacy_doc import ExtractionOptions, extract_text  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    options = ExtractionOptions(max_file_bytes=limits.max_bytes, max_text_bytes=limits.max_text_bytes)
    result = _run(lambda: extract_text(raw.body, options=options))
    lines = str(result.text).replace("\r", "\n").split("\n")
    builder = TextBuilder()
    fields = write((Paragraph(text=line, number=i) for i, line in enumerate(lines, start=1)), builder, limits)
    if not builder.blocks:
        raise Unreadable("no_text", "the document holds no text")
    message = "Only the plain text could be read: tables are lines of text and list numbers are missing."
    return Document(
        text=builder.text(),
        blocks=tuple(builder.blocks),
        fields=fields,
        issues=(Issue(kind="text_only", message=message),),
        reader="doc_text",
        media_type=MEDIA_TYPE,
    )


def _run(step: Callable[[], _Result]) -> _Result:
    """Run a converter; young libraries meet damage with any error at all."""
    try:
        return step()
    except MemoryError:
        raise
    except Exception as error:
        words = str(error)
        protected = "encrypt" in words.lower() or "password" in words.lower()
        kind: IssueKind = "encrypted" if protected else "broken_file"
        raise Unreadable(kind, f"converting failed ({type(error).__name__}: {words})") from None
