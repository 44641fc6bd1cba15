"""Start the replica by hand: `python -m tests.replica [--port N] [--sites DIR] [--faults]`.

The hosts are names under .localhost, which browsers resolve to this machine. `--sites` writes their data files, so that
`zhenggai crawl --replica --sites DIR --archive ARCHIVE --contact you@example.org` can crawl them.
"""

import argparse
import time
from pathlib import Path

import click

from tests.replica.faults import FAULTS
from tests.replica.serving import Replica
from tests.replica.town import Router, healthy_sites, write_data_files


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.replica", description=__doc__)
    parser.add_argument("--port", type=int, default=8010)
    parser.add_argument("--sites", type=Path, help="write the data files of the hosts to this folder")
    parser.add_argument(
        "--faults", action="store_true", help="serve the faulty hosts, too (their last stage; no TLS)"
    )
    given = parser.parse_args()
    sites = healthy_sites()
    for fault in FAULTS if given.faults else ():
        if fault.tls:
            continue
        site = fault.site()
        site.meddle = fault.stages[-1].meddle
        for stage in fault.stages:
            if stage.prepare:
                stage.prepare(site)
        sites[fault.name] = site
    with Replica(Router(sites), port=given.port) as replica:
        for name, site in sites.items():
            click.echo(f"http://{name}.localhost:{replica.port}{site.list_path}  ({site.family})")
        if given.sites:
            write_data_files(given.sites, sites.values(), replica.port)
            click.echo(f"data files: {given.sites}")
        click.echo("Ctrl-C ends")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
