"""The lines of a page copied or printed from a site: navigation, the place in the site, fields and share bars around the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.language.folding import fold, squeeze
from extract.language.title_words import looks_like_title
from extract.readers.furniture.dates import dated_field, dated_pairs, signed_pairs
from extract.readers.furniture.fields import (
    crumbs,
    heads_links,
    is_boilerplate,
    is_breadcrumb,
    is_metadata,
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
from extract.readers.furniture.head_lines import SENTENCE, is_corner, is_named_body, is_running_text, is_trail

_BELOW_TITLE = 2  # lines below a title that may begin with the date of publication
_TRAIL_LINES = 4  # a trail of columns without 首页 stands within so many
_TITLE_KEYS = (
    "原标题",
    "发文标题",
    "信息名称",
    "信息标题",
    "文章标题",
    "文件名称",
    "公文名称",
    "标题",
    "名称",
)
_HEAD_LINES = 40  # metadata and breadcrumbs stand within so many lines of the top
_COLUMN_LINES = 12  # the name of the column comes again within so many
_HEAD_BELOW = 6  # lines below the name of a column within which the title stands
_ROW = 3  # bars
_FOOT_LINES = 3  # so many lines that nothing tells may stand between lines of a page's foot
_DATE_ALONE = re.compile(
    r"(?:中华民国)?[\d〇零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
)
# 内容概述 根据…: what a site says of a text, above it
_DIGEST = re.compile(r"(?:内容|信息|公文)(?:概述|摘要|概要|简介|提要)[:：|]?(?=.{10})")


@dataclass(slots=True)
class PageLines:
    """Indexes of the lines of a page by what they are; all others are its text."""

    dropped: set[int] = field(default_factory=set)
    metadata: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)  # key, value, as printed
    columns: set[str] = field(default_factory=set)  # names of columns in the breadcrumb


def sort_lines(lines: Sequence[str]) -> PageLines:
    """Tell metadata, breadcrumbs and share bars at the top and the bottom from the body between."""
    parts = PageLines()
    head = [unlisted(line) for line in lines[:_HEAD_LINES]]
    last = len(head)  # where the body begins
    for i, line in enumerate(head):
        if is_breadcrumb(line) or (
            i < _TRAIL_LINES and (is_trail(line) or is_corner(line, head[i + 1 : i + 1 + _HEAD_BELOW]))
        ):
            parts.dropped.add(i)
            parts.columns.update(squeeze(fold(c)).rpartition(":")[2] for c in crumbs(line))
        elif is_boilerplate(line) or _DIGEST.match(squeeze(fold(line))):
            parts.dropped.add(i)
        elif is_metadata(line) or _is_title_field(line) or (i - 1 in parts.metadata and _names_source(line)):
            parts.metadata[i] = fields_of(line)
        elif is_running_text(line) and i > 0:
            last = i
            break
    parts.metadata.update({**alternating(head), **barred(head, {*parts.dropped, *parts.metadata})})
    parts.metadata.update(without_colons(head[:last], parts.metadata, parts.dropped))
    parts.metadata.update(without_labels(lines[:last], parts.dropped))
    for i, line in enumerate(lines[:_COLUMN_LINES]):
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
        and not SENTENCE.search(plain)
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


def names_title(parts: PageLines) -> bool:
    """Whether a field of the head is the title (信息名称：…的公告)."""
    fields = [f for found in parts.metadata.values() for f in found]
    return any(squeeze(fold(key)) in _TITLE_KEYS and len(value) > 7 for key, value, _ in fields)


def _is_link_tail(lines: Sequence[str], i: int, parts: PageLines) -> bool:
    """Short lines at the end under a heading of links (相关链接) go with it."""
    for above in range(i, max(-1, i - 12), -1):
        if heads_links(lines[above]):
            parts.dropped.update(range(above, i + 1))
            return True
        if SENTENCE.search(fold(lines[above])):
            return False
    return False


# （2023年6月28日）, （2023年6月28日公告） under a title: the day of the paper itself, which no page added
_OF_PAPER = re.compile(r"[(（](?:19|20)\d\d年\d{1,2}月\d{1,2}日[ ]*(?:公告|公布)?[)）]")


def date_below(lines: Sequence[str], title: Sequence[int], text: Sequence[int], parts: PageLines) -> None:
    """Add to the fields what stands right below the title: 2023-11-16 09:42 来源：计划财务处. `text` are the lines left."""
    for i in range(title[-1] + 1, title[-1] + 1 + _BELOW_TITLE):
        if i in text and _OF_PAPER.fullmatch(fold(lines[i]).strip()):
            continue
        told = (dated_pairs(lines[i]), dated_field(lines[i]), signed_pairs(lines[i])) if i in text else ()
        dated = next(filter(None, told), None)
        if dated:
            parts.metadata[i] = [(p.key, p.value, lines[i][p.label : p.end]) for p in dated]
