"""What stands around the body of a page and belongs to the notice: metadata fields and attachments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from extract.language.folding import plain_of, squeeze
from extract.readers.furniture.dates import dated_pairs, is_bare_date, is_dated, signed_pairs
from extract.readers.furniture.fields import is_key, is_weak, pairs_in
from extract.readers.html.head import FoundField, fields_of_head
from extract.readers.html.line import Line
from extract.readers.html.main import Region
from extract.readers.html.tree import Page
from extract.readers.html.words import page_words
from extract.tables.grids import Grid

_ATTACHMENT = re.compile(r"^(相关|下载)?附(件|表|图|录)")
_ATTACHMENT_ALONE = re.compile(r"^(相关|下载)?附(件|表|图|录)(下载|列表)?[：:]?$")
_GENERIC = re.compile(
    r"^(点击|点此|请)?(此处)?(下载|查看|打开|预览)(附件|文件|地址|链接)?$|^[\[(]?(pdf|docx?|xlsx?|od[ts]|zip|rar|wps|ofd|csv)(档|文件|格式)?[\])]?$",
    re.IGNORECASE,
)
# of a file, behind its name
_SIZE = re.compile(
    r"[(（\[]?(?<![\d.,])\d{1,6}(?:[.,]\d{1,3})?\s?(?:[KMG]i?B?|字节|bytes)[)）\]]?\s?$", re.IGNORECASE
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|bmp|tiff?|webp)(?:[?#]|$)", re.IGNORECASE)
_FURNITURE = re.compile(
    r"logo|icon|banner|btn|button|arrow|bg|qr|ewm|erweima|weixin|wechat|weibo|share|print|close|dot|line|top|foot|head|nav|menu|dzjg|jubao|blue|red|gov",
    re.IGNORECASE,
)
_BELOW_TITLE = 3  # lines
_ABOVE_TITLE = 2
_EDGE_LINES = 6  # so many lines at the ends of the body may be metadata
_HEAD_LINES = 3  # a weak label alone is metadata above them only
_LONGEST_WEAK = 40
_PAIRS_INSIDE = 3  # labels and values in a row that are metadata even inside the body


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A listed attachment."""

    name: str
    target: str | None


def fields_around(
    lines: Sequence[Line], region: Region, title: Sequence[int] = ()
) -> dict[int, list[FoundField]]:
    """Metadata by line: everywhere outside the body, and at its first and last lines.

    `title` are the lines of the title: a date without a label beside it is one, too (key "").
    """
    above = region.kept.index(title[0]) if title and title[0] in region.kept else 0
    inside = set(region.kept[above + _EDGE_LINES : -_EDGE_LINES])
    body = set(region.kept[above + _HEAD_LINES :])
    found = _of_alternating(lines, inside) | fields_of_head(lines, region)
    below = range(title[-1] + 1, title[-1] + 1 + _BELOW_TITLE) if title else range(0)
    for i, line in enumerate(lines):
        if i in inside or i in found:
            continue
        fields = _of_grid(line.grid) if line.grid is not None else _of_line(line, i in body)
        if not fields and i in below and line.grid is None:
            fields = _of_date(line, named=i == below[0])
        if fields:
            found[i] = fields
    if title and not found.keys() & set(below):
        nearest = range(title[0] - 1, max(-1, title[0] - 1 - _ABOVE_TITLE), -1)
        dating = [i for i in nearest if i not in found and _dates(lines[i], lines[title[0]])]
        found.update(
            {i: [f for f in _of_date(lines[i], named=True) if is_dated(f.value)] for i in dating[:1]}
        )
    return found


def _of_date(line: Line, *, named: bool = False) -> list[FoundField]:
    text = line.spaced
    pairs = dated_pairs(text) or (signed_pairs(text) if named else [])
    return [FoundField(key=p.key, value=p.value, shown=text[p.label : p.end]) for p in pairs]


def _dates(above: Line, title: Line) -> bool:
    """Whether a line above a title, in the same cell of the page or outside all cells, is a date, or a paper's name and one."""
    if above.grid is not None or above.element.cell not in (title.element.cell, None):
        return False
    return is_bare_date(above.spaced, tools=True) or len(signed_pairs(above.spaced)) > 1


def _of_line(line: Line, in_body: bool) -> list[FoundField]:
    pairs = line.pairs
    if not pairs:
        return _of_segments(line)
    text = line.spaced
    alone = len(pairs) == 1 and is_weak(pairs[0].key)
    if alone and (in_body or len(text) > _LONGEST_WEAK):  # 来源： may open a sentence, too
        return []
    return [FoundField(key=p.key, value=p.value, shown=text[p.label : p.end]) for p in pairs]


def _of_segments(line: Line) -> list[FoundField]:
    """A label and its value in neighbouring elements, without a colon: <span>索引号</span><em>…</em>."""
    if not line.head:
        return []
    label, _, value = line.spaced.partition(line.head)
    if label or not is_key(line.head) or not value.strip() or len(value) > 120:
        return []
    if is_weak(line.head) and line.element.tag not in ("li", "dd", "td"):
        return []
    return [FoundField(key=squeeze(line.head).rstrip(":："), value=value.strip(), shown=line.spaced)]


def _of_grid(grid: Grid) -> list[FoundField]:
    """A table of labels and values; empty where it is none."""
    fields: list[FoundField] = []
    keys = cells = 0
    for r in range(grid.rows):
        row = [c for c in grid.row(r) if squeeze(c.text)]
        cells += len(row)
        waiting = ""
        for cell in grid.row(r):
            text = " ".join(cell.text.split("\n"))
            pairs = pairs_in(text) if text else []
            if waiting:
                if text:
                    fields.append(_field(waiting, text))
                waiting = ""
                keys += 1 + bool(text)
            elif is_key(text):
                waiting = text
            elif pairs:
                keys += 1
                fields.extend(
                    FoundField(key=p.key, value=p.value, shown=text[p.label : p.end]) for p in pairs
                )
    sure = any(not is_weak(f.key) for f in fields)
    return fields if sure and keys * 10 >= cells * 7 else []


def _field(label: str, value: str) -> FoundField:
    return FoundField(key=squeeze(label).strip(":：[]【】"), value=value, shown=f"{label} {value}")


def _of_alternating(lines: Sequence[Line], inside: set[int]) -> dict[int, list[FoundField]]:
    """Labels and values on alternating lines (dt, dd): at least two such pairs in a row, more of them inside the body.

    A label without a value (废止日期：) may stand between them.
    """
    found: dict[int, list[FoundField]] = {}
    at = 0
    while at + 3 < len(lines):
        if not _is_label(lines[at]):
            at += 1
            continue
        pairs: list[int] = []
        run = at
        while run + 1 < len(lines) and _is_label(lines[run]):
            if _is_value(lines[run + 1]):
                pairs.append(run)
                run += 2
            elif _is_label(lines[run + 1]):
                run += 1
            else:
                break
        within = bool(inside.intersection(range(at, run)))
        sure = sum(not is_weak(lines[i].text) for i in pairs)
        if len(pairs) >= (_PAIRS_INSIDE if within else 2) and (not within or sure > 1):
            found.update({i: [] for i in range(at, run)})
            found.update({i: [_field(lines[i].text, lines[i + 1].text)] for i in pairs})
        at = max(run, at + 1)
    return found


def _is_label(line: Line) -> bool:
    return line.grid is None and len(line.text) < 14 and is_key(line.text)


def _is_value(line: Line) -> bool:
    return line.grid is None and not is_key(line.text) and len(line.text) <= 120


def attachments_in(lines: Sequence[Line], region: Region) -> dict[int, list[Attachment]]:
    """Attachments by line: links to files in the body or below it, and what stands under 附件."""
    found: dict[int, list[Attachment]] = {}
    kept = set(region.kept)
    for i in range(region.first, len(lines)):
        line = lines[i]
        if line.grid is None:
            files = _files(line, inside=i in kept, hinted=i in region.hinted)
            if files is not None:
                found[i] = files
                if (
                    i - 1 in kept
                    and i - 1 not in found
                    and _ATTACHMENT_ALONE.match(squeeze(lines[i - 1].text))
                ):
                    found[i - 1] = []  # 附件： above its list
    return found


def _files(line: Line, *, inside: bool, hinted: bool) -> list[Attachment] | None:
    says = "附" in line.text[:12] and bool(_ATTACHMENT.match(plain_of(line.text)))
    if not says and not line.links:
        return None
    marked = any(
        e.names & page_words().attachment for e in (line.element, *list(line.element.ancestors())[:3])
    )
    if says and not line.links and not inside and len(squeeze(line.text)) < 5:
        return []  # 附件： alone, above its list
    links = [link for link in line.links if is_file(link.target) or ((says or marked) and link.text.strip())]
    if not links or (hinted and not says and not marked):
        return None
    if inside and not says and not marked and line.link_chars * 2 < len(_SIZE.sub("", line.text)):
        return None  # a sentence with a link in it
    if says and line.link_chars * 3 < len(line.text) and len(line.text) > 80:
        return None
    return [_attachment(line, link.target, link.text, alone=len(links) == 1) for link in links]


def _attachment(line: Line, target: str, text: str, *, alone: bool) -> Attachment:
    name = " ".join(text.split())
    if alone and (not name or _GENERIC.match(plain_of(name))):
        name = line.text.removesuffix(name).strip() or line.text
    return Attachment(name=name or target.rpartition("/")[2], target=target or None)


def embedded_in(page: Page, *, bare: bool) -> list[Attachment]:
    """Documents that a page shows in a frame or a viewer of its site; of a `bare` page without text, its pictures, too."""
    targets = [target for source in page.embedded if (target := _viewed(source))]
    if bare and not targets:
        targets = [src for src in page.pictures if _PICTURE.search(src) and not _FURNITURE.search(src)]
    return [Attachment(name=unquote(t.partition("?")[0].rpartition("/")[2]), target=t) for t in targets]


def _viewed(source: str) -> str:
    """The file that a frame shows, also in a viewer (viewer.html?file=/a.pdf); nothing where it shows a page."""
    for part in source.partition("?")[2].split("&"):
        value = unquote(part.partition("=")[2])
        if "/" in value and is_file(value):
            return value
    return source if is_file(source) else ""


def is_file(target: str) -> bool:
    """Whether an address is that of a file to download."""
    words = page_words()
    path = target.lower().partition("#")[0]
    path, _, query = path.partition("?")
    names = (path.rpartition("/")[2], *(part.rpartition("=")[2] for part in query.split("&")))
    if any("." in name and name.rpartition(".")[2] in words.extensions for name in names):
        return True
    return any(word in target.lower() for word in words.downloads) and not path.startswith("javascript")
