"""A site that shows long notices on several pages, in the ways that content systems do."""

from dataclasses import replace

from tests.replica.content import Notice
from tests.replica.serving import Answer, Call
from tests.replica.sites import Trs


class PagedByCall(Trs):
    """Pages counted from nought behind the name, their pager written by a call."""

    parts = 3

    def texts(self, notice: Notice) -> list[str]:
        """The body of a notice, cut at paragraphs."""
        paragraphs = [f"{text}</p>" for text in notice.body.split("</p>") if text]
        size = -(-len(paragraphs) // self.parts)
        return ["".join(paragraphs[at : at + size]) for at in range(0, len(paragraphs), size)]

    def page_path(self, notice: Notice, number: int) -> str:
        """Where a page of a notice stands."""
        path = self.article_path(notice)
        return path.replace(".html", f"_{number - 1}.html") if number > 1 else path

    def pager(self, notice: Notice, number: int) -> str:
        """What leads to the other pages."""
        name = self.article_path(notice).rpartition("/")[2].removesuffix(".html")
        pages = len(self.texts(notice))
        return (
            f"<div class='fy'><script>createPageHTML({pages}, {number - 1}, '{name}', 'html');</script></div>"
        )

    def plain(self, call: Call) -> Answer:
        address = call.path + "".join(f"?{name}={value}" for name, value in call.query.items())
        for notice in self.notices:
            for number in range(1, len(self.texts(notice)) + 1):
                if address == self.page_path(notice, number) and notice.on_topic and not notice.external:
                    return self.article(replace(notice, body=self.shown_text(notice, number)), call)
        return super().plain(call)

    def shown_text(self, notice: Notice, number: int) -> str:
        """The text of a page and its pager."""
        return self.texts(notice)[number - 1] + self.pager(notice, number)


class PagedByNumbers(PagedByCall):
    """Pages counted from one, their pager a row of numbers that stops at the second until one is there."""

    def page_path(self, notice: Notice, number: int) -> str:
        path = self.article_path(notice)
        return path.replace(".html", f"_{number}.html") if number > 1 else path

    def pager(self, notice: Notice, number: int) -> str:
        shown = range(1, min(len(self.texts(notice)), number + 1) + 1)
        links = (
            f"<a href='{self.page_path(notice, n)}'>{n}</a>" if n != number else f"<b>{n}</b>" for n in shown
        )
        return f"<div class='fy'>{' '.join(links)}</div>"


class PagedByQuery(PagedByCall):
    """Pages named in the query, each leading to the next; the last one's "next" leads to itself."""

    def page_path(self, notice: Notice, number: int) -> str:
        path = self.article_path(notice)
        return f"{path}?p={number}" if number > 1 else path

    def pager(self, notice: Notice, number: int) -> str:
        target = self.page_path(notice, min(number + 1, len(self.texts(notice))))
        beside = "<a href='/zwgk/sjgg/202101/t20210101_2.html'>下一篇</a>"
        return f"<div class='fy'><a href='{target}'>下一页</a> {beside}</div>"


class PagedForever(PagedByQuery):
    """A site that does not know the numbers of its pages: each shows the first again."""

    def shown_text(self, notice: Notice, number: int) -> str:
        return (
            notice.body + f"<div class='fy'><a href='{self.page_path(notice, number + 1)}'>下一页</a></div>"
        )


KINDS: dict[str, type[PagedByCall]] = {
    "call": PagedByCall,
    "numbers": PagedByNumbers,
    "query": PagedByQuery,
    "forever": PagedForever,
}
