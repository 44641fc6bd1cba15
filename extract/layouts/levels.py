"""Which level of numbering holds the findings: each is tried and scored by what its headings look like.

What counts: the words of the headings and the lines under them, and whether their number is the one the document states.
"""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from extract.answers.letters import asks
from extract.language.patterns import AUDIT
from extract.layouts.inherited import names_units
from extract.layouts.record_heads import (
    groups_answered,
    is_record,
    opens_with,
    own_labels,
    told_again,
)
from extract.lines.heads import cites_paragraph
from extract.lines.labels import ANSWERS, label_role
from extract.lines.line_reading import introduces, tells_field
from extract.lines.lines import Page
from extract.lines.parts import announces_problems, is_category, is_generic
from extract.notice.signature import is_body_name
from extract.outline.structure import heading_text
from extract.outline.tree import Section
from extract.outline.units_before import unit_before
from extract.roles.cues import says_nothing, weigh
from extract.roles.role_model import answers, finding_share, role_of
from extract.status.statements import pure_status

# 审计未发现重大违纪违规问题; 手续较完备，没有发现违规行为。 at the end
_NONE_FOUND = re.compile(
    rf"(?:{AUDIT}|查核)[^，,。；;]{{0,8}}(?:未|没有|并?无)(?:发现|查出|见)[^，,。；;]{{0,16}}(?:问题|情况|情形|事项|行为|缺失)"
    r"|(?:未|没有|并?无)(?:发现|查出|查获|见)(?:明显|重大|重要|其他|任何|新的?|有)*(?:违[反纪规法][^，,。；;]{0,12}|[不异][^，,。；;]{0,10})?"
    r"(?:的)?(?:问题|情况|情形|事项|行为|现象|缺失)[。；;]?[ ]*$"
    r"|^(?:本[季次期年月]度?|此次|经)?[^，,。；;:：]{0,8}(?:未|并未|尚无|没有|无)(?:发现|查获|查有|见|有)?[^，,。；;:：]{0,6}(?:异常|缺失|不符|重大问题)(?:情事|情形|事项|之处)?[。]?$"
)
_NAME = 20  # characters that a place's or a body's name may have
_GROUPS = -1.5  # weight of a heading that groups findings
_OF_GROUP = frozenset(["responsible", "assisting", "person", "deadline"])
_TOLD_OF = ANSWERS | {"deadline", "remark"}  # a heading that opens with such a label names no problem
_CELLS = ("requirement", "acceptance", "progress")
_BACKGROUND = 0.8
_UNIT = 26  # characters of a unit and the colon behind it
_NO_FAULT = 0.2  # what the model gives a finding at most where it sees none
_MODEL = 0.12  # what the sentence-role model's log-odds (-3..3) count beside the words
_KINDS = (
    "named",
    "division",
    "formal",
    "roman",
    "stem",
    "han",
    "han_paren",
    "ordinal",
    "problem",
    "num",
    "decimal",
    "subdecimal",
    "coded",
    "latin",
    "latin_paren",
    "num_half",
    "num_paren",
    "roman_paren",
    "circled",
    "shi",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A candidate: the sections that would be the findings, and how much they look like it (-2..3)."""

    kind: str
    sections: tuple[Section, ...]
    score: float
    why: str


def levels(page: Page, sections: tuple[Section, ...], stated: int | None) -> list[Level]:
    """Try each kind of numbering in these sections; best first."""
    found: list[Level] = []
    looks = _Looks(page)
    present = {s.kind for top in sections for s in top.subtree}
    for kind in (k for k in _KINDS if k in present):
        chosen = [s for top in sections for s in _outermost(looks, top, kind)]
        taken = {id(s) for s in chosen}
        chosen += [s for top in sections for s in _leaves_beside(looks, top, kind, taken)]
        chosen = sorted(_without_introductions(page, chosen), key=lambda s: s.line.start)
        again = {words for s in chosen for words in told_again(s)}
        asked = chosen if kind not in ("decimal", "subdecimal") else _but_cells(page, chosen)
        scores = [_GROUPS if again and opens_with(s, again) else looks.of(s) for s in asked]
        score = sum(scores) / len(scores)
        why = f"{len(chosen)} sections numbered like {kind}, headings weigh {score:.2f}"
        if stated and len(chosen) == stated:
            score += 1.0
            why += f", their number is the stated {stated}"
        found.append(Level(kind=kind, sections=tuple(chosen), score=score, why=why))
    return sorted(found, key=lambda level: -level.score)


_BRACKET_BELOW = re.compile(r"[(（\[【〔](?P<words>[^()（）\[\]【】〔〕]{2,16})[)）\]】〕][。；;]?[ ]*$")


def _cases(looks: "_Looks", section: Section) -> list[Section]:
    """7.关于F问题。分两种情形，分别办理：（1）F。…（整改到位）（2）F。…（正在整改）: the problems below a heading that only parts
    them, each with its own state behind its answer; the section itself elsewhere.
    """
    page, listed = looks.page, [c for c in section.children if c.kind is not None]
    if len(listed) < 2 or len(listed) < len(section.children):
        return [section]
    for case in listed:
        m = _BRACKET_BELOW.search(page.folded, case.line.body, case.line.end)
        if m is None or case.children or pure_status(page.folded, *m.span("words")) is None:
            return [section]
    return listed if sum(map(looks.of, listed)) > 0.15 * len(listed) else [section]


def _without_introductions(page: Page, sections: list[Section]) -> list[Section]:
    """Without 1. 本章審查…, the first paragraph of a list that its numbers count with the findings, and without 四、採購作業
    below which all that stands is 本季未發現異常。
    """
    told = [s for s in sections if not introduces(page, s.line)] or sections
    return [s for s in told if len(s.children) != 1 or not _none_found(page, s)] or told


def _but_cells(page: Page, sections: list[Section]) -> list[Section]:
    """Without 2.4 審計署的建議　…, which tells what is asked about the findings that its number counts with."""
    first = [heading_text(page, s).strip().partition(" ") for s in sections]
    told = [
        s
        for s, (word, gap, _) in zip(sections, first, strict=True)
        if not (gap and label_role(word) in _CELLS)
    ]
    return told or sections


def _outermost(looks: "_Looks", section: Section, kind: str) -> list[Section]:
    if section.kind == kind:
        return _cases(looks, section) if looks.page.folded[section.line.end - 1] == ":" else [section]
    return [s for child in section.children for s in _outermost(looks, child, kind)]


def _leaves_beside(looks: "_Looks", section: Section, kind: str, taken: set[int]) -> list[Section]:
    """Numbered sections of an outer level that hold none of those taken and look like findings themselves."""
    if id(section) in taken:
        return []
    if section.kind is not None and taken.isdisjoint(map(id, section.subtree)):
        if _none_found(looks.page, section):
            return []
        below = _told_below(looks.page, section, taken)
        if below is not None:
            return [below]
        listed = [c for c in section.children if c.kind is not None]
        alike = kind == "named" or all(c.kind == "named" for c in listed)
        if alike and len(listed) > 1 and sum(map(looks.of, listed)) > 0.15 * len(listed):
            return listed  # 1.F。… below a field, where those beside it hold findings without numbers
        inner = section.kind not in _KINDS or _KINDS.index(section.kind) > _KINDS.index(kind)
        if inner and kind != "named":  # headings without a number stand on no level
            return []
        unit = names_units(section.line) and section.children and not listed  # 三、责任单位：县财政局 / F。…
        if unit or looks.of(section) > 0.15:
            return [section]
    elif section.children and taken.isdisjoint(map(id, section.subtree)):
        below = _told_below(looks.page, section, taken)
        return [below] if below is not None else []
    return [s for child in section.children for s in _leaves_beside(looks, child, kind, taken)]


def _none_found(page: Page, section: Section) -> bool:
    """True for 三、康复医院 / …审计未发现重大违纪违规问题。"""
    if weigh(heading_text(page, section))["finding"] > 0:
        return False
    return any(x.opening_label is None and _NONE_FOUND.search(x.text) for x in section.lines)


def _told_below(page: Page, section: Section, taken: set[int]) -> Section | None:
    """The one finding of a category whose paragraph has no number: 三、环境业务 / 清运未依契约办理。…, beside 一、… （一）….

    Only where the heading names a field and the first paragraph's first sentence a problem, and a heading like it beside
    holds findings.
    """
    plain = list(takewhile(lambda c: c.kind is None and not c.children, section.children))
    if not plain or names_units(section.line):
        return None
    line = plain[0].line
    if len(plain) > 1 and announces_problems(line.text):
        line, plain = plain[1].line, plain[1:]  # 支出1.2亿元。审计查出：
    if line.is_table or line.text.rstrip().endswith(":"):
        return None  # 共反映8个问题，整改情况是：
    field, problem = heading_text(page, section), page.folded[slice(*line.head.title)]
    if len(field) > _NAME or weigh(field)["finding"] > 0 or (field[:1] == "第" and cites_paragraph(field)):
        return None
    alike = (s for s in section.beside if s.kind == section.kind)
    if all(taken.isdisjoint(map(id, s.subtree)) for s in alike):
        return None
    if len(problem) > 60 or not (weigh(problem)["finding"] > 0 or answers(problem) < -1 or asks(page, line)):
        return None
    return Section(line=line, parent=section, depth=section.depth + 1, children=plain[1:])


class _Looks:
    """What each section looks like, weighed once however many levels it is tried on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.known: dict[int, float] = {}

    def of(self, section: Section) -> float:
        key = id(section)
        if key not in self.known:
            self.known[key] = _looks(self.page, section)
        return self.known[key]


def _looks(page: Page, section: Section) -> float:
    """How much a section looks like one finding (-2..3): its heading's words, and labels under it."""
    line = section.line
    if line.is_table:
        return -2.0
    text = page.folded[line.body : line.end]
    bare = text.strip().rstrip("。：:")
    if is_category(bare) or (section.children and groups_answered(page, section)):
        return _GROUPS
    if is_generic(bare) or (label_role(bare) is not None) or tells_field(page, line):
        return -2.0
    if line.opening_label is not None and line.opening_label.role in _TOLD_OF:
        return -2.0  # 三、整改措施：… is a cell of a record
    labels = own_labels(page, section)
    if _names_place(section, bare, labels):
        return -1.0
    unit = unit_before(page, line) if ":" in text[:_UNIT] else None
    head = replace(line, body=unit[1] + 1).head if unit else line.head  # 县卫生健康局：对“F”问题，…
    weights = weigh(page.folded[head.title[0] : head.title[1]])
    score = 0.4 * min(weights["finding"], 3)
    if is_record(page, section):  # 建議：…, answered below: a recommendation in the finding's place
        score += 1.0
    else:
        score -= 0.5 * min(weights["measure"], 2) + 0.6 * min(weights["requirement"], 2)
    title = page.folded[head.title[0] : head.title[1]]
    if not head.about and not weights["finding"]:
        told = role_of(title)
        score -= _BACKGROUND * (told == "background")
        if says_nothing(title):
            score += 0.2 * (told == "finding") - 0.4 * (finding_share(title) < _NO_FAULT)
    score -= _MODEL * answers(title)
    score += 1.2 * head.about + 1.2 * (head.bracket is not None)
    score += 0.5 * min(
        len(labels & {"status", "progress", "measure", "requirement", "deadline", "responsible", "detail"}), 3
    )
    score += 0.8 * _states_status(page, section) + 0.5 * asks(page, line)
    if line.mark and line.mark.kind == "problem":
        score += 1.0
    return score


def _names_place(section: Section, words: str, labels: set[str]) -> bool:
    """True for 一、客运总站 / 责任单位：… and （一）消防局 above a list: who answers for it, no problem of its own."""
    if not any(c.kind for c in section.children) or not labels <= _OF_GROUP:
        return False
    if not labels and is_body_name(words):
        return True
    return bool(labels) and len(words) <= _NAME and weigh(words)["finding"] == 0


def _states_status(page: Page, section: Section) -> bool:
    """True where a line right under the heading states a status of 该问题."""
    for child in section.children[:6]:
        line = child.line
        if line.is_table:
            continue
        stop = page.folded.find("。", line.body, line.end) + 1 or line.end
        if pure_status(page.folded, line.body, stop):
            return True
    return False
