"""Take pictures of pages of a running site: `python tests/db/site_pictures.py ADDRESS FOLDER [PATH ...]`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZES = {"desktop": {"width": 1280, "height": 860}, "phone": {"width": 390, "height": 844}}


def main() -> None:
    address, folder, *paths = sys.argv[1:]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium")
        for size, viewport in SIZES.items():
            for language in ("zh", "en"):
                page = browser.new_page(viewport=viewport, locale="zh-CN" if language == "zh" else "en-GB")
                page.on(
                    "console", lambda m: print(m.type, m.text) if m.type in ("error", "warning") else None
                )
                for path in paths:
                    name = path.strip("/").split("?")[0].replace("/", "_") or "home"
                    page.goto(address + path)
                    page.wait_for_load_state("networkidle")
                    wide = page.evaluate(
                        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                    )
                    if wide > 0:
                        print(f"{path} {size} {language}: {wide}px too wide")
                    page.screenshot(path=Path(folder) / f"{name}.{language}.{size}.png")
        browser.close()


main()
