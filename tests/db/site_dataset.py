"""A dataset of invented notices, as large as wanted, the same for the same seed.

Places, bodies and projects are made up. Every notice's text is composed here together with its
quotes, so spans hold. `records(...)` yields `NoticeRecord`s for the store; `BULK` sizes go through
the same records.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import Literal

import opencc

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

PROVINCES = (("91", "青岚省"), ("92", "云泽省"), ("93", "丹霁省"))
STEMS = "沐岚澜霁汀屿湄峤泠砚苓棠葭荻榆槿芷萱蘅桐"
TAILS = "川州陵原阳浦宁泉台城"

# kind of problem -> topic ids, sentences with {n} {m} {y} to fill, measures, requirement
PROBLEMS: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str], ...] = (
    (("it.idle",), ("{y}年建成的{x}平台长期闲置，{n}个模块无人使用。", "{x}系统建成后闲置{n}个月，未发挥效益。"),
     ("停用闲置模块{n}个，并入{x}平台。", "制定{x}平台使用管理办法，按月通报使用情况。"), "限期盘活闲置系统。"),
    (("security.grading",), ("{x}系统未按规定开展等保测评。", "{n}个信息系统未完成等保备案和测评。"),
     ("委托测评机构完成{n}个系统的等保测评。", "建立等保工作台账，每年复测一次。"), "尽快完成等级保护测评。"),
    (("data.sharing",), ("{n}类政务数据未汇聚至{x}平台，共享率仅{m}%。", "{x}部门{n}项数据目录未及时更新，影响共享。"),
     ("补充汇聚{n}类数据并每日更新。", "修订数据共享责任清单。"), "按要求完成数据汇聚共享。"),
    (("funds.late",), ("{y}年专项资金{m}万元拨付不及时。", "滞留{x}补助资金{m}万元，涉及{n}个项目。"),
     ("已将{m}万元拨付到位。", "完善资金拨付流程，缩短审批时间。"), "及时拨付滞留资金。"),
    (("procurement.process", "projects.contract"), ("{n}个项目未履行政府采购程序，涉及金额{m}万元。", "{x}工程违规拆分采购{n}次。"),
     ("对{n}名经办人员进行约谈。", "组织学习采购法规{n}次，完善内控制度。"), "严格执行采购规定。"),
    (("projects.overpaid",), ("{x}工程多计工程款{m}万元。", "{n}个项目结算审核不严，多付{m}万元。"),
     ("收回多付工程款{m}万元。", "聘请第三方复核{n}个项目结算。"), "核减并追回多付款项。"),
    (("assets.unrecorded",), ("{n}处房产未入账，账面价值{m}万元。", "出租{x}楼宇租金{m}万元应收未收。"),
     ("补登房产{n}处。", "追缴租金{m}万元并签订补充协议。"), "完善资产管理并入账。"),
    (("accounting.vouchers",), ("{y}年{n}笔支出原始凭证不完整。", "往来款项{m}万元长期挂账未清理。"),
     ("补齐凭证{n}笔。", "清理往来款项{m}万元。"), "规范会计核算。"),
    (("environment.sewage",), ("{x}片区{n}处雨污管网错接混接。", "污水处理厂{m}吨污泥处置台账缺失。"),
     ("改造错接点{n}处。", "建立污泥处置联单制度。"), "加快管网改造。"),
    (("livelihood.canteen",), ("{n}所学校食堂采购价格高于市场价。", "{x}养老机构补贴多领{m}万元。"),
     ("退还多收餐费{m}万元。", "对{n}所学校食堂开展专项检查。"), "切实维护群众利益。"),
)  # fmt: skip
STATUSES: tuple[tuple[str | None, str | None, float], ...] = (
    ("completed", "已完成整改", 0.52),
    ("largely_completed", "基本完成整改", 0.1),
    ("in_progress", "正在整改", 0.15),
    ("long_term", "长期坚持", 0.05),
    ("not_completed", "未完成整改", 0.05),
    ("transferred", "已移送处理", 0.02),
    (None, None, 0.11),
)
THINGS = ("智汇", "云谷", "惠民", "滨江", "新苑", "北溪", "青禾", "观澜", "柳岸", "石桥", "映月", "双塘")
LABELS = {"requirement": "整改要求", "measures": "整改措施", "status": "整改状态", "responsible": "责任单位",
          "deadline": "整改时限"}  # fmt: skip
REGULATIONS = ("政务数据共享办法", "专项资金管理规定", "政府采购内部控制制度", "国有资产管理实施细则")


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """An invented city: its codes and names."""

    code: str
    name: str
    province_code: str
    province: str


def cities(count: int) -> list[City]:
    """`count` invented cities, spread over three invented provinces; names never repeat."""
    made = []
    for index in range(count):
        province_code, province = PROVINCES[index % len(PROVINCES)]
        order = index // len(PROVINCES) + 1
        stem = STEMS[index % len(STEMS)]
        tail = TAILS[(index // len(STEMS) + index) % len(TAILS)]
        extra = STEMS[(index * 7 + index // len(STEMS)) % len(STEMS)] if index >= len(STEMS) else ""
        made.append(
            City(
                code=f"{province_code}{order:02d}00",
                name=f"{stem}{extra}{tail}市",
                province_code=f"{province_code}0000",
                province=province,
            )  # fmt: skip
        )
    return made


@dataclass(slots=True)
class Writer:
    """A text under construction that hands out quotes of what it wrote."""

    convert: opencc.OpenCC | None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: list[PagePlace] = field(default_factory=list)

    def say(self, text: str) -> Quote:
        """Append text and quote it."""
        printed = self.convert.convert(text) if self.convert else text
        start = self.length
        self.parts.append(printed)
        self.length += len(printed)
        return Quote(text=printed, spans=(Span(start=start, end=self.length),))

    def line(self, *pieces: str) -> list[Quote]:
        """Append pieces and end the line."""
        quotes = [self.say(piece) for piece in pieces]
        self.say("\n")
        return quotes


def records(
    findings: int, *, seed: int = 7, city_count: int = 24, per_notice: int = 12, hostile: bool = False
) -> Iterator[NoticeRecord]:
    """Notices holding `findings` findings in all; with `hostile`, one whose words are markup."""
    random = Random(seed)
    places = cities(city_count)
    made, index = 0, 0
    if hostile:
        yield hostile_record()
    while made < findings:
        count = min(findings - made, random.randint(max(1, per_notice // 2), per_notice * 3 // 2))
        yield _notice(random, places[index % len(places)], index, count)
        made, index = made + count, index + 1


def _notice(random: Random, city: City, index: int, count: int) -> NoticeRecord:
    script: Literal["hans", "hant"] = "hant" if index % 6 == 5 else "hans"
    writer = Writer(convert=opencc.OpenCC("s2t") if script == "hant" else None)
    published = date(2017, 1, 5) + timedelta(days=random.randrange(0, 365 * 8))
    year = published.year
    issuer_name = f"{city.name}{random.choice(('数据局', '财政局', '住建局', '教育局', '水务局'))}"
    (title,) = writer.line(f"{issuer_name}关于{year - 1}年度审计查出问题整改情况的公告")
    (number,) = writer.line(f"{city.name[0]}审整〔{year}〕{index % 97 + 1}号")
    writer.line(f"根据审计报告要求，现将{count}个问题的整改情况公告如下：")
    amounts: list[AmountMention] = []
    regulations: list[RegulationMention] = []
    findings = []
    for position in range(1, count + 1):
        if position == 1 or position % 5 == 0:
            (category,) = writer.line(f"{'资金管理' if position % 2 else '项目管理'}方面存在的问题")
        findings.append(_finding(random, writer, position, category, year, amounts, regulations))
    writer.line("下一步工作")
    closing = (MeasureRecord(kind="next_step", text=writer.line(f"持续推进{city.name}整改长效机制建设。")[0], finding=None,
                             position=1),)  # fmt: skip
    (issuer,) = writer.line(issuer_name)
    (signed,) = writer.line(f"{year}年{published.month}月{published.day}日")
    body = f"invented-{index}-{city.code}".encode()
    text = "".join(writer.parts)
    doubtful = index % 9 == 4
    return NoticeRecord(
        id=f"n{sha256(body).hexdigest()[:15]}", place=f"gov/{city.code}/{index}.html", file_name=f"{index}.html",
        source="file", sha256=sha256(body).hexdigest(), media_type="text/html", reader="html", text=text,
        family="audit_result" if index % 7 == 3 else "rectification_report", script=script,
        url=f"https://data.example.invalid/{city.code}/{index}.html", fetched_at=f"{year + 1}-02-03T04:05:06Z",
        title=title, issuer=issuer, document_number=number, published_on=published, signed=signed,
        signed_on=published, region=_region(city), stated_finding_count=count + 1 if doubtful else count,
        layout="labelled_lines", findings=tuple(findings), measures=closing, amounts=tuple(amounts),
        regulations=tuple(regulations),
        agencies=(AgencyMention(text=issuer, canonical=issuer_name, function="data_bureau", region_code=city.code,
                                role="issuer", finding=None),),
        issues=(Issue(kind="count_differs", message=f"stated {count + 1} findings, found {count}: compare"),)
        if doubtful else (),
    )  # fmt: skip


def _region(city: City) -> RegionRecord:
    return RegionRecord(
        code=city.code, name=city.name, short_name=city.name, province_code=city.province_code, province=city.province,
        city_code=city.code, city=city.name, evidence="issuer",
    )  # fmt: skip


def _finding(
    random: Random, writer: Writer, position: int, category: Quote, year: int, amounts: list[AmountMention],
    regulations: list[RegulationMention],
) -> FindingRecord:  # fmt: skip
    topics, sentences, measures, requirement = random.choice(PROBLEMS)
    values = {
        "n": random.randint(2, 19),
        "m": random.randint(12, 980),
        "y": year - 1,
        "x": random.choice(THINGS),
    }
    label, _, title = writer.line(str(position), ".", random.choice(sentences).format(**values))
    (detail,) = writer.line(f"经查，该问题涉及{values['n']}个单位，金额{values['m']}万元。")
    amount = writer.line(f"涉及金额{values['m']}万元")[0]
    amounts.append(
        AmountMention(
            text=amount,
            value=Decimal(values["m"]) * 10_000,
            currency="CNY",
            bound="exact",
            role="involved",
            field="detail",
            finding=position,
        )  # fmt: skip
    )
    _, _, wanted = writer.line(LABELS["requirement"], "：", requirement)
    writer.line(LABELS["measures"], "：")
    done = []
    for number, sentence in enumerate(measures[: random.randint(1, 2)], 1):
        _, _, text = writer.line(str(number), ".", sentence.format(**values))
        done.append(MeasureRecord(kind="rectification", text=text, finding=position, position=number))
    if random.random() < 0.3:
        (named,) = writer.line(f"印发《{REGULATIONS[position % 4]}》")
        regulations.append(
            RegulationMention(text=named, name=REGULATIONS[position % 4], effect="issues", finding=position)
        )
    status, words, _ = random.choices(STATUSES, weights=[w for _, _, w in STATUSES])[0]
    said = writer.line(LABELS["status"], "：", words)[2] if words else None
    _, _, unit = writer.line(
        LABELS["responsible"], "：", random.choice(("数据局", "财政局", "项目办", "机关事务中心"))
    )
    _, _, due = writer.line(LABELS["deadline"], "：", f"{year}年{random.randint(1, 12)}月底前")
    return FindingRecord(
        position=position, title=title, label=label, category=category, detail=detail, requirement=wanted,
        status=status, status_basis="stated" if status else None, status_text=said,  # type: ignore[arg-type]
        status_rule="label" if status else None, responsible=(unit,), deadline=due, deadline_on=None,
        measures=tuple(done), reasons=(Reason(field="title", rule="labelled_line"),), confidence=0.9,
        topics=tuple(TopicMention(topic=t, decided_by="rule", certainty=0.95) for t in topics),
    )  # fmt: skip


def hostile_record() -> NoticeRecord:
    """A notice whose every word is markup or a spreadsheet formula; it must be shown as text."""
    writer = Writer(convert=None)
    evil = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>"
    (title,) = writer.line(evil)
    _, _, problem = writer.line("1", ".", f'=HYPERLINK("http://evil.invalid","{evil}")')
    (detail,) = writer.line(f"'\"><svg onload=window.pwned=1> {{{{ 7*7 }}}} {evil}")
    (step,) = writer.line("+1+1 javascript:alert(1)")
    city = cities(1)[0]
    return NoticeRecord(
        id="nhostile00000001", place="hostile.html", file_name="<b>hostile</b>.html", source="file", sha256="0" * 64,
        media_type="text/html", reader="html", text="".join(writer.parts), family="rectification_report", script="hans",
        url="javascript:window.pwned=1", title=title, region=_region(city), published_on=date(2024, 12, 31),
        findings=(FindingRecord(position=1, title=problem, detail=detail, status="in_progress", status_basis="stated",
                                measures=(MeasureRecord(kind="rectification", text=step, finding=1, position=1),)),),
        issues=(Issue(kind="odd_markup", message=f"got {evil}"),),
    )  # fmt: skip


def plan_record() -> NoticeRecord:
    """An audit plan: focus areas and no finding; its city has none elsewhere either."""
    writer = Writer(convert=None)
    (title,) = writer.line("苍棣市审计局2025年度审计项目计划")
    label, _, area = writer.line("(一)", " ", "数据资源审计")
    (detail,) = writer.line("关注数据共享和安全。")
    region = RegionRecord(code="930900", name="苍棣市", short_name="苍棣市", province_code="930000", province="丹霁省",
                          city_code="930900", city="苍棣市", evidence="issuer")  # fmt: skip
    return NoticeRecord(
        id="nplan00000000001", place="plan.pdf", file_name="plan.pdf", source="file", sha256="1" * 64, pages=1,
        media_type="application/pdf", reader="pdf", text="".join(writer.parts), family="audit_plan", script="hans",
        title=title, region=region, published_on=date(2025, 1, 6),
        focus_areas=(FocusAreaRecord(position=1, title=area, label=label, detail=detail),),
        places=(PagePlace(start=0, end=len(title.text), place=Place(page=1)),),
    )  # fmt: skip
