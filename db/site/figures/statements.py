"""The SQL behind a figure: shown below it, run by a link, taken as CSV.

Half of a page's statements are the same for every reader but for their values, and encoding a statement
takes longer than many a one takes to run: so what stands between the question marks is encoded once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from urllib.parse import quote_plus

from markupsafe import Markup

from db.choosing.selection import Query
from db.site.languages.language import Language, words
from db.site.text.escaping import escaped

__all__ = ["MOST_ROWS", "Shown", "show_sql"]

MOST_ROWS = 10_000  # as many as a figure ever has; whole tables are taken from the download page

Value = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A statement with its values, so that anybody can run it again."""

    sql: str
    values: tuple[Value, ...] = ()

    @classmethod
    def of(cls, query: Query) -> Self:
        """A query to show."""
        return cls(sql=query.sql, values=query.values)

    @property
    def text(self) -> str:
        """The statement with literals in place of question marks."""
        return _filled(_pieces(self.sql).plain, self._literals)

    @property
    def address(self) -> str:
        """Where the server runs it."""
        return "/data?sql=" + self.encoded

    @property
    def csv(self) -> str:
        """The figure as CSV for spreadsheets."""
        return "/figure.csv?sql=" + self.encoded

    @property
    def html(self) -> str:
        """The statement with the two links, escaped."""
        return _filled(_pieces(self.sql).escaped, [escaped(literal) for literal in self._literals])

    @property
    def encoded(self) -> str:
        """The statement as a value of a query string."""
        return _filled(_pieces(self.sql).encoded, [quote_plus(literal) for literal in self._literals])

    @property
    def _literals(self) -> list[str]:
        if len(self.values) + 1 != len(_pieces(self.sql).plain):
            raise ValueError(f"got {len(self.values)} values, expected one for each ? of: {self.sql}")
        return [_literal(value) for value in self.values]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pieces:
    """What stands between the question marks of a statement: as it is, in an address, in HTML."""

    plain: tuple[str, ...]
    encoded: tuple[str, ...]
    escaped: tuple[str, ...]


@lru_cache(maxsize=512)
def _pieces(sql: str) -> _Pieces:
    plain = tuple(sql.strip().split("?"))
    return _Pieces(plain=plain, encoded=tuple(map(quote_plus, plain)), escaped=tuple(map(escaped, plain)))


def _filled(pieces: Sequence[str], literals: Iterable[str]) -> str:
    return "".join(piece + literal for piece, literal in zip(pieces, [*literals, ""], strict=True))


def _literal(value: Value) -> str:
    if value is None:
        return "NULL"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def show_sql(shown: Shown | Iterable[Shown], language: Language) -> Markup:
    """Statements behind a figure, folded away, each with links that run it and take its answer along."""
    t = words(language)
    run = escaped(t("site.run_sql"))
    listed = "".join(
        f'<pre tabindex="0"><code>{one.html}</code></pre>\n'
        f'<p><a href="/data?sql={encoded}">{run}</a> · <a href="/figure.csv?sql={encoded}">CSV</a></p>\n'
        for one, encoded in ((one, one.encoded) for one in ([shown] if isinstance(shown, Shown) else shown))
    )
    summary = escaped(t("site.show_sql"))
    return Markup(f'<details class="sql">\n<summary>{summary}</summary>\n{listed}</details>')  # noqa: S704 - escaped
