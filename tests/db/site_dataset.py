"""A dataset of invented notices, as large as wanted, always the same for the same seed.

Places, bodies and projects are made up. Every notice's text is composed here together with its
quotes, so spans hold. One notice in five is followed up a year later by another on the same
findings. `build` writes them through the store; `build_large` makes the million of the benchmark.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import opencc

from db.publishing.publish import prepare_file
from db.store import Derived, Store, notice_rows, open_store
from db.writing import notices as writing
from extract.model import Box
from normalize.records import (
    AgencyMention,
    AmountMention,
    FindingRecord,
    FocusAreaRecord,
    Issue,
    MeasureRecord,
    NoticeRecord,
    PagePlace,
    Place,
    Quote,
    Reason,
    RegionRecord,
    RegulationMention,
    Span,
    TopicMention,
)

PROGRAM = "0.0.0"
WORDS = tomllib.loads((Path(__file__).with_name("site_words.toml")).read_text("utf-8"))
PROVINCES = (("91", "青岚省"), ("92", "云泽省"), ("93", "丹霁省"))
STEMS = "沐岚澜霁汀屿湄峤泠砚苓棠葭荻榆槿芷萱蘅"
TAILS = "栖澍湉堇陂隰浔洄"
STATUSES: tuple[tuple[str | None, str | None, int], ...] = (
    ("completed", "已完成整改", 52),
    ("largely_completed", "基本完成整改", 10),
    ("in_progress", "正在整改", 15),
    ("long_term", "长期坚持", 5),
    ("not_completed", "未完成整改", 5),
    ("transferred", "已移送处理", 2),
    (None, None, 11),
)
WEIGHTS = [weight for _, _, weight in STATUSES]
EVIL = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What one finding is about; a follow-up tells of the same problem again."""

    kind: int
    sentence: int
    values: dict[str, Any]
    completed: bool = False
    told_as: str = ""  # id of the finding


def city(index: int) -> RegionRecord:
    """The invented city of an index; names and codes never repeat below 1,000."""
    code, province = PROVINCES[index % len(PROVINCES)]
    stem, tail = STEMS[index % len(STEMS)], TAILS[index // len(STEMS) % len(TAILS)]
    middle = STEMS[index // 152 * 5 % len(STEMS)] if index >= 152 else ""
    name = f"{stem}{middle}{tail}市"
    number = f"{code}{index // len(PROVINCES) + 1:02d}00"
    return RegionRecord(
        code=number, name=name, short_name=name, province_code=f"{code}0000", province=province, city_code=number,
        city=name, evidence="issuer",
    )  # fmt: skip


@dataclass(slots=True)
class Writer:
    """A text under construction that hands out quotes of what it wrote."""

    convert: opencc.OpenCC | None
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def say(self, text: str) -> Quote:
        """Append text and quote it."""
        printed = self.convert.convert(text) if self.convert else text
        start = self.length
        self.parts.append(printed)
        self.length += len(printed)
        return Quote(text=printed, spans=(Span(start=start, end=self.length),))

    def line(self, *pieces: str) -> Quote:
        """Append pieces, end the line, quote the last piece."""
        quotes = [self.say(piece) for piece in pieces]
        self.parts.append("\n")
        self.length += 1
        return quotes[-1]

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)


class World:
    """Notices holding about `findings` findings; `derived` is complete once `records` is exhausted."""

    def __init__(self, findings: int, *, seed: int = 7, cities: int = 24, per_notice: int = 12) -> None:
        self.random = Random(seed)
        self.wanted = findings
        self.cities = [city(index) for index in range(cities)]
        self.per_notice = per_notice
        self.hant = opencc.OpenCC("s2t")
        self.made = 0
        self.kin: dict[tuple[int, int, str], list[str]] = {}
        self.links: list[tuple[str, str, str]] = []
        self.history: list[tuple[str, str, str, str | None, str | None]] = []

    def records(self) -> Iterator[NoticeRecord]:
        """The notices, follow-ups straight after what they follow up."""
        index = 0
        while self.made < self.wanted:
            count = min(
                self.wanted - self.made, self.random.randint(self.per_notice // 2, self.per_notice * 3 // 2)
            )
            problems = [self._problem() for _ in range(max(1, count))]
            said_on = date(2017, 1, 5) + timedelta(days=self.random.randrange(0, 365 * 8))
            first = self._notice(index, problems, said_on)
            yield first
            if index % 5 == 0:
                later = self._notice(
                    index, problems[:8], said_on + timedelta(days=self.random.randint(90, 420)), True
                )
                self._link(first, later)
                yield later
            index += 1

    def derived(self) -> Derived:
        """What the front door would derive."""
        return Derived(
            kin=[(members[0], members) for members in self.kin.values() if len(members) > 1],
            links=self.links,
            history=self.history,
            topics=topic_rows(),
        )

    def _problem(self) -> Problem:
        random = self.random
        kind = random.randrange(len(WORDS["problems"]))
        values = {
            "n": random.randint(2, 19),
            "m": random.randint(12, 980),
            "x": random.choice(WORDS["things"]),
        }
        return Problem(kind=kind, sentence=random.randrange(2), values=values)

    def _link(self, first: NoticeRecord, later: NoticeRecord) -> None:
        self.links.append((first.id, later.id, "same audit report number"))
        for one, other in zip(first.findings, later.findings, strict=False):
            thread = f"{first.id}-{one.position}"
            for notice, finding in ((first, one), (later, other)):
                said = str(notice.published_on)
                self.history.append(
                    (thread, f"{notice.id}-{finding.position}", notice.id, said, finding.status)
                )

    def _notice(self, index: int, problems: list[Problem], on: date, follows: bool = False) -> NoticeRecord:
        place = self.cities[index % len(self.cities)]
        hant = index % 6 == 5
        writer = Writer(convert=self.hant if hant else None)
        office = f"{place.name}{WORDS['offices'][index % 5]}"
        key = f"{index}-{int(follows)}"
        digest = sha256(key.encode()).hexdigest()
        title = writer.line(
            f"{office}关于{on.year - 1}年度审计查出问题{'后续' if follows else ''}整改情况的公告"
        )
        number = writer.line(f"{place.name[0]}审整〔{on.year}〕{index % 97 + 1}号")
        writer.line(f"根据审计报告要求，现将{len(problems)}个问题的整改情况公告如下：")
        findings = []
        made: dict[str, list[Any]] = {"amounts": [], "regulations": []}
        for position, problem in enumerate(problems, 1):
            if position == 1 or position % 5 == 0:
                category = writer.line(f"{'资金管理' if position % 2 else '项目管理'}方面存在的问题")
            findings.append(self._finding(writer, problem, position, category, on.year, follows, made))
            self._kin(problem, f"n{digest[:15]}-{position}")
        writer.line("下一步工作")
        step = MeasureRecord(
            kind="next_step",
            text=writer.line(f"持续推进{place.name}整改长效机制建设。"),
            finding=None,
            position=1,
        )
        issuer, signed = writer.line(office), writer.line(f"{on.year}年{on.month}月{on.day}日")
        self.made += len(findings)
        stated = len(findings) + (index % 9 == 4)
        doubt = Issue(
            kind="count_differs", message=f"stated {stated} findings, found {len(findings)}: compare"
        )
        body = AgencyMention(
            text=issuer,
            canonical=office,
            function="data_bureau",
            region_code=place.code,
            role="issuer",
            finding=None,
        )
        return NoticeRecord(
            id=f"n{digest[:15]}", place=f"gov/{place.code}/{key}.html", file_name=f"{key}.html", source="file",
            sha256=digest, media_type="text/html", reader="html", text=writer.text, title=title, issuer=issuer,
            family="audit_result" if index % 7 == 3 else "rectification_report", script="hant" if hant else "hans",
            url=f"https://data.example.invalid/{place.code}/{key}.html", fetched_at=f"{on.year + 1}-02-03T04:05:06Z",
            document_number=number, published_on=on, signed=signed, signed_on=on, region=place,
            stated_finding_count=stated, layout="labelled_lines", findings=tuple(findings), measures=(step,),
            amounts=tuple(made["amounts"]), regulations=tuple(made["regulations"]), agencies=(body,),
            issues=(doubt,) if stated != len(findings) else (),
        )  # fmt: skip

    def _kin(self, problem: Problem, finding: str) -> None:
        self.kin.setdefault((problem.kind, problem.sentence, problem.values["x"]), []).append(finding)

    def _finding(
        self, writer: Writer, problem: Problem, position: int, category: Quote, year: int, follows: bool,
        made: dict[str, list[Any]],
    ) -> FindingRecord:  # fmt: skip
        words = WORDS["problems"][problem.kind]
        values = {**problem.values, "y": year - 1 - int(follows)}
        label = writer.say(str(position))
        title = writer.line(".", words["sentences"][problem.sentence].format(**values))
        detail = writer.line(f"经查，该问题涉及{values['n']}个单位，金额{values['m']}万元。")
        made["amounts"].append(self._amount(writer, values["m"], position))
        requirement = writer.line("整改要求：", words["requirement"])
        measures = self._measures(writer, words["measures"], values, position)
        if self.random.random() < 0.3:
            name = WORDS["rules"][position % 4]
            named = writer.line(f"印发《{name}》")
            made["regulations"].append(
                RegulationMention(text=named, name=name, effect="issues", finding=position)
            )
        status, said, _ = self.random.choices(STATUSES, weights=WEIGHTS)[0]
        if follows and self.random.random() < 0.7:
            status, said = "completed", "已完成整改"
        quote = writer.line("整改状态：", said) if said else None
        unit = writer.line("责任单位：", self.random.choice(WORDS["units"]))
        month = self.random.randint(1, 12)
        return FindingRecord(
            position=position, title=title, label=label, category=category, detail=detail, requirement=requirement,
            status=status, status_basis="stated" if status else None, status_text=quote,  # type: ignore[arg-type]
            status_rule="label" if status else None, responsible=(unit,),
            deadline=writer.line("整改时限：", f"{year}年{month}月底前"), deadline_on=date(year, month, 28),
            measures=measures, reasons=(Reason(field="title", rule="labelled_line"),), confidence=0.9,
            topics=tuple(TopicMention(topic=t, decided_by="rule", certainty=0.95) for t in words["topics"]),
        )  # fmt: skip

    def _amount(self, writer: Writer, wan: int, position: int) -> AmountMention:
        return AmountMention(
            text=writer.line("涉及金额", f"{wan}万元"), value=Decimal(wan) * 10_000, currency="CNY", bound="exact",
            role="involved", field="detail", finding=position,
        )  # fmt: skip

    def _measures(
        self, writer: Writer, sentences: list[str], values: dict[str, Any], position: int
    ) -> tuple[MeasureRecord, ...]:
        writer.line("整改措施：")
        chosen = sentences[: self.random.randint(1, 2)]
        return tuple(
            MeasureRecord(
                kind="rectification", text=writer.line(f"{number}.", sentence.format(**values)), finding=position,
                position=number,
            )
            for number, sentence in enumerate(chosen, 1)
        )  # fmt: skip


def topic_rows() -> list[tuple[str, str | None, str | None, str | None, str | None, str | None]]:
    """Rows of `topics`."""
    return [
        (
            key,
            key.split(".")[0] if "." in key else None,
            zh,
            en,
            f"关于{zh}的问题。",
            f"Findings on {en.lower()}.",
        )
        for key, (zh, en) in WORDS["topics"].items()
    ]


def hostile() -> NoticeRecord:
    """A notice whose every word is markup or a spreadsheet formula; it must be shown as text."""
    writer = Writer(convert=None)
    title = writer.line(EVIL)
    problem = writer.line(f'=HYPERLINK("http://evil.invalid","{EVIL}")')
    detail = writer.line(f"'\"><svg onload=window.pwned=1> {{{{ 7*7 }}}} {EVIL}")
    step = MeasureRecord(
        kind="rectification", text=writer.line("+1+1 javascript:alert(1)"), finding=1, position=1
    )
    finding = FindingRecord(
        position=1,
        title=problem,
        detail=detail,
        status="in_progress",
        status_basis="inferred",
        measures=(step,),
    )
    return NoticeRecord(
        id="nhostile00000001", place="hostile.html", file_name="<b>hostile</b>.html", source="file", sha256="0" * 64,
        media_type="text/html", reader="html", text=writer.text, family="rectification_report", script="hans",
        url="javascript:window.pwned=1", title=title, region=city(0), published_on=date(2016, 12, 31),
        findings=(finding,), issues=(Issue(kind="odd_markup", message=f"got {EVIL}"),),
    )  # fmt: skip


def plan() -> NoticeRecord:
    """An audit plan of two pages: focus areas and no finding; its city has none elsewhere either."""
    writer = Writer(convert=None)
    title = writer.line("苍棣市审计局2025年度审计项目计划")
    label = writer.say("(一)")
    area = writer.line("数据资源审计")
    page_two = writer.length
    detail = writer.line("关注数据共享和安全。")
    region = replace(
        city(0), code="939900", name="苍棣市", short_name="苍棣市", city_code="939900", city="苍棣市"
    )
    places = (
        PagePlace(start=0, end=page_two, place=Place(page=1, box=Box(x0=72, top=90, x1=520, bottom=130))),
        PagePlace(
            start=page_two,
            end=writer.length,
            place=Place(page=2, box=Box(x0=72, top=400, x1=520, bottom=440)),
        ),
    )
    return NoticeRecord(
        id="nplan00000000001", place="plan.pdf", file_name="plan.pdf", source="file", sha256="1" * 64, pages=2,
        media_type="application/pdf", reader="pdf", text=writer.text, family="audit_plan", script="hans", title=title,
        region=region, published_on=date(2025, 1, 6), places=places,
        focus_areas=(FocusAreaRecord(position=1, title=area, label=label, detail=detail),),
    )  # fmt: skip


def build(path: Path, findings: int, **options: Any) -> None:
    """Write a dataset through the store, as `ingest` does, and make the site's tables."""
    world = World(findings, **options)
    with open_store(path, program=PROGRAM) as store:
        for record in (hostile(), plan(), *world.records()):
            store.put(notice_rows(record), version="1")
        store.finish(lambda _: world.derived(), program=PROGRAM)
    prepare_file(path)


def build_empty(path: Path) -> None:
    """A dataset without a notice."""
    with open_store(path, program=PROGRAM) as store:
        store.finish(lambda _: Derived(), program=PROGRAM)
    prepare_file(path)


def build_large(path: Path, findings: int, **options: Any) -> None:
    """As `build`, with all notices in one transaction."""
    world = World(findings, **options)
    with open_store(path, program=PROGRAM) as store:
        _put_all(store, world)
        store.finish(lambda _: world.derived(), program=PROGRAM)
    prepare_file(path)


def _put_all(store: Store, world: World) -> None:
    store.connection.execute("BEGIN IMMEDIATE")
    for record in world.records():
        writing.insert_notice(store.connection, notice_rows(record))
    store.connection.execute("UPDATE meta SET value = 'no' WHERE key = 'finished'")
    store.connection.execute("COMMIT")
