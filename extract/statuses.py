"""Find the words that state how far a rectification has come, and tell which of seven states they mean.

The vocabulary is `data/status_words.toml`: sets of words and the forms they build (aspect + adverb +
verb + result), so that phrases nobody listed are read too. Not a status, and never returned: a
required pace (立行立改, 分阶段整改), an acceptance (接納), a requirement or plan (要求…整改, 将…),
an act alone (已上缴), the validity of a page (有效).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from extract.folding import fold

Status = Literal[
    "completed",
    "largely_completed",
    "in_progress",
    "long_term",
    "not_completed",
    "transferred",
    "not_required",
]
_DATA = Path(__file__).with_name("data") / "status_words.toml"
_BREAK = r",。;:!?()\[\]【】〔〕“”‘’\"'|/《》…\n\s"
_HINT = re.compile(
    r"[整办改完结落解到列追移长常推进行实处无毋不未没参销闭清研难缓超逾取初坚理转纠执检尚验正]"
)
_CLAUSE = re.compile(rf"[^{_BREAK}]+")
_BREAKS = re.compile(f"[{_BREAK}]")
_STOP = re.compile(r"[。；;\n]")
_WRAP = re.compile(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff]")
_STATED = re.compile(r"已|正|未|没|在|拒|不|需|须|中$")
_MAX_CLAUSE = 120  # longer runs without punctuation are not looked at as clauses: no status phrase is as long


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusHit:
    """Words of a text that state a status: `text[start:end]`, white space inside as it stands.

    `attributive`: they only name a group or quote the word (已完成整改的问题, “正在整改”).
    `counted`: they count findings (已完成整改8个) instead of speaking of one.
    """

    start: int
    end: int
    status: Status
    text: str
    rule: str
    attributive: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    status: Status
    rule: str
    where: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]  # words of which every phrase of this form holds one; empty: not known


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    anywhere: tuple[_Form, ...]
    filling: tuple[_Form, ...]  # forms that fill a clause
    any_filling: re.Pattern[str]  # matches where one of them may: most clauses are passed over at once
    before: re.Pattern[str]
    before_stated: re.Pattern[str]
    deadline: re.Pattern[str]
    noun: re.Pattern[str]
    counted: re.Pattern[str]
    counted_before: re.Pattern[str]
    time_only: re.Pattern[str]
    column: dict[str, Any]
    both: dict[frozenset[str], Status | Literal["first"]]


def find_status(text: str, *, is_folded: bool = False) -> list[StatusHit]:
    """Locate stated statuses in running text, in order; never raises. Takes time linear in the text.

    `is_folded` spares the folding of a text that is folded already.

    >>> [(hit.text, hit.status) for hit in find_status("第1项已整改到位，第2项正在整改。")]
    [('已整改到位', 'completed'), ('正在整改', 'in_progress')]
    """
    folded = text if is_folded else fold(text)
    if not _HINT.search(folded):
        return []
    hits = _find(folded, text)
    if not _WRAP.search(text):
        return hits
    bare = "".join(text.split())
    # White space may be a boundary (cells run together) or lie inside a phrase (wrapped lines): try both.
    offsets = [i for i, c in enumerate(text) if not c.isspace()]
    for hit in _find(bare if is_folded else fold(bare), bare):
        start, end = offsets[hit.start], offsets[hit.end - 1] + 1
        wrapped = any(c.isspace() for c in text[start:end])
        if wrapped and not any(h.start < end and start < h.end for h in hits):
            hits.append(replace(hit, start=start, end=end, text=text[start:end]))
    return sorted(hits, key=lambda h: h.start)


def classify_status(text: str, *, heading: str | None = None) -> Status | None:
    """Return the status that a whole phrase states, or None where it states none or several that disagree.

    `heading` is the label of the column or line the phrase stands under: 是 and 否 count only under a
    heading that asks (是否完成), and under a heading of pace (整改类型) nothing is a status.
    """
    words = _vocabulary()
    phrase = fold(text).strip(" \n,。;:、")
    while len(phrase) > 1 and phrase[0] + phrase[-1] in ("“”", "()", '""', "[]", "【】", "〔〕"):
        phrase = phrase[1:-1].strip(" \n,。;:、")
    if heading is not None:
        under = _under_heading(phrase, fold(heading), words)
        if under != "read":
            return under
    found = [h.status for h in find_status(phrase, is_folded=True) if not h.attributive and not h.counted]
    if len(set(found)) == 1:
        return found[0]
    if not found and re.fullmatch(words.column["under_way"], phrase):
        return "in_progress"
    both = words.both.get(frozenset(found))
    return found[0] if both == "first" else both


def _under_heading(phrase: str, heading: str, words: _Vocabulary) -> Status | Literal["read"] | None:
    column = words.column
    if re.search(column["asks_done"], heading):
        if phrase.upper() in column["yes"]:
            return "completed"
        if phrase.upper() in column["no"]:
            return "not_completed"
    elif re.search(column["pace"], heading):
        return None
    if phrase in column["tick"]:
        return classify_status(heading)
    return "read"


def _find(folded: str, text: str) -> list[StatusHit]:
    words = _vocabulary()
    taken: list[tuple[int, int, int, _Form]] = []
    for rank, form in enumerate(words.anywhere):
        taken += [(m.start(), m.end(), rank, form) for m in _matches(form, folded)]
    taken = [t for t in taken if not _refused(folded, _clause_start(folded, t[0]), t[0], t[1], words)]
    taken += _clause_hits(folded, words, {t[1] for t in taken})
    hits: list[StatusHit] = []
    for start, end, _, form in sorted(taken, key=lambda t: (t[0], t[0] - t[1], t[2])):
        if not hits or start >= hits[-1].end:
            hits.append(_hit(folded, text, start, end, form, words))
    return _spread_attributive(hits, folded)


def _matches(form: _Form, folded: str) -> Iterator[re.Match[str]]:
    """Matches of a form that may stand anywhere; only clauses with a word it needs, and what follows them, are searched."""
    if not form.needs:
        yield from form.pattern.finditer(folded)
        return
    at = 0
    while True:
        found = [i for i in (folded.find(word, at) for word in form.needs) if i >= 0]
        if not found:
            return
        start = max(at, _clause_start(folded, min(found)))
        stop = _STOP.search(folded, min(found))
        end = stop.start() if stop else len(folded)
        yield from form.pattern.finditer(folded, start, end)
        at = end + 1


def _clause_hits(folded: str, words: _Vocabulary, ends: set[int]) -> Iterator[tuple[int, int, int, _Form]]:
    """Yield the forms that fill a clause; `ends` are the ends of status phrases already found."""
    seen = set(ends)
    previous_is_frame = True
    for clause in _CLAUSE.finditer(folded):
        gap = folded[clause.start() - 1] if clause.start() else "\n"
        free = previous_is_frame or gap not in ",/" or (clause.start() - 1) in seen
        if clause.end() - clause.start() <= _MAX_CLAUSE and words.any_filling.match(folded, clause.start()):
            for rank, form in enumerate(words.filling, len(words.anywhere)):
                m = form.pattern.match(folded, clause.start())
                if m is None or (form.where == "sentence" and not (free or m["subject"])):
                    continue
                if not _refused(folded, clause.start(), m.start("form"), m.end(), words):
                    seen.add(m.end())
                    yield m.start("form"), m.end(), rank, form
        previous_is_frame = words.time_only.fullmatch(clause[0]) is not None


def _clause_start(folded: str, position: int) -> int:
    start = position
    while start > max(0, position - _MAX_CLAUSE) and not _BREAKS.match(folded, start - 1):
        start -= 1
    return start


def _refused(folded: str, clause: int, start: int, end: int, words: _Vocabulary) -> bool:
    """Tell whether the words before a form make it a requirement, a plan or a condition."""
    left = folded[clause:start]
    if not left:
        return False
    if _STATED.search(folded[start:end]):
        return words.before_stated.search(left) is not None
    return (words.before.search(left) or words.deadline.search(left)) is not None


def _hit(folded: str, text: str, start: int, end: int, form: _Form, words: _Vocabulary) -> StatusHit:
    quoted = start > 0 and folded[start - 1] in "“‘\"'" and folded[end : end + 1] in ("”", "’", '"', "'")
    counted = words.counted.match(folded, end)
    before = words.counted_before.search(folded, max(0, start - 20), start)
    return StatusHit(
        start=start,
        end=end,
        status=form.status,
        text=text[start:end],
        rule=form.rule,
        attributive=quoted or (not counted and words.noun.match(folded, end) is not None),
        counted=counted is not None or (before is not None and before[1] is None),
    )


def _spread_attributive(hits: list[StatusHit], folded: str) -> list[StatusHit]:
    """In 正在推进和需长期坚持的事项 the noun belongs to both."""
    for i in range(len(hits) - 2, -1, -1):
        if hits[i + 1].attributive and folded[hits[i].end : hits[i + 1].start] in (
            "和",
            "、",
            "及",
            "与",
            "或",
            "以及",
        ):
            hits[i] = replace(hits[i], attributive=True)
    return hits


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(words) + ")"


@cache
def _vocabulary() -> _Vocabulary:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    refuse, follow, lead = data["refuse"], data["follow"], data["lead"]
    sets = {name: _any(words) for name, words in data["words"].items()}
    sets["gap"] = rf"(?:(?!{refuse['gap']})[^{_BREAK}]){{0,24}}?"
    sets["any"] = rf"[^{_BREAK}]{{0,24}}?"
    after = rf"(?=$|[{_BREAK}、]|的|{follow['goes_on']}|{follow['noun']}|{follow['counted']}|(?:工作|以?外|之外)[{_BREAK}])"
    time = _any(lead["time"]) + "*"
    front = (
        rf"{time}(?P<subject>(?:{_any(lead['which'])}[^{_BREAK}]{{0,40}}?)?{_any(lead['subject'])})?{time}"
    )
    filling = [e for e in data["form"] if e["where"] != "anywhere"]
    bodies = _any([_body(e, sets) for e in filling])
    return _Vocabulary(
        anywhere=tuple(_form(e, _body(e, sets) + after) for e in data["form"] if e["where"] == "anywhere"),
        filling=tuple(_form(e, rf"{front}(?P<form>{_body(e, sets)}){after}") for e in filling),
        any_filling=re.compile(rf"{front}{bodies}{after}"),
        before=re.compile(refuse["before"]),
        before_stated=re.compile(refuse["before_stated"]),
        deadline=re.compile(refuse["deadline"]),
        noun=re.compile(f"的|{follow['noun']}"),
        counted=re.compile(follow["counted"]),
        counted_before=re.compile(follow["counted_before"]),
        time_only=re.compile(_any(lead["time"]) + "+"),
        column=data["column"],
        both={frozenset(both["of"]): both["is"] for both in data["both"]},
    )


def _body(entry: dict[str, Any], sets: dict[str, str]) -> str:
    return _any([re.sub(r"\{([a-z_]+)\}", lambda m: sets[m[1]], form) for form in entry["forms"]])


def _form(entry: dict[str, Any], pattern: str) -> _Form:
    if entry["status"] not in get_args(Status):
        raise ValueError(
            f"{_DATA.name}: unknown status {entry['status']!r}; known: {', '.join(get_args(Status))}"
        )
    return _Form(
        entry["status"], entry["rule"], entry["where"], re.compile(pattern), tuple(entry.get("needs", ()))
    )
