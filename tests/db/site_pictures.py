"""Take pictures of pages of a running site: `python tests/db/site_pictures.py [--full] ADDRESS FOLDER PATH ...`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
SIZES = {"desktop": (1280, 860), "phone": (390, 844)}
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


def take(
    address: str,
    folder: Path,
    pages: dict[str, str],
    *,
    full: bool = False,
    ignore: Sequence[str] = (),
    scheme: Literal["light", "dark"] = "light",
) -> list[str]:
    """Write one PNG for each page (name: path), language and size; return what looked wrong."""
    troubles: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM)
        for size, (width, height) in SIZES.items():
            for language, locale in LANGUAGES.items():
                page = browser.new_page(
                    viewport={"width": width, "height": height}, locale=locale, color_scheme=scheme
                )
                page.on("console", lambda m: troubles.append(m.text[:200]) if m.type == "error" else None)
                for name, path in pages.items():
                    _load(page, address + path)
                    if over := too_wide(page):
                        troubles.append(f"{path} {size} {language}: {over}px too wide")
                    page.screenshot(path=folder / f"{name}.{language}.{size}.png", full_page=full)
        browser.close()
    return [trouble for trouble in troubles if not any(word in trouble for word in ignore)]


def _load(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")


def too_wide(page: Page) -> int:
    """Pixels by which a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def main(arguments: Sequence[str]) -> None:
    """Take the pictures that the command line names."""
    full = "--full" in arguments
    address, folder, *paths = [word for word in arguments if word != "--full"]
    pages = {path.strip("/").split("?")[0].replace("/", "_") or "home": path for path in paths}
    for trouble in sorted(set(take(address, Path(folder), pages, full=full))):
        print(trouble)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
