"""What it means for a list, an article or a file that its request got nothing."""

from scrapers.crawling import passes
from scrapers.crawling.article_visits import not_taken
from scrapers.crawling.context import Crawl
from scrapers.crawling.frontier import Task
from scrapers.crawling.list_visits import request_list
from scrapers.crawling.verdicts import OF_OUTCOME, Verdict


def lost(crawl: Crawl, task: Task, outcome: str, reason: str) -> None:
    """What it means that a request got nothing."""
    if task.kind != "list":
        not_taken(crawl, task, outcome, reason)
    elif task.ask.otherwise and outcome in ("gone", "error", "redirect"):
        request_list(crawl, task, task.ask.otherwise)
    elif task.ask.probe and outcome in ("gone", "redirect"):
        passes.end_column(crawl.archive.sql, task.pass_id, task.number or 0, "complete")
    else:
        deep = task.ask.page > 1 and outcome not in ("blocked", "busy", "refused")
        verdict = Verdict.PARTIAL if deep else OF_OUTCOME[outcome]
        words = f"page {task.ask.page}: {reason}" if task.ask.page > 1 else reason
        passes.end_column(crawl.archive.sql, task.pass_id, task.number or 0, verdict.value, words)
