"""What crawlers are told: pages to read, and what they need not ask for. (RFC 9309; sitemaps.org 0.9)"""

from html import escape

from db.site.asked.answers import Answer, Ask, Connection, File, Missing

__all__ = ["robots", "sitemap", "sitemap_part"]

# lists under every filter, SQL and downloads hold nothing that a page of its own does not
LEFT_OUT = ("/data", "/figure.csv", "/download/", "/search", "/table?", "/notices?", "/compare?", "/kin?", "/followed?",
            "/api/", "/*?*cell=", "/*?*from=", "/*?*view=")  # fmt: skip
PART = 20_000  # notices of one file; the format allows 50,000
PAGES = ("/", "/table", "/notices", "/compare", "/topics", "/cities", "/kin", "/download", "/about", "/api")
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

LAST = "SELECT coalesce(max(rank), 0) FROM site_notices"
NOTICES = """
SELECT n.id FROM site_notices AS r JOIN notices AS n ON n.rowid = r.notice
WHERE r.rank > ? AND r.rank <= ? ORDER BY r.rank"""
PLACES = "SELECT DISTINCT '/city/' || code FROM site_places WHERE code <> '-' ORDER BY 1"
TOPICS = "SELECT '/topic/' || id FROM topics ORDER BY 1"


def robots(connection: Connection, ask: Ask) -> Answer:
    """`robots.txt`."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in LEFT_OUT),
        f"Sitemap: {ask.site.address}/sitemap.xml",
    ]
    return File(body=("\n".join(lines) + "\n").encode(), media_type="text/plain; charset=utf-8")


def sitemap(connection: Connection, ask: Ask) -> Answer:
    """The list of lists."""
    last = int(connection.execute(LAST).fetchone()[0])
    parts = ["pages", *(f"notices-{number}" for number in range(1, -(-last // PART) + 1))]
    return _xml("sitemapindex", "sitemap", [f"{ask.site.address}/sitemap/{part}.xml" for part in parts])


def sitemap_part(connection: Connection, ask: Ask) -> Answer:
    """One list: of the pages that are few, or of some notices, newest first."""
    number = ask.values.get("number")
    if number is None:
        found = [*PAGES, *(path for sql in (PLACES, TOPICS) for (path,) in connection.execute(sql))]
    else:
        bounds = ((int(number) - 1) * PART, int(number) * PART)
        found = [f"/notice/{key}" for (key,) in connection.execute(NOTICES, bounds)]
        if not found:
            raise Missing(ask.path)
    return _xml("urlset", "url", [ask.site.address + path for path in found])


def _xml(root: str, entry: str, addresses: list[str]) -> File:
    listed = "\n".join(f"<{entry}><loc>{escape(address)}</loc></{entry}>" for address in addresses)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n{listed}\n</{root}>\n'
    return File(body=text.encode(), media_type="application/xml; charset=utf-8")
