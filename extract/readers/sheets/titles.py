"""Which lines of a workbook are its title: those above its ledger, not those of notes on filling it in or of statistics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.lines.labels import label_role
from extract.readers.furniture.page_title import title_lines
from extract.readers.furniture.title_lines import TitleLine, find_title
from extract.readers.sheets.regions import Region, Row, plain
from extract.readers.sheets.workbook import VisibleCell, VisibleSheet

_ABOUT_FORM = re.compile(
    r"(?:填[表报写]|编制|使用|报表|表格|指标|字段|有关)*(?:说明|须知|要求|解释|指引)|目录|封面|封皮|(?:数据)?字典|下拉(?:选项|列表)|选项|代码表"
)
_HEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A region of a sheet, as it is written."""

    sheet: VisibleSheet
    region: Region
    titled: frozenset[str] | None = None  # names of the cells that are known to be the title; None: not known


def cells_of(region: Region) -> list[VisibleCell]:
    """The cells of a region in reading order."""
    return [c for row in region.rows for c in row]


def title_of(part: Part) -> tuple[int, ...]:
    """Which cells of a region of lines make a title, counted in reading order; none in other regions."""
    if part.region.kind != "lines":
        return ()
    cells = cells_of(part.region)
    if part.titled is not None:
        return tuple(i for i, c in enumerate(cells) if c.name in part.titled)
    return title_among([look_of(i, c) for i, c in enumerate(cells)])


def title_among(lines: Sequence[TitleLine]) -> tuple[int, ...]:
    """The keys of the title's lines by their look; where no line has any, as in plain text."""
    found = find_title(lines)
    if found or any(line.centred or line.size for line in lines):
        return found
    return tuple(lines[i].key for i in title_lines([line.text for line in lines], range(len(lines)), ()))


def look_of(key: int, cell: VisibleCell) -> TitleLine:
    """A cell as a line that may be the title."""
    centred = cell.cell.align == "center" or (cell.cell.align is None and cell.right > cell.left)
    return TitleLine(key=key, text=cell.text, centred=centred, size=cell.cell.size)


def titling(parts: Sequence[Part]) -> int | None:
    """The index of the region whose lines are the title of the workbook: the first of the best."""
    ranks = {i: _rank(parts, i) for i, part in enumerate(parts) if title_of(part)}
    sheets = {part.sheet.name for part in parts}
    if len(sheets) > 1:
        ranks = {i: rank for i, rank in ranks.items() if rank}
    return max(ranks, key=lambda i: (ranks[i], -i), default=None)


def _rank(parts: Sequence[Part], at: int) -> int:
    """0 for notes on the form, 1 for a title of other tables than ledgers, 2 for a ledger's or a cover's."""
    if explains_form(parts[at]):
        return 0
    tables = [p.region for p in parts if p.sheet.name == parts[at].sheet.name and p.region.kind == "table"]
    return 2 if not tables or any(map(_is_ledger, tables)) else 1


def explains_form(part: Part) -> bool:
    """True for lines on how a form is filled in: their title says so, or the name of their sheet."""
    cells = cells_of(part.region)
    title = "".join(plain(cells[i].text) for i in title_of(part))
    return part.region.kind == "lines" and bool(_ABOUT_FORM.fullmatch(title or plain(part.sheet.name)))


def _is_ledger(region: Region) -> bool:
    return any(map(_labels_findings, region.rows[:_HEAD_ROWS]))


def _labels_findings(row: Row) -> bool:
    roles = {label_role(plain(c.text), strict=False) for c in row} - {None}
    return len(roles) > 2 and bool(roles & {"finding", "detail"})
