"""A document with its frame, outline and parts: what the layout readers work on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from extract.language.numerals import parse_numeral
from extract.lines.line_reading import ask_ahead, introduces
from extract.lines.lines import Line, Page
from extract.notice.bylines import closes_article, is_byline
from extract.notice.frame import Frame, frame_of
from extract.once import told_once
from extract.outline.alike_parts import alike_parts
from extract.outline.paragraph_numbers import without_paragraph_numbers
from extract.outline.structure import Part, opened, outline_of, parts_of
from extract.outline.tree import Section

_ARTICLE = re.compile("第(?P<n>[一二三四五六七八九十百]{1,5})条")
_BACKGROUND = 1  # paragraph, which may name the report
_HOLDS_FINDINGS = ("finding", "rectification")


@dataclass(frozen=True)
class Case:
    """One document, divided."""

    page: Page
    frame: Frame
    root: Section
    parts: list[Part]

    @property
    def body(self) -> list[Line]:
        return list(self.frame.body)

    @property
    def head_lines(self) -> list[Line]:
        """The first lines of the page with anything in them, title excepted."""
        told = (x for x in self.page.lines if x.block.kind not in ("title", "attachment"))
        return list(islice(told, 12))

    @told_once
    def first_numbered(self) -> int:
        """Index of the first numbered line, heading or table."""
        heads = [p.heading.line.index for p in self.parts if p.heading]
        marked = [x.index for x in self.body if x.mark is not None or x.is_table]
        return min([*heads, *marked], default=len(self.page.lines))

    @told_once
    def opening_lines(self) -> list[Line]:
        """The paragraphs before the first numbered section or table; short ones that end at once included."""
        return [x for x in self.body if x.index < self.first_numbered][:16]  # a letter has ten of its own

    @told_once
    def background(self) -> list[Line]:
        """The paragraphs of a first part that tells how it came to the notice: 一、基本情况."""
        for part in self.parts:
            if part.heading:
                return [s.line for s in part.sections[:_BACKGROUND]] if part.role == "basic" else []
        return []

    @told_once
    def above_findings(self) -> list[Line]:
        """The first lines down to the first section or table, what only frames the text included."""
        return [x for x in self.head_lines if x.index < self.first_numbered and not x.is_table]

    @told_once
    def introducing(self) -> list[tuple[int, int]]:
        """The first lines down to the first table or section, those that only introduce a table included."""
        told = (x for x in self.head_lines if (x.mark is None or introduces(self.page, x)) and not x.is_table)
        return [(x.start, x.end) for x in told if x.index <= self.first_numbered]

    @told_once
    def before_findings(self) -> list[tuple[int, int]]:
        """Stretches of text before the first part that holds findings, with that part's own introduction."""
        stretches: list[tuple[int, int]] = []
        for part in self.parts:
            if part.role not in _HOLDS_FINDINGS:
                stretches.append((part.start, part.end))
                continue
            heading = part.heading.line if part.heading else None
            told = [s.line for s in part.sections if s.kind is None and not s.line.is_table]
            stretches += [(x.start, x.end) for x in ([heading] if heading else []) + told]
            if part.sections:
                first = next((s.start() for s in part.sections if s.kind is not None), part.start)
                stretches += [(x.start, x.end) for x in self.frame.loose if x.start < first]
                break
        return stretches

    @told_once
    def has_tables(self) -> bool:
        return any(x.is_table for x in self.frame.body)

    @property
    def is_regulation(self) -> bool:
        """True for 第九条 …, 第十条 … one after the other."""
        found = [m for x in self.body if (m := _ARTICLE.match(self.page.folded, x.start, x.end))]
        numbers = [parse_numeral(m["n"]) or 0 for m in found]
        return any(b == a + 1 for a, b in pairwise(numbers))

    @told_once
    def byline(self) -> bool:
        folded, lines = self.page.folded, [x for x in self.page.lines if x.block.kind != "metadata"]
        return any(is_byline(folded[x.start : x.end]) for x in lines[:6]) or any(
            closes_article(folded[x.start : x.end]) for x in lines[-3:]
        )

    @told_once
    def sections(self) -> tuple[Section, ...]:
        """The sections of all lines, in document order."""
        return self.root.subtree[1:]

    @told_once
    def numbered_sections(self) -> int:
        return len([s for s in self.sections if s.kind is not None])


def case_of(page: Page) -> Case:
    """Divide a page."""
    frame = frame_of(page)
    numbering = without_paragraph_numbers(page, frame.body)
    frame = replace(frame, body=numbering.lines)
    ask_ahead(page, frame.body)
    annex = frame.annex.index if frame.annex else None
    root = outline_of(page, numbering, annex)
    tops = opened(page, root)
    alike = alike_parts(page, tops) | {id(s): "rectification" for s in tops if s.line.index == annex}
    parts = parts_of(page, root, alike)
    if annex is not None:  # what the annex answers are the findings, whatever stands above them
        parts = [replace(p, role="finding") if p.role is None and _lists(p) else p for p in parts]
    parts = _without_own_shortcomings(page, parts)
    return Case(page=page, frame=frame, root=root, parts=parts)


# 整改工作存在的不足, 整改中面临的困难和问题
_OWN = re.compile(
    "整改(?:落实|推进)?(?:工作)?(?:过程)?(?:中)?(?:仍|还|尚)?(?:存在|面临)的?(?:主要|一些|突出)?(?:不足|困难|差距|短板|问题|难点)"
)


def _without_own_shortcomings(page: Page, parts: Sequence[Part]) -> list[Part]:
    """What a report says in a paragraph of how rectification as a whole went, behind the findings, is none of these."""
    found: list[Part] = []
    told = False
    for part in parts:
        heading = part.heading.line if part.heading and part.role == "finding" else None
        own = (
            told
            and heading is not None
            and not _lists(part)
            and _OWN.search(page.folded, heading.body, heading.end)
        )
        found.append(replace(part, role="basic") if own else part)
        told = told or part.role in ("finding", "rectification")
    return found


def _lists(part: Part) -> bool:
    return sum(s.kind is not None for s in part.sections) > 1
