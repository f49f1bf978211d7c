"""Times CollateX and Variorum on one pair of texts, side by side.

    python compare.py PATH_OF_VARIORUM [WORDS...]

Variorum is timed as a whole process on two files, start-up, annotation and JSON included; CollateX only for
`collate`, without the start of Python and its imports. Each figure is the best of five runs (of one, where a run
takes longer than ten seconds).
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from collatex import Collation, collate
from make_pair import pair


def best(run, most: int = 5):
    """Seconds of the fastest run, and what it gave."""
    times = []
    for _ in range(most):
        start = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - start)
        if times[-1] > 10:
            break
    return min(times), result


def by_collatex(first: list[str], second: list[str]):
    collation = Collation()
    collation.add_plain_witness("A", " ".join(first))
    collation.add_plain_witness("B", " ".join(second))
    return collate(collation, near_match=False, segmentation=True)


def main() -> None:
    binary = sys.argv[1]
    sizes = [int(n) for n in sys.argv[2:]] or [250, 500, 1000]
    print("   words   CollateX     ms   Variorum     ms   times   CollateX rows   Variorum variants")
    for n in sizes:
        first, second = pair(n)
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, words in (("A", first), ("B", second)):
                path = Path(folder) / f"{name}.txt"
                path.write_text(f"Ann Lowe said: “{' '.join(words)}”\n", encoding="utf-8")
                paths.append(str(path))
            command = [binary, "compare", "--json", *paths]
            ours, done = best(lambda: subprocess.run(command, check=True, capture_output=True))
        theirs, table = best(lambda: by_collatex(first, second))
        rows = sum(1 for c in table.columns if c.variant)
        variants = sum(len(u["variants"]) for u in json.loads(done.stdout)["utterances"])
        print(f"{n:8} {theirs * 1000:17.1f} {ours * 1000:17.1f} {theirs / ours:7.0f} {rows:>15} {variants:>19}")


if __name__ == "__main__":
    main()
