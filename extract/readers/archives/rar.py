"""Unpack RAR files with whatever unpacker the machine has (unrar, unar, 7z or bsdtar)."""

import io
from collections.abc import Iterator
from typing import Any

from extract.files.limits import Limits
from extract.model import Unreadable
from scrapers.items import RawNotice

_INSTALL = "install an unpacker (unar, unrar, 7z or bsdtar), or unpack the file by hand and add its files"


def rar_files(raw: RawNotice, limits: Limits) -> Iterator[tuple[str, bytes | Unreadable]]:
    """(name, bytes or refusal) of each file in a RAR archive."""
    try:
        import rarfile  # noqa: PLC0415 - an extra
    except ImportError:
        message = (
            f"{raw.file_name}: RAR files need the extra `doc`: pip install 'zhenggai[doc]'; then {_INSTALL}."
        )
        raise Unreadable("missing_program", message) from None
    try:
        archive = rarfile.RarFile(io.BytesIO(raw.body))
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except (rarfile.Error, ValueError, IndexError, KeyError, UnicodeError) as error:
        raise Unreadable(
            "broken_file", f"{raw.file_name}: not a readable RAR file ({error}); fetch it again."
        ) from None
    if archive.needs_password():
        raise Unreadable(
            "encrypted", f"{raw.file_name}: protected by a password; ask its publisher for an open copy."
        )
    if len(infos) > limits.max_members:
        message = f"{raw.file_name}: {len(infos):,} files; at most {limits.max_members} (max_members)."
        raise Unreadable("too_many_members", message)
    left = limits.max_unpacked
    for info in infos:
        opened = _open(archive, info, raw, limits, left)
        left -= len(opened) if isinstance(opened, bytes) else 0
        yield info.filename, opened


def _open(archive: Any, info: Any, raw: RawNotice, limits: Limits, left: int) -> bytes | Unreadable:
    import rarfile  # noqa: PLC0415

    name = f"{raw.file_name}!{info.filename}"
    most = min(limits.max_bytes, left)
    if not info.is_file():
        return Unreadable("not_a_file", f"{name}: the entry is a link, which holds no document.")
    packed = max(info.compress_size or 0, 1)
    if info.file_size > most:
        return Unreadable("too_large", f"{name}: {info.file_size:,} bytes; at most {most:,} are read.")
    if info.file_size > 1024 * 1024 and info.file_size / packed > limits.max_zip_ratio:
        return Unreadable(
            "zip_bomb", f"{name}: unpacks to over {limits.max_zip_ratio:g} times its size (max_zip_ratio)."
        )
    try:
        with archive.open(info) as stream:
            body: bytes = stream.read(most + 1)
    except rarfile.RarCannotExec:
        return Unreadable("missing_program", f"{name}: {_INSTALL}.")
    except (rarfile.Error, OSError, ValueError, EOFError) as error:
        return Unreadable("broken_file", f"{name}: unpacking failed ({error}); fetch the archive again.")
    if len(body) > most:
        return Unreadable("too_large", f"{name}: more than {most:,} bytes; that many are read at most.")
    return body
