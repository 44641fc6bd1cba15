"""What a site shows around the text, in a document that holds a whole page of it: printed, scanned or pasted into Word.

Such a page begins with navigation, the place in the site and a table of fields, and ends with its foot.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extract.language.folding import fold, squeeze
from extract.language.title_words import looks_like_title
from extract.readers.furniture.fields import is_breadcrumb, is_key
from extract.readers.furniture.head_lines import is_column, is_named_body, is_running_text
from extract.readers.furniture.page_lines import PageLines, date_below, names_title, sort_lines
from extract.readers.furniture.page_title import title_lines, without_letterhead

_WHOLE = 12  # characters of a title that stands by itself
_ROWS = 12  # of a table of fields
_HEAD = 40  # blocks
_A_TABLE = "表。"  # stands for any other table: no field, and no line of the page's foot

Rows = Sequence[Sequence[str]]  # the cells of a table
Fields = list[tuple[str, str, str]]  # key, value, as printed
Look = Callable[[Sequence[int], int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Around:
    """Indexes of blocks: the `title`, and those `around` the text, some of which hold `fields`."""

    title: tuple[int, ...]
    around: frozenset[int]
    fields: dict[int, Fields]


def around_text(blocks: Sequence[str | Rows], by_look: Look) -> Around:
    """Tell the title, and what stands around the text; in most documents nothing does.

    `blocks` are paragraphs and tables. `by_look` finds the title as the format shows it, among the blocks whose indexes it
    is given; as many as its second argument says are known to stand above. Where it finds none on a page with something
    around its text, words and place tell the title: its letters may be as small as the others.
    """
    lines, of = _lines(blocks)
    parts = sort_lines(lines)
    _keep_tables_whole(parts, lines, of)
    framed = {*parts.dropped, *parts.metadata}
    text = [n for n in range(len(lines)) if n not in framed and isinstance(blocks[of[n]], str)]
    around = {of[n] for n in framed}
    columns = {
        i for i, b in enumerate(blocks[:_HEAD]) if isinstance(b, str) and is_column(b)
    }  # 通知公告 is no title
    left = [i for i in range(len(blocks)) if i not in around and i not in columns]
    above = sum(any(k > i for k in around) for i in left[:_HEAD])
    title = tuple(by_look(left, above))
    if not title or (framed and all(is_named_body(lines[of.index(i)]) for i in title)):  # the site's own head
        title = tuple(of[n] for n in _by_words(lines, text, framed, parts))
    elif framed:
        title = tuple(of[n] for n in without_letterhead(lines, [of.index(i) for i in title]))
    if title:
        date_below(lines, [n for n, i in enumerate(of) if i == title[-1]], text, parts)
    fields: dict[int, Fields] = {}
    for n in sorted(parts.metadata):
        fields.setdefault(of[n], []).extend(parts.metadata[n])
    return Around(
        title=title, around=frozenset({*(of[n] for n in parts.dropped), *fields} - {*title}), fields=fields
    )


def _lines(blocks: Sequence[str | Rows]) -> tuple[list[str], list[int]]:
    """The lines of blocks, and the block of each: rows of the tables above the first sentence, with bars between cells."""
    lines: list[str] = []
    of: list[int] = []
    begun = False
    for i, block in enumerate(blocks):
        if isinstance(block, str):
            new = [block.replace("\n", " ")]
            begun = begun or is_running_text(new[0])
        elif begun or len(block) > _ROWS:
            new, begun = [_A_TABLE], True
        else:
            new = [_row(cells) for cells in block]
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


def _keep_tables_whole(parts: PageLines, lines: Sequence[str], of: Sequence[int]) -> None:
    """Take back what was told of tables that hold more than what stands around a text.

    A table that tells the place in the site, and no title or sentence, is the head of the page whatever else it shows.
    """
    framed = {*parts.dropped, *parts.metadata}
    placed = {of[n] for n in parts.dropped if is_breadcrumb(lines[n])}
    placed -= {
        i for line, i in zip(lines, of, strict=True) if looks_like_title(line) or is_running_text(line)
    }
    parts.dropped.update(n for n, i in enumerate(of) if i in placed and n not in framed)
    framed |= parts.dropped
    kept = {i for n, i in enumerate(of) if n not in framed}
    for n in framed:
        if of[n] in kept:
            parts.dropped.discard(n)
            parts.metadata.pop(n, None)


def _by_words(
    lines: Sequence[str], text: Sequence[int], framed: set[int], parts: PageLines
) -> tuple[int, ...]:
    if not framed:
        return ()
    by_place = not names_title(parts)
    found = (title_lines(lines, stretch, framed, by_place=by_place) for stretch in _stretches(lines, text))
    return _whole(lines, next((title for title in found if title), ()))


def _whole(lines: Sequence[str], title: tuple[int, ...]) -> tuple[int, ...]:
    """The title without lines above it that it needs not: columns of the site. It needs the body above 关于…的公告."""
    last = squeeze(fold(lines[title[-1]])) if title else ""
    alone = len(last) >= _WHOLE and looks_like_title(last) and not last.startswith(("关于", "对", "就"))
    return title[-1:] if alone else title


def _stretches(lines: Sequence[str], text: Sequence[int]) -> list[list[int]]:
    """Lines that stand together, between what is known to be around the text: those with the first sentence, then upwards."""
    stretches: list[list[int]] = []
    for n in text:
        if stretches and stretches[-1][-1] == n - 1:
            stretches[-1].append(n)
        else:
            stretches.append([n])
    head = list(takewhile(lambda x: not any(is_running_text(lines[n]) for n in x), stretches))
    return stretches[: len(head) + 1][::-1]
