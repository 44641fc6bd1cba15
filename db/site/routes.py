"""Every address of the site and the page that answers it."""

from db.site.answers import Route
from db.site.pages.compare import compare
from db.site.pages.finding import finding
from db.site.pages.home import home
from db.site.pages.notice import archived, notice, picture
from db.site.pages.notices import notices
from db.site.pages.places import place, places
from db.site.pages.search import search
from db.site.pages.table import table
from db.site.pages.topics import kin_group, topic, topics

__all__ = ["ROUTES"]

_ID = r"[A-Za-z0-9_.:-]{1,120}"

ROUTES: tuple[Route, ...] = (
    Route(pattern=r"/", name="home", answer=home),
    Route(pattern=r"/table", name="table", answer=table),
    Route(pattern=r"/notices", name="notices", answer=notices),
    Route(pattern=rf"/notice/(?P<id>{_ID})", name="notice", answer=notice),
    Route(
        pattern=rf"/notice/(?P<id>{_ID})/page/(?P<page>\d{{1,5}})\.png",
        name="picture",
        answer=picture,
        seconds=20,
    ),
    Route(pattern=rf"/notice/(?P<id>{_ID})/archived", name="archived", answer=archived),
    Route(pattern=rf"/finding/(?P<id>{_ID})", name="finding", answer=finding),
    Route(pattern=rf"/kin/(?P<id>{_ID})", name="kin", answer=kin_group),
    Route(pattern=r"/compare", name="compare", answer=compare),
    Route(pattern=r"/topics", name="topics", answer=topics),
    Route(pattern=rf"/topic/(?P<id>{_ID})", name="topic", answer=topic),
    Route(pattern=r"/cities", name="places", answer=places),
    Route(pattern=rf"/city/(?P<code>{_ID})", name="place", answer=place),
    Route(pattern=r"/search", name="search", answer=search),
)
