"""Choose where the findings of a document stand and read them: the layout readers and how they are combined."""

import re
from dataclasses import dataclass, field, replace

from extract.cases import Case
from extract.cues import SentenceRole, leaning, weigh
from extract.drafts import Draft
from extract.layouts.inline import listed_in, paragraph_finding
from extract.layouts.outlined import Level, category_of, levels, read_sections
from extract.layouts.quoted import quoted_findings
from extract.layouts.records import labelled_records
from extract.layouts.tables import read_table
from extract.lines import Line, Page
from extract.model import Family, Issue, LayoutScore, MeasureKind, Span
from extract.outline import Section
from extract.restated import join_clauses, join_sections, join_sentences
from extract.sentences import first_sentence
from extract.structure import Part
from extract.verdicts import apply_verdicts

_FLOOR = 0.25  # a level whose headings weigh less on average is no list of findings


@dataclass(frozen=True)
class Reading:
    """Findings of a document, the layout that gave them and the runners-up."""

    drafts: tuple[Draft, ...]
    layout: str
    scores: tuple[LayoutScore, ...]
    issues: tuple[Issue, ...]
    used_parts: tuple[int, ...]
    whole: tuple[tuple[tuple[Section, ...], MeasureKind], ...] = ()


@dataclass(slots=True)
class _Work:
    page: Page
    case: Case
    family: Family
    stated: int | None
    drafts: list[Draft] = field(default_factory=list)
    scores: list[LayoutScore] = field(default_factory=list)
    layouts: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    whole: list[tuple[tuple[Section, ...], MeasureKind]] = field(default_factory=list)


def read_findings(page: Page, case: Case, family: Family, stated: int | None) -> Reading:
    """Read every part that can hold findings, then what later parts and blanket sentences say of them."""
    work = _Work(page=page, case=case, family=family, stated=stated)
    _read_tables(work)
    found_in = _read_parts(work)
    if not work.drafts:
        _read_root(work)
    if not work.drafts:
        _read_unnumbered(work)
    work.drafts.sort(key=lambda d: d.own)
    _join_later(work, found_in)
    _verdicts(work)
    _unnamed_sections(work)
    return Reading(
        drafts=tuple(work.drafts),
        layout="+".join(dict.fromkeys(work.layouts)) or "none",
        scores=tuple(work.scores),
        issues=tuple(work.issues),
        used_parts=tuple(work.used),
        whole=tuple(work.whole),
    )


def _note(work: _Work, layout: str, score: float, count: int, why: str, *, chosen: bool) -> None:
    work.scores.append(LayoutScore(layout=layout, score=round(score, 3), findings=count, why=why))
    if chosen:
        work.layouts.append(layout)


def _read_tables(work: _Work) -> None:
    for section in work.case.root.walk():
        line = section.line
        if line is None or not line.is_table:
            continue
        result = read_table(work.page, line, category_of(work.page, section))
        _note(
            work,
            "table",
            2.0 if result.drafts else 0.0,
            len(result.drafts),
            result.why,
            chosen=bool(result.drafts),
        )
        work.drafts.extend(result.drafts)


def _prior(work: _Work, part: Part) -> SentenceRole:
    return "measure" if part.role == "rectification" else "finding"


def _read_parts(work: _Work) -> set[int]:
    """Read the first parts that hold findings; return their indexes. Later results parts are joined, not read."""
    found_in: set[int] = set()
    roles = [p.role for p in work.case.parts]
    for i, part in enumerate(work.case.parts):
        if part.role not in ("finding", "rectification"):
            continue
        if part.role == "rectification" and found_in and any(roles[j] == "finding" for j in found_in):
            continue
        if _read_part(work, part):
            found_in.add(i)
            work.used.add(i)
    return found_in


def _read_part(work: _Work, part: Part) -> bool:
    sections = tuple(s for s in part.sections if not (s.line and s.line.is_table))
    candidates = levels(work.page, sections, work.stated)
    for rank, level in enumerate(candidates):
        _note(
            work,
            "outline",
            level.score,
            len(level.sections),
            level.why,
            chosen=rank == 0 and level.score >= _FLOOR,
        )
    if candidates and candidates[0].score >= _FLOOR:
        work.drafts.extend(read_sections(work.page, candidates[0], _prior(work, part)))
        return True
    if any(s.line and s.line.is_table for top in part.sections for s in top.walk()):
        return bool(work.drafts)
    return part.role == "finding" and _read_inline(work, part)


def _read_inline(work: _Work, part: Part) -> bool:
    drafts: list[Draft] = []
    for section in part.sections:
        if section.line is not None:
            drafts.extend(listed_in(work.page, section.line, ()))
    if not drafts:
        lines = [s.line for s in part.sections if s.line is not None and s.kind is None]
        drafts = [d for line in lines if (d := paragraph_finding(work.page, line, ()))]
    _note(
        work,
        "inline",
        float(bool(drafts)),
        len(drafts),
        "items or paragraphs of a part on findings",
        chosen=bool(drafts),
    )
    work.drafts.extend(drafts)
    return bool(drafts)


def _read_root(work: _Work) -> None:
    """No part says it holds findings: try the numbered lists that no part claims."""
    free = tuple(s for p in work.case.parts if p.role is None for s in p.sections)
    if work.family in ("audit_plan", "proposal_reply") or not free:
        return
    runs = _runs(free)
    for sections, intro in runs:
        candidates = levels(work.page, sections, work.stated)
        if not candidates:
            continue
        best = candidates[0]
        bonus = (
            0.5
            if intro and re.search("问题|不足|情况如下|公告如下", work.page.folded[intro.start : intro.end])
            else 0.0
        )
        prescribes = _prescribes(work.page, best)
        chosen = best.score + bonus - 1.5 * prescribes >= _FLOOR
        _note(
            work,
            "outline",
            best.score + bonus,
            len(best.sections),
            f"list without a heading; {best.why}",
            chosen=chosen,
        )
        if chosen:
            prior: SentenceRole = "measure" if work.family == "rectification_report" else "finding"
            work.drafts.extend(
                read_sections(work.page, best, prior, stop_at={intro.index} if intro else set())
            )
        elif work.drafts and prescribes > 0.5:
            work.whole.append((sections, "recommendation"))


def _read_unnumbered(work: _Work) -> None:
    """No numbered list holds findings: try labels alone, quoted problems, then a list inside a paragraph."""
    if work.family in ("audit_plan", "other", "proposal_reply"):
        return
    page, lines = work.page, work.case.body
    plain = [x for x in lines if not x.is_table]
    tries = (
        (
            "labels",
            "labels that name a problem and its answer",
            labelled_records(page, _unheaded(work, lines)),
        ),
        (
            "quoted",
            "quoted problems with a shared verdict",
            [d for x in plain for d in quoted_findings(page, x)],
        ),
        (
            "inline",
            "list announced as the problems found",
            [d for x in plain if _announces(page, x) for d in listed_in(page, x, ())],
        ),
    )
    for layout, why, drafts in tries:
        _note(work, layout, float(bool(drafts)), len(drafts), why, chosen=bool(drafts) and not work.drafts)
        if drafts and not work.drafts:
            work.drafts.extend(drafts)


def _unheaded(work: _Work, lines: list[Line]) -> list[Line]:
    """Lines that neither head a part nor carry a number of an outer level: 一、审计发现的主要问题 is no label."""
    heads = {p.heading.line.index for p in work.case.parts if p.heading and p.heading.line}
    outer = ("part", "formal", "han", "han_paren", "stem")
    return [x for x in lines if x.index not in heads and not (x.mark and x.mark.kind in outer)]


_ANNOUNCES_PROBLEMS = re.compile(
    r"(?:问题|不足|缺失|短板)[^。；;]{0,16}(?:是|有|如下|为|在于|表现为)?[:：]|(?:存在|发现|指出)[^。；;]{0,30}(?:问题|不足)[^。；;]{0,8}[:：。]"
)


def _announces(page: Page, line: Line) -> bool:
    return bool(_ANNOUNCES_PROBLEMS.search(page.folded[line.start : line.end]))


def _prescribes(page: Page, level: Level) -> float:
    """Share of headings that tell what should be done rather than what is wrong."""
    heads = [
        page.folded[s.line.body : min(s.line.end, s.line.body + 60)].split("。")[0]
        for s in level.sections
        if s.line
    ]
    told = [h for h in heads if weigh(h)["finding"] == 0 and leaning(h) in ("measure", "requirement")]
    return len(told) / len(heads) if heads else 0.0


def _runs(sections: tuple[Section, ...]) -> list[tuple[tuple[Section, ...], Line | None]]:
    """Cut a list where its numbers start again; the unnumbered line before a new start introduces it."""
    runs: list[tuple[tuple[Section, ...], Line | None]] = []
    current: list[Section] = []
    intro: Line | None = None
    pending: Line | None = None
    top = next((s.kind for s in sections if s.kind), None)
    for section in sections:
        if section.kind is None:
            pending = section.line
            continue
        if section.kind == top and section.value == 1 and any(s.kind == top for s in current):
            runs.append((tuple(current), intro))
            intro = _last_plain(current[-1])
            current = []
        elif not current:
            intro = pending
        current.append(section)
    if current:
        runs.append((tuple(current), intro))
    return [(_without(run, [i for _, i in runs if i]), intro) for run, intro in runs]


def _last_plain(section: Section) -> Line | None:
    last = section.children[-1] if section.children else None
    return last.line if last is not None and last.kind is None else None


def _without(run: tuple[Section, ...], intros: list[Line]) -> tuple[Section, ...]:
    """Take introducing lines out of the sections they happen to stand under."""
    gone = {x.index for x in intros}
    return tuple(
        replace(
            s, children=[c for c in s.children if not (c.line and c.kind is None and c.line.index in gone)]
        )
        for s in run
    )


def _join_later(work: _Work, found_in: set[int]) -> None:
    """Join disposal and results parts to the findings, section by section or sentence by sentence."""
    if not work.drafts:
        return
    for i, part in enumerate(work.case.parts):
        if part.role not in ("requirement", "rectification") or i in found_in:
            continue
        prior: SentenceRole = "requirement" if part.role == "requirement" else "measure"
        joined = join_sections(work.page, list(part.sections), work.drafts, prior)
        for section in part.sections:
            if section.line and section.kind is None and not section.line.is_table:
                _join_paragraph(work, section.line, prior)
        work.used.add(i)
        if joined.left and part.role == "rectification":
            work.whole.append((joined.left, "work_done"))
        if joined.joined:
            _note(
                work,
                "restated",
                joined.joined / max(joined.sections, 1),
                joined.joined,
                f"{part.rule} joined",
                chosen=True,
            )


def _join_paragraph(work: _Work, line: Line, prior: SentenceRole) -> None:
    """A paragraph of a results part: sentences that name findings, else clauses that share words or amounts."""
    named, others = join_sentences(work.page, line.start, line.end, work.drafts, prior)
    if prior == "requirement":
        return
    joined, left = join_clauses(work.page, others, work.drafts)
    if named:
        left = []  # what stands beside named findings introduces them
    if joined:
        _note(
            work, "restated", 0.5, joined, "clauses that share words or amounts with one finding", chosen=True
        )
    work.issues += [
        Issue(
            kind="unlinked_measure",
            message=f"got {work.page.text[a:b][:40]!r} that names no finding; it is linked to none",
            span=Span(start=a, end=b),
        )
        for a, b in left
    ]


def _verdicts(work: _Work) -> None:
    """Apply sentences that speak of several findings: in the opening, in results parts, after the last finding."""
    if not work.drafts:
        return
    page = work.page
    owned = sorted(d.own for d in work.drafts)
    for section in work.case.root.walk():
        line = section.line
        if line is None or line.is_table or any(a <= line.start < b for a, b in owned):
            continue
        scope = _scope(work, section)
        work.issues += apply_verdicts(page, line.start, line.end, scope)
    for line in work.case.frame.loose:
        work.issues += apply_verdicts(page, line.start, line.end, work.drafts)


def _scope(work: _Work, section: Section) -> list[Draft]:
    """Findings a sentence speaks of: those under the same category heading, else all."""
    above = section.parent
    if (
        above is not None
        and above.line is not None
        and above.parent is not None
        and above.parent.line is not None
    ):
        inside = [d for d in work.drafts if above.start() <= d.own[0] < max(above.end(), above.start() + 1)]
        if inside:
            return inside
    return work.drafts


_AHEAD = re.compile(r"(?:会|将)(?:继续|持续|进一步|于|在|按|会同|以|严格|认真|切实|坚持)|下(?:一)?步")


def _unnamed_sections(work: _Work) -> None:
    """Numbered sections whose headings name no purpose: slogans before the findings tell how the body organised
    itself, promises after the last finding what comes next. Opening sentences are neither.
    """
    if not work.drafts or work.family != "rectification_report":
        return
    first, last = work.drafts[0].own[0], max(d.own[1] for d in work.drafts)
    for part in work.case.parts:
        numbered = (
            [s for s in part.sections if s.kind is not None and s.line is not None]
            if part.role is None
            else []
        )
        before = tuple(s for s in numbered if s.end() < first and _is_slogan(work.page, s))
        after = tuple(
            s for s in numbered if s.start() >= last and _AHEAD.search(work.page.folded, s.start(), s.end())
        )
        if before:
            work.whole.append((before, "work_done"))
        if after:
            work.whole.append((after, "next_step"))


def _is_slogan(page: Page, section: Section) -> bool:
    """True for 加强领导、专班推进。…: a short opening sentence, the text after it."""
    if section.line is None:
        return False
    _, stop = first_sentence(page.folded, section.line.body, section.line.end)
    return stop - section.line.body <= 30
