"""The schema as a promise: names, keys and references that readers of the file rely on."""

import sqlite3
from itertools import chain

import pytest

from db.schema import SEARCHES, TABLES, VIEWS, statements, table

PROMISED = {
    "notices": "id file_name url title family script region_code city issuer document_number index_number"
    " audit_report_number audit_report_number_repaired published_on signed_on stated_finding_count text",
    "findings": "id notice_id position label category title detail requirement status status_basis status_text result"
    " responsible deadline_text deadline_on",
    "measures": "id notice_id finding_id position kind text",
    "focus_areas": "id notice_id position label title detail",
    "spans": "record_table record_id field start end page bbox",
    "issues": "notice_id record_table record_id kind message",
    "rectification_table": "notice_title city region_code issuer published_on label category title detail requirement"
    " status status_basis measures responsible deadline topic url",
}


@pytest.fixture
def empty():
    connection = sqlite3.connect(":memory:")
    for statement in statements():
        connection.execute(statement)
    yield connection
    connection.close()


@pytest.mark.parametrize("name", PROMISED)
def test_the_contracts_columns_are_there(empty, name):
    columns = {row[1] for row in empty.execute(f"PRAGMA table_info({name})")}
    assert set(PROMISED[name].split()) <= columns


def test_every_reference_names_a_column_that_is_there():
    references = [column.references for entry in TABLES for column in entry.columns if column.references]
    assert references
    for reference in references:
        name, column = reference.split(".")
        assert column in table(name).names


def test_every_index_and_key_names_columns_of_its_table():
    for entry in TABLES:
        assert set(chain(entry.key, *entry.indexes)) <= set(entry.names), entry.name


def test_every_searched_column_is_there():
    for search in SEARCHES:
        assert set(chain(*(columns for _, columns in search.columns))) <= set(table(search.table).names)


def test_view_describes_the_columns_it_has(empty):
    for view in VIEWS:
        columns = [row[1] for row in empty.execute(f"PRAGMA table_info({view.name})")]
        assert [name for name, _, _ in view.columns] == columns


def test_everything_has_a_label_in_both_languages():
    for entry in TABLES:
        assert entry.zh
        assert entry.about
        assert all(column.zh and column.about.endswith((".", "?")) for column in entry.columns), entry.name


def test_a_word_that_is_no_status_is_refused(empty):
    sql = "INSERT INTO findings (id, notice_id, position, title, responsible, topics, reasons, status)"
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        empty.execute(sql + " VALUES ('n-1', 'n', 1, 't', '[]', '[]', '[]', 'done')")


def test_unknown_table_raises():
    with pytest.raises(KeyError, match="nothing"):
        table("nothing")
