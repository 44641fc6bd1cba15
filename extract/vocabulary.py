"""Where the vocabularies of this room stand: labels, status words, headings, cues, as TOML files."""

import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")


def vocabulary(name: str) -> dict[str, Any]:
    """Read `data/NAME.toml`; callers keep what they make of it."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
