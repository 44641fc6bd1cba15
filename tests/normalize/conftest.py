"""What several tests of the parsers need."""

from collections.abc import Callable

import pytest

_FACTOR, _FLOOR, _TRIES = 30, 0.005, 3


@pytest.fixture
def grows() -> Callable[[Callable[[int], float], int], bool]:
    """Say whether processor time grows about as the length does: ten times as much text, at most thirty times as long.

    A busy machine disturbs single runs: the best of three counts.
    """

    def linear(seconds: Callable[[int], float], small: int) -> bool:
        seconds(small // 4)
        return any(seconds(10 * small) < _FACTOR * max(seconds(small), _FLOOR) for _ in range(_TRIES))

    return linear
