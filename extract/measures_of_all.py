"""Measures that belong to no finding: of whole parts, advice, work done, next steps."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.cases import Case
from extract.lines.lines import Line, Page
from extract.model import Measure
from extract.regions.finding_regions import Reading
from extract.whole.measures import (
    measures_of,
    measures_of_lines,
    measures_of_part,
    paragraph_measures,
    worked_list,
)

_NEXT_LABEL = re.compile(r"[\u4e00-\u9fff]{2,10}[:：]")  # 下一步工作：…
_LISTS = re.compile("一是|①|(?<!\\d)1[.、)]")
_Placed = tuple[int, Measure]  # where it stands, if its words are of several places


def measures_of_all(page: Page, case: Case, reading: Reading) -> tuple[Measure, ...]:
    """The measures of the document as a whole, in order."""
    found = [*_of_parts(page, case, reading), *_of_advice(page, case, reading)]
    first = min((d.own[0] for d in reading.drafts), default=0)
    worked = worked_list(page, [x for x in case.body if x.start < first])
    if worked and not any(m.kind == "work_done" for _, m in found):
        found += [(0, m) for m in worked]
    for closing in (x for x in case.frame.lists if reading.given.isdisjoint(x.indexes())):
        found += [(closing.lead.start, m) for m in measures_of_lines(page, closing.items, closing.kind)]
    for line in case.frame.next_steps:
        found += _of_next_step(page, line)
    found.sort(key=lambda x: x[1].text.spans[0].start if x[1].text.spans else x[0])
    return tuple(m for _, m in found)


def _of_parts(page: Page, case: Case, reading: Reading) -> Iterator[_Placed]:
    for i, part in enumerate(case.parts):
        if i not in reading.used_parts:
            yield from ((part.start, m) for m in measures_of_part(page, part))
    for sections, kind in reading.whole:
        yield from ((sections[0].start(), m) for m in measures_of(page, sections, kind))


def _of_advice(page: Page, case: Case, reading: Reading) -> Iterator[_Placed]:
    for line in case.frame.advice:
        if line.index not in reading.given:
            yield from ((line.start, m) for m in paragraph_measures(page, line, "recommendation"))


def _of_next_step(page: Page, line: Line) -> list[_Placed]:
    label = _NEXT_LABEL.match(page.folded, line.start, line.end)
    start = label.end() if label else line.start
    if _LISTS.search(page.folded, start, line.end):
        return [(start, m) for m in paragraph_measures(page, replace(line, body=start), "next_step")]
    quote = page.quote((start, line.end))
    return [(line.start, Measure(kind="next_step", text=quote))] if quote else []
