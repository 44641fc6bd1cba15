"""Correction files: one readable TOML file a decision, `FIRST_12_OF_TEXT_HASH/KIND-DIGEST.toml` below the folder.

A file may have any other name and depth; its path without `.toml` is the correction's id.
"""

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zhenggai.corrections.model import FIELDS, KINDS, LISTS, Corrections, Decision, Row, Words

_HASH = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ROWS: dict[str, tuple[int, int | None, int, int | None]] = {  # kind: rows before (least, most), after (least, most)
    "accept": (1, 1, 0, 0),
    "correct": (1, 1, 1, 1),
    "split": (1, 1, 2, None),
    "merge": (2, None, 1, 1),
    "add": (0, 0, 1, 1),
    "reject": (1, 1, 0, 0),
}  # fmt: skip


class CorrectionError(Exception):
    """Raised for a correction that cannot be used; the message says which file and why."""


def load(folder: Path) -> Corrections:
    """Read every correction below a folder. Raises CorrectionError for the first that cannot be read."""
    return Corrections.of(list(decisions(folder)))


def decisions(folder: Path) -> Iterator[Decision]:
    """Yield every correction below a folder, by path."""
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        try:
            yield read(path.read_text(encoding="utf-8"), name)
        except (
            OSError,
            UnicodeDecodeError,
            tomllib.TOMLDecodeError,
            KeyError,
            TypeError,
            ValueError,
        ) as error:
            why = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise CorrectionError(
                f"{path}: got {why}; expected a correction as docs/review.md describes it; mend or remove the file"
            ) from error


def read(text: str, name: str) -> Decision:
    """Read one file. Raises ValueError, KeyError or TypeError for what is none."""
    data: dict[str, Any] = tomllib.loads(text)
    source = data["source"]
    found = Decision(
        id=name,
        kind=data["kind"],
        field=data.get("field"),
        text_sha256=source["text_sha256"],
        sha256=source["sha256"],
        place=source["place"],
        decided_at=data["decided_at"],
        who=data.get("who") or None,
        why=data.get("why") or None,
        replaces=tuple(data.get("replaces", ())),
        before=tuple(_row(row) for row in data.get("before", ())),
        after=tuple(_row(row) for row in data.get("after", ())),
    )
    check(found)
    return found


def check(decision: Decision) -> None:
    """Raise ValueError where a decision does not hold what its kind needs."""
    kind = decision.kind
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r}, expected one of {', '.join(KINDS)}")
    for name in ("text_sha256", "sha256"):
        if not _HASH.fullmatch(getattr(decision, name)):
            raise ValueError(f"{name} {getattr(decision, name)!r}, expected 64 hexadecimal digits")
    if not _TIME.fullmatch(decision.decided_at):
        raise ValueError(f"decided_at {decision.decided_at!r}, expected a time like 2025-01-31T08:00:00Z")
    low, high, least, most = _ROWS[kind]
    for what, rows, a, b in (("before", decision.before, low, high), ("after", decision.after, least, most)):
        if len(rows) < a or (b is not None and len(rows) > b):
            raise ValueError(
                f"{len(rows)} rows in {what}, expected {a}{'' if a == b else ' or more'} for {kind}"
            )
    if kind == "correct":
        if decision.field not in FIELDS:
            raise ValueError(f"field {decision.field!r}, expected one of {', '.join(FIELDS)}")
        if decision.field == "title" and not decision.after[0].get("title"):
            raise ValueError("an empty title, expected words, or a correction of the kind reject")
    anchored = [*decision.before, *(decision.after if kind != "correct" else ())]
    if any(len(row.get("title", ())) != 1 for row in anchored):
        raise ValueError("a row without a title, expected one: rows are found by it")


def _row(data: dict[str, Any]) -> Row:
    return {
        name: tuple(_words(entry) for entry in cell) for name, cell in data.items() if _is_cell(name, cell)
    }


def _is_cell(name: str, cell: Any) -> bool:
    if name not in FIELDS:
        raise ValueError(f"column {name!r}, expected one of {', '.join(FIELDS)}")
    if len(cell) > 1 and name not in LISTS:
        raise ValueError(f"{len(cell)} entries for {name}, expected one")
    return bool(cell)


def _words(entry: dict[str, Any]) -> Words:
    at = tuple((int(a), int(b)) for a, b in entry.get("at", ()))
    if not isinstance(entry["words"], str):
        raise ValueError(f"words {entry['words']!r}, expected text")
    return Words(words=entry["words"], at=at, value=entry.get("value"))


def as_toml(decision: Decision) -> str:
    """Write a decision as a file's text; the same decision always gives the same text."""
    lines = [f"kind = {_text(decision.kind)}"]
    for name in ("field", "decided_at", "who", "why"):
        if value := getattr(decision, name):
            lines.append(f"{name} = {_text(value)}")
    if decision.replaces:
        lines.append(f"replaces = [{', '.join(map(_text, decision.replaces))}]")
    lines += ["", "[source]"]
    lines += [f"{name} = {_text(getattr(decision, name))}" for name in ("text_sha256", "sha256", "place")]
    for what in ("before", "after"):
        for row in getattr(decision, what):
            lines += ["", f"[[{what}]]", *_cells(row)]
    return "\n".join(lines) + "\n"


def _cells(row: Row) -> Iterator[str]:
    for name in FIELDS:
        cell = row.get(name, ())
        if len(cell) == 1:
            yield f"{name} = [{_entry(cell[0])}]"
        elif cell:
            yield f"{name} = ["
            yield from (f"  {_entry(words)}," for words in cell)
            yield "]"


def _entry(words: Words) -> str:
    parts = [f"value = {_text(words.value)}"] if words.value else []
    parts.append(f"words = {_text(words.words)}")
    if words.at:
        parts.append(f"at = [{', '.join(f'[{a}, {b}]' for a, b in words.at)}]")
    return "{ " + ", ".join(parts) + " }"


def _text(value: str) -> str:
    """A basic string of TOML: JSON's escapes are a part of TOML's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def save(folder: Path, decision: Decision) -> Decision:
    """Write a decision as a new file, whole or not at all; return it with its id. Raises CorrectionError."""
    try:
        check(decision)
        text = as_toml(decision)
        digest = hashlib.sha256(text.encode()).hexdigest()[:10]
        path = folder / decision.text_sha256[:12] / f"{decision.kind}-{digest}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, path)  # noqa: PTH105 - atomic on every system
    except (OSError, ValueError) as error:
        raise CorrectionError(
            f"got: {error}; expected: a correction that can be written below {folder}"
        ) from error
    return replace(decision, id=path.relative_to(folder).with_suffix("").as_posix())


def remove(folder: Path, name: str, *, known: Sequence[Decision]) -> None:
    """Delete the file of a known decision. Raises CorrectionError for any other name."""
    if name not in {decision.id for decision in known}:
        raise CorrectionError(f"got: {name}; expected: the id of a correction in {folder}")
    (folder / f"{name}.toml").unlink(missing_ok=True)
