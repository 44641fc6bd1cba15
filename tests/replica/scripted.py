"""Hosts whose lists scripts fill, feeds, and pages that only what they run on click leads on."""

import json
from dataclasses import replace
from email.utils import formatdate
from typing import Any

from tests.replica.content import Notice
from tests.replica.serving import Answer, Call
from tests.replica.sites import Site, as_json, hexes, moment

SITE_GUID = "5d0c1f7e-0000-4000-8000-00000000a001"


class Epoint(Site):
    """Project and site stand in a shared script; the service wants its fields in `params`, pages from 0."""

    family = "epoint"
    list_path = "/zwgk/govInfoPub.html?categorynum=003001"
    body_class = "class='ewb-article-info'"

    def article_path(self, notice: Notice) -> str:
        return f"/zwgk/003001/{notice.day:%Y%m%d}/{hexes(notice)}.html"

    def listing(self, call: Call) -> Answer | None:
        if call.path == "/zwgk/govInfoPub.html":
            script = "<script src='/js/webBuilderCommon.js'></script><ul id='infolist'></ul>"
            return self.html("公开", script, modified=self.changed())
        if call.path == "/js/webBuilderCommon.js":
            text = f"var siteInfo = {{projectName: '/EWB-FRONT', siteGuid: '{SITE_GUID}'}};"
            return Answer(
                body=text.encode(), media_type="text/javascript", modified=moment(self.notices[-1].day)
            )
        if call.path != "/EWB-FRONT/rest/lightfrontaction/getgovinfolist":
            return None
        wanted = json.loads(call.body).get("params") or {}
        if (wanted.get("siteGuid"), wanted.get("categorynum")) != (SITE_GUID, "003001"):
            return as_json({"custom": {"total": 0, "data": []}})
        size, number = int(wanted["pageSize"]), int(wanted["pageIndex"])
        rows = [{"realtitle": n.title, "title": n.title[:9] + "...", "infourl": self.href(n), "infodate": str(n.day)}
                for n in self.notices[number * size : (number + 1) * size]]  # fmt: skip
        return as_json({"custom": {"total": len(self.notices), "data": rows}})


class App(Site):
    """An application in the browser: rows without addresses by POST of JSON, articles as shells that load JSON."""

    list_path = "/zwgk/list.html?channelId=3021"

    def article_path(self, notice: Notice) -> str:
        return f"/zwgk/detail.html?id={55000 + notice.number}"

    def file_folder(self, notice: Notice) -> str:
        return f"/upload/{55000 + notice.number}/"

    def plain(self, call: Call) -> Answer:
        if call.path == "/zwgk/detail.html":
            call = replace(call, path=f"/zwgk/detail.html?id={call.query.get('id', '')}")
        return Site.plain(self, call)

    def listing(self, call: Call) -> Answer | None:
        if call.path == "/zwgk/list.html":
            script = ("var cid = getQuery('channelId'); function load(n){ $.ajax({url: '/api/info/page', type: 'POST',"
                      " contentType: 'application/json', data: JSON.stringify({channelId: cid, pageNum: n, pageSize: 5}),"
                      " success: show}) } load(1);")  # fmt: skip
            return self.html(
                "公开", f"<div id='app'></div><script>{script}</script>", modified=self.changed()
            )
        if call.path == "/api/info/page":
            wanted = json.loads(call.body)
            shown = self.shown(wanted["pageNum"]) if wanted["channelId"] == "3021" else []
            rows = [{"infoId": 55000 + n.number, "infoTitle": n.title, "publishTime": int(moment(n.day) * 1000),
                     "linkUrl": n.external or ""} for n in shown]  # fmt: skip
            return as_json({"code": 0, "data": {"total": len(self.notices), "records": rows}})
        if call.path == "/api/info/detail":
            notice = next((n for n in self.notices if str(55000 + n.number) == call.query.get("id")), None)
            return as_json({"data": self.detail(notice)}) if notice else None
        return None

    def detail(self, notice: Notice) -> dict[str, Any]:
        """What the service says of one notice."""
        links = "".join(
            f"<p><a href='{self.file_folder(notice)}{name}'>{name}</a></p>" for name in notice.files
        )
        return {"title": notice.title, "publishTime": str(notice.day), "content": notice.body + links}

    def article(self, notice: Notice, call: Call) -> Answer:
        script = (
            "$.get('/api/info/detail?id=' + getQuery('id'), function(r){ $('#app').html(r.data.content) })"
        )
        return self.html(
            "公开", f"<div id='app'></div><script>{script}</script>", modified=moment(notice.day)
        )

    def data_file(self, port: int, scheme: str = "http") -> dict[str, Any]:
        return {**super().data_file(port, scheme), "parameters": {"address": "/zwgk/detail.html?id={infoId}"}}


class Feed(Site):
    """A list that is an RSS feed, all of it on one page."""

    list_path = "/rss/sjgg.xml"

    def article_path(self, notice: Notice) -> str:
        return f"/sjgg/{notice.day:%Y%m}/{700 + notice.number}.html"

    def listing(self, call: Call) -> Answer | None:
        if call.path != self.list_path:
            return None
        items = "".join(
            f"<item><title><![CDATA[{n.title}]]></title><link>{n.external or call.origin + self.article_path(n)}</link>"
            f"<pubDate>{formatdate(moment(n.day))}</pubDate></item>"
            for n in self.notices
        )
        text = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>公告</title>{items}</channel></rss>'
        return Answer(body=text.encode(), media_type="application/rss+xml", modified=self.changed())


class Opened(Site):
    """A frame with a table whose rows open by a function; years stand above the rows; pages in one form, as ASP.NET makes
    them; files that a script opens."""

    list_path = "/sjgg/index.htm"

    def article_path(self, notice: Notice) -> str:
        return f"/info/show.jsp?infoid={900 + notice.number}"

    def file_folder(self, notice: Notice) -> str:
        return f"/upload/{900 + notice.number}/"

    def plain(self, call: Call) -> Answer:
        if call.path == "/info/show.jsp":
            call = replace(call, path=f"/info/show.jsp?infoid={call.query.get('infoid', '')}")
        return Site.plain(self, call)

    def listing(self, call: Call) -> Answer | None:
        if call.path == self.list_path:
            return Answer(body=b"<HTML><BODY><IFRAME SRC=rows.jsp?lm=7 WIDTH=100%></IFRAME></BODY></HTML>")
        if call.path != "/sjgg/rows.jsp" or call.query.get("lm") != "7":
            return None
        number = int(call.query.get("p", "1"))
        rows, year = "", 0
        for notice in self.shown(number):
            rows += f"<TR><TD COLSPAN=2>{notice.day.year}年</TD></TR>" if notice.day.year != year else ""
            year = notice.day.year
            lead = (f"HREF='{notice.external}'" if notice.external
                    else f"HREF='javascript:void(0)' ONCLICK=\"openInfo('{900 + notice.number}')\"")  # fmt: skip
            rows += f"<TR><TD><A {lead}>{notice.title}</A></TD><TD>[{notice.day:%m-%d}]</TD></TR>"
        script = (
            "<SCRIPT>function openInfo(id){ window.open('/info/show.jsp?infoid=' + id, '_blank'); }</SCRIPT>"
        )
        following = (
            f"<A HREF='rows.jsp?lm=7&p={number + 1}'>[下一页]</A>" if number < self.pages else "[下一页]"
        )
        return self.html("列表", f"{script}<TABLE>{rows}</TABLE>第{number}页 共{self.pages}页 {following}",
                         modified=self.changed())  # fmt: skip

    def article(self, notice: Notice, call: Call) -> Answer:
        files = "".join(f"<a href='javascript:void(0)' onclick=\"downFile('{self.file_folder(notice)}{name}')\">{name}</a>"
                        for name in notice.files)  # fmt: skip
        inner = (f"<form method='post' action='show.jsp'><input type='hidden' name='__VIEWSTATE' value='x'>"
                 f"<h1>{notice.title}</h1><div class='content'>{notice.body}{files}</div></form>")  # fmt: skip
        return self.html(notice.title, inner, head=self.metas(notice), modified=moment(notice.day))
