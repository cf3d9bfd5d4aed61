"""Random inputs by Hypothesis for one stage, for as long as is asked: any bytes, lines of plans, whole random plans.

`PYTHONPATH=tests python tests/fuzz/random_inputs.py --target html --seconds 600` says how many it tried. What ends one
is made as small as it can be and kept as a file in `crashers/`, which the tests read. `make fuzz` runs all targets.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from one_input import TARGETS, try_one
from plans import random_plan
from tag_neighbours import random_neighbour
from test_pipeline_properties import anything

FOLDER = Path(__file__).parent

_A_ROUND = 500
"""So many inputs with one seed; then comes the next, until the time is over."""


def whole_plans() -> st.SearchStrategy[str]:
    """Plans of all that the language can say about time, some of them with a few letters changed."""
    made = st.integers(0, 2**32).map(random_plan)
    return st.one_of(made, st.tuples(made, st.integers(0), st.text(max_size=4)).map(_changed))


def _changed(parts: tuple[str, int, str]) -> str:
    text, place, letters = parts
    at = place % (len(text) + 1)
    return text[:at] + letters + text[at + len(letters) :]


inputs: st.SearchStrategy[bytes] = st.one_of(
    st.binary(max_size=400),
    anything.map(lambda text: text.encode("utf-8", "surrogatepass")),
    whole_plans().map(lambda text: text.encode("utf-8", "surrogatepass")),
)


near_tags: st.SearchStrategy[bytes] = st.integers(0, 2**32).map(
    lambda seed: random_neighbour(seed).encode("utf-8", "surrogatepass")
)
INPUTS = {"any": inputs, "tags": near_tags}
"""What to try: anything, or what stands near the grammars of tags and settings."""


def one_round(inputs: st.SearchStrategy[bytes], target: Callable[[bytes], None], number: int, until: float) -> int:
    """Try a round of inputs; how many there were. An input that ends the target is raised as small as it can be."""
    tried, last = 0, [b""]

    @seed(number)
    @settings(
        max_examples=_A_ROUND,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(inputs)
    def attempt(data: bytes) -> None:
        nonlocal tried
        if monotonic() > until:
            return
        tried += 1
        try:
            target(data)
        except Exception:
            last[:] = [data]
            raise

    try:
        attempt()
    except Exception:
        kept = FOLDER / "crashers" / f"crash-{hashlib.sha1(last[0], usedforsecurity=False).hexdigest()}"
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(last[0])
        sys.stderr.write(f"kept as {kept}\n")
        raise
    return tried


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--seconds", type=float, default=60)
    reader.add_argument("--target", default="html", choices=[*sorted(TARGETS), "all"])
    reader.add_argument("--inputs", default="any", choices=sorted(INPUTS))
    reader.add_argument("--seed", type=int, default=0, help="where to begin; each round takes the next")
    asked = reader.parse_args()
    began, tried, rounds = monotonic(), 0, 0
    while monotonic() < began + asked.seconds:
        tried += one_round(
            INPUTS[asked.inputs], TARGETS.get(asked.target, try_one), asked.seed + rounds, began + asked.seconds
        )
        rounds += 1
    seeds = f"seeds {asked.seed} to {asked.seed + rounds - 1}"
    sys.stdout.write(f"{asked.target}: {tried:,} inputs in {monotonic() - began:.0f} s, {seeds}\n")


if __name__ == "__main__":
    main()
