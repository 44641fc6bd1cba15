"""The answer of one SQL statement as CSV that Excel opens right; Datasette's own CSV is for programs."""

import sqlite3

from datasette.utils import InvalidSql, validate_sql_select

from db.exports.text import csv_for_excel
from db.site.asked.answers import Answer, Ask, Connection, File, Page
from db.site.figures.statements import MOST_ROWS


def statement_csv(connection: Connection, ask: Ask) -> Answer:
    """Run a SELECT, at most MOST_ROWS of its rows; a statement that cannot run is told as a wrong request."""
    sql = ask.get("sql").rstrip("; \n")
    try:
        validate_sql_select(sql)
        cursor = connection.execute(sql)
        found = cursor.fetchmany(MOST_ROWS)
    except InvalidSql as error:
        return _wrong(str(error))
    except sqlite3.Error as error:
        if "interrupted" in str(error):
            raise
        return _wrong(str(error))
    body = csv_for_excel([name for name, *_ in cursor.description], found)
    return File(body=body, media_type="text/csv; charset=utf-8", name="figure.csv")


def _wrong(message: str) -> Page:
    return Page(template="problem.html", values={"key": "wrong", "asked": message}, status=400)
