"""No pattern of ours grows faster than its text: every compiled pattern of the packages on adversarial strings.

A pattern is tried the way it is used: where the source only ever matches it at a place, only there; else by search.
Of each string, four times the length may cost about four times the time; a pattern that backtracks over runs costs
sixteen times. What is known to do so is named below with its room, to be mended there; nothing may be added.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from re import _parser  # the parsed pattern tells which characters it waits for

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("scrapers", "extract", "normalize", "db", "zhenggai")
METHODS = re.compile(r"\b(\w+)\.(match|fullmatch|search|finditer|findall|sub|subn|split)\(")
UNITS = ("1", "一", " ", "\u3000", "第1", "（一）", "1.", "、", "年1", "甲", "a", "《", "。", "-", "\n")
SHORT, LONG = 400, 1600
SLOW = 0.004  # seconds for LONG characters below which nothing is said: too little to measure
SUPER_LINEAR = 9.0  # times as long for four times the text

# Patterns that are slower than their text, quadratic on long runs of one character. A document that takes too long is
# refused (max_seconds), so they cost a hostile document and no other; still, each is to be mended where it stands.
KNOWN = frozenset(
    {
        "extract.charset._COMMENT",  # of the first 4096 bytes alone
        "extract.readers.html_fields._DATE",
        "extract.readers.html_title._CUT",
        "extract.readers.pdf_likeness._NUMBER",
        "extract.readers.pdf_rows._SERIAL",
        "extract.readers.sheet_writing._KEY_VALUE",
        "normalize.document_prefixes._LETTERS",
        "normalize.money_context._BREAK",
        "normalize.money_context._RIGHT_BREAK",
        "normalize.people._TELEPHONE",
        "normalize.regulations._NUMBERED",
        "normalize.regulations._VERSION",
        "scrapers.jsons.CALLBACK",
        "zhenggai.scoring.signals._INNER_LABEL",
        "zhenggai.scoring.signals._INNER_NUMBER",
    }
)


def compiled() -> dict[str, re.Pattern]:
    """Every pattern that a module of ours holds, by the name of its first holder."""
    found: dict[tuple, str] = {}
    for room in ROOMS:
        for info in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            if ".training" not in info.name and not info.name.endswith("__main__"):
                held = vars(importlib.import_module(info.name))
                for name, value in list(held.items()):
                    if not name.startswith("__"):
                        for pattern in patterns_in(value):
                            found.setdefault((pattern.pattern, pattern.flags), f"{info.name}.{name}")
    return {where: re.compile(*key) for key, where in found.items()}


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict | list | tuple | set | frozenset):
        for part in list(value.values() if isinstance(value, dict) else value)[:2000]:
            yield from patterns_in(part, depth + 1)


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


def used() -> dict[str, set[str]]:
    """The methods by which the source calls each name."""
    calls: dict[str, set[str]] = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for name, method in METHODS.findall(path.read_text(encoding="utf-8")):
                calls.setdefault(name, set()).add(method)
    return calls


def cost(pattern: re.Pattern, text: str | bytes, *, at_place: bool) -> float:
    """The least processor time of some runs."""
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        if at_place:
            pattern.match(text)
        else:
            for _ in pattern.finditer(text):
                pass
        best = min(best, time.process_time() - start)
        if best > 50 * SLOW:
            break
    return best


def slower_than_its_text(pattern: re.Pattern, *, at_place: bool) -> str:
    """A string that shows it, or ''."""
    told = "".join(waits_for(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))
    for unit in dict.fromkeys((*UNITS, *told[:12], told[:2], told[:4])):
        if unit:
            texts = [(unit * (size // len(unit)))[: size - 1] + "!" for size in (SHORT, LONG)]
            made = [t.encode("utf-8", "ignore") if isinstance(pattern.pattern, bytes) else t for t in texts]
            long = cost(pattern, made[1], at_place=at_place)
            if long > SLOW and long > SUPER_LINEAR * cost(pattern, made[0], at_place=at_place):
                return f"{unit!r} x {LONG}: {long * 1e3:.0f} ms"
    return ""


@pytest.mark.slow
def test_no_pattern_is_slower_than_its_text():
    calls = used()
    slow = {}
    for where, pattern in compiled().items():
        methods = calls.get(where.rpartition(".")[2], {"search"})
        if said := slower_than_its_text(pattern, at_place=methods <= {"match", "fullmatch"}):
            slow[where] = said
    assert {where: said for where, said in slow.items() if where not in KNOWN} == {}


def test_known_slow_patterns_still_exist():
    assert compiled().keys() >= KNOWN
