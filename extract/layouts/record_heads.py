"""What the labels below a heading tell of it: that it is a record of its own, or groups several."""

from collections.abc import Iterator

from extract.lines.labels import ANSWERS, PROBLEM, labels_in
from extract.lines.lines import Line, Page
from extract.outline.paired import answering
from extract.outline.paired_paragraphs import ASKS
from extract.outline.tree import Section

_LABELS_WITHIN = 400  # characters of a line below a heading


def is_record(page: Page, section: Section) -> bool:
    """True for 1. 帳委會的建議：… and 一、質詢事項：… with a labelled answer below."""
    label = section.line.opening_label
    if label is None and ASKS.match(page.folded, section.line.body, section.line.end):
        told = (c.line for c in section.children if c.kind is None and not c.line.is_table)
        return any(answering(page, x) for x in told)  # 2. 審計署建議處方… / 3. 處方已…
    if label is None or label.role not in ("finding", "requirement"):
        return False
    return bool(own_labels(page, section) & {*ANSWERS, "acceptance"})


def groups_answered(page: Page, section: Section) -> bool:
    """True for a heading above two or more numbered problems that each have a labelled answer right below them, or what
    was required of it, be it above the fields that hold them.
    """
    numbered = [c for c in section.children if c.kind is not None]
    if not numbered:
        return False
    answered = sum(any(_answers(x) for x in c.children) for c in numbered)
    return answered > 1 or sum(groups_answered(page, c) for c in numbered) > 1


def told_again(section: Section) -> set[str]:
    """The label of the problem (问题：) where it comes again below one heading after an answer: the heading groups records."""
    told: set[str] = set()
    again: set[str] = set()
    answered = False
    for child in section.children:
        label = child.line.opening_label if child.kind is None else None
        if label is None:
            continue
        answered = answered or label.role in ANSWERS
        if label.role in PROBLEM:
            again |= {label.words} if answered and label.words in told else set()
            told.add(label.words)
            answered = False
    return again


def opens_with(section: Section, words: set[str]) -> bool:
    """True where one of these labels names the first problem below a heading."""
    below = (c.line for c in section.children if c.kind is None)
    labels = (label for x in below if (label := x.opening_label) and label.role in PROBLEM)
    first = next(labels, None)
    return first is not None and first.words in words


def _own_lines(section: Section) -> Iterator[Line]:
    """The lines of a section without those of numbered ones inside it that are answered for themselves."""
    yield section.line
    for child in section.children:
        part = child.kind is None or child.line.heading_role
        if part or not any(_answers(x) for x in child.children):
            yield from child.lines


def _answers(section: Section) -> bool:
    """True for a line that a label of an answer opens, or of what was required."""
    return section.kind is None and section.line.is_answer


def own_labels(page: Page, section: Section) -> set[str]:
    roles: set[str] = set()
    for line in _own_lines(section):
        if line is section.line:
            roles.update([x.role for x in line.labels])
        elif not line.is_table:
            short = line.end - line.body <= _LABELS_WITHIN
            stop = line.body + _LABELS_WITHIN
            found = line.labels if short else labels_in(page.folded, line.body, stop)
            roles.update([x.role for x in found] if found else ())
            if line.heading_role:
                roles.add(line.heading_role)
    return roles
