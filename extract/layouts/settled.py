"""Let the cells of a table say what its columns hold where their heads may mean several things."""

import re
from itertools import groupby

from extract.language.folding import squeeze
from extract.layouts.guessed import (
    approves,
    are_figures,
    names_fault,
    says_what_ought,
    says_yes_or_no,
    tells_answers,
    tells_findings,
)
from extract.layouts.legends import stated_by
from extract.lines.labels import ANSWERS, PROBLEM, Role, matters
from extract.lines.lines import Page
from extract.model import Cell, Table
from extract.status.boxes import chosen_in
from extract.status.statements import pure_status, tells_more
from extract.status.statuses import classify_status
from extract.tables.gridded import Grid, cell_items, cell_words, column_cells

NAMED_BY_HEAD: tuple[Role, ...] = ("responsible", "assisting", "pace")  # a tick there means the head above it
_TELLS_TOO = re.compile("进展|进度|情[况形]")
_ABOUT_ANSWER = re.compile("复核|核查|验收|认定|审核|销号|审计")  # whose opinion (意见) may be a state
_CHECKS = re.compile("(?:验收|复核|核查|核实|销号|审批|批示)[^、]{0,4}(?:意见|结论)")  # is asked of nobody
_OF_ANSWER = re.compile("整改|改进|落实|办理|处理|完成|进展|执行|跟进|改善")  # whose 情况 is no problem's
_ANSWERS_FOR = re.compile("责任|牵头|主责|主办|承办|负责|整改单位|整改主体")
_DATED = re.compile(r"\d{4}年|\d{1,2}月|季度|半年")  # of several states of a time each the last holds
_EARLIER = re.compile(
    "[前上][一]?[次轮年期回]|此前|之前|当时|[初首]次|整改前|^原|原[状来先]"
)  # 前次公告时状态 | 目前状态
_OF_MEASURE = re.compile(
    "[%‰万亿千百个亩吨人户项宗起件台套米里年月日天次座处家所辆元㎡平方立公斤顷小时/]{1,8}|[A-Za-z²³/]{1,6}|[—-]"
)
_NAME = 14  # characters that the name of a matter may have
_NAMES = re.compile("名称|项目$|案件$|工程$")  # of what was audited
_STATE = 30  # characters: a cell that holds more tells how it went


def settle(
    page: Page,
    table: Table,
    grid: Grid,
    roles: dict[int, Role],
    rows: int,
    heads: dict[int, str],
) -> None:
    """Let content decide what 整改情况, 进展 or 结果 hold; keep one status column, the most telling."""
    share = {
        c: _status_share(page, table, grid, c, rows)
        for c, r in roles.items()
        if r in ("status", "progress", "result") or (r == "requirement" and _ABOUT_ANSWER.search(heads[c]))
    }
    stating = [c for c, s in share.items() if s > 0.5]
    best = max(
        stating,
        key=lambda c: (
            not _EARLIER.search(heads[c]),
            share[c],
            roles[c] == "status",
            c if _DATED.search(heads[c]) else -c,
        ),
        default=None,
    )
    asked = [
        c
        for c, r in roles.items()
        if r == "status" and c not in stating and _asks(page, table, grid, c, rows, heads[c])
    ]
    for c, r in list(roles.items()):
        if c == best or (best is None and c in asked[:1]):
            roles[c] = "status"
        elif c in asked or (c in stating and c != best):
            roles[c] = "remark"
        elif r == "status":
            roles[c] = "progress"
    roles |= {c: "remark" for c, r in roles.items() if r == "requirement" and _CHECKS.search(heads[c])}
    texts = {c: [cell_words(page, x) for x in column_cells(table, grid, c, rows)] for c in roles}
    _settle_units(roles, heads, texts)
    _settle_groups(page, grid, roles, heads, range(rows, table.rows))
    asking = [c for c, r in roles.items() if r not in ("status", "number", *NAMED_BY_HEAD)]
    roles |= {c: "remark" for c in asking if says_yes_or_no(texts[c])}  # 是否公开整改结果
    _settle_tellers(roles, heads, texts)
    if "measure" in roles.values():
        for c in [c for c, r in roles.items() if r == "progress"]:
            roles[c] = "result"
    due = [c for c, r in roles.items() if r == "deadline" and "实际" not in heads[c]]
    roles |= {c: "remark" for c, r in roles.items() if r == "deadline" and due and c not in due}
    numbers = [c for c, r in roles.items() if r == "number"]
    for c in numbers[1:]:
        roles[c] = "remark"
    for c, r in list(roles.items()):
        if r in PROBLEM and are_figures(texts[c]):
            roles[c] = "count"  # 发现问题（个）
        elif r in ANSWERS and are_figures(texts[c]):
            roles[c] = "remark"  # 整改进度 100%
    _settle_matters(roles, heads, texts)
    _settle_problems(
        roles, heads, [c for c, r in roles.items() if r in PROBLEM and says_what_ought(texts[c])]
    )


def _settle_units(roles: dict[int, Role], heads: dict[int, str], texts: dict[int, list[str]]) -> None:
    """乡镇 | 责任单位: the second answers for it, the first says where it is; 指标 | 单位 measures in 亩 and 万元."""
    units = [c for c, r in roles.items() if r == "responsible"]
    roles |= {c: "amount" for c in units if texts[c] and all(map(_OF_MEASURE.fullmatch, texts[c]))}
    answering = [c for c in units if _ANSWERS_FOR.search(heads[c])]
    if answering:
        roles |= dict.fromkeys((c for c in units if c not in answering), "remark")


def _settle_groups(
    page: Page, grid: Grid, roles: dict[int, Role], heads: dict[int, str], rows: range
) -> None:
    """问题领域 | 问题 | 问题性质: of several columns of groups the one that parts the rows, the innermost of these, else the
    first; the names of projects beside kinds of problems only where nothing else groups. The others remark.
    """
    groups = [c for c, r in roles.items() if r == "category"]
    if len(groups) < 2:
        return
    best = max(groups, key=lambda c: (not _NAMES.search(heads[c]), *_grouping(page, grid, c, rows), -c))
    roles |= dict.fromkeys((c for c in groups if c != best), "remark")


def _grouping(page: Page, grid: Grid, column: int, rows: range) -> tuple[bool, int]:
    """Whether a column parts the rows into runs of one name each, and into how many; one or all alone part nothing."""
    held = [words for r in rows if (cell := grid.get((r, column))) and (words := cell_words(page, cell))]
    runs = [words for words, _ in groupby(held)]
    parts = 1 < len(runs) == len(set(runs)) < len(rows)
    return parts, len(runs) if parts else 0


def _settle_tellers(roles: dict[int, Role], heads: dict[int, str], texts: dict[int, list[str]]) -> None:
    """问题 | 具体情况 | 整改措施 describes the problem; 问题 | 要求 | 内容 tells what was done, where nothing else does."""
    problems = [c for c, r in roles.items() if r in PROBLEM]
    answers = [c for c, r in roles.items() if r in ("measure", "progress", "result")]
    for c in answers if len(answers) > 1 and problems else ():
        between = [k for k in roles if min(problems) < k < c]
        plain = roles[c] == "progress" and not _OF_ANSWER.search(heads[c])
        if plain and min(problems) < c and not between and tells_findings(texts[c]):
            roles[c] = "detail"
    if not answers:
        done = [c for c in problems if c > min(problems) and tells_answers(texts[c])]
        roles |= dict.fromkeys(done[:1], "measure")


def _settle_matters(roles: dict[int, Role], heads: dict[int, str], texts: dict[int, list[str]]) -> None:
    """案由 | 審核意見 over 路燈維護契約 | 短計違約金, 事项 | 存在问题 over 食堂管理 | 1.… 2.…: where names of matters stand,
    another column tells the problems.
    """
    problems = [c for c, r in roles.items() if r in PROBLEM]
    named = [
        c
        for c in problems
        if (squeeze(heads[c]) in matters() or _names_alone(texts, problems, c))
        and not any(map(names_fault, texts[c]))
    ]
    if len(problems) > len(named) and "category" not in roles.values():
        roles |= dict.fromkeys(named[:1], "category")


def _names_alone(texts: dict[int, list[str]], problems: list[int], column: int) -> bool:
    """True for short names before a column of faults."""
    told = [texts[c] for c in problems if c > column and texts[c]]
    short = all(len(t) <= _NAME for t in texts[column])
    return short and any(2 * sum(map(names_fault, t)) > len(t) for t in told)


def _settle_problems(roles: dict[int, Role], heads: dict[int, str], asked: list[int]) -> None:
    """Find the column that tells what was found; a further one describes it, or says what is `asked`."""
    if len([c for c, r in roles.items() if r in PROBLEM]) > len(asked):
        roles |= dict.fromkeys(asked, "requirement")
    if not PROBLEM & set(
        roles.values()
    ):  # 審計意見 | 辦理情形, 建議 | 回應: the opinion stands in the finding's place
        asking = [c for c, r in roles.items() if r == "requirement"]
        opinions = [c for c in asking if "意见" in heads[c]] or (
            asking if "acceptance" in roles.values() else []
        )
        roles |= dict.fromkeys(opinions[:1], "finding")
    kinds = [c for c, r in roles.items() if r == "finding"]
    if len(kinds) > 1:  # 问题名称 and 问题内容, or 问题 and its details
        for c in kinds[1:]:
            roles[c] = "detail"


def _status_share(page: Page, table: Table, grid: Grid, column: int, rows: int) -> float:
    """The share of the filled cells of a column, row by row, that state a status and nothing else."""
    cells = [
        c
        for r in range(rows, table.rows)
        if (c := grid.get((r, column))) and (words := cell_words(page, c)) and not approves(words)
    ]
    return sum(_states(page, c) for c in cells) / len(cells) if cells else 0.0


def _states(page: Page, cell: Cell) -> bool:
    chosen = chosen_in(page.folded, cell.start, cell.end)
    words = squeeze(page.folded[chosen[0] : chosen[1]]) if chosen else cell_words(page, cell)
    if stated_by(page, words):
        return True
    if tells_more(words, 0, len(words)):
        return False
    if len(words) <= _STATE and (pure_status(words, 0, len(words)) or classify_status(words)):
        return True
    items = cell_items(page, cell)
    return bool(items) and all(_states(page, item) for item in items)


def _asks(page: Page, table: Table, grid: Grid, column: int, rows: int, head: str) -> bool:
    """True where cells answer the head (是, 否); under 进展 and 情况 most must, since these tell measures too."""
    texts = {cell_words(page, grid[r, column]) for r in range(rows, table.rows) if (r, column) in grid} - {""}
    told = sum(classify_status(t, heading=head) is not None for t in texts)
    return told > (len(texts) / 2 if _TELLS_TOO.search(head) else 0)
