"""The tables that make the site's figures: made from the dataset by `db.publishing.publish`, never a source.

Codes: `*` stands for all, `-` for not known. A `place` is the prefecture-level unit of a region (the
province itself for a municipality); documents that are copies or have been superseded, and families
without findings on rectification, are not counted.
"""

from db.tables.columns import Table
from db.tables.site_figures import COUNTS, KIN, PLACES, SHARES, SOURCES, THREADS, TOPIC_KIN, TOPIC_RULES
from db.tables.site_rows import (
    HIDDEN,
    MARKS,
    MEASURES,
    NOTICE_TOPICS,
    NOTICES,
    OUTSIDE,
    ROW_TOPICS,
    ROWS,
    STATUS_COLUMNS,
)

__all__ = ["NOTICES", "ROWS", "SITE_TABLES", "STATUS_COLUMNS"]

SITE_TABLES: tuple[Table, ...] = (
    ROWS, OUTSIDE, HIDDEN, ROW_TOPICS, NOTICES, NOTICE_TOPICS, COUNTS, PLACES, THREADS, KIN, TOPIC_KIN, TOPIC_RULES,
    SHARES, SOURCES, MEASURES, MARKS,
)  # fmt: skip
