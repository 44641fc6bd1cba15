"""Read a notice that a site's service answered as JSON: it is read as the page whose script carries that value."""

import json

from extract.files.charset import decode
from extract.files.limits import Limits
from extract.model import Document, Unreadable
from extract.readers.html.page import read_html
from scrapers.items import RawNotice

_PAGE = "<html><body><script>{}</script></body></html>"


def read_record(raw: RawNotice, limits: Limits) -> Document:
    """The row of the dispatch table. Raises Unreadable where no text of a notice stands in the value."""
    try:
        value = json.loads(decode(raw.body, declared=raw.charset).text, strict=False)
        script = json.dumps(value, ensure_ascii=False).replace("</", "<\\/")
        return read_html(_PAGE.format(script).encode("utf-8", "replace"), "utf-8", limits=limits)
    except (ValueError, RecursionError, Unreadable) as error:
        if isinstance(error, Unreadable) and error.kind != "no_body":
            raise
        message = f"{raw.file_name}: got data (JSON) in which no text of a notice stands, expected a notice; look at the file"
        raise Unreadable("unknown_format", message) from error
