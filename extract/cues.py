"""Weigh what an unlabelled sentence does - describe a finding, tell a measure, require something - by its words."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

SentenceRole = Literal["finding", "measure", "requirement"]
_FILE = Path(__file__).with_name("data") / "cues.toml"


@cache
def _cues() -> dict[SentenceRole, list[tuple[re.Pattern[str], float, bool]]]:
    data: dict[SentenceRole, dict[str, list[tuple[str, float]]]] = tomllib.loads(
        _FILE.read_text(encoding="utf-8")
    )  # type: ignore[assignment]
    return {
        role: [(re.compile(p), w, False) for p, w in cues.get("patterns", [])]
        + [(re.compile(p), w, True) for p, w in cues.get("opening", [])]
        for role, cues in data.items()
    }


@lru_cache(maxsize=2048)
def weigh(sentence: str) -> dict[SentenceRole, float]:
    """Return the weight of each role for one folded sentence; 0 where nothing speaks for it."""
    head = sentence[:400]  # enough to tell, and bounded work on endless lines
    return {
        role: sum(w for p, w, opening in cues if (p.match(head) if opening else p.search(head)))
        for role, cues in _cues().items()
    }


def says_nothing(sentence: str) -> bool:
    """True where no word of a sentence speaks for any role: here the model is asked."""
    return not any(weigh(sentence).values())


def leaning(sentence: str, prior: SentenceRole | None = None, *, bonus: float = 0.7) -> SentenceRole | None:
    """Return the heaviest role, `prior` helped by `bonus`; None where nothing speaks for any."""
    weights = dict(weigh(sentence))
    if prior is not None:
        weights[prior] += bonus
    role = max(weights, key=lambda r: weights[r])
    return role if weights[role] > 0 else None
