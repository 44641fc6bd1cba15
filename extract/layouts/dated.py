"""A diary of one problem: 3月14日 审计指出F。 / 4月2日 …。 / 11月12日 经核验，整改到位。

Each day but the first tells what was done, the last how far it has come.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.answers.stated import put_status, status_of_hit
from extract.drafts import Draft, DraftStatus, Range, opened
from extract.language.numerals import parse_numeral
from extract.language.patterns import AUDIT, FOUND
from extract.language.sentences import sentences
from extract.layouts.told import after_opener
from extract.lines.lines import Line, Page
from extract.roles.turning import may_name_fault, weight
from extract.status.statements import statements
from extract.status.statuses import classify_status

_FEWEST = 4  # days
_MOST_BEFORE = 2  # paragraphs ahead of the first day
_SHARE = 0.6  # of the paragraphs
_DAY = re.compile(
    r"[ ]*[【\[(（]?(?:(?P<year>20\d\d)[年./-])?(?P<month>1[0-2]|0?[1-9])[月./-]"
    r"(?:(?P<day>[1-3]?\d)日?|(?P<third>[上中下]旬|[初中底末]))"
    r"(?:[ ]*[(（]?(?:星期|周)[一二三四五六日天][)）]?)?(?:[ ]*(?:晴|阴|多云|[小中大]?雨|[小中大]?雪)(?:转[晴阴]|间[晴阴])?)?"
    r"(?P<stop>[】\])）]?(?:[ ]*[:：,，、—–-]+|[ ]+|(?=[^\d./月日-])|$))"
)
_NTH = re.compile(
    r"[ ]*[【\[]?第[ ]*(?P<n>[\d一二三四五六七八九十]{1,3})[ ]*(?:个?[天日周]|个?月|阶段)[】\]]?(?:[:：,，—-]|[ ]+|$)"
)
_MAY = re.compile(
    r"^[ ]*[【\[(（]?(?:20\d\d[年./-]|\d{1,2}(?:月|[./-]\d)|第[ ]?[\d一二三四五六七八九十]{1,3}个?[天日周月阶])",
    re.MULTILINE,
)
_THIRDS = {"上": 1, "初": 1, "中": 11, "下": 21, "底": 28, "末": 28}
_TELLS = re.compile(rf"(?:{AUDIT})[^。；;]{{0,40}}?(?:{FOUND}|认定|点[出名]|列[出入]|写[着明道])")
_SAID = re.compile(rf"(?:[:：,，]?(?:{FOUND}|写道)(?:了|我\w)?[:：,，]?)*")
_QUOTED = re.compile("“(?P<q>[^“”]{2,24})”")
_CHECKED = re.compile("核[验查实]|验收|复[查核]|现场|认定|销号|回访|评估|确认|办结|检查")
_WHY = "what a diary says was found, before its other days"


@dataclass(frozen=True, slots=True)
class _Entry:
    when: int
    lines: list[Line]
    start: int  # behind the day


def dated_findings(page: Page, lines: Sequence[Line]) -> list[Draft]:
    """The one problem of a diary; none where its days do not follow one another, or tell of several problems."""
    if len(_MAY.findall(page.folded)) < _FEWEST:
        return []
    plain = [x for x in lines if not x.is_table]
    entries, before = _entries(page, plain)
    if len(entries) < _FEWEST or len(before) > _MOST_BEFORE or len(plain) < len(lines):
        return []
    days = [x.when for x in entries]
    if sum(len(x.lines) for x in entries) < _SHARE * len(plain) or days != sorted(days):
        return []
    told = [(x.body, x.end) for x in before] + [(e.start, e.lines[-1].end) for e in entries[:2]]
    found = [(n, x) for n, where in enumerate(told) if (x := _problem(page, where))]
    if not found:
        return []
    n, (title, rest) = found[0]
    done = entries[max(0, n + 1 - len(before)) :]
    if any(_problem(page, (e.start, e.lines[-1].end)) for e in done):
        return []
    draft = opened(title, _WHY, (told[0][0], entries[-1].lines[-1].end))
    if page.folded[slice(*rest)].strip():
        draft.detail.append(rest)
    for entry in done:
        _tell(page, draft, entry, last=entry is done[-1])
    return [draft] if len(draft.measures) > 1 else []


def _entries(page: Page, lines: Sequence[Line]) -> tuple[list[_Entry], list[Line]]:
    """The days and their paragraphs, and the paragraphs before the first of them; what comes next is no day."""
    entries: list[_Entry] = []
    before: list[Line] = []
    year = 0
    for line in lines:
        m = _DAY.match(page.folded, line.start, line.end)
        nth = None if m else _NTH.match(page.folded, line.start, line.end)
        if m:
            month, day = int(m["month"]), int(m["day"] or _THIRDS[m["third"][0]])
            told = int(m["year"] or 0)
            last = entries[-1].when % 10000 // 100 if entries else month
            year = told or (year + 1 if entries and month < last and last - month > 6 else year)
            entries.append(
                _Entry((year % 100 if year > 1999 else year) * 10000 + month * 100 + day, [line], m.end())
            )
        elif nth:
            entries.append(_Entry(parse_numeral(nth["n"]) or 0, [line], nth.end()))
        elif not entries:
            before.append(line)
        elif not page.folded[entries[-1].start : entries[-1].lines[-1].end].strip() or _alone(
            page, entries[0]
        ):
            entries[-1].lines.append(line)  # below a day that stands alone on its line
        else:
            break
    return entries, before


def _alone(page: Page, entry: _Entry) -> bool:
    return not page.folded[entry.start : entry.lines[0].end].strip()


def _problem(page: Page, where: Range) -> tuple[Range, Range] | None:
    """The problem that a stretch says was found, and what describes it."""
    for a, b in sentences(page.folded, *where):
        m = _TELLS.search(page.folded, a, b)
        if m is None:
            continue
        said = _SAID.match(page.folded, m.end(), b)
        start = said.end() if said else m.end()
        title = page.trim(after_opener(page, start, b), b, also=":：,，")
        words = page.folded[slice(*title)]
        if len(words) > 6 and may_name_fault(words) and weight(words) < 0:
            return title, page.trim(b, where[1])
    return None


def _tell(page: Page, draft: Draft, entry: _Entry, *, last: bool) -> None:
    """What a day tells, as a measure; a last day that looks into it states how far it has come."""
    end = entry.lines[-1].end
    stated = statements(page.folded, entry.start, end)
    quoted = [m for m in _QUOTED.finditer(page.folded, entry.start, end) if classify_status(m["q"])]
    if stated or (last and quoted):
        draft.status = None  # the last day that states it counts
    if stated:
        put_status(draft, status_of_hit(stated[-1].hit, "day of a diary that states it"))
    if quoted and not stated and last:
        words = quoted[-1].span("q")
        status = DraftStatus(
            status=classify_status(page.folded[slice(*words)]), words=words, rule="quoted by who checked it"
        )
        put_status(draft, status)
    if last and (stated or quoted) and _CHECKED.search(page.folded, entry.start, end):
        return
    draft.measures.append(tuple((x.start, x.end) for x in entry.lines))
    draft.because("measures", "days of a diary")
