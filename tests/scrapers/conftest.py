"""Crawls that many tests look at: made once, in the process that `zhenggai crawl` starts, against the replica."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from scrapers.sources import load_sources
from tests.replica.content import Notice
from tests.replica.serving import Hit, Replica
from tests.replica.sites import Site
from tests.replica.town import healthy_sites, router, write_data_files
from tests.replica.trial import Trial, crawl, trial_of

PATIENT = {"timeout": 20.0}  # the machine may be busy; here nothing is slow on purpose
Rows = dict[str, Mapping[str, Any]]


@dataclass(slots=True, kw_only=True)
class Visits:
    """Three crawls of the healthy sites: the first, one with nothing changed, one after each site changed three
    notices (one new, one edited, one taken off)."""

    archive: Path
    sites: dict[str, Site]
    before: dict[str, list[Notice]]
    rows: list[Rows] = field(default_factory=list)
    hits: list[list[Hit]] = field(default_factory=list)
    most_open: dict[str, int] = field(default_factory=dict)

    def of(self, run: int, host: str) -> list[Hit]:
        """The hits of one crawl on one host."""
        return [hit for hit in self.hits[run] if hit.host == host]


def change(site: Site) -> None:
    """One notice more, one edited, one gone."""
    on_topic = [notice for notice in site.notices if notice.on_topic and not notice.external]
    edited, gone = on_topic[2], on_topic[3]
    new = replace(on_topic[0], number=950, title=on_topic[0].title + "（补充公告）", files=())
    rest = [notice for notice in site.notices if notice is not gone]
    rest = [replace(n, body=n.body + "<p>（更正：以本版为准。）</p>") if n is edited else n for n in rest]
    site.notices = [new, *rest]
    site.edition += 3600


@pytest.fixture(scope="session")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Visits:
    """The three crawls."""
    folder = tmp_path_factory.mktemp("healthy")
    sites = healthy_sites()
    made = Visits(
        archive=folder / "archive", sites=sites, before={n: list(s.notices) for n, s in sites.items()}
    )
    with Replica(router(sites)) as replica:
        write_data_files(folder / "sites", sites.values(), replica.port)
        sources = load_sources(folder / "sites")
        for run in range(3):
            if run == 2:
                for site in sites.values():
                    change(site)
            start = len(replica.hits)
            made.rows.append({row["source"]: row for row in crawl(made.archive, sources, manners=PATIENT)})
            made.hits.append(replica.hits[start:])
        made.most_open = dict(replica.most_open)
    return made


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Every fault, crawled."""
    return trial_of(tmp_path_factory.mktemp("trial"))
