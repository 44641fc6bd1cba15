"""Findings that a table of answers refers to by number: the list with these numbers, whatever its heading says."""

from extract.drafts import Draft, Range
from extract.language.sentences import sentences
from extract.layouts.answers import answered_number
from extract.layouts.levels import levels
from extract.layouts.outlined import read_sections
from extract.lines.lines import Page
from extract.roles.cues import leaning
from extract.roles.role_model import answers, role_of
from extract.work import Work


def read_referred(work: Work) -> set[int]:
    """Read the part whose list has the numbers that the answers refer to, and no others; return its index.

    What such a list says beside the problems was required (审计决定): what was done stands in the table.
    """
    if not work.answers:
        return set()
    page = work.page
    wanted = [answered_number(page, a) for a in work.answers]
    for i, part in enumerate(work.case.parts):
        sections = tuple(s for s in part.sections if not s.line.is_table)
        for level in levels(page, sections, len(wanted)):
            if [s.value for s in level.sections] == wanted:
                work.note(
                    "referred",
                    level.score,
                    len(wanted),
                    f"a table answers its numbers; {level.why}",
                    chosen=True,
                )
                required = part.role == "requirement"
                drafts = read_sections(page, level, "finding")
                for draft in drafts if required else ():
                    _required(page, draft)
                work.drafts.extend(drafts)
                work.used.add(i)
                return {i}
    return set()


def _required(page: Page, draft: Draft) -> None:
    """Divide what stands below the problem: its description, and from the first sentence that asks on what was required."""
    told = [*draft.detail, *draft.requirement, *(place for measure in draft.measures for place in measure)]
    parts = [x for place in sorted(told) for x in sentences(page.folded, *place)]
    asks = next((i for i, x in enumerate(parts) if _asks(page.folded[slice(*x)])), len(parts))
    draft.detail, draft.requirement = _joined(parts[:asks]), _joined(parts[asks:])
    draft.measures.clear()
    draft.because("requirement", "sentences that ask for an act, answered in a table")


def _asks(sentence: str) -> bool:
    return leaning(sentence) == "requirement" or role_of(sentence) == "requirement" or answers(sentence) > 0


def _joined(places: list[Range]) -> list[Range]:
    """Sentences that follow one another as one range."""
    joined: list[Range] = []
    for a, b in places:
        if joined and a == joined[-1][1]:
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined
