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
IMAGES = ROOT / "docs" / "images"
WIDTH = 1280
PICTURES = {"default": ("page.png", 1370), "sheet": ("sheet.png", 2130)}
"""By look, the picture's name and how far down it goes."""
COLOURS = 64


def browser() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    sys.exit("readme_images.py needs Chromium, which is not on this machine.")


def photograph(page: Path, picture: Path, height: int) -> None:
    """The top of a page, as a reader with a light screen sees it."""
    subprocess.run(
        [
            browser(), "--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu",
            f"--window-size={WIDTH},{height}", f"--screenshot={picture}", page.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def main() -> None:
    made, _ = compile_plan(PLAN, DAY)
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / "road.svg").write_bytes(render(made, "svg", output_options(PLAN, "default", None)))
    for look, (name, height) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            page, raw = Path(folder, "page.html"), Path(folder, "page.png")
            page.write_bytes(render(made, "html", output_options(PLAN, look, None)))
            photograph(page, raw, height)
            with Image.open(raw) as image:
                image.convert("RGB").quantize(COLOURS).save(IMAGES / name, optimize=True)
        print(f"wrote docs/images/{name}, {(IMAGES / name).stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
