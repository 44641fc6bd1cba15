"""The topics' own figures for the dataset's card: `python -m normalize.topics.figures` measures and writes them.

`data/topics_figures.json` holds what was measured last: macro-F1 by cross-validation, on findings written afterwards
that no model was trained with, Cohen's kappa of the two labellings where there is a second one, and what these
figures do not say.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from normalize.topics.agreement import agreement
from normalize.topics.labelled import SECOND, Labelled, read_labelled
from normalize.topics.model import topic_model
from normalize.topics.rules import topics
from normalize.topics.scores import f1_by_label, mean
from normalize.vocabulary import DATA

FIGURES = DATA / "topics_figures.json"
CAVEATS = (
    "Rules and findings were written by the same author, and the rules with most of the findings at hand: the "
    "cross-validation is optimistic for them; a finding of another city is read less surely than these figures say. "
    "规则与训练问题出自同一作者，交叉验证结果偏乐观；对其他城市的问题，实际把握低于上列数字。"
)
_UNLABELLED_TWICE = "not measured: no second labelling / 未测：尚无第二份独立标注"


@cache
def topic_figures() -> dict[str, object]:
    """Return the figures as they were measured last; empty where they never were."""
    if not FIGURES.exists():
        return {}
    held: dict[str, object] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return held


def measured(later: Sequence[tuple[str, Path]] = ()) -> dict[str, object]:
    """Measure: minutes. `later` are (name, table) of findings written after rules and model."""
    from normalize.topics.crossval import answers, cross_validate  # noqa: PLC0415 - spaCy is for training only

    findings, found = cross_validate(read_labelled())
    figures: dict[str, object] = {
        "macro-F1, cross-validation of 5 folds": _f1(findings, found["rules and model"])
    }
    for name, path in later:
        asked = read_labelled(path)
        figures[f"macro-F1, {name}"] = _f1(asked, answers(asked, topic_model())["rules and model"])
    return figures | {"kappa of two labellings": _kappa(), "caveats": CAVEATS}


def _f1(findings: Sequence[Labelled], found: Sequence[frozenset[str]]) -> dict[str, object]:
    subjects = [topic.id for topic in topics() if topic.parent is None]
    seconds = [t.id for t in topics() if t.parent is not None and any(t.id in f.topics for f in findings)]
    first = [frozenset(key.split(".")[0] for key in keys) for keys in found]
    return {
        "first level": round(mean(f1_by_label([f.subjects for f in findings], first, subjects).values()), 3),
        "second level": round(mean(f1_by_label([f.topics for f in findings], found, seconds).values()), 3),
        "without a topic": round(sum(not keys for keys in found) / len(found), 3),
        "findings": len(findings),
    }


def _kappa() -> object:
    if not SECOND.exists():
        return _UNLABELLED_TWICE
    one, other = read_labelled(), read_labelled(SECOND)
    by_subject = agreement(one, other)
    both = {f.id for f in one} & {f.id for f in other}
    return {"mean of 14 subjects": round(mean(by_subject.values()), 3), "findings": len(both)} | {
        subject: round(value, 3) for subject, value in by_subject.items()
    }


def main() -> None:
    """Measure and write the data file."""
    tests = Path(__file__).parents[2] / "tests" / "normalize"
    later = [
        ("83 findings written later, rules mended by them once", tests / "topics_held_out.tsv"),
        ("157 findings written later, rules mended by them", tests / "topics_new_words.tsv"),
        ("42 findings written then, nothing changed by them", tests / "topics_third.tsv"),
        ("78 findings in plain words, rules mended by them", tests / "topics_plain.tsv"),
        ("75 more in plain words, three rules mended by them", tests / "topics_plain_second.tsv"),
    ]
    figures = measured([(name, path) for name, path in later if path.exists()])
    FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {FIGURES.name}: {json.dumps(figures, ensure_ascii=False)}")  # noqa: T201


if __name__ == "__main__":
    main()
