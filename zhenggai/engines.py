"""Run one function over many items: in this process, or in several, with the answers in the items' order.

An engine knows nothing of notices. Memory is bounded: only a window of items is under way at any time.
"""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_WINDOW = 32  # items under way for each process


def run(
    items: Iterable[Item],
    work: Callable[[Item], Result],
    *,
    jobs: int,
    crashed: Callable[[Item], Result],
    preload: str = "",
) -> Iterator[Result]:
    """Yield `work(item)` for every item, in order; `crashed(item)` for one that ends its process."""
    if jobs == 1:
        yield from map(work, items)
    else:
        yield from _Processes(work, crashed, jobs, preload).run(iter(items))


class _Processes(Generic[Item, Result]):
    """Several worker processes and the window of items under way."""

    def __init__(
        self, work: Callable[[Item], Result], crashed: Callable[[Item], Result], jobs: int, preload: str
    ) -> None:
        self._work = work
        self._crashed = crashed
        self._jobs = jobs
        self._context = multiprocessing.get_context("forkserver")
        if preload:
            self._context.set_forkserver_preload([preload])

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=self._context, initializer=end_with_parent)

    def run(self, items: Iterator[Item]) -> Iterator[Result]:
        window: deque[tuple[Item, Future[Result]]] = deque()
        pool = self._pool(self._jobs)
        try:
            while True:
                for item in islice(items, _WINDOW * self._jobs - len(window)):
                    window.append((item, pool.submit(self._work, item)))
                if not window:
                    return
                item, future = window[0]
                try:
                    result = future.result()
                except BrokenProcessPool:
                    pool.shutdown()
                    waiting = [item for item, _ in window]
                    window.clear()
                    for item in waiting:
                        yield self._alone(item)
                    pool = self._pool(self._jobs)
                else:
                    window.popleft()
                    yield result
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _alone(self, item: Item) -> Result:
        """Work on one item of a window in which a process died, so that only the guilty one is lost."""
        with self._pool(1) as pool:
            try:
                return pool.submit(self._work, item).result()
            except BrokenProcessPool:
                return self._crashed(item)


def end_with_parent() -> None:
    """End this worker when the process that asks it is gone (killed, say): it would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
