"""The door: ``python -m benchmarks`` runs every comparison; names run only some."""

import os
import sys
import time
import warnings
from pathlib import Path

FOLDER = Path("build/benchmarks")


def main(names: list[str]) -> None:
    """Run comparisons, each with a line of progress; print and save their tables."""
    for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ[variable] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    import torch

    from benchmarks import byte_pairs, causal_masks, footprint, scaling, smollm2, training_step
    from benchmarks.measure import save, table

    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    comparisons = {
        "smollm2": smollm2,
        "training_step": training_step,
        "causal_masks": causal_masks,
        "byte_pairs": byte_pairs,
        "scaling": scaling,
        "footprint": footprint,
    }
    unknown = [name for name in names if name not in comparisons]
    if unknown:
        sys.exit(f"no comparison {', '.join(unknown)}; there are {', '.join(comparisons)}")
    rows = []
    for name in names or comparisons:
        start = time.perf_counter()
        print(f"==> {name}: ", end="", flush=True)
        part = comparisons[name].compare()
        print(f"{time.perf_counter() - start:.0f} s", flush=True)
        save(part, FOLDER / f"{name}.csv")
        rows += part
    print(f"\nOne thread, CPU time, medians of interleaved rounds; saved in {FOLDER}\n")
    print(table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
