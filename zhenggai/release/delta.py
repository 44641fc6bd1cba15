"""What changed since the last release: notices and findings that were added, changed or withdrawn, by city."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from db.file.lookup import Connection, rows

Change = Literal["added", "changed", "withdrawn"]
CHANGES: tuple[Change, ...] = ("added", "changed", "withdrawn")
# what a reader of the table sees; scores and reasons change with every version of the program
_SEEN = (
    "label", "category", "title", "detail", "requirement", "status", "status_basis", "status_text", "result",
    "responsible", "deadline_text", "deadline_on", "topic",
)  # fmt: skip
_NOTICES = """
SELECT id, place, coalesce(title, file_name) AS title, coalesce(city, '') AS city, coalesce(region_code, '') AS region_code,
  withdrawn_at FROM notices WHERE superseded_by IS NULL ORDER BY place"""
_FINDINGS = f"""
SELECT f.id, f.notice_id, {", ".join(f"f.{name}" for name in _SEEN)},
  (SELECT group_concat(m.text, char(10)) FROM
    (SELECT text FROM measures WHERE finding_id = f.id ORDER BY position) AS m) AS measures
FROM findings AS f WHERE f.notice_id = ? ORDER BY f.position"""  # noqa: S608
_COMPARED = (*_SEEN, "measures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change of a notice (`finding` None) or of a finding; `columns` are those that differ."""

    change: Change
    city: str
    region_code: str
    place: str
    notice: str
    finding: str | None
    title: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    notice: dict[str, Any]
    connection: Connection

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Read when asked for: two releases need not fit into memory."""
        return rows(self.connection, _FINDINGS, (self.notice["id"],))


def delta(now: Connection, before: Connection | None) -> list[Line]:
    """Every change, by place of the notice. Without an earlier release everything is added."""
    new, old = _read(now), _read(before) if before is not None else {}
    lines: list[Line] = []
    for place in sorted({*new, *old}):
        lines += _of_notice(new.get(place), old.get(place))
    return lines


def _read(connection: Connection) -> dict[str, _Held]:
    return {row["place"]: _Held(notice=row, connection=connection) for row in rows(connection, _NOTICES)}


def _is_live(held: _Held | None) -> bool:
    """A notice that its site has withdrawn stays in the dataset, and counts as withdrawn."""
    return held is not None and not held.notice["withdrawn_at"]


def _of_notice(new: _Held | None, old: _Held | None) -> Iterator[Line]:
    if _is_live(old) and not _is_live(new):
        assert old is not None
        yield _line("withdrawn", new or old, None)
        yield from (_line("withdrawn", new or old, finding) for finding in old.findings)
    elif new is not None and _is_live(new) and (old is None or not _is_live(old)):
        yield _line("added", new, None)
        yield from (_line("added", new, finding) for finding in new.findings)
    elif new is not None and old is not None:
        lines = list(_of_findings(new, old))
        if lines:
            yield _line("changed", new, None)
            yield from lines


def _of_findings(new: _Held, old: _Held) -> Iterator[Line]:
    """Findings are paired by their title, then by their order: a new one does not change those behind it."""
    waiting: dict[str, list[dict[str, Any]]] = {}
    for finding in old.findings:
        waiting.setdefault(finding["title"], []).append(finding)
    alone = []
    for finding in new.findings:
        if partners := waiting.get(finding["title"]):
            yield from _compared(new, finding, partners.pop(0))
        else:
            alone.append(finding)
    left = [finding for partners in waiting.values() for finding in partners]
    by_id = {finding["id"]: finding for finding in left}
    for finding in alone:
        partner = by_id.pop(finding["id"], None)
        yield from _compared(new, finding, partner) if partner else [_line("added", new, finding)]
    yield from (_line("withdrawn", new, finding) for finding in by_id.values())


def _compared(held: _Held, new: dict[str, Any], old: dict[str, Any]) -> Iterator[Line]:
    columns = tuple(name for name in _COMPARED if new[name] != old[name])
    if columns:
        yield _line("changed", held, new, columns)


def _line(change: Change, held: _Held, finding: dict[str, Any] | None, columns: tuple[str, ...] = ()) -> Line:
    notice = held.notice
    return Line(
        change=change,
        city=notice["city"],
        region_code=notice["region_code"],
        place=notice["place"],
        notice=notice["id"],
        finding=finding["id"] if finding else None,
        title=finding["title"] if finding else notice["title"],
        columns=columns,
    )


def by_city(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Counts by city: findings and notices that were added, changed, withdrawn."""
    counts = Counter((x.region_code, x.city, "findings" if x.finding else "notices", x.change) for x in lines)
    cities = sorted({key[:2] for key in counts})
    return [
        {"region_code": code, "city": city}
        | {
            f"{what}_{change}": counts[code, city, what, change]
            for what in ("notices", "findings")
            for change in CHANGES
        }
        for code, city in cities
    ]


def totals(lines: Sequence[Line]) -> dict[str, int]:
    """Counts of all cities together."""
    counts = Counter(("findings" if x.finding else "notices", x.change) for x in lines)
    return {
        f"{what}_{change}": counts[what, change] for what in ("notices", "findings") for change in CHANGES
    }
