"""Letters of a seal around a signed date: a scan without colour keeps them, and they are none of the text."""

import re
from collections.abc import Sequence

from extract.language.folding import fold, squeeze
from extract.readers.printed.geometry import Rule, Run

_DAY = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[〇○零O一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_ACROSS = 85.0  # points from its middle: round seals measure 58 mm at most
_SCRAP = 3  # characters of the rim that are read together
_SIGNED = 3.5  # em above the date within which the body's name stands
_INSIDE = 3.0  # em that scraps stand further in than the text: there its last lines end, however short
_LINE = 10  # characters of a line that tells where the text begins
_BELOW = 3  # lines of text below a signature: who gets a copy, who may be asked
_LEVEL = 0.4  # em between the middles of what stands on one line


def without_seal_letters(runs: Sequence[Run], rules: Sequence[Rule] = ()) -> list[Run]:
    """The runs without scraps of a seal: a few characters around a date below a name, on no line with either.

    What stands above a rule that is longer than a seal is wide, and this above the name, is a cell of a table.
    """
    long = [r for r in rules if r.horizontal and r.x1 - r.x0 > 2 * _ACROSS]
    left = min((r.x0 for r in runs if len(r.text) >= _LINE), default=0.0)
    gone: set[int] = set()
    for day in (r for r in runs if _DAY.fullmatch(squeeze(fold(r.text))) and _closes(runs, r)):
        names = [r for r in runs if 0 < day.middle - r.middle < _SIGNED * day.size and _over(r, day)]
        signer = max((r for r in names if len(r.text) > _SCRAP), key=lambda r: r.middle, default=None)
        if signer is None:
            continue
        low = max((r.top for r in long if r.top < signer.middle), default=0.0)
        x, y = (day.x0 + day.x1) / 2, (day.middle + signer.middle) / 2
        for k, run in enumerate(runs):
            near = abs((run.x0 + run.x1) / 2 - x) < _ACROSS and abs(run.middle - y) < _ACROSS
            apart = all(abs(run.middle - s.middle) > _LEVEL * s.size for s in (day, signer))
            if (
                near
                and apart
                and run.middle > low
                and run.x0 > left + _INSIDE * day.size
                and _is_scrap(run.text)
            ):
                gone.add(k)
    return [run for k, run in enumerate(runs) if k not in gone]


def _closes(runs: Sequence[Run], day: Run) -> bool:
    """True for the day of a signature, below which hardly anything is told; not for the day above a ledger."""
    return sum(r.middle > day.middle and len(r.text) >= _LINE for r in runs) <= _BELOW


def _over(one: Run, other: Run) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _is_scrap(text: str) -> bool:
    plain = squeeze(fold(text))
    return len(plain) <= _SCRAP and not plain.startswith("(") and not plain.endswith("。")
