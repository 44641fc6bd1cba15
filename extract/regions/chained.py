"""Clauses around some lines as the chain model reads them, and the faults among them with what answers them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extract.drafts import Range
from extract.language.patterns import NUMBER, THESE
from extract.lines.lines import Line, Page
from extract.roles.chain_model import ANSWER, ASKED, FAULT, OPENS, OTHER, Matrix, chain_model
from extract.roles.clauses import COLON, COMMA, LINE, Clause, clauses_of

SURE = 0.75  # mean share of what a stretch is taken for
_AROUND = 4  # lines on either side that tell the chain where it is
# 上述6个问题已全部整改完成: speaks of all that were told before
_OF_ALL = re.compile(
    rf"[ ]*(?:截至目前[，,]?)?(?:{THESE}|该)?{NUMBER}[个项](?:方面)?(?:的)?(?:问题|事项)?"
    "[^，,。；;]{0,12}(?:已|均|全部|尚未|正在|处于)"
)


@dataclass(slots=True)
class Told:
    """A fault, the clauses that describe it and those that answer it: positions among the clauses."""

    title: list[int]
    detail: list[int] = field(default_factory=list)
    answer: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chain:
    """The clauses of a document, what each does, and the lines that they were cut from."""

    lines: list[Line]
    clauses: list[Clause]
    shares: Matrix

    def mean(self, of: Sequence[int], *tags: int) -> float:
        """The mean share of these tags together."""
        return float(self.shares[np.ix_(of, tags)].sum()) / len(of)

    def line(self, i: int) -> Line:
        """The line that a clause stands in."""
        return self.lines[self.clauses[i].line]


def lines_told(page: Page) -> list[Line]:
    """The lines whose clauses the chain reads, and which it is trained on: running text and headings, no tables."""
    return [x for x in page.lines if not x.is_table and x.block.kind in ("paragraph", "heading")]


def chains_of(page: Page, lines: list[Line], stretches: Sequence[Range], *, answered: bool) -> list[Chain]:
    """For each stretch of lines its clauses and those of the lines around it, which the chain goes by as well."""
    within = [(max(a - _AROUND, 0), min(b + _AROUND, len(lines))) for a, b in stretches]
    only = sorted({n for a, b in within for n in range(a, b)})
    clauses = clauses_of(page.folded, [(x.start, x.end) for x in lines], answered=answered, only=only)
    at = [c.line for c in clauses]
    held = [(bisect_left(at, a), bisect_left(at, b)) for a, b in within]
    shares = chain_model().shares(clauses, held)
    return [Chain(lines, clauses[a:b], x) for (a, b), x in zip(held, shares, strict=True)]


def faults_in(page: Page, chain: Chain, run: list[int]) -> tuple[list[list[Told]], list[Range]]:
    """The faults of some clauses with what answers them, in groups: faults told one behind the other share their answers.
    What speaks of all of them comes beside.
    """
    groups: list[list[Told]] = [[]]
    closing: list[Range] = []
    before = OTHER
    for i in run:
        c, tag = chain.clauses[i], int(chain.shares[i].argmax())
        last = groups[-1][-1] if groups[-1] else None
        if last is not None and _OF_ALL.match(page.folded, c.start, c.end):
            closing.append((c.start, c.end))
            tag = -1
        elif closing and c.behind == COMMA and closing[-1][1] == c.start:
            closing[-1] = (closing[-1][0], c.end)
            tag = -1
        elif tag in (FAULT, OPENS):
            unsure = tag == FAULT or (c.behind == COMMA and chain.shares[i][OPENS] < SURE)
            if last is not None and before in (FAULT, OPENS) and unsure:
                (last.title if c.behind in (COMMA, COLON) and not last.detail else last.detail).append(i)
            elif last is not None and before in (FAULT, OPENS):
                groups[-1].append(Told([i]))
            else:
                groups.append([Told([i])])
        elif last is not None and (tag != OTHER or (before in (ANSWER, ASKED) and c.behind != LINE)):
            last.answer.append(i)
            tag = ANSWER if tag == OTHER else tag
        elif c.behind == LINE:
            groups.append([])
        before = tag
    return [g for g in groups if g], closing
