"""Start the processes of which workers are copies, before anything else is imported."""

from functools import cache

from zhenggai.engines import prepare
from zhenggai.ingesting.peeking import may_hold_pictures


@cache
def workers(jobs: int, paths: tuple[str, ...], *, ocr: bool) -> str | None:
    """Start them, once, where jobs are several; the address of the stem of reading children (extract/sandbox/stem.py), if any."""
    if jobs == 1:
        return None
    prepare("zhenggai.ingesting.interrupted", "zhenggai.ingesting.ready")
    if not (ocr and may_hold_pictures(paths)):
        return None
    from extract.sandbox.stem import start  # noqa: PLC0415 - few runs need it

    return start(jobs)
