"""Where the vocabularies of this room stand: labels, status words, headings, cues, as TOML files."""

import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")


def vocabulary(name: str) -> dict[str, Any]:
    """Read `data/NAME.toml`; callers keep what they make of it."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def published_labels() -> tuple[str, ...]:
    """Labels of the day on which a site published something (上载日期, 张贴于), folded: every act with every word for its day."""
    fields = vocabulary("fields")
    return tuple(act + word for act, word in product(fields["published_acts"], fields["published_words"]))
