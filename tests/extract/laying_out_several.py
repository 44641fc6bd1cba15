"""Several units at one finding, each with its share and its answer, and problems sorted by units."""

from dataclasses import replace
from random import Random

from tests.extract.laying_out import HAN, STATES, Laid, Record, drawn, framed

FORMS = {
    "shape": ("shares", "shares", "shares below", "unit first", "unit first one line", "unit heads", "unit lists", "led items"),
    "number": ("（{han}）", "{n}.", "{n}、", "（{n}）"),
    "title": ("{}。", "{}", "关于{}的问题。"),
    "told": ("colon", "comma"),
    "answer": ("整改情况：", "针对该问题，", "整改措施：", "【整改情况】"),
    "state": ("last", "label", "none"),
    "around": ("plain", "parts", "long"),
    "html": (False, True),
}  # fmt: skip
_UNITS = ("县民政局", "县教育局", "石汀镇", "县中医院", "第五小学", "县住房城乡建设局", "白砚乡")
_SHARES = ("涉及资金12.5万元", "涉及3个项目", "涉及资金4.08万元", "2023年以来涉及17人", "涉及合同6份")
_DONE = ("已收回资金{}万元", "已补办手续{}份", "修订制度{}项", "正在清理{}笔往来款", "退还费用{}万元")


def laid_out_several(random: Random, pool: list[Record]) -> Laid:
    """Findings of several units, what they say, a file name and the file."""
    form: dict[str, object] = {name: random.choice(forms) for name, forms in FORMS.items()}
    chosen = drawn(random, pool, random.randint(3, 5))
    if form["state"] == "none":
        chosen = [replace(r, state=None) for r in chosen]
    shape = str(form["shape"])
    made = {"shares": _shares, "shares below": _shares, "led items": _led, "unit lists": _unit_lists}.get(
        shape, _unit_first
    )
    lines, told = made(form, [replace(r, detail=None) for r in chosen], random)
    return form, told, *framed(lines, str(form["around"]), bool(form["html"]))


def _head(form: dict[str, object], title: str, n: int) -> str:
    return str(form["number"]).format(n=n, han=HAN[n - 1]) + str(form["title"]).format(title)


def _said(form: dict[str, object], state: str | None) -> tuple[str, list[str]]:
    """What ends the answer, and the lines below it."""
    if state is None:
        return "", []
    return (
        (f"该问题{STATES[state]}。", []) if form["state"] == "last" else ("", [f"整改状态：{STATES[state]}"])
    )


def _shares(form: dict[str, object], chosen: list[Record], random: Random) -> tuple[list[str], list[Record]]:
    """One finding, found at several units: what it was at each, and what each did."""
    lines, told = [], []
    for n, record in enumerate(chosen, 1):
        units = random.sample(_UNITS, random.choice((2, 3)))
        mark = "：" if form["told"] == "colon" else ""
        shares = [f"{u}{mark}{random.choice(_SHARES)}" for u in units]
        done = [f"{u}{mark}{random.choice(_DONE).format(random.randint(2, 30))}" for u in units]
        detail = f"{'；'.join(shares)}。"
        end, below = _said(form, record.state)
        lines.append(_head(form, record.title, n))
        if form["shape"] == "shares":
            lines[-1] = (
                f"{lines[-1].rstrip('。')}。{detail}" if "关于" not in lines[-1] else f"{lines[-1]}{detail}"
            )
            lines.append(f"{form['answer']}{'；'.join(done)}。{end}")
            measures = ["；".join(done) + "。"]
        else:
            lines.append(detail)
            lines += [str(form["answer"]).rstrip("，"), *(f"{d}。" for d in done)] if form["answer"] != "针对该问题，" else [
                f"针对该问题，{done[0]}。", *(f"{d}。" for d in done[1:])]  # fmt: skip
            lines[-1] += end
            measures = [f"{d}。" for d in done]
        lines += below
        told.append(replace(record, detail=detail, measures=tuple(measures)))
    return lines, told


def _led(form: dict[str, object], chosen: list[Record], random: Random) -> tuple[list[str], list[Record]]:
    """采取了以下措施：, then items of a number one level down."""
    lines = []
    for n, record in enumerate(chosen, 1):
        end, below = _said(form, record.state)
        lead = {"针对该问题，": "针对该问题，采取了以下措施："}.get(
            str(form["answer"]), f"{form['answer']}我局采取了以下措施："
        )
        lines += [_head(form, record.title, n), lead]
        lines += [
            f"{i}){m}" if "{n}" in str(form["number"]) else f"{i}.{m}"
            for i, m in enumerate(record.measures, 1)
        ]
        lines += ([end] if end else []) + below
    return lines, chosen


def _unit_first(
    form: dict[str, object], chosen: list[Record], random: Random
) -> tuple[list[str], list[Record]]:
    """甲局：F。整改情况：…, on a line or two; or the unit as the heading of its problems."""
    units = random.sample(_UNITS, len(chosen))
    lines, told = [], []
    for n, (unit, record) in enumerate(zip(units, chosen, strict=True), 1):
        end, below = _said(form, record.state)
        done = f"{form['answer']}{''.join(record.measures)}{end}"
        if form["shape"] == "unit heads":
            lines += [f"（{HAN[n - 1]}）{unit}", f"1.{record.title}。", done, *below]
            told.append(replace(record, field=unit))
            continue
        number = str(form["number"]).format(n=n, han=HAN[n - 1])
        opening = f"{number}{unit}：{record.title}。"
        lines += (
            [opening + done, *below] if form["shape"] == "unit first one line" else [opening, done, *below]
        )
        told.append(replace(record, units=(unit,)))
    return lines, told


def _unit_lists(
    form: dict[str, object], chosen: list[Record], random: Random
) -> tuple[list[str], list[Record]]:
    """Headings of units, two problems below each by number, restated answers below them."""
    lines, told = [], []
    units = random.sample(_UNITS, 3)
    for at in range(0, len(chosen), 2):
        held, unit = chosen[at : at + 2], units[at // 2]
        lines.append(f"（{HAN[at // 2]}）{unit}")
        for i, record in enumerate(held, 1):
            end, below = _said(form, record.state)
            lines += [f"{i}.{record.title}。", f"{form['answer']}{''.join(record.measures)}{end}", *below]
            told.append(replace(record, field=unit))
    return lines, told
