"""Spans: the pieces of a cell are the cell, and each knows its page."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from db.rows.notice import notice_rows
from db.rows.spans import Pages, pieces
from db.schema import table
from extract.model import Box
from normalize.records import Issue, PagePlace, Place, Quote, Span
from tests.db.records import notice, notices

TEXTS = st.text(st.sampled_from("审计 发现\n问题"), min_size=1, max_size=40)


@st.composite
def paged(draw):
    """A text, a range of it, and pages with gaps between them."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    borders = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    ranges = [(a, b) for a, b in pairwise(borders) if draw(st.booleans())]
    places = [PagePlace(start=a, end=b, place=Place(page=n)) for n, (a, b) in enumerate(ranges, 1)]
    return text, Span(start=start, end=end), places


@settings(max_examples=100, deadline=None)
@given(paged())
def test_pieces_hold_the_quote_white_space_aside(case):
    text, span, places = case
    quote = Quote(text=text[span.start : span.end], spans=(span,))
    found = list(pieces(quote, text, Pages(places)))
    joined = "".join(text[piece.start : piece.end] for piece in found)
    assert "".join(joined.split()) == "".join(quote.text.split())
    for piece in found:
        holder = [place.place.page for place in places if place.start <= piece.start < place.end]
        assert piece.page == (holder[-1] if holder else None)


def test_cell_within_a_block_has_the_cells_own_box():
    block = PagePlace(start=0, end=9, place=Place(page=1, box=Box(x0=0, top=0, x1=100, bottom=100)))
    cell = PagePlace(start=3, end=6, place=Place(page=1, box=Box(x0=10, top=10, x1=20, bottom=20)))
    quote = Quote(text="def", spans=(Span(start=3, end=6),))
    (piece,) = pieces(quote, "abcdefghi", Pages([block, cell]))
    assert json.loads(piece.bbox) == [10, 10, 20, 20]


@settings(max_examples=30, deadline=None)
@given(notices())
def test_every_row_fits_its_table(record):
    rows = notice_rows(record)
    for name, values in rows.tables.items():
        assert all(len(row) == len(table(name).columns) for row in values), name
    texts = {(row[1], row[2], row[3]): [] for row in rows.tables["spans"]}
    for row in rows.tables["spans"]:
        texts[row[1], row[2], row[3]].append(record.text[row[5] : row[6]])
    for finding in record.findings:
        found = "".join(texts["findings", f"{record.id}-{finding.position}", "title"])
        assert "".join(found.split()) == "".join(finding.title.text.split())


def test_issue_names_the_row_it_speaks_of():
    issues = (
        Issue(kind="a", message="m", record=("findings", 2)),
        Issue(kind="b", message="m", record=("notices", 0), span=Span(start=1, end=4)),
        Issue(kind="c", message="m"),
    )
    record = notice(issues=issues)
    found = [row[4:7] + row[8:] for row in notice_rows(record).tables["issues"]]
    assert found == [
        ("findings", f"{record.id}-2", "a", None, None),
        ("notices", record.id, "b", 1, 4),
        ("notices", record.id, "c", None, None),
    ]
