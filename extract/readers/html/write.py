"""Write the document of a page: title, metadata, body and attachments in the order the page shows them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.language.folding import fold_width, plain_of, squeeze
from extract.lines.enumerators import mark_at
from extract.model import SITE_BODY, Document, Field, Issue, Span
from extract.readers.furniture.fields import field_words, is_published
from extract.readers.furniture.repeats import repeated_lines, without_glosses
from extract.readers.furniture.wrapped import continued, joint
from extract.readers.html.around import Attachment, attachments_in, embedded_in, fields_around
from extract.readers.html.edges import lead, tail
from extract.readers.html.head import FoundField
from extract.readers.html.line import Line, typed_line
from extract.readers.html.main import Region
from extract.readers.html.named import key_of
from extract.readers.html.set_off import set_off
from extract.readers.html.title import find_title, site_bodies
from extract.readers.html.tree import Page
from extract.readers.typed.tables import grid_at
from extract.tables.grids import Grid, is_caption, joined, says_continued
from extract.writing import TextBuilder

_BODY_KINDS = ("heading", "paragraph", "table", "note")
_COLUMN = 4  # characters
_NOTE = re.compile(r"^(注|备注|说明|附注|註)[\d一二三四五]{0,2}:")


class PageWriter:
    """Collects what a page holds and writes it once."""

    def __init__(self, page: Page, lines: list[Line], region: Region, issues: list[Issue]) -> None:
        self.page, self.lines, self.region, self.issues = page, lines, region, issues
        self.title = find_title(page, lines, region)
        self.title_lines = self.title.lines if self.title else ()
        self.around: dict[int, list[FoundField]] = {}
        self.files: dict[int, list[Attachment]] = {}
        self.builder = TextBuilder()
        self.fields: list[Field] = []
        self.known: set[tuple[str, str]] = set()
        self.glosses = page.glosses
        self.flat: dict[int, Grid] = {}  # tables flattened to lines, by their first line
        self.set_off: dict[int, str] = {}  # labels that only their looks set off, with a blank behind them
        self.wrapped: dict[int, str] = {}  # paragraphs of several lines, by their first line
        self.flattened: set[int] = set()  # the other lines of these

    def document(self) -> Document:
        """The document."""
        self.around = fields_around(self.lines, self.region, self.title_lines)
        self.files = attachments_in(self.lines, self.region)
        for i in self.title_lines:
            self.around.pop(i, None)
            self.files.pop(i, None)
        if self.title and not self.title.lines:
            self.builder.add("title", self._clean(self.title.text))
        body = self._body()
        if not body and self.title and self.title_lines and "。" in self.title.text[:-1]:
            self.title, self.title_lines = None, ()  # the one paragraph of a page is its text
            body = self._body()
        self._find_flattened(body)
        self.set_off = set_off(self.lines, body)
        self._find_wrapped([i for i in body if i not in self.flattened and i not in self.flat])
        shown = {*self.around, *self.files, *self.title_lines, *body} - self.flattened
        for run in _runs(sorted(shown), self.lines):
            self._write(run)
        self._write_embedded()
        self._note_doubts()
        metas = [(name, content) for name, content in self.page.metas if name in field_words().meta]
        self.fields += [Field(key=name, value=content, origin="meta") for name, content in metas]
        title = self.title.text if self.title else ""
        self.fields += [
            Field(key=SITE_BODY, value=body, origin="title")
            for body in site_bodies(self.page, self.lines, title)
        ]
        return Document(
            text=self.builder.text(),
            blocks=tuple(self.builder.blocks),
            fields=tuple(self.fields),
            issues=tuple(self.issues),
            reader="html",
            media_type="text/html",
        )

    def _body(self) -> list[int]:
        """Lines of the body, without the title's repeats and without a second copy of the whole."""
        taken = {*self.around, *self.files, *self.title_lines}
        edges = lead(self.lines, self.region, self.title_lines), tail(self.lines, self.region)
        kept = [i for i in (*edges[0], *self.region.kept, *edges[1]) if i not in taken]
        top = min(self.title_lines, default=0)
        kept = self._without_title([i for i in kept if i >= top or not self._is_column(i)])
        again = repeated_lines([(i, self.lines[i].text) for i in kept])
        if again:
            message = f"the page prints {len(again)} paragraphs of its body twice; they are kept once"
            self.issues.append(Issue(kind="repeated_body", message=message))
        return [i for i in kept if i not in again]

    def _is_column(self, i: int) -> bool:
        """Whether a line above the title is a word or two: the name of a column (新闻, 公告)."""
        line = self.lines[i]
        return (
            line.grid is None and len(squeeze(line.text)) <= _COLUMN and not any(map(str.isdigit, line.text))
        )

    def _find_flattened(self, body: list[int]) -> None:
        texts = [self.lines[i].text for i in body]
        at = 0
        while at < len(body):
            plain = self.lines[body[at]].grid is None
            grid, taken = grid_at(texts, at) if plain else (None, 1)
            if grid is not None:
                self.flat[body[at]] = grid
                self.flattened.update(body[at + 1 : at + taken])
            at += taken if grid is not None else 1

    def _find_wrapped(self, body: Sequence[int]) -> None:
        """Lines of one paragraph that the page breaks like a printed page become one text."""
        longest = max((self.lines[i] for i in body), key=lambda line: len(line.text), default=None)
        if longest is None or typed_line(longest).is_whole:
            return
        typed = [typed_line(self.lines[i]) for i in body]
        first = -1
        for at in sorted(continued(typed)):
            i = body[at]
            first = first if body[at - 1] in self.flattened else body[at - 1]
            self.wrapped[first] = joint(self.wrapped.get(first, typed[at - 1].text), typed[at].text)
            self.flattened.add(i)

    def _without_title(self, kept: list[int]) -> list[int]:
        """Without lines near the top that print the title once more, alone or together."""
        if self.title is None:
            return kept
        wanted = key_of(self.title.text)
        for start in range(min(8, len(kept))):
            text = ""
            for end in range(start, min(start + 5, len(kept))):
                text += key_of(self.lines[kept[end]].text)
                if text == wanted:
                    return kept[:start] + kept[end + 1 :]
                if not wanted.startswith(text):
                    break
        return kept

    def _write(self, run: list[int]) -> None:
        first = run[0]
        line = self.lines[first]
        if first in self.title_lines:
            if first == self.title_lines[0] and self.title:
                self.builder.add(
                    "title", self._clean(self.title.text), level=line.level, align=line.align, bold=line.bold
                )
        elif first in self.around:
            self._write_fields(self.around[first])
        elif first in self.files:
            for file in self.files[first]:
                self.builder.add("attachment", self._clean(file.name), target=file.target)
        elif first in self.flat:
            self._write_table(self._clean_grid(self.flat[first]))
        elif line.grid is not None:
            grids = [grid for grid in (self.lines[i].grid for i in run) if grid is not None]
            for grid in joined(map(self._clean_grid, grids)):
                self._write_table(grid)
        else:
            self._write_line(first)

    def _write_fields(self, found: Sequence[FoundField]) -> None:
        for item in found:
            known = (item.key, squeeze(item.value))
            if not item.value or not is_published(item.key, item.value) or known in self.known:
                continue
            self.known.add(known)
            block = self.builder.add("metadata", item.shown)
            if block is not None:
                text = self.builder.last_text
                at = text.rfind(item.value) if item.key else text.find(item.value)
                if at < 0:
                    continue
                at += block.start
                span = Span(start=at, end=at + len(item.value))
                self.fields.append(Field(key=item.key, value=item.value, span=span))

    def _write_table(self, grid: Grid) -> None:
        before = self.builder.blocks[-1] if self.builder.blocks else None
        caption = None
        if before is not None and before.kind in ("paragraph", "heading"):
            caption = Span(start=before.start, end=before.end) if is_caption(self.builder.last_text) else None
        self.builder.add_table(grid, caption=caption)

    def _write_line(self, i: int) -> None:
        line = self.lines[i]
        text = self._clean(self.wrapped.get(i) or self.set_off.get(i, line.text))
        after_table = bool(self.builder.blocks) and self.builder.blocks[-1].kind in ("table", "note")
        if after_table and _NOTE.match(plain_of(text)):
            self.builder.add("note", text, align=line.align, bold=line.bold)
            return
        if line.marker and mark_at(fold_width(text)) is None:
            text = f"{line.marker} {text}"  # as a browser shows it; sites hide it where the text has its own
        self.builder.add(
            "heading" if line.level else "paragraph",
            text,
            level=line.level,
            marker=line.marker,
            align=line.align,
            bold=line.bold,
        )

    def _clean(self, text: str) -> str:
        clean, count = without_glosses(text)
        self.glosses += count
        return clean

    def _clean_grid(self, grid: Grid) -> Grid:
        cleaned = ((c, self._clean(c.text)) for c in grid.cells)
        return replace(
            grid, cells=tuple(c if c.text == text else replace(c, text=text) for c, text in cleaned)
        )

    def _write_embedded(self) -> None:
        """Documents and pictures that stand in the place of a text."""
        kinds = {block.kind for block in self.builder.blocks}
        bare = self.title is not None and not kinds & {*_BODY_KINDS, "attachment"}
        listed = {block.target for block in self.builder.blocks}
        for file in embedded_in(self.page, bare=bare):
            if file.target not in listed:
                self.builder.add("attachment", file.name or "-", target=file.target)

    def _note_doubts(self) -> None:
        if self.builder.blocks and not any(b.kind in _BODY_KINDS for b in self.builder.blocks):
            message = "got a page of attachments without a body; read its attachments"
            self.issues.append(Issue(kind="no_body", message=message))
        if self.glosses:
            message = (
                f"{self.glosses} phonetic glosses after characters are left out; a copy may have added them"
            )
            self.issues.append(Issue(kind="glosses", message=message))


def _runs(shown: Sequence[int], lines: Sequence[Line]) -> Iterator[list[int]]:
    """Lines one by one, but tables that follow one another (or 续表 between them) together."""
    run: list[int] = []
    for i in shown:
        line = lines[i]
        if line.grid is None and run and says_continued(line.text):
            continue  # says only that the table goes on
        if run and line.grid is None:
            yield run
            run = []
        if line.grid is None:
            yield [i]
        else:
            run.append(i)
    if run:
        yield run
