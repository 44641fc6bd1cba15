"""What went wrong, in the reader's language, or as JSON where JSON was asked for; the same for our pages and Datasette's."""

import json
import logging
import sqlite3

from datasette.utils.asgi import Base400, Forbidden
from datasette.views.base import DatasetteError

from db.site.asked.answers import HTML, JSON, Ask, File, Missing, Wrong
from db.site.html.render import render

__all__ = ["Problem", "problem"]

Problem = tuple[int, File]


def problem(exception: Exception, ask: Ask) -> Problem:
    """Status and answer for an exception; surprises are logged, and their details stay in the log."""
    status, key, detail = _explained(exception)
    if status == 500:
        logging.getLogger(__name__).error("%s failed", ask.path, exc_info=exception)
    if ask.path.endswith(".json"):
        if isinstance(exception, Missing):
            detail = f"got {detail}; expected an id or address that this dataset holds"
        said = {
            "ok": False,
            "status": status,
            "error": detail or ask.words(f"{key}.text", asked=ask.path),
        }
        return status, File(body=json.dumps(said).encode(), media_type=JSON)
    html = render("problem.html", {"key": key, "asked": detail or ask.path}, ask)
    return status, File(body=html.encode("utf-8", "replace"), media_type=HTML)


def _explained(exception: Exception) -> tuple[int, str, str]:
    """Status, message key and detail of an error."""
    if isinstance(exception, Missing):
        return 404, "missing", str(exception)
    if isinstance(exception, Wrong):
        return 400, "wrong", str(exception)
    if isinstance(exception, Forbidden):
        return 403, "forbidden", ""
    if _took_too_long(exception):
        return 503, "too_long", ""
    if isinstance(exception, Base400 | DatasetteError):
        status = int(getattr(exception, "status", 400) or 400)
        status = 400 if status == 500 else status  # what Datasette raises itself is a fault of the request
        text = getattr(exception, "message", None) or (exception.args[0] if exception.args else "")
        return (404, "missing", "") if status == 404 else (status, "wrong", str(text))
    return 500, "failed", ""


def _took_too_long(exception: Exception) -> bool:
    """Did the time limit stop a statement, of our pages or of Datasette's (whose message is a piece of a page)?"""
    if isinstance(exception, DatasetteError):
        return bool(exception.title == "SQL Interrupted")
    return isinstance(exception, sqlite3.OperationalError) and "interrupted" in str(exception)
