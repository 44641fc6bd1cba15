"""Say what a finding is about: topics of the two-level taxonomy in `data/topics.toml`."""

from collections.abc import Sequence

from normalize.records import TopicMention


def classify_topics(
    title: str, detail: str | None = None, measures: Sequence[str] = (), *, category: str | None = None
) -> tuple[TopicMention, ...]:
    """Return the finding's topics, surest first; none where neither a rule nor the model is sure."""
    return ()
