"""Which of seven states a printed phrase means."""

from extract.model import Status, classify_status

__all__ = ["Status", "parse_status"]


def parse_status(text: str, *, heading: str | None = None) -> Status | None:
    """Return the status that `text` states (both scripts), or None where it states none for certain.

    completed, largely_completed, in_progress, long_term, not_completed, transferred, not_required. None
    for a required pace (立行立改), an acceptance (接納), a requirement or plan (要求整改, 将整改), an act
    alone (已上缴), the truth of a complaint (属实), the validity of a page (有效), a phrase that only names
    a group (已完成整改的问题) or counts (已完成整改8个).

    `heading`: the label of the column or line; 是, 否 and √ mean something only under one (是否完成, 已完成),
    and 持续整改 under 整改类型 is a pace. The words are those by which the extract room finds statuses.

    >>> parse_status("均已整改到位"), parse_status("部分落實"), parse_status("立行立改")
    ('completed', 'largely_completed', None)
    >>> parse_status("否", heading="是否完成整改")
    'not_completed'
    """
    return classify_status(text, heading=heading)
