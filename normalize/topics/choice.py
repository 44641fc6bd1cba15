"""Say what a finding is about: topics of the two-level taxonomy in `data/topics.toml`.

Rules decide first (patterns of the trade's vocabulary), the trained model supports hints and fills gaps.
Unsure means no topic: a finding that neither rules nor model are sure of has none.
"""

from collections.abc import Sequence

from normalize.records import TopicMention
from normalize.topics.model import TopicModel, topic_model
from normalize.topics.rules import RuleHit, Topic, prepared, rule_hits, topics

__all__ = ["Topic", "classify_topics", "decide", "taxonomy_rows", "told_of", "topics", "topics_of_all"]

# Chosen by cross-validation for few wrong topics rather than many found (docs/decisions.md, normalize).
# Certainty of a sure pattern by the number of characters that it matched, as 540 findings in new words found it:
# 网站 or 罚款 may name the setting and not the fault.
RULE = {1: 0.79, 2: 0.79, 3: 0.84, 4: 0.89, 5: 0.91}
RULE_LONG = 0.95
MANY_HINTS_SAY = 0.75  # certainty of decisions by many hints
MANY_HINTS = 3  # different hints that decide by themselves
SUPPORTED = 0.25  # the model's probability that makes one hint a topic
ALONE = (0.5, 0.4)  # the model's probability of a subject, of a topic, that needs no hint
_LIKELY = min(ALONE)
AT_MOST = 2  # labels; a model that names more has hardly read a word it knows, and is not sure of any
MOST = 4  # a finding that fires more topics than this is a summary; the surest are kept


def classify_topics(
    title: str, detail: str | None = None, measures: Sequence[str] = (), *, category: str | None = None
) -> tuple[TopicMention, ...]:
    """Return one finding's topics, surest first, none where neither a rule nor the model is sure."""
    return topics_of_all([told_of(title, detail, measures, category=category)])[0]


def told_of(
    title: str, detail: str | None, measures: Sequence[str], *, category: str | None
) -> tuple[str, ...]:
    """Return the texts that tell a finding's topics, in the order in which they are asked.

    Title and detail are read together. The category, then the measures, are asked only where those
    say nothing: a measure often touches other subjects than the problem.
    """
    text = "。".join(part for part in (title, detail or "") if part)
    with_category = (f"{category}。{text}",) if category else ()
    with_measures = (text + "。" + "。".join(measures),) if measures else ()
    return (text, *with_category, *with_measures)


def topics_of_all(findings: Sequence[Sequence[str]]) -> list[tuple[TopicMention, ...]]:
    """Return the topics of findings by what is told of each (see `told_of`): the model is asked of all of them at once."""
    found: list[tuple[TopicMention, ...]] = [()] * len(findings)
    for turn in range(max(map(len, findings), default=0)):
        left = [n for n, told in enumerate(findings) if not found[n] and turn < len(told)]
        answers = decide([prepared(findings[n][turn]) for n in left], topic_model())
        for n, mentions in zip(left, answers, strict=True):
            found[n] = mentions
    return found


def decide(texts: Sequence[str], model: TopicModel | None) -> list[tuple[TopicMention, ...]]:
    """Return the topics of each prepared text; without a model by the rules alone."""
    hits = rule_hits(texts)
    asked = [n for n, text in enumerate(texts) if _leaves_open(hits[n]) and any(c.isalnum() for c in text)]
    if model is None or not asked:
        return [_decided(h, (), ()) for h in hits]
    shares = dict(zip(asked, model.shares([texts[n] for n in asked]).tolist(), strict=True))
    return [_decided(h, model.labels, shares.get(n, ())) for n, h in enumerate(hits)]


def _leaves_open(hits: Sequence[RuleHit]) -> bool:
    """True where the rules need the model's word."""
    return not hits or any(hit.sure is None and hit.hints < MANY_HINTS for hit in hits)


def _decided(
    hits: Sequence[RuleHit], labels: Sequence[str], shares: Sequence[float]
) -> tuple[TopicMention, ...]:
    """Return the topics by the rules' hits and the model's shares, one a label; none where it was not asked."""
    found = [mention for hit in hits if (mention := _by_rule(hit, labels, shares)) is not None]
    if not found and shares:
        found = _by_model(labels, shares)
    found.sort(key=lambda mention: -mention.certainty)
    return tuple(found[:MOST])


def _by_rule(hit: RuleHit, labels: Sequence[str], shares: Sequence[float]) -> TopicMention | None:
    if hit.sure is not None:
        certainty = RULE.get(len(hit.sure), RULE_LONG)
        return TopicMention(topic=hit.topic, decided_by=f"rule: {hit.sure}", certainty=certainty)
    if hit.hints >= MANY_HINTS:
        return TopicMention(topic=hit.topic, decided_by=f"rule: {hit.hints} hints", certainty=MANY_HINTS_SAY)
    share = shares[labels.index(hit.topic)] if shares else 0.0
    if share >= SUPPORTED:
        return TopicMention(topic=hit.topic, decided_by="hint and model", certainty=round(share, 3))
    return None


def _by_model(labels: Sequence[str], shares: Sequence[float]) -> list[TopicMention]:
    """Return second-level topics that the model is sure of, else the subject alone where it is sure of that."""
    likely = [(key, s) for key, s in zip(labels, shares, strict=True) if s >= _LIKELY]
    for level in (1, 0):
        sure = [(key, s) for key, s in likely if s >= ALONE[level] and key.count(".") == level]
        if len(sure) > AT_MOST:
            return []
        if sure:
            return [TopicMention(topic=k, decided_by="model", certainty=round(s, 3)) for k, s in sure]
    return []


def taxonomy_rows() -> list[tuple[str, str | None, str, str, str, str]]:
    """Return rows of the `topics` table: id, parent, zh, en, definition_zh, definition_en.

    A definition says what belongs and, after it, what looks alike and belongs elsewhere.
    """
    return [
        (t.id, t.parent, t.zh, t.en, t.about_zh + t.not_zh, f"{t.about_en} {t.not_en}".strip())
        for t in topics()
    ]
