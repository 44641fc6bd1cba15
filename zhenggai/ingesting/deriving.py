"""Derive what needs all notices together: kin findings, copies, follow-ups, status histories."""

from collections.abc import Iterable, Iterator

from db.store import Derived
from db.writing.facts import Facts, NoticeFact
from normalize.kin.groups import group_documents, group_kin
from normalize.kin.linking import FindingFacts, NoticeFacts, NoticeLink, link_notices, status_histories
from normalize.topics.choice import taxonomy_rows


def derive(facts: Facts) -> Derived:
    """Return the derived tables of a dataset whose rows lie in canonical order."""
    notices = [_for_linking(notice) for notice in facts.notices()]
    links = link_notices(notices)
    return Derived(
        kin=list(group_kin(facts.finding_texts())),
        copies=list(group_documents(facts.notice_texts())),
        links=[(link.earlier, link.later, link.why) for link in links],
        history=list(_history(notices, links)),
        topics=taxonomy_rows(),
    )


def _for_linking(notice: NoticeFact) -> NoticeFacts:
    return NoticeFacts(
        id=notice.id,
        title=notice.title,
        issuer=notice.issuer,
        region_code=notice.region_code,
        audit_report_number=notice.audit_report_number,
        audited=notice.audited,
        on=notice.on,
        findings=tuple(FindingFacts(id=f.id, text=f.text, status=f.status) for f in notice.findings),
    )


def _history(
    notices: Iterable[NoticeFacts], links: Iterable[NoticeLink]
) -> Iterator[tuple[str, str, str, str | None, str | None]]:
    for event in status_histories(notices, links):
        said = event.on.isoformat() if event.on else None
        yield event.thread, event.finding, event.notice, said, event.status
