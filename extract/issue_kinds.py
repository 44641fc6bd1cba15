"""The kinds of doubts and refusals, one vocabulary for all rooms: the type checker holds every `Issue` and `Unreadable` to it.

A new kind gets its words for readers of the site in `db/site/languages/messages.toml`, section `doubt`; a test compares the two.
"""

from typing import Literal

IssueKind = Literal[
    # the file was not read
    "archive",  # an archive where a document was expected
    "broken_file",
    "empty_archive",
    "empty_file",
    "encrypted",
    "missing_program",
    "no_body",  # also a doubt: a page whose body had to be guessed
    "no_pages",
    "no_such_page",
    "no_text",
    "not_a_file",  # an entry of an archive that is a link
    "out_of_memory",
    "process_died",
    "program_fault",
    "reader_crashed",
    "reader_failed",
    "too_deep",
    "too_large",
    "too_many_cells",
    "too_many_members",
    "too_many_pages",
    "too_slow",
    "unknown_format",
    "unreachable_file",
    "unsupported_format",
    "xml_entities",
    "zip_bomb",
    # something in it was left out, repaired or not sure
    "charset",
    "contents_left_out",
    "embedded_left_out",
    "footnotes_left_out",
    "formula_without_value",
    "glosses",
    "hidden_left_out",
    "low_ocr_confidence",
    "noted_by_crawl",
    "ocr_missing",
    "ocr_off",
    "pictures_left_out",
    "repeated_body",
    "slanted_left_out",
    "text_only",
    "tracked_changes",
    "unknown_number_format",
    "unknown_symbol",
    "unread_page",
    # what it says is in doubt
    "contradicting_status",
    "count_differs",
    "no_findings",
    "number_gap",
    "status_count_differs",
    "unknown_status",
    "unlinked_measure",
    # what that means is in doubt
    "assumed_region",
    "correction_question",
    "damaged_amount",
    "damaged_number",
    "unknown_body",
    "unknown_region",
    "unread_date",
    "unread_deadline",
    "unread_number",
]
