"""Read plain text: often the dump of a web page, with its metadata, breadcrumbs and share bar as lines."""

import re
from collections.abc import Sequence

from extract.files.charset import decode
from extract.files.limits import Limits
from extract.files.refusals import refuse_long_text
from extract.model import Document, Issue, Unreadable
from extract.readers.furniture.dates import dated_pairs
from extract.readers.furniture.field_blocks import FieldWriter
from extract.readers.furniture.head_fields import unlisted
from extract.readers.furniture.page_lines import date_below, names_title, sort_lines
from extract.readers.furniture.page_title import title_lines
from extract.readers.furniture.repeats import repeated_lines, without_glosses
from extract.readers.furniture.stray_blanks import without_stray_blanks
from extract.readers.furniture.wrapped import unwrapped
from extract.readers.text.again import without_title
from extract.readers.typed.aligned import aligned
from extract.readers.typed.barred import unbarred
from extract.readers.typed.tables import grid_at, tidy_cells
from extract.writing import TextBuilder, tidy_line
from scrapers.items import RawNotice

_TITLE_LINES = 12
_QUOTE = re.compile("^(?:>[ ]?)+")
_READ_ALOUD = re.compile(
    r"(?P<title>[^——。；;]{8,80}?(?:报告|報告|说明|說明))[ ]*"
    r"(?P<where>(?:——|--|—)[ ]*(?:19|20)\d\d年[^。；;]{4,40}[会會][议議]?上)"
)


def read_text_notice(raw: RawNotice, limits: Limits) -> Document:
    """Read a text file. Raises Unreadable where it is too large or holds no text."""
    refuse_long_text(raw, limits)
    decoded = decode(raw.body, declared=raw.charset)
    typed = aligned(_unquoted(re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", decoded.text)))
    below_blank = ["\n" * (not above.strip()) for above in ["-", *typed]]
    told = [
        (tidy, gap + line)
        for gap, line in zip(below_blank, typed, strict=False)
        if (tidy := tidy_cells(line))
    ]
    tidied = without_stray_blanks([tidy for tidy, _ in told])
    lines = unwrapped(unbarred(list(zip(tidied, (line for _, line in told), strict=True))))
    bare = [without_glosses(line) for line in lines]
    lines = [line for line, _ in bare]
    lines = [part for line in lines[:_TITLE_LINES] for part in _titled(line)] + lines[_TITLE_LINES:]
    if not any(ch.isalnum() for line in lines for ch in line):
        raise Unreadable(
            "no_text", f"{raw.file_name}: got a file without a letter or digit; expected a notice"
        )
    issues = [Issue(kind="charset", message=decoded.doubt)] if decoded.doubt else []
    glosses = sum(count for _, count in bare)
    if glosses:
        message = f"{glosses} phonetic glosses after characters are left out; a copy may have added them"
        issues.append(Issue(kind="glosses", message=message))
    return _write(lines, issues)


def _unquoted(typed: list[str]) -> list[str]:
    """The lines without the sign that mail sets before what it quotes, where most of the text is quoted."""
    quoted = sum(line.startswith(">") for line in typed)
    return [_QUOTE.sub("", line) for line in typed] if 5 * quoted > 4 * sum(map(bool, typed)) else typed


def _titled(line: str) -> list[str]:
    """A title and where it was read aloud, printed on one line: 某市…的报告——2023年4月在某市…会议上."""
    found = _READ_ALOUD.fullmatch(line)
    return [found["title"], found["where"]] if found else [line]


def _write(lines: list[str], issues: list[Issue]) -> Document:
    parts = sort_lines(lines)
    body = [i for i in range(len(lines)) if i not in parts.dropped and i not in parts.metadata]
    framed = {*parts.dropped, *parts.metadata}
    title = title_lines(lines, body, framed, by_place=not names_title(parts))
    if title:
        date_below(lines, title, body, parts)
    elif (
        body and len(dated := dated_pairs(lines[body[0]])) > 1
    ):  # 2021-12-30 16:20 来源：某局, the title lost
        parts.metadata[body[0]] = [(p.key, p.value, lines[body[0]][p.label : p.end]) for p in dated]
    body = [i for i in body if i not in title and i not in parts.metadata]
    body = without_title(lines, body, title)
    again = repeated_lines([(i, lines[i]) for i in body])
    if again:
        message = f"the file prints {len(again)} paragraphs of its body twice; they are kept once"
        issues.append(Issue(kind="repeated_body", message=message))
    writer = _Writer(lines, issues)
    shown = sorted({*title, *parts.metadata, *(i for i in body if i not in again)})
    writer.write(shown, title, parts.metadata)
    return Document(
        text=writer.builder.text(),
        blocks=tuple(writer.builder.blocks),
        fields=tuple(writer.fields.found),
        issues=tuple(writer.issues),
        reader="text",
        media_type="text/plain",
    )


class _Writer:
    def __init__(self, lines: Sequence[str], issues: list[Issue]) -> None:
        self.lines, self.issues = lines, issues
        self.builder = TextBuilder()
        self.fields = FieldWriter(self.builder)

    def write(
        self, shown: Sequence[int], title: Sequence[int], metadata: dict[int, list[tuple[str, str, str]]]
    ) -> None:
        """Write the lines in order; a table flattened to lines becomes a grid again."""
        at = 0
        texts = [self.lines[i] for i in shown]
        while at < len(shown):
            i = shown[at]
            taken = 1
            if title and i == title[0]:
                self.builder.add("title", "\n".join(unlisted(self.lines[t]) for t in title))
            elif i in metadata:
                self.fields.write(metadata[i])
            elif i not in title:
                grid, taken = grid_at(texts, at)
                if grid is not None:
                    self.builder.add_table(grid)
                else:
                    self.builder.add("paragraph", tidy_line(self.lines[i].replace("\t", " ")))
                    taken = 1
            at += taken
