"""Read RTF files, also those that are named .doc: paragraphs, displayed list numbers and tables.

Left out: headers, footers, footnotes, pictures, hidden and deleted text, as in Word files.
"""

from dataclasses import dataclass, field, replace

from extract.files.limits import Limits
from extract.model import Document, Unreadable
from extract.readers.office.docx_styles import Align
from extract.readers.office.flow import Piece, write
from extract.readers.word.rtf_story import Edge, Shape, Story
from extract.readers.word.rtf_tokens import charset, code_page, decode, tokens
from extract.writing import TextBuilder
from scrapers.items import RawNotice

MEDIA_TYPE = "application/rtf"
_DROPPED = frozenset(
    b"colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf "
    b"annotation fldinst listtable listoverridetable rsidtbl generator themedata colorschememapping "
    b"latentstyles datastore xmlnstbl wgrffmtfilter shprslt nonesttables bkmkstart bkmkend tc xe private "
    b"nesttableprops pgptbl revtbl filetbl".split()
)
_SHOWN = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ", b"qmspace": " ", b"nestcell": " ",
    b"nestrow": "\n", b"softline": "\n",
}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
_ALIGN: dict[bytes, Align | None] = {b"qc": "center", b"qr": "right", b"ql": "left", b"qj": None, b"qd": None}
_DEEPEST = 2000  # groups in groups
_HALF = range(0xD800, 0xDC00)


def read_rtf(raw: RawNotice, limits: Limits) -> Document:
    """Read one RTF file. Raises Unreadable for one that shows no text."""
    builder = TextBuilder()
    reader = _Reader()
    fields = write(reader.read(raw.body, raw.file_name), builder, limits)
    if not builder.blocks:
        raise Unreadable("no_text", f"{raw.file_name}: the document holds no text.")
    return Document(
        text=builder.text(),
        blocks=tuple(builder.blocks),
        fields=fields,
        issues=tuple(reader.story.tally.issues()),
        reader="rtf",
        media_type=MEDIA_TYPE,
    )


@dataclass(slots=True)
class _Reader:
    """Follows groups and control words; the story collects the text."""

    story: Story = field(default_factory=Story)
    shape: Shape = field(default_factory=Shape)
    stack: list[Shape] = field(default_factory=list)
    page: str = ""
    fonts: dict[int, str] = field(default_factory=dict)
    _bytes: bytearray = field(default_factory=bytearray)
    _skip: int = 0  # characters still to be skipped: they stand for a \\u before them
    _high: int = 0  # first half of a surrogate pair
    _optional: bool = False  # \\* was the last token: an unknown destination is to be ignored

    def read(self, data: bytes, name: str) -> list[Piece]:
        for kind, value, number in tokens(data):
            if kind in ("text", "byte"):
                self._add(value)
                continue
            if kind != "word" or value != b"u":
                self._flush()
            if kind == "brace":
                self._brace(value, name)
                if not self.stack:
                    break  # what follows the group of the document is no part of it
            elif kind == "word":
                self._word(value, number)
            else:
                self._sign(value)
        self._flush()
        self.story.end_paragraph(replace(self.shape, in_table=False))
        self.story.end_table()
        return self.story.pieces

    def _add(self, value: bytes) -> None:
        cut = min(self._skip, len(value))
        self._skip -= cut
        if not self.shape.dropped:
            self._bytes += value[cut:]

    def _flush(self) -> None:
        if self._bytes:
            font = self.fonts.get(self.shape.font) if self.shape.font is not None else None
            text = decode(bytes(self._bytes), font, self.page)
            self._bytes.clear()
            if not self.shape.in_fonts:
                self.story.say(text, self.shape)

    def _brace(self, brace: bytes, name: str) -> None:
        self._skip = 0
        if brace == b"{":
            self.stack.append(self.shape)
            if len(self.stack) > _DEEPEST:
                raise Unreadable(
                    "too_deep", f"{name}: groups nest more than {_DEEPEST} deep; it is not read."
                )
        elif self.stack:
            self.shape = self.stack.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._optional = True
        elif sign in (b"\n", b"\r"):
            self._end_paragraph()
        elif sign in _SIGNS and not self.shape.dropped:
            self.story.say(_SIGNS[sign], self.shape)

    def _word(self, word: bytes, number: int | None) -> None:
        optional, self._optional = self._optional, False
        if word == b"u":
            self._unicode(number or 0)
            return
        if word in (b"listtext", b"pntext"):
            self.shape = replace(self.shape, marker=True, dropped=False)
        elif word == b"shptxt":
            self.shape = replace(self.shape, dropped=False)
        elif word == b"fonttbl":
            self.shape = replace(self.shape, in_fonts=True)
        elif word in (b"footnote", b"object"):
            self._leave_out(word)
        elif word in _DROPPED or optional:
            self.shape = replace(self.shape, dropped=True)
        elif word == b"ansicpg":
            self.page = code_page(number)
        elif word == b"fcharset" and self.shape.in_fonts and self.shape.font is not None:
            found = charset(number)
            if found is not None:
                self.fonts[self.shape.font] = found
        elif not self.shape.dropped:
            self._text_word(word, number)

    def _leave_out(self, word: bytes) -> None:
        """A footnote or an embedded document is told, unless it lies in something that is left out itself."""
        if not self.shape.dropped:
            self.story.tally.notes += word == b"footnote"
            self.story.tally.embedded += word == b"object"
        self.shape = replace(self.shape, dropped=True)

    def _text_word(self, word: bytes, number: int | None) -> None:
        if word in _SHOWN:
            self.story.say(_SHOWN[word], self.shape)
        elif word in (b"par", b"sect", b"page"):
            self._end_paragraph()
        elif word == b"cell":
            self.story.end_cell(self.shape)
        elif word == b"row":
            self.story.end_row()
        elif word == b"trowd":
            self.story.edges, self.story.next_edge = [], Edge()
        elif word == b"cellx":
            self.story.next_edge.right = number or 0
            self.story.edges.append(self.story.next_edge)
            self.story.next_edge = Edge()
        elif word == b"clvmrg":
            self.story.next_edge.above = True
        elif word == b"clmrg":
            self.story.next_edge.beside = True
        else:
            self.shape = _formatted(self.shape, word, number)

    def _end_paragraph(self) -> None:
        self.story.end_paragraph(self.shape)

    def _unicode(self, number: int) -> None:
        self._flush()
        if self.shape.dropped:
            return
        code = number + 0x10000 if number < 0 else number
        self._skip = self.shape.skip
        if code in _HALF:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                pair = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)
                self.story.say(chr(pair), self.shape)
            self._high = 0
        elif 0 < code < 0x110000:
            self.story.say(chr(code), self.shape)


def _formatted(shape: Shape, word: bytes, number: int | None) -> Shape:
    """The shape after a formatting word; unknown words change nothing."""
    on = number != 0
    if word == b"pard":
        return replace(shape, align=None, outline=None, in_table=False)
    if word == b"plain":
        return replace(shape, bold=False, hidden=False, deleted=False, inserted=False, size=None)
    if word in _ALIGN:
        return replace(shape, align=_ALIGN[word])
    if word == b"f":
        return replace(shape, font=number or 0)
    if word == b"fs" and number is not None:
        return replace(shape, size=number / 2)
    if word == b"b":
        return replace(shape, bold=on)
    if word == b"v":
        return replace(shape, hidden=on)
    if word == b"deleted":
        return replace(shape, deleted=on)
    if word == b"revised":
        return replace(shape, inserted=on)
    if word == b"uc" and number is not None:
        return replace(shape, skip=max(number, 0))
    if word == b"intbl":
        return replace(shape, in_table=True)
    if word == b"outlinelevel" and number is not None:
        return replace(shape, outline=number)
    return shape
