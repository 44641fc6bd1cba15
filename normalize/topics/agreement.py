"""How far two people agree on topics: `python -m normalize.topics.agreement` prints Cohen's kappa a subject and its mean.

The two labellings are `training/findings.tsv` and `training/findings_second.tsv` (or the file given): the
second is made from `training/findings_unlabelled.tsv` by somebody who has not seen the first.
"""

import sys
from pathlib import Path

from normalize.topics.labelled import SECOND, Labelled, read_labelled
from normalize.topics.rules import topics
from normalize.topics.scores import kappa, mean


def agreement(one: list[Labelled], other: list[Labelled]) -> dict[str, float]:
    """Return the kappa of every subject (first level) over the findings that both labelled."""
    second = {finding.id: finding for finding in other}
    pairs = [(finding, second[finding.id]) for finding in one if finding.id in second]
    subjects = [topic.id for topic in topics() if topic.parent is None]
    return {
        subject: kappa([subject in a.subjects for a, _ in pairs], [subject in b.subjects for _, b in pairs])
        for subject in subjects
    }


def main(path: Path = SECOND) -> int:
    """Print the kappas; 1 where there is no second labelling."""
    if not path.exists():
        print(f"got: no {path}; needed: a second, independent labelling of findings_unlabelled.tsv")  # noqa: T201
        return 1
    one, other = read_labelled(), read_labelled(path)
    found = agreement(one, other)
    for subject, value in found.items():
        print(f"{subject:12s} {value:.3f}")  # noqa: T201
    both = len({f.id for f in one} & {f.id for f in other})
    print(f"mean kappa   {mean(found.values()):.3f} over {both} findings labelled twice")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(*(Path(a) for a in sys.argv[1:2])))
