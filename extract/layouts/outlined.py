"""Findings that are sections of the outline: labelled lines, sub-headings, paragraphs, or a status in brackets."""

import re
from dataclasses import replace

from extract.answers.content import read_content, read_stretch
from extract.answers.stated import put_status, status_of_hit
from extract.drafts import Draft, Range
from extract.language.sentences import first_sentence
from extract.layouts.entitled import (
    fault_below,
    heads_matters,
    named_below,
    title_words,
    told_below,
)
from extract.layouts.inherited import headings_above, inherit, names_units
from extract.layouts.levels import Level
from extract.layouts.opening import opening_of
from extract.layouts.sorted_states import group_status, holds_all
from extract.lines.brackets import labelled_bracket
from extract.lines.heads import state_in_bracket
from extract.lines.line_reading import tells_field
from extract.lines.lines import Line, Page
from extract.lines.named_problems import Head
from extract.lines.parts import is_category, is_generic, part_role, without_tally
from extract.notice.signature import is_body_name
from extract.outline.pieces import pieces_of
from extract.outline.state_lists import LIST_NAME, sorted_state
from extract.outline.structure import heading_text
from extract.outline.tree import Section, kept_above
from extract.outline.units_before import names_unit, unit_before
from extract.roles.cues import SentenceRole, tells_act, weigh
from extract.status.statements import hits_in, pure_status

_MORE = 4  # characters behind the first sentence of a name that are a sentence too
_FOLLOWS = re.compile(r"(?:以下|如下|下列|如[后次左附]|于[后次左])[^，,。；;]{0,14}$")
_SAYS = re.compile(  # 審計署在審查場地租用情況時留意到：
    r"(?:(?:[留注]意|观察|察觉|看|查)到|发现|查[出明]|察悉|得悉|获悉|指出|揭示|显示|认为|建议|促请|关注|包括|计有)了?[:：]$"
)


def read_sections(
    page: Page,
    level: Level,
    prior: SentenceRole,
    *,
    stop_at: set[int] | None = None,
    answered_later: bool = False,
) -> list[Draft]:
    """Read the sections of a level as findings. Lines whose index is in `stop_at` belong to nobody here."""
    matters = heads_matters(page, level.sections)
    return [
        read_section(page, s, prior, stop_at or set(), matter=matters, answered_later=answered_later)
        for s in level.sections
    ]


def read_section(
    page: Page,
    section: Section,
    prior: SentenceRole,
    stop_at: set[int],
    *,
    matter: bool = False,
    answered_later: bool = False,
) -> Draft:
    """Read one section: its heading, then what stands under it. `matter`: the heading names but what it is about;
    `answered_later`: another part tells what was done, so that text below a heading may describe it in any words.
    """
    line = section.line
    if line is None:
        raise ValueError("got the root of the outline, expected a section with a heading")
    unit = unit_before(page, line)
    line = replace(line, body=unit[1] + 1) if unit else line
    opening = opening_of(page, line)
    head, cut, rest = opening.head, opening.cut, opening.rest
    lines = [x for x in section.lines if x is not section.line and x.index not in stop_at]
    draft = _opened(page, section, line, head)
    draft.responsible += [unit] if unit else []
    draft.own = (line.start, max([line.end, *(x.end for x in lines)]))
    if draft.status is not None and head.bracket is None and prior == "finding":
        prior = "measure"  # sorted by status: what stands below tells the rectification
    told = bool(opening.told) and rest is not None and rest[0] > cut  # F（责任单位：某局）。已…
    answered = (head.about or head.bracket is not None or (told and prior == "measure")) and not (
        prior == "requirement" or answered_later
    )
    expected: SentenceRole = "measure" if answered else prior
    pieces = pieces_of(page, lines, rest)
    if rest is not None and pieces and not head.about and pieces[0].role is None:
        told_later = any(p.role in ("measure", "progress", "result", "status") for p in pieces) or any(
            not pure_status(page.folded, p.start, p.end) for p in pieces[1:]
        )
        end = cut if rest[0] < cut < line.end else rest[1]
        # What follows on the heading's own line describes the finding, up to a turn; where nothing else stands under
        # the heading of a rectification report, it may be the rectification itself.
        its: SentenceRole = "finding" if told_later else prior
        read_stretch(page, draft, pieces.pop(0).start, end, its, sure=told and its == "measure")
        answered = answered or (told_later and prior == "measure")  # its own line has described the finding
    if names_units(line):
        pieces = told_below(page, draft, line, pieces)
    elif matter or is_body_name(title_words(page, draft)):
        pieces = named_below(page, draft, pieces)
    elif line.mark is not None and line.mark.kind == "problem":
        pieces = fault_below(page, draft, line.mark, pieces)
    sure = answered and (head.about or head.bracket is None)  # F（已整改）: a paragraph may describe it first
    read_content(page, draft, [*opening.told, *pieces], expected, sure=sure)
    inherit(page, draft, section)
    return draft


def _opened(page: Page, section: Section, line: Line, head: Head) -> Draft:
    mark = line.mark if line.mark and line.mark.kind != "dash" else None  # a bullet numbers nothing
    field = head.field  # 【财务科】 in its place says who answers
    names_body = field is not None and names_unit(page.folded[slice(*field)])
    first = first_sentence(page.folded, *head.title)  # 关于“F。G”的问题
    more = page.trim(first[1], head.title[1])
    draft = Draft(
        title=first if head.about and more[1] - more[0] > _MORE else head.title,
        own=(line.start, line.end),
        label=(mark.start, mark.label_end) if mark else None,
        label_value=mark.value if mark else None,
        category=category_of(page, section) if names_body or field is None else (field,),
        responsible=[field] if field and names_body else [],
    )
    draft.because("title", head.rule)
    if draft.title != head.title:
        draft.detail.append(more)
        draft.because("detail", "behind the first sentence of the problem's name")
    if head.aside is not None:
        draft.detail.append(head.aside)
        draft.because("detail", "in brackets behind the problem's name")
    behind = state_in_bracket(page.folded, mark.end, line.body) if mark and mark.end < line.body else None
    if head.bracket:
        put_status(draft, status_of_hit(head.bracket, "in brackets after the title"))
    elif behind:  # 问题一（已销号）, above what it numbers
        put_status(draft, status_of_hit(behind[0], "in brackets after the number"))
    else:
        group = group_status(page, section)
        if group:
            put_status(draft, group)
    return draft


def _groups(section: Section, words: str) -> bool:
    """True for 二、金桥农贸市场。 above a list: it ends in a stop and tells neither a fault nor an act."""
    listed = any(child.kind is not None for child in section.children)
    plain = listed and len(words) <= 30 and not re.search("[，,；;]", words)
    return plain and weigh(words)["finding"] == 0 and not tells_act(words)


@kept_above
def category_of(page: Page, section: Section) -> tuple[Range, ...]:
    """The nearest heading above that names a field; generic ones (审计发现的主要问题) and units are none."""
    for above, line in headings_above(section):
        text = heading_text(page, above).strip()
        stop = text.find("。")
        bare = text.rstrip("。：: ")
        if (above.kind is None and not above.children) or names_units(line) or _announces(above, bare):
            continue
        if stop < 0 and text[-1:] == ":" and _SAYS.search(text) and not is_category(bare):
            continue
        if tells_field(page, line) or _is_only_chapter(page, above, line) or sorted_state(page, line):
            continue
        if _is_slogan(above, bare):
            continue
        bracket = labelled_bracket(page, line.body, line.end)
        if bracket and bracket.start > line.body:
            return ((line.body, bracket.start),)
        if above.kind is not None and 0 < stop <= 40 and stop < len(bare):
            return _first_sentence_names(
                page, line, stop
            )  # (一)职业教育审计情况。对6所院校进行了审计，发现：
        names = (
            not is_generic(bare)
            and part_role(bare) not in ("basic", "evaluation", "statistics")
            and (stop < 0 or (stop >= len(bare) and (is_category(bare) or _groups(above, bare))))
        )
        if len(bare) <= 60 and (names or hits_in(page.folded, line.body, line.end)):
            named = LIST_NAME.match(page.folded, line.body, line.end)
            start = named.end() if named else line.body
            return (page.trim(start, without_tally(page.folded, start, line.end), also="。：:【】〖〗"),)
    return ()


_SLOGAN = re.compile("[^，,、。；;:： ]{3,12}(?:(?:[，,、]| +)[^，,、。；;:： ]{3,12}){1,2}")


def _is_slogan(heading: Section, words: str) -> bool:
    """True for 二、逐项落实，务求实效 above all findings: it says how, beside it nothing holds any."""
    if not _SLOGAN.fullmatch(words) or is_category(words) or weigh(words)["finding"] > 0:
        return False
    return holds_all(heading)


_CHAPTER = re.compile("第[ ]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[ ]?章")


def _is_only_chapter(page: Page, heading: Section, line: Line) -> bool:
    """True for 第6章 濕地展覽館的營運 above all that is told: what the paper is about, no group of its findings."""
    if heading.kind != "part" or not _CHAPTER.match(page.folded, line.start, line.end):
        return False
    beside = heading.beside
    return sum(s.kind == "part" for s in beside) == 1


def _announces(heading: Section, words: str) -> bool:
    """True for 审计指出以下3个问题：, an unnumbered 审计决定内容 and 去年反映的问题，已整改：: they say what follows."""
    return ("。" not in words and bool(_FOLLOWS.search(words))) or (
        heading.kind is None and (part_role(words) == "requirement" or "，" in words or "," in words)
    )


def _first_sentence_names(page: Page, line: Line, stop: int) -> tuple[Range, ...]:
    if line.head.about:  # 7.关于F问题。分两种情形：
        return (line.head.title,)
    words = page.folded[line.body : line.body + stop]
    return () if is_generic(words) else ((line.body, line.body + stop),)
