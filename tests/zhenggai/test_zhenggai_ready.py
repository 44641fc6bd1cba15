"""The page that the fork server reads before it makes workers."""

from db.rows.notice import NoticeRows
from zhenggai.ingesting import ready


def test_the_first_page_of_the_fork_server_is_read_to_its_rows() -> None:
    read = ready.FIRST
    assert isinstance(read, NoticeRows), f"got {read}, expected rows: workers make everything anew"
    for table in ("findings", "measures", "amounts", "regulations", "agencies", "finding_topics"):
        assert read.tables[table], f"got no {table}: workers make what these take anew"
