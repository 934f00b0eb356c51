"""How fast SmolLM2 writes, step by step from the plain loop to checked drafts, beside llama.cpp.

Two answers are written: one that copies its prompt and one that does not. In each round every step
takes its turn, one thread, processor time, the pass over the prompt left out; so ratios within a
round can be compared, and speeds of another day cannot. llama.cpp reads the same 4-bit file through
the package `xllamacpp`, which the extra `bench` brings; nothing else here needs it.
``python -m course_lib.for_the_book.records.decoding_speed`` writes the record again: some minutes.
"""

import platform
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import torch

from course_lib.efficiency.packed_linear import DenseMatrix, Int8Matrix
from course_lib.efficiency.packed_llama import PackedLlama
from course_lib.for_the_book.records import write_record
from course_lib.generation.chat_template import encode_chat
from course_lib.generation.loop import generate_without_cache, stream
from course_lib.generation.prompt_lookup import lookup_passes
from course_lib.models.decoder import Decoder
from course_lib.pretrained.smollm2 import (
    load_smollm2,
    load_smollm2_template,
    load_smollm2_tokenizer,
    smollm2_file,
)

ROUNDS, WRITTEN, WRITTEN_WITHOUT_CACHE = 3, 32, 3  # tokens after the first
STORY = (
    "The sun rose over the hills, and the birds began to sing. It was going to be a warm day, "
    "so we opened the windows and made a pot of tea. My sister wanted to walk to the river."
)
QUESTIONS = {
    "copied": f"Repeat this text word for word:\n\n{STORY}",
    "new": f"Answer in your own words: why is the sky blue, and not like this?\n\n{STORY}",
}
RIVAL = "llama.cpp"
COLUMNS = ("date", "processor", "llama_cpp", "round", "step", "text", "ms_a_token", "passes")

Measured = tuple[float, int]  # seconds a token, passes for all of them


def steps(with_rival: bool = True) -> dict[str, Callable[[list[int]], Measured]]:
    """Return how each step writes on from a prompt, in the order of the page."""
    plain = load_smollm2()
    packed = {
        "packed, 32 bits": PackedLlama(plain, DenseMatrix, DenseMatrix),
        "8 bits": PackedLlama(plain, Int8Matrix, Int8Matrix),
        "4 bits": PackedLlama(plain),
    }
    found: dict[str, Callable[[list[int]], Measured]] = {
        "no cache": partial(by_the_plain_loop, plain),
        "cache": partial(token_by_token, plain),
    }
    found |= {name: partial(token_by_token, model) for name, model in packed.items()}
    found["8 bits, drafts"] = partial(by_drafts, packed["8 bits"])
    found["4 bits, drafts"] = partial(by_drafts, packed["4 bits"])
    if with_rival:
        found[RIVAL] = partial(by_llama_cpp, llama_cpp_server())
    return found


def by_the_plain_loop(model: Decoder, prompt: list[int]) -> Measured:
    """Read everything again for every token."""
    with torch.no_grad():
        start = time.process_time()
        generate_without_cache(model, prompt, WRITTEN_WITHOUT_CACHE)
    return (time.process_time() - start) / WRITTEN_WITHOUT_CACHE, WRITTEN_WITHOUT_CACHE


def token_by_token(model: Decoder, prompt: list[int]) -> Measured:
    """Read one token a pass, the others in the cache."""
    tokens = stream(model, prompt, WRITTEN + 1)
    next(tokens)  # the pass over the prompt
    start = time.process_time()
    passes = sum(1 for _ in tokens)
    return (time.process_time() - start) / WRITTEN, passes


def by_drafts(model: Decoder, prompt: list[int]) -> Measured:
    """Draft from the text, check in one pass."""
    passes = lookup_passes(model, prompt, WRITTEN + 1)
    next(passes)
    start = time.process_time()
    lengths = [len(one.added) for one in passes]
    return (time.process_time() - start) / sum(lengths), len(lengths)


def by_llama_cpp(server: Any, prompt: list[int]) -> Measured:
    """Ask llama.cpp for a long answer and for a short one, and take the difference."""

    def seconds(n_tokens: int) -> float:
        request = {"prompt": prompt, "n_predict": n_tokens, "temperature": 0}
        start = time.process_time()
        server.handle_completions({**request, "ignore_eos": True, "cache_prompt": False})
        return time.process_time() - start

    return (seconds(WRITTEN + 1) - seconds(1)) / WRITTEN, WRITTEN


def llama_cpp_server() -> Any:
    """Return llama.cpp with SmolLM2's file, on one thread."""
    try:
        package = import_module("xllamacpp")
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "llama.cpp comes with the package `xllamacpp`: install the extra `bench`"
        ) from None
    settings = package.CommonParams()
    settings.model.path = str(smollm2_file().path)
    for threads in (settings.cpuparams, settings.cpuparams_batch):
        threads.n_threads, threads.poll = 1, 0
    settings.n_ctx, settings.n_parallel, settings.n_threads_http = 1024, 1, 1
    settings.verbosity = -1
    return package.Server(settings)


def processor() -> str:
    """Return what the system calls the processor."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def rows(
    n_rounds: int = ROUNDS, with_rival: bool = True, warm_up: bool = True
) -> Iterator[list[object]]:
    """Yield a row for each round, text and step; to warm up, one round before is not counted."""
    tokenizer, template = load_smollm2_tokenizer(), load_smollm2_template()
    prompts = {
        name: encode_chat(tokenizer, template, [{"role": "user", "content": question}])
        for name, question in QUESTIONS.items()
    }
    version = metadata.version("xllamacpp") if with_rival else ""
    candidates = steps(with_rival)
    for i in range(-1 if warm_up else 0, n_rounds):
        for text, prompt in prompts.items():
            for name, write in candidates.items():
                seconds, passes = write(prompt)
                if i >= 0:
                    row = (i, name, text, f"{1e3 * seconds:.2f}", passes)
                    yield [date.today().isoformat(), processor(), version, *row]


def main() -> None:
    """Write the record."""
    write_record("decoding_speed", COLUMNS, rows())


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
