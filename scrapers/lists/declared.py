"""What a list declares of itself (pages, items) against what was read of it."""

import sqlite3

from scrapers.pages import Listing

TOLERANCE = 0.02  # share by which a declared total may miss the rows: sites count hidden items


def expects_more(row: sqlite3.Row, listing: Listing, number: int) -> bool:
    """Does the list declare more than was found up to this page?"""
    pages = listing.pages or row["declared_pages"] or 0
    return pages >= number or short_of(row) > 0


def short_of(row: sqlite3.Row) -> int:
    """How many rows the declared total is missing, small differences aside."""
    total = row["declared_total"] or 0
    missing = total - row["rows"]
    return missing if missing > max(1, total * TOLERANCE) else 0


def holds_all(row: sqlite3.Row) -> bool:
    """Does the list declare how many items it has, and were all of them read?"""
    return bool(row["declared_total"]) and short_of(row) == 0


def pages_left(row: sqlite3.Row) -> bool:
    """Does a list that does not count its items declare more pages than were read?"""
    return not row["declared_total"] and (row["declared_pages"] or 0) > row["pages"]


def declared(row: sqlite3.Row) -> str:
    """What the list says of itself, for a reason."""
    return f"{row['rows']} rows read, the list declares {row['declared_total'] or '?'} on {row['declared_pages'] or '?'} pages"
