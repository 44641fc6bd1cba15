"""No pattern of ours grows faster than its text: every compiled pattern of the packages on adversarial strings.

A pattern is tried the way it is used: where the source only ever matches it at a place, only there; else by search.
Of each string, four times the length may cost about four times the time; a pattern that backtracks over runs costs
sixteen times. What is known to do so is named below with its room, to be mended there; nothing may be added.
"""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _parser  # the parsed pattern tells which characters it waits for

import pytest

from tests.zhenggai.patterns import every_pattern

ROOT = Path(__file__).parents[2]
UNITS = ("1", "一", " ", "\u3000", "第1", "（一）", "1.", "、", "年1", "甲", "a", "《", "。", "-", "\n")
SIZES = (100, 400, 1600)
LONGEST = SIZES[-1]
SLOW = 0.004  # seconds for the longer of two texts below which nothing is said: too little to measure
PATIENCE = 10.0  # seconds of the clock for one string: trying every way to cut it would take years
SUPER_LINEAR = 9.0  # times as long for four times the text

# Patterns that are slower than their text and may stay so, each with its reason. A document that takes too long is
# refused (max_seconds), so they cost a hostile document and no other.
KNOWN = frozenset(
    {
        "extract.files.charset._COMMENT",  # sees the beginning of a page only
        "extract.notice.counts._POINTS",  # its two gaps are bounded: a hundred ways at each place, not more
        "extract.readers.furniture.fields:_lean",  # sees our own patterns only
        "extract.status.forms.status_words.any_filling",  # sees a clause at its start
        "extract.status.forms.status_words.counted_before",  # sees twenty characters
        "extract.status.forms:pattern",  # as any_filling
    }
)


def waits_for(tree: object) -> Iterator[str]:
    """Characters that a parsed pattern waits for, in order."""
    for op, value in tree:
        name = str(op)
        if name == "LITERAL":
            yield chr(value)
        elif name == "IN":
            yield from (
                chr(v if str(o) == "LITERAL" else v[0])
                for o, v in value[:1]
                if str(o) in ("LITERAL", "RANGE")
            )
        elif name.endswith("REPEAT"):
            yield from waits_for(value[2])
        elif name == "SUBPATTERN":
            yield from waits_for(value[3])
        elif name == "BRANCH":
            for branch in value[1][:3]:
                yield from waits_for(branch)


class TooLong(Exception):
    pass


def cost(pattern: re.Pattern, text: str | bytes, *, at_place: bool) -> float:
    """The least processor time of some runs; of a run that is not done by then, what it has taken."""
    best = start = PATIENCE
    signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        for _ in range(3):
            start = time.process_time()
            if at_place:
                pattern.match(text)
            else:
                for _ in pattern.finditer(text):
                    pass
            best = min(best, time.process_time() - start)
            if best > 50 * SLOW or best < SLOW / 1000:
                break
    except TooLong:
        return min(best, time.process_time() - start)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return best


def _end(*_: object) -> None:
    raise TooLong


def slower_than_its_text(pattern: re.Pattern, *, at_place: bool) -> str:
    """A string that shows it, or ''."""
    told = "".join(waits_for(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))
    for unit in dict.fromkeys((*UNITS, *told[:12], told[:2], told[:4])):
        before = PATIENCE
        for size in SIZES if unit else ():
            text = (unit * (size // len(unit)))[: size - 1] + "!"
            made = text.encode("utf-8", "ignore") if isinstance(pattern.pattern, bytes) else text
            taken = cost(pattern, made, at_place=at_place)
            if taken > SLOW and taken > SUPER_LINEAR * before:
                return f"{unit!r} x {size}: {taken * 1e3:.0f} ms"
            if taken < SLOW / 2 * (size / LONGEST) ** 2:
                break  # even a square of it would not be slow
            before = taken
    return ""


@pytest.mark.slow
def test_no_pattern_is_slower_than_its_text():
    slow = {}
    for (pattern, flags), use in every_pattern().items():
        if said := slower_than_its_text(re.compile(pattern, flags), at_place=use.at_place):
            slow[use.where] = said
    assert {where: said for where, said in slow.items() if where not in KNOWN} == {}


def test_known_slow_patterns_still_exist():
    """Asked of a new process: here other tests may have compiled what is compiled at first need."""
    ask = "from tests.zhenggai.patterns import every_pattern as e; print(*{u.where for u in e().values()}, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=ROOT)
    assert set(done.stdout.splitlines()) >= KNOWN
