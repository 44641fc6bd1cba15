"""Say what kind of document this is, by its title, its opening words and what it holds."""

import re

from extract.model import Family

# Searched in the folded title, first that fits decides.
_TITLE: tuple[tuple[Family, re.Pattern[str]], ...] = (
    (
        "proposal_reply",
        re.compile(r"答复|复函|(?:建议|提案|议案)(?:办理|的)?.{0,8}(?:情况|结果|函)|议案.{0,6}回复"),
    ),
    ("other", re.compile(r"培训|举办|召开|会议|座谈|调研|学习|动态|研讨|启动|部署会|推进会|党日")),
    (
        "rectification_report",
        re.compile(
            r"整改|改善情形|改善情况|跟进情[况形]|跟进行动|办理情形|改进情况|落实情况|检讨改善|执行情形|后续处理|缺失事项.{0,6}改善"
        ),
    ),
    (
        "audit_work_report",
        re.compile(
            r"审计工作(?:的)?报告|预算执行和其他财政收支.{0,8}审计(?:工作)?(?:情况)?(?:的)?报告|预算执行.{0,20}审计工作"
        ),
    ),
    ("audit_plan", re.compile(r"(?:审计|检查|调查).{0,16}(?:方案|计划|要点|通知)|审计项目|自查")),
    (
        "audit_result",
        re.compile(
            r"审计(?:调查)?(?:结果|公告|情况)|审计(?:调查)?报告|结果公告|专项审计|审核报告|审计|查核|审核意见|帐目审查|账目审查|衡工量值|巡察反馈|巡视反馈|反馈情况|督察反馈"
        ),
    ),
)
_OPENING: tuple[tuple[Family, re.Pattern[str]], ...] = (
    ("proposal_reply", re.compile(r"(?:建议|提案|议案).{0,60}收悉|答复如下|办理情况(?:函)?(?:答复|回复)")),
    (
        "rectification_report",
        re.compile(
            r"(?:整改|改善|跟进|办理|落实)(?:推进|落实|结果|进展)?(?:情[况形]|进展).{0,24}(?:如下|公告|公示|公布|通报|报告)|整改.{0,10}(?:如下|公告|公示)"
        ),
    ),
    ("audit_work_report", re.compile(r"受.{0,12}(?:政府|委托).{0,12}报告.{0,30}审计")),
    (
        "audit_plan",
        re.compile(r"制定本(?:方案|计划)|(?:工作|实施|审计)方案.{0,30}(?:印发|下发)|现印发给你们"),
    ),
    ("audit_result", re.compile(r"现将审计(?:调查)?(?:结果|情况).{0,8}(?:公告|公布|如下)|审计结果表明")),
    ("audit_article", re.compile(r"本文(?:以|从|结合|拟|就|试)|(?:浅[谈析]|探讨|思考|几点建议)")),
)
_ARTICLE_TITLE = re.compile(
    r"浅[谈析议]|探[讨析]|思考|路径|研究|对策|如何|启示|(?:问题|风险)(?:及|与|和).{0,6}(?:建议|对策)|实践与"
)


def family_of(title: str, opening: str, *, findings: int, byline: bool) -> tuple[Family, str]:
    """Return the family and the rule. `title` and `opening` are folded; `opening` is the text before the first part."""
    if _ARTICLE_TITLE.search(title) and not re.search(r"公告|报告|通报|公示", title):
        return "audit_article", "title of an article"
    for family, pattern in _TITLE:
        m = pattern.search(title)
        if m and not (family == "other" and re.search(r"公告|公示|报告|通报|整改情况|结果", title)):
            return family, f"title says {m.group()!r}"
    for family, pattern in _OPENING:
        m = pattern.search(opening)
        if m:
            return family, f"opening says {m.group()[:24]!r}"
    if byline and findings:
        return "audit_article", "byline"
    return (
        ("audit_result", "findings without a title")
        if findings and "审计" in opening
        else ("other", "nothing says more")
    )
