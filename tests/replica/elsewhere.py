"""Sites whose system lies below a folder, whose links carry a session, or whose list stands beside another column's box."""

from itertools import count
from typing import Any

from tests.replica.content import Notice
from tests.replica.services import Hanweb, Jpaas
from tests.replica.serving import NOT_FOUND, Answer, Call
from tests.replica.sites import NAV, Site


class HanwebBelow(Hanweb):
    """jpage below a folder, with its service under the name of newer versions; further groups only by the link of the last."""

    list_path = f"/sjj28{Hanweb.list_path}"
    proxy = "/sjj28/module/jslib/jquery/jpage/dataproxy.jsp"

    def article_path(self, notice: Notice) -> str:
        return f"/sjj28{super().article_path(notice)}"

    def records(self, shown: list[Notice]) -> str:
        behind = self.notices.index(shown[-1]) + 1 if shown else len(self.notices)
        link = f"{self.proxy}?webid=28&amp;from={behind}" if behind < len(self.notices) else ""
        group = f'<nextgroup><![CDATA[<a href="{link}"></a>]]></nextgroup>' if link else ""
        return super().records(shown).replace("<recordset>", f"{group}<recordset>")

    def listing(self, call: Call) -> Answer | None:
        if call.path != self.proxy:
            return super().listing(call)
        start = int(call.query.get("from", "0"))
        shown = self.notices[start : start + 3 * self.per_page]
        return Answer(body=self.records(shown).encode(), media_type="text/xml; charset=utf-8")


class JpaasBelow(Jpaas):
    """The publish server below a folder, as the element with the parameters says."""

    list_path = f"/sjj{Jpaas.list_path}"
    unit = f"/sjj{Jpaas.unit}"

    def article_path(self, notice: Notice) -> str:
        return f"/sjj{super().article_path(notice)}"

    def listing(self, call: Call) -> Answer | None:
        found = super().listing(call)
        if found is None or call.path != self.list_path:
            return found
        said = found.body.replace(b"queryData=", f'url="{self.unit}" queryData='.encode())
        return Answer(body=said, modified=found.modified, validators=found.validators)


class Sessions(Site):
    """Every link carries a session that is another each time; days come first; pages are numbered pictures."""

    list_path = "/press_list.php"
    body_class = "class='content'"
    _tokens = count(10**15)

    def article_path(self, notice: Notice) -> str:
        return f"/press/{notice.number}.php"

    def row(self, notice: Notice) -> str:
        where = notice.external or f"{self.article_path(notice)}?sid={self.token}"
        return f"<dl><dt>{notice.day}</dt><dd><a href='{where}'>{notice.title}</a></dd></dl>"

    @property
    def token(self) -> str:
        """A session."""
        return f"{next(self._tokens)}abc"

    def listing(self, call: Call) -> Answer | None:
        if call.path != self.list_path:
            return None
        number, token = int(call.query.get("Page", "1")), self.token
        rows = "".join(self.row(notice) for notice in self.shown(number))
        following = (
            f"<a href='{self.list_path}?sid={token}&amp;Page={number + 1}'><img src=n.gif alt='下一頁'></a>"
        )
        head = "".join(
            f"<a href='/{name}.php?sid={token}'>{name}</a>" for name in ("index", "about", "press_list")
        )
        return self.html("新聞", f"<p>{head}</p><div class=main>{rows}</div>{following if number < self.pages else ''}",
                         modified=self.changed())  # fmt: skip

    def data_file(self, port: int, scheme: str = "http") -> dict[str, Any]:
        return {**super().data_file(port, scheme), "strip": ["sid"]}


class Columns(Site):
    """Two columns alike, the news' and the list's; the pager is written by a script that calls a function of the page."""

    list_path = "/zwgk/list.jsp"
    news = ("审计局机关组织健步走活动", "全市审计工作会议在我局召开", "省审计厅调研组来我市调研")

    def article_path(self, notice: Notice) -> str:
        return f"/zwgk/view_{notice.number}.jsp"

    def row(self, notice: Notice) -> str:
        return f"<tr><td><a href='{self.href(notice)}'>{notice.title}</a> ({notice.day})</td></tr>"

    def listing(self, call: Call) -> Answer | None:
        if call.path != self.list_path or call.query.get("colid", "23") != "23":
            return NOT_FOUND if call.path == self.list_path else None
        number = int(call.query.get("pageno", "1"))
        left = "".join(
            f"<tr><td><a href='/news/{n}.jsp'>{title}</a> (2025-04-0{n + 1})</td></tr>"
            for n, title in enumerate(self.news)
        )
        rows = "".join(self.row(notice) for notice in self.shown(number))
        script = (f"<script>var totalpage = {self.pages}; var currentpage = {number};"
                  "function gopage(n){ if(n>totalpage) return; location.href=\"list.jsp?colid=23&pageno=\"+n; }"
                  "document.getElementById('pager').innerHTML='<a href=\"javascript:gopage('+(currentpage+1)+')\">下一页</a>';"
                  "</script>")  # fmt: skip
        return self.html("公告", f"{NAV}<table><tr><td><table><tr><td>工作动态</td></tr>{left}<tr><td><a href='list.jsp?colid=21'>更多</a>"
                         f"</td></tr></table></td><td><table><tr><td>审计整改公告</td></tr>{rows}</table></td></tr></table>"
                         f"<div id=pager></div>{script}", modified=self.changed())  # fmt: skip
