"""Write docs/faults.md: crawl every fault and put its verdicts down (`python -m tests.replica.table`)."""

import tempfile
from pathlib import Path

from tests.replica.faults import FAULTS
from tests.replica.trial import table_of, trial_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "faults.md"
HEAD = """# What a crawl makes of a site's faults

Written by `python -m tests.replica.table`, held by `tests/scrapers/test_scrapers_faults.py`. Each row is a host of the
replica (`python -m tests.replica`) with one fault; several verdicts are those of several crawls, the fault mostly
beginning with the second. Verdicts: **ok**; **empty** (only where the data file declares it); **blocked** (a protection
system, 403, robots.txt); **unreachable**; **changed layout**; **moved** (the list is not at its address any more, or
what stands there is frozen); **withdrawn** (all read, notices are gone); **partial** (read, but not all).

{count} faults:

"""


def main() -> None:
    """Crawl and write."""
    with tempfile.TemporaryDirectory() as folder:
        table = table_of(trial_of(Path(folder)))
    DOCUMENT.write_text(HEAD.format(count=len(FAULTS)) + table, "utf-8")


if __name__ == "__main__":
    main()
