"""Scale curves: how decoding time and memory grow with the context."""

from pathlib import Path
from statistics import median

import torch

from benchmarks.footprint import run
from benchmarks.measure import Row, cpu_seconds
from course_lib.accounting.memory import kv_cache_bytes
from course_lib.layers.kv_cache import KVCache
from course_lib.models.llama import SMOLLM2_135M
from course_lib.pretrained.smollm2 import load_smollm2

WITH_CACHE = (64, 256, 1024, 4096)
WITHOUT_CACHE = (64, 128, 256, 512)
MEMORY = (1024, 2048, 4096, 8192)


def compare(rounds: int = 5) -> list[Row]:
    """Measure both curves on SmolLM2."""
    return decode_time(rounds) + cache_memory()


def decode_time(rounds: int) -> list[Row]:
    """CPU time of one new token after contexts of growing length."""
    model, token = load_smollm2(), torch.tensor([[5]])
    rows = []
    with torch.no_grad():
        for context in WITH_CACHE:
            times = [time_with_cache(model, token, context) for _ in range(rounds + 1)][1:]
            name = f"with cache, {context} tokens"
            rows.append(Row("time of a new token", name, 1000 * median(times), "ms"))
        for context in WITHOUT_CACHE:
            tokens = token.expand(1, context)
            times = [cpu_seconds(lambda t=tokens: model.hidden_states(t)) for _ in range(3)]
            name = f"without cache, {context} tokens"
            rows.append(Row("time of a new token", name, 1000 * median(times), "ms"))
    return rows


def time_with_cache(model, token: torch.Tensor, context: int) -> float:
    """CPU time of one token after a context whose keys and values are random numbers."""
    cache = filled_cache(context, room=2)
    return cpu_seconds(lambda: model(token, cache=cache))


def filled_cache(context: int, room: int = 0) -> KVCache:
    """Return a cache of SmolLM2's sizes that holds a context."""
    c = SMOLLM2_135M
    cache = KVCache(c.n_layers, 1, c.n_kv_heads, context + room, c.d_head)
    for layer in cache.layers:
        layer.keys.normal_()
        layer.values.normal_()
        layer.length = context
    return cache


def cache_memory() -> list[Row]:
    """Resident memory that a full cache takes, against the formula; ratio 1 is equality."""
    rows = []
    for context in MEMORY:
        program = f"from benchmarks.scaling import cache_growth\nprint(cache_growth({context}))"
        held = int(run(program))  # in a fresh process: freed memory would be used again
        counted = kv_cache_bytes(SMOLLM2_135M, context, bytes_per_number=4)
        ratio = held / counted
        note = "within 5 %" if abs(ratio - 1) <= 0.05 else "MORE THAN 5 % APART"
        name = f"cache of {context} tokens"
        rows.append(
            Row("memory of a context", name, held / 2**20, "MiB", "formula", ratio, note=note)
        )
    return rows


def cache_growth(context: int) -> int:
    """Bytes by which this process grows when it fills a cache."""
    filled_cache(1)  # what the first use of PyTorch allocates is not the cache's
    before = resident_bytes()
    cache = filled_cache(context)
    return resident_bytes() - before if cache.length else 0


def resident_bytes() -> int:
    """Bytes of this process that lie in memory."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    [line] = [line for line in lines if line.startswith("VmRSS")]
    return 1024 * int(line.split()[1])
