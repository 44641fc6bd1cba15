"""Refuse, in words, the formats that are known and not read."""

from extract.files.limits import Limits
from extract.files.sniffing import unsupported_kind
from extract.model import Document, IssueKind, Unreadable
from scrapers.items import RawNotice

_WORDS: dict[str, tuple[IssueKind, str, str]] = {
    "encrypted": ("encrypted", "an Office file protected by a password", "ask its publisher for an open copy"),
    "ppt": ("unsupported_format", "a PowerPoint presentation", "save it as PDF"),
    "pptx": ("unsupported_format", "a PowerPoint presentation", "save it as PDF"),
    "odf": ("unsupported_format", "an OpenDocument file that is neither text nor workbook", "save it as PDF"),
    "xlsb": ("unsupported_format", "a binary Excel workbook (XLSB)", "save it as XLSX"),
    "broken_zip": ("broken_file", "a cut-off Word, Excel or ZIP file", "fetch it again"),
    "7z": ("unsupported_format", "a 7z archive", "unpack it and add its files, or pack them as ZIP"),
    "ole": ("unsupported_format", "a compound file that is no Word or Excel document", "save it as DOCX, XLSX or PDF"),
}  # fmt: skip


def refuse(raw: RawNotice, limits: Limits) -> Document:
    """Raise Unreadable with what the file is and what to do."""
    kind, what, advice = _WORDS[unsupported_kind(raw.body)]
    raise Unreadable(kind, f"{raw.file_name}: got {what}, which is not read; {advice}.")
