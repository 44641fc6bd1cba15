"""The tables that `Store.finish` makes from all notices together, and the dataset's own description."""

from db.tables.columns import Table, integer, text
from db.tables.notices import STATUSES

TOPICS = Table(
    name="topics",
    zh="主题表",
    about="The taxonomy: two levels; the first level stands before the dot.",
    key=("id",),
    columns=(
        text("id", "编号", "Id.", required=True),
        text("parent", "上级", "Id of the first level; null for a first level."),
        text("zh", "中文名", "Chinese name."),
        text("en", "英文名", "English name."),
        text("definition_zh", "中文定义", "What belongs and what does not."),
        text("definition_en", "英文定义", "What belongs and what does not."),
    ),
)

KIN_GROUPS = Table(
    name="kin_groups",
    zh="同类问题组",
    about="Groups of near-identical findings.",
    key=("id",),
    columns=(
        text("id", "编号", "The id of its first finding.", required=True),
        integer("findings", "问题数", "How many findings.", required=True),
        integer("notices", "公告数", "In how many notices.", required=True),
        integer("regions", "地区数", "In how many regions.", required=True),
    ),
)

FINDING_KIN = Table(
    name="finding_kin",
    zh="同类问题",
    about="Which finding belongs to which group.",
    key=("finding_id",),
    indexes=(("kin_id",),),
    columns=(
        text("finding_id", "问题", "The finding.", required=True, references="findings.id"),
        text("kin_id", "组", "The group.", required=True, references="kin_groups.id"),
    ),
)

NOTICE_COPIES = Table(
    name="notice_copies",
    zh="同一公告",
    about="Notices that are one document, reposted or in both scripts.",
    key=("notice_id",),
    indexes=(("first_id",),),
    columns=(
        text("notice_id", "公告", "The notice.", required=True, references="notices.id"),
        text(
            "first_id",
            "首见",
            "The first notice of the group (itself for the first).",
            required=True,
            references="notices.id",
        ),
    ),
)

NOTICE_LINKS = Table(
    name="notice_links",
    zh="后续公告",
    about="A later notice that speaks of the same audit as an earlier one.",
    key=("earlier_id", "later_id"),
    indexes=(("later_id",),),
    columns=(
        text("earlier_id", "较早公告", "The earlier notice.", required=True, references="notices.id"),
        text("later_id", "较晚公告", "The later notice.", required=True, references="notices.id"),
        text("why", "依据", "By which evidence.", required=True),
    ),
)

STATUS_HISTORY = Table(
    name="status_history",
    zh="状态历史",
    about="The history of a finding that several linked notices tell of.",
    key=("thread_id", "step"),
    indexes=(("finding_id",), ("notice_id",)),
    columns=(
        text(
            "thread_id",
            "线索",
            "The finding where it was first told.",
            required=True,
            references="findings.id",
        ),
        integer("step", "步", "Counts from 1.", required=True),
        text(
            "finding_id",
            "问题",
            "The finding as this notice tells it.",
            required=True,
            references="findings.id",
        ),
        text("notice_id", "公告", "The notice.", required=True, references="notices.id"),
        text("date", "日期", "ISO date at which the notice speaks."),
        text("status", "状态", "What it says then.", choices=STATUSES),
    ),
)

META = Table(
    name="meta",
    zh="元数据",
    about="Version of the schema and of the program, and whether the derived tables are up to date.",
    key=("key",),
    columns=(
        text("key", "键", "Name of the fact.", required=True),
        text("value", "值", "The fact.", required=True),
    ),
)

DERIVED_TABLES = (TOPICS, KIN_GROUPS, FINDING_KIN, NOTICE_COPIES, NOTICE_LINKS, STATUS_HISTORY, META)
