"""A column of states that is the only one to tell what was done."""

from tests.extract.notices import extraction_of, measures, statuses

TABLE = """<html><body><h1>第七十五號報告書「行山徑的管理」各項建議的推行進度</h1>
<table><tr><th>段落</th><th>審計署的觀察所得</th><th>審計署的建議</th><th>負責部門</th><th>推行進度</th></tr>
<tr><td>2.7</td><td>路標的維修需時過長。</td><td>訂立時限。</td><td>郊野處</td><td>已完成。合約已訂明14天的時限。</td></tr>
<tr><td>3.4</td><td>巡查次數不足。</td><td>檢討安排。</td><td>郊野處</td><td>尚未展開。有關工作須待新系統啟用。</td></tr>
</table></body></html>"""


def test_what_stands_behind_the_state_is_what_was_done() -> None:
    extraction = extraction_of(TABLE, "page.html")

    assert statuses(extraction) == ["completed", "not_completed"]
    assert measures(extraction, 1) == ["合約已訂明14天的時限。"]
    assert [f.result for f in extraction.findings] == [None, None]


def test_beside_a_column_of_measures_it_is_the_result() -> None:
    beside = TABLE.replace("<th>負責部門</th>", "<th>跟進措施</th>")
    extraction = extraction_of(beside, "page.html")

    assert extraction.findings[0].result is not None
    assert extraction.findings[0].result.text == "合約已訂明14天的時限。"
