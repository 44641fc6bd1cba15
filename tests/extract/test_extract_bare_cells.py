"""Units and times in brackets that no label opens, and fields of faults that fields of the same names answer."""

from hypothesis import given
from hypothesis import strategies as st

from extract.lines.bare_cells import bare_cells
from tests.extract.notices import extraction_of, measures, statuses, titles

HEAD = "汶岭县城管局关于审计整改情况的公告\n根据县审计局审计报告，现将整改情况公告如下。\n"


def test_a_bracket_behind_a_finding_holds_who_answers_and_by_when() -> None:
    e = extraction_of(
        f"{HEAD}一、停车管理（停车管理科，2025年3月底前）\n1.泊位收费未公示。\n已在路口设置公示牌26块。\n"
        "2.票据未登记。（财务科；立行立改）\n［已完成］补登票据册。\n"
        "二、环卫作业\n3.保洁合同到期未续。中标企业合同1月到期。（环卫所、法规科；2025年6月30日）\n（正在整改）招标公告已发布。\n"
    )

    assert titles(e) == ["泊位收费未公示。", "票据未登记。", "保洁合同到期未续。"]
    assert [[u.text for u in f.responsible] for f in e.findings] == [
        ["停车管理科"],
        ["财务科"],
        ["环卫所", "法规科"],
    ]
    assert [f.deadline and f.deadline.text for f in e.findings] == [
        "2025年3月底前",
        "立行立改",
        "2025年6月30日",
    ]
    assert [f.detail and f.detail.text for f in e.findings] == [None, None, "中标企业合同1月到期。"]
    assert statuses(e) == [None, "completed", "in_progress"]


def test_one_bracket_alone_or_with_other_words_is_text() -> None:
    assert not bare_cells("1.票据未登记。（财务科；立行立改）\n已补登。")
    assert not bare_cells("已移交（县公安局，案件2件）。\n已移交（县财政局，2024年账册）。")


@given(st.text(alphabet="（）；，。财务科2024年6月底前立行改\n", max_size=60))
def test_what_a_bracket_holds_stands_inside_it(text: str) -> None:
    for told in bare_cells(text):
        assert all(told.start < a < b < told.end for a, b in (*told.units, *filter(None, [told.due])))


def test_sentences_of_fields_are_findings_where_the_same_fields_answer_each() -> None:
    e = extraction_of(
        f"{HEAD}一、审计发现的问题\n（一）收费方面\n占道费少收12.6万元。洗车场水费未分表计量，由机关代付3.1万元。\n"
        "（二）资产方面\n报废洒水车未核销，账面价值46万元。仓库物资三年未盘点。\n"
        "二、整改情况\n（一）收费方面\n占道费已补收11.2万元。洗车场装了分表，代付的水费收回3.1万元。\n"
        "（二）资产方面\n洒水车已按程序核销。仓库物资盘点完毕，建立了台账。\n"
    )

    assert titles(e) == [
        "占道费少收12.6万元。",
        "洗车场水费未分表计量，由机关代付3.1万元。",
        "报废洒水车未核销，账面价值46万元。",
        "仓库物资三年未盘点。",
    ]
    assert measures(e, 2) == ["洗车场装了分表，代付的水费收回3.1万元。"]
    assert [f.category and f.category.text for f in e.findings] == ["收费方面"] * 2 + ["资产方面"] * 2


def test_states_by_number_name_and_count_of_a_part() -> None:
    e = extraction_of(
        f"{HEAD}截至11月30日，问题1、3已完成整改，问题2、4正在推进。\n"
        "问题1：票据未登记。\n整改情况：补登票据册。\n问题2：泊位收费未公示。\n整改情况：设置公示牌26块。\n"
        "问题3：合同未归档。\n整改情况：归档合同12份。\n问题4：洒水车闲置。\n整改情况：联系调剂单位2家。\n"
    )

    assert statuses(e) == ["completed", "in_progress", "completed", "in_progress"]


def test_one_of_a_part_is_named_beside_the_number_of_the_rest() -> None:
    e = extraction_of(
        f"{HEAD}（一）收费管理\n关于票据未登记的问题。补登票据册。\n关于泊位收费未公示的问题。设置公示牌26块。\n"
        "上述2个问题，除第2个仍在推进外，其余均已整改到位。\n"
        "（二）资产管理\n关于合同未归档的问题。归档合同12份。\n关于洒水车长期闲置的问题。调剂1辆。\n关于仓库未盘点的问题。组织了盘点。\n"
        "本部分3个问题中，2个已完成整改，洒水车闲置的问题基本完成。\n"
    )

    assert statuses(e) == ["completed", "in_progress", "completed", "largely_completed", "completed"]


def test_clauses_answer_the_findings_that_a_paragraph_numbers_together() -> None:
    e = extraction_of(
        f"{HEAD}一、审计发现的问题\n1.票据未登记。\n2.泊位收费未公示。\n3.洒水车长期闲置。\n"
        "二、整改情况\n对收费管理的两个问题（即第1、第2项），财务科补登票据册；停车科设置泊位收费公示牌26块。两个问题均已整改到位。\n"
        "对洒水车长期闲置的问题，调剂给乡镇1辆。正在整改。\n"
    )

    assert [measures(e, n) for n in (1, 2, 3)] == [
        ["财务科补登票据册；"],
        ["停车科设置泊位收费公示牌26块。"],
        ["调剂给乡镇1辆。"],
    ]
    assert statuses(e) == ["completed", "completed", "in_progress"]


def test_fields_of_two_lists_are_no_labels_of_records() -> None:
    e = extraction_of(
        f"{HEAD}一、审计发现的问题\n1.收费管理：占道费少收12.6万元。洗车场水费未分表计量。\n2.资产管理：报废洒水车未核销。仓库物资三年未盘点。\n"
        "3.合同管理：保洁合同到期未续签。\n"
        "二、整改情况\n1.收费管理：占道费已补收11.2万元。洗车场已安装分表。\n2.资产管理：洒水车已按程序核销。仓库物资已盘点完毕。\n"
        "3.合同管理：保洁合同已重新签订。\n"
    )

    assert titles(e)[1:4] == ["洗车场水费未分表计量。", "报废洒水车未核销。", "仓库物资三年未盘点。"]
    assert len(e.findings) == 5


def test_paragraphs_of_prose_whose_leads_are_no_part_of_the_title() -> None:
    e = extraction_of(
        f"{HEAD}首先，审计指出票据管理混乱，差额1.86万元。我局逐本核对票据，补登票据册。该问题已整改到位。\n"
        "在收费管理方面，审计发现泊位收费长期未公示。我局设置公示牌26块，收费标准全部上墙，此项工作正在推进，计划2025年3月底前覆盖全部路段。\n"
        "最后一个问题是洒水车长期闲置未处置。我局调剂给乡镇1辆，其余2辆因手续缺失，尚未整改到位，我局将继续补办手续。\n"
        "综上，3个问题中已完成1个。我局将继续跟踪剩余问题，按季向县政府报告。\n"
    )

    assert titles(e) == ["票据管理混乱，差额1.86万元。", "泊位收费长期未公示。", "洒水车长期闲置未处置。"]
    assert statuses(e) == ["completed", "in_progress", "not_completed"]
    assert [m.text.text for m in e.measures if m.kind == "next_step"] == [
        "我局将继续跟踪剩余问题，按季向县政府报告。"
    ]
