"""Write the canonical text of a document and the blocks that tile it.

Blocks are separated by one line break. In a table, cells of a row are separated by a tab and rows by a
line break; a line break inside a cell is kept. A merged cell is written once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from extract.model import Block, BlockKind, Cell, Place, Span, Table
from extract.tables.fills import with_swatches
from extract.tables.model import Grid

# White space of a line that is formatting, not content; NEL, line and paragraph separators included.
_BLANKS = re.compile(r"[\t\f\v\x1c-\x1f\x85\u2028\u2029 ]+")
_EDGES = " \t\r\n\f\v\u00a0\u1680\u202f\u205f\u3000\u200c\u200d" + "".join(map(chr, range(0x2000, 0x200B)))
# Control characters, lone surrogates, and characters that are never shown (soft hyphen, zero-width blanks and
# joiners, marks of direction): they would stand between the characters of words.
_UNWANTED = dict.fromkeys(
    [
        *range(0x00, 0x09),
        *range(0x0E, 0x1C),
        0x7F,
        0xAD,
        0x61C,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
        *range(0xD800, 0xE000),
    ]
)
_SUSPECT = re.compile(
    "[\x00-\x1f\x7f\x85\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]|  "
)


# Editors set figures off by blanks: 于 2023 年 5 月 31 日前追回 3 万元. Other blanks beside Chinese part columns.
_SET_OFF = re.compile(r"[\u4e00-\u9fff][ \u00a0]\d[\d,.]*%?[ \u00a0][\u4e00-\u9fff]")
_BEFORE_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff])[ \u00a0](?=\d)")
_BEHIND_FIGURE = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、（“])(\d[\d,.]*%?)[ \u00a0](?=[\u4e00-\u9fff，。；、）])|^(\d{4})[ \u00a0](?=年)"
)
_PARTED = re.compile(r"[\u4e00-\u9fff，。；：、）][ \u00a0][\u4e00-\u9fff（]")

_HAN = re.compile("[\u4e00-\u9fff]")
_FEWEST_SPACED, _SPACED = 5, 0.8  # characters; the share of them that a blank follows
_BETWEEN = re.compile(r"(?<=[^ a-zA-Z]) (?=[^ a-zA-Z])")

_BEHIND_COMMA = re.compile(
    r"(?<=[\u4e00-\u9fff）)”》%％][，,；;])[ \u00a0](?=[\u4e00-\u9fff“（《\d])"
)  # 截至目前, 已…


@lru_cache(maxsize=256)  # a line of a page is tidied when it is rendered, joined and written
def tidy_line(text: str) -> str:
    """Fold formatting white space inside one line and trim its ends; inner wide blanks stay as printed.

    Blanks that only set figures off from the words around them are dropped, unless blanks part words too, as in a
    row of columns; so is a blank behind a comma or semicolon between Chinese characters, and those between all characters.
    """
    # most lines are told by the first look, which takes a tenth of the second's time
    if not (text.isprintable() and "  " not in text) and _SUSPECT.search(text):
        text = _BLANKS.sub(" ", text.translate(_UNWANTED))
    text = text.strip(_EDGES)
    if " " in text or "\u00a0" in text:
        text = _BETWEEN.sub("", text) if _is_spaced(text) else text
        text = _BEHIND_COMMA.sub("", text)
        if _SET_OFF.search(text) and not _PARTED.search(text):
            text = _BEHIND_FIGURE.sub(r"\1\2", _BEFORE_FIGURE.sub("", text))
    return text


def _is_spaced(text: str) -> bool:
    """True for 审 计 结 果 公 告: a blank behind nearly every character parts no words."""
    blanks = text.count(" ")
    rest = len(text) - blanks
    return blanks >= _SPACED * (rest - 1) and rest >= _FEWEST_SPACED <= len(_HAN.findall(text))


def tidy(text: str) -> str:
    """Tidy every line of a text and drop the empty ones."""
    if "\n" not in text and "\r" not in text:
        return tidy_line(text)
    lines = (tidy_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class TextBuilder:
    """Collects blocks in reading order; `text()` and `blocks` are always in step."""

    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def text(self) -> str:
        """The canonical text written so far."""
        return "".join(self._parts)

    @property
    def last_text(self) -> str:
        """The text of the block written last (of a table, its last cell)."""
        return self._parts[-1] if self._parts else ""

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int | None = None,
        marker: str | None = None,
        align: Literal["left", "center", "right"] | None = None,
        bold: bool = False,
        target: str | None = None,
        place: Place | None = None,
    ) -> Block | None:
        """Append one block; its text is tidied. Returns None, and writes nothing, where no text is left."""
        clean = tidy(text)
        if not clean:
            return None
        self._break()
        start = self._length
        self._write(clean)
        block = Block(
            kind=kind,
            start=start,
            end=self._length,
            level=level,
            marker=marker,
            align=align,
            bold=bold,
            target=target,
            place=place,
        )
        self.blocks.append(block)
        return block

    def add_table(
        self, grid: Grid, *, caption: Span | None = None, place: Place | None = None
    ) -> Block | None:
        """Append a table block. Returns None where all cells are empty."""
        if not any(tidy(cell.text) for cell in grid.cells):
            return None
        self._break()
        start = self._length
        cells = tuple(self._write_cells(grid))
        table = Table(
            rows=grid.rows,
            columns=grid.columns,
            cells=cells,
            header_rows=grid.header_rows,
            transposed=grid.transposed,
            caption=caption or _caption(cells, grid),
        )
        block = Block(kind="table", start=start, end=self._length, table=table, place=place)
        self.blocks.append(block)
        return block

    def _write_cells(self, grid: Grid) -> Iterable[Cell]:
        row = -1
        fills = _fills(grid)
        for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
            if row >= 0:
                self._write("\t" if cell.row == row else "\n")
            row = cell.row
            text = tidy(cell.text)
            start = self._length
            self._write(text)
            yield Cell(
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                start=start,
                end=self._length,
                place=cell.place,
                fill=fills.get((cell.row, cell.column)),
            )

    def drop_last(self) -> None:
        """Take the block written last away again."""
        last = self.blocks.pop()
        end = self.blocks[-1].end if self.blocks else 0
        while self._length > end:
            self._length -= len(self._parts.pop())
        assert last.start >= self._length

    def mark(self, index: int, kind: BlockKind) -> None:
        """Change the kind of a block that was written before."""
        self.blocks[index] = replace(self.blocks[index], kind=kind)

    def fill_last(self, fill: str) -> None:
        """Say what colour the block written last is filled with."""
        self.blocks[-1] = replace(self.blocks[-1], fill=fill)

    def _break(self) -> None:
        if self.blocks:
            self._write("\n")

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _fills(grid: Grid) -> dict[tuple[int, int], str | None]:
    """The fills of cells by their places, those of swatches at the words beside them."""
    found: dict[tuple[int, int], str | None] = {}
    for number in {c.row for c in grid.cells if c.fill}:
        row = grid.row(number)
        fills = with_swatches([(bool(c.text.strip()), c.fill) for c in row])
        found |= {(number, c.column): fill for c, fill in zip(row, fills, strict=True)}
    return found


def _caption(cells: tuple[Cell, ...], grid: Grid) -> Span | None:
    """The leading row that spans the whole table, if there is one, is its caption."""
    if len(cells) > 1 and grid.columns > 1:
        first = cells[0]
        if first.row == 0 and first.column_span == grid.columns and first.end > first.start:
            return Span(start=first.start, end=first.end)
    return None
