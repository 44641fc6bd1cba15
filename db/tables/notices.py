"""The tables people read: notices, findings, measures, focus areas; and where each cell stands."""

from typing import get_args

from db.tables.columns import Table, integer, json_list, real, text
from normalize.records import Family, MeasureKind, Status, StatusBasis

FAMILIES: tuple[str, ...] = get_args(Family)
STATUSES: tuple[str, ...] = get_args(Status)
BASES: tuple[str, ...] = get_args(StatusBasis)
MEASURE_KINDS: tuple[str, ...] = get_args(MeasureKind)
RECORD_TABLES = ("notices", "findings", "measures", "focus_areas", "amounts", "agencies", "regulations")
_NOTICE_INDEXES = (
    ("place",), ("region_code",), ("province_code",), ("family",), ("published_on",), ("year",), ("sha256",),
    ("source",),
)  # fmt: skip

NOTICES = Table(
    name="notices",
    zh="公告",
    about="One row for each published document (and for each version of it).",
    key=("id",),
    rowid=True,
    order='"place", "seen", "id"',
    indexes=_NOTICE_INDEXES,
    columns=(
        text(
            "id",
            "编号",
            "Stable key: the same bytes from the same place always give the same id.",
            required=True,
        ),
        text("file_name", "文件名", "Base name of the file that was read.", required=True),
        text("place", "来源位置", "URL, or path relative to the folder that was given.", required=True),
        text("url", "网址", "Where it was published, if known."),
        text("title", "标题", "As printed; null where the document has none."),
        text("family", "文种", "Kind of document.", required=True, choices=FAMILIES),
        text(
            "script",
            "字体",
            "hans or hant, by the characters of the body.",
            required=True,
            choices=("hans", "hant"),
        ),
        text(
            "region_code",
            "行政区划代码",
            "GB/T 2260 six digits, HK, MO or ISO 3166-2 TW-.",
            references="regions.code",
        ),
        text("city", "地区", "Short name of that region."),
        text("prefecture_code", "地市代码", "Code of the prefecture-level unit that holds it."),
        text("prefecture", "地市", "Name of the prefecture-level unit that holds it."),
        text("province_code", "省级代码", "Code of the province, municipality or autonomous region."),
        text("province", "省份", "Its name."),
        text("region_evidence", "地区依据", "Which words of which field said so."),
        text("issuer", "发布机构", "As printed: the body that speaks."),
        text("document_number", "文号", "As printed."),
        text("index_number", "索引号", "As printed."),
        text(
            "audit_report_number", "审计报告文号", "As printed: number of the audit report that is answered."
        ),
        text(
            "audit_report_number_repaired", "审计报告文号（修复）", "A repaired reading of a damaged number."
        ),
        text("published_on", "发布日期", "ISO date from the page's metadata."),
        text("published_text", "发布日期原文", "As printed."),
        text("signed_on", "落款日期", "ISO date of the signature block."),
        text("signed_text", "落款日期原文", "As printed."),
        integer("year", "年份", "Year of publication, else of the signature."),
        integer(
            "stated_finding_count", "自述问题数", "The number of findings that the document says there are."
        ),
        integer("finding_count", "问题数", "The number of findings that were read.", required=True),
        text("layout", "版式", "Name of the layout reader that was chosen."),
        json_list("layouts", "候选版式", "JSON list: every layout tried, with score, findings and why."),
        text(
            "sha256",
            "哈希值",
            "SHA-256 of the bytes that were read; of a notice on several pages, of its pages' hashes.",
            required=True,
        ),
        text("media_type", "媒体类型", "Of the bytes, by content.", required=True),
        text("reader", "读取器", "The reader that made the text.", required=True),
        integer("pages", "页数", "Where the source has pages."),
        json_list(
            "turned", "转正角度", "JSON list of [page, degrees clockwise]: boxes are of the turned page."
        ),
        text(
            "source",
            "来源",
            "Id of the source; `file` for a local file.",
            required=True,
            references="sources.id",
        ),
        text("fetched_at", "抓取时间", "ISO 8601, UTC."),
        text("withdrawn_at", "撤下时间", "When it was first missing from its site."),
        text("container", "所在容器", "Place of the archive or page it was found in."),
        integer(
            "seen", "版本序号", "Counts the versions that were met at this place, from 1.", required=True
        ),
        text("superseded_by", "被取代", "The notice that the same place holds now.", references="notices.id"),
        text("text_sha256", "全文哈希值", "SHA-256 of the text (UTF-8): what corrections are keyed to."),
        text(
            "text",
            "全文",
            "The document's text as read; every offset of `spans` points into it.",
            required=True,
        ),
    ),
)

FINDINGS = Table(
    name="findings",
    zh="审计发现问题",
    about="One row for each audit finding, in document order.",
    key=("id",),
    rowid=True,
    order='(SELECT n.rowid FROM notices n WHERE n.id = notice_id), "position"',
    indexes=(("notice_id", "position"), ("status",), ("topic",)),
    columns=(
        text("id", "编号", "Stable key: the notice's id and the position.", required=True),
        text("notice_id", "公告", "The notice it stands in.", required=True, references="notices.id"),
        integer("position", "序号", "Counts from 1 in the notice.", required=True),
        text("label", "原编号", "As printed: 1, 问题一, (一), 二是."),
        text("category", "分类", "As printed: the heading that groups it."),
        text("title", "问题", "As printed: the problem in one sentence.", required=True),
        text("detail", "问题详情", "As printed: the rest of the problem's description."),
        text("requirement", "整改要求", "As printed: what was required for this finding."),
        text("status", "整改状态", "Comparable status, or null where nothing is said.", choices=STATUSES),
        text(
            "status_basis",
            "状态依据",
            "stated by the document, or inferred from the measures.",
            choices=BASES,
        ),
        text("status_text", "状态原文", "As printed: the words that state it."),
        text("status_rule", "状态规则", "The rule or model that decided."),
        text("result", "整改结果", "As printed: what was achieved, where it is kept apart."),
        json_list("responsible", "责任单位", "JSON list, as printed."),
        text("deadline_text", "整改时限", "As printed."),
        text("deadline_on", "时限日期", "ISO date; null where it is no date."),
        text("pace", "整改类型", "As printed: 立行立改, 分阶段整改, 持续整改; not a status."),
        text("topic", "主题", "The surest topic, or null.", references="topics.id"),
        json_list("topics", "全部主题", "JSON list of all topics, surest first."),
        real(
            "confidence",
            "可信度",
            "Calibrated chance, 0 to 1, that every cell is right; a review does not change it.",
        ),
        json_list("reasons", "理由", "JSON list: field, rule, certainty."),
        json_list("doubts", "疑点", "JSON list of what was not certain: kind, message.", default="[]"),
        text(
            "reviewed",
            "核对",
            "Kind of the last correction that holds for the row (accept, correct ...), or null.",
        ),
    ),
)

MEASURES = Table(
    name="measures",
    zh="整改措施",
    about="One row for each measure, in document order.",
    key=("id",),
    rowid=True,
    order='(SELECT n.rowid FROM notices n WHERE n.id = notice_id), "finding_id", "position"',
    indexes=(("finding_id", "position"), ("notice_id",)),
    columns=(
        text("id", "编号", "Stable key.", required=True),
        text("notice_id", "公告", "The notice it stands in.", required=True, references="notices.id"),
        text("finding_id", "问题", "Null for a measure of the whole document.", references="findings.id"),
        integer("position", "序号", "Within its finding, or among the notice's own.", required=True),
        text("kind", "类别", "Kind of measure.", required=True, choices=MEASURE_KINDS),
        text("text", "措施", "As printed, without its enumerator.", required=True),
    ),
)

FOCUS_AREAS = Table(
    name="focus_areas",
    zh="审计重点",
    about="What an audit plan says audits will look at.",
    key=("id",),
    rowid=True,
    order='(SELECT n.rowid FROM notices n WHERE n.id = notice_id), "position"',
    indexes=(("notice_id", "position"),),
    columns=(
        text("id", "编号", "Stable key.", required=True),
        text("notice_id", "公告", "The notice it stands in.", required=True, references="notices.id"),
        integer("position", "序号", "Counts from 1 in the notice.", required=True),
        text("label", "原编号", "As printed."),
        text("title", "重点", "As printed.", required=True),
        text("detail", "说明", "As printed."),
    ),
)

SPANS = Table(
    name="spans",
    zh="原文位置",
    about="Where every as-printed cell stands in notices.text; several rows where a cell is gathered; none for a cell that "
    "only the metadata of a page holds.",
    key=("notice_id", "record_table", "record_id", "field", "piece"),
    columns=(
        text("notice_id", "公告", "The notice.", required=True, references="notices.id"),
        text("record_table", "表", "The table of the cell.", required=True, choices=RECORD_TABLES),
        text("record_id", "行", "The id of its row.", required=True),
        text("field", "列", "The column.", required=True),
        integer("piece", "段", "Counts the pieces of the cell, from 1.", required=True),
        integer("start", "起", "Offset into notices.text.", required=True),
        integer("end", "止", "Offset behind the last character.", required=True),
        integer("page", "页", "Page of the source, from 1."),
        text("bbox", "页面位置", "JSON [x0, top, x1, bottom] in points from the page's upper left corner."),
    ),
)

NOTICE_TABLES = (NOTICES, FINDINGS, MEASURES, FOCUS_AREAS, SPANS)
