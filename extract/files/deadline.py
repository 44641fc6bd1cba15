"""End work in this process that takes too long. What no signal can interrupt belongs into `extract.sandbox.parent`'s child."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from extract.model import Unreadable


def can_be_ended() -> bool:
    """Whether work here can be interrupted: signals reach the main thread of a process only."""
    return threading.current_thread() is threading.main_thread()


@contextmanager
def deadline(seconds: float, what: str) -> Iterator[None]:
    """Raise Unreadable (`too_slow`) when the work inside takes longer; in other threads nothing is limited.

    Python code and patterns are interrupted at once, a call into a library when it returns. `what` names file and work.
    """
    if not can_be_ended():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise Unreadable(
            "too_slow",
            f"{what} took more than {seconds:g} seconds and was ended; split the file or raise the limit (max_seconds).",
        )

    handler = signal.signal(signal.SIGALRM, stop)
    rest, again = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, rest, again)
        signal.signal(signal.SIGALRM, handler)
