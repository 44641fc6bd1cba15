"""The data files of this room: what answers, lists and pages of sites look like."""

import tomllib
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("data")


def vocabulary(name: str) -> dict[str, Any]:
    """Read `data/NAME.toml`; callers keep what they make of it."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
