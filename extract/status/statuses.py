"""Find the words that state how far a rectification has come, and tell which of seven states they mean.

The vocabulary is `data/status_words.toml`: sets of words and the forms they build (aspect + adverb +
verb + result), so that phrases nobody listed are read too. Not a status, and never returned: a
required pace (立行立改, 分阶段整改), an acceptance (接納), a requirement or plan (要求…整改, 将…),
an act alone (已上缴), the validity of a page (有效).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extract.language.folding import fold, squeeze
from extract.status.forms import BREAK, Form, Status, Vocabulary, status_words

_CLAUSE = re.compile(rf"[^{BREAK}]+")
_BREAKS = re.compile(f"[{BREAK}]")
_STOP = re.compile(r"[。；;\n]")
_BLANK = re.compile(r"\s")
_WRAP = re.compile(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff]")
_STATED = re.compile(r"已|正|未|没|在|拒|不|需|须|中$")
_MAX_CLAUSE = 120  # longer runs without punctuation are not looked at as clauses: no status phrase is as long
_Taken = tuple[int, int, int, Form]  # start, end, rank of the form


@dataclass(slots=True, kw_only=True)
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


def may_state(folded: str, start: int, end: int) -> bool:
    """False where folded[start:end] holds no word that any phrase of status needs: it need not be read for one."""
    return status_words().hint.search(folded, start, end) is not None


def find_status(text: str, *, is_folded: bool = False) -> list[StatusHit]:
    """Locate stated statuses in running text, in order; never raises. Takes time linear in the text.

    `is_folded` spares the folding of a text that is folded already.

    >>> [(hit.text, hit.status) for hit in find_status("第1项已整改到位，第2项正在整改。")]
    [('已整改到位', 'completed'), ('正在整改', 'in_progress')]
    """
    return list(_in_folded(text)) if is_folded else _found(fold(text), text, fold)


@lru_cache(maxsize=4096)  # 该问题已完成整改。 stands below one finding after the other
def _in_folded(folded: str) -> tuple[StatusHit, ...]:
    return tuple(_found(folded, folded, str))


def _found(folded: str, text: str, folds: Callable[[str], str]) -> list[StatusHit]:
    if not may_state(folded, 0, len(folded)):
        return []
    hits = _find(folded, text)
    if not _BLANK.search(text) or not _WRAP.search(text):
        return hits
    bare = squeeze(text)
    # White space may be a boundary (cells run together) or lie inside a phrase (wrapped lines): try both.
    offsets = [i for i, c in enumerate(text) if not c.isspace()]
    for hit in _find(folds(bare), bare):
        start, end = offsets[hit.start], offsets[hit.end - 1] + 1
        wrapped = any(c.isspace() for c in text[start:end])
        if wrapped and not any(h.start < end and start < h.end for h in hits):
            hits.append(replace(hit, start=start, end=end, text=text[start:end]))
    return sorted(hits, key=lambda h: h.start)


@lru_cache(maxsize=4096)  # cells of one column say the same
def classify_status(text: str, *, heading: str | None = None) -> Status | None:
    """Return the status that a whole phrase states, or None where it states none or several that disagree.

    `heading` is the label of the column or line the phrase stands under: 是 and 否 count only under a
    heading that asks (是否完成), and under a heading of pace (整改类型) nothing is a status.
    """
    words = status_words()
    phrase = fold(text).strip(" \n,。;:、")
    while len(phrase) > 1 and phrase[0] + phrase[-1] in ("“”", "()", '""', "[]", "【】", "〔〕"):
        phrase = phrase[1:-1].strip(" \n,。;:、")
    if len(phrase) > 2 and phrase[0] in words.column["tick"]:
        phrase = phrase[1:].lstrip()  # √已完成
    if len(phrase) > 2 and phrase[-1] in words.column["tick"]:
        phrase = phrase[:-1].rstrip()
    if heading is not None:
        under = _under_heading(phrase, fold(heading), words)
        if under != "read":
            return under
    excepting = re.match(words.column["excepting"], phrase)
    if excepting:
        rest = classify_status(phrase[excepting.end() :])
        return "largely_completed" if rest == "completed" else rest
    hits = [h for h in find_status(phrase, is_folded=True) if not h.attributive and not h.counted]
    found = [h.status for h in hits if len(hits) == 1 or not _LISTED.search(h.text)] or [
        h.status for h in hits
    ]
    if len(set(found)) == 1:
        return found[0]
    if not found:
        return next(
            (s for s, pattern in words.column["whole"].items() if re.fullmatch(pattern, phrase)), None
        )
    both = words.both.get(frozenset(found))
    return found[0] if both == "first" else both


_LISTED = re.compile("列管|追踪|管考")  # 尚未完成，繼續列管: what follows, beside how far it has come


def _under_heading(phrase: str, heading: str, words: Vocabulary) -> Status | Literal["read"] | None:
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
    words = status_words()
    taken = [
        t
        for t in _anywhere(folded, words)
        if not _refused(folded, _clause_start(folded, t[0]), t[0], t[1], words)
    ]
    taken += _clause_hits(folded, words, {t[1] for t in taken})
    if len(taken) > 1:
        taken.sort(key=lambda t: (t[0], t[0] - t[1], t[2]))
    hits: list[StatusHit] = []
    for start, end, _, form in taken:
        if not hits or start >= hits[-1].end:
            hits.append(_hit(folded, text, start, end, form, words))
    return _spread_attributive(hits, folded)


def _anywhere(folded: str, words: Vocabulary) -> Iterator[_Taken]:
    """Yield the forms that may stand anywhere; only stretches with a word they need are searched."""
    for needs, forms in words.anywhere:
        for start, end in _stretches(folded, needs):
            for rank, form in forms:
                if form.hint.search(folded, start, end):
                    for m in form.pattern.finditer(folded, start, end):
                        yield m.start(), m.end(), rank, form


def _stretches(folded: str, needs: re.Pattern[str] | None, at: int = 0) -> Iterator[tuple[int, int]]:
    """Yield each clause with a word of `needs`, and what follows it up to the next stop."""
    if needs is None:
        yield 0, len(folded)
        return
    found = needs.search(folded)
    while found:
        stop = _STOP.search(folded, found.start())
        end = stop.start() if stop else len(folded)
        yield max(at, _clause_start(folded, found.start())), end
        at = end + 1
        found = needs.search(folded, at)


def _clause_hits(folded: str, words: Vocabulary, ends: set[int]) -> Iterator[_Taken]:
    """Yield the forms that fill a clause; `ends` are the ends of status phrases already found."""
    last = -1
    for hint in words.hint_of_filling.finditer(folded):
        last = hint.start()
    seen = set(ends)
    before: re.Match[str] | None = None
    for clause in _CLAUSE.finditer(folded):
        start = clause.start()
        if start > last:
            return  # nothing that any of them needs stands behind it
        if clause.end() - start <= _MAX_CLAUSE and words.any_filling.match(folded, start):
            gap = folded[start - 1] if start else "\n"
            free = gap not in ",/" or (start - 1) in seen or _is_frame(before, words)
            for rank, form in words.filling:
                m = form.pattern.match(folded, start) if form.hint.search(folded, start) else None
                if m is None or (form.where == "sentence" and not (free or m["subject"])):
                    continue
                if not _refused(folded, start, m.start("form"), m.end(), words):
                    seen.add(m.end())
                    yield m.start("form"), m.end(), rank, form
        before = clause


def _is_frame(clause: re.Match[str] | None, words: Vocabulary) -> bool:
    """True for a clause of time, or none at all: what follows it begins a sentence."""
    return clause is None or words.time_only.fullmatch(clause[0]) is not None


def _clause_start(folded: str, position: int) -> int:
    reach = max(0, position - _MAX_CLAUSE)
    found = _BREAKS.search(folded[reach:position][::-1])
    return position - found.start() if found else reach


def _refused(folded: str, clause: int, start: int, end: int, words: Vocabulary) -> bool:
    """Tell whether the words before a form make it a requirement, a plan or a condition."""
    left = folded[clause:start]
    if not left:
        return False
    if _STATED.search(folded[start:end]):
        return words.before_stated.search(left) is not None
    return (words.before.search(left) or words.deadline.search(left)) is not None


def _hit(folded: str, text: str, start: int, end: int, form: Form, words: Vocabulary) -> StatusHit:
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
