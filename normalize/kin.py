"""Group near-identical findings across cities, and recognise one document published twice."""

from collections.abc import Iterable, Iterator


def group_kin(findings: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield (group id, finding ids) for groups of two or more near-identical findings, in first-seen order.

    `findings` are (id, text) pairs; the group id is the id of its first finding.
    """
    return iter(())


def group_documents(documents: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield (group id, document ids) for documents that are one text reposted or in both scripts."""
    return iter(())


def same_document(one: str, other: str) -> bool:
    """Say whether two texts are one document (reposted, or in both scripts)."""
    return False
