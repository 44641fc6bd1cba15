"""Cross-validate the topics: `python -m normalize.topics.crossval` prints macro-F1 at both levels.

Five folds by a hash of the id; the model is trained on four and asked about the fifth. Three rows: the
model alone, the rules alone, both together as `classify_topics` decides. The rules are not trained, but
were written by the author of the findings: the figure of findings that somebody else wrote and labelled
is the sterner one (`python -m normalize.topics.crossval FILE` asks the committed model and rules about FILE).
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from normalize.topics.choice import decide
from normalize.topics.labelled import Labelled, read_labelled
from normalize.topics.model import TopicModel, topic_model
from normalize.topics.rules import prepared, topics
from normalize.topics.scores import f1_by_label, mean

FOLDS = 5
_MODEL_ALONE = 0.4  # threshold of the model when asked alone: best of its own cross-validation


def fold_of(finding: Labelled) -> int:
    """Return the fold of a finding, by a hash of its id."""
    return int(hashlib.sha256(finding.id.encode()).hexdigest(), 16) % FOLDS


def answers(findings: Sequence[Labelled], model: TopicModel) -> dict[str, list[frozenset[str]]]:
    """Return the topics that model, rules and both give to every finding."""
    texts = [prepared("。".join(part for part in (f.title, f.detail) if part)) for f in findings]
    alone = [
        [k for k, s in zip(model.labels, row, strict=True) if s >= _MODEL_ALONE]
        for row in model.shares(texts)
    ]
    return {
        "model alone": [frozenset(keys) for keys in alone],
        "rules alone": [frozenset(m.topic for m in mentions) for mentions in decide(texts, None)],
        "rules and model": [frozenset(m.topic for m in mentions) for mentions in decide(texts, model)],
    }


def cross_validate(findings: Sequence[Labelled]) -> tuple[list[Labelled], dict[str, list[frozenset[str]]]]:
    """Return the findings in fold order and what was answered for each by models that had not seen it."""
    from normalize.topics.train import train  # noqa: PLC0415 - spaCy is for training only

    ordered: list[Labelled] = []
    found: dict[str, list[frozenset[str]]] = {}
    for fold in range(FOLDS):
        asked = [f for f in findings if fold_of(f) == fold]
        model = train([f for f in findings if fold_of(f) != fold])
        ordered += asked
        for name, given in answers(asked, model).items():
            found.setdefault(name, []).extend(given)
    return ordered, found


def report(findings: Sequence[Labelled], found: dict[str, list[frozenset[str]]]) -> str:
    """Return macro-F1 of each way of deciding at both levels, and F1 a subject of the last."""
    subjects = [t.id for t in topics() if t.parent is None]
    seconds = [t.id for t in topics() if t.parent is not None]
    lines = []
    by_subject: dict[str, float] = {}
    for name, given in found.items():
        first = [frozenset(key.split(".")[0] for key in keys) for keys in given]
        by_subject = f1_by_label([f.subjects for f in findings], first, subjects)
        by_topic = f1_by_label([f.topics for f in findings], given, seconds)
        present = [key for key in seconds if any(key in f.topics for f in findings)]
        low = mean(by_topic[key] for key in present)
        none = sum(not keys for keys in given) / len(given)
        lines.append(
            f"{name:16s} macro-F1 first level {mean(by_subject.values()):.3f}, second {low:.3f}, none {none:.1%}"
        )
    lines += [f"  {subject:12s} {value:.3f}" for subject, value in by_subject.items()]
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the report of the cross-validation, or of the committed model on the file given."""
    if arguments:
        findings = read_labelled(Path(arguments[0]))
        print(report(findings, answers(findings, topic_model())))  # noqa: T201
        return
    findings, found = cross_validate(read_labelled())
    print(f"{len(findings)} findings, {FOLDS} folds")  # noqa: T201
    print(report(findings, found))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
