"""Read the labelled findings in `training/`: findings that we wrote, each with the topics it belongs to."""

import csv
from dataclasses import dataclass
from pathlib import Path

TRAINING = Path(__file__).parents[1] / "training"
FIRST, SECOND = TRAINING / "findings.tsv", TRAINING / "findings_second.tsv"  # two independent labellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One finding and its second-level topics; an empty set says that it belongs to none."""

    id: str
    title: str
    detail: str
    topics: frozenset[str]

    @property
    def subjects(self) -> frozenset[str]:
        """First-level topics."""
        return frozenset(topic.split(".")[0] for topic in self.topics)


def read_labelled(path: Path = FIRST) -> list[Labelled]:
    """Read a table of id, title, detail, topics (comma separated); raise where a line has other columns."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for number, row in enumerate(rows, start=2):
        if row.get("topics") is None or row.get("title") is None or None in row:
            got = sorted(str(key) for key in row)
            raise ValueError(
                f"{path.name} line {number}: got {got}; needed: id, title, detail, topics, by tabs"
            )
        topics = frozenset(t.strip() for t in row["topics"].split(",") if t.strip())
        found.append(Labelled(id=row["id"], title=row["title"], detail=row["detail"], topics=topics))
    return found
