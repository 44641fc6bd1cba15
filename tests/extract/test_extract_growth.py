"""Understanding takes steps in proportion to the length of a text: counted, not timed."""

import sys
from types import FrameType
from typing import Any

from bench.understanding import text_of
from extract.understanding import understand
from tests.extract.dressing import document

_TIMES = 8
_LINE_BREAKS = 1.3  # of what proportion alone would make: findings are compared with their neighbours


def _steps(size: int) -> int:
    """Lines of Python run to understand a notice of so many characters."""
    read = document("long.txt", text_of(size).encode())
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        understand(read)
    finally:
        sys.settrace(before)
    return steps


def test_a_text_eight_times_as_long_takes_about_eight_times_the_steps() -> None:
    understand(document("short.txt", text_of(2_000).encode()))  # vocabularies are read once

    assert _steps(16_000 * _TIMES) < _LINE_BREAKS * _TIMES * _steps(16_000)
