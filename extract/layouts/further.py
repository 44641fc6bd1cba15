"""Later parts that list findings of their own: 已完成整改问题 after 未整改问题, 需长期整改的事项 after the rest."""

import re
from collections.abc import Sequence

from extract.answers.answer_groups import opened_groups
from extract.answers.restated import restates
from extract.drafts import Draft
from extract.language.folding import squeeze
from extract.language.patterns import AUDIT
from extract.layouts.levels import levels
from extract.layouts.outlined import read_sections
from extract.lines.lines import Page
from extract.mentions.matching import in_order
from extract.mentions.years import of_earlier_year
from extract.outline.structure import Part, heading_text
from extract.outline.tree import Section
from extract.status.statements import hits_in

_FLOOR, _FLOOR_OF_GROUP = (
    0.6,
    0.0,
)  # how much headings must look like findings; less under a heading that tells a status


def further_findings(page: Page, part: Part, drafts: list[Draft]) -> list[Draft]:
    """Read a part as findings where it restates none of those read before; empty where it answers them."""
    sections = tuple(s for s in part.sections if not s.line.is_table)
    apart = of_another_year(page, part)
    leaves = opened_groups(page, sections, drafts)
    if not apart and (any(restates(page, s, drafts) for s in leaves) or _in_turn(page, sections, drafts)):
        return []
    heading = part.heading.line if part.heading else None
    grouped = apart or (heading is not None and bool(hits_in(page.folded, heading.body, heading.end)))
    found = levels(page, sections, None)
    if not found or found[0].score < (_FLOOR_OF_GROUP if grouped else _FLOOR):
        return []
    return read_sections(page, found[0], "measure")


def _in_turn(page: Page, sections: tuple[Section, ...], drafts: list[Draft]) -> bool:
    """True for 一、关于甲… to 四、关于丁… below findings 一 to 四, most in words nearest to the one of their number."""
    lines = [s.line for s in sections if s.kind is not None]
    numbers = [x.mark.value for x in lines if x.mark]
    if len(numbers) < 2 or numbers != [d.label_value for d in drafts]:
        return False
    return in_order(page, drafts, [(x.body, x.end) for x in lines])


def lists_unfinished(page: Page, part: Part) -> bool:
    """True for 尚未整改到位的问题及后续安排, which may hold findings as well as plans."""
    line = part.heading.line if part.heading and part.role == "next_step" else None
    return (
        line is not None
        and bool(re.search("问题|事项", page.folded[line.body : line.end]))
        and bool(hits_in(page.folded, line.body, line.end))
    )


def of_another_year(page: Page, part: Part) -> bool:
    """True for 第二部分 上年度审计查出问题整改情况: it answers findings of an earlier report, none of those before it."""
    line = part.heading.line if part.heading else None
    if line is None:
        return False
    return of_earlier_year(page, page.folded[line.body : line.end])


# 一、审计情况 tells what was audited where 二、审计发现的主要问题 comes after it.
_TELLS_AUDIT = re.compile(f"(?:{AUDIT})(?:调查)?(?:的)?(?:基本)?(?:情况|结果)")
_TELLS_PROBLEMS = re.compile("(?:发现|存在|查出)的?[^，,]{0,8}(?:问题|缺失)|主要问题")


def only_introduces(page: Page, parts: Sequence[Part]) -> bool:
    """True where the first of some parts, by its heading one on findings, only tells what was audited."""
    if not parts[0].heading or not _TELLS_AUDIT.fullmatch(squeeze(heading_text(page, parts[0].heading))):
        return False
    later = (heading_text(page, p.heading) for p in parts[1:] if p.heading and p.role == "finding")
    return any(_TELLS_PROBLEMS.search(words) for words in later)
