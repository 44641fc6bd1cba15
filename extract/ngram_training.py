"""Train a linear n-gram model with spaCy's bag-of-words text categorizer, the same each time for the same texts."""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed  # type: ignore[attr-defined]

from extract.ngram_model import GRAM, NgramModel, ngrams

SEED, EPOCHS, BATCH, RATE = 17, 20, 32, 0.005


def train(
    texts: Sequence[str], classes: Sequence[frozenset[str]], *, exclusive: bool, seed: int = SEED
) -> NgramModel:
    """Train on prepared texts and their labels; `exclusive` where each text has exactly one."""
    labels = tuple(sorted(frozenset().union(*classes)))
    fix_random_seed(seed)
    nlp = spacy.blank("zh")  # one token a character
    name = "textcat" if exclusive else "textcat_multilabel"
    model = {
        "@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": exclusive, "ngram_size": GRAM,
        "no_output_layer": False, "length": 32768,
    }  # fmt: skip
    categorizer = nlp.add_pipe(name, config={"threshold": 0.5, "model": model})
    for label in labels:
        categorizer.add_label(label)  # type: ignore[attr-defined]
    examples = [
        Example.from_dict(nlp.make_doc(text), {"cats": {label: float(label in held) for label in labels}})
        for text, held in zip(texts, classes, strict=True)
    ]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = RATE
    order = random.Random(seed)  # noqa: S311 - the order of examples, not a secret
    for _ in range(EPOCHS):
        order.shuffle(examples)
        for begin in range(0, len(examples), BATCH):
            nlp.update(examples[begin : begin + BATCH], sgd=optimizer)
    return _exported(nlp, name, labels, texts)


def _exported(
    nlp: spacy.language.Language, pipe: str, labels: tuple[str, ...], texts: Sequence[str]
) -> NgramModel:
    """Read the weight of every n-gram that stands in two texts or more off the linear layer."""
    counts = Counter(gram for text in texts for gram in set(ngrams(text)))
    kept = sorted(gram for gram, count in counts.items() if count > 1)
    model = nlp.get_pipe(pipe).model  # type: ignore[attr-defined]
    linear = next(node for node in model.walk() if node.name == "sparse_linear")
    keys = []
    for gram in kept:
        ids = nlp.make_doc(gram).to_array(["ORTH"]).astype("uint64")
        keys.append(ids if len(gram) == 1 else linear.ops.ngrams(len(gram), ids))
    none = np.zeros(0, dtype="f")
    bias = linear.predict((np.zeros(0, dtype="uint64"), none, np.zeros(1, dtype="i")))[0]
    lengths = np.ones(len(kept), dtype="i")
    outputs = linear.predict((np.concatenate(keys), np.ones(len(kept), dtype="f"), lengths))
    return NgramModel(
        labels=labels,
        grams={gram: row for row, gram in enumerate(kept)},
        weights=np.asarray(outputs - bias, dtype=np.float32),
        bias=np.asarray(bias, dtype=np.float32),
    )
