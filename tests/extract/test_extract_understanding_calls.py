"""What understanding costs, in calls of functions: counted, not timed, so that a busy machine does not matter."""

import sys
from types import FrameType
from typing import Any

from bench.understanding import typical_notices
from extract.model import Document
from extract.understanding import understand

MOST = 6_400  # calls for 1,000 characters, of functions of Python and of C, when all texts are remembered


def calls_to_understand(document: Document) -> int:
    """Of the second time: what the caches hold of other tests does not matter."""
    made = 0

    def count(_frame: FrameType, event: str, _of: Any) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    understand(document)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        understand(document)
    finally:
        sys.setprofile(before)
    return made


def test_understanding_takes_few_calls() -> None:
    notices = [document for _, document in typical_notices()]
    calls = sum(map(calls_to_understand, notices))
    characters = sum(len(document.text) for document in notices)
    took = 1_000 * calls / characters
    assert took <= MOST, (
        f"got {took:,.0f} calls of functions to understand 1,000 characters of a typical notice, expected at most {MOST:,}: "
        "a rule is asked where it cannot hold. Let it ask first what is cheap to tell (line.is_plain, line.number, a character, "
        "a word of the text), ask a Line for what it knows, or pass over it where the page cannot have what it reads; "
        "python -m cProfile shows what is called most. Raise the limit only for rules that are worth it, and say so."
    )
    assert took > 0.85 * MOST, (
        f"got {took:,.0f} calls, of {MOST:,} allowed: lower the limit to what is reached"
    )
