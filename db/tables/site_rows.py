"""The rows that the site lists, in its order, with what filters ask of them."""

from db.tables.columns import Column, Table, integer, text
from db.tables.notices import STATUSES

STATUS_COLUMNS: tuple[str, ...] = (*STATUSES, "unstated")

SCOPE = (
    text("region_code", "行政区划代码", "Region of the notice; - where not known.", required=True),
    text("place_code", "地市代码", "Prefecture-level unit of the region; - where not known.", required=True),
    text("province_code", "省级代码", "Province-level unit; - where not known.", required=True),
    integer("year", "年份", "Year of publication; -1 where not known.", required=True),
)

ROWS = Table(
    name="site_rows",
    zh="问题清单",
    about="One row for each row of rectification_table (copies left out), newest notice first.",
    key=("rank",),
    rowid=True,
    indexes=(
        ("place_code",),
        ("region_code",),
        ("province_code", "status"),
        ("status",),
        ("year",),
        ("finding",),
    ),
    columns=(
        integer("rank", "次序", "1 is the first finding of the newest notice.", required=True),
        integer("finding", "问题", "rowid in findings.", required=True),
        integer("notice", "公告", "rowid in notices.", required=True),
        *SCOPE,
        text("status", "整改状态", "Comparable status; unstated where nothing is said.", required=True),
    ),
)

OUTSIDE = Table(
    name="site_outside",
    zh="清单外问题",
    about="Findings that site_rows leaves out: of other families, of copies, of superseded versions.",
    key=("finding",),
    columns=(integer("finding", "问题", "rowid in findings.", required=True),),
)

HIDDEN = Table(
    name="site_hidden",
    zh="未列公告",
    about="Notices that site_notices leaves out: copies of another, and versions that have been superseded.",
    key=("notice",),
    columns=(integer("notice", "公告", "rowid in notices.", required=True),),
)

ROW_TOPICS = Table(
    name="site_row_topics",
    zh="问题清单与主题",
    about="The topics of each row of site_rows, both levels; - where a finding has none.",
    key=("topic", "rank"),
    columns=(
        text("topic", "主题", "First or second level id.", required=True),
        integer("rank", "次序", "Row of site_rows.", required=True),
        *SCOPE,
        text("status", "整改状态", "As in site_rows.", required=True),
    ),
)

NOTICES = Table(
    name="site_notices",
    zh="公告清单",
    about="One row for each notice in its newest version, newest first, of every family.",
    key=("rank",),
    rowid=True,
    indexes=(
        ("place_code",),
        ("region_code",),
        ("province_code",),
        ("year",),
        ("family", "year"),
        ("notice",),
    ),
    columns=(
        integer("rank", "次序", "1 is the newest.", required=True),
        integer("notice", "公告", "rowid in notices.", required=True),
        *SCOPE,
        text("family", "文种", "As in notices.", required=True),
        text("said_on", "日期", "ISO date of publication, else of the signature."),
    ),
)

NOTICE_TOPICS = Table(
    name="site_notice_topics",
    zh="公告与主题",
    about="The topics of the findings of each row of site_notices, both levels; - where a finding has none.",
    key=("topic", "rank"),
    columns=(
        text("topic", "主题", "First or second level id.", required=True),
        integer("rank", "次序", "Row of site_notices.", required=True),
    ),
)

MEASURES = Table(
    name="site_measures",
    zh="措施清单",
    about="One row for each measure of the notices in site_notices: where it stands, so that a hit of a search costs one look.",
    key=("measure",),
    rowid=True,
    columns=(
        integer("measure", "措施", "rowid in measures.", required=True),
        integer("notice_rank", "公告次序", "Row of site_notices.", required=True),
        integer("row_rank", "问题次序", "Row of site_rows of its finding; null where it has none."),
        *SCOPE,
        text("status", "整改状态", "Of its finding, as in site_rows; null where it has none."),
    ),
)

MARKS = Table(
    name="site_marks",
    zh="筛选位图",
    about="Which rows each value of a filter leaves, one bit a row, and their order, for searches (db/choosing/marks.py).",
    key=("kind", "name", "value"),
    rowid=True,
    columns=(
        text("kind", "种类", "The table: findings, measures or notices.", required=True),
        text("name", "筛选", "province_code, year, status or topic; rank.", required=True),
        text("value", "值", "The value.", required=True),
        Column(
            name="bits",
            type="BLOB",
            zh="位",
            about="Bit n from the left, from 0: rowid n has it; ranks take four bytes.",
            required=True,
        ),
    ),
)
