"""Takes the README's pictures from the real page: builds the nurse's plan, and photographs it in Chromium.

python scripts/readme_images.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image

from plainplan.project import PlanFile, compile_plan, output_options
from plainplan.render import render

ROOT = Path(__file__).parent.parent
PLAN = PlanFile("nurse.plan.md", ROOT / "example-plans" / "nurse.plan.md")
DAY = date(2026, 11, 1)
PICTURE = ROOT / "docs" / "images" / "page.png"
WIDTH, HEIGHT = 1280, 1370
COLOURS = 64


def browser() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    sys.exit("readme_images.py needs Chromium, which is not on this machine.")


def photograph(page: Path, picture: Path) -> None:
    """The top of a page, as a reader with a light screen sees it."""
    subprocess.run(
        [
            browser(), "--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu",
            f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={picture}", page.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def main() -> None:
    made, _ = compile_plan(PLAN, DAY)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page, raw = Path(folder, "page.html"), Path(folder, "page.png")
        page.write_bytes(render(made, "html", output_options(PLAN, "default", None)))
        photograph(page, raw)
        with Image.open(raw) as image:
            image.convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"wrote {PICTURE.relative_to(ROOT)}, {PICTURE.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
