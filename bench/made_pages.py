"""Files to be read by benchmarks: as many different web pages or scans as asked for."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def write_notices(folder: Path, count: int) -> Path:
    """Write `count` different notices into folders of a thousand."""
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in (ROOT / "samples" / "notices").glob("*.html")
    ]
    for number in range(count):
        text = re.sub(r"<title>", f"<title>{number} ", texts[number % len(texts)], count=1)
        target = folder / f"{number // 1000:04}" / f"{number:07}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text + f"<!-- {number} -->", encoding="utf-8")
    return folder


def write_scans(folder: Path, count: int) -> Path:
    """Write `count` pictures of a page of text each, which nothing but recognition can read."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    font = ImageFont.truetype(_chinese_font(), 34)
    for number in range(count):
        sheet = Image.new("L", (1240, 1754), 255)
        draw = ImageDraw.Draw(sheet)
        for line in range(28):
            draw.text(
                (120, 120 + 56 * line),
                f"第{number}号公告第{line}行：信息系统建成后闲置，现已完成整改。",
                font=font,
            )
        sheet.save(folder / f"{number:03}.png", dpi=(150, 150))
    return folder


def write_long_scan(folder: Path, count: int) -> Path:
    """Write one PDF file of `count` such pages."""
    from PIL import Image  # noqa: PLC0415

    first, *others = (Image.open(path) for path in sorted(write_scans(folder / "pages", count).iterdir()))
    (folder / "scan").mkdir()
    first.save(folder / "scan" / "scan.pdf", save_all=True, append_images=others, resolution=150)
    return folder / "scan"


def _chinese_font() -> str:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", ":lang=zh"],  # noqa: S607 - fontconfig, wherever it is
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout
