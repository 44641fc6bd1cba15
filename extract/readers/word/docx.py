"""Read Word documents (DOCX, DOCM, DOTX): the body in order, as a reader of the printed document sees it.

Left out on purpose, and said in an issue where something was there: footnotes, hidden text, deleted text,
tables of contents. Page headers, page footers and comments are no part of the body and are not read.
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from extract.files.limits import Limits
from extract.model import Document, Issue
from extract.readers.office.docx_styles import Styles
from extract.readers.office.flow import write
from extract.readers.office.package import Package, child, open_package
from extract.readers.office.package_parts import main_part, relations
from extract.readers.office.properties import properties
from extract.readers.word.docx_body import BodyReader
from extract.readers.word.docx_numbering import Numbering
from extract.readers.word.docx_pictures import pictures_of, read_pictures, unread_pictures
from extract.readers.word.docx_runs import RunReader
from extract.reading import read
from extract.writing import TextBuilder
from scrapers.items import RawNotice

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(raw: RawNotice, limits: Limits) -> Document:
    """Read one DOCX file. Raises Unreadable for one that is damaged, protected or without text."""
    package = open_package(raw.body, limits)
    return read_word_package(package, main_part(package, "word/document.xml"), raw, limits)


def read_word_package(package: Package, main: str, raw: RawNotice, limits: Limits) -> Document:
    """Read the word-processing part `main` of an opened package."""
    root = package.xml(main)
    parts = relations(package, main)
    named = dict(parts.values())
    styles = Styles(package.xml_if_any(named.get("styles", "word/styles.xml")))
    numbering = Numbering(package.xml_if_any(named.get("numbering", "word/numbering.xml")), styles)
    reader = BodyReader(RunReader(styles), numbering)
    found = document_of(reader, root, limits)
    if found is None:
        return _embedded(reader, package, parts, raw, limits) or _pictured(root, package, parts, raw, limits)
    return replace(
        found,
        fields=(*found.fields, *properties(package)),
        issues=(*found.issues, *unread_pictures(pictures_of(root))),
    )


def document_of(reader: BodyReader, root: etree._Element, limits: Limits) -> Document | None:
    """Read the body below `root`; None where it shows no text."""
    builder = TextBuilder()
    fields = write(reader.read(child(root, "body")), builder, limits)
    if not builder.blocks:
        return None
    return Document(
        text=builder.text(),
        blocks=tuple(builder.blocks),
        fields=fields,
        issues=tuple(_issues(reader)),
        reader="docx",
        media_type=MEDIA_TYPE,
    )


def _embedded(
    reader: BodyReader, package: Package, parts: dict[str, tuple[str, str]], raw: RawNotice, limits: Limits
) -> Document | None:
    """A document that is only a shell around a web page (so some web tools export): the page is read."""
    for relation in reader.embedded:
        target = parts.get(relation, ("", ""))[1]
        if package.has(target):
            inner = RawNotice(
                source=raw.source,
                place=f"{raw.place}!{target}",
                file_name=target.rpartition("/")[2],
                body=package.read(target),
            )
            return read(inner, limits=limits)
    return None


def _pictured(
    root: etree._Element, package: Package, parts: dict[str, tuple[str, str]], raw: RawNotice, limits: Limits
) -> Document:
    """A document without a word: its pictures are recognised. Raises Unreadable where it has none."""
    placed = ((picture, parts.get(picture.relation, ("", ""))[1]) for picture in pictures_of(root))
    document = read_pictures(placed, package, raw, limits, media_type=MEDIA_TYPE)
    return replace(document, fields=properties(package))


def _issues(reader: BodyReader) -> Iterator[Issue]:
    yield from reader.runs.tally.issues()
    if reader.numbering.unknown:
        listed = ", ".join(sorted(reader.numbering.unknown))
        yield Issue(kind="unknown_number_format", message=f"List numbers in plain digits for: {listed}.")
