"""Labels that no vocabulary holds are told by their places; what they stand in for changes nothing else."""

from tests.extract.notices import extraction_of, measures, titles

RECORDS = """
青棠县水务局整改情况公告
现将有关情况公告如下：
一、供水管网漏损
查看所得：管网漏损率偏高，去年漏损率达21%。
上级期望：应尽快更换老旧管网。
本局所述：更换管网12公里，漏损率降到14%。
二、水费欠缴
查看所得：36户企业长期欠缴水费。
上级期望：应依法追缴。
本局所述：发出催缴通知，收回水费41万元。
三、泵站闲置
查看所得：2座泵站建成后未投入使用。
上级期望：应尽快启用。
本局所述：泵站已通电试运行。
青棠县水务局
2024年5月6日
"""


def test_unknown_labels_that_come_again_with_every_record_are_read_by_what_they_label() -> None:
    extraction = extraction_of(RECORDS)

    assert titles(extraction) == ["供水管网漏损", "水费欠缴", "泵站闲置"]
    assert [f.requirement and f.requirement.text for f in extraction.findings] == [
        "应尽快更换老旧管网。",
        "应依法追缴。",
        "应尽快启用。",
    ]
    assert measures(extraction, 2) == ["发出催缴通知，收回水费41万元。"]


def test_known_words_in_place_of_labels_are_of_no_script() -> None:
    assert extraction_of(RECORDS).script == "hans"
