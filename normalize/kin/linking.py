"""Link a later notice on the same audit to the earlier one, and give findings their status history."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from normalize.kin.similarity import dice, masked, plain
from normalize.records import Status, fold, squeeze

TITLE = 0.7  # Dice of what titles say of the audit itself
FINDING = 0.6  # Dice of findings, places and numbers masked, within linked notices
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SERVICE = re.compile(
    r"关于|有关|审计查出|审计发现|发现|查出|反馈|提出|存在|问题|整改|落实|结果|情况|进展|公告|公示|报告|通报|说明|的|及|和|后续|再次|二次|第[一二三四五六\d]次|"
    r"[（(《》“”)）]|回头看|跟踪|持续|全面|阶段性|截至|最新"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """What linking needs to know of a finding."""

    id: str
    text: str  # title and detail
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """What linking needs to know of a notice. `on` is the date it speaks at (signed, else published)."""

    id: str
    title: str | None = None
    issuer: str | None = None  # canonical where known, else as printed
    region_code: str | None = None
    audit_report_number: str | None = None
    audited: tuple[str, ...] = ()
    on: date | None = None
    findings: tuple[FindingFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLink:
    """`later` speaks of the same audit as `earlier`; `why` says by which evidence."""

    earlier: str
    later: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent:
    """One entry of a finding's history: `thread` is the id of the finding where it was first told."""

    thread: str
    finding: str
    notice: str
    on: date | None
    status: Status | None


def link_notices(notices: Iterable[NoticeFacts]) -> list[NoticeLink]:
    """Return links between notices on one audit, each later notice to the latest one before it.

    Two notices are on one audit where they answer the same audit report (by its number, in the same
    region), or where the same body speaks of the same audited bodies and years under a like title.
    Notices without a date, and of the same day, are not ordered and so not linked.
    """
    dated = sorted((n for n in notices if n.on is not None), key=lambda n: (n.on or date.min, n.id))
    by_number: dict[str, list[NoticeFacts]] = {}
    by_body: dict[tuple[str, str], list[NoticeFacts]] = {}
    links = []
    for notice in dated:
        found = _by_number(notice, by_number) or _by_title(notice, by_body)
        if found is not None:
            links.append(found)
        if notice.audit_report_number:
            by_number.setdefault(_key(notice), []).append(notice)
        by_body.setdefault(_body(notice), []).append(notice)
    return links


def _key(notice: NoticeFacts) -> str:
    number = re.sub(r"[\[\]〔〕()【】]", "|", squeeze(fold(notice.audit_report_number or "")))
    return f"{notice.region_code or ''} {number}"


def _body(notice: NoticeFacts) -> tuple[str, str]:
    return notice.region_code or "", plain(notice.issuer or "")


def _by_number(notice: NoticeFacts, by_number: dict[str, list[NoticeFacts]]) -> NoticeLink | None:
    if not notice.audit_report_number:
        return None
    for earlier in reversed(by_number.get(_key(notice), [])):
        if earlier.on != notice.on and _same_side(earlier, notice):
            why = f"audit report number {notice.audit_report_number}"
            return NoticeLink(earlier=earlier.id, later=notice.id, why=why)
    return None


def _same_side(one: NoticeFacts, other: NoticeFacts) -> bool:
    """Refuse two bodies that each answer the same report for their own part."""
    if _body(one) == _body(other) or not one.issuer or not other.issuer:
        return True
    return bool(set(map(plain, one.audited)) & set(map(plain, other.audited)))


def _by_title(notice: NoticeFacts, by_body: dict[tuple[str, str], list[NoticeFacts]]) -> NoticeLink | None:
    if not notice.title or not notice.issuer:
        return None
    for earlier in reversed(by_body.get(_body(notice), [])):
        if earlier.on == notice.on or not earlier.title or _other_audit(earlier, notice):
            continue
        alike = dice(_core(earlier), _core(notice))
        if alike >= TITLE:
            return NoticeLink(
                earlier=earlier.id, later=notice.id, why=f"same body, title alike ({alike:.2f})"
            )
    return None


def _other_audit(one: NoticeFacts, other: NoticeFacts) -> bool:
    """Say whether report numbers, years in the titles or audited bodies tell two audits apart."""
    if one.audit_report_number and other.audit_report_number and _key(one) != _key(other):
        return True
    years = [set(_YEARS.findall(fold(n.title or ""))) for n in (one, other)]
    if years[0] != years[1]:
        return True
    audited = [set(map(plain, n.audited)) for n in (one, other)]
    return bool(audited[0] and audited[1] and not audited[0] & audited[1])


def _core(notice: NoticeFacts) -> str:
    """Return what the title says of the audit: without the issuer and the words of every such title."""
    title = fold(notice.title or "").replace(fold(notice.issuer or "\0"), "")
    return plain(_SERVICE.sub("", title)) or plain(title)


def status_histories(notices: Iterable[NoticeFacts], links: Iterable[NoticeLink]) -> list[StatusEvent]:
    """Return the status history of every finding that is told in more than one linked notice.

    Events stand together by thread, in date order; the first event of a thread is the earliest notice's.
    """
    known = {notice.id: notice for notice in notices}
    events: dict[str, list[StatusEvent]] = {}
    threads: dict[str, str] = {}  # finding id to thread
    pairs = [(known[x.earlier], known[x.later]) for x in links if x.earlier in known and x.later in known]
    for earlier, later in sorted(pairs, key=lambda p: (p[1].on or date.min, p[1].id)):
        for before, after in _matched(earlier.findings, later.findings):
            thread = threads.setdefault(before.id, before.id)
            threads[after.id] = thread
            told = events.setdefault(thread, [])
            if not told:
                told.append(_event(thread, before, earlier))
            told.append(_event(thread, after, later))
    return [event for told in events.values() for event in told]


def _event(thread: str, finding: FindingFacts, notice: NoticeFacts) -> StatusEvent:
    return StatusEvent(
        thread=thread, finding=finding.id, notice=notice.id, on=notice.on, status=finding.status
    )


def _matched(
    earlier: Sequence[FindingFacts], later: Sequence[FindingFacts]
) -> Iterator[tuple[FindingFacts, FindingFacts]]:
    """Pair findings one to one, the most alike first; the same words twice are paired in order."""
    left = [masked(f.text) for f in earlier]
    right = [masked(f.text) for f in later]
    scored = sorted(
        ((-_alike(a, b), abs(i - j), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for score, _, i, j in scored:
        if -score < FINDING:
            break
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    for i, j in sorted(pairs, key=lambda pair: pair[1]):
        yield earlier[i], later[j]


def _alike(one: str, other: str) -> float:
    """Compare two findings; a follow-up that repeats only the first sentence counts as the whole."""
    if min(len(one), len(other)) >= 12 and (one.startswith(other) or other.startswith(one)):
        return 0.95
    return dice(one, other)
