"""The data files: all of them readable, honest about what nobody has seen, and strict about what they say."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.addresses import Allowance, allowed_suffixes
from scrapers.detecting.detect import NotDetected, detect, signs
from scrapers.families import FAMILIES
from scrapers.pages import Ask, Page
from scrapers.sources import SITES, BadSource, Source, load_sources, read_source, source_of, write_source
from scrapers.topics import topics
from tests.replica.serving import Call
from tests.replica.sites import Site
from tests.replica.town import HEALTHY, healthy_sites

GOOD = """
name = "x"
region = "440100"
authority = "y"
family = "trs"
[[lists]]
url = "https://a.gov.cn/zwgk/"
"""
ALLOWANCE = Allowance(suffixes=allowed_suffixes())


def test_there_are_at_least_sixty_sources() -> None:
    """From at least a dozen provinces and every family that has known addresses."""
    sources = load_sources()

    assert len(sources) >= 60
    assert len({source.region[:2] for source in sources}) >= 20
    assert {"trs", "nfcms", "gkmlpt", "hanweb", "ucap", "huzhou", "shanghai", "ankang", "generic"} <= {
        source.family for source in sources
    }


@pytest.mark.parametrize("source", load_sources(), ids=lambda source: source.id)
def test_bundled_source(source: Source) -> None:
    """A known family, allowed hosts, and a note where nobody has seen the list."""
    assert source.family in FAMILIES
    assert all(ALLOWANCE.refusal(column.url) is None for column in source.columns)
    assert source.verified is not None or source.note
    assert FAMILIES[source.family].first(source, source.columns[0]).url.startswith("http")
    assert source.unchecked is None


def test_data_files_are_written_as_they_are_read() -> None:
    """`write_source` and `read_source` are each other's inverse on all bundled files."""
    for path in sorted(SITES.glob("*.toml")):
        assert write_source(read_source(path)) == path.read_text("utf-8")


@given(
    st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
        str.strip
    ),
    st.dictionaries(
        st.sampled_from(["row", "next", "article"]), st.text(alphabet="ab'\"\\#=[]\n\t。", max_size=12)
    ),
)
def test_any_words_survive_a_data_file(words: str, parameters: dict[str, str]) -> None:
    """Quotes, backslashes and brackets in names and patterns."""
    values = tomllib.loads(GOOD) | {"name": words, "note": words, "parameters": parameters}
    source = source_of("x1", values)

    assert source_of("x1", tomllib.loads(write_source(source))) == source


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('region = "440100"', 'region = "Guangdong"'), "region"),
        (('name = "x"', 'nmae = "x"'), "nmae"),
        (('name = "x"', 'name = ""'), "name"),
        (("https://a.gov.cn/zwgk/", "a.gov.cn/zwgk"), "http"),
        (("[[lists]]", "[lists_]"), "lists_"),
        (('family = "trs"', 'family = "trs"\nkeep = "some"'), "keep"),
        (('family = "trs"', 'family = "trs"\nverified = true'), "verified"),
        (('family = "trs"', 'family = "trs"\n[expect]\nminimum = 1'), "minimum"),
        (('name = "x"', "name = "), "Invalid value"),
    ],
)
def test_a_data_file_that_is_wrong_is_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """The message names the file and what was expected."""
    path = tmp_path / "some-city.toml"
    path.write_text(GOOD.replace(*change), "utf-8")

    with pytest.raises(BadSource, match=message) as caught:
        read_source(path)
    assert "some-city.toml" in str(caught.value)


def test_the_name_of_a_data_file_is_an_id(tmp_path: Path) -> None:
    """Lower case, digits and hyphens: ids are keys of the archive and words of a command line."""
    path = tmp_path / "Some City.toml"
    path.write_text(GOOD, "utf-8")

    with pytest.raises(BadSource, match="file name"):
        read_source(path)


def first_page(site: Site) -> Page:
    """The page that a data file's list address shows."""
    host = f"http://{site.name}.localhost:1"
    answer = site.plain(
        Call(
            host=site.name,
            port=1,
            method="GET",
            path=site.list_path.partition("?")[0],
            query={},
            form={},
            headers={},
        )
    )
    url = host + site.list_path
    return Page(url=url, text=answer.body.decode(), ask=Ask(url=url), list_url=url, body=answer.body)


@pytest.mark.parametrize(
    "host", [name for name, (kind, *_) in HEALTHY.items() if kind.family not in ("generic", "huzhou")]
)
def test_each_family_is_recognised_by_two_signs(host: str) -> None:
    """And by no other family as well."""
    site = healthy_sites()[host]
    found = detect(first_page(site))

    assert found.family == site.family
    assert len(found.signs) >= 2


def test_signs_speak_of_known_families() -> None:
    """Each family but the generic one has at least two kinds of sign."""
    kinds: dict[str, set[str]] = {}
    for sign in signs():
        kinds.setdefault(sign.family, set()).add(sign.about)

    assert set(kinds) == set(FAMILIES) - {"generic"}
    assert all(len(about) >= 2 for about in kinds.values())


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href='/a/1.html'>审计公告</a></li></ul><div>技术支持：南京大汉网络</div>",
        "<ul><li><a href='/zwgk/202401/t20240101_1.html'>审计公告</a></li></ul>",
        "<script>createPageHTML(3,0,'index','html')</script>",
    ],
)
def test_one_sign_or_a_footer_is_not_enough(body: str) -> None:
    """The message tells which signs were met."""
    url = "http://a.gov.cn/zwgk/"

    with pytest.raises(NotDetected, match="two signs"):
        detect(Page(url=url, text=body, ask=Ask(url=url), list_url=url))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "empty"),
        ("<script>$_ts=window['$_ts'];</script>", "challenge page by Ruishu"),
        ("<p>对不起，您访问的页面不存在或已被删除</p>", "look for the list's address"),
        ("<form>用户名<input name=u>密码<input type=password></form>", "log in"),
        ("<div class=list>暂无信息</div>", "it says 暂无信息"),
        ("<div id=app></div><script>axios.post('/api/' + v.kind + '/page', q); var u = '/api/docs/list';</script>", "/api/docs/list by POST"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_list_is_told_apart(body: str, told: str) -> None:
    """Who adds a city reads what came instead, not only that no sign was met."""
    url = "http://a.gov.cn/zwgk/"

    with pytest.raises(NotDetected, match=told):
        detect(Page(url=url, text=body, ask=Ask(url=url), list_url=url))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xd8\xff\xe0 a picture", "jpeg"),
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04 word/document.xml", "docx"),
    ],
)
def test_a_file_that_is_no_web_page_is_named_as_what_it_is(body: bytes, kind: str) -> None:
    """Who saved the wrong file reads which it is, not that no sign was met in its bytes as text."""
    url = "http://a.gov.cn/zwgk/"

    with pytest.raises(NotDetected, match=f"got {kind} bytes instead of a web page"):
        detect(Page(url=url, text="\ufffd", ask=Ask(url=url), list_url=url, body=body))


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("关于2023年度本级预算执行和其他财政收支审计查出问题整改情况的报告", True), ("審計報告所提建議的執行情況", True),
        ("十二届市委第三轮巡察整改进展情况的通报", True), ("中央生态环境保护督察整改落实情况", True),
        ("中央環保督察整改", True), ("关于举办运动会的通知", False), ("审计局公开招聘工作人员公告", False),
        ("关于2024年度市…", None), ("关于审…", None), ("审 计 结 果 公 告", True),
    ],
)  # fmt: skip
def test_titles_are_kept_by_words(title: str, wanted: bool | None) -> None:
    """Both scripts; recruitment at an audit bureau is no audit; a title cut short is not judged."""
    assert topics().wanted(title) is wanted
