"""What the auditors required of the only finding, told after it in a sentence that does not name it: …出具了审计报告，要求…."""

import re

from extract.drafts import Draft
from extract.lines.lines import Line, Page

_ISSUED = r"(?:出具|下达|下发|送达|印发)了?[^，,。；;]{0,14}(?:报告|决定书?|意见书?|通知书?)"
_REQUIRED = re.compile(
    rf"{_ISSUED}[，,]?(?:并|同时|已)*(?P<asked>(?:要求|责成|责令)[^，,。；;]{{2,30}}[^。；;]*?)"
    r"(?=[，,](?:目前|现|同时|截[至止]|该?[^，,。；;]{0,12}(?:已|正))|[。；;]|$)"
)


def told_in(page: Page, line: Line) -> bool:
    """Whether a line tells what the auditors issued and required: it is no finding."""
    return _REQUIRED.search(page.folded, line.start, line.end) is not None


_NEAR = 4  # plain lines after the finding within which it is told


def give_required(page: Page, drafts: list[Draft]) -> None:
    """Give the only finding of a document, where nothing else says so, what was required in the lines after it."""
    if len(drafts) != 1 or drafts[0].requirement:
        return
    draft = drafts[0]
    after = [x for x in page.lines if x.start >= draft.own[1] and not x.is_table][:_NEAR]
    for line in after:
        found = _REQUIRED.search(page.folded, line.start, line.end)
        if found:
            draft.requirement.append(found.span("asked"))
            draft.because("requirement", "told after the only finding, of what the auditors issued")
            return
