"""Lines with a bullet (★ ◆ ■ ▍ ——): problems, the fields above them, or only items of an answer."""

from collections import defaultdict
from itertools import pairwise

from extract.language.sentences import STOPS
from extract.lines.labels import ABOUT_PROBLEM, PROBLEM
from extract.lines.line_reading import record_number
from extract.lines.lines import Line, Page
from extract.lines.parts import denies
from extract.roles.cues import tells_act, weigh


def items_of_answers(lines: list[Line]) -> set[int]:
    """Bullets right below a label with nothing behind it (整改措施：): items of what was done, no problems."""
    items: set[int] = set()
    open_ = False
    for above, line in pairwise(lines):
        if line.is_bullet:
            open_ = open_ if above.is_bullet else _ends_in_label(above)
            items |= {line.index} if open_ else set()
    return items


def _ends_in_label(line: Line) -> bool:
    labels = () if line.is_table else line.labels
    return bool(labels) and labels[-1].role in ABOUT_PROBLEM and labels[-1].end >= line.end


_NAME = 14  # characters of the name of a field
_DESCRIBED = 3  # lines that may describe a bulleted problem before a label answers it


def answered_below(lines: list[Line], at: int) -> bool:
    """True where a labelled answer stands below a line, right away or after a few plain lines that describe it."""
    for line in lines[at + 1 : at + 2 + _DESCRIBED]:
        if line.is_answer:
            return True
        label = line.opening_label
        if not line.is_plain or (label is not None and label.role == "finding"):
            return False
    return False


def _is_short(line: Line) -> bool:
    return line.end - line.body <= 30


def bulleted_fields(page: Page, lines: list[Line]) -> list[int]:
    """Short lines with one kind of bullet (★ 市政养护公司) above lines with another, or above a label of the problem: each
    heads the findings below it, where there are several. So do names of fields (★ 收入管理), all above plain paragraphs.
    """
    found: dict[str, list[int]] = defaultdict(list)
    named: dict[str, list[int | None]] = defaultdict(list)
    for line, following in pairwise(lines):
        if not line.is_bullet:
            continue
        named[page.folded[line.start]].append(line.index if _names_field(page, line, following) else None)
        if not _is_short(line) or record_number(page, line):
            continue
        if STOPS.search(page.folded, line.body, line.end):
            continue
        bullet = page.folded[line.start]
        label = None if following.is_table else following.opening_label
        problem = label is not None and label.role in PROBLEM
        other = following.is_bullet and page.folded[following.start] != bullet
        if (other or problem) and line.opening_label is None:
            found[bullet].append(line.index)
    for bullet, indexes in named.items():
        if bullet not in found and None not in indexes:
            found[bullet] = [x for x in indexes if x is not None]
    return [index for indexes in found.values() if len(indexes) > 1 for index in indexes]


def _names_field(page: Page, line: Line, following: Line) -> bool:
    """True for ★ 收入管理 above a paragraph: a short line that tells neither a fault nor an act."""
    if line.end - line.body > _NAME or not following.is_plain or line.opening_label:
        return False
    words = page.folded[line.body : line.end]
    if STOPS.search(words):
        return False
    told = following.opening_label is None and STOPS.search(page.folded, following.body, following.end)
    return bool(told) and not denies(words) and weigh(words)["finding"] == 0 and not tells_act(words)
