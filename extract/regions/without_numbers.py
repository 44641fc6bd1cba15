"""Findings of a document without numbered lists of them: labels alone, quoted problems, paragraphs, a list inside one."""

import re
from bisect import bisect_right
from collections.abc import Callable

from extract.drafts import Draft
from extract.language.sentences import sentences
from extract.layouts.accounts import BEHIND, account_findings
from extract.layouts.inline import listed_in, named_paragraphs
from extract.layouts.opened_each import opened_each
from extract.layouts.outlined import category_of
from extract.layouts.paragraphs import NAMED_BEHIND, paragraph_findings
from extract.layouts.quoted import quoted_findings
from extract.layouts.records import labelled_records
from extract.layouts.several_told import several_told
from extract.layouts.told import told_finding, told_from
from extract.layouts.told_lists import told_lists
from extract.lines.lines import Line, Page
from extract.lines.parts import announces_problems, is_category
from extract.outline.structure import heading_text
from extract.outline.tree import Section
from extract.regions.one_record import OUTER
from extract.roles.cues import names_fault
from extract.roles.turning import may_name_fault
from extract.work import Work


def read_unnumbered(work: Work) -> None:
    """No numbered list holds findings: try labels alone, quoted problems, then a list inside a paragraph."""
    if work.family in ("audit_plan", "other", "proposal_reply"):
        return
    read = {layout: reader(work) for layout, _, reader in LAYOUTS}
    best = next((layout for layout, drafts in read.items() if drafts and layout != "accounts"), "")
    if best not in ("labels", "quoted") and _tells_better(
        work.page, read["accounts"], best, read.get(best, [])
    ):
        best = "accounts"
    told = best == "told" or (best == "named" and _names_behind(read["paragraphs"]))
    if best != "accounts" and told and _holds_more(read["paragraphs"], read[best]):
        best = "paragraphs"
    for layout, why, _ in LAYOUTS:
        work.note(layout, float(bool(read[layout])), len(read[layout]), why, chosen=layout == best)
    work.drafts.extend(read.get(best, []))


_MANY = 2  # findings that need no state to be believed


def _tells_better(page: Page, accounts: list[Draft], best: str, others: list[Draft]) -> bool:
    """True where running text tells about as many answered problems as another way reads in it: where that takes paragraphs
    whole it finds some in openings and promises.
    """
    if not others:
        titles = {id(d): page.folded[slice(*d.title)] for d in accounts}
        faults = [d for d in accounts if may_name_fault(titles[id(d)])]
        sure = any(d.status or (d.reasons["title"] == BEHIND and names_fault(titles[id(d)])) for d in faults)
        return (sure or len(faults) > _MANY) and 2 * len(faults) > len(accounts)
    if accounts and accounts[0].own[0] > others[-1].title[1]:
        return False  # 对甲问题，已…: answers to what was told before
    fields = [bool(d.category) for d in others]
    if len(others) == len(accounts) and all(fields) and not any(d.category for d in accounts):
        return False  # 低保对象认定方面。存在…的问题。 in every paragraph: only the other way knows the field
    share = 0.75 if best in ("told", "paragraphs") and not _names_behind(others) else 1.0
    return bool(accounts) and sum(d.answered for d in accounts) >= share * len(others)


def _names_behind(drafts: list[Draft]) -> bool:
    return any(d.reasons["title"] == NAMED_BEHIND for d in drafts)


def _holds_more(drafts: list[Draft], others: list[Draft]) -> bool:
    """True where paragraphs tell each of the other findings and more beside them: 审计还指出，… opens but some of them."""
    told = {d.own[0] for d in drafts}
    return len(drafts) > len(others) and all(d.own[0] in told for d in others)


def _labels(work: Work) -> list[Draft]:
    fields = _fields(work)
    kept = [x for x in _unheaded(work, work.case.body) if x.index not in fields]
    drafts = labelled_records(work.page, kept, {x.index for x in work.case.body} - {x.index for x in kept})
    return _with_categories(work, drafts)


def _fields(work: Work) -> set[int]:
    """The indexes of the lines that name a field above what stands below them."""
    return {s.line.index for s in work.case.sections if _names_field(work.page, s)}


def _with_categories(work: Work, drafts: list[Draft]) -> list[Draft]:
    starts = [s.line.start for s in work.case.sections]
    for draft in drafts:
        at = bisect_right(starts, draft.own[0]) - 1
        section = (
            work.case.sections[at] if at >= 0 and draft.own[0] < work.case.sections[at].line.end else None
        )
        draft.category = draft.category or (category_of(work.page, section) if section else ())
    return drafts


_NAME = 20  # characters of a name of a field
_TELLS = re.compile("[，,。；;：:]")


def _names_field(page: Page, section: Section) -> bool:
    """True for 人事類 and ★ 收入管理 above records: a heading without a number that groups what stands below it."""
    if section.kind is not None or not section.children:
        return False
    line = section.line
    short = line.end - line.start <= _NAME and not _TELLS.search(page.folded, line.start, line.end)
    named = short and not any(s.line.heading_role for s in section.beside)  # 整改措施 beside 公示时间
    return named or line.is_bullet or is_category(heading_text(page, section))


def _quoted(work: Work) -> list[Draft]:
    lines = sorted([*_plain(work), *work.case.frame.loose], key=lambda x: x.index)
    verdicts = [d for x in lines for d in quoted_findings(work.page, x)]
    each = [d for x in lines for d in _opened(work.page, x)] if len(verdicts) > 1 else []
    return each if len(each) >= len(verdicts) and all(d.measures for d in each) else verdicts


def _opened(page: Page, line: Line) -> list[Draft]:
    """Quoted problems, each before what was done about it."""
    return opened_each(page, sentences(page.folded, line.body, line.end), fewest=1, quoted=True)


def _told(work: Work) -> list[Draft]:
    return [d for x in _plain(work) for d in _told_by(work.page, x)]


def _told_by(page: Page, line: Line) -> list[Draft]:
    """The findings of a paragraph that opens with what an audit found: several where it proves so."""
    several = several_told(page, [line]) if told_from(page, line) else []
    draft = None if several else told_finding(page, line)
    return several or ([draft] if draft else [])


def _inline(work: Work) -> list[Draft]:
    """Lists in paragraphs that announce problems themselves, or that follow a paragraph which does."""
    drafts: list[Draft] = []
    announced = False
    for line in _plain(work):
        listed = listed_in(work.page, line, ()) if announced or _announces(line) else []
        announced = (announced and bool(listed)) or announces_problems(line.text)
        drafts.extend(listed)
    return drafts


def _told_list(work: Work) -> list[Draft]:
    return next((drafts for x in _plain(work) if (drafts := told_lists(work.page, x))), [])


def _paragraphs(work: Work) -> list[Draft]:
    drafts = paragraph_findings(work.page, _reported(work), _fields(work) | _heads(work))
    return _with_categories(work, drafts)


def _accounts(work: Work) -> list[Draft]:
    drafts = account_findings(work.page, _reported(work), _fields(work) | _heads(work))
    return _with_categories(work, drafts)


def _heads(work: Work) -> set[int]:
    """The indexes of the lines that head a part, or a field with a number (（三）重大项目方面) above paragraphs."""
    fields = {
        s.line.index
        for s in work.case.sections
        if s.children and s.line.mark and is_category(s.line.text.strip())
    }
    return fields | {p.heading.line.index for p in work.case.parts if p.heading}


def _named(work: Work) -> list[Draft]:
    return named_paragraphs(work.page, _reported(work), ())


def _reported(work: Work) -> list[Line]:
    """The lines of a report on answers: elsewhere a paragraph that tells problem and answer is no finding."""
    if work.family != "rectification_report":
        return []
    ahead = [(p.start, p.end) for p in work.case.parts if p.role == "next_step" and p.heading]
    return [x for x in _plain(work) if not any(a < x.start < b for a, b in ahead)]


def _plain(work: Work) -> list[Line]:
    return [x for x in work.case.body if not x.is_table]


# Layouts without numbered sections, tried in this order; a new one is a function and a row here.
LAYOUTS: tuple[tuple[str, str, Callable[[Work], list[Draft]]], ...] = (
    ("labels", "labels that name a problem and its answer", _labels),
    ("quoted", "quoted problems with a shared verdict", _quoted),
    ("told", "paragraphs that open with what an audit found", _told),
    ("named", "paragraphs that each name a problem and answer it", _named),
    ("paragraphs", "paragraphs without numbers, each a fault and its answer", _paragraphs),
    ("accounts", "problems that running text tells, before or behind what was done", _accounts),
    ("inline", "list announced as the problems found", _inline),
    ("told list", "sentence that names what an audit found", _told_list),
)


def _unheaded(work: Work, lines: list[Line]) -> list[Line]:
    """Lines that neither head a part nor carry a number of an outer level: 一、审计发现的主要问题 is no label."""
    heads = {p.heading.line.index for p in work.case.parts if p.heading}
    heads |= {s.line.index for s in work.case.sections if s.kind is None and s.children}
    return [x for x in lines if x.index not in heads and not (x.mark and x.mark.kind in OUTER)]


_ANNOUNCES_PROBLEMS = re.compile(
    r"(?:问题|不足|缺失|短板)[^。；;]{0,16}(?:是|有|如下|为|在于|表现为)?[:：]|(?:存在|发现|指出)[^。；;]{0,30}(?:问题|不足)[^。；;]{0,8}[:：。]"
)


def _announces(line: Line) -> bool:
    return bool(_ANNOUNCES_PROBLEMS.search(line.text))
