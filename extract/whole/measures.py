"""Measures of the whole document: how it organised itself, what comes next, what is recommended; and focus areas."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from extract.drafts import Range
from extract.language.sentences import first_sentence
from extract.lines.line_reading import tells_field
from extract.lines.lines import Line, Page
from extract.lines.listed_numbers import listed_numbers
from extract.lines.parts import part_role
from extract.lines.series import LISTS, series
from extract.model import FocusArea, Measure, MeasureKind
from extract.outline.structure import Part
from extract.outline.tree import Section
from extract.status.statements import hits_in

_KINDS: dict[str, MeasureKind] = {
    "organisation": "work_done", "next_step": "next_step", "recommendation": "recommendation"
}  # fmt: skip
AHEAD = re.compile(
    r"(?:会|将)(?:继续|持续|进一步|于|在|按|会同|以|严格|认真|切实|坚持)|下(?:一)?步|(?:嗣后|尔后|日后|往后|今后)[^。；;]{0,4}[当将应]"
)
_WORK = re.compile("整改工作|审计整改工作|工作总体")
_DONE = re.compile(
    r"(?<!未)已|先后|累计|[^，,。；;]{0,6}(?:修订|制定|出台|印发|建立|新建|召开|组织|培训|开展|完善)(?:了|完善)?[^，,。；;]{0,24}\d+(?:项|个|件|次|场|期|份|条|轮|人)"
)
_LEAD_END = 48  # characters at the end of a line that announces a list
_TALLY = re.compile(r"(?:已?完成(?:整改)?|整改到位|已?办结)[^。；;，,]{0,4}\d+[个项条]|(?:整改|完成|办结)率")
_COUNTS = re.compile(
    r"\d(?:个|项|条)[^，,。；;]{0,8}(?:问题|事项|任务)[^。；;]{0,20}(?:已|完成|整改)|(?:已|完成|整改|到位|销号)[^，,。；;]{0,6}\d(?:个|项|条)|率"
)
_LEAD = re.compile(
    r"(?:[:：]|(?:以下|如下)[^。]{0,16}[。]?|(?:几个|(?<!\d)\d+个?|[一二三四五六七八九十]个?)(?:(?:方面|点)[^。]{0,10}[。：:]|项[^。]{0,10}[：:]))$"
)


# 主席致詞：（略）, 參、報告事項: what a meeting goes through
_AGENDA = re.compile("(?:致词|致辞|报告事项|讨论事项|讨论提案|提案讨论|临时动议|会议[纪记]录|散会)")


def is_slogan(page: Page, section: Section) -> bool:
    """True for 加强领导、专班推进。…: a short opening sentence, the text after it; not for 2. 本署管理88個街市… below 背景."""
    above = page.lines[section.line.index - 1] if section.line.index else None
    background = above is not None and above.is_plain and part_role(above.text.strip()) == "basic"
    if background or tells_field(page, section.line):
        return False
    _, stop = first_sentence(page.folded, section.line.body, section.line.end)
    words = page.folded[section.line.body : stop]
    return len(words) <= 30 and ":" not in words and not _AGENDA.search(words)


def measures_of_part(page: Page, part: Part) -> list[Measure]:
    """Read the items of an organisation, next-step or recommendation part."""
    kind = _KINDS.get(part.role or "")
    heading = page.folded[part.heading.line.body : part.heading.line.end] if part.heading else ""
    if heading.strip() == "结语" and AHEAD.search(page.folded, part.start, part.end):
        kind = "next_step"
    if kind == "next_step" and re.search("[，,、]", heading) and _tells_done(page, part):
        kind = "work_done"  # 举一反三，建立长效机制 above what has been established
    sections = part.sections
    if part.role == "statistics" and _WORK.search(heading):  # 整改工作总体情况 tells work beside its figures
        kind = "work_done"
    if kind == "work_done":
        sections = tuple(s for s in sections if s.kind or not _tallies(page, s))
    elif part.role == "statistics" and (told := _worked_in_turn(page, sections)):
        kind, sections = "work_done", told
    elif part.role == "statistics" and "整改" in heading:  # 整改总体情况 may tell work alone
        kind, sections = "work_done", _work_in(page, sections)
    return measures_of(page, sections, kind) if kind else []


_WORKED = re.compile(
    r"已经?(?:先后|分别|陆续|随即|相应){0,2}(?:采取|落实|推行|实施|开展|推出|作出|进行|做了?|安排|完成)了?(?:以下|下列|如下|多项|一系列|[几两三四五六七八九十\d]+[项个])"
    r"[^。；;:]{0,16}:$"
)


def worked_list(page: Page, lines: Sequence[Line]) -> list[Measure]:
    """The numbered items right below a line that announces what has been done, of lines that stand before any finding:
    2. …该署已采取以下安排： (a)… (b)…
    """
    leads = [
        x for x in lines if x.text[-1:] == ":" and not x.is_table and _WORKED.search(x.text[-_LEAD_END:])
    ]
    if not leads:
        return []
    first = lines.index(leads[0]) + 1
    mark = lines[first].mark if first < len(lines) else None
    if mark is None or mark.value != 1:
        return []
    items = takewhile(lambda x: x.mark is not None and x.mark.kind == mark.kind, lines[first:])
    return measures_of_lines(page, [(x,) for x in items], "work_done")


def _work_in(page: Page, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The paragraphs of a part on how far rectification has come, where all tell work and none counts problems."""
    plain = all(s.kind is None and s.line and not s.line.is_table and not s.children for s in sections)
    told = (page.folded[s.start() : s.end()] for s in sections)
    return sections if plain and all(_DONE.search(t) and not _COUNTS.search(t) for t in told) else ()


def _worked_in_turn(page: Page, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The items 一是…。 二是…。 of a part on how far things have come, where each opens with a slogan and counts no problems."""
    told = tuple(s for s in sections if s.kind == "shi")
    words = [page.folded[s.line.body : s.line.end] for s in told]
    slogans = all(is_slogan(page, s) and not _COUNTS.search(w) for s, w in zip(told, words, strict=True))
    return told if len(told) > 1 and slogans else ()


def _tells_done(page: Page, part: Part) -> bool:
    """True where most lines of a part tell what has been done, and none what will be."""
    lines = [page.folded[x.start : x.end] for s in part.sections for x in s.lines if not x.is_table]
    done = sum(_DONE.search(words) is not None for words in lines)
    return 2 * done > len(lines) and not any(AHEAD.search(words) for words in lines)


def measures_of(page: Page, sections: Iterable[Section], kind: MeasureKind) -> list[Measure]:
    """One measure for each numbered section; paragraphs are one each, or cut at 一是…二是…."""
    sections = [x for s in sections for x in _below_lead(s)]
    numbered = any(s.kind for s in sections)
    found: list[Measure] = []
    closing = _closing_lines(sections)
    for section in sections:
        if section.kind is None:
            text = section.line.text.strip()
            if kind == "next_step" and _states_by_number(page, section.line):
                continue
            heads = section.children and section.line.heading_role is not None  # 整改情况 above what it holds
            if (
                heads
                or section.line.is_table
                or numbered
                or (_LEAD.search(text) and not _items(page, section.line))
            ):
                continue
            found.extend(paragraph_measures(page, section.line, kind))
        else:
            found.extend(_numbered(page, section, kind, closing))
    return found


def _states_by_number(page: Page, line: Line) -> bool:
    """True for 經複查，第三項已改善，第一項尚在改善中: how far findings have come, below 後續情形."""
    return bool(listed_numbers(line.text)) and bool(hits_in(page.folded, line.start, line.end))


def _tallies(page: Page, section: Section) -> bool:
    """True for a paragraph that opens with how many were put right: it tells no work."""
    return (
        _TALLY.search(page.folded, *first_sentence(page.folded, section.start(), section.end())) is not None
    )


def _below_lead(section: Section) -> list[Section]:
    """What stands below 审计署建议该局：, where the page makes it a heading; any other section itself."""
    leads = section.kind is None and section.children and not section.line.is_table
    if leads and _LEAD.search(section.line.text.strip()):
        return section.children
    return [section]


def _closing_lines(sections: list[Section]) -> set[int]:
    """Plain lines under the last section only: they close the document, since no other section has any."""
    numbered = [s for s in sections if s.kind]
    plain = [[x.index for x in s.lines if x is not s.line and x.mark is None] for s in numbered]
    if len(plain) < 2 or any(plain[:-1]):
        return set()
    return set(plain[-1])


def _items(page: Page, line: Line) -> list[Range]:
    marks = series(page.folded, line.start, line.end, LISTS)
    stops = [*(m.start for m in marks), line.end][1:]
    return [(m.end, stop) for m, stop in zip(marks, stops, strict=True)]


def paragraph_measures(page: Page, line: Line, kind: MeasureKind) -> list[Measure]:
    """One measure for each item of a paragraph (一是…二是…), or the paragraph itself."""
    ranges: list[Range] = _items(page, line) or [(line.body, line.end)]
    quotes = (page.quote(r) for r in ranges)
    return [Measure(kind=kind, text=q) for q in quotes if q]


def measures_of_lines(page: Page, items: Iterable[tuple[Line, ...]], kind: MeasureKind) -> list[Measure]:
    """One measure for each item of a list, its paragraphs together; one paragraph alone may hold the list (一是…；二是…)."""
    items = tuple(items)
    if len(items) == 1 and len(items[0]) == 1:
        return paragraph_measures(page, items[0][0], kind)
    quotes = (page.quote(*[(x.start if i else x.body, x.end) for i, x in enumerate(item)]) for item in items)
    return [Measure(kind=kind, text=q) for q in quotes if q]


def _numbered(page: Page, section: Section, kind: MeasureKind, closing: set[int]) -> list[Measure]:
    line = section.line
    items = _items(page, line)
    if len(items) > 1 and (
        section.kind in ("shi", "ordinal") or items[0][0] == line.body
    ):  # 一是…二是… in one paragraph
        return paragraph_measures(page, line, kind)
    children = [c for c in section.children if c.kind]
    text = page.folded[line.body : line.end].strip()
    if len(children) >= 2 and len(text) <= 30 and not re.search(r"[。；;]", text.rstrip("。")):
        return [m for child in children for m in _numbered(page, child, kind, closing)]
    ranges = [
        (x.body if x is line else x.start, x.end)
        for x in section.lines
        if not x.is_table and x.index not in closing
    ]
    quote = page.quote(*ranges)
    return [Measure(kind=kind, text=quote)] if quote else []


_HOW = re.compile(
    r"(?:保障|工作|组织|实施|具体|有关|相关|总体|纪律|整改)(?:措施|要求|保障|原则|领导|实施|机制)[。：:]?$|指导思想[。：:]?$"
)
_ENDS_PLAN = re.compile(r"(?:本)?(?:计划|项目)(?:执行|实施|安排)|各(?:项目|审计组|科室)|以上")


def focus_areas(page: Page, parts: list[Part]) -> tuple[FocusArea, ...]:
    """Read what an audit plan will look at: the numbered sections of its part on contents and focus.

    A plan without such a part (一、财政审计 （一）…审计。重点关注…) is its own list.
    """
    sections = [s for part in parts if part.role == "focus" for s in part.sections] or _planned(parts)
    areas = [area for s in sections if (area := _area(page, s))]
    return tuple(replace(area, position=n) for n, area in enumerate(areas, 1))


def _planned(parts: list[Part]) -> list[Section]:
    """Numbered sections that no heading gives another purpose; where they hold numbered ones, these."""
    free = (s for part in parts if part.role is None for s in part.sections if s.kind is not None)
    tops = [s for s in free if not _says_how(s)]
    return [leaf for s in tops for leaf in ([c for c in s.children if c.kind] or [s])]


def _says_how(section: Section) -> bool:
    """True for 三、保障措施 above a list: how a plan is carried out, not what will be looked at."""
    return any(c.kind for c in section.children) and _HOW.search(section.line.text) is not None


def _area(page: Page, section: Section) -> FocusArea | None:
    line = section.line
    if line.mark is None:
        return None
    _, stop = first_sentence(page.folded, line.body, line.end)
    title = page.quote(page.trim(line.body, stop, also="：:"))
    rest: list[Range] = [(stop, line.end)] if stop < line.end else []
    below = [x for x in section.lines if x is not line and not x.is_table]
    rest += [(x.start, x.end) for x in below if not _ENDS_PLAN.match(page.folded, x.start, x.end)]
    if title is None:
        return None
    label = page.quote((line.mark.start, line.mark.label_end))
    return FocusArea(position=1, title=title, label=label, detail=page.quote(*rest) if rest else None)
