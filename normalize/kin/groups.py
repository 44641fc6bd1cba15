"""Group near-identical findings across cities, and recognise one document published twice.

Findings are compared with places and numbers masked, so that the same words about another city and
another sum are kin; documents are compared with both, so that a template filled in twice is not one
document. Candidates come from `minhash`; every pair is verified on its n-grams before it counts.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from normalize.kin.minhash import candidates, signatures
from normalize.kin.similarity import common_part, contained, days_alone, dice, masked, names, numbers, plain

KIN = 0.75  # Dice of character bigrams: 20 characters with two replaced reach 0.79
TO_LEADER = 0.65  # members drift from neighbour to neighbour; all must still resemble their first
SHORTEST = 6  # masked characters; shorter findings are kin only where equal
_CANDIDATE = 0.38  # share of agreeing hashes (Jaccard of trigrams) worth verifying
SAME_TEXT = 0.85  # share of the shorter document's trigrams that the longer has
SAME_PARTS = 0.95  # share of its numbers, and of its names of places and bodies
_SAME_CANDIDATE = 0.7


def group_kin(findings: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield (group id, finding ids) for groups of two or more near-identical findings, in first-seen order.

    `findings` are (id, text) pairs; the group id is the id of its first finding. The same input in
    the same order gives the same groups.
    """
    ids, texts = _prepared(findings, masked)
    yield from _grouped(ids, texts, _CANDIDATE, _kin, _like_leader)


def group_documents(documents: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield (group id, document ids) for documents that are one text reposted or in both scripts."""
    kept: dict[str, str] = {}
    ids, texts = _prepared(_remember(documents, kept), plain)
    originals = [kept[i] for i in ids]

    def same(one: int, other: int) -> bool:
        return same_document(originals[one], originals[other])

    yield from _grouped(ids, texts, _SAME_CANDIDATE, lambda a, b, _: same(a, b), lambda a, b, _: same(a, b))


def same_document(one: str, other: str) -> bool:
    """Say whether two texts are one document: reposted with other page furniture, or in the other script.

    A form filled in twice is no repost, and neither is a template of another city or body: what stands between
    the first and the last sentence that both have must be in both, with its numbers and names.
    """
    left, right = plain(one), plain(other)
    if not left or not right:
        return False
    if left == right:
        return True
    short, long = (one, other) if len(left) <= len(right) else (other, one)
    if contained(plain(short), plain(long), 3) < SAME_TEXT or _dated_apart(one, other):
        return False
    inner = common_part(short, long)
    return bool(inner) and _held(numbers(inner), numbers(long)) and _held(names(inner), names(long))


def _dated_apart(one: str, other: str) -> bool:
    days, others = days_alone(one), days_alone(other)
    return bool(days and others) and not days & others


def _held(some: list[str], all_of: list[str]) -> bool:
    """Say whether `all_of` has nearly all of `some`, each as often."""
    wanted = Counter(some)
    return (wanted & Counter(all_of)).total() >= SAME_PARTS * wanted.total()


def _remember(pairs: Iterable[tuple[str, str]], kept: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key, text in pairs:
        kept[key] = text
        yield key, text


def _prepared(pairs: Iterable[tuple[str, str]], prepare: Callable[[str], str]) -> tuple[list[str], list[str]]:
    ids, texts = [], []
    for key, text in pairs:
        prepared = prepare(text)
        if prepared:
            ids.append(key)
            texts.append(prepared)
    return ids, texts


Verify = Callable[[int, int, list[str]], bool]


def _kin(one: int, other: int, texts: list[str]) -> bool:
    return min(len(texts[one]), len(texts[other])) >= SHORTEST and dice(texts[one], texts[other]) >= KIN


def _like_leader(one: int, other: int, texts: list[str]) -> bool:
    return texts[one] == texts[other] or dice(texts[one], texts[other]) >= TO_LEADER


def _grouped(
    ids: list[str], texts: list[str], agreement: float, verify: Verify, like_leader: Verify
) -> Iterator[tuple[str, list[str]]]:
    """Join equal texts, then verified candidates among the distinct ones; yield groups of two or more."""
    first: dict[str, int] = {}
    parents = list(range(len(texts)))
    for position, text in enumerate(texts):
        parents[position] = first.setdefault(text, position)
    distinct = list(first.values())
    rows = signatures([texts[position] for position in distinct])
    for left, right in candidates(rows, agreement=agreement) if len(distinct) > 1 else ():
        one, other = _root(parents, distinct[left]), _root(parents, distinct[right])
        if one != other and verify(distinct[left], distinct[right], texts):
            parents[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for position in range(len(texts)):
        groups.setdefault(_root(parents, position), []).append(position)
    for members in groups.values():
        for group in _around_leaders(members, texts, like_leader):
            yield ids[group[0]], [ids[position] for position in group]


def _root(parents: list[int], position: int) -> int:
    while parents[position] != position:
        parents[position] = parents[parents[position]]
        position = parents[position]
    return position


def _around_leaders(members: list[int], texts: list[str], like_leader: Verify) -> Iterator[list[int]]:
    """Split a chain of neighbours so that every member resembles the first of its group."""
    while len(members) > 1:
        leader = members[0]
        group = [leader, *(m for m in members[1:] if like_leader(leader, m, texts))]
        inside = set(group)
        members = [m for m in members if m not in inside]
        if len(group) > 1:
            yield group
