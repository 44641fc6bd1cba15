"""Run one function over many items: in this process, or in several, with the answers in the items' order.

An engine knows nothing of notices. Memory is bounded: only a window of items is under way at any time.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import forkserver
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_WINDOW = 32  # messages under way for each process
_START = "forkserver"  # not "fork": this process has threads and an open database


def prepare(*modules: str) -> None:
    """Start the process of which workers are copies; it imports `modules` while this one does other things."""
    multiprocessing.get_context(_START).set_forkserver_preload(list(modules))
    forkserver.ensure_running()


def run(
    items: Iterable[Item],
    work: Callable[[Item], Result],
    *,
    jobs: int,
    crashed: Callable[[Item], Result],
    share: Callable[[Item], float] = lambda item: 1,
    weight: Callable[[Item], float] = lambda item: 0,
) -> Iterator[Result]:
    """Yield `work(item)` for every item, in order; `crashed(item)` for one that ends its process.

    `share` says how much of a message to a process an item takes; items that take a part of one travel together.
    `weight` grows with the work on an item: where few items are left, the heaviest are begun first.
    """
    if jobs == 1:
        yield from map(work, items)
    else:
        yield from _Processes(work, crashed, weight, jobs).run(_messages(items, share))


def begin(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin `work` in a process of its own, and return how to wait for what it gives; where that process dies, this one
    does it."""
    pool = _pool(1)
    future = pool.submit(work)
    pool.shutdown(wait=False)  # it ends with its work

    def result() -> Result:
        try:
            return future.result()
        except BrokenProcessPool:
            return work()

    return result


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(_START), initializer=_begin_work)


def _messages(items: Iterable[Item], share: Callable[[Item], float]) -> Iterator[list[Item]]:
    """Cut items into runs that take one message at most."""
    message: list[Item] = []
    taken = 0.0
    for item in items:
        part = share(item)
        if message and taken + part > 1:
            yield message
            message, taken = [], 0.0
        message.append(item)
        taken += part
    if message:
        yield message


def _all(work: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    return [work(item) for item in items]


class _Processes(Generic[Item, Result]):
    """Several worker processes and the window of messages under way."""

    def __init__(
        self,
        work: Callable[[Item], Result],
        crashed: Callable[[Item], Result],
        weight: Callable[[Item], float],
        jobs: int,
    ) -> None:
        self._work = work
        self._crashed = crashed
        self._weight = weight
        self._jobs = jobs

    def run(self, messages: Iterator[list[Item]]) -> Iterator[Result]:
        window: deque[tuple[list[Item], Future[list[Result]]]] = deque()
        pool = _pool(self._jobs)
        try:
            while True:
                window += self._begun(messages, _WINDOW * self._jobs - len(window), pool)
                if not window:
                    return
                message, future = window[0]
                try:
                    results = future.result()
                except BrokenProcessPool:
                    pool.shutdown()
                    while window:
                        message, future = window.popleft()
                        broken = isinstance(future.exception(), BrokenProcessPool)
                        yield from self._apart(message) if broken else future.result()
                    pool = _pool(self._jobs)
                else:
                    window.popleft()
                    yield from results
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _begun(
        self, messages: Iterator[list[Item]], room: int, pool: ProcessPoolExecutor
    ) -> list[tuple[list[Item], Future[list[Result]]]]:
        """Begin as many messages as there is room for. Of the last ones the heaviest goes first: begun last, it would keep
        one process busy while the others have nothing left."""
        new = list(islice(messages, room))
        order: Iterable[int] = range(len(new))
        if len(new) < room:
            order = sorted(order, key=lambda number: -sum(map(self._weight, new[number])))
        begun = {number: self._submitted(new[number], pool) for number in order}
        return [(message, begun[number]) for number, message in enumerate(new)]

    def _submitted(self, message: list[Item], pool: ProcessPoolExecutor) -> Future[list[Result]]:
        try:
            return pool.submit(_all, self._work, message)
        except (
            BrokenProcessPool
        ) as error:  # while answers were written; it is told when the message's turn comes
            future: Future[list[Result]] = Future()
            future.set_exception(error)
            return future

    def _apart(self, message: list[Item]) -> list[Result]:
        """Work on a message of a window in which a process died, so that only the guilty item is lost."""
        with _pool(1) as pool:
            try:
                return pool.submit(_all, self._work, message).result()
            except BrokenProcessPool:
                if len(message) == 1:
                    return [self._crashed(message[0])]
        return list(chain.from_iterable(self._apart([item]) for item in message))


def collect_seldom() -> None:
    """Look for circular garbage less often than Python does by itself: hardly any object of a page is part of a circle."""
    gc.set_threshold(50_000, 20, 100)


def _begin_work() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it at once: the process that asks says so
    collect_seldom()
    _end_with_parent()


def _end_with_parent() -> None:
    """End this worker when the process that asks it is gone (killed, say): it would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
