"""Hosts whose pages lead their readers on: to a login, to another address, to the front page."""

from tests.replica.behaviours import LIST, Behaviour, Plain, is_list, page
from tests.replica.content import Notice
from tests.replica.serving import Answer, Call
from tests.replica.sites import Site

NEWEST = "_3000.html"
LOGIN = page("<form>用户名<input name='u'>密码<input type='password' name='p'></form>")


def to_login(what: str) -> Behaviour:
    """The list, or the newest article, redirects to a login page."""

    def behave(site: Site, call: Call, plain: Plain) -> Answer:
        if call.path == "/sso/login":
            return LOGIN
        asked = is_list(call) if what == "list" else call.path.endswith(NEWEST)
        return Answer(status=302, headers=(("Location", "/sso/login"),)) if asked else plain(call)

    return behave


def moved_on(site: Site, call: Call, plain: Plain) -> Answer:
    """The old addresses of articles are small pages whose script leads to the new ones."""
    old = {site.article_path(notice): notice for notice in site.notices}
    new = {moved_path(notice): notice for notice in site.notices}
    if call.path in old and not call.path.startswith("/new/"):
        return page(f"<script>location.replace('{moved_path(old[call.path])}')</script>")
    return site.article(new[call.path], call) if call.path in new else plain(call)


def moved_path(notice: Notice) -> str:
    """Where an article has moved to."""
    return f"/new/{notice.number}.html"


def home_by_script(site: Site, call: Call, plain: Plain) -> Answer:
    """The newest article is a small page whose script leads to the front page."""
    return (
        page("<script>window.location.href='/'</script>")
        if call.path == f"{LIST}{newest(site)}"
        else plain(call)
    )


def newest(site: Site) -> str:
    """The newest article's address below the list."""
    return site.article_path(site.original[0]).removeprefix(LIST)
