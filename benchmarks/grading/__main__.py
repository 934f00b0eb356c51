"""The door: ``python -m benchmarks.grading [--quick]``; one table, saved as CSV too."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from autograder import assignment as assignments
from benchmarks.grading import growth, kernel_start, otter, systems, unchanged
from benchmarks.measure import Row, save, table

FOLDER = Path("build/benchmarks")
SLUG = "causal_masking"


def main() -> None:
    """Parse the command line and run the parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small classes")
    parser.add_argument("--submissions", type=int, help="size of the class for comparisons")
    parser.add_argument(
        "parts", nargs="*", help="one or more of: systems, otter, growth, start, unchanged"
    )
    options = parser.parse_args()
    count = options.submissions or (12 if options.quick else 100)
    sizes = [5, 10, 20] if options.quick else [30, 100, 300, 1000]
    assignment = assignments.load(SLUG)
    parts: dict[str, Callable[[Path], list[Row]]] = {
        "systems": lambda f: systems.rows(systems.compare(assignment, count, f), count),
        "otter": lambda f: otter.rows(assignment, 2 if options.quick else 10, count, f),
        "growth": lambda f: growth.rows(assignment, sizes, f),
        "start": lambda f: kernel_start.rows(10 if options.quick else 50),
        "unchanged": lambda f: unchanged.rows(
            [assignments.load(slug) for slug in assignments.slugs()],
            [2, 40] if options.quick else [unchanged.STUDENTS],
            f,
        ),
    }
    unknown = set(options.parts) - set(parts)
    if unknown:
        parser.error(f"no part {', '.join(unknown)}; there are {', '.join(parts)}")
    found = []
    for name in options.parts or parts:
        began = time.perf_counter()
        print(f"==> {name}: ", end="", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            part = parts[name](Path(folder))
        print(f"{time.perf_counter() - began:.0f} s", flush=True)
        save(part, FOLDER / f"grading_{name}.csv")
        found += part
    save(found, FOLDER / "grading.csv")
    print(f"\n{SLUG}, {count} submissions; saved in {FOLDER}\n")
    print(table(found))


if __name__ == "__main__":
    main()
