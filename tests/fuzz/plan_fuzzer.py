"""A coverage-guided run over reading, checking, mending, laying out, scheduling and the outputs of any bytes.

`python tests/fuzz/plan_fuzzer.py --target html --seconds 600 [CORPUS]` needs `atheris` (`pip install atheris`). What it
finds is kept as a file in `crashers/`, which the tests read. `make fuzz` runs all targets, one after the other.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent
TOKENS = FOLDER / "tokens.txt"


def seeds(corpus: Path) -> None:
    """Begin with what is known to reach far: the examples, the cases' plans, the crashers."""
    from hostile import PAYLOADS, plan_with

    texts = [path.read_bytes() for path in sorted((ROOT / "example-plans").glob("*.md"))]
    texts += [path.read_bytes() for path in sorted((FOLDER / "crashers").glob("*"))]
    texts += [plan_with(payload).encode() for payload in list(PAYLOADS.values())[::8]]
    for path in sorted((FOLDER.parent / "cases").rglob("*.md")):
        texts += [part.partition("```")[0].encode() for part in path.read_text("utf-8").split("```plan\n")[1:]]
    for index, text in enumerate(texts):
        (corpus / f"seed-{index:04}").write_bytes(text[:4000])


def main() -> None:
    import atheris

    reader = argparse.ArgumentParser()
    reader.add_argument("--seconds", type=int, default=60)
    reader.add_argument("--target", default="all", help="parse, check, fmt, fix, schedule, html or all")
    reader.add_argument("corpus", nargs="?")
    asked = reader.parse_args()
    with atheris.instrument_imports(include=["plainplan", "markdown_it"]):
        import plainplan.render.html
        import plainplan.render.json  # noqa: F401 - loaded late otherwise, and then not instrumented
        from one_input import TARGETS, try_one
    with tempfile.TemporaryDirectory() as fresh:
        corpus = Path(asked.corpus or fresh)
        corpus.mkdir(exist_ok=True)
        seeds(corpus)
        (FOLDER / "crashers").mkdir(exist_ok=True)
        options = [
            sys.argv[0], str(corpus), f"-max_total_time={asked.seconds}", f"-dict={TOKENS}", "-max_len=4096",
            "-timeout=20", "-rss_limit_mb=3000", f"-artifact_prefix={FOLDER / 'crashers'}/", "-print_final_stats=1",
        ]  # fmt: skip
        atheris.Setup(options, try_one if asked.target == "all" else TARGETS[asked.target])
        atheris.Fuzz()


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER.parent))
    main()
