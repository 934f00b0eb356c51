"""What rounding costs a small Llama that was trained in full precision: a record of losses.

A model of characters is trained under five seeds. Then the matrices inside its layers are rounded
to 8, 4, 3 and 2 bits: on several grids, in blocks of several sizes, to nearest or with error
compensation. Calibration reads the text that the model was trained on, the measurement plays that
nobody has read. One short training lets a test make some of the record again.
``python -m course_lib.for_the_book.records.rounding`` writes it: about two minutes on one core.

Shapes: B windows, T tokens, V vocabulary, M rows and N columns of a matrix.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import cache

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

from course_lib.efficiency.clipped_grid import quantize_clipped
from course_lib.efficiency.error_compensation import compensate, input_products
from course_lib.efficiency.quantization import QuantizedTensor, quantize, quantized_bytes
from course_lib.for_the_book.records import write_record
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.data import (
    Batch,
    RandomBatches,
    consecutive_batches,
    shakespeare_characters,
)
from course_lib.training.evaluation import next_token_loss

CONTEXT, BATCH_SIZE = 64, 16
LEARNING_RATE, WARM_UP = 5e-3, 50
N_STEPS, FEW_STEPS, N_SEEDS = 600, 60, 5
FEW_BITS = (2,)
BITS, BLOCK, OTHER_BLOCKS = (8, 4, 3, 2), 64, (16, 32, 128, 512)
CALIBRATION_WINDOWS = 128
COLUMNS = ("seed", "steps", "bits", "block", "grid", "way", "bits_each", "loss", "divergence")

Way = Callable[[str, Float[Tensor, "M N"]], QuantizedTensor]
"""How a matrix is rounded, given its name."""


@cache
def texts() -> tuple[Tensor, list[Batch], list[Batch], int]:
    """Return what to train on, what to calibrate with, what to measure on, and the vocabulary."""
    vocab_size, train, validation = shakespeare_characters()
    calibration = consecutive_batches(train[100_000:], 32, CONTEXT, CALIBRATION_WINDOWS // 32)
    return (
        train,
        calibration,
        consecutive_batches(validation[:10_000], 32, CONTEXT),
        vocab_size,
    )


def trained(seed: int, n_steps: int, train: Tensor, vocab_size: int) -> Llama:
    """Train one model; the learning rate warms up, then falls to zero."""
    torch.manual_seed(seed)
    model = Llama(LlamaConfig(vocab_size, 64, 2, 4, 4, 192, CONTEXT))
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, fused=True)
    batches = RandomBatches(train, BATCH_SIZE, CONTEXT, seed=seed)
    for step, (x, y) in zip(range(1, n_steps + 1), batches, strict=False):
        left = (n_steps - step) / (n_steps - WARM_UP)
        optimizer.param_groups[0]["lr"] = LEARNING_RATE * min(step / WARM_UP, left)
        loss = next_token_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model


@torch.no_grad()
def rounded(model: Llama, way: Way) -> Llama:
    """Return a copy whose matrices are rounded, all but the head."""
    model = deepcopy(model)
    for name, layer in model.named_modules():
        if isinstance(layer, nn.Linear) and name != "lm_head":
            layer.weight.copy_(way(name, layer.weight).dequantize())
    return model


@torch.no_grad()
def predictions(model: Llama, batches: Sequence[Batch]) -> list[Float[Tensor, "B T V"]]:
    """Return the logarithms of a model's probabilities for every next token."""
    return [model(x).log_softmax(-1) for x, _ in batches]


def measure(
    before: Sequence[Float[Tensor, "B T V"]],
    after: Sequence[Float[Tensor, "B T V"]],
    batches: Sequence[Batch],
) -> tuple[float, float]:
    """Return the loss after rounding, and how far its probabilities lie from those before."""
    losses, divergences = [], []
    for old, new, (_, y) in zip(before, after, batches, strict=True):
        losses.append(next_token_loss(new, y))
        rows = new.flatten(0, 1), old.flatten(0, 1)  # B*T V
        divergences.append(F.kl_div(*rows, log_target=True, reduction="batchmean"))
    return torch.stack(losses).mean().item(), torch.stack(divergences).mean().item()


def ways(
    products: dict[str, Float[Tensor, "N N"]], bits: int, seed: int
) -> Iterator[tuple[int, str, str, Way]]:
    """Yield block size, grid, name and way of everything that is tried with so many bits."""
    shuffled = {}
    generator = torch.Generator().manual_seed(seed)
    for name, matrix in products.items():
        order = torch.randperm(len(matrix), generator=generator)
        sizes = matrix.diagonal().sqrt()  # each input keeps its mean square
        correlations = matrix / torch.outer(sizes, sizes)
        shuffled[name] = correlations[order][:, order] * torch.outer(sizes, sizes)

    def importance(name: str) -> Float[Tensor, "N"]:
        return products[name].diagonal()

    grids: dict[str, Callable[[str, Tensor], QuantizedTensor]] = {
        "whole range": lambda _, w: quantize(w, bits, BLOCK),
        "clipped": lambda _, w: quantize_clipped(w, bits, BLOCK),
        "clipped for outputs": lambda name, w: quantize_clipped(w, bits, BLOCK, importance(name)),
    }

    def corrected(grid: str, by: dict[str, Float[Tensor, "N N"]]) -> Way:
        return lambda name, w: compensate(w, grids[grid](name, w), by[name])

    if bits == max(BITS):  # whatever is done there, it costs next to nothing
        yield BLOCK, "whole range", "nearest", grids["whole range"]
        return
    for grid, nearest in grids.items():
        yield BLOCK, grid, "nearest", nearest
        yield BLOCK, grid, "compensated", corrected(grid, products)
    yield BLOCK, "whole range", "shuffled", corrected("whole range", shuffled)
    yield BLOCK, "symmetric", "nearest", lambda _, w: quantize(w, bits, BLOCK, symmetric=True)
    for block in OTHER_BLOCKS:
        yield block, "whole range", "nearest", lambda _, w, b=block: quantize(w, bits, b)


def rows(seed: int, n_steps: int, bits: Sequence[int] = BITS) -> Iterator[list[int | str]]:
    """Train one model, and yield a row for it and one for each way of rounding it."""
    train, calibration, questions, vocab_size = texts()
    model = trained(seed, n_steps, train, vocab_size)
    before = predictions(model, questions)
    loss, _ = measure(before, before, questions)
    yield [seed, n_steps, 32, 1, "none", "none", "32.0000", f"{loss:.4f}", "0.0000"]
    products = input_products(model, (x for x, _ in calibration))
    for n_bits in bits:
        for block, grid, name, way in ways(products, n_bits, seed):
            loss, divergence = measure(
                before, predictions(rounded(model, way), questions), questions
            )
            each = 8 * quantized_bytes(2**20, n_bits, block, symmetric=grid == "symmetric") / 2**20
            numbers = f"{each:.4f}", f"{loss:.4f}", f"{divergence:.4f}"
            yield [seed, n_steps, n_bits, block, grid, name, *numbers]


def main() -> None:
    """Write the record."""
    runs = [(seed, N_STEPS, BITS) for seed in range(N_SEEDS)] + [(0, FEW_STEPS, FEW_BITS)]
    found = (row for run in runs for row in rows(*run))
    write_record("rounding", COLUMNS, found)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
