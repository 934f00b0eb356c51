"""Memory and start-up, each measured in a process of its own."""

import subprocess
import sys
from statistics import median

from benchmarks.measure import Row, interleave

CASES = {
    "bare torch": "import torch",
    "SmolLM2 ours": "from course_lib.pretrained.smollm2 import load_smollm2\n"
    "from course_lib.generation.loop import generate\n"
    "model = load_smollm2()\ngenerate(model, [[1, 2, 3]], 8)",
    "SmolLM2 packed, 4 bits": "from course_lib.pretrained.smollm2 import load_smollm2\n"
    "from course_lib.efficiency.packed_llama import PackedLlama\n"
    "from course_lib.generation.loop import generate\n"
    "model = PackedLlama(load_smollm2())\ngenerate(model, [[1, 2, 3]], 8)",
    "SmolLM2 transformers": "from course_lib.pretrained.smollm2 import load_smollm2\n"
    "from benchmarks.smollm2 import decode_transformers, transformers_llama\n"
    "model = transformers_llama(load_smollm2())\ndecode_transformers(model, [1, 2, 3], 8)",
    "training step": "from benchmarks.training_step import compare\ncompare(rounds=1)",
    "BPE ours": "from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer\n"
    "from course_lib.training.data import load_shakespeare\n"
    "BytePairTokenizer.train(load_shakespeare()[:1_000_000], 4096)",
    "BPE tokenizers": "from benchmarks.byte_pairs import library_tokenizer\n"
    "from course_lib.training.data import load_shakespeare\n"
    "library_tokenizer(load_shakespeare()[:1_000_000], 4096)",
}
MEMORY = """
import gc
gc.collect()
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]), int(status["VmRSS"].split()[0]))
"""
CPU = "\nimport time\nprint(time.process_time())"
MODULES = (
    "course_lib.models.llama",
    "course_lib.generation.loop",
    "course_lib.training.loop",
    "course_lib.pretrained.smollm2",
)


def compare(rounds: int = 5) -> list[Row]:
    """Measure peak and held memory of each case, and the time to import."""
    return memory() + import_time(rounds)


def memory() -> list[Row]:
    """The most that each case held, and what it holds at the end."""
    rows = []
    for name, program in CASES.items():
        peak, held = (int(n) / 1024 for n in run(program + MEMORY).split()[-2:])
        rows.append(Row("peak memory", name, peak, "MiB", note=f"{held:,.0f} MiB at the end"))
    return rows


def import_time(rounds: int = 5) -> list[Row]:
    """CPU time to import the library, over that of torch alone."""
    library = "".join(f"\nimport {module}" for module in MODULES)
    candidates = {
        "torch": lambda: float(run("import torch" + CPU)),
        "course_lib": lambda: float(run("import torch\nimport course_lib" + CPU)),
        "models, generation, training, pretrained": lambda: float(
            run("import torch" + library + CPU)
        ),
    }
    seconds = interleave(candidates, rounds)
    rows = []
    for name, times in seconds.items():
        pairs = zip(times, seconds["torch"], strict=True)
        extra = median(ours / bare - 1 for ours, bare in pairs)
        verdict = "bar 5 % more" if name == "course_lib" else ""
        note = f"{100 * extra:+.1f} % over torch; {verdict}" if name != "torch" else ""
        rows.append(Row("import time", name, median(times), "s", note=note))
    return rows


def run(program: str) -> str:
    """Run a program in a fresh interpreter; return what it prints."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
