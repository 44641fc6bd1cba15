"""Findings of our golden documents in other structures: what stands where, what says which cell it is, how a page divides.

Each structure writes its findings line by line (HTML where a line begins with a tag) and says which cells it prints.
"""

import html
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random

import docx

from tests.extract.laying_out import HAN, STATES, Record, answered, drawn, framed

Lines = list[str]
_FIELDS = ("预算管理方面", "政府采购方面", "资产管理方面")
_UNITS = ("财政所", "建设股", "教育股", "民政办", "水利站")
_DUE = ("2025年6月底", "2025年12月31日前", "2025年9月")


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """`write` the findings; `without` are the cells it does not print; `least` of the findings must be read right."""

    write: Callable[[Sequence[Record]], Lines | bytes]
    least: float = 0.97
    without: tuple[str, ...] = ()
    change: Callable[[str], str] = str  # of the whole text
    of: Callable[[list[Record]], list[Record]] = list  # what it is told of the findings


def _head(r: Record, n: int, mark: str = "（{h}）") -> str:
    return f"{mark.format(n=n, h=HAN[n - 1])}{r.title}。"


def _told(r: Record) -> str:
    return f"{answered('inline', r.measures)}目前，该问题{STATES[str(r.state)]}。"


def _state(r: Record) -> str:
    return STATES[str(r.state)]


def _labelled(
    labels: Sequence[str], found: Sequence[Record], *, form: str = "{}：{}", head: str = "（{h}）"
) -> Lines:
    lines: Lines = []
    for n, r in enumerate(found, 1):
        cells = ("、".join(r.units), str(r.due), answered("one", r.measures), _state(r))
        lines += [_head(r, n, head), *([r.detail] if r.detail else [])]
        for at, (label, cell) in enumerate(zip(labels, cells, strict=True), 1):
            lines += form.format(label, cell, at=at, circle="①②③④"[at - 1]).split("\n")
    return lines


_USUAL = ("责任单位", "整改时限", "整改情况", "整改状态")


def _each(one: Callable[[Record, int], Lines]) -> Callable[[Sequence[Record]], Lines]:
    return lambda found: [line for n, r in enumerate(found, 1) for line in one(r, n)]


def _later(
    one: Callable[[Record, int], Lines], first: Callable[[Sequence[Record]], Lines] | None = None
) -> Callable[[Sequence[Record]], Lines]:
    first = first or _each(lambda r, n: [f"{n}.{r.title}。{r.detail or ''}"])
    return lambda found: ["一、审计发现的主要问题", *first(found), "二、整改情况", *_each(one)(found)]


def _table(rows: Sequence[Sequence[str]]) -> str:
    drawn = (
        f"<tr>{''.join(c if c.startswith('<td') else f'<td>{html.escape(c)}</td>' for c in row)}</tr>"
        for row in rows
    )
    return f"<table border=1>{''.join(drawn)}</table>"


def _cells_with_labels(found: Sequence[Record]) -> Lines:
    def cell(r: Record) -> str:
        told = (
            *(
                zip(
                    _USUAL,
                    ("、".join(r.units), str(r.due), answered("one", r.measures), _state(r)),
                    strict=True,
                )
            ),
        )
        return f"<td>{'<br>'.join(f'{k}：{v}' for k, v in [told[2], *told[:2], told[3]])}</td>"

    rows = [[str(n), r.title, cell(r)] for n, r in enumerate(found, 1)]
    return [_table([["序号", "存在问题", "整改情况"], *rows])]


def _problems_in_table(found: Sequence[Record]) -> Lines:
    rows = [[str(n), r.title, r.detail or "", "、".join(r.units)] for n, r in enumerate(found, 1)]
    return [_table([["序号", "存在问题", "具体表现", "责任单位"], *rows])]


def _years_before(found: Sequence[Record]) -> Lines:
    rows = [
        ["2024", str(n), r.title, answered("one", r.measures), _state(r), ""] for n, r in enumerate(found, 1)
    ]
    return [_table([["年度", "序号", "存在问题", "整改措施", "整改状态", "备注"], *rows])]


def _all_but_one(found: Sequence[Record]) -> Lines:
    lines = _each(lambda r, n: [_head(r, n) + (r.detail or ""), f"整改情况：{answered('one', r.measures)}"])(
        found
    )
    open_ = next(n for n, r in enumerate(found, 1) if r.state == "in_progress")
    told = f"截至目前，除问题（{HAN[open_ - 1]}）正在整改外，其余{len(found) - 1}个问题均已完成整改。"
    return [*lines, told]


def _listed_states(found: Sequence[Record]) -> Lines:
    lines = _each(lambda r, n: [_head(r, n), f"整改情况：{answered('one', r.measures)}"])(found)
    by = {s: [f"问题{HAN[n]}" for n, r in enumerate(found) if r.state == s] for s in STATES}
    return [*lines, f"{'，'.join('、'.join(n) + STATES[s] for s, n in by.items() if n)}。"]


def _boxes(r: Record) -> str:
    return "".join(f"{'☑' if r.state == s else '□'}{words} " for s, words in STATES.items())


def _levels(found: Sequence[Record]) -> Lines:
    lines: Lines = []
    for n, r in enumerate(found):
        if not n or found[n - 1].field != r.field:
            lines.append(f"<h2>{r.field}</h2>")
        lines += [f"<h3>{html.escape(r.title)}</h3>", *([r.detail] if r.detail else []), _told(r)]
    return lines


def _word_levels(found: Sequence[Record]) -> bytes:
    made = docx.Document()
    made.add_heading("青墩县水务局关于审计发现问题整改情况的公告", 0)
    made.add_paragraph("根据审计报告，我局逐项整改，现将有关情况公告如下：")
    for n, r in enumerate(found):
        if not n or found[n - 1].field != r.field:
            made.add_heading(str(r.field), 1)
        made.add_heading(r.title, 2)
        made.add_paragraph(_told(r))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _marked(form: str) -> Callable[[Sequence[Record]], Lines]:
    return partial(_labelled, _USUAL, form=form, head="### {n}. ")


def _wrapped(text: str) -> str:
    """Paragraphs broken at 38 characters, blank lines between them."""
    return "\n\n".join("\n".join(x[i : i + 38] for i in range(0, len(x), 38)) for x in text.split("\n") if x)


def _spaced(text: str, every: int) -> str:
    return "".join(
        f"{a} "
        if n % every == 0 and "\u4e00" <= a <= "\u9fff" <= b + "\u9fff" and "\u4e00" <= b <= "\u9fff"
        else a
        for n, (a, b) in enumerate(zip(text, text[1:] + "\n", strict=True))
    )


_OTHER = (
    "关于开展2025年度节水宣传周活动的通知",
    "各乡镇人民政府，县直各有关单位：",
    "经研究，定于2025年3月22日至28日开展节水宣传周活动，现将有关事项通知如下：",
    "一、活动安排",
    "（一）制作宣传展板。各乡镇在显著位置悬挂横幅。",
    "（二）开展进校园活动。县水务局会同教育局组织讲座。",
    "青墩县水务局",
    "2025年3月10日",
)


def _groups(
    problems: Callable[[Sequence[Record]], Lines], answers: Callable[[Sequence[Record]], Lines]
) -> Callable[[Sequence[Record]], Lines]:
    """Each field with all its problems and, below them, all answers."""

    def write(found: Sequence[Record]) -> Lines:
        fields = list(dict.fromkeys(r.field for r in found))
        of = [[r for r in found if r.field == field] for field in fields]
        return [
            x
            for n, (field, own) in enumerate(zip(fields, of, strict=True))
            for x in [f"{HAN[n]}、{field}", *problems(own), *answers(own)]
        ]

    return write


def _counted(told: Callable[[Record], str], mark: str, stop: str) -> Callable[[Sequence[Record]], str]:
    return lambda own: "".join(mark.format(n=n, h=HAN[n - 1]) + told(r) + stop for n, r in enumerate(own, 1))


def _done(r: Record) -> str:
    return f"{''.join(r.measures).rstrip('。')}，{_state(r)}"


def _accordion(r: Record, n: int) -> Lines:
    told = "".join(
        f"<p><b>{k}</b> {v}</p>"
        for k, v in (("整改措施", answered("one", r.measures)), ("整改状态", _state(r)))
    )
    button = f'<button class="accordion-button">{html.escape(r.title)}</button>'
    return [f'<div class="accordion-item"><h2>{button}</h2><div class="accordion-body">{told}</div></div>']


def _badged(r: Record, n: int) -> Lines:
    unit = f"<p class=meta>责任单位 {r.units[0]}</p>"
    told = f"<p>{answered('one', r.measures)}</p><p class=badge>{_state(r)}</p>"
    return [f"<h3>{n}.{html.escape(r.title)}</h3>", unit + told]


def _two_rows(found: Sequence[Record]) -> Lines:
    rows = [["序号", "存在问题", "责任单位", "整改状态"]]
    for n, r in enumerate(found, 1):
        rows.append([f"<td rowspan=2>{n}</td>", r.title, r.units[0], _state(r)])
        rows.append([f"<td colspan=3>整改措施：{html.escape(answered('one', r.measures))}</td>"])
    return [_table(rows)]


def _head_in_each_group(found: Sequence[Record]) -> Lines:
    rows: list[list[str]] = []
    for n, field in enumerate(dict.fromkeys(r.field for r in found), 1):
        rows += [[f"<td colspan=4>{HAN[n - 1]}、{field}</td>"], ["序号", "存在问题", "整改措施", "整改状态"]]
        own = (r for r in found if r.field == field)
        rows += [[str(k), r.title, answered("one", r.measures), _state(r)] for k, r in enumerate(own, 1)]
    return [_table(rows)]


_BELOW = _each(lambda r, n: [_head(r, n, "{n}.") + (r.detail or ""), f"整改情况：{_told(r)}"])
_FEW = ("units", "due", "field")
STRUCTURES: dict[str, Structure] = {
    "labels nobody knows": Structure(
        write=partial(_labelled, ("担责股室", "截止节点", "纠治做法", "当前结论")), without=("field",)
    ),
    "labels alone on their lines": Structure(
        write=partial(_labelled, _USUAL, form="{}\n{}"), without=("field",)
    ),
    "labels numbered （1）": Structure(
        write=partial(_labelled, _USUAL, form="（{at}）{}：{}", head="{n}."), without=("field",)
    ),
    "labels numbered ①": Structure(
        write=partial(_labelled, _USUAL, form="{circle}{}：{}", head="{h}、"), without=("field",)
    ),
    "Markdown": Structure(write=_marked("- **{}：** {}"), without=("field",)),
    "Markdown, colons outside": Structure(write=_marked("**{}**：{}"), without=("field",)),
    "labels in a cell": Structure(write=_cells_with_labels, without=("field", "detail")),
    "problems in a table, answers listed": Structure(
        write=_later(lambda r, n: [f"{n}.{_told(r)}"], _problems_in_table), without=("due", "field")
    ),
    "a column of years": Structure(write=_years_before, without=(*_FEW, "detail")),
    "answers later by number": Structure(write=_later(lambda r, n: [f"{n}.{_told(r)}"]), without=_FEW),
    "answers later by title": Structure(
        write=_later(lambda r, n: [f"（{HAN[n - 1]}）关于{r.title}的问题。{_told(r)}"]),
        without=_FEW,
        least=0.93,
    ),
    "answers later, without numbers": Structure(
        write=_later(lambda r, n: [_told(r)]), without=_FEW, least=0.8
    ),
    "all but one": Structure(write=_all_but_one, without=_FEW),
    "states by numbers at the end": Structure(write=_listed_states, without=(*_FEW, "detail")),
    "state behind the title": Structure(
        write=_each(
            lambda r, n: [
                f"{n}.{r.title}（{_state(r)}）",
                *([r.detail] if r.detail else []),
                f"整改情况：{answered('one', r.measures)}",
            ]
        ),
        without=_FEW,
    ),
    "state before the answer": Structure(
        write=_each(
            lambda r, n: [
                _head(r, n) + (r.detail or ""),
                f"整改情况：【{_state(r)}】{answered('one', r.measures)}",
            ]
        ),
        without=_FEW,
    ),
    "state with a date": Structure(
        write=_each(
            lambda r, n: [
                _head(r, n),
                f"整改措施：{answered('one', r.measures)}",
                f"整改进度：{_state(r)}（截至2025年3月）",
            ]
        ),
        without=(*_FEW, "detail"),
    ),
    "boxes to tick": Structure(
        write=_each(
            lambda r, n: [_head(r, n), f"整改措施：{answered('one', r.measures)}", f"整改状态：{_boxes(r)}"]
        ),
        without=(*_FEW, "detail"),
    ),
    "a line that leads on": Structure(
        write=lambda found: ["一、问题整改情况", "具体情况分述如下。", *_BELOW(found)], without=_FEW
    ),
    "headings alone": Structure(
        write=_each(lambda r, n: [f"<h3>{html.escape(r.title)}</h3>", _told(r)]), without=(*_FEW, "detail")
    ),
    "headings of two levels": Structure(write=_levels, without=("units", "due")),
    "Word headings of two levels": Structure(write=_word_levels, without=("units", "due", "detail")),
    "problems and answers listed in each field": Structure(
        write=_groups(
            lambda own: ["存在问题：", *(f"{n}.{r.title}。" for n, r in enumerate(own, 1))],
            lambda own: ["整改情况：", *(f"{n}.{_told(r)}" for n, r in enumerate(own, 1))],
        ),
        without=("units", "due", "detail"),
        least=0.93,
    ),
    "problems and answers counted in two paragraphs of each field": Structure(
        write=_groups(
            lambda own: ["问题：" + _counted(lambda r: r.title, "{h}是", "；")(own)],
            lambda own: ["整改：" + _counted(_done, "{h}是", "；")(own)],
        ),
        without=("units", "due", "detail"),
    ),
    "all in one paragraph": Structure(
        write=lambda found: [_counted(lambda r: f"{r.title}。整改情况：{_told(r)}", "{n}.", "")(found)],
        without=(*_FEW, "detail"),
    ),
    "all in one paragraph, named": Structure(
        write=lambda found: [_counted(lambda r: f"关于{r.title}的问题，{_told(r)}", "", "")(found)],
        without=(*_FEW, "detail"),
    ),
    "title and answer in one line": Structure(
        write=_each(lambda r, n: [f"{HAN[n - 1]}、{r.title}，整改情况：{_told(r)}"]),
        without=(*_FEW, "detail"),
    ),
    "asked whether it is done": Structure(
        write=_each(
            lambda r, n: [
                f"{n}.{r.title}",
                f"整改措施：{answered('one', r.measures)}",
                f"是否完成整改：{'是' if r.state == 'completed' else '正在整改'}",
            ]
        ),
        without=(*_FEW, "detail"),
    ),
    "accordion": Structure(write=_each(_accordion), without=(*_FEW, "detail")),
    "units and states by class": Structure(write=_each(_badged), without=("due", "field", "detail")),
    "two rows each": Structure(write=_two_rows, without=("due", "field", "detail")),
    "a head in each group": Structure(write=_head_in_each_group, without=("units", "due", "detail")),
    "labels in round brackets": Structure(
        write=partial(_labelled, _USUAL, form="（{}）{}", head="{n}."), without=("field",)
    ),
    "another notice before": Structure(write=_BELOW, without=_FEW, change=lambda t: "\n".join([*_OTHER, t])),
    "another notice behind": Structure(write=_BELOW, without=_FEW, change=lambda t: "\n".join([t, *_OTHER])),
    "mail": Structure(
        write=_BELOW, without=_FEW, change=lambda t: "\n".join(f"> {x}" for x in t.split("\n"))
    ),
    "wrapped, blank lines between": Structure(write=_BELOW, without=_FEW, change=_wrapped, least=0.9),
    "a blank in every tenth word": Structure(
        write=_BELOW, without=_FEW, change=lambda t: _spaced(t, 10), least=0.9
    ),
    "blanks between all characters": Structure(
        write=_BELOW, without=_FEW, change=lambda t: _spaced(t, 1), least=0.9
    ),
}


def laid_out_as(structure: Structure, random: Random, pool: list[Record]) -> tuple[list[Record], str, bytes]:
    """What a notice in this structure says, its file name and the file."""
    chosen = drawn(random, pool, 6)
    states = ["completed", "in_progress", *("completed" for _ in chosen[2:])]
    random.shuffle(states)
    found = [
        replace(
            r,
            state=states[n] if structure.write is _all_but_one else r.state,
            units=() if "units" in structure.without else (random.choice(_UNITS),),
            due=None if "due" in structure.without else random.choice(_DUE),
            field=None if "field" in structure.without else _FIELDS[n // 2],
            detail=None if "detail" in structure.without else r.detail,
        )
        for n, r in enumerate(chosen)
    ]
    found = structure.of(found)
    lines = structure.write(found)
    if isinstance(lines, bytes):
        return found, "laid_out.docx", lines
    as_page = any(line.startswith("<") for line in lines)
    name, body = framed(lines, "plain", as_page)
    text = body.decode() if as_page else body.decode().replace("　　", "")
    return found, name, structure.change(text).encode()
