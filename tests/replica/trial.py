"""All faults at once: one crawl after another over every faulty host, and the table of what came of it."""

import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapers.crawling.manners import agent_of
from scrapers.sources import Source, load_sources
from tests.replica.certificates import Authority, authority, context_for
from tests.replica.faults import FAULTS, Fault
from tests.replica.serving import Hit, Replica
from tests.replica.town import Router, write_data_files
from zhenggai.crawling.job import Job, run

AGENT = agent_of("replica@example.org", "0")
STAGES = 3
FULL_READING = 61.0  # days later, when known pages are read without conditions again


@dataclass(slots=True, kw_only=True)
class Trial:
    """What the crawls of a trial gave: for each fault its report rows, and the server's log of each crawl."""

    archive: Path
    rows: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    hits: list[list[Hit]] = field(default_factory=list)

    def verdicts(self, name: str) -> tuple[str, ...]:
        """The verdicts of one fault's crawls."""
        return tuple(row["verdict"] for row in self.rows[name])


def trial_of(folder: Path, faults: Sequence[Fault] = FAULTS) -> Trial:
    """Crawl every fault once for each of its stages; `folder` takes data files, certificates and archive."""
    sites = {fault.name: fault.site() for fault in faults}
    trial = Trial(archive=folder / "archive")
    signer = authority(folder)
    with trusting(signer.path), Replica(Router(sites)) as replica:
        ports = {fault.name: tls_port(replica, folder, signer, fault) for fault in faults if fault.tls}
        write_data_files(folder / "sites", sites.values(), replica.port, ports)
        sources = {source.id: source for source in load_sources(folder / "sites")}
        for index in range(STAGES):
            turn = [fault for fault in faults if len(fault.stages) > index]
            for fault in turn:
                stage, site = fault.stages[index], sites[fault.name]
                site.meddle = stage.meddle
                if stage.prepare:
                    stage.prepare(site)
            chosen = tuple(sources[fault.name] for fault in turn)
            replica.counts.clear()
            before = len(replica.hits)
            for row in crawl(trial.archive, chosen, days_later=FULL_READING if index == 2 else 0.0):
                trial.rows.setdefault(row["source"], []).append(row)
            trial.hits.append(replica.hits[before:])
    return trial


def crawl(archive: Path, sources: tuple[Source, ...], **more: Any) -> list[Mapping[str, Any]]:
    """One crawl of replica hosts in the process that `zhenggai crawl` starts; returns its report."""
    job = Job(archive=archive, agent=AGENT, sources=sources, replica=True, **more)
    return run(job, lambda event: None)


@contextmanager
def trusting(path: Path) -> Iterator[None]:
    """Let processes started here trust one more authority."""
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(path)
    try:
        yield
    finally:
        os.environ.pop("SSL_CERT_FILE")
        if before is not None:
            os.environ["SSL_CERT_FILE"] = before


def tls_port(replica: Replica, folder: Path, signer: Authority, fault: Fault) -> int:
    """A port that serves a fault's host with the TLS it asks for, or a port where nobody listens."""
    if fault.tls == "closed":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return int(free.getsockname()[1])
    host = "other.localhost" if fault.tls == "wrong-host" else f"{fault.name}.localhost"
    context = context_for(
        folder, signer, host, expired=fault.tls == "expired", self_signed=fault.tls == "self-signed",
        weak=fault.tls == "weak", old=fault.tls in ("old", "old-good"),
    )  # fmt: skip
    return replica.open_tls(context)


def table_of(trial: Trial, faults: Sequence[Fault] = FAULTS) -> str:
    """The table of docs/faults.md."""
    lines = [
        "| fault | group | what the host does | verdict of each crawl |",
        "|---|---|---|---|",
    ]
    for fault in faults:
        verdicts = ", ".join(trial.verdicts(fault.name))
        lines.append(f"| {fault.name} | {fault.group} | {fault.told} | {verdicts} |")
    return "\n".join(lines) + "\n"
