"""Divide a document into its parts."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

from extract.language.sentences import STOPS
from extract.lines.lines import Page
from extract.lines.listed_numbers import opening_numbers
from extract.lines.parts import (
    PartRole,
    announces_problems,
    denies,
    is_category,
    is_generic,
    part_role,
    without_slogan,
    without_tally,
)
from extract.notice.ahead import tells_next
from extract.notice.closing_lists import NEXT
from extract.outline.paragraph_numbers import Numbering
from extract.outline.state_lists import sorted_state
from extract.outline.tree import Section, build_outline
from extract.outline.unnumbered import unnumbered_headings
from extract.roles.cues import weigh
from extract.roles.role_model import answers
from extract.roles.turning import turns_away
from extract.status.statements import hits_in

_ANNOUNCED = re.compile(
    r"(?:存在|发现|查出|反映|指出|反馈|揭示|主要|突出|面临|审计|检查|巡察)(?:的|出来|出|到|了)?$"
)

_BEFORE_FINDINGS = ("basic", "evaluation", "statistics")


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
        return self.heading.line.end if self.heading else 0


def heading_text(page: Page, section: Section) -> str:
    """The folded text of a section's own line without its number."""
    return page.folded[section.line.body : section.line.end]


def outline_of(page: Page, numbering: Numbering, annex: int | None = None) -> Section:
    """The tree of sections over lines whose numbers are known to open some; the line `annex` closes all above it."""
    lines = list(numbering.lines)
    between = {i: _heading_rank(page, i) for i in numbering.heads}
    between |= {annex: 0} if annex is not None else {}
    return build_outline(page, lines, unnumbered_headings(page, lines, numbering.cells) | between)


def _heading_rank(page: Page, index: int) -> int:
    """1 for a line that heads another part (整體意見) within 第二部分, 3 for one that groups the paragraphs below it."""
    line = page.lines[index]
    return 1 if part_role(line.text) else 3


def parts_of(page: Page, root: Section, alike: Mapping[int, PartRole]) -> list[Part]:
    """Divide the children of the root at the headings whose words say what follows, or of which `alike` says it."""
    parts: list[Part] = []
    open_heading: Section | None = None
    role: PartRole | None = None
    rule = "before the first heading"
    gathered: list[Section] = []

    def close() -> None:
        if open_heading is not None or gathered:
            parts.append(Part(role=role, heading=open_heading, sections=tuple(gathered), rule=rule))

    sections = opened(page, root)
    last = [s for s in sections if s.kind][-1:]
    for section in sections:
        if last and section is last[0] and not section.children and _promises(page, section):
            close()
            open_heading, role, rule, gathered = (
                None,
                "next_step",
                "last number, says what comes next",
                [section],
            )
            continue
        new = alike.get(id(section)) or section_role(page, section)
        if new is not None:
            close()
            open_heading, role, rule = (
                section,
                new,
                f"heading {page.text[section.line.body : section.line.end][:30]!r}",
            )
            gathered = list(section.children)
        elif (section.kind or _groups_named(section)) and role and _ends(open_heading, role, section):
            close()
            open_heading, role, rule, gathered = None, None, "numbered, heading says no purpose", [section]
        else:
            gathered.append(section)
    close()
    return parts


def _promises(page: Page, section: Section) -> bool:
    """True for 二、后续本局将配合追踪，…: a numbered paragraph that closes the document."""
    line = section.line
    if line.mark is None or not NEXT.match(page.folded, line.body, line.end):
        return False
    return tells_next(replace(line, start=line.body), last=True)


def opened(page: Page, root: Section) -> list[Section]:
    """The sections below the root; 第一部分 gives way to its own where one of them has another purpose (四、审计建议)."""
    found: list[Section] = []
    for section in root.children:
        inner = [c for c in section.children if c.kind or c.children] if section.kind == "part" else []
        own = section_role(page, section)
        if any(section_role(page, c) not in (None, own) for c in inner):
            found += section.children
        else:
            found.append(section)
    return found


def _groups_named(section: Section) -> bool:
    """True for a field without a number above problems that have none either."""
    return any(c.kind == "named" for c in section.children)


def _ends(heading: Section | None, role: PartRole, section: Section) -> bool:
    """True for a section of the heading's own level, or of another 第二部分, where the heading's purpose ends; so does
    an introduction without a number (引言) at A.
    """
    if heading is None:
        return False
    introduces = heading.kind is None and role in _BEFORE_FINDINGS
    return heading.kind == section.kind or section.parent is not heading.parent or introduces


def section_role(page: Page, section: Section) -> PartRole | None:
    """Role of a top-level section by the words of its heading; None for a finding or a plain paragraph."""
    if (
        section_role,
        section,
    ) not in page.known:  # asked to open parts, to compare them and to divide the page
        page.known[section_role, section] = _role(page, section)
    role: PartRole | None = page.known[section_role, section]
    return role


def _role(page: Page, section: Section) -> PartRole | None:
    line = section.line
    if line.is_table:
        return None
    if section.kind in ("problem", "named") or (
        section.kind is None and not section.children and not _heads_table(section)
    ):
        return None
    text = page.folded[line.body : line.end].strip()
    bare = text.rstrip("。：: ")
    bare = without_slogan(bare) if section.kind is None else bare
    if ":" in bare or STOPS.search(bare) or (text.endswith("。") and not is_generic(bare)):
        return None  # a sentence, not a heading
    if line.head.about and not is_generic(bare):
        return None
    role = part_role(bare)
    if role in (None, "rectification", "finding") and _groups_by_status(page, section):
        return "finding"
    if (role in _BEFORE_FINDINGS and _announces_problems(section)) or sorts_by_state(page, section):
        return "finding"
    if role == "scope" and denies(bare):
        return None  # 底价估算欠缺依据
    if role == "organisation" and is_category(bare) and _groups_findings(section):
        return None
    if role in ("organisation", "statistics") and _groups_named(section):
        return "rectification"  # 整改成效明显的单位 above problems and answers
    if role == "statistics" and _answers_by_number(page, section):
        return "rectification"  # 整改成果 above 问题1，已完成。与…
    one_of_list = role == "finding" and (_names_one(bare) or _lacks(page, section, bare))
    return None if one_of_list else role


def _answers_by_number(page: Page, section: Section) -> bool:
    """True for a part whose lines each open with the number of what they speak of."""
    told = [c.line for c in section.children if not c.line.is_table]
    return len(told) > 1 and all(opening_numbers(page.folded, x.start, x.end) for x in told)


def _announces_problems(section: Section) -> bool:
    """True for 总体评价 whose text ends in 但还存在以下问题： above a list: it holds the findings."""
    at = next((i for i, c in enumerate(section.children) if c.kind is not None), 0)
    above = section.children[at - 1].line if at else None
    return above is not None and not above.is_table and announces_problems(above.text)


def _groups_findings(section: Section) -> bool:
    """True for 全面从严治党责任落实方面 above 关于F问题的整改: a field of findings, whatever its words."""
    return any(c.kind is not None and c.line.head.about for c in section.children)


def _groups_by_status(page: Page, section: Section) -> bool:
    """True for 已完成整改的问题（2项） above a list: each such heading lists findings of one status."""
    line = section.line
    if not re.search("问题|事项|任务", page.folded[line.body : line.end]):
        return False
    if not any(c.kind is not None for c in section.children) and not _heads_table(section):
        return False
    return sorted_state(page, line) is not None or len(hits_in(page.folded, line.body, line.end)) == 1


_SORTED = re.compile(r"的?(?:审计)?(?:问题|事项|任务)")


def sorts_by_state(page: Page, section: Section) -> bool:
    """True for 尚未整改的问题（2个） above paragraphs: a heading that is nothing but a state and what has come so far."""
    line = section.line
    end = without_tally(page.folded, line.body, line.end)
    hits = hits_in(page.folded, line.body, end) if section.children and end - line.body <= _SHORT else ()
    return (
        len(hits) == 1
        and hits[0].start == line.body
        and bool(_SORTED.fullmatch(page.folded, hits[0].end, end))
    )


_SHORT = 20  # characters of such a heading


def _names_one(heading: str) -> bool:
    """True for 往来款长期挂账问题: a heading that names one problem instead of announcing several."""
    m = re.fullmatch(r"(?P<words>.{4,40}?)(?:的)?问题", heading)
    if m is None or is_generic(heading) or is_category(heading) or _ANNOUNCED.search(m["words"]):
        return False
    return weigh(m["words"])["finding"] > 0.4 or answers(m["words"]) < -1


def _lacks(page: Page, section: Section, heading: str) -> bool:
    """True for 拆迁补偿协议档案缺失 in a list of its kind, with no list right below it: it tells what is missing, it heads no
    缺失. 针对该问题，采取了以下措施： may lead to a list.
    """
    if not heading.endswith(("缺失", "缺点", "疏失")) or is_generic(heading) or len(heading) < 6:
        return False
    alike = any(s is not section and s.kind == section.kind for s in section.beside)
    first = section.children[0].line if section.children else None
    answered = first is not None and turns_away(page.folded[first.start : first.end])
    return section.kind is not None and alike and (answered or all(c.kind is None for c in section.children))


def _heads_table(section: Section) -> bool:
    siblings = section.beside  # they stand in order, and may be a hundred thousand
    at = bisect_right(siblings, section.line.start, key=lambda sibling: sibling.line.start)
    following = siblings[at].line if at < len(siblings) else None
    return following is not None and following.is_table
