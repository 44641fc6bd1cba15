"""Minutes of a committee: each paragraph has a number of its chapter, one tells and asks, the next answers."""

from tests.extract.notices import extraction_of, statuses, titles

MINUTES = """
濱城渡輪碼頭的管理跟進報告
7.1　本章旨在匯報政府的跟進工作。
A.　碼頭的維修
7.2　委員會對碼頭欄杆日久失修表示關注。委員會促請署方全面檢視。
7.3　署方已更換欄杆30組。此項建議已經落實。
B.　候船處的管理
7.4　120個座位中有約三分之一損壞。委員會促請署方盡快更換。
7.5　署方正擬訂更換計劃。此項建議正在進行中。
7.6　政府會在下一份周年報告內向委員會匯報餘下建議的進展。
"""


def test_paragraphs_of_a_chapter_take_turns_below_letters() -> None:
    extraction = extraction_of(MINUTES)
    assert titles(extraction) == ["委員會對碼頭欄杆日久失修表示關注。", "120個座位中有約三分之一損壞。"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert [f.category.text for f in extraction.findings if f.category] == ["碼頭的維修", "候船處的管理"]
    assert [m.kind for m in extraction.measures] == ["next_step"]
