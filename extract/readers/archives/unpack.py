"""Unpack archives (ZIP, RAR) into files with their own provenance: place `outer.zip!folder/inner.docx`.

Names in archives are labels, never paths: nothing is written under them. A member that cannot be unpacked is
named by a notice without bytes (see `extract.files.refusals`); the others are read.
"""

import contextlib
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extract.files.limits import Limits
from extract.files.noise import is_noise
from extract.files.refusals import refused_member
from extract.files.sniffing import RAR, is_archive
from extract.model import Unreadable
from extract.readers.archives.rar import rar_files
from extract.readers.office.package import open_package
from scrapers.items import RawNotice

_LONGEST_NAME = 200  # characters of a file or folder
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff!]")
_BIG5_FREQUENT = range(0xA1, 0xC7)
_UNICODE_PATH = 0x7075  # extra field of Info-ZIP


@dataclass(slots=True)
class _Budget:
    """What all levels of one archive may use together."""

    limits: Limits
    members: int = 0
    unpacked: int = 0
    places: set[str] = field(default_factory=set)

    def left(self) -> Limits:
        return replace(self.limits, max_unpacked=max(self.limits.max_unpacked - self.unpacked, 1))


@dataclass(frozen=True, slots=True)
class _File:
    """One member: its name, and its bytes or why there are none."""

    name: str
    body: bytes = b""
    refusal: Unreadable | None = None


def unpack_archive(raw: RawNotice, limits: Limits) -> Iterator[RawNotice]:
    """Members of a ZIP or RAR file, nested archives opened too. Raises Unreadable for the archive as a whole."""
    return _members(raw, _Budget(limits), depth=1)


def _members(raw: RawNotice, budget: _Budget, depth: int) -> Iterator[RawNotice]:
    before = budget.members
    for file in _files(raw, budget):
        budget.members += 1
        if budget.members > budget.limits.max_members:
            most = budget.limits.max_members
            raise Unreadable(
                "too_many_members", f"{raw.file_name}: more than {most} files (max_members); split it."
            )
        budget.unpacked += len(file.body)
        member = _member(raw, file, budget)
        if is_archive(member.body):
            yield from _nested(member, budget, depth)
        else:
            yield member
    if budget.members == before:
        message = f"{raw.file_name}: the archive holds no files that can be found; fetch it again."
        raise Unreadable("empty_archive", message)


def _nested(member: RawNotice, budget: _Budget, depth: int) -> Iterator[RawNotice]:
    most = budget.limits.max_archive_depth
    if depth >= most:
        message = (
            f"{member.file_name}: archives lie more than {most} deep in one another (max_archive_depth)."
        )
        yield _refused(member, Unreadable("too_deep", message))
        return
    try:
        yield from _members(member, budget, depth + 1)
    except Unreadable as refusal:
        if budget.members > budget.limits.max_members:
            raise
        yield _refused(member, refusal)


def _refused(member: RawNotice, refusal: Unreadable) -> RawNotice:
    outer = replace(member, place=member.container or member.place)
    return refused_member(outer, member.place, member.file_name, refusal)


def _files(raw: RawNotice, budget: _Budget) -> Iterator[_File]:
    if raw.body.startswith(RAR):
        for name, opened in rar_files(raw, budget.left()):
            if not is_noise(name):
                yield _File(clean_name(name), *(_split(opened)))
    else:
        yield from _zip_files(raw, budget)


def _split(opened: "bytes | Unreadable") -> "tuple[bytes, Unreadable | None]":
    return (b"", opened) if isinstance(opened, Unreadable) else (opened, None)


def _zip_files(raw: RawNotice, budget: _Budget) -> Iterator[_File]:
    package = open_package(raw.body, budget.left())
    most = budget.limits.max_members
    infos = [i for i in package.archive.infolist() if not i.is_dir() and not is_noise(zip_name(i))]
    if len(infos) > most:
        raise Unreadable(
            "too_many_members", f"{raw.file_name}: {len(infos):,} files; at most {most} (max_members)."
        )
    for info in infos:
        name = clean_name(zip_name(info))
        try:
            _check(info, budget.limits)
            yield _File(name, package.unpack(info))
        except Unreadable as refusal:
            yield _File(name, refusal=Unreadable(refusal.kind, f"{raw.file_name}!{name}: {refusal.message}"))
            if package.unpacked > package.limits.max_unpacked:
                raise


def _check(info: zipfile.ZipInfo, limits: Limits) -> None:
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unreadable("not_a_file", "The entry is a link, which holds no document.")
    if info.file_size > limits.max_bytes:
        raise Unreadable(
            "too_large", f"{info.file_size:,} bytes; at most {limits.max_bytes:,} are read (max_bytes)."
        )


def _member(raw: RawNotice, file: _File, budget: _Budget) -> RawNotice:
    place, count = f"{raw.place}!{file.name}", 1
    while place in budget.places:  # two entries of one name
        count += 1
        place = f"{raw.place}!{file.name}#{count}"
    budget.places.add(place)
    name = file.name.rpartition("/")[2]
    if file.refusal is not None:
        return refused_member(raw, place, name, file.refusal)
    return RawNotice(
        source=raw.source,
        place=place,
        file_name=name,
        body=file.body,
        url=raw.url,
        fetched_at=raw.fetched_at,
        container=raw.place,
        notes=raw.notes,
    )


def clean_name(name: str) -> str:
    """A member's name as a label: no drive, root, parent folders or control characters."""
    pieces = _CONTROL.sub("_", name.replace("\\", "/")).split("/")
    kept = [_short(p) for p in pieces if p not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", p)]
    return "/".join(kept) or "unnamed"


def _short(piece: str) -> str:
    """A name that fits a file system; its ending stays."""
    return piece if len(piece) <= _LONGEST_NAME else f"{piece[: _LONGEST_NAME - 20]}…{piece[-19:]}"


def zip_name(info: zipfile.ZipInfo) -> str:
    """Name of an entry. Old programs write names in the code page of their country and do not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    at = 0
    while at + 4 <= len(info.extra):
        kind, size = (
            int.from_bytes(info.extra[at : at + 2], "little"),
            int.from_bytes(info.extra[at + 2 : at + 4], "little"),
        )
        if kind == _UNICODE_PATH and size > 5:
            return info.extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    try:
        return decode_name(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename


def decode_name(raw: bytes) -> str:
    """Decode a file name that does not say its encoding: UTF-8, GB 2312, Big5 or GB 18030."""
    for encoding in ("ascii", "utf-8", "gb2312"):
        with contextlib.suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    with contextlib.suppress(UnicodeDecodeError):
        name = raw.decode("big5")
        # Frequent characters of Big5 stand at 0xA4 to 0xC6; garbled GBK seldom keeps to them.
        if all(c.encode("big5")[0] in _BIG5_FREQUENT for c in name if not c.isascii()):
            return name
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode("gb18030")
    return raw.decode("cp437")
