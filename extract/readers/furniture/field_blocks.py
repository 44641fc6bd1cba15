"""Fields of a page's head written into the text, each once, with the place of its value."""

from collections.abc import Sequence

from extract.model import Field, Place, Span
from extract.readers.furniture.fields import is_published
from extract.writing import TextBuilder


class FieldWriter:
    """Writes fields as blocks of metadata; `found` are those written so far."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self.found: list[Field] = []
        self._known: set[tuple[str, str]] = set()

    def write(self, fields: Sequence[tuple[str, str, str]], place: Place | None = None) -> None:
        """Write fields given as key, value and both as printed; what sites say of their own pages is left out."""
        for key, value, shown in fields:
            if not value or not is_published(key, value) or (key, value) in self._known:
                continue
            self._known.add((key, value))
            block = self.builder.add("metadata", shown, place=place)
            at = self.builder.last_text.rfind(value) if block is not None else -1
            if block is not None and at >= 0:
                span = Span(start=block.start + at, end=block.start + at + len(value))
                self.found.append(Field(key=key, value=value, span=span))
