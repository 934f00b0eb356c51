"""Training: the four steps that are repeated until a model predicts well.

    1. forward    logits of the next token at every position
    2. loss       cross-entropy: −ln of the probability given to the token that came
    3. backward   the gradient of the loss for every weight
    4. update     a small step against the gradient

A model that holds all V tokens for equally likely has the loss ln V; that is where training starts.

Shapes: B windows a batch, T tokens a window, V vocabulary.

Source of clipping: Pascanu, Mikolov and Bengio 2013 (arXiv 1211.5063).
"""

import math
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import torch
from jaxtyping import Int
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR

from course_lib.training.data import RandomBatches
from course_lib.training.devices import mixed_precision, random_state, restore_random_state
from course_lib.training.evaluation import next_token_loss
from course_lib.training.optimization import learning_rate_factor, make_optimizer


@dataclass(frozen=True)
class TrainingConfig:
    """What decides the losses of a run, besides the model and the text.

    >>> TrainingConfig(steps=100, batch_size=16, micro_batches=3)
    Traceback (most recent call last):
    ValueError: a batch of 16 windows cannot be cut into 3 micro-batches of one size
    """

    steps: int
    batch_size: int = 16
    micro_batches: int = 1
    learning_rate: float = 3e-3
    final_share: float = 0.1
    warmup_steps: int = 50
    weight_decay: float = 0.1
    max_grad_norm: float = 1.0
    bfloat16: bool = False
    seed: int = 0

    def __post_init__(self):
        if self.steps < 1:
            raise ValueError(f"steps must be 1 or more, got {self.steps}")
        for name in ("batch_size", "micro_batches"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be 1 or more, got {getattr(self, name)}")
        if self.batch_size % self.micro_batches:
            raise ValueError(
                f"a batch of {self.batch_size} windows cannot be cut into {self.micro_batches} "
                "micro-batches of one size"
            )


def train_step(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: Int[Tensor, "B T"],
    y: Int[Tensor, "B T"],
    max_grad_norm: float = 1.0,
    micro_batches: int = 1,
    bfloat16: bool = False,
) -> float:
    """Train on one batch and return its loss.

    ``micro_batches`` cuts the batch into parts whose gradients add up: one step in less memory.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=8))
    >>> optimizer = make_optimizer(model, learning_rate=0.01, weight_decay=0.0)
    >>> text = torch.tensor([[3, 1, 4, 1]])
    >>> losses = [train_step(model, optimizer, text[:, :-1], text[:, 1:]) for _ in range(20)]
    >>> losses[-1] < losses[0]
    True
    """
    model.train()
    optimizer.zero_grad()  # gradients add up, so those of the last step must go
    batch_loss = 0.0
    parts = (micro_batches, -1)
    for x_part, y_part in zip(x.unflatten(0, parts), y.unflatten(0, parts), strict=True):
        with mixed_precision(x.device, bfloat16):
            logits = model(x_part)  # 1. forward: B T V
            loss = next_token_loss(logits, y_part) / micro_batches  # 2. loss
        loss.backward()  # 3. backward
        batch_loss += loss.item()
    nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
    optimizer.step()  # 4. update
    return batch_loss


class TrainingRun:
    """A model in training: iterate to train, one loss a step; stop and continue as you like.

    ``state_dict`` holds all that changes, so that a run that loads it goes on bit for bit.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=8))
    >>> batches = RandomBatches(torch.arange(64) % 9, batch_size=4, context_length=8)
    >>> losses = list(TrainingRun(model, batches, TrainingConfig(steps=20, warmup_steps=2)))
    >>> len(losses), losses[-1] < losses[0]
    (20, True)
    """

    def __init__(self, model: nn.Module, batches: RandomBatches, config: TrainingConfig):
        self.model = model
        self.batches = batches
        self.config = config
        self.device = next(model.parameters()).device
        self.step = 0
        self.optimizer = make_optimizer(model, config.learning_rate, config.weight_decay)

        def factor(step: int) -> float:
            return learning_rate_factor(step, config.steps, config.warmup_steps, config.final_share)

        self.scheduler = LambdaLR(self.optimizer, factor)

    @property
    def learning_rate(self) -> float:
        """The learning rate of the next step."""
        return float(self.scheduler.get_last_lr()[0])

    def __iter__(self) -> Iterator[float]:
        while self.step < self.config.steps:
            yield self.advance()

    def advance(self) -> float:
        """Train on the next batch; return its loss."""
        x, y = next(self.batches)
        config = self.config
        loss = train_step(
            self.model,
            self.optimizer,
            x.to(self.device),
            y.to(self.device),
            config.max_grad_norm,
            config.micro_batches,
            config.bfloat16,
        )
        if not math.isfinite(loss):
            raise FloatingPointError(
                f"the loss is {loss} at step {self.step}: lower the learning rate, now "
                f"{config.learning_rate}, or warm up for longer than {config.warmup_steps} steps"
            )
        self.scheduler.step()
        self.step += 1
        return loss

    def state_dict(self) -> dict:
        """Return the weights, the optimizer's averages, and the progress of the run, all copied."""
        weights = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}
        return deepcopy({**weights, **self.progress()})  # training goes on in the same tensors

    def load_state_dict(self, state: dict) -> None:
        """Go back to a saved state."""
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.restore_progress(state)

    def progress(self) -> dict:
        """Return how far the run is: step, learning rate, place in the text, random numbers."""
        return {
            "step": self.step,
            "scheduler": self.scheduler.state_dict(),
            "batches": self.batches.state_dict(),
            "random": random_state(self.device),
        }

    def restore_progress(self, state: dict) -> None:
        """Go back to a saved progress."""
        self.step = state["step"]
        self.scheduler.load_state_dict(state["scheduler"])
        self.batches.load_state_dict(state["batches"])
        restore_random_state(self.device, state["random"])
