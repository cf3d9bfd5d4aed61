"""A page at four widths in one run of a browser, without a driver: what a script of a test's own finds there."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from pathlib import Path

import needs

WIDTHS = (320, 768, 1000, 1440)


def found_in(page: str, folder: Path, look: str) -> list[list[str]]:
    """What the browser finds wrong at each width, by a script that only this test puts into the page; frames set the
    widths, since a headless window has a least one of its own."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", page).replace("</body>", f"<script>{look}</script></body>")
    (folder / "page.html").write_text(page)
    frame = folder / "frame.html"
    frame.write_text(
        "".join(f"<iframe src=page.html style='width:{width}px;height:900px;border:0'></iframe>" for width in WIDTHS)
        + "<pre id=out></pre><script>onload = () => setTimeout(() => { out.textContent = '[' + "
        "[...document.querySelectorAll('iframe')].map(f => f.contentDocument.getElementById('found').textContent)"
        " + ']' }, 2000)</script>"
    )
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    options += [
        "--disable-background-networking",
        "--allow-file-access-from-files",
        f"--user-data-dir={folder / 'user'}",
        "--virtual-time-budget=4000",
    ]
    made = subprocess.run(
        [needs.browser(), *options, "--window-size=1600,1000", "--dump-dom", frame.as_uri()],
        capture_output=True, text=True, timeout=60,
    ).stdout  # fmt: skip
    match = re.search(r'<pre id="out">(.*?)</pre>', made, re.DOTALL)
    assert match, made[-2000:]
    found: list[list[str]] = json.loads(unescape(match[1]))
    return found
