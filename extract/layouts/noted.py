"""Problems that a text names, and notes below it that tell what was done about each: 甲[1]；乙[2]。 / [1] 已…。 / [2] 已…。"""

from collections.abc import Sequence

from extract.answers.content import read_stretch
from extract.drafts import Draft, opened
from extract.language.sentences import sentences
from extract.layouts.told import after_opener
from extract.lines.lines import Page
from extract.notice.footnotes import Note
from extract.roles.turning import ANSWER, may_name_fault, weight

_FEWEST = 2
_STOPS = "，,、；;：:。和及与 "
_WHY = "words that refer to a note which answers them"


def noted_findings(page: Page, notes: Sequence[Note]) -> list[Draft]:
    """A finding for each note that tells what was done about what its sign stands behind; none where not most of the notes
    do so.
    """
    answers = [x for x in notes if weight(page.folded[slice(*x.told)]) > ANSWER]
    if len(answers) < _FEWEST or 2 * len(answers) < len(notes):
        return []
    drafts = [d for note in answers if (d := _draft(page, note, notes))]
    return drafts if len(drafts) == len(answers) else []


def _draft(page: Page, note: Note, notes: Sequence[Note]) -> Draft | None:
    line = next(x for x in page.lines if x.start <= note.referred[0] < x.end)
    told = sentences(page.folded, line.body, line.end, semicolons=True)
    start, end = next(x for x in told if x[0] <= note.referred[0] < x[1])
    start = max([start, *(x.referred[1] for x in notes if x.referred[1] <= note.referred[0])])
    title = page.trim(after_opener(page, start, note.referred[0]), note.referred[0], also=_STOPS)
    if not may_name_fault(page.folded[slice(*title)]):
        return None
    draft = opened(title, _WHY, (start, note.told[1]))
    draft.label = note.sign
    stop = min([end, *(x.referred[0] for x in notes if x.referred[0] > note.referred[0])])
    rest = page.trim(note.referred[1], stop, also=_STOPS)
    if stop == end and rest[1] - rest[0] > 1:
        draft.detail.append((rest[0], end))
    read_stretch(page, draft, *note.told, "measure", sure=True)
    return draft


def give_notes(page: Page, drafts: Sequence[Draft], notes: Sequence[Note]) -> None:
    """Notes that tell what was done, to the findings whose words refer to them and that nothing else answers; the signs of
    notes at the end of a title are no part of it.
    """
    for note in notes:
        of = [d for d in drafts if d.own[0] <= note.referred[0] < d.own[1]]
        draft = min(of, key=_length) if of else None
        if draft is None:
            continue
        if page.trim(*draft.title, also=_STOPS)[1] == note.referred[1]:
            draft.title = page.trim(draft.title[0], note.referred[0], also=_STOPS)
        if not draft.answered and weight(page.folded[slice(*note.told)]) > ANSWER:
            read_stretch(page, draft, *note.told, "measure", sure=True)
            draft.because("measures", "note that its words refer to")


def _length(draft: Draft) -> int:
    a, b = draft.own
    return b - a
