"""Decoding and prefill of SmolLM2-135M: ours, packed, `transformers` and llama.cpp.

The bandwidth bound is what one thread reads in a second, measured in the same rounds, over the
bytes that a token needs. llama.cpp reads the same 4-bit file, through the package `xllamacpp`.
"""

import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any

import torch

from benchmarks.measure import Row, cpu_seconds, interleave, speed_rows
from course_lib.accounting.memory import decode_bytes
from course_lib.efficiency.packed_linear import DenseMatrix, Int4Matrix
from course_lib.efficiency.packed_llama import PackedLlama
from course_lib.generation.loop import generate, stream
from course_lib.models.llama import Llama
from course_lib.pretrained.smollm2 import load_smollm2, load_smollm2_tokenizer, smollm2_file
from course_lib.training.data import load_shakespeare
from course_lib.training.evaluation import next_token_loss

PROMPT_LENGTH, PREFILL_LENGTH, DECODED = 32, 256, 32
BARS = [
    ("ours packed, 32 bits", "transformers", 1.1),
    ("ours", "transformers", None),
    ("ours packed, 4 bits", "transformers", 3.0),
    ("ours packed, 4 bits, head too", "transformers", 3.0),
    ("ours packed, 4 bits", "llama.cpp", 0.6),
    ("ours packed, 32 bits", "bandwidth bound, 32 bits", None),
    ("ours packed, 4 bits", "bandwidth bound, 4 bits", None),
]
PREFILL_BARS = [
    ("ours", "transformers", 1.0),
    ("ours packed, 32 bits", "transformers", 1.0),
    ("ours packed, 16 bits", "transformers", 1.0),
    ("ours packed, 4 bits", "transformers", None),
    ("ours packed, 4 bits", "llama.cpp", None),
]


def compare(rounds: int = 5, n_tokens: int = DECODED, n_prefill: int = PREFILL_LENGTH) -> list[Row]:
    """Measure both phases of generation."""
    ours = load_smollm2()
    models: dict[str, Any] = {
        "ours": ours,
        "ours packed, 32 bits": PackedLlama(ours, DenseMatrix, DenseMatrix),
        "ours packed, 4 bits": PackedLlama(ours),
        "ours packed, 4 bits, head too": PackedLlama(ours, Int4Matrix, Int4Matrix),
    }
    notes = {name: f"loss {loss(model):.3f}" for name, model in models.items()}
    theirs, server = transformers_llama(ours), llama_cpp()
    prompt = list(range(100, 100 + PROMPT_LENGTH))
    decoding: dict[str, Callable[[], float]] = {
        name: partial(decode_ours, model, prompt, n_tokens) for name, model in models.items()
    }
    decoding["transformers"] = partial(decode_transformers, theirs, prompt, n_tokens)
    long = list(range(100, 100 + n_prefill))
    sixteen = partial(DenseMatrix, dtype=torch.bfloat16)
    models["ours packed, 16 bits"] = PackedLlama(ours, sixteen, sixteen)
    prefill: dict[str, Callable[[], float]] = {
        name: partial(prefill_ours, model, long) for name, model in models.items()
    }
    prefill["transformers"] = partial(decode_prefill_transformers, theirs, long)
    skipped = []
    if server is None:
        note = "skipped: xllamacpp is not installed (the extra `bench`)"
        skipped = [Row("decode SmolLM2", "llama.cpp", None, "", note=note)]
    else:
        decoding["llama.cpp"] = partial(decode_llama_cpp, server, prompt, n_tokens)
        prefill["llama.cpp"] = lambda: ask_llama_cpp(server, long, 1) / len(long)
    add_bandwidth_bounds(decoding, models["ours packed, 4 bits"], prompt)
    rows = speed_rows("decode SmolLM2", "tokens/s", interleave(decoding, rounds), BARS, notes)
    rows += speed_rows("prefill SmolLM2", "tokens/s", interleave(prefill, rounds), PREFILL_BARS)
    return rows + skipped


@torch.no_grad()
def loss(model: Any, n_tokens: int = 300) -> float:
    """Nats a token on the beginning of Shakespeare: what a packed model pays for its speed."""
    token_ids = torch.tensor([load_smollm2_tokenizer().encode(load_shakespeare()[:4000])])
    x, y = token_ids[:, :n_tokens], token_ids[:, 1 : n_tokens + 1]
    return next_token_loss(model(x), y).item()


def decode_ours(model: Any, prompt: list[int], n_tokens: int) -> float:
    """CPU seconds a token after the first, which pays for the prompt."""
    tokens = stream(model, prompt, n_tokens + 1)
    next(tokens)
    return cpu_seconds(lambda: list(tokens)) / n_tokens


def prefill_ours(model: Any, prompt: list[int]) -> float:
    """CPU seconds a token of the prompt."""
    return cpu_seconds(lambda: generate(model, [prompt], 1)) / len(prompt)


class Clock:
    """Notes the CPU time of each token that `transformers` streams."""

    def __init__(self):
        self.times: list[float] = []

    def put(self, value: object) -> None:
        """Note one token."""
        self.times.append(time.process_time())

    def end(self) -> None:
        """Nothing is left to do."""


def decode_transformers(model: Any, prompt: list[int], n_tokens: int) -> float:
    """CPU seconds a token after the first."""
    clock = Clock()
    settings = {"do_sample": False, "use_cache": True, "streamer": clock}
    model.generate(torch.tensor([prompt]), max_new_tokens=n_tokens + 1, **settings)
    return (clock.times[-1] - clock.times[1]) / n_tokens  # the streamer gets the prompt first


def decode_prefill_transformers(model: Any, prompt: list[int]) -> float:
    """CPU seconds a token of the prompt."""
    tokens = torch.tensor([prompt])
    return cpu_seconds(lambda: model.generate(tokens, max_new_tokens=1, do_sample=False)) / len(
        prompt
    )


def decode_llama_cpp(server: Any, prompt: list[int], n_tokens: int) -> float:
    """CPU seconds a token: a long answer less one of a single token."""
    first = ask_llama_cpp(server, prompt, 1)
    return (ask_llama_cpp(server, prompt, n_tokens + 1) - first) / n_tokens


def ask_llama_cpp(server: Any, prompt: list[int], n_tokens: int) -> float:
    """CPU seconds of one request."""
    request = {"prompt": prompt, "n_predict": n_tokens, "temperature": 0}
    request |= {"ignore_eos": True, "cache_prompt": False}
    return cpu_seconds(lambda: server.handle_completions(request))


def llama_cpp() -> Any:
    """Return llama.cpp with SmolLM2 on one thread; nothing where the package is missing."""
    if find_spec("xllamacpp") is None:
        return None
    import xllamacpp

    settings = xllamacpp.CommonParams()
    settings.model.path = str(smollm2_file().path)
    for threads in (settings.cpuparams, settings.cpuparams_batch):
        threads.n_threads, threads.poll = 1, 0
    settings.n_ctx, settings.n_parallel, settings.n_threads_http = 1024, 1, 1
    settings.verbosity = -1
    return xllamacpp.Server(settings)


def transformers_llama(ours: Llama) -> Any:
    """Return the model of `transformers` with the same weights."""
    import transformers

    c = ours.config
    config = transformers.LlamaConfig(
        vocab_size=c.vocab_size,
        hidden_size=c.d_model,
        num_hidden_layers=c.n_layers,
        num_attention_heads=c.n_heads,
        num_key_value_heads=c.n_kv_heads,
        intermediate_size=c.d_ff,
        max_position_embeddings=c.context_length,
        rms_norm_eps=c.norm_eps,
        rope_parameters={"rope_type": "default", "rope_theta": c.rope_base},
        tie_word_embeddings=c.tied,
    )
    theirs = transformers.LlamaForCausalLM(config).eval()
    body = {name: w for name, w in ours.state_dict().items() if name != "lm_head.weight"}
    theirs.model.load_state_dict(body)
    theirs.lm_head.weight.data.copy_(ours.lm_head.weight.data)
    generation = theirs.generation_config
    generation.eos_token_id, generation.pad_token_id = None, 0
    return theirs


def add_bandwidth_bounds(
    candidates: dict[str, Callable[[], float]], packed: PackedLlama, prompt: list[int]
) -> None:
    """Add what reading alone would take, in 32 bits and in the packed bytes."""
    numbers = torch.ones(64 * 2**20)  # 256 MiB: more than a core's own caches
    dense = decode_bytes(packed.config, len(prompt), bytes_per_weight=4, bytes_per_cached=4)
    buffers = [b for part in (packed.layers, packed.lm_head) for b in part.buffers()]
    small = sum(buffer.nbytes for buffer in buffers)

    def reading(n_bytes: int) -> float:
        return cpu_seconds(lambda: torch.dot(numbers, numbers)) * n_bytes / numbers.nbytes

    candidates["bandwidth bound, 32 bits"] = partial(reading, dense)
    candidates["bandwidth bound, 4 bits"] = partial(reading, small)
