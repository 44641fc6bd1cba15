"""Addresses of every page type of the site, as many as are asked for."""

import random
import sqlite3
import urllib.parse

WORDS = (
    "闲置",
    "資金",
    "等保",
    "采购程序",
    "台账",
    "多付",
    "测评",
    "管网",
    "食堂 价格",
    "滞留",
    "数据共享",
    "结算审核",
)


def addresses(connection: sqlite3.Connection, count: int) -> dict[str, list[str]]:
    """Different addresses of each page type, always the same for the same dataset."""
    pick = random.Random(3)  # noqa: S311 - addresses, not secrets

    def some(sql: str) -> list[str]:
        values = [row[0] for row in connection.execute(sql)]
        return [pick.choice(values) for _ in range(count)]

    last = connection.execute("SELECT max(rowid) FROM findings").fetchone()[0]
    findings = [
        connection.execute(
            "SELECT id FROM findings WHERE rowid >= ? LIMIT 1", (pick.randint(1, last),)
        ).fetchone()[0]
        for _ in range(count)
    ]
    places = some("SELECT code FROM site_places WHERE level = 'place' AND findings > 0")
    provinces = some("SELECT code FROM site_places WHERE level = 'province'")
    topics = some("SELECT DISTINCT topic FROM site_counts WHERE level = 'all' AND topic NOT IN ('*', '-')")
    years = some("SELECT DISTINCT year FROM site_counts WHERE level = 'all' AND year > 0")
    statuses = [pick.choice(("completed", "in_progress", "not_completed", "unstated")) for _ in range(count)]
    words = [urllib.parse.quote(pick.choice(WORDS)) for _ in range(count)]
    each = list(zip(places, provinces, topics, years, statuses, words, findings, strict=True))
    return {
        "home": [f"/?n={n}" for n in range(count)],
        "table": [f"/table?after={pick.randrange(last)}" for _ in range(count)],
        "table, city": [f"/table?city={place}" for place in places],
        "table, topic and status": [f"/table?topic={t}&status={s}" for _, _, t, _, s, _, _ in each],
        "table, province, year, status": [
            f"/table?province={p}&year={y}&status={s}" for _, p, _, y, s, _, _ in each
        ],
        "table, words": [f"/table?q={w}&after={n * 25}" for n, w in enumerate(words)],
        "notices": [f"/notices?city={place}&year={y}" for place, _, _, y, _, _, _ in each],
        "notices, topic": [f"/notices?topic={t}&n={n}" for n, t in enumerate(topics)],
        "kin": [f"/kin?topic={t}&n={n}" for n, t in enumerate(topics)],
        "notice": [f"/notice/{finding.rsplit('-', 1)[0]}" for finding in findings],
        "finding": [f"/finding/{finding}" for finding in findings],
        "topic": [f"/topic/{topic}?n={n}" for n, topic in enumerate(topics)],
        "topics": [f"/topics?n={n}" for n in range(count)],
        "city": [f"/city/{place}" for place in places],
        "cities": [f"/cities?n={n}" for n in range(count)],
        "compare": [f"/compare?city={place}&province={p}" for place, p, *_ in each],
        "compare, years": [f"/compare?province={p}&since={y}&rate=notice" for _, p, _, y, *_ in each],
        "search findings": [f"/search?q={w}&offset={n}" for n, w in enumerate(words)],
        "search, filtered": [f"/search?q={w}&city={place}&year={y}" for place, _, _, y, _, w, _ in each],
        "search measures": [f"/search?q={w}&in=measures&offset={n}" for n, w in enumerate(words)],
        "search notices": [f"/search?q={w}&in=notices&offset={n}" for n, w in enumerate(words)],
        "about": [f"/about?n={n}" for n in range(count)],
        "download": [f"/download?city={place}&topic={t}" for place, _, t, *_ in each],
        "feed, city": [f"/feed/city/{place}.atom" for place in places],
        "api findings": [f"/api/findings.json?topic={t}&year={y}" for _, _, t, y, *_ in each],
    }
