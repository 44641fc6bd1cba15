"""What the replica's sites publish: notices about audits and how findings were put right, all of it invented."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

PROBLEMS = (
    ("预算编制不够细化", "{unit}{year}年有{n}个项目的支出只编到类级科目，涉及资金{money}万元"),
    ("专项资金拨付不及时", "截至{year}年底，{unit}收到的{money}万元专项资金超过90天没有拨到项目单位"),
    ("公务用车管理不规范", "{unit}有{n}辆公务用车没有建立单车核算台账，加油费{money}万元无法核对"),
    ("固定资产账实不符", "{unit}有{n}台设备没有登记入账，原值{money}万元"),
    ("政府采购程序不完整", "{unit}有{n}个服务项目未履行采购程序直接签订合同，金额{money}万元"),
    ("信息系统重复建设", "{unit}先后建设{n}个功能相近的业务系统，投入{money}万元，其中部分模块长期闲置"),
    ("非税收入未及时上缴", "{unit}收取的房屋出租收入{money}万元未按期缴入国库"),
    ("工程结算多计价款", "{unit}负责的{n}个道路养护项目结算多计工程量，多付{money}万元"),
    ("惠民补贴发放有误", "{unit}向{n}名已不符合条件的人员发放补贴{money}万元"),
    ("内部控制制度没有更新", "{unit}的财务审批制度自{year}年起没有修订，与现行规定不一致"),
)
MEASURES = (
    "{unit}重新核对了全部项目，补充编制明细表，并在{year2}年预算中按项级科目编列",
    "制定了资金拨付流程，明确每一环节不超过10个工作日，资金已全部拨付到位",
    "清查盘点实物资产，补登账卡，落实保管责任人",
    "组织财务人员学习采购规定，修订本单位采购内控制度，今后按程序办理",
    "已将多付款项全部收回，缴回财政专户",
    "停用重复模块，将数据并入统一平台，减少运行维护支出",
    "建立每季度抽查一次的工作机制，由分管负责人督促落实",
)
STATES = (
    "已完成整改",
    "已完成整改",
    "正在整改中",
    "已基本完成整改",
    "该问题需要持续推进，计划于{year2}年12月底前完成",
)
UNITS = (
    "市交通运输局",
    "市农业农村局",
    "市文化和旅游局",
    "市水务局",
    "市民政局",
    "市住房和城乡建设局",
    "市教育局",
)
OTHER_TITLES = (
    "关于举办全民健步走活动的通知",
    "{city}召开全市防汛工作会议",
    "关于调整部分公交线路的公告",
    "{authority}公开招聘编外人员公告",
    "机关食堂食材配送服务采购项目中标公告",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One published item. `files` are names of files beside it; `external` is an address on another host."""

    number: int
    title: str
    day: date
    body: str
    on_topic: bool
    source: str
    files: tuple[str, ...] = ()
    external: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """An invented place and its audit office."""

    name: str
    authority: str = field(default="")

    @property
    def office(self) -> str:
        """Who publishes here."""
        return self.authority or f"{self.name}审计局"


def notices_of(
    town: Town,
    *,
    count: int,
    newest: date,
    off_topic: int = 7,
    files: int = 5,
    external: int = 11,
    days: int = 9,
) -> list[Notice]:
    """So many notices, newest first; every n-th is off topic, has a file, or leads to another host (0: none does).

    A negative `off_topic` turns it round: only every n-th is on topic.
    """
    made = []
    for number in range(count):
        odd = bool(off_topic) and number % abs(off_topic) == abs(off_topic) - 1
        away = bool(external) and number % external == external - 1
        filed = bool(files) and number % files == 0 and not away
        day = newest - timedelta(days=days * number)
        made.append(notice_of(town, number, day, aside=odd != (off_topic < 0), filed=filed, away=away))
    return made


def notice_of(town: Town, number: int, day: date, *, aside: bool, filed: bool, away: bool) -> Notice:
    """One notice, the same every time for the same town and number."""
    draw = Random(f"{town.name}{number}")
    if aside:
        title = OTHER_TITLES[number % len(OTHER_TITLES)].format(city=town.name, authority=town.office)
        body = f"<p>{title}，具体安排另行通知。请各有关单位做好准备，按时参加，并注意安全。第{number}号。</p>"
        return Notice(number=number, title=title, day=day, body=body, on_topic=False, source=town.office)
    unit = draw.choice(UNITS)
    title = f"{town.name}{unit.removeprefix('市')}关于{day.year - 1}年度审计发现问题整改情况的公告（第{number + 1}号）"
    link = f"http://press.localhost/story/{number}.html" if away else None
    names = (f"P0{day:%Y%m%d}{number:06d}.{kinds(number)}",) if filed else ()
    return Notice(
        number=number, title=title, day=day, body=body_of(unit, day, draw), on_topic=True, source=town.office,
        files=names, external=link,
    )  # fmt: skip


def kinds(number: int) -> str:
    """The file type that a notice of this number carries."""
    return ("pdf", "docx", "xlsx")[number // 5 % 3]


def body_of(unit: str, day: date, draw: Random) -> str:
    """The HTML of a rectification notice: opening, findings with state and measures, next steps, signature."""
    values = {"unit": unit, "year": day.year - 1, "year2": day.year}
    opening = f"<p>根据审计机关对{unit}{day.year - 1}年度预算执行情况的审计结果，现将整改情况公告如下：</p>"
    parts = [opening, "<p>一、整改工作组织情况</p>", f"<p>{unit}召开专题会议，逐条研究审计报告，明确责任人和时限。</p>",
             "<p>二、审计发现问题的整改情况</p>"]  # fmt: skip
    for index, (name, detail) in enumerate(draw.sample(PROBLEMS, draw.randint(2, 4)), 1):
        numbers = {"n": draw.randint(2, 30), "money": f"{draw.randint(3, 9000)}.{draw.randint(10, 99)}"}
        parts.append(
            f"<p>（{'一二三四'[index - 1]}）{name}的问题。{detail.format(**values, **numbers)}。</p>"
        )
        state = draw.choice(STATES).format(**values)
        parts.append(f"<p>整改情况：{state}。{draw.choice(MEASURES).format(**values)}。</p>")
    signed = (unit, f"{day.year}年{day.month}月{day.day}日")
    parts += ["<p>三、下一步工作</p>", "<p>继续跟踪未完成事项，防止同类问题再次发生。</p>"]
    parts += [f"<p style='text-align:right'>{words}</p>" for words in signed]
    return "".join(parts)
