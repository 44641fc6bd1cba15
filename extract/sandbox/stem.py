"""The process of which the reading children of several workers are copies: it has imported the readers of pages and loaded the
models of recognition, which each child would do by itself otherwise (two seconds of the processor for each).

A worker connects to its address and sends an end of a socket; a copy that serves there is made, and the worker is told its
process id, later how it ended. Who hangs up ends the copy. The stem has no threads and ends with the process that started it.
"""

import atexit
import contextlib
import gc
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from extract.files.seats import put_up, sit_at
from extract.sandbox.starting import NUMBER, seats_of

_STEM = "from extract.sandbox.stem import main; main()"
_LOADED = ("extract.sandbox.child", "extract.readers.pdf.file", "extract.readers.scans.picture_file")
_ENGINE = "extract.readers.scans.recognition"
_WAITING = 128  # workers that may ask at the same time, also before everything is loaded


def start(jobs: int = 1) -> str | None:
    """Start the stem beside this process, which it ends with; its address. Workers, so many, may ask at once, and wait for it.

    None where there can be no stem (a system without `waitid`, a folder for temporary files with too long a name).
    """
    if not hasattr(os, "waitid"):
        return None
    folder = tempfile.mkdtemp(prefix="zhenggai-")  # nobody else may enter it
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    address = f"{folder}/stem"
    with socket.socket(socket.AF_UNIX) as listener:
        try:
            listener.bind(address)
        except OSError:
            return None
        listener.listen(_WAITING)
        put_up(seats_of(address), jobs)
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-c", _STEM, str(listener.fileno())],
            pass_fds=(listener.fileno(),),
            stdin=subprocess.PIPE,  # closed with this process, however it ends
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    atexit.register(_end, process)
    return address


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()  # it may be loading still; its copies end with their workers
    process.wait()


def main() -> None:
    """Load everything, then make copies for whoever asks at the inherited socket whose number is the argument."""
    listener = socket.socket(fileno=int(sys.argv[1]))
    sit_at(seats_of(listener.getsockname()))
    _load()
    _Stem(listener).run()


def _load() -> None:
    import_module("extract.sandbox.heap").keep_freed_memory()
    with contextlib.suppress(Exception):  # a child says by itself what is missing
        for module in _LOADED:
            import_module(module)
        import_module(_ENGINE).engine(1).load()  # of one thread: it has none that a copy would lack
    gc.freeze()


@dataclass(slots=True)
class _Stem:
    """Makes copies and watches over them."""

    listener: socket.socket
    children: dict[socket.socket, int] = field(
        default_factory=dict
    )  # by the line to who asked; 0: it has ended

    def run(self) -> None:
        """Serve until the process that started this one is gone."""
        wake, woken = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(woken)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        with selectors.DefaultSelector() as events:
            for source in (self.listener, sys.stdin, wake):
                events.register(source, selectors.EVENT_READ)
            while True:
                for key, _ in events.select():
                    if key.fileobj is sys.stdin:
                        self._end_all()
                        shutil.rmtree(Path(self.listener.getsockname()).parent, ignore_errors=True)
                        return
                    if key.fileobj is self.listener:
                        self._ask(events)
                    elif key.fileobj == wake:
                        os.read(wake, 4096)
                        self._bury()
                    elif isinstance(key.fileobj, socket.socket):
                        self._hung_up(key.fileobj, events)

    def _ask(self, events: selectors.BaseSelector) -> None:
        line, _ = self.listener.accept()
        _, ends, _, _ = socket.recv_fds(line, 1, 1)
        if not ends:  # who asked is gone
            line.close()
            return
        pid = os.fork()
        if not pid:
            self._serve(line, ends[0])
        os.close(ends[0])
        self.children[line] = pid
        events.register(line, selectors.EVENT_READ)
        with contextlib.suppress(OSError):
            line.sendall(NUMBER.pack(pid))

    def _serve(self, line: socket.socket, end: int) -> None:
        """Be a child: serve at this end, and never come back."""
        code = 1
        try:
            os.setsid()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for other in (self.listener, line, *self.children):
                other.close()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            from extract.sandbox.child import serve_at  # noqa: PLC0415 - loaded already

            serve_at(end)
            code = 0
        finally:
            os._exit(code)

    def _bury(self) -> None:
        """Tell how children ended, and end what they have left behind while their ids are still theirs."""
        lines = {pid: line for line, pid in self.children.items()}
        with contextlib.suppress(ChildProcessError):
            while found := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                pid = found.si_pid
                _kill(pid)
                code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                if pid in lines:
                    self.children[lines[pid]] = 0
                    with contextlib.suppress(OSError):
                        lines[pid].sendall(NUMBER.pack(code))

    def _hung_up(self, line: socket.socket, events: selectors.BaseSelector) -> None:
        events.unregister(line)
        line.close()
        _kill(self.children.pop(line))

    def _end_all(self) -> None:
        for pid in self.children.values():
            _kill(pid)


def _kill(pid: int) -> None:
    """End a child and whatever it started; nothing for 0."""
    if pid:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)  # before it has a group of its own
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
