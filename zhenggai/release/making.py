"""Make a release: build, check, and only where everything holds write dataset, exports, checksums and changes."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from db.exports.formats import FORMATS, pieces, sheet_of
from db.file.card import remember
from db.file.connection import open_for_reading
from db.file.lookup import Connection, rows
from db.file.release import compact
from zhenggai.corrections.checking import check
from zhenggai.ingesting.recording import Report
from zhenggai.ingesting.versions import program_version
from zhenggai.pipeline import Options, ingest
from zhenggai.release.checks import Failure, failures
from zhenggai.release.delta import Line, by_city, delta, totals
from zhenggai.release.rules import Rules
from zhenggai.scoring.report import score

DATASET, CHANGES, DELTA, SUMS, FACTS = "notices.db", "CHANGES.md", "delta.jsonl", "SHA256SUMS", "release.json"
_TABLE = "rectification_table"
_NEEDS = {"parquet": "pyarrow"}  # formats of an extra that may not be installed


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to release: `paths` to read, the release's date (ISO), the last release, and what must hold."""

    paths: tuple[Path, ...]
    date: str
    options: Options
    rules: Rules
    previous: Path | None = None
    gold: Path | None = None
    floors: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of it: failures (then nothing was released), or the facts of the release."""

    report: Report
    failures: tuple[Failure, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


def release(plan: Plan, out: Path) -> Outcome:
    """Build and check in a folder beside `out`, which becomes `out` where everything holds.

    Raises FileExistsError where `out` is there already: a release is never written over.
    """
    if out.exists():
        raise FileExistsError(f"got: {out} is there already; expected: a new folder for a new release")
    work = out.with_name(f"{out.name}.part")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        outcome = _made(plan, work)
        if not outcome.failures:
            work.replace(out)
        return outcome
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _made(plan: Plan, work: Path) -> Outcome:
    built = work / "build.db"
    report = ingest(plan.paths, built, options=plan.options)
    with _opened(built) as now, _previous(plan) as before:
        result = score(now, plan.gold) if plan.gold else None
        found = failures(now, plan.rules, previous=before, result=result, floors=plan.floors)
        if found:
            return Outcome(report=report, failures=tuple(found))
        lines = delta(now, before)
        facts = _facts(plan, now, report, lines)
    changes = [_change(plan, facts), *_earlier(plan)]
    remember(built, "release", plan.date)
    remember(built, "changes", [{"release": c["release"], "text": f"{c['zh']} {c['en']}"} for c in changes])
    if result is not None:
        remember(built, "evaluation", result.as_json())
    compact(built, work / DATASET)
    for path in work.glob("build.db*"):
        path.unlink()
    _write(work, facts | {"changes": changes}, lines)
    return Outcome(report=report, facts=facts)


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    with closing(open_for_reading(path)) as connection:
        yield connection


@contextmanager
def _previous(plan: Plan) -> Iterator[Connection | None]:
    if plan.previous is None:
        yield None
        return
    with _opened(plan.previous / DATASET) as connection:
        yield connection


def _facts(plan: Plan, now: Connection, report: Report, lines: Sequence[Line]) -> dict[str, Any]:
    """What the release says of itself; nothing in it depends on the machine or the hour."""
    states = [entry.state for entry in check(now, plan.options.corrections.decisions)]
    return {
        "release": plan.date,
        "program": program_version(),
        "previous": _release_of(plan.previous),
        "totals": dict(report.totals),
        "corrections": {state: states.count(state) for state in ("applied", "silent", "question", "unseen")},
        "since_previous": totals(lines),
        "by_city": by_city(lines),
    }


def _release_of(folder: Path | None) -> str | None:
    if folder is None:
        return None
    with _opened(folder / DATASET) as connection:
        found = rows(connection, "SELECT value FROM meta WHERE key = 'release'")
    name: str | None = json.loads(found[0]["value"]) if found else None
    return name


def _change(plan: Plan, facts: Mapping[str, Any]) -> dict[str, str]:
    """The entry of the change log, in both languages."""
    n, since = facts["since_previous"], facts["previous"]
    zh = f"较 {since}：" if since else "首个版本："
    zh += f"公告新增 {n['notices_added']}、变更 {n['notices_changed']}、撤下 {n['notices_withdrawn']}；"
    zh += f"问题新增 {n['findings_added']}、变更 {n['findings_changed']}、撤下 {n['findings_withdrawn']}。"
    en = f"Since {since}: " if since else "First release: "
    en += f"notices {n['notices_added']} added, {n['notices_changed']} changed, {n['notices_withdrawn']} withdrawn; "
    en += f"findings {n['findings_added']} added, {n['findings_changed']} changed, {n['findings_withdrawn']} withdrawn."
    return {"release": plan.date, "zh": zh, "en": en}


def _earlier(plan: Plan) -> list[dict[str, str]]:
    if plan.previous is None or not (plan.previous / FACTS).exists():
        return []
    known = json.loads((plan.previous / FACTS).read_text(encoding="utf-8"))
    found: list[dict[str, str]] = known["changes"]
    return found


def _write(work: Path, facts: Mapping[str, Any], lines: Sequence[Line]) -> None:
    """Everything beside the dataset; the checksums last."""
    with _opened(work / DATASET) as connection:
        for kind, entry in FORMATS.items():
            if kind in _NEEDS and find_spec(_NEEDS[kind]) is None:
                continue
            stem = "datapackage" if kind == "datapackage" else _TABLE
            _stream(work / f"{stem}.{entry.ending}", pieces(connection, sheet_of(_TABLE), kind))
    _text(work / DELTA, "".join(json.dumps(asdict(x), ensure_ascii=False) + "\n" for x in lines))
    _text(work / FACTS, json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
    _text(work / CHANGES, _log(facts))
    names = sorted(path.name for path in work.iterdir())
    _text(work / SUMS, "".join(f"{_digest(work / name)}  {name}\n" for name in names))


def _log(facts: Mapping[str, Any]) -> str:
    """The change log: this release by city, and one paragraph for each before it."""
    parts = ["# Changes 变更\n"]
    for number, change in enumerate(facts["changes"]):
        parts.append(f"\n## {change['release']}\n\n{change['zh']}\n\n{change['en']}\n")
        if number == 0 and facts["by_city"]:
            parts.append(
                "\n| city | findings added | changed | withdrawn | notices added | changed | withdrawn |\n"
            )
            parts.append("|---|---|---|---|---|---|---|\n")
            parts += [_city_line(entry) for entry in facts["by_city"]]
    return "".join(parts)


def _city_line(entry: Mapping[str, Any]) -> str:
    figures = [entry[f"{w}_{c}"] for w in ("findings", "notices") for c in ("added", "changed", "withdrawn")]
    return f"| {entry['city'] or '–'} | " + " | ".join(map(str, figures)) + " |\n"


def _stream(path: Path, parts: Iterator[bytes]) -> None:
    with path.open("wb") as file:
        for part in parts:
            file.write(part)


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
