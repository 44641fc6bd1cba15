"""Read OpenDocument files (ISO/IEC 26300): texts (ODT) and workbooks (ODS), packed or as one XML file (FODT, FODS).

Taiwan's offices publish in them by rule; LibreOffice and WPS save them. Texts are written by the code for Word
documents, workbooks by that for Excel. What is left out is the same as there, and told in the same words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from extract.files.limits import Limits
from extract.files.sniffing import is_zip
from extract.model import Document, Issue, Unreadable
from extract.readers.office.flow import write
from extract.readers.office.package import (
    Package,
    attribute,
    child,
    children,
    descendants,
    local,
    open_package,
    parse_xml,
)
from extract.readers.office.properties import fields_of
from extract.readers.opendocument.odf_styles import OdfStyles, points
from extract.readers.opendocument.ods import WorkbookReader
from extract.readers.opendocument.odt_body import OdtBody
from extract.readers.sheets.writing import write_workbook
from extract.readers.word.docx_pictures import PlacedPicture, read_pictures, unread_pictures
from extract.writing import TextBuilder
from scrapers.items import RawNotice

MEDIA_TYPE = "application/vnd.oasis.opendocument."
_MANIFEST = "META-INF/manifest.xml"
_PROPERTIES = {
    "title": "title",
    "subject": "subject",
    "keyword": "keywords",
    "creation-date": "created",
    "date": "modified",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """The parts of an OpenDocument file; of a flat one all are the same element."""

    content: etree._Element
    styles: etree._Element | None
    meta: etree._Element | None
    package: Package | None


def read_opendocument(raw: RawNotice, limits: Limits) -> Document:
    """Read one file. Raises Unreadable for one that is damaged, protected, without text, or neither text nor workbook."""
    file = _packed(raw, limits) if is_zip(raw.body) else _flat(raw, limits)
    body = child(file.content, "body")
    fields = fields_of(child(file.meta, "meta"), _PROPERTIES)
    if (workbook := child(body, "spreadsheet")) is not None:
        reader = WorkbookReader(OdfStyles(file.styles, file.content), limits)
        sheets = [reader.sheet(table) for table in children(workbook, "table")]
        found = write_workbook(
            sheets, raw, reader="ods", media_type=f"{MEDIA_TYPE}spreadsheet", fields=fields
        )
        return replace(found, issues=(*found.issues, *_changes(workbook)))
    if (text := child(body, "text")) is not None:
        found = _text(text, file, raw, limits)
        return replace(found, fields=(*found.fields, *fields))
    kind = "nothing" if body is None or not len(body) else local(body[0])
    raise Unreadable(
        "unsupported_format",
        f"{raw.file_name}: got an OpenDocument file that holds {kind}; expected a text or a workbook; save it as PDF.",
    )


def _packed(raw: RawNotice, limits: Limits) -> _File:
    package = open_package(raw.body, limits)
    if package.has(_MANIFEST) and b"encryption-data" in package.read(_MANIFEST):
        message = f"{raw.file_name} is protected by a password. Ask its publisher for an open copy."
        raise Unreadable("encrypted", message)
    return _File(
        content=package.xml("content.xml"),
        styles=package.xml_if_any("styles.xml"),
        meta=package.xml_if_any("meta.xml"),
        package=package,
    )


def _flat(raw: RawNotice, limits: Limits) -> _File:
    root = parse_xml(raw.body.lstrip(b" \t\r\n"), raw.file_name, max_depth=limits.max_depth)
    return _File(content=root, styles=root, meta=root, package=None)


def _text(text: etree._Element, file: _File, raw: RawNotice, limits: Limits) -> Document:
    reader, builder = OdtBody(OdfStyles(file.styles, file.content), limits), TextBuilder()
    fields = write(reader.read(text), builder, limits)
    media_type = f"{MEDIA_TYPE}text"
    pictures = list(_pictures(text))
    if not builder.blocks:
        return read_pictures(pictures, file.package, raw, limits, media_type=media_type)
    issues = [*reader.tally.issues(), *unread_pictures(placed for placed, _ in pictures)]
    if reader.lists.unknown:
        listed = ", ".join(sorted(reader.lists.unknown))
        issues.append(
            Issue(kind="unknown_number_format", message=f"List numbers in plain digits for: {listed}.")
        )
    return Document(
        text=builder.text(),
        blocks=tuple(builder.blocks),
        fields=fields,
        issues=tuple(issues),
        reader="odt",
        media_type=media_type,
    )


def _changes(workbook: etree._Element) -> Iterator[Issue]:
    """Deleted cells stand apart from the sheets: what these show is what all changes make of them."""
    if count := sum(len(changes) for changes in children(workbook, "tracked-changes")):
        yield Issue(kind="tracked_changes", message=f"{count} tracked changes are taken as accepted.")


def _pictures(text: etree._Element) -> Iterator[tuple[PlacedPicture, str]]:
    """Pictures in the order of the document, each with the part that holds it; not those that stand for an object."""
    for frame in descendants(text, ("frame",)):
        target = attribute(child(frame, "image"), "href")
        if target and child(frame, "object") is None and child(frame, "object-ole") is None:
            width, height = (points(attribute(frame, side)) or 0.0 for side in ("width", "height"))
            yield PlacedPicture(relation=target, width=width, height=height), target.removeprefix("./")
