"""The views of the dataset."""

from db.tables.columns import View

RECTIFICATION_TABLE = View(
    name="rectification_table",
    zh="整改情况总表",
    about=(
        "One row for each finding of a rectification report, an audit result or an audit work report, "
        "in the newest version of its document."
    ),
    select="""
SELECT
  f.id AS finding_id,
  n.id AS notice_id,
  n.title AS notice_title,
  n.city,
  n.region_code,
  n.issuer,
  coalesce(n.published_on, n.signed_on) AS published_on,
  f.label,
  f.category,
  f.title,
  f.detail,
  f.requirement,
  f.status,
  f.status_basis,
  (SELECT group_concat(m.text, char(10)) FROM
    (SELECT text FROM measures WHERE finding_id = f.id ORDER BY position) AS m) AS measures,
  f.responsible,
  f.deadline_text AS deadline,
  f.deadline_on,
  f.topic,
  n.url
FROM findings AS f JOIN notices AS n ON n.id = f.notice_id
WHERE n.superseded_by IS NULL
  AND n.family IN ('rectification_report', 'audit_result', 'audit_work_report')
""",
    columns=(
        ("finding_id", "问题编号", "Id of the finding."),
        ("notice_id", "公告编号", "Id of the notice."),
        ("notice_title", "公告标题", "As printed."),
        ("city", "地区", "Short name of the region."),
        ("region_code", "行政区划代码", "GB/T 2260 six digits, HK, MO or ISO 3166-2 TW-."),
        ("issuer", "发布机构", "As printed."),
        ("published_on", "发布日期", "ISO date of publication, else of the signature."),
        ("label", "原编号", "As printed."),
        ("category", "分类", "As printed."),
        ("title", "问题", "As printed."),
        ("detail", "问题详情", "As printed."),
        ("requirement", "整改要求", "As printed."),
        ("status", "整改状态", "Comparable status."),
        ("status_basis", "状态依据", "stated or inferred."),
        ("measures", "整改措施", "As printed, one a line, in order."),
        ("responsible", "责任单位", "JSON list, as printed."),
        ("deadline", "整改时限", "As printed."),
        ("deadline_on", "时限日期", "ISO date."),
        ("topic", "主题", "The surest topic."),
        ("url", "网址", "Where it was published, if known."),
    ),
)

VIEWS: tuple[View, ...] = (RECTIFICATION_TABLE,)
