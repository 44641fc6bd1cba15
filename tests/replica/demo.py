"""What `make demo-crawl` does: start the replica, crawl it, read the archive into a dataset, serve the dataset.

Everything stays on this machine. Each of the steps is a command that can be typed, and is printed before it runs.
"""

import argparse
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import click

from tests.replica.serving import Replica
from tests.replica.town import Router, healthy_sites, write_data_files

OUT = Path("out") / "demo-crawl"
PORT = 8020  # of the replica: with the same one a second demo finds what it knows
ZHENGGAI = "from zhenggai.cli import main; main()"


def main() -> int:
    """Run the steps; the site is served until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.replica.demo", description=__doc__)
    parser.add_argument("--port", default="8001", help="port of the site")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for archive and dataset")
    parser.add_argument("--no-serve", action="store_true", help="stop after the dataset is made")
    given = parser.parse_args()
    archive, sites, dataset = given.out / "archive", given.out / "sites", given.out / "notices.db"
    hosts = healthy_sites()
    with Replica(Router(hosts), port=free(PORT)) as replica:
        write_data_files(sites, hosts.values(), replica.port)
        code = step(
            "crawl", "--replica", "--sites", sites, "--archive", archive, "--contact", "demo@example.org"
        )
    if code:
        return code
    step("ingest", archive, "--db", dataset)
    if given.no_serve:
        return 0
    return step("serve", "--db", dataset, "--port", given.port)


def free(port: int) -> int:
    """The port, or 0 (any) where somebody else has it."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


def step(*arguments: object) -> int:
    """Run one command of the program, printing it first."""
    words = [str(argument) for argument in arguments]
    click.echo("$ zhenggai " + shlex.join(words))
    try:
        return subprocess.run([sys.executable, "-c", ZHENGGAI, *words], check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
