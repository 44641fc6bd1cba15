"""Evidence: the bytes behind a notice, by hash, from the folder that was ingested; pages drawn apart."""

import hashlib
import io
import shutil
import zipfile
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.extract.hostile_files import pdf_echo
from tests.zhenggai.conftest import ask, page
from zhenggai.evidence import folders as evidence_module
from zhenggai.evidence.folders import FolderEvidence
from zhenggai.pipeline import Options, ingest


def pdf():
    """A page of A5 with a few words."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(420, 595))
    for line in range(12):
        canvas.drawString(50, 500 - 20 * line, f"Finding {line}: the system was not used after acceptance.")
    canvas.save()
    return made.getvalue()


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    (folder / "in").mkdir()
    (folder / "in" / "notice.pdf").write_bytes(pdf())
    with zipfile.ZipFile(folder / "in" / "notices.zip", "w") as archive:
        archive.writestr("附件1.html", page(1))
    ingest([folder / "in"], folder / "notices.db", options=Options())
    return folder


@pytest.fixture
def evidence(kept):
    return FolderEvidence(db=kept / "notices.db", folders=(kept / "in",))


def hash_of(body):
    return hashlib.sha256(body).hexdigest()


def test_every_notice_has_its_bytes(kept, evidence):
    hashes = [row[0] for row in ask(kept / "notices.db", "SELECT sha256 FROM notices")]
    assert len(hashes) == 2
    for found in hashes:
        assert hash_of(evidence.body(found)) == found
    assert evidence.body(hash_of(page(1).encode())).decode() == page(1)  # a member of an archive


def test_file_that_has_changed_since_is_no_evidence(kept, tmp_path):
    shutil.copytree(kept / "in", tmp_path / "in")
    (found,) = [path for path in (tmp_path / "in").iterdir() if path.suffix == ".pdf"]
    before = hash_of(found.read_bytes())
    found.write_bytes(b"other")
    assert FolderEvidence(db=kept / "notices.db", folders=(tmp_path / "in",)).body(before) is None


def test_place_never_leads_out_of_the_folder(kept, tmp_path):
    (tmp_path / "secret.html").write_text(page(7))
    ingest([tmp_path / "secret.html"], tmp_path / "notices.db", options=Options())
    (tmp_path / "in").mkdir()
    with_outside = FolderEvidence(db=tmp_path / "notices.db", folders=(tmp_path / "in",))
    assert list(with_outside._paths("../secret.html")) == []


def test_page_is_drawn_upright_at_its_size(evidence, kept):
    drawn = evidence.picture(hash_of((kept / "in" / "notice.pdf").read_bytes()), 1)
    assert drawn.body.startswith(b"\xff\xd8")
    assert (drawn.width, drawn.height) == (420, 595)
    assert drawn.media_type == "image/jpeg"


def test_what_cannot_be_drawn_is_no_picture(evidence, kept):
    assert evidence.picture(hash_of((kept / "in" / "notice.pdf").read_bytes()), 2) is None
    assert evidence.picture(hash_of(page(1).encode()), 1) is None
    assert evidence.picture("0" * 64, 1) is None


def test_page_that_takes_too_long_costs_its_time_once_and_no_other_page(kept, tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notice.pdf").write_bytes(pdf_echo())
    usual = evidence_module._PATIENCE
    monkeypatch.setattr(evidence_module, "_PATIENCE", replace(usual, max_seconds=1.5))
    hostile = FolderEvidence(db=kept / "notices.db", folders=(tmp_path / "in", kept / "in"))
    with_hash_of_hostile = hash_of(pdf_echo())
    monkeypatch.setattr(
        hostile, "_ask", lambda sql, value: [{"place": "notice.pdf", "container": None, "turned": "[]"}]
    )

    assert hostile.picture(with_hash_of_hostile, 1) is None
    with monkeypatch.context() as nothing:
        nothing.delattr(evidence_module, "picture_guarded")  # to draw it again would raise
        assert hostile.picture(with_hash_of_hostile, 1) is None
    monkeypatch.setattr(evidence_module, "_PATIENCE", usual)  # a busy machine starts a new process in more
    assert hostile.picture(hash_of((kept / "in" / "notice.pdf").read_bytes()), 1).width == 420
