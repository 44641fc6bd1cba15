"""Sums and groups that the site shows: by place, year and topic; threads, kin findings, regulations, shares, sources."""

from db.tables.columns import Table, integer, text
from db.tables.site_rows import SCOPE, STATUS_COLUMNS

COUNTS = Table(
    name="site_counts",
    zh="统计",
    about="Notices and findings by place, year and topic, with every status; all sums are in it.",
    key=("level", "code", "year", "topic"),
    indexes=(("level", "year", "topic", "code"),),
    columns=(
        text(
            "level", "层级", "What code names.", required=True, choices=("all", "province", "place", "region")
        ),
        text("code", "代码", "Code of the province, place or region; * for all.", required=True),
        integer("year", "年份", "0 for all years, -1 where not known.", required=True),
        text(
            "topic",
            "主题",
            "First or second level id; * for all findings, - for findings without a topic.",
            required=True,
        ),
        integer(
            "notices",
            "公告数",
            "Notices with such findings; for topic * all notices that could have any.",
            required=True,
        ),
        integer("findings", "问题数", "Findings.", required=True),
        *(integer(name, name, f"Findings of status {name}.", required=True) for name in STATUS_COLUMNS),
    ),
)

PLACES = Table(
    name="site_places",
    zh="地区清单",
    about="Every place that has a notice of any family: name, province, and how much there is.",
    key=("level", "code"),
    columns=(
        text("level", "层级", "What code names.", required=True, choices=("province", "place", "region")),
        text("code", "代码", "Its code.", required=True),
        text("name", "名称", "Its name.", required=True),
        text("province_code", "省级代码", "Of the province that holds it.", required=True),
        text("province", "省份", "Its name.", required=True),
        integer("notices", "公告数", "Notices of every family.", required=True),
        integer("findings", "问题数", "Findings in site_rows.", required=True),
        text("newest_on", "最新日期", "ISO date of its newest notice."),
    ),
)

THREADS = Table(
    name="site_threads",
    zh="整改历程",
    about="Findings told of again in later notices, not completed at first: when first told, when first completed.",
    key=("thread_id",),
    indexes=(
        ("place_code", "year", "days"),
        ("province_code", "year", "days"),
        ("region_code", "year", "days"),
    ),
    columns=(
        text("thread_id", "线索", "The finding where it was first told.", required=True),
        *SCOPE,
        text("topic", "主题", "First level id of its surest topic; - where it has none.", required=True),
        text("first_on", "首次日期", "ISO date of the first notice.", required=True),
        text(
            "completed_on",
            "完成日期",
            "ISO date of the first notice that says completed; null where none does.",
        ),
        integer("days", "天数", "From first_on to completed_on."),
        integer("steps", "次数", "Notices that tell of it.", required=True),
    ),
)

TOPIC_KIN = Table(
    name="site_topic_kin",
    zh="主题与同类问题",
    about="The commonest groups of near-identical findings of each topic.",
    key=("topic", "position"),
    columns=(
        text("topic", "主题", "First or second level id; * for all.", required=True),
        integer("position", "序号", "1 is in most places.", required=True),
        text("kin_id", "组", "The group.", required=True),
        integer("findings", "问题数", "Findings of the group with this topic.", required=True),
        integer("completed", "已完成", "Of these, findings of status completed.", required=True),
        integer("places", "地区数", "In how many places.", required=True),
        text("place_codes", "地区代码", "JSON list of the first of them.", required=True),
    ),
)

KIN = Table(
    name="site_kin",
    zh="同类问题统计",
    about="How many findings of site_rows each group of near-identical ones holds, copies left out.",
    key=("kin_id",),
    columns=(
        text("kin_id", "组", "The group.", required=True),
        integer("findings", "问题数", "Its findings.", required=True),
        integer("completed", "已完成", "Of these, findings of status completed.", required=True),
        integer("regions", "地区数", "In how many places.", required=True),
        integer("notices", "公告数", "In how many notices.", required=True),
    ),
)

TOPIC_RULES = Table(
    name="site_topic_regulations",
    zh="主题与制度文件",
    about="The regulations named most often in findings of each topic.",
    key=("topic", "position"),
    columns=(
        text("topic", "主题", "First or second level id.", required=True),
        integer("position", "序号", "1 is named most often.", required=True),
        text("name", "名称", "Name of the regulation.", required=True),
        integer("findings", "问题数", "Findings that name it.", required=True),
        integer("issues", "制定数", "Of these, findings whose text issues or revises it.", required=True),
    ),
)

SHARES = Table(
    name="site_shares",
    zh="判读比例",
    about="Of the rows that ask for a comparable value, how many have one.",
    key=("table_name", "column_name"),
    columns=(
        text("table_name", "表", "The table.", required=True),
        text("column_name", "列", "The column with the comparable value.", required=True),
        text("asked_by", "条件", "The as-printed column that asks for it, or every row.", required=True),
        integer("resolved", "已判读", "Rows that have a value.", required=True),
        integer("total", "总数", "Rows that ask for one.", required=True),
    ),
)

SOURCES = Table(
    name="site_sources",
    zh="来源覆盖",
    about="What came from each source, and over which dates.",
    key=("source",),
    columns=(
        text("source", "来源", "Id of the source.", required=True),
        integer("notices", "公告数", "Notices in their newest version.", required=True),
        integer("findings", "问题数", "Findings in site_rows.", required=True),
        text("first_on", "最早日期", "ISO date of the oldest."),
        text("last_on", "最新日期", "ISO date of the newest."),
        text("fetched_at", "最近抓取", "ISO 8601, UTC."),
    ),
)
