"""The forms of `data/status_words.toml`: what states a status, as patterns, and what refuses it.

A pattern is compiled when a text first holds what it needs: most notices use few of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, get_args

from extract.language.anchors import anchors, guarded
from extract.language.patterns import either
from extract.vocabulary import vocabulary

Status = Literal[
    "completed",
    "largely_completed",
    "in_progress",
    "long_term",
    "not_completed",
    "transferred",
    "not_required",
]
BREAK = r",。;:!?()\[\]【】〔〕“”‘’\"'|/《》…\n\s"


@dataclass(frozen=True)
class Form:
    """One form: phrases of one status, all found by one pattern."""

    status: Status
    rule: str
    where: Literal["anywhere", "clause", "sentence"]
    source: str
    needs: tuple[str, ...]  # words of which every phrase of this form holds one; empty: not known
    anchors: frozenset[str]  # the same, told from its pattern

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)

    @cached_property
    def hint(self) -> re.Pattern[str]:
        """Found in every text that holds a phrase of this form."""
        return any_of(self.anchors)


@dataclass(frozen=True)
class Vocabulary:
    """Everything of the data file, as patterns."""

    anywhere: tuple[
        tuple[re.Pattern[str] | None, tuple[tuple[int, Form], ...]], ...
    ]  # ranked, by their needs
    filling: tuple[tuple[int, Form], ...]  # forms that fill a clause
    phrase: str  # any phrase of all these forms, as the source of a pattern
    any_filling: re.Pattern[str]  # matches where one of them may: most clauses are passed over at once
    hint: re.Pattern[str]  # found in every text that states a status, white space inside words or not
    hint_of_filling: re.Pattern[str]
    before: re.Pattern[str]
    before_stated: re.Pattern[str]
    deadline: re.Pattern[str]
    noun: re.Pattern[str]
    counted: re.Pattern[str]
    counted_before: re.Pattern[str]
    time_only: re.Pattern[str]
    called: re.Pattern[str]  # 视作, 属 right before the form
    column: dict[str, Any]
    both: dict[frozenset[str], Status | Literal["first"]]


@cache
def status_words() -> Vocabulary:
    """Read the data file, once."""
    data = vocabulary("status_words")
    refuse, follow, lead = data["refuse"], data["follow"], data["lead"]
    sets = {name: either(words) for name, words in data["words"].items()}
    sets["gap"] = rf"(?:(?!{refuse['gap']})[^{BREAK}]){{0,24}}?"
    sets["any"] = rf"[^{BREAK}]{{0,24}}?"
    after = rf"(?=$|[{BREAK}、]|的|{follow['goes_on']}|{follow['noun']}|{follow['counted']}|(?:工作|以?外|之外)[{BREAK}])"
    time = f"(?:{guarded(either(lead['time']))})*"
    subject = guarded(either(lead["subject"]))
    front = rf"{time}(?P<subject>(?:{either(lead['which'])}[^{BREAK}]{{0,40}}?)?{subject})?{time}{lead['called']}?"
    bodies = [(e, guarded(either([_filled(form, sets) for form in e["forms"]]))) for e in data["form"]]
    anywhere = [_form(e, body, body + after) for e, body in bodies if e["where"] == "anywhere"]
    filling = [
        _form(e, body, rf"{front}(?P<form>{body}){after}") for e, body in bodies if e["where"] != "anywhere"
    ]
    any_filling = f"{front}{either([body for e, body in bodies if e['where'] != 'anywhere'])}{after}"
    needs = dict.fromkeys(form.needs for form in anywhere)
    return Vocabulary(
        anywhere=tuple(
            (any_of(n) if n else None, tuple((i, f) for i, f in enumerate(anywhere) if f.needs == n))
            for n in needs
        ),
        filling=tuple(enumerate(filling, len(anywhere))),
        phrase=either([body for _, body in bodies]),
        any_filling=re.compile(guarded(any_filling)),
        hint=any_of({a for f in [*anywhere, *filling] for a in f.anchors}, between=r"\s*"),
        hint_of_filling=any_of({a for f in filling for a in f.anchors}),
        before=re.compile(refuse["before"]),
        before_stated=re.compile(refuse["before_stated"]),
        deadline=re.compile(refuse["deadline"]),
        noun=re.compile(f"的|{follow['noun']}"),
        counted=re.compile(follow["counted"]),
        counted_before=re.compile(follow["counted_before"]),
        called=re.compile(f"{lead['called']}$"),
        time_only=re.compile(either(lead["time"]) + "+"),
        column=data["column"],
        both={frozenset(both["of"]): both["is"] for both in data["both"]},
    )


def any_of(words: Iterable[str], *, between: str = "") -> re.Pattern[str]:
    """A pattern that finds any of some words; `between` may stand between their characters."""
    held = sorted(words)
    least = [w for w in held if not any(w != other and other in w for other in held)]
    by_first: dict[str, list[str]] = {}
    for word in least:
        by_first.setdefault(word[0], []).append(between.join(map(re.escape, word[1:])))
    lead = {first: f"{re.escape(first)}{between if any(rest) else ''}" for first, rest in by_first.items()}
    return re.compile("|".join(f"{lead[first]}(?:{'|'.join(rest)})" for first, rest in by_first.items()))


def _filled(form: str, sets: dict[str, str]) -> str:
    """Put the sets of words for their names."""
    return re.sub(r"\{([a-z_]+)\}", lambda m: sets[m[1]], form)


def _form(entry: dict[str, Any], body: str, pattern: str) -> Form:
    if entry["status"] not in get_args(Status):
        raise ValueError(
            f"status_words.toml: unknown status {entry['status']!r}; known: {', '.join(get_args(Status))}"
        )
    held = anchors(body)
    if held is None:
        raise ValueError(
            f"status_words.toml: the forms of {entry['rule']!r} hold no word for certain; write out what each needs"
        )
    return Form(
        status=entry["status"],
        rule=entry["rule"],
        where=entry["where"],
        source=pattern,
        needs=tuple(entry.get("needs", ())),
        anchors=held,
    )
