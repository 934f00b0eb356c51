"""From the request for a kernel to its first result: the median, and its parts."""

from __future__ import annotations

import time
from statistics import median

from autograder.grading.judge.kernel import Kernel
from autograder.grading.judge.warm_parents import WarmParent
from autograder.sandbox.inside.isolation import Limits
from autograder.sandbox.outside.sandbox import Sandbox
from benchmarks.measure import Row

BAR = 150.0  # milliseconds


def rows(count: int) -> list[Row]:
    """Start kernels one after the other, in the default sandbox."""
    parts: dict[str, list[float]] = {"fork, isolate, greet": [], "first cell": [], "both": []}
    parent = WarmParent(Sandbox.BUBBLEWRAP)
    parent.prepare((), "", imports="import torch")
    for number in range(count):
        began = time.perf_counter()
        kernel = Kernel(parent, Limits(), number)
        forked = time.perf_counter()
        kernel.ask({"do": "run", "source": "import torch; torch.ones(2).sum()"})
        ended = time.perf_counter()
        kernel.close()
        for name, seconds in zip(
            parts, (forked - began, ended - forked, ended - began), strict=True
        ):
            parts[name].append(1000 * seconds)
    parent.close()
    found = [Row("kernel start", name, median(taken), "ms") for name, taken in parts.items()]
    both = median(parts["both"])
    return [*found, Row("kernel start", "both", None, "", "150 ms", BAR / both, 1.0)]
