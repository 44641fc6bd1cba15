"""Sources: one data file a city's column, in `scrapers/sites/` or another folder. Unknown keys are
refused.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from scrapers.addresses import host_of

SITES = Path(__file__).parent / "sites"
ID = re.compile(r"[a-z0-9][a-z0-9-]{1,60}")
REGION = re.compile(r"\d{6}|HK|MO|TW(-[A-Z]{3})?")
KEEP = ("words", "all")
KEYS = {
    "source": {
        "name", "region", "authority", "family", "verified", "note", "keep", "hosts", "strip", "lists",
        "parameters", "expect", "tls", "delay",
    },
    "lists": {"url", "inferred", "name"},
    "expect": {"min", "newest_within_days", "max_drop"},
    "tls": {"unchecked", "legacy"},
}  # fmt: skip


class BadSource(ValueError):  # noqa: N818 - named for the fact
    """A data file is not one of ours; the message names the file, what it says and what it may say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One list address. `inferred` where it was worked out from article addresses and never seen."""

    url: str
    inferred: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a healthy source shows: fewest listed items, days since its newest item, largest drop
    (share) in a run.
    """

    min: int = 1
    newest_within_days: int | None = None
    max_drop: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that publishes notices. `verified` is the day somebody looked, or None.

    `hosts` are further hosts whose articles belong to this source; `strip` names session parameters of its
    addresses; `unchecked` and `legacy` say why certificates are not checked or old TLS is allowed here.
    """

    id: str
    name: str
    region: str
    authority: str
    family: str
    columns: tuple[Column, ...]
    verified: date | None = None
    note: str | None = None
    keep: str = "words"
    hosts: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    expect: Expectation = Expectation()
    unchecked: str | None = None
    legacy: str | None = None
    delay: float | None = None

    @property
    def own_hosts(self) -> frozenset[str]:
        """Hosts whose articles are this source's own, each with and without www."""
        named = {*(host_of(column.url) for column in self.columns), *self.hosts}
        bare = {host.removeprefix("www.") for host in named}
        return frozenset(bare | {f"www.{host}" for host in bare})


def load_sources(folder: Path = SITES) -> tuple[Source, ...]:
    """All sources of a folder, by id."""
    return tuple(read_source(path) for path in sorted(folder.glob("*.toml")))


def read_source(path: Path) -> Source:
    """Read one data file; its name is the source's id."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
        return source_of(path.stem, values)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSource(
            f"{path}: got no TOML ({error}), expected a data file as docs/crawling.md describes it"
        ) from None
    except BadSource as error:
        raise BadSource(f"{path}: {error}") from None


def source_of(name: str, values: Mapping[str, Any]) -> Source:
    """A source from the values of its data file."""
    check_keys("source", values)
    tls = table(values, "tls")
    return Source(
        id=checked(name, ID, "file name", "small letters, digits and hyphens, as in qinglan-sjj"),
        name=text(values, "name"),
        region=checked(text(values, "region"), REGION, "region", "six digits (GB/T 2260), HK, MO or TW-XXX"),
        authority=text(values, "authority"),
        family=text(values, "family"),
        columns=columns_of(values),
        verified=verified_of(values),
        note=values.get("note"),
        keep=one_of(values.get("keep", "words"), KEEP, "keep"),
        hosts=tuple(values.get("hosts", ())),
        strip=tuple(values.get("strip", ())),
        parameters={key: str(value) for key, value in values.get("parameters", {}).items()},
        expect=Expectation(**table(values, "expect")),
        unchecked=tls.get("unchecked"),
        legacy=tls.get("legacy"),
        delay=values.get("delay"),
    )


def check_keys(kind: str, values: Mapping[str, Any]) -> None:
    """Refuse keys that mean nothing: a misspelt one would be silently without effect."""
    if unknown := set(values) - KEYS[kind]:
        raise BadSource(f"got {sorted(unknown)} in {kind}, expected only {sorted(KEYS[kind])}")


def table(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A sub-table with known keys."""
    found = dict(values.get(name, {}))
    check_keys(name, found)
    return found


def text(values: Mapping[str, Any], name: str) -> str:
    """A required, non-empty string."""
    value = values.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadSource(f"got {value!r} for {name}, expected words")
    return value


def checked(value: str, pattern: re.Pattern[str], name: str, shape: str) -> str:
    """A string of a given shape; `shape` says it in words."""
    if not pattern.fullmatch(value):
        raise BadSource(f"got {value!r} for {name}, expected {shape}")
    return value


def one_of(value: str, possible: Iterable[str], name: str) -> str:
    """One of a closed set of words."""
    if value not in possible:
        raise BadSource(f"got {value!r} for {name}, expected one of {list(possible)}")
    return value


def verified_of(values: Mapping[str, Any]) -> date | None:
    """`verified = false`, or the day of the last look at the real list."""
    value = values.get("verified", False)
    if value is False:
        return None
    if isinstance(value, date):
        return value
    raise BadSource(f"got {value!r} for verified, expected false or a date like 2025-03-01")


def columns_of(values: Mapping[str, Any]) -> tuple[Column, ...]:
    """The list addresses, at least one."""
    columns = []
    for entry in values.get("lists", ()):
        check_keys("lists", entry)
        if not re.match(r"https?://[^/\s]+/", entry.get("url", "")):
            raise BadSource(f"got {entry.get('url')!r} as a list's url, expected http(s)://host/path")
        columns.append(Column(**entry))
    if not columns:
        raise BadSource("got no [[lists]], expected at least one with a url")
    return tuple(columns)


def write_source(source: Source) -> str:
    """The data file of a source, as text."""
    lines = [f"{key} = {quoted(value)}" for key, value in head_of(source) if value is not None]
    for column in source.columns:
        lines += ["", "[[lists]]", f"url = {quoted(column.url)}"]
        lines += ["inferred = true"] if column.inferred else []
        lines += [f"name = {quoted(column.name)}"] if column.name else []
    if source.parameters:
        lines += [
            "",
            "[parameters]",
            *(f"{key} = {quoted(value)}" for key, value in source.parameters.items()),
        ]
    tls = [
        (key, value) for key, value in (("unchecked", source.unchecked), ("legacy", source.legacy)) if value
    ]
    if tls:
        lines += ["", "[tls]", *(f"{key} = {quoted(value)}" for key, value in tls)]
    return "\n".join([*lines, *expect_lines(source.expect)]) + "\n"


def head_of(source: Source) -> list[tuple[str, Any]]:
    """The top-level keys in the order people read them."""
    return [
        ("name", source.name), ("region", source.region), ("authority", source.authority), ("family",
        source.family), ("verified", source.verified or False), ("note", source.note),
        ("keep", source.keep if source.keep != "words" else None), ("hosts", list(source.hosts) or None),
        ("strip", list(source.strip) or None), ("delay", source.delay),
    ]  # fmt: skip


def expect_lines(expect: Expectation) -> list[str]:
    """The [expect] table, only with what differs from the usual."""
    usual = Expectation()
    values = [(name, getattr(expect, name)) for name in ("min", "newest_within_days", "max_drop")]
    lines = [f"{name} = {value}" for name, value in values if value != getattr(usual, name)]
    return ["", "[expect]", *lines] if lines else []


def quoted(value: Any) -> str:
    """A TOML value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | int | float):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(quoted(member) for member in value) + "]"
    if "\\" in str(value) and "'" not in str(value) and str(value).isprintable():
        return f"'{value}'"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
