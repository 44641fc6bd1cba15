"""Golden findings whose states or answers stand apart from them: tables of states, annexes, signs with a legend, all but one."""

import html
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.extract.laying_out import HAN, STATES, Record, answered
from tests.extract.laying_out_structures import Lines, Structure

_FEW = ("units", "due", "field", "detail")
_SIGNED = {"completed": "●", "in_progress": "○"}
_KNOWN = {"completed": "✅", "in_progress": "⏳"}
_CLOSED = ["青墩县水务局", "2025年3月18日"]


def _told(r: Record) -> str:
    return f"{answered('inline', r.measures)}目前，该问题{STATES[str(r.state)]}。"


def _plain(found: Sequence[Record]) -> Lines:
    return [
        line
        for n, r in enumerate(found, 1)
        for line in (f"{n}.{r.title}。", f"整改措施：{answered('one', r.measures)}")
    ]


def _by_state(found: Sequence[Record]) -> dict[str, list[int]]:
    return {s: own for s in STATES if (own := [n for n, r in enumerate(found, 1) if r.state == s])}


def _drawn(rows: Sequence[Sequence[str]]) -> str:
    return (
        f"<table>{''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row) + '</tr>' for row in rows)}</table>"
    )


def _table(
    heads: Sequence[str], row: Callable[[str, list[int]], list[str]]
) -> Callable[[Sequence[Record]], Lines]:
    return lambda found: [
        *_plain(found),
        "整改进展统计表",
        _drawn([heads, *(row(STATES[s], own) for s, own in _by_state(found).items())]),
    ]


def _numbers(own: Sequence[int]) -> str:
    return "、".join(map(str, own))


def _sidewise(found: Sequence[Record]) -> Lines:
    by = _by_state(found)
    rows = [["整改状态", *(STATES[s] for s in by)], ["问题序号", *map(_numbers, by.values())]]
    return [_drawn(rows), *_plain(found)]


def _annexed(*heads: str, each: Callable[[Record, int], str]) -> Callable[[Sequence[Record]], Lines]:
    return lambda found: [
        "一、审计发现的问题",
        *(f"（{HAN[n]}）{r.title}。{r.detail or ''}" for n, r in enumerate(found)),
        *_CLOSED,
        *heads,
        *(each(r, n) for n, r in enumerate(found, 1)),
    ]


def _signed(
    line: Callable[[str, Record, int], Lines], legend: Lines, signs: dict[str, str] = _SIGNED
) -> Callable[[Sequence[Record]], Lines]:
    return lambda found: [
        *(x for n, r in enumerate(found, 1) for x in line(signs[str(r.state)], r, n)),
        *legend,
    ]


def _but_one(say: Callable[[Sequence[Record], int], str]) -> Callable[[Sequence[Record]], Lines]:
    """The first that is in progress is told as the exception."""
    return lambda found: [
        *_plain(found),
        say(found, next(n for n, r in enumerate(found) if r.state != "completed")),
    ]


def _one_open(found: list[Record]) -> list[Record]:
    """The same findings, all completed but the third, which nothing says of but that it is none of them."""
    return [replace(r, state="not_completed" if n == 2 else "completed") for n, r in enumerate(found)]


def _of_both(found: list[Record]) -> list[Record]:
    return [replace(r, state="in_progress" if n % 3 == 1 else "completed") for n, r in enumerate(found)]


def _card(heads: Sequence[str], titled: str) -> Callable[[Sequence[Record]], Lines]:
    """A box with the title, then boxes of a label and of what it labels."""

    def one(r: Record) -> str:
        cells = zip(
            heads, ("、".join(r.units), answered("one", r.measures), STATES[str(r.state)]), strict=True
        )
        rows = "".join(f"<div class=row><div>{k}</div><div>{html.escape(v)}</div></div>" for k, v in cells)
        return f"<div>{titled.format(html.escape(r.title))}{rows}</div>"

    return lambda found: [one(r) for r in found]


def _boxes_in_rows(found: Sequence[Record]) -> Lines:
    rows = [["审计发现问题", "整改措施", "整改状态"]]
    rows += [[r.title, answered("one", r.measures), STATES[str(r.state)]] for r in found]
    return [f"<div>{''.join(f'<div>{html.escape(c)}</div>' for c in row)}</div>" for row in rows]


def _badged(found: Sequence[Record]) -> Lines:
    return [
        f"<div class=item><div class=hd><span>{n}.{html.escape(r.title)}</span><span class=tag>{STATES[str(r.state)]}</span>"
        f"</div><div>整改措施：{html.escape(answered('one', r.measures))}</div></div>"
        for n, r in enumerate(found, 1)
    ]


def _asked(question: str, answer: str) -> Callable[[Sequence[Record]], Lines]:
    return lambda found: [
        line
        for n, r in enumerate(found, 1)
        for line in (question.format(n=n) + r.title, answer.format(n=n) + _told(r))
    ]


_KNOWN_LABELS, _NEW_LABELS = ("责任单位", "整改措施", "整改状态"), ("担责股室", "纠治做法", "当前结论")
APART: dict[str, Structure] = {
    "cards of boxes": Structure(
        write=_card(_KNOWN_LABELS, "<div class=title>{}</div>"), without=("due", "field", "detail")
    ),
    "cards of boxes, labels nobody knows": Structure(
        write=_card(_NEW_LABELS, "<p><b>{}</b></p>"), without=("due", "field", "detail")
    ),
    "boxes in rows below a head": Structure(write=_boxes_in_rows, without=_FEW),
    "boxes whose class says a page's head": Structure(write=_badged, without=_FEW, of=_of_both),
    "Q and A": Structure(write=_asked("Q{n}：", "A{n}："), without=_FEW),
    "named as auditors told it": Structure(
        write=lambda found: [
            f"（{n}）针对审计指出的{r.title}这一问题，{_told(r)}" for n, r in enumerate(found, 1)
        ],
        without=_FEW,
        least=0.93,
    ),
    "问 and 答": Structure(write=_asked("问{n}：", "答{n}："), without=_FEW),
    "a table of states, counts and numbers": Structure(
        write=_table(["整改状态", "数量", "问题序号"], lambda s, own: [s, f"{len(own)}个", _numbers(own)]),
        without=_FEW,
    ),
    "a table of states and ordinals": Structure(
        write=_table(["状态", "问题"], lambda s, own: [f"{s}（{len(own)}项）", f"第{_numbers(own)}项"]),
        without=_FEW,
    ),
    "a table of states on its side": Structure(write=_sidewise, without=_FEW),
    "answers in an annex": Structure(
        write=_annexed("附件：整改情况", each=lambda r, n: f"{n}.{_told(r)}"), without=_FEW[:3], least=0.9
    ),
    "answers in an annex with a title of its own": Structure(
        write=_annexed(
            "附件1", "青墩县水务局审计整改落实情况", each=lambda r, n: f"（{HAN[n - 1]}）{_told(r)}"
        ),
        without=_FEW[:3],
        least=0.9,
    ),
    "answers in an annex by title": Structure(
        write=_annexed("附件", "整改情况说明", each=lambda r, n: f"{n}.关于{r.title}的问题。{_told(r)}"),
        without=_FEW[:3],
    ),
    "signs behind the titles": Structure(
        write=_signed(
            lambda s, r, n: [f"{n}.{r.title} {s}", f"整改措施：{answered('one', r.measures)}"],
            ["注：●表示已完成整改，○表示正在整改。"],
        ),
        without=_FEW,
    ),
    "signs before the numbers": Structure(
        write=_signed(
            lambda s, r, n: [f"{s} {n}.{r.title}", f"整改措施：{answered('one', r.measures)}"],
            ["图例：●已完成整改 ○正在整改"],
        ),
        without=_FEW,
    ),
    "signs below a label": Structure(
        write=_signed(
            lambda s, r, n: [f"{n}.{r.title}", f"整改措施：{answered('one', r.measures)}", f"整改状态：{s}"],
            ["（“●”为已完成整改，“○”为正在整改）"],
        ),
        without=_FEW,
    ),
    "signs that everybody knows": Structure(
        write=_signed(
            lambda s, r, n: [f"{s} {n}.{r.title}", f"整改措施：{answered('one', r.measures)}"], [], _KNOWN
        ),
        without=_FEW,
        of=_of_both,
    ),
    "all but one number": Structure(
        write=_but_one(lambda found, n: f"截至目前，除第{HAN[n]}项（一项）外均已整改到位。"),
        without=_FEW,
        of=_one_open,
    ),
    "all but one title": Structure(
        write=_but_one(lambda found, n: f"目前，除{found[n].title}的问题外，其他问题均已整改完成。"),
        without=_FEW,
        of=_one_open,
    ),
    "one and the rest": Structure(
        write=_but_one(lambda found, n: f"第{HAN[n]}项尚未完成整改，其余各项均已整改到位。"),
        without=_FEW,
        of=_one_open,
    ),
}
