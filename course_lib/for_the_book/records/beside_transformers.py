"""Our Llama and the one of ``transformers``, trained alike: a record of losses.

Same sizes, same text, same batches in the same order, same optimizer and schedule; three seeds
each. In one comparison both begin with the same numbers, so that only the code differs; in the
other, ``transformers`` begins as it does by itself: 0.02 for all matrices, where ours are smaller
if they write to the residual path.

``python -m course_lib.for_the_book.records.beside_transformers`` writes the record again: about
two minutes on one core.
"""

from collections.abc import Iterator
from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from course_lib.for_the_book.records import write_record
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.ablation import CONTEXT, plays
from course_lib.training.data import RandomBatches, consecutive_batches
from course_lib.training.evaluation import evaluate
from course_lib.training.loop import TrainingConfig, TrainingRun

KINDS = ("ours", "transformers, our start", "transformers, its own start")
N_STEPS, N_SEEDS = 300, 3
REPORTS = (1, 10, 100, 200, 300)
COLUMNS = ["kind", "seed", "step", "training", "validation"]


class Theirs(nn.Module):
    """The model of ``transformers``, called as ours is called: ids in, logits out."""

    def __init__(self, config: LlamaConfig):
        super().__init__()
        import transformers  # of the extra `chapters`

        sizes: dict[str, Any] = {
            "vocab_size": config.vocab_size,
            "hidden_size": config.d_model,
            "num_hidden_layers": config.n_layers,
            "num_attention_heads": config.n_heads,
            "num_key_value_heads": config.n_kv_heads,
            "intermediate_size": config.d_ff,
            "max_position_embeddings": config.context_length,
            "rms_norm_eps": config.norm_eps,
            "rope_parameters": {"rope_type": "default", "rope_theta": config.rope_base},
            "tie_word_embeddings": config.tied,
            "initializer_range": 0.02,
        }
        self.llama = transformers.LlamaForCausalLM(transformers.LlamaConfig(**sizes))

    def forward(self, token_ids: Int[Tensor, "B T"]) -> Float[Tensor, "B T V"]:
        """Return, for every token, the logits of the token after it."""
        return self.llama(input_ids=token_ids, use_cache=False).logits

    def copy_from(self, ours: Llama) -> None:
        """Begin with the numbers of our model."""
        names = {f"model.{name}": weight for name, weight in ours.state_dict().items()}
        names["lm_head.weight"] = names.pop("model.lm_head.weight")
        self.llama.load_state_dict(names)


def model_of(kind: str, seed: int, vocab_size: int) -> nn.Module:
    """Return a fresh model; with ``our start`` its weights are those of ours under this seed."""
    if kind not in KINDS:
        raise ValueError(f"there is no kind {kind!r}: choose one of {', '.join(KINDS)}")
    config = LlamaConfig(vocab_size, 64, 2, 4, n_kv_heads=2, d_ff=176, context_length=CONTEXT)
    torch.manual_seed(seed)
    if kind == "transformers, its own start":
        return Theirs(config)
    ours = Llama(config)
    if kind == "ours":
        return ours
    theirs = Theirs(config)
    theirs.copy_from(ours)
    return theirs


def losses(kind: str, seed: int, until: int = N_STEPS) -> Iterator[tuple[int, float, float]]:
    """Train one model; yield steps done, loss on the batch of that step, loss on unread plays."""
    vocab_size, read, unread = plays()
    questions = consecutive_batches(unread, 32, CONTEXT)
    config = TrainingConfig(steps=N_STEPS, learning_rate=5e-3)
    model = model_of(kind, seed, vocab_size)
    run = TrainingRun(model, RandomBatches(read, config.batch_size, CONTEXT, seed), config)
    while run.step < until:
        training = run.advance()
        if run.step in REPORTS:
            yield run.step, training, evaluate(model, questions)


def main() -> None:
    """Write the record."""
    rows = (
        [kind, seed, step, f"{training:.6f}", f"{validation:.6f}"]
        for seed in range(N_SEEDS)
        for kind in KINDS
        for step, training, validation in losses(kind, seed)
    )
    write_record("beside_transformers", COLUMNS, rows)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
