"""The rules that a dataset must pass to be released, read from a TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.publishing.coverage import RESOLVED

RULES = Path(__file__).with_name("rules.toml")
_COLUMNS = frozenset(f"{table}.{column}" for table, column, _ in RESOLVED)


class RulesError(Exception):
    """Raised for rules that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How many notices a source must and may have."""

    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What must hold. `resolved`: least shares by TABLE.COLUMN; `allowed`: places of notices that may be gone."""

    sources: Mapping[str, Bounds] = field(default_factory=dict)
    default: Bounds = Bounds()
    resolved: Mapping[str, float] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()


def load_rules(path: Path = RULES) -> Rules:
    """Read a rules file. Raises RulesError for entries that it does not know."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _rules(data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise RulesError(f"{path}: got {error}; expected rules as docs/releases.md describes them") from error


def _rules(data: dict[str, Any]) -> Rules:
    if unknown := data.keys() - {"sources", "resolved", "lost"}:
        raise ValueError(f"sections {sorted(unknown)}")
    sources = {name: Bounds(**bounds) for name, bounds in data.get("sources", {}).items()}
    resolved = {name: float(share) for name, share in data.get("resolved", {}).items()}
    if unknown := resolved.keys() - _COLUMNS:
        raise ValueError(f"columns {sorted(unknown)}, known: {sorted(_COLUMNS)}")
    lost = data.get("lost", {})
    return Rules(
        default=sources.pop("default", Bounds()),
        sources=sources,
        resolved=resolved,
        allowed=frozenset(lost.get("allowed", ())),
    )
