"""The whole replica: one healthy host a family, and how to write its data files."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from scrapers.sources import source_of, write_source
from tests.replica.content import Town, notices_of
from tests.replica.elsewhere import Columns, HanwebBelow, JpaasBelow, Sessions
from tests.replica.scripted import App, Epoint, Feed, Opened
from tests.replica.services import Gkmlpt, Hanweb, HanwebByPage, HanwebXxgk, Huzhou, Jpaas, Lonsun
from tests.replica.serving import NOT_FOUND, Answer, Call
from tests.replica.sites import (
    Ankang,
    Generic,
    Nfcms,
    Shanghai,
    Site,
    Trs,
    TrsShtml,
    Ucap,
    UcapJson,
    Vsb,
)

NEWEST = date(2025, 6, 30)
HEALTHY: Mapping[str, tuple[type[Site], str, int, int]] = {  # host: class, town, notices, rows a page
    "trs": (Trs, "青岚市", 38, 15),
    "trs-shtml": (TrsShtml, "云渡市", 36, 15),
    "nfcms": (Nfcms, "海棠市", 38, 15),
    "gkmlpt": (Gkmlpt, "南浔渡市", 115, 100),
    "hanweb": (Hanweb, "松泽市", 34, 5),
    "hanweb-page": (HanwebByPage, "柳溪市", 32, 5),
    "hanweb-xxgk": (HanwebXxgk, "临泷市", 33, 15),
    "jpaas": (Jpaas, "白榆市", 35, 15),
    "ucap": (Ucap, "江左市", 37, 15),
    "ucap-json": (UcapJson, "锦屏山市", 36, 15),
    "huzhou": (Huzhou, "菱湖洲市", 34, 15),
    "shanghai": (Shanghai, "浦沅市", 36, 15),
    "ankang": (Ankang, "石泉岭市", 35, 15),
    "vsb": (Vsb, "陇川渡市", 33, 15),
    "lonsun": (Lonsun, "皖溪市", 34, 15),
    "generic": (Generic, "石门渡市", 33, 15),
    "epoint": (Epoint, "汀芷洲市", 34, 15),
    "generic-app": (App, "苍梧岭市", 13, 5),
    "generic-feed": (Feed, "泠溪渡市", 13, 15),
    "generic-opened": (Opened, "柘溪岭市", 23, 5),
    "hanweb-below": (HanwebBelow, "枫岭渡市", 34, 5),
    "jpaas-below": (JpaasBelow, "雁溪洲市", 33, 15),
    "generic-sessions": (Sessions, "芦汀洲市", 13, 5),
    "generic-columns": (Columns, "苇渡岭市", 13, 5),
}


def healthy_sites() -> dict[str, Site]:
    """One host a family, about three pages each."""
    sites: dict[str, Site] = {}
    for name, (kind, town, count, per_page) in HEALTHY.items():
        place = Town(name=town)
        off_topic = -5 if kind is Gkmlpt else 7  # a hundred rows a page: keep most of them off topic
        files = 2 if kind is Gkmlpt else 5
        notices = notices_of(place, count=count, newest=NEWEST, off_topic=off_topic, files=files)
        sites[name] = kind(name=name, town=place, notices=notices, per_page=per_page)
    return sites


def router(sites: Mapping[str, Site]) -> "Router":
    """What a Replica asks: host name to site."""
    return Router(sites)


class Router:
    """Finds the site of a call."""

    def __init__(self, sites: Mapping[str, Site]) -> None:
        self.sites = dict(sites)

    def __call__(self, call: Call) -> Answer:
        site = self.sites.get(call.host)
        return site.route(call) if site else NOT_FOUND


def write_data_files(
    folder: Path, sites: Iterable[Site], port: int, ports: Mapping[str, int] | None = None
) -> None:
    """Write one data file a site; `ports` names hosts that are served with TLS on a port of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    for site in sites:
        tls = (ports or {}).get(site.name)
        values = site.data_file(tls or port, "https" if tls else "http")
        source = source_of(site.name, values)
        (folder / f"{site.name}.toml").write_text(write_source(source), "utf-8")
