"""What an auditor asks in the last sentences of what was found: …仍未修復。允宜儘速查明。"""

import re

from extract.drafts import Draft, Range
from extract.language.sentences import sentences
from extract.lines.lines import Page

_ASKS = re.compile(
    r"[ ]*(?:(?:为此|因此|爰|故)[，,]?)?(?:(?:允|亟|洵|诚|自)?应(?![有得付收缴计急用对届变交退还])(?![^，,。；;]{1,12}[之的])|(?:允|亟|洵|诚|尚)?宜(?![^，,。；;]{0,4}[之的者])"
    r"|(?:建|仍|并|敬|惠)?请(?![领款购假示托])|(?:该|贵|本)[局处署会府所校院][应宜]|(?:有关|相关|主管|权责)(?:单位|机关|部门)(?:[应宜]|允宜))"
)
_WANTED = re.compile(
    "检讨|研[谋议拟]|改[善进正]|妥[处善为]|查明|查处|督促|[尽儘]速|加[强速]|积极|落实|建[立置]|订定|制定|厘清|釐清|追[回讨缴偿]|收回|增[订列修设]|催[收缴]|清[查理]|策[进划]|说明|见[复覆]|公[布佈开]|设[立置]|注意|确实|切实|强化|提升|规[划定]|审慎|依[法规约]|避免|防[止范]|追究|协调|汰换|修[正订复]|补[办正]|控管|管控|稽催|审核|评估"
)


_FACT = re.compile(r"\d|惟|未|经查|[无没]有|不足|不符")
_WHO_FIRST = frozenset("政委审公申帐账本监")
_BY_WHOM = re.compile(
    r"(?P<fault>(?:政府[帐账]目)?(?:委员会|审计署|公署|申诉专员|[帐账]委会|本署|监察院)[^。；;]{8,120}?)[，,]"
    r"(?:并|亦|同时|又|故|因此)?(?P<asked>(?:强烈|再次|特别)?(?:促请|敦促|建议|要求|呼吁)[^。；;]{4,120})[。；;]?"
)


def _give_facts(page: Page, drafts: list[Draft]) -> None:
    """審計意見：F。應…。 of finding after finding: facts, then advice, under one label. Facts describe the finding, be it that
    some cells hold nothing else.
    """
    asked = [d for d in drafts if len(d.requirement) == 1 and not d.detail]
    if len(asked) < 2 or len(asked) < len(drafts) - 1:
        return
    cut = [(d, *_cut(page, d.requirement[0])) for d in asked]
    told = [facts for _, facts, _ in cut if facts and _FACT.search(page.folded, *facts)]
    if len(told) * 4 < len(asked) * 3 or sum(bool(facts and advice) for _, facts, advice in cut) < 2:
        return
    for draft, facts, advice in cut:
        draft.detail, draft.requirement = [facts] if facts else [], [advice] if advice else []
        draft.because("detail", "facts before the advice, under one label")


def give_asked(page: Page, drafts: list[Draft]) -> None:
    """Move the last sentences of a description that ask something to what was required, where nothing else says that."""
    if drafts and drafts[0].requirement and not drafts[0].detail:
        _give_facts(page, drafts)
    for draft in drafts:
        may = not (draft.requirement or draft.detail) and page.folded[draft.title[0]] in _WHO_FIRST
        whom = _BY_WHOM.fullmatch(page.folded, *draft.title) if may else None
        if whom:  # 委員會對F深表關注，並促請處方…
            draft.title = whom.span("fault")
            draft.requirement.append(whom.span("asked"))
            draft.because("requirement", "asked behind the fault in the sentence that names it")
        if draft.requirement or not draft.detail:
            continue
        start, end = draft.detail[-1]
        last = page.folded.rfind("。", start, end - 1) + 1
        if not _ASKS.match(page.folded, last or start, end):
            continue  # as most
        kept, asked = _cut(page, (start, end))
        if asked is not None:
            draft.detail[-1:] = [kept] if kept else []
            draft.requirement.append(asked)
            draft.because("requirement", "last sentence of what was found, which asks")


def _cut(page: Page, where: Range) -> tuple[Range | None, Range | None]:
    found = sentences(page.folded, *where)
    at = len(found)
    while at and _asks(page.folded, *found[at - 1]):
        at -= 1
    if at == len(found):
        return where, None
    start = found[at][0]
    return (where[0], start) if page.folded[where[0] : start].strip() else None, (start, where[1])


def _asks(folded: str, start: int, end: int) -> bool:
    m = _ASKS.match(folded, start, end)
    return m is not None and (
        (m[0].strip() == "应" and folded.startswith("请", m.end()))
        or bool(_WANTED.search(folded, start, end))
    )
