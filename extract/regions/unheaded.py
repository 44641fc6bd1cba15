"""Numbered lists of findings that stand under no heading which says so."""

import re
from dataclasses import replace

from extract.layouts.levels import Level, levels
from extract.layouts.record_heads import is_record
from extract.lines.labels import ANSWERS
from extract.lines.lines import Line, Page
from extract.outline.tree import Section
from extract.regions.grouped import read_level
from extract.regions.together import read_together
from extract.roles.cues import SentenceRole, leaning, weigh
from extract.work import Work

_ADVISES = re.compile(
    r"(?:建议|意见)(?:如下)?[:：]$"
)  # 巡察组提出四点意见建议：, where no finding stands above
# what may lead a list of problems; 为抓好问题整改，坚持“三步走”。 leads one of methods
_LEADS = re.compile("问题(?!的?整改)|不足|(?:情况|公告)如下|核有|违失|缺失")
_CONTENTS = re.compile("章节|目录|篇目")  # 报告书包括以下八个章节： above the names of chapters
FLOOR = 0.25  # a level whose headings weigh less on average is no list of findings


def read_root(work: Work) -> None:
    """No part says it holds findings: try the numbered lists that no part claims."""
    free = tuple(s for p in work.case.parts if p.role is None for s in p.sections)
    if work.family == "proposal_reply":  # its sections answer wishes; only those that say so answer findings
        free = tuple(s for s in free if is_record(work.page, s))
    if work.family == "audit_plan" or not free:
        return
    if read_together(work, free):
        return
    runs = _runs(free)
    for sections, intro in runs:
        candidates = levels(work.page, sections, work.stated)
        if not candidates:
            continue
        best = candidates[0]
        bonus = 0.5 if intro and _LEADS.search(intro.text) else 0.0
        if intro and _ADVISES.search(intro.text.rstrip()):
            work.whole.append((sections, "recommendation"))
            continue
        if intro and _CONTENTS.search(work.page.folded, intro.start, intro.end):
            continue
        prescribes = _prescribes(work.page, best)
        chosen = best.score + bonus - 1.5 * prescribes >= FLOOR
        work.note(
            "outline",
            best.score + bonus,
            len(best.sections),
            f"list without a heading; {best.why}",
            chosen=chosen,
        )
        if chosen:
            told_below = work.family == "rectification_report" and not work.answers
            prior: SentenceRole = "measure" if told_below else "finding"
            read_level(work, best, prior, stop_at={intro.index} if intro else set())
        elif work.drafts and prescribes > 0.5:
            work.whole.append((sections, "recommendation"))


def _prescribes(page: Page, level: Level) -> float:
    """Share of headings that tell what should be done rather than what is wrong, none answered by a label below it."""
    told = [s for s in level.sections if not _answered(s) and _tells_what_to_do(page, s)]
    return len(told) / len(level.sections)


def _answered(section: Section) -> bool:
    labels = (c.line.opening_label for c in section.children if c.kind is None)
    return any(x and (x.role in ANSWERS or x.role == "acceptance") for x in labels)


def _tells_what_to_do(page: Page, section: Section) -> bool:
    line = section.line
    head = page.folded[line.body : min(line.end, line.body + 60)].split("。")[0]
    return weigh(head)["finding"] == 0 and leaning(head) in ("measure", "requirement")


def _runs(sections: tuple[Section, ...]) -> list[tuple[tuple[Section, ...], Line | None]]:
    """Cut a list where its numbers start again; the unnumbered line before a new start introduces it."""
    runs: list[tuple[tuple[Section, ...], Line | None]] = []
    current: list[Section] = []
    intro: Line | None = None
    pending: Line | None = None
    top = next((s.kind for s in sections if s.kind), None)
    for section in sections:
        if (
            section.kind is None
            and not any(c.kind for c in section.children)
            and not _heads_alike(section, current)
        ):
            pending = section.line
            continue
        again = section.kind == top and section.value == 1 and any(s.kind == top for s in current)
        if again:
            runs.append((tuple(current), intro))
            intro = _last_plain(current[-1])
            current = []
        elif not current:
            intro = pending
        current.append(section)
    if current:
        runs.append((tuple(current), intro))
    gone = {intro.index for _, intro in runs if intro}
    return [(_without(run, gone), intro) for run, intro in runs]


def _heads_alike(section: Section, before: list[Section]) -> bool:
    """True for a heading without a number above plain text, like those before it above lists."""
    return bool(section.children) and bool(before) and all(s.kind is None and s.children for s in before)


def _last_plain(section: Section) -> Line | None:
    last = section.children[-1] if section.children else None
    return last.line if last is not None and last.kind is None else None


def _without(run: tuple[Section, ...], gone: set[int]) -> tuple[Section, ...]:
    """Take introducing lines (by their indexes) out of the sections they happen to stand under."""
    return tuple(
        replace(s, children=[c for c in s.children if not (c.kind is None and c.line.index in gone)])
        for s in run
    )
