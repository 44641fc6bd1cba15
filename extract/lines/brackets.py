"""Labels inside brackets after a heading: 商场（责任单位：区商务局；整改时限：6月底）."""

import re
from dataclasses import dataclass

from extract.lines.labels import Role, label_at
from extract.lines.lines import Page

_BRACKET = re.compile(
    r"[(（【\[](?P<inside>[^()（）【】\[\]]{4,200}(?:[(（][^()（）]{1,40}[)）][^()（）]{0,60})?)[)）】\]]"
)
_TOLD: frozenset[Role] = frozenset(
    ["responsible", "assisting", "deadline", "status", "progress", "pace", "person"]
)


@dataclass(slots=True, kw_only=True)
class LabelledBracket:
    """A bracket at `start`..`end` and the text inside it, which a label opens."""

    start: int
    end: int
    inside: tuple[int, int]


def labelled_bracket(page: Page, start: int, end: int) -> LabelledBracket | None:
    """The first bracket of a stretch of text that a label of units, time or status opens; None without one."""
    for m in _BRACKET.finditer(page.folded, start, end):
        label = label_at(page.folded, m.start("inside"), m.end("inside"))
        if label and label.role in _TOLD:
            return LabelledBracket(start=m.start(), end=m.end(), inside=m.span("inside"))
    return None
