"""A notice's text and the cells read from it, each leading to the other: hundreds on a page, so written without Jinja.

Everything that comes from the dataset is escaped. A key of a cell is as it stands in an address where that
holds no sign to be encoded: then there is none to be escaped either.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from db.site.asked.shared import Names
from db.site.html.pieces import status_tag
from db.site.languages.language import Language, words
from db.site.text.escaping import escaped
from db.site.text.evidence import Piece, cell_key, encoded

__all__ = ["Cells", "source_text"]


def source_text(pieces: Iterable[Piece], lit: str, language: Language) -> Markup:
    """The text of a source, cut where its cells begin and end; the first words of the cell `lit` are named for the address."""
    made: list[str] = []
    is_named = False
    for text, keys, page in pieces:
        if page and page > 1:
            tag = escaped(words(language)("notice.page", page=page))
            made.append(f'<span class="tag" lang="{words(language).tag}">{tag}</span>')
        shown = escaped(text)
        if not keys:
            made.append(shown)
            continue
        attributes = '"'
        if lit in keys:
            attributes = ' lit"' if is_named else ' lit" id="lit"'
            is_named = True
        made.append(f'<span class="seg{attributes} data-in="{escaped(" ".join(keys))}">{shown}</span>')
    return Markup("".join(made))  # noqa: S704 - everything is escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What was read of a notice, cell by cell; `placed` are those whose words stand in its text."""

    notice: str
    placed: Container[str]
    lit: str
    script: str
    language: Language
    ending: str = "#lit"  # of addresses, as HTML: `&amp;view=pages` keeps the page pictures

    def card(self, row: Mapping[str, Any], fields: Iterable[str], names: Names) -> Markup:
        """A finding: its number, status and page, its cells and those of its measures, its topics."""
        key, label = escaped(row["id"]), row["label"]
        number = f'<span lang="{self.script}">{escaped(label)}</span>' if label else row["position"]
        permanent = _word("notice.permanent", self.language)
        tags = " ".join(
            f'<a class="tag" href="/topic/{escaped(x)}">{escaped(names.topic(x))}</a>' for x in row["topics"]
        )
        topics = f"<dt>{_word('field.topics', self.language)}</dt><dd>{tags}</dd>\n" if tags else ""
        return Markup(  # noqa: S704 - everything is escaped
            f'<article class="finding-card" id="f-{key}">\n<h3>{number} · '
            f"{status_tag(row['status'], row['status_basis'], self.language)}"
            f' <a class="small" href="/finding/{key}">{permanent}</a></h3>\n'
            f'<dl class="cells">\n{self._cells(row, fields)}{topics}</dl>\n</article>\n'
        )

    def _cells(self, row: Mapping[str, Any], fields: Iterable[str]) -> str:
        made = []
        prefix = cell_key("findings", row["id"], "")
        address = encoded(prefix)
        for field in fields:
            if row[field]:
                name = "field.finding_title" if field == "title" else f"field.{field}"
                meant = row["deadline_on"] if field == "deadline_text" else None
                title = _title(name, self.language)
                cell = self._cell(prefix + field, address + field, row[field], title, meant)
                made.append(f"<dt>{_word(name, self.language)}</dt>{cell}\n")
        measures, title = row["measures"], _title("field.measures", self.language)
        for number, measure in enumerate(measures, start=1):
            label = (
                _numbered(number, self.language)
                if len(measures) > 1
                else _word("field.measures", self.language)
            )
            key = cell_key("measures", measure["id"], "text")
            cell = self._cell(key, encoded(key), measure["text"], title)
            made.append(f"<dt>{label}</dt>{cell}\n")
        return "".join(made)

    def cell(self, key: str, value: object, label: str, meant: object = None) -> Markup:
        """A cell; it lights its words where it has any. `meant` is its comparable value."""
        title = _place_of(label, self.language)
        return Markup(self._cell(key, encoded(key), value, title, meant))  # noqa: S704 - everything is escaped

    def _cell(self, key: str, address: str, value: object, title: str, meant: object = None) -> str:
        shown, said = escaped(str(value)), escaped(str(meant)) if meant else ""
        if key not in self.placed:
            beside = f' <span class="soft small">{said}</span>' if said else ""
            return f'<dd lang="{self.script}">{shown}{beside}</dd>'
        name = key if address == key else escaped(key)
        beside = f'<span class="soft small">{said}</span>' if said and said != shown else ""
        lit = ' class="lit"' if key == self.lit else ""
        return (
            f'<dd data-cell="{name}" lang="{self.script}"{lit}><a class="cell-link"'
            f' href="/notice/{self.notice}?cell={address}{self.ending}" title="{title}">{shown}</a>{beside}</dd>'
        )


@cache
def _word(key: str, language: Language) -> str:
    return escaped(words(language)(key))


@cache
def _title(key: str, language: Language) -> str:
    return _place_of(words(language)(key), language)


@cache
def _place_of(label: str, language: Language) -> str:
    return escaped(words(language)("notice.place_in_text", field=label))


def _numbered(number: int, language: Language) -> str:
    return escaped(words(language)("field.measure", number=number))
