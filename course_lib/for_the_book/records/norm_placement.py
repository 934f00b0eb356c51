"""Where the norms of a deep stack stand, and how its training begins: a record of losses.

A text repeats its first half, which is random; the model has to notice. Twelve blocks learn it or
do not, with the norms in the branches or on the path, with and without a warm-up of the learning
rate, from the first weights of PyTorch or from small ones; four blocks are the control.
``python -m course_lib.for_the_book.records.norm_placement`` writes the record again: about four
minutes on one core.

Shapes: B texts, T tokens, C width, V vocabulary.
"""

from dataclasses import astuple, dataclass, fields

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor, nn

from course_lib.for_the_book.records import write_record
from course_lib.layers.attention import MultiHeadAttention
from course_lib.layers.feed_forward import FeedForward
from course_lib.layers.initialization import initialize
from course_lib.layers.masks import causal_mask
from course_lib.layers.normalization import LayerNorm
from course_lib.layers.transformer_block import PostNormBlock, PreNormBlock
from course_lib.training.data import Batch

V, T, C = 16, 16, 32
N_STEPS, EVERY = 400, 10


@dataclass(frozen=True)
class Setting:
    """A wiring of so many blocks; over ``warm_up`` steps the learning rate rises to its value.

    The weights of the blocks begin as PyTorch draws them, or "small": N(0, 0.02²), biases 0.
    """

    wiring: str
    blocks: int
    learning_rate: float
    warm_up: int
    first_weights: str = "PyTorch's"


SETTINGS = (
    Setting("pre-norm", 12, 3e-3, 1),
    Setting("post-norm", 12, 3e-3, 1),
    Setting("post-norm", 12, 3e-3, 100),
    Setting("post-norm", 12, 1e-3, 1),
    Setting("post-norm", 12, 3e-3, 1, "small"),
    Setting("post-norm", 4, 3e-3, 1),
)
N_SEEDS = 5


class Stack(nn.Module):
    """Embedding, positions, blocks of one kind, the final norm where it belongs, head."""

    def __init__(self, block: type[PreNormBlock] | type[PostNormBlock], n_blocks: int):
        super().__init__()
        self.token, self.place = nn.Embedding(V, C), nn.Embedding(T, C)
        self.blocks = nn.ModuleList(
            block(
                MultiHeadAttention(C, 4, bias=True),
                FeedForward(C, 4 * C, nn.ReLU()),
                LayerNorm(C),
                LayerNorm(C),
            )
            for _ in range(n_blocks)
        )
        self.norm = LayerNorm(C) if block is PreNormBlock else nn.Identity()
        self.head = nn.Linear(C, V)

    def forward(self, ids: Int[Tensor, "B T"]) -> Float[Tensor, "B T V"]:
        """Return the logits of the next token at every place."""
        x = self.token(ids) + self.place.weight  # B T C
        for block in self.blocks:
            x = block(x, causal_mask(T))  # B T C
        return self.head(self.norm(x))


def repeated_text(seed: int, n_texts: int = 16) -> Batch:
    """Return random tokens, and the same again; the targets are one token later."""
    generator = torch.Generator().manual_seed(seed)
    half = torch.randint(V, (n_texts, T // 2 + 1), generator=generator)  # B T/2+1
    text = torch.cat([half, half], dim=1)[:, : T + 1]  # B T+1
    return Batch(x=text[:, :-1], y=text[:, 1:])


def losses(setting: Setting, seed: int, n_steps: int = N_STEPS) -> list[tuple[int, float]]:
    """Train one stack; return the mean loss of each ten steps, and the step after the last."""
    torch.manual_seed(seed)
    wiring = PreNormBlock if setting.wiring == "pre-norm" else PostNormBlock
    model = Stack(wiring, setting.blocks)
    if setting.first_weights == "small":
        initialize(model.blocks)
    optimizer = torch.optim.AdamW(model.parameters(), lr=setting.learning_rate, fused=True)
    curve, recent = [], []
    for step in range(1, n_steps + 1):
        x, y = repeated_text(N_STEPS * seed + step)
        loss = F.cross_entropy(model(x).flatten(0, 1), y.flatten())
        optimizer.param_groups[0]["lr"] = setting.learning_rate * min(step / setting.warm_up, 1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        recent.append(loss.item())
        if step % EVERY == 0:
            curve.append((step, sum(recent) / EVERY))
            recent.clear()
    return curve


def main() -> None:
    """Write the record."""
    columns = [*(field.name for field in fields(Setting)), "seed", "step", "loss"]
    rows = (
        [*astuple(setting), seed, step, f"{loss:.4f}"]
        for setting in SETTINGS
        for seed in range(N_SEEDS)
        for step, loss in losses(setting, seed)
    )
    write_record("norm_placement", columns, rows)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
