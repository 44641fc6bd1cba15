"""A dataset that is written while it is served: the site is made anew once it is whole; until then readers are asked to wait.

The server opens the file as one that never changes. Without this, `ingest` into a served file ended in pages of errors.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from db.file.connection import StoreError
from db.site.security import Application, Receive, Scope, Send, answer

__all__ = ["always_fresh"]

State = tuple[int, int, int] | None
_WAIT = "数据正在更新，请稍后再试。 The dataset is being written: try again in a moment."


def always_fresh(
    path: Path, application: Application, make: Callable[[], Awaitable[Application]]
) -> Application:
    """Serve `application`, made of the file as it lies there now, and what `make` gives after each change of the file."""
    current, seen, one = application, _state(path), asyncio.Lock()

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal current, seen
        if scope["type"] == "http" and (found := _state(path)) != seen:
            async with one:
                if found != seen and not await _renewed():
                    await answer(send, 503, _WAIT)
                    return
        await current(scope, receive, send)

    async def _renewed() -> bool:
        """Make the site of a file that nobody is writing to; False where it is not whole, or is not there."""
        nonlocal current, seen
        found = _state(path)
        if found is None or _is_written(path):
            return False
        if found != seen:
            try:
                current = await make()
            except StoreError:
                return False
            seen = _state(path)  # making may have written the site's own tables
        return True

    return served


def _state(path: Path) -> State:
    """Which file lies there, how long it is and when it was written; None for none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _is_written(path: Path) -> bool:
    """Whether a log of what is being written lies beside the file."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False
