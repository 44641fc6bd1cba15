"""Where the vocabularies of this room stand: labels, status words, headings, cues, as TOML files."""

from pathlib import Path

DATA = Path(__file__).with_name("data")
