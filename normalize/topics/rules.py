"""Rules of the taxonomy (`data/topics.toml`): patterns that decide a topic, and hints that support one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from extract.model import Sieve, anchors, sieve
from normalize.records import fold, squeeze
from normalize.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One entry of the taxonomy. `parent` is None for a subject (first level)."""

    id: str
    parent: str | None
    zh: str
    en: str
    about_zh: str
    about_en: str
    not_zh: str
    not_en: str


@dataclass(frozen=True)
class _Test:
    """One thing to look for: one of a topic's sure patterns, sure patterns that must all be there, a hint, or what denies it.

    `certain`: a text with its anchor holds it, so that it need not be looked for.
    """

    topic: int
    sources: tuple[str, ...]  # fires where all of them are found
    kind: Literal["sure", "hint", "unless"]
    certain: bool = False

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Compiled when a text first holds one of its anchors: to compile them all takes longer than a notice."""
        return tuple(map(re.compile, self.sources))

    def found(self, text: str) -> tuple[int, str] | None:
        """Where it first stands in a text, and as which words."""
        start = -1
        words: list[str] = []
        for pattern in self.patterns:
            match = pattern.search(text)
            if match is None:
                return None
            start = start if words else match.start()
            words.append(match[0])
        return start, "&".join(words)


@dataclass(frozen=True, slots=True)
class _Rules:
    """All tests, and which of them a text with a certain string of at most three characters can pass."""

    topics: tuple[str, ...]
    tests: tuple[_Test, ...]
    sieve: Sieve


@dataclass(slots=True, kw_only=True)
class RuleHit:
    """What the rules say of one topic: decided by the words `sure`, or supported by `hints` different hints."""

    topic: str
    sure: str | None
    hints: int


@cache
def _table() -> dict[str, dict[str, Any]]:
    return vocabulary("topics")


@cache
def topics() -> tuple[Topic, ...]:
    """Return the taxonomy in the order of the data file, each subject before its topics."""
    found: list[Topic] = []
    for subject, entry in _table().items():
        found.append(_topic(subject, None, entry))
        found.extend(
            _topic(f"{subject}.{name}", subject, inner)
            for name, inner in entry.items()
            if isinstance(inner, dict)
        )
    return tuple(found)


def _topic(key: str, parent: str | None, entry: dict[str, object]) -> Topic:
    words = {k: str(entry.get(k, "")) for k in ("zh", "en", "about_zh", "about_en", "not_zh", "not_en")}
    return Topic(id=key, parent=parent, **words)


@cache
def _rules() -> _Rules:
    entries = [
        (f"{subject}.{name}", inner)
        for subject, entry in _table().items()
        for name, inner in entry.items()
        if isinstance(inner, dict)
    ]
    tests: list[_Test] = []
    held: list[frozenset[str] | None] = []
    for topic, (_, entry) in enumerate(entries):
        for test, strings in _tests(topic, entry):
            held.append(strings)
            tests.append(test)
    return _Rules(
        topics=tuple(key for key, _ in entries),
        tests=tuple(tests),
        sieve=sieve(held),
    )


def _tests(topic: int, entry: dict[str, list[str]]) -> Iterator[tuple[_Test, frozenset[str] | None]]:
    """Yield the tests of one topic, each with the strings of which a text must hold one.

    Sure patterns are told apart, and not tried as one: a text can pass few of them, and to try all takes ten times as long.
    """
    for alone in (p for p in entry["sure"] if "&" not in p):
        yield _Test(topic, (alone,), "sure"), anchors(alone)
    for several in (p.split("&") for p in entry["sure"] if "&" in p):
        yield _Test(topic, tuple(several), "sure"), anchors(several[0])
    for hint in entry["hints"]:
        held = anchors(hint)
        yield _Test(topic, (hint,), "hint", certain=held == frozenset({hint})), held
    if entry.get("unless"):
        unless = "|".join(f"(?:{p})" for p in entry["unless"])
        yield _Test(topic, (unless,), "unless"), anchors(unless)


def prepared(text: str) -> str:
    """Fold a finding for rules and model: simplified script, no white space."""
    return squeeze(fold(text))


def rule_hits(texts: Sequence[str]) -> list[list[RuleHit]]:
    """Return what the rules say of some prepared texts, topics in the order of the taxonomy."""
    possible = _rules().sieve.possible(texts)
    return [_hits(text, tests) for text, tests in zip(texts, possible, strict=True)]


def _hits(text: str, possible: Iterable[int]) -> list[RuleHit]:
    """Try the tests that a text can pass, in order: a topic's sure patterns, its hints, what denies it.

    Of the sure patterns the first in the text is told, and those that must all be there only where none stands alone.
    """
    rules = _rules()
    sure: dict[int, tuple[int, str]] = {}
    hints: dict[int, int] = {}
    for number in possible:
        test = rules.tests[number]
        topic = test.topic
        if test.kind == "hint":
            if test.certain or test.patterns[0].search(text):
                hints[topic] = hints.get(topic, 0) + 1
        elif test.kind == "unless":
            if (topic in sure or topic in hints) and test.patterns[0].search(text):
                sure.pop(topic, None)
                hints.pop(topic, None)
        elif (len(test.sources) == 1 or topic not in sure) and (found := test.found(text)):
            before = sure.get(topic)
            if before is None or found[0] < before[0]:
                sure[topic] = found
    return [
        RuleHit(
            topic=rules.topics[topic],
            sure=sure[topic][1] if topic in sure else None,
            hints=hints.get(topic, 0),
        )
        for topic in sorted({*sure, *hints})
    ]
