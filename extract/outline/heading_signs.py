"""Whether a line without a number heads what follows: by its words, its looks, and the lines around it."""

import re
from dataclasses import dataclass

from extract.language.sentences import STOPS
from extract.lines.labels import ANSWERS, label_role
from extract.lines.line_reading import record_number
from extract.lines.lines import Line, Page
from extract.lines.parts import PartRole, is_category, is_generic, part_role, without_slogan
from extract.mentions.naming import ABOUT_SENTENCE
from extract.outline.tree import INTRODUCES, NAMED
from extract.status.statements import pure_status

SPEAKS_FOR_ALL = ("recommendation", "basic", "next_step")
SHORT_HEAD = 14  # characters of a heading that says what follows
_LONGEST, _CATEGORY = (
    40,
    20,
)  # characters of a heading; of one that names a field and is not printed as a heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a line is held against: the lines, those found so far to head something, and what all of them show."""

    page: Page
    lines: list[Line]
    found: dict[int, int]
    bare: bool  # fields or groups divide the text
    slogans: set[int]
    first: int  # line that has a number

    def rank(self, at: int) -> int | None:
        """The rank of the line at a place where something follows; None where it heads nothing."""
        line, following = self.lines[at], self.lines[at + 1]
        words = self._words(line)
        if not words or (following.is_answer and pure_status(self.page.folded, line.start, line.end)):
            return None  # 整改中, a badge above 整改措施：…
        role = part_role(words)
        heads_part = self._heads_part(at, words, role)
        if label_role(words) not in (None, "finding", "progress") and not heads_part:
            return None  # 主要措施： opens a part of one finding
        if role and self._names_part(at, words, role, heads_part=heads_part):
            if role == "basic" and line.index < self.first:
                return INTRODUCES
            return 0 if heads_part else 2  # 審計署的建議 ends even 第四部分
        if is_category(words) and (is_marked(line) or len(words) <= _CATEGORY):
            return 3
        if _groups_records(self.page, self.lines[at : at + 3]):
            return 3
        return NAMED if following.is_answer and not line.opening_label else None

    def _words(self, line: Line) -> str:
        """What a line says as a heading; nothing for a sentence, and for a label with its content (整改情况：已完成整改。)."""
        text = line.text.strip()
        if len(text) > _LONGEST or STOPS.search(text) or text.endswith(("，", ",", "、")):
            return ""
        words = text.strip("【】[]〖〗 ").rstrip(":：。")
        words = without_slogan(words) if line.index in self.slogans else words
        return "" if ":" in words or "\t" in words else words

    def _heads_part(self, at: int, words: str, role: PartRole | None) -> bool:
        """True for a heading of what is said of the whole document, or of the answers to several findings."""
        page, lines = self.page, self.lines
        if role in SPEAKS_FOR_ALL and (
            _set_off(page, lines[at], self.found, self.first) or _counted_below(words, lines, at)
        ):
            return True
        return label_role(words) in ANSWERS and _answers_several(page, lines[at + 1 : at + 3])

    def _names_part(self, at: int, words: str, role: PartRole, *, heads_part: bool) -> bool:
        """True where a line whose words name a part is printed, or stands, as a heading does."""
        line, lines = self.lines[at], self.lines
        if (at and _announced_above(self.page, lines[at - 1], line, role)) or _is_lead(words):
            return False
        return (
            heads_part
            or _heads_list(words, lines[at + 1])
            or is_marked(line)
            or line.text.strip().endswith((":", "："))
            or is_generic(words)
            or (self.bare and len(words) <= SHORT_HEAD)
        )


def _set_off(page: Page, line: Line, found: dict[int, int], first: int) -> bool:
    """True for a heading of the page, and for a line below two others that head parts or fields where all these are in bold,
    or where nothing has a number (`first` that has one).
    """
    if line.block.kind == "heading":
        return True
    if line.end - line.start > SHORT_HEAD or (not line.block.bold and first < len(page.lines)):
        return False
    heads = (i for i, rank in found.items() if rank in (2, 3) and i < line.index)
    return sum(page.lines[i].block.bold == line.block.bold for i in heads) > 1


def _counted_below(words: str, lines: list[Line], at: int) -> bool:
    """True for 建議 right above 建議一：…, and, once on a page, between two lists of one numbering: it heads the second."""
    mark = lines[at + 1].mark
    if mark is None or mark.value != 1:
        return False
    if mark.kind == "problem":
        return lines[at + 1].text.startswith(words[-2:])
    above = lines[at - 1].mark if at else None
    again = above is not None and above.kind == mark.kind and above.value > 1
    return (
        again and sum(x.is_plain and x.text.strip("：: ") == lines[at].text.strip("：: ") for x in lines) == 1
    )


def _announced_above(page: Page, above: Line, line: Line, role: str) -> bool:
    """True for 审计发现7个问题： right below 二、审计发现的主要问题: it says once more what the list below is."""
    if above.mark is None or above.is_table or is_marked(line):
        return False
    words = page.folded[above.body : above.end]
    return not STOPS.search(words) and part_role(words) == role


def _answers_several(page: Page, below: list[Line]) -> bool:
    """True for 针对甲问题：… and 关于乙问题：… below 整改进展: it heads the answers to several findings."""
    return len(below) > 1 and all(
        x.is_plain and ABOUT_SENTENCE.match(page.folded, x.start, x.end) for x in below
    )


def _groups_records(page: Page, lines: list[Line]) -> bool:
    """True for a heading of the page right above two tables or more, or a number (第3.4段): a field, below it its records."""
    if lines[0].block.kind != "heading" or len(lines) < 3:
        return False
    return (lines[1].is_table and lines[2].is_table) or record_number(page, lines[1]) is not None


def _heads_list(text: str, following: Line) -> bool:
    """True for 下一步工作打算 above a list that begins anew, even where the page prints it like any line."""
    mark = following.mark
    return (
        len(text) <= 20
        and mark is not None
        and mark.value == 1
        and mark.kind in ("han", "han_paren", "num", "num_half")
    )


def is_marked(line: Line) -> bool:
    """True for a heading of the page, and for a short line in bold."""
    return line.block.kind == "heading" or (line.block.bold and line.end - line.start <= 40)


def _is_lead(text: str) -> bool:
    """A sentence that announces (现将整改情况报告如下) heads nothing."""
    return bool(
        re.search(
            r"(?:如下|以下|下列).{0,10}$|共(?:查出|发现|指出|存在|反馈)|^(?:现|根据|按照|截至|为)|^对.{4,}[，,]|[，,].{8,}|[，,][^，,]{0,6}(?:问题|不足|缺失)(?:是|有|为|包括)?$",
            text,
        )
    )
