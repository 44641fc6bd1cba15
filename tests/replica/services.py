"""Families whose lists come from a service: JSON, JSONP, XML records, fragments behind a form."""

import json
from typing import Any

from tests.replica.content import Notice
from tests.replica.serving import NOT_FOUND, Answer, Call
from tests.replica.sites import Site, as_json, hexes, moment

COLUMN = 1229039043
RECORDS = (
    "<datastore><totalrecord>{total}</totalrecord><totalpage>{pages}</totalpage>"
    "<recordset>{records}</recordset></datastore>"
)


class Gkmlpt(Site):
    """100 rows a page; an article's content is a JSON value in its page."""

    family = "gkmlpt"
    list_path = "/gkmlpt/index"

    def article_path(self, notice: Notice) -> str:
        return f"/gkmlpt/content/10/{10000 + notice.number}/post_{10000 + notice.number}.html"

    def file_folder(self, notice: Notice) -> str:
        return f"/attachment/0/{700 + notice.number}/"

    def listing(self, call: Call) -> Answer | None:
        if call.path == "/gkmlpt/index":
            tree = [{"id": 5000, "name": "机构职能", "children": []},
                    {"id": 5001, "name": "财政信息", "children": [{"id": 5100, "name": "审计公开", "children": []}]}]  # fmt: skip
            return self.html(
                "目录", f"<script>window._CONFIG = {json.dumps({'SID': 999001, 'TREE': tree})};</script>"
            )
        if call.path != "/gkmlpt/api/all/5100" or call.query.get("sid") != "999001":
            return None
        number = max(1, int(call.query.get("page", "1")))
        shown = self.notices[(number - 1) * 100 : number * 100]
        rows = [{"id": n.number, "title": n.title, "url": self.address(n, call), "publisher": n.source,
                 "document_number": "", "identifier": f"99/{n.number}", "date": str(n.day),
                 "first_publish_time": int(moment(n.day)), "is_expired": 0, "is_abolished": 0,
                 "attachment": self.attached(n)} for n in shown]  # fmt: skip
        return as_json(
            {"total": len(self.notices), "classify": {"post_count": len(self.notices)}, "articles": rows}
        )

    def address(self, notice: Notice, call: Call) -> str:
        return notice.external or call.origin + self.article_path(notice)

    def attached(self, notice: Notice) -> list[dict[str, Any]]:
        return [
            {"name": name, "type": name[-3:], "size": 1, "url": self.file_folder(notice) + name}
            for name in notice.files
        ]

    def article(self, notice: Notice, call: Call) -> Answer:
        detail = {"title": notice.title, "content": notice.body, "date": str(notice.day), "publisher": notice.source,
                  "attachment": self.attached(notice)}  # fmt: skip
        script = f"<script>window._CONFIG = {json.dumps({'SID': 999001, 'DETAIL': detail}, ensure_ascii=False)};</script>"
        return self.html("信息公开", f"<div id='app'></div>{script}", modified=moment(notice.day))


class Hanweb(Site):
    """jpage with start and end of records honoured, five records a page, three pages in the first group."""

    family = "hanweb"
    list_path = f"/col/col{COLUMN}/index.html"
    body_class = "id='zoom'"
    proxy = "/module/web/jpage/dataproxy.jsp"
    honours_records = True
    honours_page = False

    def article_path(self, notice: Notice) -> str:
        day = notice.day
        return f"/art/{day.year}/{day.month}/{day.day}/art_{COLUMN}_{58000000 + notice.number}.html"

    def records(self, shown: list[Notice]) -> str:
        rows = (f"<record><![CDATA[<li><span>{n.day}</span><a title=\"{n.title}\" target='_blank' href='{self.href(n)}'>"
                f"{n.title}</a></li>]]></record>" for n in shown)  # fmt: skip
        return RECORDS.format(total=len(self.notices), pages=self.pages, records="".join(rows))

    def listing(self, call: Call) -> Answer | None:
        if call.path == self.list_path:
            settings = f"{{'webid':28,'columnid':{COLUMN},'unitid':31227,'perPage':{self.per_page}}}"
            script = f"<script type='text/xml' id='data'>{self.records(self.notices[: 3 * self.per_page])}</script>"
            return self.html("公告", f"<div id='31227'></div>{script}<script>jpage({settings},'{self.proxy}')</script>",
                             modified=self.changed())  # fmt: skip
        if call.path != self.proxy:
            return None
        fields = call.query | call.form
        if (fields.get("webid"), fields.get("columnid"), fields.get("unitid")) != (
            "28",
            str(COLUMN),
            "31227",
        ):
            return NOT_FOUND
        start, end = int(fields.get("startrecord", "1")), int(fields.get("endrecord", str(3 * self.per_page)))
        if self.honours_page and "page" in fields:
            start = (int(fields["page"]) - 1) * self.per_page + 1
            end = start + self.per_page - 1
        elif not self.honours_records:
            start, end = 1, 3 * self.per_page
        return Answer(
            body=self.records(self.notices[start - 1 : end]).encode(), media_type="text/xml; charset=utf-8"
        )


class HanwebByPage(Hanweb):
    """jpage on a server that ignores record numbers and honours only `page`."""

    honours_records = False
    honours_page = True


class HanwebXxgk(Site):
    """Disclosure lists behind a form; the answer also has rows of another column."""

    family = "hanweb_xxgk"
    list_path = f"/col/col{COLUMN}/index.html"
    body_class = "class='bt_content main-txt'"

    article_path = Hanweb.article_path

    def listing(self, call: Call) -> Answer | None:
        if call.path == self.list_path:
            form = (f"<input name='infotypeId' value='A0212'><input name='jdid' value='149'>"
                    f"<input name='divid' value='div{COLUMN}'>")  # fmt: skip
            return self.html("公开目录", form)
        if (
            call.path != "/module/xxgk/search.jsp"
            or call.form.get("infotypeId") != "A0212"
            or call.form.get("jdid") != "149"
        ):
            return None
        number = int(call.form.get("currpage", "1"))
        rows = "".join(self.tr(n, index) for index, n in enumerate(self.shown(number)))
        other = "<tr class='tr_main_value_odd'><td><a href='/art/2024/1/2/art_77_123.html'>另一栏目的信息</a></td></tr>"
        return Answer(body=f"<table>{rows}{other}</table><div>共{self.pages}页</div>".encode())

    def tr(self, notice: Notice, index: int) -> str:
        kind = "even" if index % 2 else "odd"
        return (f"<tr class='tr_main_value_{kind}'><td>{index + 1}</td><td><a href='{self.href(notice)}'>{notice.title}</a>"
                f"</td><td>{notice.day}</td></tr>")  # fmt: skip

    def table(self, notice: Notice) -> str:
        return f"<table class='xxgk_table'><tr><td>索引号</td><td>1133/{notice.number}</td></tr></table>"


class Jpaas(Site):
    """Lists from the publish server; without a Referer it refuses."""

    family = "jpaas"
    list_path = f"/col/col{COLUMN}/index.html"
    body_class = "id='zoom'"
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit"

    def article_path(self, notice: Notice) -> str:
        return f"/art/{notice.day.year}/art_{hexes(notice)}.html"

    def listing(self, call: Call) -> Answer | None:
        if call.path == self.list_path:
            query = ("{'parseType':'bulidstatic','webId':'3','tplSetId':'abc','pageType':'column','tagId':'信息列表',"
                     "'editType':'null','pageId':'42'}")  # fmt: skip
            return self.html("公告", f"<div id='list' queryData=\"{query}\"></div>", modified=self.changed())
        if call.path != self.unit or call.query.get("webId") != "3" or call.query.get("pageId") != "42":
            return None
        if "referer" not in call.headers:
            return Answer(status=403, body=b"forbidden")
        wanted = json.loads(call.query["paramJson"])
        size, number = int(wanted["pageSize"]), int(wanted["pageNo"])
        shown = self.notices[(number - 1) * size : number * size]
        pages = -(-len(self.notices) // size)
        markup = self.box(shown) + f"<div class='page' count='{len(self.notices)}'>共{pages}页</div>"
        return as_json({"success": True, "data": {"html": markup}})

    def data_file(self, port: int, scheme: str = "http") -> dict[str, Any]:
        return {**super().data_file(port, scheme), "parameters": {"pageSize": str(self.per_page)}}


class Huzhou(Site):
    """JSONP lists."""

    family = "huzhou"
    list_path = "/hzgov/front/s40/xxgk/sjxx/sjzg/"
    body_class = "class='xxgk_content'"
    service = "/hzgov/custom/sheng/info/infolist.jsp"

    def article_path(self, notice: Notice) -> str:
        return f"/hzgov/front/s40/xxgk/sjxx/sjzg/{notice.day:%Y%m%d}/i{3400000 + notice.number}.html"

    def listing(self, call: Call) -> Answer | None:
        if call.path != self.service or call.query.get("cid") != "88":
            return None
        number, size = int(call.query["pageno"]), int(call.query["pagesize"])
        shown = self.notices[(number - 1) * size : number * size]
        rows = [{"infotitle": n.title, "infourl": self.href(n), "infodate": str(n.day)} for n in shown]
        value = {"totalpage": -(-len(self.notices) // size), "total": len(self.notices), "infolist": rows}
        return as_json(value, media_type="text/javascript", callback="jsonpcallback")

    def data_file(self, port: int, scheme: str = "http") -> dict[str, Any]:
        service = f"{scheme}://{self.name}.localhost:{port}{self.service}?cid=88&siteid=656&pagesize={self.per_page}"
        return {**super().data_file(port, scheme), "parameters": {"service": service}}


class Lonsun(Site):
    """Lists from the label service as HTML."""

    family = "lonsun"
    list_path = "/public/column/6611"
    body_class = "class='gkwz_contnet'"

    def article_path(self, notice: Notice) -> str:
        return f"/public/6611/{8000000 + notice.number}.html"

    def file_folder(self, notice: Notice) -> str:
        return f"/group1/M00/{notice.number:02d}/"

    def listing(self, call: Call) -> Answer | None:
        label = (
            "/site/label/8888?labelName=publicInfoList&siteId=6&organId=6611&catId=99&pageSize=15&action=list"
        )
        if call.path == self.list_path:
            return self.html("公开", f"<div class='list' data-url='{label.replace('&', '&amp;')}'></div>")
        if call.path != "/site/label/8888" or call.query.get("organId") != "6611":
            return None
        number = int(call.query.get("pageIndex", "1"))
        rows = "".join(f"<li><a class='title' href='{self.href(n)}'>{n.title}</a><span>{n.day}</span></li>"
                       for n in self.shown(number))  # fmt: skip
        body = f"<ul class='lists'>{rows}</ul><div>共{self.pages}页 共{len(self.notices)}条</div>"
        return Answer(body=body.encode())
