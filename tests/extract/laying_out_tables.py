"""Findings of our golden documents laid out as tables: heads, order, merged cells, groups, forms, typed text in turn."""

import html
from dataclasses import replace
from random import Random

from tests.extract.laying_out import HAN, STATES, Laid, Record, answered, drawn, framed

FORMS = {
    "shape": ("ledger", "ledger", "grouped", "group column", "merged units", "shared answer", "two heads", "each", "sided",
              "sided list", "lists", "ticks"),
    "drawn": ("html", "html", "tabs", "bars", "blanks"),
    "number": (True, True, False),
    "detail": (False, True),
    "asked": (False, False, True),
    "state": ("column", "column", "yes", "first", "none"),
    "units": (False, True, True),
    "items": ("one", "inline", "figures"),
    "foot": ("", "", "note row", "note", "sum"),
    "around": ("plain", "parts", "long"),
}  # fmt: skip
_HEADS = {
    "number": ("序号", "编号", "问题编号"),
    "field": ("问题类别", "类别", "问题领域"),
    "title": ("存在问题", "审计发现问题", "问题描述", "主要问题", "审计查出问题", "反馈问题"),
    "detail": ("具体表现", "问题详情", "具体情形"),
    "asked": ("整改要求", "审计意见", "审计建议"),
    "measures": ("整改措施", "整改情况", "整改落实情况", "采取的整改措施", "整改举措"),
    "state": ("整改状态", "完成情况", "整改进度", "整改结果", "进展情况"),
    "units": ("责任单位", "牵头单位", "整改责任单位", "责任部门"),
    "due": ("整改时限", "完成时限", "整改期限"),
    "sum": ("涉及金额（万元）", "问题金额（万元）"),
}
_ASKED = ("限期补办手续，完善内部管理制度。", "严格按规定核算，规范资金使用。", "健全台账，定期清查核对。")
_MERGING = (
    "group column",
    "merged units",
    "shared answer",
    "two heads",
    "each",
    "sided",
    "sided list",
    "lists",
)
_NOTE = "注：数据截至2025年3月底，由各责任单位填报。"
Row = list[
    tuple[str, int, int]
]  # words of a cell, rows and columns it spans; no entry below or beside a wide one


def laid_out_table(random: Random, pool: list[Record]) -> Laid:
    """A table, what it says, a file name and the file."""
    form = _form(random)
    shape = str(form["shape"])
    chosen = [_said(form, r, random) for r in drawn(random, pool, random.randint(4, 7))]
    heads = {k: random.choice(v) for k, v in _HEADS.items()}
    if form["state"] == "yes":
        heads["state"] = random.choice(("是否完成整改", "是否完成", "是否整改到位"))
    first = [chosen[i // 2 * 2] for i in range(len(chosen))]  # of each pair of rows
    if shape in ("shared answer", "merged units", "lists"):
        due = [None if shape == "lists" else f.due for f in first]
        chosen = [replace(r, units=f.units, due=d) for r, f, d in zip(chosen, first, due, strict=True)]
    if shape in ("grouped", "group column"):
        chosen.sort(key=lambda r: str(r.field))
    if shape == "shared answer":
        pairs = [chosen[i // 2 * 2 : i // 2 * 2 + 2] for i in range(len(chosen))]
        both = [tuple(m for x in p for m in x.measures) for p in pairs]
        chosen = [replace(r, measures=m) for r, m in zip(chosen, both, strict=True)]
    tables = _tables(form, chosen, heads, _columns(form, random))
    lines = _drawn(str(form["drawn"]), tables, note=form["foot"] == "note")
    return form, chosen, *framed(lines, str(form["around"]), form["drawn"] == "html")


def _form(random: Random) -> dict[str, object]:
    """A form of each kind, but for those that no table can have together."""
    form: dict[str, object] = {name: random.choice(forms) for name, forms in FORMS.items()}
    shape = form["shape"]
    if shape in _MERGING:
        form["drawn"] = "html"
    if shape == "ticks":
        form["state"] = "column"
    if form["drawn"] == "blanks":  # which cell is empty would not be seen
        form |= {"detail": False, "foot": "note" if form["foot"] == "note" else ""}
        form["drawn"] = "tabs" if shape == "ticks" else "blanks"
    if shape == "shared answer" or (shape == "lists" and form["state"] in ("column", "yes")):
        form["state"] = "none"
    if shape == "lists":
        form |= {"items": "one", "detail": False, "asked": False, "foot": "", "number": False}
    if shape in ("each", "sided", "sided list") and form["foot"] != "note":
        form["foot"] = ""
    return form


def _said(form: dict[str, object], record: Record, random: Random) -> Record:
    shape, state = form["shape"], record.state
    if form["state"] == "yes":
        state = "completed" if state == "completed" else "not_completed"
    named = form["units"] or shape in ("merged units", "lists")
    return replace(
        record,
        detail=record.detail if form["detail"] else None,
        asked=random.choice(_ASKED) if form["asked"] else None,
        state=None if form["state"] == "none" else state,
        units=tuple(random.sample(("财政所", "建设股", "教育股", "民政股", "水利站"), 1)) if named else (),
        due=random.choice(("2025年6月底", "2025年12月31日前", "2025年9月")) if named else None,
        field=random.choice(("预算管理方面", "资产管理方面", "工程建设方面"))
        if shape in ("grouped", "group column")
        else None,
    )


def _columns(form: dict[str, object], random: Random) -> list[str]:
    """The columns in their order: number and field first, the problem before what is told of it."""
    shape = form["shape"]
    if shape == "lists":
        return random.choice((["units", "title", "measures"], ["title", "measures", "units"]))
    told = ["asked"] * bool(form["asked"]) + ["measures"]
    told += ["units", "due"] if form["units"] or shape == "merged units" else []
    told += ["state"] if form["state"] in ("column", "yes") and shape != "ticks" else []
    told += ["sum"] if form["foot"] == "sum" else []
    random.shuffle(told)
    if shape == "two heads":
        told.sort(key=lambda k: ("measures", "state").index(k) if k in ("measures", "state") else -1)
    lead = ["units"] if "units" in told and random.random() < 0.2 else []
    number, field = ["number"] * bool(form["number"]), ["field"] * (shape == "group column")
    detail = ["detail"] * bool(form["detail"])
    return [*number, *field, *lead, "title", *detail, *(k for k in told if k not in lead)]


def _words(name: str, record: Record, n: int, form: dict[str, object]) -> str:
    """What a cell says."""
    stated = {"completed": "是", "not_completed": "否"} if form["state"] == "yes" else STATES
    answer = answered(str(form["items"]), record.measures)
    if form["state"] == "first":
        answer = f"{STATES[str(record.state)]}。{answer}"
    cells = {"number": str(n), "field": record.field, "title": record.title, "detail": record.detail, "asked": record.asked,
             "measures": answer, "state": stated.get(str(record.state)), "units": "、".join(record.units), "due": record.due,
             "sum": str(n * 13 + 0.5)}  # fmt: skip
    return cells[name] or ""


def _tables(
    form: dict[str, object], chosen: list[Record], heads: dict[str, str], names: list[str]
) -> list[list[Row]]:
    shape = form["shape"]
    rows: list[Row] = [[(heads[k], 1, 1) for k in names]]
    if shape in ("each", "sided", "sided list"):
        tables = [[[(_words(k, r, n, form), 1, 1) for k in names]] for n, r in enumerate(chosen, 1)]
        if shape == "each":
            return [[*rows, *t] for t in tables]
        sides = [[[(heads[k], 1, 1), t[0][i]] for i, k in enumerate(names) if t[0][i][0]] for t in tables]
        return [[row for side in sides for row in side]] if shape == "sided list" else list(map(list, sides))
    if shape == "ticks":
        rows[0] += [("已完成整改", 1, 1), ("正在整改", 1, 1)]
    if shape == "two heads":
        last = [k for k in names if k in ("measures", "state")]
        rows = [[(heads[k], 2, 1) for k in names if k not in last] + [("整改落实情况", 1, len(last))],
                [(heads[k], 1, 1) for k in last]] if len(last) > 1 else rows  # fmt: skip
    if shape == "lists":
        return [[*rows, *_lists(chosen, names)]]
    for n, record in enumerate(chosen, 1):
        begins = n == 1 or chosen[n - 2].field != record.field
        if shape == "grouped" and begins:
            count = len({r.field for r in chosen[:n]})
            rows.append([(f"（{HAN[count - 1]}）{record.field}", 1, len(rows[0]))])
        cells = [(k, _words(k, record, n, form), _spans(str(shape), k, chosen, n)) for k in names]
        rows.append([(words, down, 1) for _, words, down in cells if down])
        if shape == "ticks":
            rows[-1] += [("√" if record.state == s else "", 1, 1) for s in STATES]
    wide = sum(c for _, _, c in rows[0])
    if form["foot"] == "sum":
        sums = {names[0]: "合计", "sum": "182.5"}
        rows.append([(sums.get(k, ""), 1, 1) for k in names] + [("", 1, 1)] * (wide - len(names)))
    return [[*rows, [(_NOTE, 1, wide)]] if form["foot"] == "note row" else rows]


_MERGED = {
    "group column": ("field",),
    "merged units": ("units", "due"),
    "shared answer": ("measures", "units", "due"),
}


def _spans(shape: str, column: str, chosen: list[Record], n: int) -> int:
    """How many rows the cell of the `n`-th record goes over; 0 where one above it does."""
    if column not in _MERGED.get(shape, ()):
        return 1
    if column == "field":
        same = [r.field == chosen[n - 1].field for r in chosen]
        return sum(same) if same.index(True) == n - 1 else 0
    return min(2, len(chosen) - n + 1) if n % 2 else 0


def _lists(chosen: list[Record], names: list[str]) -> list[Row]:
    """Two problems a row, numbered, and their answers by the same numbers."""
    rows: list[Row] = []
    for at in range(0, len(chosen), 2):
        held = chosen[at : at + 2]
        marks = ["1.", "2."] if len(held) > 1 else [""]
        said = [f"{STATES[r.state]}。" if r.state else "" for r in held]
        words = {
            "units": "、".join(held[0].units),
            "title": "；".join(f"{m}{r.title}" for m, r in zip(marks, held, strict=True)) + "。",
            "measures": "".join(
                f"{m}{''.join(r.measures)}{s}" for m, r, s in zip(marks, held, said, strict=True)
            ),
        }
        rows.append([(words[k], 1, 1) for k in names])
    return rows


def _drawn(drawn: str, tables: list[list[Row]], *, note: bool) -> list[str]:
    """The lines of a page: a table in HTML is one of them."""
    below = [_NOTE] * note
    if drawn == "html":
        return [_html(t) for t in tables] + below
    mark = {"tabs": "\t", "bars": "|", "blanks": "    "}[drawn]
    lines = []
    for row in tables[0]:
        words = mark.join(w for w, _, _ in row)
        lines.append(f"|{words}|" if drawn == "bars" else words)
    return lines + below


def _html(rows: list[Row]) -> str:
    def cell(words: str, down: int, across: int) -> str:
        spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
        return f"<td{spans}>{html.escape(words)}</td>"

    return (
        "<table border=1>"
        + "".join(f"<tr>{''.join(cell(*c) for c in row)}</tr>" for row in rows)
        + "</table>"
    )
