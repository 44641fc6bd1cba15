"""Divide a document into its parts and say which lines are headings without a number."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from extract.cues import weigh
from extract.labels import label_at, label_role
from extract.line_reading import head_of
from extract.lines import Line, Page
from extract.outline import NAMED, Section, build_outline
from extract.parts import PartRole, is_category, is_generic, part_role
from extract.role_model import answers
from extract.statements import hits_in

_STOPS = re.compile(r"[。；;！!？?]")
_ANNOUNCED = re.compile(r"(?:存在|发现|查出|反映|指出|反馈|揭示|主要|突出|面临|审计|检查|巡察)(?:的|出|了)?$")
_FIRST_SENTENCE = re.compile(r"[^。！!？?；;]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the document with one purpose. `heading` is None before the first heading."""

    role: PartRole | None
    heading: Section | None
    sections: tuple[Section, ...]
    rule: str

    @property
    def start(self) -> int:
        if self.heading is not None:
            return self.heading.start()
        return self.sections[0].start() if self.sections else 0

    @property
    def end(self) -> int:
        if self.sections:
            return self.sections[-1].end()
        return self.heading.line.end if self.heading and self.heading.line else 0


def heading_text(page: Page, section: Section) -> str:
    """The folded text of a section's own line without its number."""
    return page.folded[section.line.body : section.line.end] if section.line else ""


def unnumbered_headings(page: Page, lines: list[Line]) -> dict[int, int]:
    """Find lines without a number that head what follows; the value is their rank (see `outline`).

    Rank 0 stands above 第一部分, rank 2 above 一、 (具体问题整改情况：), rank 3 between 一、 and (一) (资金管理方面).
    """
    found = dict.fromkeys(_named_problems(page, lines), NAMED) | dict.fromkeys(_bare_heads(page, lines), 2)
    cells = _labels_of_records(page, lines)
    for line, following in zip(lines, [*lines, None][1:], strict=True):
        if (
            line.mark is not None
            or line.is_table
            or line.index in cells
            or following is None
            or line.block.kind not in ("paragraph", "heading")
        ):
            continue
        text = page.folded[line.start : line.end].strip()
        if len(text) > 40 or _STOPS.search(text) or text.endswith(("，", ",", "、")):
            continue
        bare = text.rstrip(":：。")
        if ":" in bare or "\t" in bare:
            continue  # 整改情况：已完成整改。 is a label with its content
        heads_part = line.block.kind == "heading" and part_role(bare) in (
            "recommendation",
            "basic",
            "next_step",
        )
        if label_role(bare) not in (None, "finding", "progress") and not heads_part:
            continue  # 主要措施： opens a part of one finding
        if (
            part_role(bare)
            and (
                heads_part
                or _heads_list(bare, following)
                or _marked(line)
                or text.endswith((":", "："))
                or is_generic(bare)
            )
            and not _is_lead(bare)
        ):
            found[line.index] = 0 if heads_part else 2  # 審計署的建議 ends even 第四部分
        elif is_category(bare) and (_marked(line) or len(bare) <= 20):
            found[line.index] = 3
        elif (
            _answered(page, following)
            and not label_at(page.folded, line.start, line.end)
            and line.block.kind in ("paragraph", "heading")
        ):
            found[line.index] = NAMED
    return found


def _labels_of_records(page: Page, lines: list[Line]) -> set[int]:
    """Label lines that come again with every record (上次发现 / 建议 / 措施 / 结论 …): they head no part of the document."""
    places: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        words = "" if line.is_table else page.folded[line.body : line.end].strip(" :：。")
        if len(words) <= 20 and label_role(words):
            places[words].append(line.index)
    again = {words: found for words, found in places.items() if len(found) > 1}
    if len(again) < 3 or not any(label_role(words) in ("finding", "detail") for words in again):
        return set()
    return {index for found in again.values() for index in found}


def _bare_heads(page: Page, lines: list[Line]) -> list[int]:
    """Short lines without a number that say what follows (工程概况, 审计结果, 审计处理), where three or more divide a text."""
    plain = [
        x for x in lines if x.mark is None and not x.is_table and x.block.kind in ("paragraph", "heading")
    ]
    short = [x for x in plain if x.end - x.start <= _SHORT_HEAD]
    heads = [x for x in short if part_role(page.folded[x.start : x.end]) and _stands_bare(page, x)]
    roles = {part_role(page.folded[x.start : x.end]) for x in heads}
    return [x.index for x in heads] if len(roles) > 2 else []


def _stands_bare(page: Page, line: Line) -> bool:
    words = page.folded[line.start : line.end].strip()
    return not re.search(r"[，,。；;：:、\t]", words) and label_role(words) in (
        None,
        "finding",
        "recommendation",
        "requirement",
    )


_SHORT_HEAD = 14
_NAMES_PROBLEM = re.compile(r"关于[^。；;]{2,80}问题(?:的?整改(?:落实)?情况)?[。：:]")


def _named_problems(page: Page, lines: list[Line]) -> list[int]:
    """Lines without a number that open 关于F的问题。, where there are several: each heads its finding."""
    plain = (
        x for x in lines if x.mark is None and not x.is_table and x.block.kind in ("paragraph", "heading")
    )
    named = [x for x in plain if _NAMES_PROBLEM.match(page.folded, x.start, x.end) and head_of(page, x).about]
    return [x.index for x in named] if len(named) > 1 else []


def _answered(page: Page, line: Line) -> bool:
    """True for a line that a label of an answer opens: the line above it names a problem."""
    if line.is_table or line.mark is not None:
        return False
    label = label_at(page.folded, line.start, line.end)
    return label is not None and label.role in ("progress", "measure", "status", "result", "requirement")


def _heads_list(text: str, following: Line) -> bool:
    """True for 下一步工作打算 above a list that begins anew, even where the page prints it like any line."""
    mark = following.mark
    return (
        len(text) <= 20 and mark is not None and mark.value == 1 and mark.kind in ("han", "han_paren", "num")
    )


def _marked(line: Line) -> bool:
    return line.block.kind == "heading" or (line.block.bold and line.end - line.start <= 40)


def _is_lead(text: str) -> bool:
    """A sentence that announces (现将整改情况报告如下) heads nothing."""
    return bool(
        re.search(
            r"(?:如下|以下|下列).{0,10}$|共(?:查出|发现|指出|存在|反馈)|^(?:现|根据|按照|截至|为)|^对.{4,}[，,]|[，,].{8,}",
            text,
        )
    )


def outline_of(page: Page, lines: list[Line]) -> Section:
    return build_outline(page, lines, unnumbered_headings(page, lines))


def parts_of(page: Page, root: Section) -> list[Part]:
    """Divide the children of the root at the headings whose words say what follows."""
    parts: list[Part] = []
    open_heading: Section | None = None
    role: PartRole | None = None
    rule = "before the first heading"
    gathered: list[Section] = []

    def close() -> None:
        if open_heading is not None or gathered:
            parts.append(Part(role=role, heading=open_heading, sections=tuple(gathered), rule=rule))

    for section in _opened(page, root):
        new = section_role(page, section)
        if new is not None:
            close()
            open_heading, role, rule = section, new, f"heading {heading_text(page, section)[:30]!r}"
            gathered = list(section.children)
        elif section.kind is not None and role is not None and _same_level(open_heading, section):
            close()
            open_heading, role, rule, gathered = None, None, "numbered, heading says no purpose", [section]
        else:
            gathered.append(section)
    close()
    return parts


def _opened(page: Page, root: Section) -> list[Section]:
    """The sections below the root; 第一部分 gives way to its own where one of them has another purpose (四、审计建议)."""
    found: list[Section] = []
    for section in root.children:
        inner = [c for c in section.children if c.kind is not None] if section.kind == "part" else []
        own = section_role(page, section)
        if any(section_role(page, c) not in (None, own) for c in inner):
            found += section.children
        else:
            found.append(section)
    return found


def _same_level(heading: Section | None, section: Section) -> bool:
    return heading is not None and heading.kind == section.kind


def section_role(page: Page, section: Section) -> PartRole | None:
    """Role of a top-level section by the words of its heading; None for a finding or a plain paragraph."""
    line = section.line
    if line is None or line.is_table:
        return None
    if section.kind == "problem" or (
        section.kind is None and not section.children and not _heads_table(section)
    ):
        return None
    text = page.folded[line.body : line.end].strip()
    bare = text.rstrip("。：: ")
    if ":" in bare or _STOPS.search(bare) or (text.endswith("。") and not is_generic(bare)):
        return None  # a sentence, not a heading
    if head_of(page, line).about and not is_generic(bare):
        return None
    role = part_role(bare)
    if role in (None, "rectification", "finding") and _groups_by_status(page, section):
        return "finding"
    return None if role == "finding" and _names_one(bare) else role


def _groups_by_status(page: Page, section: Section) -> bool:
    """True for 已完成整改的问题（2项） above a list: each such heading lists findings of one status."""
    line = section.line
    if line is None or not re.search("问题|事项|任务", page.folded[line.body : line.end]):
        return False
    if not any(c.kind is not None for c in section.children) and not _heads_table(section):
        return False
    return len(hits_in(page.folded, line.body, line.end)) == 1


def _names_one(heading: str) -> bool:
    """True for 往来款长期挂账问题: a heading that names one problem instead of announcing several."""
    m = re.fullmatch(r"(?P<words>.{4,40}?)(?:的)?问题", heading)
    if m is None or is_generic(heading) or _ANNOUNCED.search(m["words"]):
        return False
    return weigh(m["words"])["finding"] > 0.4 or answers(m["words"]) < -1


def _heads_table(section: Section) -> bool:
    if section.parent is None or section.line is None:
        return False
    siblings = section.parent.children  # they stand in order, and may be a hundred thousand
    at = bisect_right(
        siblings, section.line.start, key=lambda sibling: sibling.line.start if sibling.line else -1
    )
    following = siblings[at].line if at < len(siblings) else None
    return following is not None and following.is_table
