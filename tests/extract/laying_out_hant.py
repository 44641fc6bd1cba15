"""Findings laid out as bodies of Taiwan and Hong Kong publish them: lacks and opinions, what was done, how far it is."""

from dataclasses import replace
from functools import cache
from random import Random

import opencc

from tests.extract.laying_out import HAN, Laid, Record, answered, drawn, records

FORMS = {
    "shape": ("labels", "labels", "headed", "prose", "table", "table", "advice table", "advice labels", "numbered parts", "hk letters"),
    "number": ("（{han}）", "{n}.", "{n}、", "{han}、", "缺失{han}：", "({n})"),
    "title": ("{}。", "{}"),
    "detail": ("beside", "說明：", "查核發現：", "none"),
    "asked": ("none", "審核意見：", "建議改善事項："),
    "answer": ("辦理情形：", "改善情形：", "【辦理情形】", "改善措施：", "處理情形：", "機關回復："),
    "state": ("label", "bracket", "last", "first", "group", "none"),
    "items": ("one", "one", "figures"),
    "fields": (False, True),
    "units": (False, True),
    "html": (False, True),
}  # fmt: skip
_STATES = {
    "completed": ("已改善", "已改善完成", "解除列管", "已落實"),
    "in_progress": ("改善中", "辦理中", "持續辦理中", "執行中"),
}
_FIELDS = ("財務管理", "採購作業", "財產管理")
_UNITS = ("主計室", "工務課", "民政課", "社會課", "農業課")
_ASKED = ("請檢討改善並查明責任。", "應訂定管控機制，落實執行。", "請依規定補辦手續。")
_ADVICE = ("應檢討{}的情況", "應訂立時間表，處理{}的情況", "應盡快跟進{}的個案")
_HK = {"completed": ("已落實", "已完成"), "in_progress": ("正在進行", "落實中")}


@cache
def records_hant() -> list[Record]:
    """Short findings of the golden documents, those in simplified script converted."""
    converted = opencc.OpenCC("s2t")

    def hant(words: str | None) -> str | None:
        return words and converted.convert(words)

    return [
        replace(
            r, title=hant(r.title), detail=hant(r.detail), measures=tuple(map(converted.convert, r.measures))
        )  # type: ignore[arg-type]
        for r in records()
    ]


def laid_out_hant(random: Random, pool: list[Record]) -> Laid:
    """A reply to auditors, what it says, a file name and the file."""
    form: dict[str, object] = {name: random.choice(forms) for name, forms in FORMS.items()}
    shape = str(form["shape"])
    hong_kong = shape in ("prose", "advice table", "advice labels", "hk letters")
    states = {s: random.choice(w) for s, w in (_HK if hong_kong else _STATES).items()}
    if "table" in shape or hong_kong:
        form["state"] = random.choice(("label", "none"))
        form["detail"] = "beside" if shape in ("prose", "hk letters") else "none"
    if shape == "prose":
        form["state"] = "none"
    if form["state"] == "group":
        form["fields"] = False
    chosen = [_said(form, r, random, hong_kong) for r in drawn(random, pool, random.randint(3, 6))]
    chosen.sort(key=lambda r: str(r.field))
    if form["state"] == "group":
        chosen.sort(key=lambda r: str(r.state))
    lines = {
        "table": _table,
        "advice table": _table,
        "prose": _prose,
        "advice labels": _letters,
        "hk letters": _letters,
    }.get(shape, _labelled)(form, chosen, states)
    if form["state"] == "none":
        chosen = [replace(r, state=None) for r in chosen]
    if shape == "prose":
        agreed = () if form["units"] else (_agrees(form),)  # an acceptance alone is no measure
        chosen = [replace(r, measures=(*agreed, *r.measures)) for r in chosen]
    return form, chosen, *_framed(lines, hong_kong, bool(form["html"]))


def _said(form: dict[str, object], r: Record, random: Random, hong_kong: bool) -> Record:
    shape = form["shape"]
    asked = (
        random.choice(_ASKED) if form["asked"] != "none" and shape not in ("table", "advice table") else None
    )
    title = r.title
    if hong_kong:
        asked = f"{'審計署建議' if shape == 'prose' else ''}渡輪局{random.choice(_ADVICE).format('有關')}。"
    if shape in ("advice table", "advice labels"):
        title, asked = f"渡輪局{random.choice(_ADVICE).format(title)}", None
    if shape == "headed":
        asked = None
    named = form["units"] and not hong_kong and shape != "headed"
    return replace(
        r,
        title=title,
        detail=None
        if form["detail"] == "none" or (shape == "headed" and form["detail"] != "beside")
        else r.detail,
        asked=asked,
        units=(random.choice(_UNITS),) if named else (),
        due=random.choice(("114年6月30日", "114年12月底")) if named else None,
        field=random.choice(_FIELDS)
        if form["fields"] and shape not in ("table", "advice table", "prose")
        else None,
    )


def _labelled(form: dict[str, object], chosen: list[Record], states: dict[str, str]) -> list[str]:
    """Headings, then what is said of each by labels; in parts 貳、 and 一、 above them."""
    lines: list[str] = []
    parts = form["shape"] == "numbered parts"
    if parts:
        lines += ["壹、前言", "本府接獲審核通知後，逐項檢討改善。", "貳、缺失事項及辦理情形"]
    for n, r in enumerate(chosen, 1):
        before = chosen[n - 2] if n > 1 else None
        count = len(list(dict.fromkeys(x.field or x.state for x in chosen[:n])))
        if r.field and (before is None or before.field != r.field):
            lines.append(f"{HAN[count - 1]}、{r.field}" if form["number"] != "{han}、" else r.field)
        if form["state"] == "group" and (before is None or before.state != r.state):
            head = f"{states[str(r.state)]}之缺失事項"
            lines.append(f"{HAN[count - 1]}、{head}" if form["number"] != "{han}、" else head)
        state = states[str(r.state)]
        head = str(form["number"]).format(n=n, han=HAN[n - 1]) + str(form["title"]).format(r.title)
        head = f"{head.rstrip('。')}（{state}）" if form["state"] == "bracket" else head
        lines.append(f"{head.rstrip('。')}。{r.detail}" if r.detail and form["detail"] == "beside" else head)
        if r.detail and form["detail"] != "beside":
            lines.append(f"{form['detail']}{r.detail}")
        lines += [f"{form['asked']}{r.asked}"] if r.asked else []
        lines += [f"主辦單位：{r.units[0]}", f"預定完成日期：{r.due}"] if r.units else []
        told = answered(str(form["items"]), r.measures)
        if form["state"] == "first":
            told = f"{state}。{told}"
        if form["state"] == "last":
            told += f"本案{state}。"
        label = str(form["answer"])
        lines += [label.rstrip("："), told] if form["shape"] == "headed" else [f"{label}{told}"]
        lines += [f"辦理狀態：{state}"] if form["state"] == "label" else []
    return [*lines, "參、結語", "本府將持續列管追蹤。"] if parts else lines


def _letters(form: dict[str, object], chosen: list[Record], states: dict[str, str]) -> list[str]:
    """A. fields, (a) problems, what the auditors advise and what the government answers."""
    lines: list[str] = []
    letter = 0
    for n, r in enumerate(chosen, 1):
        before = chosen[n - 2] if n > 1 else None
        if r.field and (before is None or before.field != r.field):
            lines.append(f"{'ABCDEF'[letter]}. {r.field}")
            letter += 1
        if form["shape"] == "hk letters":
            lines.append(f"({'abcdefg'[n - 1]}) {r.title}")
            lines += [f"審計署的觀察所得：{r.detail}"] if r.detail else []
            lines.append(f"審計署的建議：{r.asked}")
        else:
            lines.append(f"{n}. 審計署的建議：{r.title}。")
        lines.append(f"政府的回應：{answered(str(form['items']), r.measures)}")
        lines += [f"進展：{states[str(r.state)]}"] if form["state"] == "label" else []
    return lines


def _prose(form: dict[str, object], chosen: list[Record], states: dict[str, str]) -> list[str]:
    """F。…審計署建議…。 and below it: 署方同意，並已…"""
    lines: list[str] = []
    for n, r in enumerate(chosen, 1):
        lines.append(f"{n}. {r.title}。{r.detail or ''}{r.asked}")
        lines.append(f"{_agrees(form)}{''.join(r.measures)}")
    return lines


def _agrees(form: dict[str, object]) -> str:
    return "署方同意審計署的建議。" if form["units"] else "署方同意，並已採取跟進行動。"


def _table(form: dict[str, object], chosen: list[Record], states: dict[str, str]) -> list[str]:
    advice = form["shape"] == "advice table"
    heads = (
        ("項目", "審計署的建議", "政府的回應", "進展")
        if advice
        else ("項次", "審核意見", "辦理情形", "辦理狀態")
    )
    rows = []
    for n, r in enumerate(chosen, 1):
        rows.append(
            [
                str(n),
                f"{r.title}。",
                answered(str(form["items"]), r.measures),
                states[str(r.state)],
                *r.units,
                *([r.due] * bool(r.due)),
            ]
        )
    named = ("主辦單位", "預定完成日期") if chosen[0].units else ()
    cut = [i for i in range(4 + len(named)) if i != 3 or form["state"] == "label"]
    rows = [[*heads, *named], *rows]
    if form["html"]:
        return [
            "<table border=1>"
            + "".join(f"<tr>{''.join(f'<td>{row[i]}</td>' for i in cut)}</tr>" for row in rows)
            + "</table>"
        ]
    return ["\t".join(row[i] for i in cut) for row in rows]


def _framed(lines: list[str], hong_kong: bool, html: bool) -> tuple[str, bytes]:
    if hong_kong:
        title, lead = (
            "審計署署長第八十號報告書第3章的跟進進展",
            "政府就審計署報告書提出的建議所採取的跟進行動載述如下。",
        )
        foot = ["政府會繼續跟進餘下建議。", "海事及渡輪服務局", "2025年3月18日"]
    else:
        title, lead = (
            "青墩縣政府審計室審核通知事項辦理情形",
            "本府就審計室審核通知事項逐項檢討改善，辦理情形如下：",
        )
        foot = ["青墩縣政府", "中華民國114年3月18日"]
    body = [lead, *lines, *foot]
    if not html:
        return "laid_out.txt", "\n".join([title, *body]).encode()
    drawn = "".join(x if x.startswith("<table") else f"<p>{x}</p>" for x in body)
    return (
        "laid_out.html",
        f"<html><body><h1>{title}</h1><div class=content>{drawn}</div></body></html>".encode(),
    )
