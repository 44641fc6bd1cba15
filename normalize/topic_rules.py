"""Rules of the taxonomy (`data/topics.toml`): patterns that decide a topic, and hints that support one."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from normalize.gazetteer import DATA
from normalize.records import fold, squeeze


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


@dataclass(frozen=True, slots=True)
class _Rules:
    sure: tuple[tuple[re.Pattern[str], ...], ...]  # one tuple fires where all of its patterns are found
    hints: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHit:
    """What the rules say of one topic: decided by the words `sure`, or supported by `hints` different hints."""

    topic: str
    sure: str | None
    hints: int


@cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads((DATA / "topics.toml").read_text(encoding="utf-8"))


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
def _rules() -> tuple[tuple[str, _Rules], ...]:
    return tuple(
        (f"{subject}.{name}", _compiled(inner))
        for subject, entry in _table().items()
        for name, inner in entry.items()
        if isinstance(inner, dict)
    )


def _compiled(entry: dict[str, list[str]]) -> _Rules:
    alone = [p for p in entry["sure"] if "&" not in p]
    sure: list[tuple[re.Pattern[str], ...]] = []
    if alone:
        sure.append((re.compile("|".join(f"(?:{p})" for p in alone)),))
    sure += [tuple(re.compile(part) for part in p.split("&")) for p in entry["sure"] if "&" in p]
    unless = entry.get("unless")
    return _Rules(
        tuple(sure),
        tuple(re.compile(p) for p in entry["hints"]),
        re.compile("|".join(f"(?:{p})" for p in unless)) if unless else None,
    )


def prepared(text: str) -> str:
    """Fold a finding for rules and model: simplified script, no white space."""
    return squeeze(fold(text))


def rule_hits(text: str) -> list[RuleHit]:
    """Return what the rules say of a prepared text, topics in the order of the taxonomy."""
    found = []
    for topic, rules in _rules():
        words = _sure(rules, text)
        hints = sum(1 for hint in rules.hints if hint.search(text))
        if (words is None and not hints) or (rules.unless is not None and rules.unless.search(text)):
            continue
        found.append(RuleHit(topic=topic, sure=words, hints=hints))
    return found


def _sure(rules: _Rules, text: str) -> str | None:
    for patterns in rules.sure:
        matches = [pattern.search(text) for pattern in patterns]
        if all(matches):
            return "&".join(m[0] for m in matches if m)
    return None
