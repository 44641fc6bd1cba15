"""A page of a site printed or scanned: what the site shows around the text, told as in a copied page.

Browsers print navigation, the place in the site, a table of fields above the title and the foot of the page with the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.readers.furniture.fields import is_key
from extract.readers.furniture.head_lines import is_running_text
from extract.readers.furniture.page_lines import PageLines, date_below, names_title, sort_lines
from extract.readers.printed.cells import PageTable
from extract.readers.printed.flow import Paragraph
from extract.readers.printed.titles import title_index
from extract.readers.text.title import title_lines

_ROWS = 12  # of a table of fields
_A_TABLE = "表。"  # stands for any other table: no field, and no line of the page's foot

Fields = list[tuple[str, str, str]]  # key, value, as printed


@dataclass(frozen=True, slots=True)
class SitePage:
    """Indexes of the blocks of a flow: the `title`, and those `around` the text, some of which hold `fields`."""

    title: tuple[int, ...]
    around: frozenset[int]
    fields: dict[int, Fields]


def site_page(flow: Sequence[Paragraph | PageTable]) -> SitePage:
    """Tell the title from what stands around the text; in most files nothing does."""
    lines, of = _lines(flow)
    parts = sort_lines(lines)
    _keep_tables_whole(parts, of)
    framed = {*parts.dropped, *parts.metadata}
    text = [n for n in range(len(lines)) if n not in framed]
    around = {of[n] for n in framed}
    title = _title(flow, around) or _titled(lines, of, text, framed, parts)
    if title:
        plain = [n for n in text if isinstance(flow[of[n]], Paragraph)]
        date_below(lines, [n for n, i in enumerate(of) if i == title[-1]], plain, parts)
    fields: dict[int, Fields] = {}
    for n in sorted(parts.metadata):
        fields.setdefault(of[n], []).extend(parts.metadata[n])
    return SitePage(title=title, around=frozenset({*(of[n] for n in parts.dropped), *fields}), fields=fields)


def _lines(flow: Sequence[Paragraph | PageTable]) -> tuple[list[str], list[int]]:
    """The lines of a flow, and the block of each: rows of the tables above the first sentence, with bars between cells."""
    lines: list[str] = []
    of: list[int] = []
    begun = False
    for i, block in enumerate(flow):
        if isinstance(block, Paragraph):
            new = [block.text.replace("\n", " ")]
            begun = begun or is_running_text(new[0])
        elif begun or block.rows > _ROWS:
            new, begun = [_A_TABLE], True
        else:
            new = [_row([c.text for c in row]) for _, row in groupby(block.cells, key=lambda cell: cell.row)]
        lines += new
        of += [i] * len(new)
    return lines, of


def _row(cells: Sequence[str]) -> str:
    """A row as a line: labels and values between bars; a label with its colon parts from its value by itself."""
    told = [cell.replace("\n", " ").strip() for cell in cells]
    while told and not told[-1]:
        told.pop()
    if len(told) < 2 or not is_key(told[0]) or told[0].endswith((":", "：")):
        return " ".join(told)
    return f"| {' | '.join(told)} |" + " |" * (len(told) % 2)  # the last label may have no value


def _keep_tables_whole(parts: PageLines, of: Sequence[int]) -> None:
    """Take back what was told of tables that hold more than what stands around a text."""
    framed = {*parts.dropped, *parts.metadata}
    kept = {i for n, i in enumerate(of) if n not in framed}
    for n in framed:
        if of[n] in kept:
            parts.dropped.discard(n)
            parts.metadata.pop(n, None)


def _title(flow: Sequence[Paragraph | PageTable], around: set[int]) -> tuple[int, ...]:
    """The title by its look."""
    left = [i for i in range(len(flow)) if i not in around]
    above = sum(any(k > i for k in around) for i in left[:40])
    found = title_index([flow[i] for i in left], passed=above)
    return () if found is None else (left[found],)


def _titled(
    lines: Sequence[str], of: Sequence[int], text: Sequence[int], framed: set[int], parts: PageLines
) -> tuple[int, ...]:
    """The title by its words and place, on a page with something around its text: its own letters may be as small."""
    if not framed:
        return ()
    plain = [n for n in text if lines[n][:1] != "|" and lines[n] != _A_TABLE]
    by_place = not names_title(parts)
    for stretch in _stretches(lines, plain):
        found = title_lines(lines, stretch, framed, by_place=by_place)
        if found:
            return tuple(of[n] for n in found)
    return ()


def _stretches(lines: Sequence[str], plain: Sequence[int]) -> list[list[int]]:
    """Lines that stand together, between what is known to be around the text: the one with the first sentence, then upwards."""
    stretches: list[list[int]] = []
    for n in plain:
        if stretches and stretches[-1][-1] == n - 1:
            stretches[-1].append(n)
        else:
            stretches.append([n])
    told = next((k for k, x in enumerate(stretches) if any(is_running_text(lines[n]) for n in x)), None)
    return stretches[: len(stretches) if told is None else told + 1][::-1]
