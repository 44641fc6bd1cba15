"""Findings of our golden documents laid out anew: every form of heading, description, units, answer and state in turn.

What a layout says is known, since it is written from records: no annotation is needed, and any number of documents
can be made from a seed.
"""

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from heapq import nsmallest
from pathlib import Path
from random import Random
from zlib import crc32

from extract.model import Finding, Quote

Laid = tuple[dict[str, object], list["Record"], str, bytes]
GOLDEN = Path(__file__).parents[1] / "golden"
FORMS = {
    "number": ("（{han}）", "{n}.", "{n}、", "（{n}）", "第{han}，", "问题{han}：", "({n})", ""),
    "title": ("{}。", "{}", "关于{}的问题", "“{}”的问题", "关于“{}”问题"),
    "detail": ("beside", "below", "具体表现：", "none"),
    "answer": (
        "整改情况：",
        "整改措施：",
        "【整改情况】",
        "整改情况：\n",
        "整改落实情况\n",
        "针对该问题，",
        "审计指出后，",
    ),
    "state": ("sentence", "bracket", "label", "first", "group", "ordinals", "none"),
    "units": ("none", "none", "bracket", "lines", "line"),
    "items": ("one", "lines", "inline"),
    "fields": (False, False, True),
    "html": (False, True),
}
STATES = {"completed": "已完成整改", "in_progress": "正在整改"}
_FIELDS = ("预算管理方面", "政府采购方面", "资产管理方面", "工程建设方面")
HAN = "一二三四五六七八九十"
_UNITS = ("财政所", "建设股", "教育股", "民政股", "水利站")
_DUE = ("2025年6月底", "2025年12月31日前", "2025年9月")
_UNFIT = re.compile(r"[。；;：:“”‘’（）()\n]|^(?:关于|对|针对|是|存在|有)|问题$")
_TURNS = re.compile(
    r"^(?:针对|对|收到|审计|第?[一二三四五六七八九十\d]+[是、.．)），])|整改|[“”‘’|]|时限|责任"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One finding as a layout is to say it; `state` and `field` are None where the layout says none."""

    title: str
    detail: str | None
    measures: tuple[str, ...]
    state: str | None
    units: tuple[str, ...] = ()
    due: str | None = None
    field: str | None = None
    asked: str | None = None


def records() -> list[Record]:
    """Findings of the golden documents in simplified script, such as any layout can hold: short, of one paragraph."""
    found: dict[str, Record] = {}
    for path in sorted(GOLDEN.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for finding in gold["findings"] if gold["script"] == "hans" else ():
            title = _joined(finding["title"]).rstrip("。；;，,：:")
            measures = tuple(_joined(m).rstrip("。；;") + "。" for m in finding["measures"])
            detail = _joined(finding.get("detail") or "") or None
            if detail and (
                len(detail) > 150 or re.search(r"[：:“”]|整改|审计", detail) or detail[-1] != "。"
            ):
                detail = None
            fits = 8 <= len(title) <= 40 and not _UNFIT.search(title) and 0 < len("".join(measures)) <= 160
            if fits and finding["status"] in STATES and not any(map(_TURNS.search, measures)):
                record = Record(title=title, detail=detail, measures=measures, state=finding["status"])
                found.setdefault(title, record)
    return list(found.values())


def drawn(random: Random, pool: list[Record], number: int) -> list[Record]:
    """So many of the pool, in an order of chance. A pool that grows by one record in a hundred changes one draw in a hundred:
    what a floor is measured on stays nearly the same when golden documents are added.
    """
    salt = random.random()
    return nsmallest(number, pool, key=lambda r: crc32(f"{salt} {r.title}".encode()))


def _joined(text: str) -> str:
    return re.sub(r"\s+", "", text)


def laid_out(random: Random, pool: list[Record]) -> Laid:
    """A layout, what it says, a file name and the file."""
    form: dict[str, object] = {name: random.choice(forms) for name, forms in FORMS.items()}
    if form["state"] == "group":
        form["fields"] = False
    chosen = [_said(form, r, random) for r in drawn(random, pool, random.randint(3, 6))]
    if form["state"] == "group":
        chosen.sort(key=lambda r: str(r.state))
    lines: list[str] = []
    for at, record in enumerate(chosen):
        before = chosen[at - 1] if at else None
        groups = list(dict.fromkeys(r.field or r.state for r in chosen[: at + 1]))
        if record.field and (before is None or before.field != record.field):
            lines.append(f"{HAN[len(groups) - 1]}、{record.field}")
        if form["state"] == "group" and (before is None or before.state != record.state):
            lines.append(f"{HAN[len(groups) - 1]}、{STATES[str(record.state)]}的问题")
        lines += _paragraphs(form, record, at + 1)
    if form["state"] == "ordinals":
        numbers = {s: [HAN[i] for i, r in enumerate(chosen) if r.state == s] for s in STATES}
        told = (f"第{'、'.join(n)}项问题{STATES[s]}" for s, n in numbers.items() if n)
        lines.append("，".join(told) + "。")
    if form["state"] == "none":
        chosen = [replace(r, state=None) for r in chosen]
    return form, chosen, *framed(lines, "plain", bool(form["html"]))


def _said(form: dict[str, object], record: Record, random: Random) -> Record:
    return replace(
        record,
        detail=None if form["detail"] == "none" else record.detail,
        units=() if form["units"] == "none" else tuple(random.sample(_UNITS, random.choice((1, 2)))),
        due=None if form["units"] == "none" else random.choice(_DUE),
        field=random.choice(_FIELDS) if form["fields"] else None,
    )


def _paragraphs(form: dict[str, object], record: Record, n: int) -> list[str]:
    state = STATES[str(record.state)]
    head = str(form["number"]).format(n=n, han=HAN[n - 1]) + str(form["title"]).format(record.title)
    stop = "。" if head.endswith("。") else ""
    if form["units"] == "bracket":
        head = f"{head.rstrip('。')}（责任单位：{'、'.join(record.units)}；整改时限：{record.due}）{stop}"
    if form["state"] == "bracket":
        head = f"{head.rstrip('。')}（{state}）"
    lines = [head]
    if record.detail and form["detail"] == "beside":
        lines[0] = f"{head.rstrip('。')}。{record.detail}"
    elif record.detail:
        lines.append(f"{str(form['detail']).replace('below', '')}{record.detail}")
    if form["units"] == "lines":
        lines += [f"责任单位：{'、'.join(record.units)}", f"整改时限：{record.due}"]
    elif form["units"] == "line":
        lines.append(f"责任单位：{'、'.join(record.units)}；整改时限：{record.due}")
    items = str(form["items"])
    told = list(record.measures) if items == "lines" else [answered(items, record.measures)]
    if form["state"] == "first":
        told[0] = f"{state}。{told[0]}"
    if form["state"] == "sentence":
        told[-1] += f"目前，该问题{state}。"
    lines += f"{form['answer']}{told[0]}".split("\n") + told[1:]
    return [*lines, f"整改状态：{state}"] if form["state"] == "label" else lines


def answered(form: str, measures: tuple[str, ...]) -> str:
    """Measures as one text: side by side, 一是…；二是… or 1.…；2.…"""
    if form == "one" or len(measures) == 1:
        return "".join(measures)
    marks = [f"{HAN[i]}是" if form == "inline" else f"{i + 1}." for i in range(len(measures))]
    return "；".join(mark + m.rstrip("。") for mark, m in zip(marks, measures, strict=True)) + "。"


_AROUND = {
    "plain": ((), ()),
    "parts": (
        ("一、整改工作组织情况", "我局成立整改工作领导小组，召开专题会议研究部署。", "二、问题整改情况"),
        ("三、下一步工作打算", "我局将巩固整改成果，健全长效机制。"),
    ),
    "long": (
        ("收到审计报告后，我局高度重视，多次召开会议，明确分工。", "我局坚持问题导向，确保整改见实效。"),
        ("下一步，我局将举一反三，防止问题反弹。", "附件：整改佐证材料目录", "联系电话：0123-4567890"),
    ),
}


def framed(lines: list[str], around: str, html: bool) -> tuple[str, bytes]:
    """The name and the bytes of a notice: title, opening, `lines`, closing and signature."""
    title = "青墩县水务局关于审计发现问题整改情况的公告"
    before, after = _AROUND[around]
    lead = "根据审计报告，我局逐项整改，现将有关情况公告如下："
    body = [lead, *before, *lines, *after, "青墩县水务局", "2025年3月18日"]
    if not html:
        return "laid_out.txt", "\n".join([title, *(x if _typed(x) else f"　　{x}" for x in body)]).encode()
    drawn = "".join(x if x.startswith("<table") else f"<p>{x}</p>" for x in body)
    return (
        "laid_out.html",
        f"<html><body><h1>{title}</h1><div class=content>{drawn}</div></body></html>".encode(),
    )


def _typed(line: str) -> bool:
    return any(mark in line for mark in "\t|") or "    " in line


def wrong_cells(record: Record, finding: Finding) -> list[str]:
    """Names of the cells that say something else than the record, punctuation and openings aside."""
    status = finding.status.status if finding.status else None
    measures = "".join(m.text.text for m in finding.measures)
    pairs = {
        "title": (record.title, _text(finding.title)),
        "detail": (record.detail, _text(finding.detail)),
        "state": (record.state, status),
        "asked": (
            record.asked,
            "".join(q.text for q in finding.requirement)
            if isinstance(finding.requirement, tuple)
            else _text(finding.requirement),
        ),
        "field": (record.field, _text(finding.category) if record.field else None),
        "units": ("".join(record.units), "".join(u.text for u in finding.responsible)),
        "due": (record.due, _text(finding.deadline)),
        "measures": (
            "".join(record.measures),
            re.sub(r"针对该问题，|审计指出后，|(?:^|(?<=；))[一二三四五六]是", "", measures),
        ),
    }
    return [name for name, (want, got) in pairs.items() if _plain(want) != _plain(got)]


def _text(quote: Quote | None) -> str | None:
    return quote.text if quote else None


def _plain(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or ""))
