"""What a reading tells, as plain values: one word for each, shared by the tests of extract."""

from extract.lines.lines import Page
from extract.model import Document, Extraction, Quote, squeeze
from extract.notice.facts import field_value
from extract.readers.html.page import read_html
from extract.reading import read
from extract.understanding import understand
from scrapers.items import RawNotice
from tests.extract.notices import extraction_of


def extraction_of_lines(*lines: str) -> Extraction:
    """What a plain text of these lines, as they are, is understood to say."""
    body = "\n".join(lines).encode()
    return understand(read(RawNotice(source="file", place="n", file_name="n.txt", body=body)))


def html_document(body: str, head: str = "") -> Document:
    """A web page of this body as a document."""
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def words(quote: Quote | None) -> str | None:
    """What a quote says, without white space."""
    return squeeze(quote.text) if quote else None


def squeezed_titles(extraction: Extraction) -> list[str]:
    """The title of each finding, without white space."""
    return [squeeze(f.title.text) for f in extraction.findings]


def labels(extraction: Extraction) -> list[str | None]:
    """The number or label of each finding."""
    return [f.label.text if f.label else None for f in extraction.findings]


def categories(extraction: Extraction) -> list[str | None]:
    """The heading that each finding stands under."""
    return [f.category.text if f.category else None for f in extraction.findings]


def details(extraction: Extraction) -> list[str | None]:
    """What is told of each finding beyond its title."""
    return [f.detail.text if f.detail else None for f in extraction.findings]


def requirements(extraction: Extraction) -> list[str | None]:
    """What is required about each finding."""
    return [f.requirement.text if f.requirement else None for f in extraction.findings]


def requirements_of(text: str) -> list[str | None]:
    """What is required about each finding of a text."""
    return requirements(extraction_of(text))


def units(extraction: Extraction) -> list[list[str]]:
    """The bodies responsible for each finding."""
    return [[u.text for u in f.responsible] for f in extraction.findings]


def deadlines(extraction: Extraction) -> list[str | None]:
    """The time set for each finding."""
    return [f.deadline.text if f.deadline else None for f in extraction.findings]


def measures_joined(extraction: Extraction) -> list[str]:
    """All that was done about each finding, as one text."""
    return ["".join(m.text.text for m in f.measures) for f in extraction.findings]


def block_texts(document: Document, kind: str) -> list[str]:
    """The text of each block of a kind."""
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def title_blocks(document: Document) -> list[str]:
    """The blocks that are a title, without white space."""
    return [squeeze(text) for text in block_texts(document, "title")]


def document_title(document: Document) -> str | None:
    """The title that is read, without white space."""
    return words(understand(document).title)


def field_text(document: Document, name: str) -> str | None:
    """What a field of the notice's head says."""
    found = field_value(Page(document), name)
    return found.text if found else None
