"""Names of fields without a number, each alone on its line above paragraphs that tell findings: 收入管理 / F。已…。 / 支出管理 /
…, told by what stands below them."""

from collections.abc import Iterator

from extract.lines.labels import PROBLEM
from extract.lines.lines import Line, Page
from extract.lines.parts import part_role
from extract.outline.group_headings import heads_group
from extract.outline.paired import is_faulty

_NAME = 20  # characters of such a name
_FEWEST = 2
_MOST = 0.6  # share of the paragraphs that must tell a fault first


def fields_above(page: Page, lines: list[Line]) -> list[int]:
    """Their indexes: two or more between two numbers, all that is short there; more paragraphs than names, most of which
    open with a fault.
    """
    above, heads = False, 0  # counted without a call: most pages have none
    for line in lines:
        long = line.end - line.start > _NAME
        heads += above and long and line.is_plain
        above = line.is_plain and not long
    if heads < _FEWEST:
        return []
    return [i for run in _runs(lines) for i in _named(page, lines, run)]


def _runs(lines: list[Line]) -> Iterator[range]:
    """Stretches of plain lines, each up to a line that heads a part."""
    start: int | None = None
    for at, line in enumerate(lines):
        inside = line.is_plain and (line.end - line.start > _NAME or part_role(line.text) is None)
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            yield range(start, at)
            start = None
    if start is not None:
        yield range(start, len(lines))


def _named(page: Page, lines: list[Line], run: range) -> list[int]:
    short = [k for k in run if lines[k].end - lines[k].start <= _NAME]
    while short and not (_heads(page, lines, short[0], run) and _opens_with_fault(page, lines[short[0] + 1])):
        del short[0]  # a day, a form of address
    if len(short) < _FEWEST or run.stop - short[0] <= 2 * len(short):
        return []
    if not all(_heads(page, lines, k, run) for k in short[1:]):
        return []
    told = [lines[k] for k in range(short[0], run.stop) if k not in short]
    if not all(_ends_sentence(x) for x in told):
        return []
    faults = sum(_opens_with_fault(page, x) for x in told)
    return [lines[k].index for k in short] if faults >= _MOST * len(told) else []


def _heads(page: Page, lines: list[Line], k: int, run: range) -> bool:
    return k + 1 < run.stop and heads_group(page, lines, k, anew=True)


def _ends_sentence(line: Line) -> bool:
    return line.text.rstrip().endswith(("。", ";", ":"))


def _opens_with_fault(page: Page, line: Line) -> bool:
    label = line.opening_label
    return label.role in PROBLEM if label else is_faulty(page, line)
