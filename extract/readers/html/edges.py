"""What belongs to a notice and stands between its title and its body's element, or below that."""

from collections.abc import Sequence

from extract.language.folding import fold
from extract.readers.furniture.dates import is_bare_date
from extract.readers.furniture.fields import heads_links
from extract.readers.html.line import Line
from extract.readers.html.main import Region

_SIGNED = 4  # lines at the end of a notice in which its day stands
_SIGNATURE = 30  # characters


def lead(lines: Sequence[Line], region: Region, title: Sequence[int]) -> list[int]:
    """Lines between title and body that no vocabulary calls boilerplate: a number, a subtitle, a lead."""
    if not title or title[-1] >= region.first:
        return []
    return [i for i in range(title[-1] + 1, region.first) if i not in region.hinted and _is_clean(lines[i])]


def tail(lines: Sequence[Line], region: Region) -> list[int]:
    """The day that signs a notice, and the few short lines above it, where they stand below the body's element."""
    ends = [lines[i] for i in region.kept[-_SIGNED:] if lines[i].grid is None]
    if not region.kept or any(is_bare_date(fold(line.text)) for line in ends):
        return []
    for i in range(region.last, min(len(lines), region.last + _SIGNED)):
        line = lines[i]
        if i in region.hinted or not _is_clean(line) or len(line.text) > _SIGNATURE:
            return []
        if is_bare_date(fold(line.text)):
            return list(range(region.last, i + 1))
    return []


def _is_clean(line: Line) -> bool:
    if line.grid is not None:
        return False
    return line.link_chars * 3 < len(line.text) and not line.boilerplate and not heads_links(line.text)
