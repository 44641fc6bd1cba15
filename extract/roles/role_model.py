"""Ask the trained model what a sentence without labels does, where its words leave the rules in doubt."""

import math
from functools import cache, lru_cache

from extract.roles.ngram_model import NgramModel, load_model
from extract.vocabulary import DATA

MODEL = DATA / "role_model.npz"
MOST = 3.0  # log-odds
_LEAD = 0.15  # the best role must score this much above the next


@cache
def _model() -> NgramModel:
    return load_model(MODEL)


@lru_cache(maxsize=2048)  # headings are asked both questions below
def _scores(sentence: str) -> dict[str, float]:
    return _model().scores(sentence[:200])


def answers(sentence: str) -> float:
    """How much a folded sentence tells what was done (above 0) rather than what was found (below): log-odds, at most MOST."""
    scores = _scores(sentence)
    done = max(scores["measure"], scores["result"], scores["status"])
    found = max(scores["finding"], scores["background"] * 0.5)
    return max(-MOST, min(MOST, math.log((done + 1e-4) / (found + 1e-4))))


def role_of(sentence: str) -> str | None:
    """Return finding, requirement, measure, result, status or background for a folded sentence; None where unsure."""
    scores = sorted(((s, r) for r, s in _scores(sentence).items()), reverse=True)
    (best, role), (second, _) = scores[0], scores[1]
    return role if best - second >= _LEAD else None
