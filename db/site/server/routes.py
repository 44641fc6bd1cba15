"""Every address of the site and the page that answers it."""

from db.site.asked.answers import Route
from db.site.pages.about import about
from db.site.pages.api import (
    api_counts,
    api_docs,
    api_finding,
    api_findings,
    api_notice,
    api_notices,
    api_openapi,
    api_places,
    api_topics,
)
from db.site.pages.compare import compare
from db.site.pages.download import download, download_file
from db.site.pages.feeds import feed
from db.site.pages.finding import finding
from db.site.pages.followed import followed
from db.site.pages.home import home
from db.site.pages.kin import kin, kin_group
from db.site.pages.notice import archived, notice, picture
from db.site.pages.notices import notices
from db.site.pages.places import place, places
from db.site.pages.robots import robots, sitemap, sitemap_part
from db.site.pages.search import search
from db.site.pages.statement import statement_csv
from db.site.pages.table import table
from db.site.pages.topics import topic, topics

__all__ = ["ROUTES"]

_ID = r"[A-Za-z0-9_.:-]{1,120}"

ROUTES: tuple[Route, ...] = (
    Route(pattern=r"/", name="home", answer=home),
    Route(pattern=r"/table", name="table", answer=table),
    Route(pattern=r"/notices", name="notices", answer=notices),
    Route(pattern=rf"/notice/(?P<id>{_ID})", name="notice", answer=notice),
    Route(
        pattern=rf"/notice/(?P<id>{_ID})/page/(?P<page>\d{{1,5}})",
        name="picture",
        answer=picture,
        seconds=20,
    ),
    Route(pattern=rf"/notice/(?P<id>{_ID})/archived", name="archived", answer=archived),
    Route(pattern=rf"/finding/(?P<id>{_ID})", name="finding", answer=finding),
    Route(pattern=r"/kin", name="kin_list", answer=kin),
    Route(pattern=rf"/kin/(?P<id>{_ID})", name="kin", answer=kin_group),
    Route(pattern=r"/compare", name="compare", answer=compare),
    Route(pattern=r"/followed", name="followed", answer=followed),
    Route(pattern=r"/topics", name="topics", answer=topics),
    Route(pattern=rf"/topic/(?P<id>{_ID})", name="topic", answer=topic),
    Route(pattern=r"/cities", name="places", answer=places),
    Route(pattern=rf"/city/(?P<code>{_ID})", name="place", answer=place),
    Route(pattern=r"/search", name="search", answer=search),
    Route(pattern=r"/download", name="download", answer=download),
    Route(pattern=r"/download/findings\.(?P<suffix>[a-z]{2,8})", name="download_file", answer=download_file),
    Route(pattern=r"/feed/new\.atom", name="feed", answer=feed),
    Route(pattern=rf"/feed/(?P<kind>city|topic)/(?P<key>{_ID})\.atom", name="feed_of", answer=feed),
    Route(pattern=r"/figure\.csv", name="statement_csv", answer=statement_csv, seconds=1),
    Route(pattern=r"/about", name="about", answer=about),
    Route(pattern=r"/robots\.txt", name="robots", answer=robots),
    Route(pattern=r"/sitemap\.xml", name="sitemap", answer=sitemap),
    Route(
        pattern=r"/sitemap/(?:pages|notices-(?P<number>[1-9]\d{0,5}))\.xml",
        name="sitemap_part",
        answer=sitemap_part,
    ),
    Route(pattern=r"/api", name="api_docs", answer=api_docs),
    Route(pattern=r"/api/openapi\.json", name="api_openapi", answer=api_openapi),
    Route(pattern=r"/api/findings\.json", name="api_findings", answer=api_findings),
    Route(pattern=rf"/api/findings/(?P<id>{_ID})\.json", name="api_finding", answer=api_finding),
    Route(pattern=r"/api/notices\.json", name="api_notices", answer=api_notices),
    Route(pattern=rf"/api/notices/(?P<id>{_ID})\.json", name="api_notice", answer=api_notice),
    Route(pattern=r"/api/topics\.json", name="api_topics", answer=api_topics),
    Route(pattern=r"/api/places\.json", name="api_places", answer=api_places),
    Route(pattern=r"/api/counts\.json", name="api_counts", answer=api_counts),
)
