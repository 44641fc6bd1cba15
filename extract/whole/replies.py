"""What a reply to a member's question tells where it names no finding: paragraph by paragraph, done or to come."""

import re
from collections.abc import Sequence

from extract.lines.lines import Line, Page
from extract.model import Measure, MeasureKind
from extract.outline.structure import Part

_ANNOUNCES = re.compile(r"(?:回[复覆]|答[复覆]|说明|函[复覆])如下[。：:]?$")
_TO_COME = re.compile(
    r"(?<![即必])将|拟(?!定|订)|预计|预期|(?<![机议协委学社工商])会(?:继续|加强|于|在|研究|进一步|持续|适时|按|与|推出)|正(?:在)?(?:研究|修订|草拟|规划|筹备|探讨)"
)
_DONE = re.compile(r"(?<!未)已|业经|先后|曾")
_SUGGESTED = re.compile("(?:关于|对于?|针对)")
_LEAST = 20  # characters of a paragraph


def answers_advice(page: Page, parts: Sequence[Part]) -> bool:
    """True for a reply whose headings name what was suggested (一、关于公开结果的建议): what stands below is the answer."""
    headings = (x.heading.line for x in parts if x.role == "recommendation" and x.heading)
    return any(_SUGGESTED.match(page.folded, x.body, x.end) for x in headings)


def told_in_reply(page: Page, body: list[Line], known: Sequence[Measure] = ()) -> list[Measure]:
    """The paragraphs below 回覆如下：, each a measure, with the next steps `known`; none where nothing announces them."""
    at = next((k for k, x in enumerate(body) if _ANNOUNCES.search(x.text.strip())), None)
    if at is None:
        return []
    told = [x for x in body[at + 1 :] if not x.is_table and x.end - x.body >= _LEAST and "。" in x.text]
    quotes = [(_kind(x), page.quote((x.body, x.end))) for x in told]
    found = [Measure(kind=kind, text=quote) for kind, quote in quotes if quote]
    ahead = [m for m in known if m.kind == "next_step" and not any(m.text.text in x.text.text for x in found)]
    return [*found, *ahead]


def _kind(line: Line) -> MeasureKind:
    ahead = _TO_COME.search(line.text) is not None and _DONE.search(line.text) is None
    return "next_step" if ahead else "work_done"
