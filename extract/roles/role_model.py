"""Ask the trained model what a sentence without labels does, where its words leave the rules in doubt."""

import math
from collections.abc import Iterable
from functools import cache, lru_cache

from extract.roles.ngram_model import NgramModel, load_model
from extract.vocabulary import DATA

MODEL = DATA / "role_model.npz"
ROLES = ("background", "finding", "measure", "requirement", "result", "status")  # as the model orders them
MOST = 3.0  # log-odds
LIKELY_FAULT = -0.5  # log-odds of `answers` below which a sentence tells a fault
_LEAD = 0.15  # the best role must score this much above the next
_REMEMBERED = 32_768  # sentences: those of a million characters
_AT_ONCE = 512  # of them, which bounds the memory it takes
_READ = 200  # characters of a sentence


@cache
def _model() -> NgramModel:
    model = load_model(MODEL)
    if model.labels != ROLES:
        raise ValueError(f"{MODEL}: got the roles {model.labels}, expected {ROLES}; train it anew")
    return model


@lru_cache(maxsize=1)
def _remembered() -> dict[str, list[float]]:
    """The scores of the last sentences, in a cache so that what empties caches empties it."""
    return {}


def forget() -> None:
    """Read the model anew, and ask it anew."""
    _model.cache_clear()
    _remembered.cache_clear()


def ask_of(sentences: Iterable[str]) -> None:
    """Ask the model of sentences that rules may soon be in doubt about: one by one takes fifteen times as long."""
    known = _remembered()
    new = list({s: None for x in sentences if (s := x[:_READ]) not in known})
    if len(known) + len(new) > _REMEMBERED:
        known.clear()
    for at in range(0, len(new), _AT_ONCE):
        some = new[at : at + _AT_ONCE]
        known.update(zip(some, _model().scores_of(some).tolist(), strict=True))


def _scores_of(sentence: str) -> list[float]:
    words, known = sentence[:_READ], _remembered()
    if words not in known:
        ask_of([words])
    return known[words]


def answers(sentence: str) -> float:
    """How much a folded sentence tells what was done (above 0) rather than what was found (below): log-odds, at most MOST."""
    background, finding, measure, _, result, status = _scores_of(sentence)
    done = max(measure, result, status)
    neither = background / 2 + 1e-4  # what is background speaks for both alike
    return max(-MOST, min(MOST, math.log((done + neither) / (finding + neither))))


def finding_share(sentence: str) -> float:
    """How likely a folded sentence tells a finding, among all roles (0..1)."""
    return _scores_of(sentence)[ROLES.index("finding")]


def role_of(sentence: str) -> str | None:
    """Return finding, requirement, measure, result, status or background for a folded sentence; None where unsure."""
    scores = sorted(zip(_scores_of(sentence), ROLES, strict=True), reverse=True)
    (best, role), (second, _) = scores[0], scores[1]
    return role if best - second >= _LEAD else None
