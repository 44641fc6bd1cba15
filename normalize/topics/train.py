"""Train the topic model from the labelled findings: `python -m normalize.topics.train`.

A spaCy text categorizer (bag of character n-grams, several labels a text) is trained with a fixed seed;
its weights are then written as plain arrays for `topic_model`, which needs no spaCy.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed  # type: ignore[attr-defined]

from extract.model import model_text, printed_table
from normalize.topics.labelled import Labelled, read_labelled
from normalize.topics.model import MODEL, TopicModel
from normalize.topics.rules import prepared, topics

GRAM = 3  # n-grams of one to three characters, as `NgramTable` looks them up
SEED, EPOCHS, BATCH, RATE = 17, 40, 32, 0.01
_CONFIG = {
    "threshold": 0.5,
    "model": {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": False,
        "ngram_size": GRAM,
        "no_output_layer": False,
        "length": 32768,
    },
}


def training_text(finding: Labelled) -> str:
    """Return what the model reads of a finding: title and detail, folded, numbers masked."""
    return model_text(prepared("。".join(part for part in (finding.title, finding.detail) if part)))


def _categories(finding: Labelled, labels: Sequence[str]) -> dict[str, float]:
    held = finding.topics | finding.subjects
    return {label: float(label in held) for label in labels}


def train(findings: Sequence[Labelled], *, seed: int = SEED) -> TopicModel:
    """Train on the findings and return the model's weights. The same findings give the same model."""
    labels = tuple(topic.id for topic in topics())
    fix_random_seed(seed)
    nlp = spacy.blank("zh")  # one token a character
    categorizer = nlp.add_pipe("textcat_multilabel", config=_CONFIG)
    for label in labels:
        categorizer.add_label(label)  # type: ignore[attr-defined]
    examples = [
        Example.from_dict(nlp.make_doc(training_text(f)), {"cats": _categories(f, labels)}) for f in findings
    ]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = RATE
    order = random.Random(seed)  # noqa: S311 - the order of examples, not a secret
    for _ in range(EPOCHS):
        order.shuffle(examples)
        for begin in range(0, len(examples), BATCH):
            nlp.update(examples[begin : begin + BATCH], sgd=optimizer)
    return _exported(nlp, labels, [training_text(f) for f in findings])


def _ngrams(text: str) -> set[str]:
    return {text[at : at + n] for n in range(1, GRAM + 1) for at in range(len(text) - n + 1)}


def _exported(nlp: spacy.language.Language, labels: tuple[str, ...], texts: Iterable[str]) -> TopicModel:
    """Read the weight of every n-gram that stands in two findings or more off the linear layer."""
    counts = Counter(gram for text in texts for gram in _ngrams(text))
    kept = sorted(gram for gram, count in counts.items() if count > 1)
    model = nlp.get_pipe("textcat_multilabel").model  # type: ignore[attr-defined]
    linear = next(node for node in model.walk() if node.name == "sparse_linear")
    ops = linear.ops
    keys = []
    for gram in kept:
        ids = nlp.make_doc(gram).to_array(["ORTH"]).astype("uint64")
        keys.append(ids if len(gram) == 1 else ops.ngrams(len(gram), ids))
    none = np.zeros(0, dtype="f")
    bias = linear.predict((np.zeros(0, dtype="uint64"), none, np.zeros(1, dtype="i")))[0]
    lengths = np.ones(len(kept), dtype="i")
    outputs = linear.predict((np.concatenate(keys), np.ones(len(kept), dtype="f"), lengths))
    return TopicModel(
        labels=labels,
        grams=printed_table(kept),
        weights=np.asarray(outputs - bias, dtype=np.float32),
        bias=np.asarray(bias, dtype=np.float32),
    )


def main() -> None:
    """Train on all labelled findings and write the model."""
    findings = read_labelled()
    train(findings).save(MODEL)
    print(f"{MODEL.name}: {len(findings)} findings, {MODEL.stat().st_size / 1e6:.2f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
