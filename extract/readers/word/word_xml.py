"""Read Word documents that are one XML file: Flat OPC, and the WordprocessingML of Word 2003.

Web applications of the region export both under the name .doc.
"""

import base64
import binascii
import io
import zipfile
from dataclasses import replace

from lxml import etree

from extract.files.limits import Limits
from extract.model import Document, Unreadable
from extract.readers.office.docx_styles import Styles
from extract.readers.office.package import attribute, child, children, parse_xml
from extract.readers.word.docx import document_of, read_docx
from extract.readers.word.docx_body import BodyReader
from extract.readers.word.docx_numbering import Numbering
from extract.readers.word.docx_runs import RunReader
from scrapers.items import RawNotice

MEDIA_TYPE = "application/msword"
_NAMESPACE_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_NAMESPACE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read_word_xml(raw: RawNotice, limits: Limits) -> Document:
    """Read one Word document in XML. Raises Unreadable for one that is damaged or without text."""
    body = raw.body.replace(_NAMESPACE_2003, _NAMESPACE)
    root = parse_xml(body.lstrip(b" \t\r\n"), raw.file_name, max_depth=limits.max_depth)
    if child(root, "body") is None:
        return replace(read_docx(replace(raw, body=_zipped(root)), limits), media_type=MEDIA_TYPE)
    styles = Styles(child(root, "styles"))
    # List numbers of 2003 stand beside the paragraph as they are displayed: there is nothing to count.
    reader = BodyReader(RunReader(styles), Numbering(None, styles))
    found = document_of(reader, root, limits)
    if found is None:
        raise Unreadable("no_text", f"{raw.file_name}: the document holds no text.")
    return replace(found, reader="word_xml", media_type=MEDIA_TYPE)


def _zipped(root: etree._Element) -> bytes:
    """The parts of a Flat OPC file as the zip container they stand for."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in children(root, "part"):
            name = (attribute(part, "name") or "").lstrip("/")
            if name and name not in archive.namelist():
                archive.writestr(name, _content(part))
    return out.getvalue()


def _content(part: etree._Element) -> bytes:
    xml = child(part, "xmlData")
    if xml is not None and len(xml):
        return bytes(etree.tostring(xml[0], encoding="UTF-8"))
    binary = child(part, "binaryData")
    try:
        return base64.b64decode((binary.text or "") if binary is not None else "")
    except (binascii.Error, ValueError):
        return b""
