"""Read plain text: often the dump of a web page, with its metadata, breadcrumbs and share bar as lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.files.charset import decode
from extract.files.limits import Limits
from extract.language.folding import fold, squeeze
from extract.language.title_words import looks_like_title
from extract.model import Document, Field, Issue, Span, Unreadable
from extract.readers.furniture.dates import dated_field, dated_pairs
from extract.readers.furniture.fields import (
    crumbs,
    heads_links,
    is_boilerplate,
    is_breadcrumb,
    is_metadata,
    is_published,
    pairs_in,
)
from extract.readers.furniture.head_fields import (
    alternating,
    barred,
    fields_of,
    unlisted,
    without_colons,
    without_labels,
)
from extract.readers.furniture.head_lines import is_corner, is_named_body, is_trail
from extract.readers.furniture.repeats import repeated_lines, without_glosses
from extract.readers.furniture.wrapped import unwrapped
from extract.readers.text.title import is_running_text, title_lines
from extract.readers.typed.tables import grid_at, tidy_cells
from extract.writing import TextBuilder, tidy_line
from scrapers.items import RawNotice

_BELOW_TITLE = 2  # lines below a title that may begin with the date of publication
_TRAIL_LINES = 4  # a trail of columns without 首页 stands within so many
_TITLE_KEYS = ("发文标题", "信息名称", "信息标题", "文章标题", "文件名称", "公文名称", "标题", "名称")
_HEAD_LINES = 40  # metadata and breadcrumbs stand within so many lines of the top
_TITLE_LINES = 12
_HEAD_BELOW = 6  # lines below the name of a column within which the title stands
_ROW = 3  # bars
_FOOT_LINES = 2  # so many lines that nothing tells may stand between lines of a page's foot
_DATE_ALONE = re.compile(
    r"(?:中华民国)?[\d〇零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
)
_READ_ALOUD = re.compile(
    r"(?P<title>[^——。；;]{8,80}?(?:报告|報告|说明|說明))[ ]*"
    r"(?P<where>(?:——|--|—)[ ]*(?:19|20)\d\d年[^。；;]{4,40}[会會][议議]?上)"
)
_SENTENCE = re.compile(r"[。；！？;]|[,，].{4,}[,，:：]")


@dataclass(slots=True)
class _Parts:
    """Line numbers by what they are; all others are body."""

    dropped: set[int] = field(default_factory=set)
    metadata: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)  # key, value, as printed
    columns: set[str] = field(default_factory=set)  # names of columns in the breadcrumb


def read_text_notice(raw: RawNotice, limits: Limits) -> Document:
    """Read a text file. Raises Unreadable where it is too large or holds no text."""
    if len(raw.body) > limits.max_text_bytes:
        raise Unreadable(
            "too_large",
            f"{raw.file_name}: got {len(raw.body):,} bytes of text, at most {limits.max_text_bytes:,} are "
            "read; split the file or raise the limit (max_text_bytes)",
        )
    decoded = decode(raw.body, declared=raw.charset)
    typed = re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", decoded.text)
    lines = unwrapped([(tidy, line) for line in typed if (tidy := tidy_cells(line))])
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


def _titled(line: str) -> list[str]:
    """A title and where it was read aloud, printed on one line: 某市…的报告——2023年4月在某市…会议上."""
    found = _READ_ALOUD.fullmatch(line)
    return [found["title"], found["where"]] if found else [line]


def _write(lines: list[str], issues: list[Issue]) -> Document:
    parts = _sort(lines)
    body = [i for i in range(len(lines)) if i not in parts.dropped and i not in parts.metadata]
    framed = {*parts.dropped, *parts.metadata}
    title = title_lines(lines, body, framed, by_place=not _names_title(parts))
    if title:
        below = [i for i in range(title[-1] + 1, title[-1] + 1 + _BELOW_TITLE) if i in body]
        for i in below:
            dated = dated_pairs(lines[i]) or dated_field(lines[i])
            if dated:
                parts.metadata[i] = [(p.key, p.value, lines[i][p.label : p.end]) for p in dated]
    body = [i for i in body if i not in title and i not in parts.metadata]
    body = _without_title(lines, body, title)
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
        fields=tuple(writer.fields),
        issues=tuple(writer.issues),
        reader="text",
        media_type="text/plain",
    )


def _sort(lines: Sequence[str]) -> _Parts:
    """Tell metadata, breadcrumbs and share bars at the top and the bottom from the body between."""
    parts = _Parts()
    head = [unlisted(line) for line in lines[:_HEAD_LINES]]
    last = len(head)  # where the body begins
    for i, line in enumerate(head):
        if is_breadcrumb(line) or (
            i < _TRAIL_LINES and (is_trail(line) or is_corner(line, head[i + 1 : i + 1 + _HEAD_BELOW]))
        ):
            parts.dropped.add(i)
            parts.columns.update(squeeze(fold(c)).rpartition(":")[2] for c in crumbs(line))
        elif is_boilerplate(line):
            parts.dropped.add(i)
        elif is_metadata(line) or _is_title_field(line) or (i - 1 in parts.metadata and _names_source(line)):
            parts.metadata[i] = fields_of(line)
        elif is_running_text(line) and i > 0:
            last = i
            break
    parts.metadata.update({**alternating(head), **barred(head)})
    parts.metadata.update(without_colons(head[:last], parts.metadata, parts.dropped))
    parts.metadata.update(without_labels(lines[:last], parts.dropped))
    for i, line in enumerate(lines[:_TITLE_LINES]):
        if squeeze(fold(line)) in parts.columns:
            parts.dropped.add(i)
    unknown: list[int] = []
    for i in range(len(lines) - 1, -1, -1):
        if is_boilerplate(lines[i]) or is_breadcrumb(lines[i]):
            parts.dropped.update((i, *unknown))
            unknown = []
        elif is_metadata(lines[i]):
            parts.metadata.setdefault(i, fields_of(lines[i]))
        elif not _is_link_tail(lines, i, parts):
            unknown.append(i)
            if len(unknown) > _FOOT_LINES or not _may_stand_in_foot(lines[i]):
                break
    return parts


def _may_stand_in_foot(line: str) -> bool:
    """Whether a line may stand among those of a page's foot: 主办单位：某市人民政府 承办：…, no sentence, name or date alone."""
    plain = squeeze(fold(line))
    return (
        len(plain) <= 60
        and plain.count("|") < _ROW  # a row of a typed table, its rule above it
        and not _SENTENCE.search(plain)
        and not is_named_body(plain)
        and not _DATE_ALONE.fullmatch(plain)
    )


def _names_source(line: str) -> bool:
    """來源：審計署 below other fields: a label that also opens sentences, but not with a body's name alone behind it."""
    pairs = pairs_in(line)
    return len(pairs) == 1 and is_named_body(pairs[0].value)


def _is_title_field(line: str) -> bool:
    """标题：…的公告 alone on its line: a label that also opens sentences, but not with a title behind it."""
    pairs = pairs_in(line)
    return len(pairs) == 1 and pairs[0].key in _TITLE_KEYS and looks_like_title(pairs[0].value)


def _names_title(parts: _Parts) -> bool:
    """Whether a field of the head is the title (信息名称：…的公告)."""
    fields = [f for found in parts.metadata.values() for f in found]
    return any(squeeze(fold(key)) in _TITLE_KEYS and len(value) > 7 for key, value, _ in fields)


def _is_link_tail(lines: Sequence[str], i: int, parts: _Parts) -> bool:
    """Short lines at the end under a heading of links (相关链接) go with it."""
    for above in range(i, max(-1, i - 12), -1):
        if heads_links(lines[above]):
            parts.dropped.update(range(above, i + 1))
            return True
        if _SENTENCE.search(fold(lines[above])):
            return False
    return False


def _without_title(lines: Sequence[str], body: list[int], title: Sequence[int]) -> list[int]:
    wanted = {squeeze("".join(lines[i] for i in title)), *(squeeze(lines[i]) for i in title)}
    return [i for n, i in enumerate(body) if not (n < 4 and title and squeeze(lines[i]) in wanted)]


class _Writer:
    def __init__(self, lines: Sequence[str], issues: list[Issue]) -> None:
        self.lines, self.issues = lines, issues
        self.builder = TextBuilder()
        self.fields: list[Field] = []
        self.known: set[tuple[str, str]] = set()

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
                self._fields(metadata[i])
            elif i not in title:
                grid, taken = grid_at(texts, at)
                if grid is not None:
                    self.builder.add_table(grid)
                else:
                    self.builder.add("paragraph", tidy_line(self.lines[i].replace("\t", " ")))
                    taken = 1
            at += taken

    def _fields(self, found: Sequence[tuple[str, str, str]]) -> None:
        for key, value, shown in found:
            if not value or not is_published(key, value) or (key, value) in self.known:
                continue
            self.known.add((key, value))
            block = self.builder.add("metadata", shown)
            at = self.builder.last_text.rfind(value) if block is not None else -1
            if block is not None and at >= 0:
                span = Span(start=block.start + at, end=block.start + at + len(value))
                self.fields.append(Field(key=key, value=value, span=span))
