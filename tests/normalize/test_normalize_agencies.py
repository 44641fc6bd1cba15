"""Agencies: a table of printed names, lists with offsets, roles, and people who are left out."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.agencies.listed_bodies import listed_bodies
from normalize.agencies.names import beyond, families, mainland
from normalize.agencies.reading import agency_mentions, canonical_agency, parse_agency, split_agencies
from normalize.places.regions import region_of_code
from normalize.records import Quote, Span, squeeze

with (Path(__file__).parent / "agency_names.csv").open(encoding="utf-8", newline="") as file:
    NAMES = list(csv.DictReader(file))
ISSUERS = {"": "霁州市教育局", "330500": "湖州市教育局", "330521": "德清县教育局"}
HUZHOU = region_of_code("330500")


def test_the_vocabulary_is_large_and_holds_every_name_once():
    assert len(families()) >= 60
    assert len(mainland()) > 1400
    assert len(beyond()) > 250
    assert all(family["en"] for family in families().values())


def test_the_table_of_names_is_large():
    assert len(NAMES) >= 200


@pytest.mark.parametrize("row", NAMES, ids=lambda row: f"{row['region']} {row['text']}")
def test_printed_names_mean_what_the_table_says(row):
    region = region_of_code(row["region"]) if row["region"] else None
    agency = parse_agency(row["text"], region=region, issuer=ISSUERS.get(row["region"]))
    assert agency.text == row["text"]
    assert (agency.canonical or "", agency.function or "", agency.kind) == (
        row["canonical"],
        row["function"],
        row["kind"],
    )


def test_every_name_of_a_family_means_one_body_in_one_city():
    for name, body in mainland().items():
        agency = parse_agency(f"湖州市{name}", region=HUZHOU)
        assert agency.function == body.function, name
        assert agency.canonical == f"湖州市{body.standard}", name


def test_former_and_present_names_are_one_body():
    names = ["湖州市大数据发展管理局", "市大数据局", "市数据局", "市政务服务和数据局"]
    assert len({canonical_agency(name, region=HUZHOU) for name in names}) == 1


def test_introduced_abbreviations_come_first():
    short = {"市治水办": "湖州市水利局", "“中心”": "湖州市大数据管理中心"}
    assert canonical_agency("市治水办", region=HUZHOU, abbreviations=short) == "湖州市水利局"
    assert canonical_agency("中心", region=HUZHOU, abbreviations=short) == "湖州市数据局"


def test_an_abbreviation_of_itself_ends():
    assert (
        canonical_agency("市财政局", region=HUZHOU, abbreviations={"市财政局": "市财政局"}) == "湖州市财政局"
    )


def test_self_reference_without_an_issuer_stays_open():
    agency = parse_agency("我局", region=HUZHOU)
    assert (agency.canonical, agency.kind) == (None, "self")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市财政局、市审计局", ["市财政局", "市审计局"]),
        ("市财政局，市审计局；市人社局", ["市财政局", "市审计局", "市人社局"]),
        ("市财政局和市审计局", ["市财政局", "市审计局"]),
        ("市财政局与市审计局", ["市财政局", "市审计局"]),
        ("市财政局会同市审计局及各县区", ["市财政局", "市审计局", "各县区"]),
        ("市委审计委员会办公室、市审计局", ["市委审计委员会办公室", "市审计局"]),
        ("市政务服务和数据局", ["市政务服务和数据局"]),
        ("市住房和城乡建设局", ["市住房和城乡建设局"]),
        ("市文化和旅游局与市体育局", ["市文化和旅游局", "市体育局"]),
        ("市发展和改革委员会和市人力资源和社会保障局", ["市发展和改革委员会", "市人力资源和社会保障局"]),
        ("市林业和草原局、市粮食和物资储备局", ["市林业和草原局", "市粮食和物资储备局"]),
        ("市自然资源和规划局和市生态环境局", ["市自然资源和规划局", "市生态环境局"]),
        ("市公园和绿地管理中心", ["市公园和绿地管理中心"]),
        ("市城市管理和综合执法局", ["市城市管理和综合执法局"]),
        ("各县（市、区）人民政府、市教育局", ["各县（市、区）人民政府", "市教育局"]),
        ("财务科、人事科和办公室", ["财务科", "人事科", "办公室"]),
        ("1.市教育局 2.市体育局", ["市教育局", "市体育局"]),
        ("①市教育局②市体育局", ["市教育局", "市体育局"]),
        ("市教育局\n市体育局", ["市教育局", "市体育局"]),
        ("市住房和城乡\n建设局", ["市住房和城乡\n建设局"]),
        ("市人力资源和社\n会保障局、市民政局", ["市人力资源和社\n会保障局", "市民政局"]),
        ("市财政局、市审计局等单位", ["市财政局", "市审计局"]),
        ("市財政局、市審計局", ["市財政局", "市審計局"]),
        ("市财政局/市审计局", ["市财政局", "市审计局"]),
        ("公園管理處、環境保護局", ["公園管理處", "環境保護局"]),
        ("工務局及水利局", ["工務局", "水利局"]),
        ("教育局暨衛生局", ["教育局", "衛生局"]),
        ("1、市教育局；2、市民政局", ["市教育局", "市民政局"]),
        ("（1）市教育局（2）市民政局", ["市教育局", "市民政局"]),
        ("由市教育局牵头，会同市民政局、市医保局共同落实", ["市教育局", "市民政局", "市医保局"]),
        ("局机关各处室", ["局机关各处室"]),
        ("市、县财政局", ["市、县财政局"]),
        ("市财政局、市大数据局按职责分工负责", ["市财政局", "市大数据局"]),
        ("市财政局，会同市级有关部门", ["市财政局", "市级有关部门"]),
        ("", []),
        ("、，", []),
        ("—", []),
    ],
)
def test_lists_are_cut_into_names(text, names):
    assert [part.text for part in split_agencies(text)] == names


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "牵头单位：市财政局；配合单位：市审计局、市人社局",
            {"市财政局": "leading", "市审计局": "assisting", "市人社局": "assisting"},
        ),
        (
            "市财政局牵头，市审计局、市人社局配合",
            {"市财政局": "leading", "市审计局": "assisting", "市人社局": "assisting"},
        ),
        ("市财政局、市审计局牵头", {"市财政局": "leading", "市审计局": "leading"}),
        ("市财政局（牵头）、市审计局", {"市财政局": "leading", "市审计局": None}),
        ("責任單位：市財政局", {"市財政局": None}),
        ("主责单位：市财政局 协办单位：市审计局", {"市财政局": "leading", "市审计局": "assisting"}),
        ("市财政局负责", {"市财政局": None}),
        ("市财政局牵头负责，各县区配合", {"市财政局": "leading", "各县区": "assisting"}),
    ],
)
def test_leading_and_assisting_are_read_where_printed(text, roles):
    assert {part.text: part.role for part in split_agencies(text)} == roles


@given(st.text(alphabet="市县财政局审计委住房和城乡建设与及、，；牵头配合单位：（） \n1.科", max_size=40))
@settings(max_examples=200, deadline=None)
def test_every_part_stands_at_its_offsets(text):
    last = 0
    for part in split_agencies(text):
        assert text[part.start : part.end] == part.text
        assert last <= part.start < part.end
        last = part.end


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_without_error(text):
    agency = parse_agency(text, region=HUZHOU, issuer="湖州市教育局")
    assert agency.text == text
    split_agencies(text)


def test_mentions_carry_the_place_of_each_name():
    source = "责任单位\n市住房和城乡\n建设局、市审计局（配合），李明"
    quote = Quote(text="市住房和城乡建设局、市审计局（配合），李明", spans=(Span(start=5, end=len(source)),))
    mentions = agency_mentions((quote,), role="responsible", source=source, region=HUZHOU, finding=3)
    assert [(m.canonical, m.role, m.finding) for m in mentions] == [
        ("湖州市住房和城乡建设局", "responsible", 3),
        ("湖州市审计局", "assisting", 3),
    ]
    for mention in mentions:
        printed = "".join(source[s.start : s.end] for s in mention.text.spans)
        assert squeeze(printed) == squeeze(mention.text.text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("市财政局（李明）", ["市财政局"]),
        ("李明（市财政局）", ["市财政局"]),
        ("市财政局局长李明", ["市财政局"]),
        ("市财政局：李明", ["市财政局"]),
        ("李明 市财政局", ["市财政局"]),
        ("市城管局王局长", ["市城管局"]),
        ("预算科王芳", ["预算科"]),
        ("联系人：赵磊 13800000000", []),
        ("责任人：欧阳明、王芳", []),
        ("市财政局、市审计局；责任人：张伟", ["市财政局", "市审计局"]),
        ("市财政局、\n市审计局", ["市财政局", "市审计局"]),
        ("市东方公司、市教育局高中科", ["市东方公司", "市教育局高中科"]),
        ("各县（市、区）人民政府", ["各县（市、区）人民政府"]),
    ],
)
def test_people_beside_bodies_are_left_out_and_nothing_else_is(text, kept):
    quote = Quote(text=text, spans=(Span(start=0, end=len(text)),))
    cleaned = [body for body, _ in listed_bodies((quote,), text)]

    assert [q.text for q in cleaned] == kept
    assert all(squeeze("".join(text[s.start : s.end] for s in q.spans)) == squeeze(q.text) for q in cleaned)


def quotes_in(source: str, *names: str) -> tuple[Quote, ...]:
    """Quotes of the names, in the order in which the source prints them."""
    starts = [source.index(name) for name in names]
    return tuple(
        Quote(text=name, spans=(Span(start=start, end=start + len(name)),))
        for name, start in zip(names, starts, strict=True)
    )


@pytest.mark.parametrize(
    ("source", "quoted", "read"),
    [
        ("市教育局牵头，市卫健委、市医保局配合", ["市教育局牵头", "市卫健委", "市医保局配合"], "市教育局 leading, 市卫健委 assisting, 市医保局 assisting"),
        ("牵头单位：市教育局；配合单位：市民政局、市医保局", ["市教育局", "市民政局", "市医保局"], "市教育局 leading, 市民政局 assisting, 市医保局 assisting"),
        ("市教育局和市民政局", ["市教育局和市民政局"], "市教育局 None, 市民政局 None"),
        ("市、县财政局，市审计局", ["市", "县财政局", "市审计局"], "市、县财政局 None, 市审计局 None"),
        ("市教育局做了自查，要求整改。牵头单位：市民政局", ["市教育局", "市民政局"], "市教育局 None, 市民政局 leading"),
        ("第一责任单位：市教育局；第二责任单位：市民政局", ["第一责任单位：市教育局；第二责任单位：市民政局"], "市教育局 None, 市民政局 None"),
        ("整改责任单位：市教育局", ["整改责任单位：市教育局"], "市教育局 None"),
        ("督办部门：市审计局，具体落实单位：市民政局", ["督办部门：市审计局，具体落实单位：市民政局"], "市审计局 None, 市民政局 None"),
        ("总牵头单位：市教育局；协同配合单位：市民政局", ["总牵头单位：市教育局；协同配合单位：市民政局"], "市教育局 leading, 市民政局 assisting"),
        ("（牵头单位）市教育局", ["（牵头单位）市教育局"], "市教育局 leading"),
        ("牵头领导：李伟（副市长）；牵头单位：市教育局", ["牵头领导：李伟（副市长）；牵头单位：市教育局"], "市教育局 leading"),
        ("市教育局与市民政局共同负责", ["市教育局与市民政局共同负责"], "市教育局 None, 市民政局 None"),
        ("市教育局具体落实", ["市教育局具体落实"], "市教育局 None"),
        ("市教育局、市民政局（按职责分工）", ["市教育局、市民政局（按职责分工）"], "市教育局 None, 市民政局 None"),
        ("责任单位为市教育局、市民政局", ["责任单位为市教育局、市民政局"], "市教育局 None, 市民政局 None"),
        ("市教育局负责牵头，市民政局负责配合", ["市教育局负责牵头，市民政局负责配合"], "市教育局 leading, 市民政局 assisting"),
        ("市教育局统筹，市民政局配合", ["市教育局统筹，市民政局配合"], "市教育局 None, 市民政局 assisting"),
        ("市教育局组织实施", ["市教育局组织实施"], "市教育局 None"),
        ("市教育局 牵头 市民政局 配合", ["市教育局 牵头 市民政局 配合"], "市教育局 leading, 市民政局 assisting"),
        ("市教育局牵头市民政局配合", ["市教育局牵头市民政局配合"], "市教育局 leading, 市民政局 assisting"),
        ("市教育局为牵头单位，市民政局为配合单位", ["市教育局为牵头单位，市民政局为配合单位"], "市教育局 leading, 市民政局 assisting"),
        ("1.牵头单位：市教育局；2.配合单位：市民政局", ["1.牵头单位：市教育局；2.配合单位：市民政局"], "市教育局 leading, 市民政局 assisting"),
        ("一、市教育局；二、市民政局", ["一、市教育局；二、市民政局"], "市教育局 None, 市民政局 None"),
        ("(一)市教育局(二)市民政局", ["(一)市教育局(二)市民政局"], "市教育局 None, 市民政局 None"),
        ("市教育局等相关单位按职责负责", ["市教育局等相关单位按职责负责"], "市教育局 None"),
        ("汐县等3个县", ["汐县等3个县"], "汐县 None"),
        ("责任领导 李伟 责任科室 财务科", ["责任领导 李伟 责任科室 财务科"], "财务科 None"),
        ("主要责任单位：市教育局；次要责任单位：市民政局", ["主要责任单位：市教育局；次要责任单位：市民政局"], "市教育局 None, 市民政局 None"),
        ("市教育局（李伟、王芳）", ["市教育局（李伟、王芳）"], "市教育局 None"),
        ("市教育局分管负责同志", ["市教育局分管负责同志"], "市教育局 None"),
        ("资产处、信息中心共同负责", ["资产处、信息中心共同负责"], "资产处 None, 信息中心 None"),
        ("食物環境衞生署聯同警務處", ["食物環境衞生署聯同警務處"], "食物環境衞生署 None, 警務處 None"),
        ("社會保障基金及社會工作局", ["社會保障基金及社會工作局"], "社會保障基金 None, 社會工作局 None"),
        ("市财政局（牵头、市审计局、市民政局", ["市财政局（牵头", "市审计局", "市民政局"], None),
    ],
)  # fmt: skip
def test_entries_of_a_printed_list_are_read_together(source, quoted, read):
    quotes = quotes_in(source, *quoted)
    found = list(listed_bodies(quotes, source))
    if read is not None:
        assert ", ".join(f"{body.text} {role}" for body, role in found) == read
    for body, _ in found:
        assert "".join(source[s.start : s.end] for s in body.spans) == body.text
    assert list(listed_bodies(tuple(Quote(text=q.text, spans=()) for q in quotes), None))


@given(st.text(alphabet="市财政局审计、（）：张伟李明王局长科 \n责任人；", max_size=30))
@settings(max_examples=200, deadline=None)
def test_leaving_people_out_only_takes_away(text):
    quote = Quote(text=text, spans=(Span(start=0, end=len(text)),))
    for kept, _ in listed_bodies((quote,), text):
        assert squeeze(kept.text) in squeeze(text)


@pytest.mark.parametrize(
    "text",
    [
        "整改责任人：李伟，电话：0100-12345678",
        "牵头领导：李伟（副市长）",
        "张伟",
        "李明、王芳",
        "局长",
        "分管副局长张伟",
        "主要负责人",
    ],
)
def test_people_never_become_agencies(text):
    quote = Quote(text=text, spans=())
    assert agency_mentions((quote,), role="responsible", region=HUZHOU) == ()
