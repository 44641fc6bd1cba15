"""Problems first, answers in a later part: every form of either, and of what pairs them, in turn."""

import re
from dataclasses import replace
from random import Random

from tests.extract.laying_out import HAN, STATES, Laid, Record, answered, drawn, framed

FORMS = {
    "number": ("（{han}）", "{n}.", "{n}、", "问题{han}：", "（{n}）"),
    "title": ("{}。", "{}", "关于{}的问题"),
    "detail": ("beside", "below", "none"),
    "asked": ("none", "none", "审计处理意见：", "责令"),
    "heads": (("审计发现的主要问题", "审计整改情况"), ("存在的主要问题", "问题整改结果"), ("审计查出的问题及处理意见", "整改落实情况"),
              ("审计发现问题", "审计发现问题的整改情况"), ("主要问题", "被审计单位整改情况")),
    "answer": ("restated", "restated below", "ordinal", "about", "quoted", "numbers", "reworded", "by state", "short by state",
               "inline by state", "table", "state table"),
    "key": ("{n}.", "（{han}）", "（{n}）"),
    "state": ("each", "all", "all but", "ordinals", "none"),
    "items": ("one", "inline"),
    "around": ("", "", "next", "links", "section"),
    "html": (False, True),
}  # fmt: skip
_ASKED = ("限期补办相关手续，完善管理制度。", "立即纠正，严格按规定核算。", "清理核实，分类处置。")
_OTHER = (
    ("未按规定", "没有按照规定"),
    ("不规范", "欠规范"),
    ("未及时", "没有及时"),
    ("不到位", "还不够"),
    ("未", "没有"),
)
_BY_STATE = ("by state", "short by state", "inline by state")


def laid_out_later(random: Random, pool: list[Record]) -> Laid:
    """Problems in one part and what was done in another, what both say, a file name and the file."""
    form: dict[str, object] = {name: random.choice(forms) for name, forms in FORMS.items()}
    if form["answer"] in _BY_STATE or form["answer"] in ("table", "state table"):
        form["state"] = "groups"
    chosen = drawn(random, pool, random.randint(3, 6))
    if form["answer"] in ("short by state", "inline by state", "state table"):
        chosen = [replace(r, measures=()) for r in chosen]
    if form["state"] == "all":
        chosen = [replace(r, state="completed") for r in chosen]
    if form["state"] == "all but":
        chosen = [replace(r, state="in_progress" if i == 1 else "completed") for i, r in enumerate(chosen)]
    if form["state"] == "none":
        chosen = [replace(r, state=None) for r in chosen]
    asked = form["asked"] != "none"
    chosen = [
        replace(
            r,
            detail=r.detail if form["detail"] != "none" else None,
            asked=random.choice(_ASKED) if asked else None,
        )
        for r in chosen
    ]
    first, later = form["heads"]  # type: ignore[misc]
    at = 0
    lines: list[str] = []
    if form["around"] == "section":
        lines += ["一、基本情况", "青墩县水务局为一级预算单位，内设6个股室，下辖3个站所。"]
        at = 1
    lines.append(f"{HAN[at]}、{first}")
    for n, record in enumerate(chosen, 1):
        lines += _problem(form, record, n)
    lines.append(f"{HAN[at + 1]}、{later}")
    lines += _answers(form, chosen, random)
    if form["around"] in ("section", "next"):
        lines += [f"{HAN[at + 2]}、下一步工作", "我局将健全长效机制，防止问题反弹。"]
    if form["around"] == "links":
        lines += ["附件：整改佐证材料", "相关链接：审计结果公告"]
    if form["asked"] == "责令":
        chosen = [replace(r, asked=f"责令青墩县水务局{r.asked}") for r in chosen]
    return form, chosen, *framed(lines, "plain", bool(form["html"]))


def _problem(form: dict[str, object], record: Record, n: int) -> list[str]:
    head = str(form["number"]).format(n=n, han=HAN[n - 1]) + str(form["title"]).format(record.title)
    lines = [head]
    if record.detail and form["detail"] == "beside":
        lines[0] = f"{head.rstrip('。')}。{record.detail}"
    elif record.detail:
        lines.append(record.detail)
    if form["asked"] == "责令":
        lines[-1] = f"{lines[-1].rstrip('。')}。责令青墩县水务局{record.asked}"
    elif form["asked"] != "none":
        lines.append(f"{form['asked']}{record.asked}")
    return lines


def _answers(form: dict[str, object], chosen: list[Record], random: Random) -> list[str]:
    answer = str(form["answer"])
    if answer in _BY_STATE:
        return _by_state(form, chosen)
    if answer in ("table", "state table"):
        return _table(form, chosen)
    lines: list[str] = []
    for n, record in enumerate(chosen, 1):
        told = answered(str(form["items"]), record.measures)
        if form["state"] == "each":
            told += random.choice(("该问题{}。", "目前，该问题{}。", "截至目前，{}。")).format(
                STATES[str(record.state)]
            )
        key = str(form["key"]).format(n=n, han=HAN[n - 1])
        lines += {
            "restated": [f"{key}{record.title}。{told}"],
            "restated below": [f"{key}关于{record.title}的问题", told],
            "ordinal": [f"第{HAN[n - 1]}项问题：{told}"],
            "about": [f"关于{record.title}的问题，{told}"],
            "quoted": [f"针对“{record.title}”问题，{told}"],
            "numbers": [f"{key}{told}"],
            "reworded": [f"对{_reworded(record.title)}的问题，{told}"],
        }[answer]
    return lines + _said_of_all(form, chosen)


def _reworded(title: str) -> str:
    """The problem in other words: its figures left out, a common word for another."""
    title = re.sub(r"[\d.]+[万亿]?[元个年月家条处台套人]+(?=[\u4e00-\u9fff]{4})", "", title)
    for word, other in _OTHER:
        if word in title:
            return title.replace(word, other, 1)
    return title


def _said_of_all(form: dict[str, object], chosen: list[Record]) -> list[str]:
    if form["state"] == "all":
        return ["截至目前，上述问题均已整改到位。"]
    if form["state"] == "all but":
        return ["除第2项问题正在整改外，其余问题均已完成整改。"]
    if form["state"] != "ordinals":
        return []
    numbers = {s: [str(i) for i, r in enumerate(chosen, 1) if r.state == s] for s in STATES}
    return ["，".join(f"第{'、'.join(n)}项问题{STATES[s]}" for s, n in numbers.items() if n) + "。"]


def _by_state(form: dict[str, object], chosen: list[Record]) -> list[str]:
    lines: list[str] = []
    groups = [(s, [r for r in chosen if r.state == s]) for s in STATES]
    for at, (state, held) in enumerate((s, h) for s, h in groups if h):
        if form["answer"] == "inline by state":
            names = "".join(f"{i}.{r.title}；" for i, r in enumerate(held, 1))
            lines.append(f"{STATES[state]}（{len(held)}项）：{names[:-1]}。")
            continue
        lines.append(f"（{HAN[at]}）{STATES[state]}的问题（{len(held)}项）")
        for i, record in enumerate(held, 1):
            told = answered(str(form["items"]), record.measures)
            lines.append(f"{i}.{record.title}。{told}")
    return lines


def _table(form: dict[str, object], chosen: list[Record]) -> list[str]:
    heads = ["序号", "问题", *(["整改措施"] if form["answer"] == "table" else []), "整改状态"]
    rows = [heads]
    for n, r in enumerate(chosen, 1):
        done = [answered(str(form["items"]), r.measures)] if form["answer"] == "table" else []
        rows.append([str(n), r.title, *done, STATES[str(r.state)]])
    if not form["html"]:
        return ["\t".join(row) for row in rows]
    return [
        "<table border=1>"
        + "".join(f"<tr>{''.join(f'<td>{w}</td>' for w in row)}</tr>" for row in rows)
        + "</table>"
    ]
