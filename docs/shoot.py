"""Take the pictures of docs/screenshots anew: `.venv/bin/python docs/shoot.py [NAME ...]` (needs an installed Chromium).

Names, as `table` or `kin-list`, take these pages alone.

Every page type, in both languages, at the width of a desktop and of a phone, over the sample notices.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from PIL import Image

from db.site.asked.answers import Evidence
from zhenggai.evidence.folders import FolderEvidence
from zhenggai.ingesting.places import load_places
from zhenggai.pipeline import Options, ingest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the helpers of the tests
from tests.db import site_dataset  # noqa: E402
from tests.db.site_pictures import take  # noqa: E402
from tests.db.site_server import served_on_loopback  # noqa: E402

SAMPLES = ROOT / "samples" / "notices"
PLACES = ROOT / "samples" / "places.toml"

FOLDER = Path(__file__).with_name("screenshots")
# what the samples do not show: a place without findings, many places side by side, findings followed up, many rows
BESIDES = {
    "place-without-findings": "/city/939900",
    "compare-many": "/compare?province=910000",
    "followed": "/followed?province=910000",
    "cities-many": "/cities?sort=completed_share#cities",
    "topic-many": "/topic/projects",
}
DARK = ("home", "notice", "finding", "compare", "place")
COLOURS = 96  # enough for flat pages; a third of the size


def pages(path: Path) -> dict[str, str]:
    """Name and path of every page type, chosen from the data so that there is something to see."""
    with closing(sqlite3.connect(path)) as connection:

        def one(sql: str, *values: str) -> str:
            row = connection.execute(sql, values).fetchone()
            return str(row[0]) if row else ""

        city = one(
            "SELECT code FROM site_places WHERE level = 'place' AND code <> '-' ORDER BY findings DESC LIMIT 1"
        )
        province = one("SELECT province_code FROM site_places WHERE level = 'place' AND code = ?", city)
        finding = one("SELECT finding_id FROM status_history ORDER BY thread_id, step DESC LIMIT 1")
        notice = finding.rsplit("-", 1)[0]
        topic = one(
            "SELECT topic FROM site_counts WHERE level = 'all' AND year = 0 AND instr(topic, '.') > 0"
            " ORDER BY findings DESC LIMIT 1"
        )
        empty = one(
            "SELECT code FROM site_places WHERE level = 'place' AND findings = 0 AND code <> '-' LIMIT 1"
        )
        scan = one("SELECT id FROM notices WHERE pages > 0 AND finding_count > 0 ORDER BY id LIMIT 1")
        kin = one("SELECT id FROM kin_groups ORDER BY regions DESC, id LIMIT 1")
    found = {
        "home": "/",
        "table": "/table",
        "notices": "/notices",
        "notice": f"/notice/{notice}?cell=findings:{finding}:title",
        "notice-pages": f"/notice/{scan}?view=pages" if scan else "",
        "finding": f"/finding/{finding}",
        "kin-list": "/kin",
        "kin": f"/kin/{kin}" if kin else "",
        "topics": "/topics",
        "topic": f"/topic/{topic}",
        "places": "/cities",
        "place": f"/city/{city}",
        "place-without-findings": f"/city/{empty}" if empty else "",
        "compare": f"/compare?city={city}&province={province}",
        "search": "/search?q=资金",
        "download": f"/download?city={city}",
        "about": "/about",
        "api": "/api",
        "sql": "/data",
        "sql-table": "/data/findings",
        "missing": "/finding/0000000000000000-1",
    }
    return {name: path for name, path in found.items() if path}


def main(names: Sequence[str]) -> int:
    """Build the sample dataset, take the pictures, make them small; 1 where a page looked wrong."""
    FOLDER.mkdir(exist_ok=True)
    began = time.time()

    def wanted(found: dict[str, str]) -> dict[str, str]:
        return {name: path for name, path in found.items() if not names or name in names}

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "samples.db"
        ingest([SAMPLES], path, options=Options(places=load_places(PLACES)))
        evidence: Evidence = FolderEvidence(db=path, folders=(SAMPLES,))
        with served_on_loopback(path, evidence=evidence) as address:
            shown = pages(path)
            troubles = take(address, FOLDER, wanted(shown), ignore=("404",))
            dark = wanted({f"{name}-dark": shown[name] for name in DARK})
            troubles += take(address, FOLDER, dark, scheme="dark")
        nothing = Path(folder) / "nothing.db"
        site_dataset.build_empty(nothing)
        with served_on_loopback(nothing) as address:
            troubles += take(address, FOLDER, wanted({"home-empty": "/"}))
        invented = Path(folder) / "invented.db"
        site_dataset.build(invented, 3000, cities=30)
        with served_on_loopback(invented) as address:
            troubles += take(address, FOLDER, wanted(BESIDES))
    for picture in sorted(FOLDER.glob("*.png")):
        if picture.stat().st_mtime >= began:
            shrink(picture)
    for trouble in sorted(set(troubles)):
        print(trouble)  # noqa: T201
    return int(bool(troubles))


def shrink(picture: Path) -> None:
    """Keep a picture with few colours."""
    with Image.open(picture) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
