"""Paragraphs that were typed or copied with a line break at the end of every printed line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ENDS = tuple("。；：！？!?;:…")
_BREAKS_INSIDE = re.compile("[\u3400-\u9fffA-Za-z0-9，、,％%“（(《〈—-]")
_GOES_ON = re.compile("[\u3400-\u9fffA-Za-z0-9，。、；：）)》〉”％%—]")
_NARROW = re.compile("[\0-\u2000]")
_HAN = re.compile("[\u3400-\u9fff]")
# a number or a label: what a paragraph begins with
_OPENS = re.compile(
    r"^([\u3400-\u9fff]{2,10}[：:]|【[^【】]{2,12}】|第?[一二三四五六七八九十百]+[、.．部章节条是]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.．、](?!\d)|[①-⑳]|问题[一二三四五六七八九十\d])"
)
_WHOLE = re.compile(r"[0-9A-Za-z.,%]*")
_PARTED = re.compile("[|｜\t]|\u3000\u3000")  # what stands between the cells of a row
BLANKS = ("\u3000", "\u00a0", "\u2003", "  ")  # so begins a paragraph
_INDENT = 4  # half characters: two blank characters before a paragraph
_RAGGED = 4  # half characters that a full line may be short of: a mark or number was not to be broken
_MOST = 0.8  # of the longest line
_FEWEST = 3  # lines that end inside a sentence at the same width
_NARROWEST, _WIDEST = 36, 130  # half characters


@dataclass(slots=True)
class TypedLine:
    """One line as it was typed; `indented` where a paragraph's blanks stand before it, `opens` where a blank line does."""

    text: str
    indented: bool = False
    opens: bool = False

    @property
    def width(self) -> int:
        """In half characters."""
        return 2 * len(self.text) - len(_NARROW.findall(self.text)) + _INDENT * self.indented

    @property
    def is_whole(self) -> bool:
        """Whether it is longer than any line of a page: a whole paragraph."""
        return len(self.text) > _WIDEST

    @property
    def is_row(self) -> bool:
        """Whether it holds cells of a table: the next line is another row, however wide both are."""
        return _PARTED.search(self.text) is not None


def continued(lines: Sequence[TypedLine]) -> set[int]:
    """Numbers of the lines that continue the line before them; empty where lines are whole paragraphs.

    Wrapped text has one width that no line exceeds, and several lines of it end inside a sentence.
    """
    if len(lines) <= _FEWEST or any(line.is_whole for line in lines):
        return set()
    cut = {i for i in range(len(lines) - 1) if _is_cut(lines[i], lines[i + 1])}
    if len(cut) < _FEWEST:
        return _told_by_blanks(lines, cut) | _parted(lines, cut)
    leads = [len(_WHOLE.match(line.text)[0]) for line in lines[1:]]  # type: ignore[index]  # it matches no letter, too
    by_width = _full(cut, [line.width for line in lines], leads)
    by_count = _full(
        cut,
        [2 * (len(line.text) + _INDENT // 2 * line.indented) for line in lines],
        [2 * lead for lead in leads],
    )
    full = max(by_width, by_count, key=len)
    marked = sum(line.indented for line in lines) >= 2
    if not full:
        return _told_by_blanks(lines, cut) | _parted(lines, cut)
    if marked:  # where blanks mark paragraphs, what ends inside a sentence goes on however ragged lines are
        longest = max(line.width for line in lines)
        full = sorted({*full, *(i for i in cut if lines[i].width >= _MOST * longest)})
    going_on = {i + 1 for i in full if _goes_on(lines[i], lines[i + 1], marked)}
    return (
        {i for i in going_on if not lines[i].opens} | parted if (parted := _parted(lines, cut)) else going_on
    )


def _parted(lines: Sequence[TypedLine], cut: set[int]) -> set[int]:
    """Where blank lines part paragraphs of several lines: the long lines that end inside a sentence go on in the next."""
    if sum(line.opens for line in lines) < _FEWEST:
        return set()
    longest = max(line.width for line in lines)
    return {i + 1 for i in cut if not lines[i + 1].opens and lines[i].width >= _MOST * longest}


def _told_by_blanks(lines: Sequence[TypedLine], cut: set[int]) -> set[int]:
    """The lines without blanks before them, where blanks mark paragraphs and each goes on with a long line's sentence."""
    marked = [i for i, line in enumerate(lines) if line.indented]
    inner = [i for i, line in enumerate(lines) if not line.indented and marked and i > marked[0]]
    longest = max(line.width for line in lines)
    on = all(i - 1 in cut and lines[i - 1].width >= _MOST * longest for i in inner)
    return set(inner) if on and len(marked) > max(len(inner), 2) else set()


def unwrapped(lines: Sequence[tuple[str, str]]) -> list[str]:
    """Lines of plain text as paragraphs; each line is given tidied and as typed, a line break before it for a blank line."""
    typed = (
        TypedLine(text, line.lstrip("\n").startswith(BLANKS), line.startswith("\n")) for text, line in lines
    )
    going_on = continued(list(typed))
    found: list[str] = []
    for i, (text, _) in enumerate(lines):
        if i in going_on:
            found[-1] = joint(found[-1], text)
        else:
            found.append(text)
    return found


def _full(cut: set[int], widths: Sequence[int], leads: Sequence[int]) -> list[int]:
    """The lines that what the next one begins with would make longer than lines are, if they are what wrapping makes; else
    none. `cut` end inside a sentence, `leads` are the widths of a number or a word, which no break parts.
    """
    widest = max(widths)
    if not _NARROWEST <= widest <= _WIDEST:
        return []
    full = [i for i in range(len(widths) - 1) if widths[i] + leads[i] >= widest - _RAGGED]
    inside = len(cut.intersection(full))
    return full if inside >= _FEWEST and inside * 5 >= len(full) * 3 else []


def _is_cut(line: TypedLine, following: TypedLine) -> bool:
    """Whether a line ends inside a Chinese sentence that the next one goes on with."""
    return (
        not following.indented
        and bool(_BREAKS_INSIDE.match(line.text[-1:]) and _GOES_ON.match(following.text))
        and bool(_HAN.search(line.text[-6:]))
        and not _OPENS.match(following.text)
        and not (line.is_row and following.is_row)
    )


def _goes_on(line: TypedLine, following: TypedLine, marked: bool) -> bool:
    if following.indented or (_OPENS.match(following.text) and not marked):
        return False
    if line.is_row and following.is_row:
        return False
    return marked or not line.text.endswith(_ENDS)


def joint(before: str, after: str) -> str:
    """Two lines of a paragraph as one: a blank only between letters and digits."""
    spaced = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalpha()
    return f"{before}{' ' if spaced else ''}{after}"
