"""Say what a finding is about: topics of the two-level taxonomy in `data/topics.toml`.

Rules decide first (patterns of the trade's vocabulary), the trained model supports hints and fills gaps.
Unsure means no topic: a finding that neither rules nor model are sure of has none.
"""

from collections.abc import Sequence

from normalize.records import TopicMention
from normalize.topics.model import TopicModel, topic_model
from normalize.topics.rules import RuleHit, Topic, prepared, rule_hits, topics

__all__ = ["Topic", "classify_topics", "decide", "taxonomy_rows", "topics"]

# Chosen by cross-validation for few wrong topics rather than many found (docs/decisions.md, normalize).
# Certainty of a sure pattern by the number of characters that it matched, as 540 findings in new words found it:
# 网站 or 罚款 may name the setting and not the fault.
RULE = {1: 0.79, 2: 0.79, 3: 0.84, 4: 0.89, 5: 0.91}
RULE_LONG = 0.95
MANY_HINTS_SAY = 0.75  # certainty of decisions by many hints
MANY_HINTS = 3  # different hints that decide by themselves
SUPPORTED = 0.25  # the model's probability that makes one hint a topic
ALONE = (0.5, 0.4)  # the model's probability of a subject, of a topic, that needs no hint
AT_MOST = 2  # labels; a model that names more has hardly read a word it knows, and is not sure of any
MOST = 4  # a finding that fires more topics than this is a summary; the surest are kept


def classify_topics(
    title: str, detail: str | None = None, measures: Sequence[str] = (), *, category: str | None = None
) -> tuple[TopicMention, ...]:
    """Return the finding's topics, surest first, none where neither a rule nor the model is sure.

    Title and detail are read together. The category, then the measures, are asked only where those
    say nothing: a measure often touches other subjects than the problem.
    """
    text = "。".join(part for part in (title, detail or "") if part)
    for candidate in (text, *((f"{category}。{text}",) if category else ()), *_with_measures(text, measures)):
        found = decide(prepared(candidate), topic_model())
        if found:
            return found
    return ()


def _with_measures(text: str, measures: Sequence[str]) -> tuple[str, ...]:
    return (text + "。" + "。".join(measures),) if measures else ()


def decide(text: str, model: TopicModel | None) -> tuple[TopicMention, ...]:
    """Return the topics of a prepared text; without a model by the rules alone."""
    hits = rule_hits(text)
    scores: dict[str, float] = {}
    asked = not hits or any(hit.sure is None and hit.hints < MANY_HINTS for hit in hits)
    if model is not None and asked and any(c.isalnum() for c in text):
        scores = model.scores(text)  # only where the rules leave something open
    found = [mention for hit in hits if (mention := _by_rule(hit, scores)) is not None]
    if not found:
        found = _by_model(scores)
    found.sort(key=lambda mention: -mention.certainty)
    return tuple(found[:MOST])


def _by_rule(hit: RuleHit, scores: dict[str, float]) -> TopicMention | None:
    if hit.sure is not None:
        certainty = RULE.get(len(hit.sure), RULE_LONG)
        return TopicMention(topic=hit.topic, decided_by=f"rule: {hit.sure}", certainty=certainty)
    if hit.hints >= MANY_HINTS:
        return TopicMention(topic=hit.topic, decided_by=f"rule: {hit.hints} hints", certainty=MANY_HINTS_SAY)
    share = scores.get(hit.topic, 0.0)
    if share >= SUPPORTED:
        return TopicMention(topic=hit.topic, decided_by="hint and model", certainty=round(share, 3))
    return None


def _by_model(scores: dict[str, float]) -> list[TopicMention]:
    """Return second-level topics that the model is sure of, else the subject alone where it is sure of that."""
    likely = [(key, s) for key, s in scores.items() if s >= min(ALONE)]
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
