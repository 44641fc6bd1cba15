"""The tables beside the records: doubts, mentions of money, bodies and rules, pages, files, places."""

from typing import get_args

from db.tables.columns import Table, integer, json_list, real, text
from normalize.records import AgencyRole, AmountRole, Currency

CORRECTION_KINDS = ("accept", "correct", "split", "merge", "add", "reject")

ISSUES = Table(
    name="issues",
    zh="疑点",
    about="Everything the reader met and was not sure of; nothing is dropped in silence.",
    key=("id",),
    indexes=(("notice_id",), ("kind",)),
    columns=(
        text("id", "编号", "Stable key.", required=True),
        text("notice_id", "公告", "Null for a file that was refused.", references="notices.id"),
        text("place", "来源位置", "Of the file.", required=True),
        text("file_name", "文件名", "Of the file.", required=True),
        text("record_table", "表", "The table it speaks of; null for a file that was refused."),
        text("record_id", "行", "The row it speaks of; null for a file that was refused."),
        text("kind", "种类", "A short word for the kind of doubt.", required=True),
        text("message", "说明", "What was got, what was expected, what to do.", required=True),
        integer("start", "起", "Offset into notices.text, where one place is meant."),
        integer("end", "止", "Offset behind its last character."),
    ),
)

AMOUNTS = Table(
    name="amounts",
    zh="金额",
    about="Every amount of money, as printed and as a number.",
    key=("notice_id", "position"),
    indexes=(("finding_id",),),
    columns=(
        text("id", "编号", "Stable key.", required=True),
        text("notice_id", "公告", "The notice.", required=True, references="notices.id"),
        integer("position", "序号", "Counts from 1 in the notice.", required=True),
        text("finding_id", "问题", "Null for the whole notice.", references="findings.id"),
        text("field", "列", "The cell it stands in.", required=True),
        text("text", "原文", "As printed.", required=True),
        real("value", "数值", "In the currency's main unit (yuan, dollars).", required=True),
        text("currency", "币种", "ISO 4217.", required=True, choices=get_args(Currency)),
        text(
            "bound",
            "界限",
            "exact, or a bound that words like 余 and 近 make.",
            required=True,
            choices=("exact", "at_least", "at_most", "about"),
        ),
        text("role", "角色", "What the words beside it say of it, or null.", choices=get_args(AmountRole)),
    ),
)

AGENCIES = Table(
    name="agencies",
    zh="单位",
    about="Every body that a notice names in a role, as printed and under its comparable name.",
    key=("notice_id", "position"),
    indexes=(("finding_id",), ("canonical",), ("function",)),
    columns=(
        text("id", "编号", "Stable key.", required=True),
        text("notice_id", "公告", "The notice.", required=True, references="notices.id"),
        integer("position", "序号", "Counts from 1 in the notice.", required=True),
        text("finding_id", "问题", "Null for the whole notice.", references="findings.id"),
        text("text", "原文", "As printed.", required=True),
        text("canonical", "规范名称", "Place and function."),
        text("function", "职能", "Function family, the same across cities and renamings."),
        text("region_code", "行政区划代码", "Of the body."),
        text("role", "角色", "Its role in the notice.", required=True, choices=get_args(AgencyRole)),
    ),
)

REGULATIONS = Table(
    name="regulations",
    zh="制度文件",
    about="Every regulation named in 《》, and what the text does to it.",
    key=("notice_id", "position"),
    indexes=(("finding_id",), ("name",)),
    columns=(
        text("id", "编号", "Stable key.", required=True),
        text("notice_id", "公告", "The notice.", required=True, references="notices.id"),
        integer("position", "序号", "Counts from 1 in the notice.", required=True),
        text("finding_id", "问题", "Null for the whole notice.", references="findings.id"),
        text("text", "原文", "As printed.", required=True),
        text("name", "名称", "The name alone.", required=True),
        text(
            "effect",
            "作用",
            "What the text does to it.",
            required=True,
            choices=("cites", "issues", "revises", "repeals"),
        ),
    ),
)

FINDING_TOPICS = Table(
    name="finding_topics",
    zh="问题主题",
    about="The topics of each finding, who decided and how surely.",
    key=("finding_id", "topic"),
    indexes=(("topic",), ("notice_id",)),
    columns=(
        text("finding_id", "问题", "The finding.", required=True, references="findings.id"),
        text(
            "topic",
            "主题",
            "Second-level id; its first level stands before the dot.",
            required=True,
            references="topics.id",
        ),
        text("notice_id", "公告", "The notice.", required=True, references="notices.id"),
        text("decided_by", "判定者", "Rule id or model.", required=True),
        real("certainty", "把握", "0 to 1.", required=True),
    ),
)

CORRECTIONS = Table(
    name="corrections",
    zh="人工更正",
    about="What became of every correction that concerns a notice of the dataset (see docs/review.md).",
    key=("notice_id", "id"),
    columns=(
        text("notice_id", "公告", "The notice.", required=True, references="notices.id"),
        text("id", "编号", "Name of the correction's file, without its ending.", required=True),
        text("kind", "种类", "What was decided.", required=True, choices=CORRECTION_KINDS),
        text(
            "state",
            "状况",
            "applied; silent: the program agrees by itself; question: source or reading changed, decide anew.",
            required=True,
            choices=("applied", "silent", "question"),
        ),
        json_list("findings", "问题", "JSON list of ids of the rows that it made or left."),
        json_list("fields", "列", "JSON list of the columns it sets."),
        json_list("typed", "非原文", "JSON list of the columns whose words do not stand in the source."),
        text("decided_at", "决定时间", "ISO 8601, UTC.", required=True),
        text("who", "决定者", "As the person gave it, or null."),
        text("why", "理由", "As the person gave it, or null."),
        text("message", "说明", "Of a question: what changed."),
    ),
)

PLACES = Table(
    name="places",
    zh="页面位置",
    about="Where the pieces of notices.text stand in the source: page and box, sheet and cell, or paragraph.",
    key=("notice_id", "piece"),
    columns=(
        text("notice_id", "公告", "The notice.", required=True, references="notices.id"),
        integer("piece", "段", "Counts from 1.", required=True),
        integer("start", "起", "Offset into notices.text.", required=True),
        integer("end", "止", "Offset behind the last character.", required=True),
        integer("page", "页", "From 1."),
        text("bbox", "页面位置", "JSON [x0, top, x1, bottom] in points from the page's upper left corner."),
        text("sheet", "工作表", "Name of the sheet."),
        text("cell", "单元格", "Address of the cell."),
        integer("paragraph", "段落", "Paragraph of the source, from 1."),
    ),
)

FILES = Table(
    name="files",
    zh="已读文件",
    about="Every file that was read or refused, so that unchanged input costs a hash and a look-up.",
    key=("place", "sha256"),
    indexes=(("container",),),
    columns=(
        text("place", "来源位置", "URL, or path relative to the folder that was given.", required=True),
        text("sha256", "哈希值", "Of the bytes.", required=True),
        text("file_name", "文件名", "Base name.", required=True),
        text(
            "outcome", "结果", "What became of it.", required=True, choices=("notice", "refused", "container")
        ),
        text("notice_id", "公告", "The notice it became.", references="notices.id"),
        text("reader", "读取器", "The reader that read it."),
        text("version", "程序版本", "Version of the extractor that read it.", required=True),
        text("container", "所在容器", "Place of the archive it was found in."),
        text(
            "refusal", "拒读说明", "The row of issues that says why it was refused.", references="issues.id"
        ),
    ),
)

SOURCES = Table(
    name="sources",
    zh="来源",
    about="Where notices come from.",
    key=("id",),
    columns=(
        text("id", "编号", "Id of the source's data file; `file` for local files.", required=True),
        text("name", "名称", "Its name."),
        text("url", "网址", "Its address."),
        text("region_code", "行政区划代码", "The region it speaks for."),
    ),
)

REGIONS = Table(
    name="regions",
    zh="地区",
    about="The regions of the notices.",
    key=("code",),
    columns=(
        text("code", "代码", "GB/T 2260 six digits, HK, MO or ISO 3166-2 TW-.", required=True),
        text("name", "名称", "Full name.", required=True),
        text("short_name", "简称", "Short name.", required=True),
        text("prefecture_code", "地市代码", "Code of the prefecture-level unit that holds it."),
        text("prefecture", "地市", "Its name."),
        text("province_code", "省级代码", "Code of the province-level unit that holds it."),
        text("province", "省份", "Its name."),
    ),
)

FACT_TABLES = (
    ISSUES, AMOUNTS, AGENCIES, REGULATIONS, FINDING_TOPICS, PLACES, FILES, SOURCES, REGIONS,
    CORRECTIONS,
)  # fmt: skip
