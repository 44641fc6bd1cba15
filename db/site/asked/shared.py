"""What many pages need: the choice in the address, names of places and topics, SQL to show."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote_plus

from markupsafe import Markup, escape

from db.choosing.selection import Selection
from db.site.asked.answers import Ask, Connection
from db.site.asked.once import once
from db.site.languages.language import Words
from db.tables.site import STATUS_COLUMNS

__all__ = [
    "FAMILIES",
    "MAX_WORDS",
    "STATUSES",
    "Names",
    "choice",
    "choice_query",
    "topic_name",
    "whole",
]

STATUSES = STATUS_COLUMNS
FAMILIES = (
    "rectification_report", "audit_result", "audit_work_report", "audit_article", "proposal_reply", "audit_plan", "other",
)  # fmt: skip
MAX_WORDS = 200  # characters of a search that are read


def whole(text: str, default: int | None = None, *, low: int = 0, high: int = 10**9) -> int | None:
    """A whole number from an argument; `default` where it is none or out of bounds."""
    try:
        value = int(text)
    except ValueError:
        return default
    return value if low <= value <= high else default


def choice(ask: Ask) -> Selection:
    """The choice that an address makes: province, city, year, topic, status, q. Unknown words choose nothing."""
    years = tuple(
        year for text in ask.all("year") if (year := whole(text, None, low=-1, high=9999)) is not None
    )
    status = ask.get("status")
    return Selection(
        provinces=tuple(code[:20] for code in ask.all("province"))[:40],
        cities=tuple(code[:20] for code in ask.all("city"))[:400],
        years=years[:60],
        topic=ask.get("topic")[:80] or None,
        status=status if status in STATUSES else None,
        words=ask.get("q")[:MAX_WORDS] or None,
    )


def choice_query(selection: Selection) -> str:
    """A choice as a query string, `?` included; empty for everything."""
    parts = [f"q={quote_plus(selection.words)}"] if selection.words else []
    parts += [f"province={quote_plus(','.join(selection.provinces))}"] if selection.provinces else []
    parts += [f"city={quote_plus(','.join(selection.cities))}"] if selection.cities else []
    parts += [f"year={year}" for year in selection.years]
    parts += [f"topic={quote_plus(selection.topic)}"] if selection.topic else []
    parts += [f"status={selection.status}"] if selection.status else []
    return "?" + "&".join(parts) if parts else ""


PLACES = "SELECT code, name FROM site_places WHERE level <> 'province' ORDER BY level DESC"
PROVINCES = "SELECT code, name FROM site_places WHERE level = 'province'"
TOPICS = "SELECT id, zh, en FROM topics"
YEARS = "SELECT DISTINCT year FROM site_notices ORDER BY year DESC"


@dataclass(frozen=True)
class Names:
    """Names of places and topics, read once for a page, in the reader's language where there are two."""

    connection: Connection
    words: Words

    @cached_property
    def places(self) -> dict[str, str]:
        """Names of all places and regions by code."""
        return once(self.connection, "places", lambda: dict(self.connection.execute(PLACES).fetchall()))

    @cached_property
    def provinces(self) -> dict[str, str]:
        """Names of provinces by code."""
        return once(self.connection, "provinces", lambda: dict(self.connection.execute(PROVINCES).fetchall()))

    @property
    def years(self) -> list[int]:
        """Years of notices, newest first; -1 where a notice has none."""
        return once(self.connection, "years", lambda: [row[0] for row in self.connection.execute(YEARS)])

    @property
    def known_provinces(self) -> dict[str, str]:
        """Provinces without the one that stands for not known."""
        return {code: name for code, name in self.provinces.items() if code != "-"}

    @property
    def all_topics(self) -> list[tuple[str, str | None, str | None]]:
        """Id, Chinese and English name of each topic."""
        return once(self.connection, "topics", lambda: self.connection.execute(TOPICS).fetchall())

    @cached_property
    def topics(self) -> dict[str, str]:
        """Names of topics by id; an id the taxonomy does not name stands for itself."""
        return {key: self.words.pick(zh, en) or key for key, zh, en in self.all_topics}

    def place_options(self, chosen: Iterable[str]) -> Markup:
        """`<option>`s of all places in the order of their names, the unknown one last, those of `chosen` selected."""
        key = ("place options", self.words.language)
        return _selected(once(self.connection, key, self._place_options), chosen)

    def _place_options(self) -> str:
        known = sorted((name, code) for code, name in self.places.items() if code != "-")
        named = [f'<option value="{escape(code)}" lang="zh">{escape(name)}</option>' for name, code in known]
        if "-" in self.places:
            named.append(f'<option value="-">{escape(self.place("-"))}</option>')
        return "".join(named)

    def topic_options(self, chosen: str | None) -> Markup:
        """`<option>`s of all topics and of none, the second level marked, that of `chosen` selected."""
        key = ("topic options", self.words.language)
        return _selected(once(self.connection, key, self._topic_options), [chosen] if chosen else [])

    def _topic_options(self) -> str:
        return "".join(
            f'<option value="{escape(key)}">{"· " if "." in key else ""}{escape(self.topic(key))}</option>'
            for key in (*sorted(self.topics), "-")
        )

    def once(self, *key: str, caller: Callable[[], str]) -> str:
        """For `{% call names.once(...) %}`: a part of a page that depends on the file and the key alone."""
        return once(self.connection, ("part", self.words.language, *key), caller)

    def place(self, code: str | None) -> str:
        """Name of a place."""
        if code is None or code == "-":
            return self.words("place.unknown")
        return self.places.get(code) or self.provinces.get(code) or code

    def listed(self, codes: Iterable[str]) -> str:
        """Names of places in one line."""
        return ("、" if self.words.language == "zh" else ", ").join(map(self.place, codes))

    def topic(self, key: str | None) -> str:
        """Name of a topic."""
        if key is None or key == "-":
            return self.words("topic.none")
        return self.topics.get(key, key)

    def described(self, chosen: Selection) -> str:
        """A choice in words, for titles of pages: they tell tabs and bookmarks apart; empty for everything."""
        places = [self.place(code) for code in (*chosen.provinces, *chosen.cities)]
        parts = [
            chosen.words,
            self.listed_few(places),
            self.listed_few([self.year(year) for year in chosen.years]),
            self.topic(chosen.topic) if chosen.topic else None,
            self.status(chosen.status) if chosen.status else None,
        ]
        said = " · ".join(part for part in parts if part)
        return f"{said} – " if said else ""

    def listed_few(self, labels: Sequence[str]) -> str:
        """The first of some labels in one line, and that there are more."""
        joint = "、" if self.words.language == "zh" else ", "
        return joint.join(labels[:3]) + "…" * (len(labels) > 3)

    def year(self, year: int | str) -> str:
        """A year, or that it is not known."""
        return self.words("year.unknown") if str(year) == "-1" else str(year)

    def status(self, status: str | None) -> str:
        """A status in words."""
        return self.words(f"status.{status or 'unstated'}")


def _selected(entries: str, chosen: Iterable[str]) -> Markup:
    """`<option>`s with some of them selected."""
    for key in chosen:
        value = f'<option value="{escape(key)}"'
        entries = entries.replace(value, f"{value} selected", 1)
    return Markup(entries)  # noqa: S704 - escaped where it was made


def topic_name(row: Mapping[str, object], words: Words) -> str:
    """The name of a row of `topics` in the reader's language."""
    return words.pick(str(row["zh"] or ""), str(row["en"] or "")) or str(row["id"])
