"""Seconds of the processor, which what else runs on the machine does not disturb."""

import time
from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")


def spent(work: Callable[[], _Result]) -> tuple[_Result, float]:
    """What some work comes to, and the seconds it took."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def least_seconds(work: Callable[[], object], repeats: int) -> float:
    """The fewest seconds that some work took of several times."""
    return min(spent(work)[1] for _ in range(repeats))
