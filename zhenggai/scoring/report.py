"""Score every gold file of a folder, and write the figures as a table or as JSON."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.file.lookup import Connection, records_of, rows
from zhenggai.scoring.records import NOTICE_FIELDS, ROW_FIELDS, SIDE_FIELDS, score_file
from zhenggai.scoring.tally import Figures, Tally, Wrong

_GROUNDED = {
    "findings": ("title", "detail", "category", "requirement", "status_text", "result", "deadline_text"),
    "measures": ("text",),
    "focus_areas": ("title", "detail"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures of a dataset, micro-averaged over all gold files."""

    files: int
    fields: dict[str, Figures]
    rows_right: int
    rows_total: int
    cells_grounded: int
    cells_total: int
    wrong: tuple[Wrong, ...]
    missing: tuple[str, ...] = ()  # gold files whose notice the dataset does not hold

    @property
    def rows(self) -> float | None:
        """Share of gold findings of which every cell is right."""
        return self.rows_right / self.rows_total if self.rows_total else None

    @property
    def grounding(self) -> float | None:
        """Share of as-printed cells whose spans hold exactly their text, white space aside."""
        return self.cells_grounded / self.cells_total if self.cells_total else None

    def as_json(self) -> dict[str, Any]:
        """Every figure, for files and floors."""
        figures: dict[str, Any] = {name: asdict(value) for name, value in self.fields.items()}
        figures["rows"] = {"exact": self.rows, "gold": self.rows_total}
        figures["grounding"] = {"share": self.grounding, "cells": self.cells_total}
        return figures


def score(connection: Connection, gold_dir: Path) -> Score:
    """Score the dataset against every `*.gold.json` below a folder. Raises FileNotFoundError without any."""
    files = sorted(gold_dir.rglob("*.gold.json"))
    if not files:
        raise FileNotFoundError(
            f"got: no *.gold.json under {gold_dir}; expected: a folder of gold annotations"
        )
    tally = Tally()
    ids = [score_file(connection, json.loads(path.read_text(encoding="utf-8")), tally) for path in files]
    names = ["findings", *ROW_FIELDS, *SIDE_FIELDS, "notice measures", "focus areas"]
    names += [f"notice.{name}" for name in NOTICE_FIELDS]
    grounded, cells = _grounding(connection, {notice_id for notice_id in ids if notice_id})
    return Score(
        files=len(files),
        fields={name: figures for name in names if (figures := tally.figures(name))},
        rows_right=tally.rows_right,
        rows_total=tally.rows_total,
        cells_grounded=grounded,
        cells_total=cells,
        wrong=tuple(tally.wrong),
        missing=tuple(path.name for path, found in zip(files, ids, strict=True) if not found),
    )


def _grounding(connection: Connection, notice_ids: Iterable[str]) -> tuple[int, int]:
    """Count as-printed cells, and those whose spans hold exactly their text, white space aside."""
    right = total = 0
    for notice_id in notice_ids:
        text = rows(connection, "SELECT text FROM notices WHERE id = ?", (notice_id,))[0]["text"]
        places: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
        for span in records_of(connection, "spans", notice_id):
            cell = (span["record_table"], span["record_id"], span["field"])
            places[cell].append((span["start"], span["end"]))
        for table, columns in _GROUNDED.items():
            for row in records_of(connection, table, notice_id):
                for column in columns:
                    if row[column]:
                        total += 1
                        spans = sorted(places[table, row["id"], column])
                        quoted = "".join(text[start:end] for start, end in spans)
                        right += bool(spans) and "".join(quoted.split()) == "".join(row[column].split())
    return right, total


def as_table(result: Score, *, worst: int) -> str:
    """The figures as a plain table, and the first wrong cells."""
    lines = [f"{result.files} gold files"]
    if result.missing:
        named = ", ".join(result.missing[:3]) + ", ..." * (len(result.missing) > 3)
        lines.append(
            f"got: no notice for {len(result.missing)} of them ({named}), they count as wrong; "
            "expected: a dataset of the files that were annotated; do: ingest those"
        )
    lines.append(f"{'field':32}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}")
    for name, value in result.fields.items():
        cells = "".join(f"{_shown(figure):>7}" for figure in (value.precision, value.recall, value.f1))
        lines.append(f"{name:32}{cells}{value.gold:>7}")
    lines.append(f"rows all right   {_shown(result.rows)} of {result.rows_total}")
    lines.append(f"grounded cells   {_shown(result.grounding)} of {result.cells_total}")
    for cell in result.wrong[:worst]:
        lines.append(
            f"  {cell.file_name} | {cell.what} | gold: {str(cell.gold)[:70]!r} | got: {str(cell.got)[:70]!r}"
        )
    return "\n".join(lines)


def _shown(figure: float | None) -> str:
    return "  -  " if figure is None else f"{figure:.3f}"
