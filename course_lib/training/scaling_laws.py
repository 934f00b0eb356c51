"""Scaling laws: what loss a model of N parameters reaches that reads D tokens, and for which FLOPs.

    loss(N, D) = E + A / N^α + B / D^β        what nobody knows, too small a model, too little text
    C = 6·N·D                                  training FLOPs: forward 2, backward 4 a parameter

For a compute C the loss along N falls, turns and rises again: an IsoFLOP curve. Where it turns, the
model and the text are in balance. Two ways to find that place from runs: a parabola in log N for
each budget (approach 2), or the law itself, fitted to all runs at once (approach 3).

Sources: Kaplan et al. 2020 (arXiv 2001.08361); Hoffmann et al. 2022 (2203.15556), who number the
approaches; Besiroglu et al. 2024 (2404.10102), who fitted the third one again.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

FLOPS_PER_PARAMETER = 6  # and token: 2 forward, 4 backward


@dataclass(frozen=True)
class ScalingLaw:
    """The loss as a function of parameters N and tokens D, in nats a token."""

    E: float
    A: float
    B: float
    alpha: float
    beta: float

    def __post_init__(self):
        for name in ("A", "B", "alpha", "beta"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} must be above 0, got {getattr(self, name)}")

    def loss(self, n_parameters: int | float, n_tokens: int | float) -> float:
        """Return the loss of a model of this size that has read so much.

        >>> round(ScalingLaw(E=1.0, A=8.0, B=9.0, alpha=0.5, beta=0.5).loss(16, 81), 6)
        4.0
        """
        return self.E + self.A / n_parameters**self.alpha + self.B / n_tokens**self.beta

    @property
    def exponent(self) -> float:
        """The power of the compute with which the best size grows, β / (α + β)."""
        return self.beta / (self.alpha + self.beta)

    def best_size(self, flops: int | float) -> float:
        """Return the parameters that a compute is best spent on, where C = 6·N·D.

        >>> law = ScalingLaw(E=1.0, A=8.0, B=8.0, alpha=0.5, beta=0.5)
        >>> round(law.best_size(6 * 100 * 100), 6)
        100.0
        """
        ratio = (self.alpha * self.A) / (self.beta * self.B)
        balance = ratio ** (1 / (self.alpha + self.beta))
        return balance * (flops / FLOPS_PER_PARAMETER) ** self.exponent

    def best_tokens(self, flops: int | float) -> float:
        """Return the tokens that the best size reads."""
        return flops / (FLOPS_PER_PARAMETER * self.best_size(flops))


HOFFMANN_2022 = ScalingLaw(E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28)
BESIROGLU_2024 = ScalingLaw(E=1.8172, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658)


class Parabola(NamedTuple):
    """A parabola through losses over log N: where it turns, how deep, how bent.

    >>> Parabola(size=1e6, loss=2.0, curvature=0.5).size
    1000000.0
    """

    size: float
    loss: float
    curvature: float

    def at(self, n_parameters: float) -> float:
        """Return the parabola's loss at a size."""
        return self.loss + self.curvature * math.log(n_parameters / self.size) ** 2


def fit_parabola(sizes: Float[Tensor, " n"], losses: Float[Tensor, " n"]) -> Parabola:
    """Fit losses of one budget by least squares over log N (approach 2).

    >>> sizes = torch.tensor([10.0, 100.0, 1000.0])
    >>> round(fit_parabola(sizes, torch.tensor([3.0, 2.0, 3.0])).size, 3)
    100.0
    """
    if len(sizes) < 3:
        raise ValueError(f"a parabola needs 3 sizes or more, got {len(sizes)}")
    x = sizes.double().log()  # n
    centre = x.mean()
    powers = torch.stack([(x - centre) ** k for k in range(3)], dim=1)  # n 3
    c0, c1, c2 = torch.linalg.lstsq(powers, losses.double()[:, None]).solution.flatten().tolist()
    if c2 <= 0:
        raise ValueError(
            f"the losses {[round(loss, 4) for loss in losses.tolist()]} have no lowest point: "
            "train smaller and larger models with this budget"
        )
    turn = -c1 / (2 * c2)
    return Parabola(size=math.exp(turn + centre.item()), loss=c0 - c2 * turn**2, curvature=c2)


def isoflop_optimum(sizes: Float[Tensor, " n"], losses: Float[Tensor, " n"]) -> float:
    """Return the size at which the parabola through one budget's losses turns.

    >>> sizes = torch.tensor([10.0, 100.0, 1000.0])
    >>> round(isoflop_optimum(sizes, torch.tensor([3.0, 2.0, 2.0])), 3)
    316.228
    """
    return fit_parabola(sizes, losses).size


class PowerLaw(NamedTuple):
    """y = coefficient · x^exponent.

    >>> PowerLaw(coefficient=3.0, exponent=0.5).at(16.0)
    12.0
    """

    coefficient: float
    exponent: float

    def at(self, x: float) -> float:
        """Return y at x."""
        return self.coefficient * x**self.exponent


def fit_power_law(x: Float[Tensor, " n"], y: Float[Tensor, " n"]) -> PowerLaw:
    """Fit a straight line through log y over log x by least squares.

    >>> law = fit_power_law(torch.tensor([1.0, 4.0, 16.0]), torch.tensor([3.0, 6.0, 12.0]))
    >>> round(law.coefficient, 6), round(law.exponent, 6)
    (3.0, 0.5)
    """
    if len(x) < 2 or (x <= 0).any() or (y <= 0).any():
        raise ValueError("a power law needs 2 points or more, all of them above 0")
    log_x, log_y = x.double().log(), y.double().log()
    from_mean = log_x - log_x.mean()
    exponent = (from_mean @ log_y / from_mean.square().sum()).item()
    return PowerLaw(math.exp((log_y.mean() - exponent * log_x.mean()).item()), exponent)


def fit_scaling_law(
    sizes: Float[Tensor, " n"],
    tokens: Float[Tensor, " n"],
    losses: Float[Tensor, " n"],
    delta: float = 1e-3,
) -> ScalingLaw:
    """Fit the law to all runs at once (approach 3): a Huber loss between logarithms.

    Errors beyond ``delta`` count by their size and not by its square, so that a run gone wrong has
    little say. L-BFGS walks down from the best of many pairs of exponents (``starting_law``).
    """
    if len(losses) < 5:
        raise ValueError(f"a law of five numbers needs 5 runs or more, got {len(losses)}")
    sizes, tokens, losses = (values.double() for values in (sizes, tokens, losses))
    start = starting_law(sizes, tokens, losses)
    logs = [math.log(max(number, 1e-3)) for number in (start.E, start.A, start.B)]
    place = torch.tensor([*logs, start.alpha, start.beta], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [place],
        max_iter=200,
        tolerance_grad=1e-9,
        tolerance_change=1e-12,
        line_search_fn="strong_wolfe",
    )

    def objective() -> Tensor:
        optimizer.zero_grad()
        e, a, b, alpha, beta = place
        terms = [e.expand_as(losses), a - alpha * sizes.log(), b - beta * tokens.log()]
        predicted = torch.logsumexp(torch.stack(terms), dim=0)  # n: log of the sum of the terms
        cost = F.huber_loss(predicted, losses.log(), reduction="sum", delta=delta) / delta**2
        cost.backward()
        return cost

    optimizer.step(objective)  # pyright: ignore[reportArgumentType] - a closure that returns a loss
    e, a, b, alpha, beta = place.tolist()
    return ScalingLaw(math.exp(e), math.exp(a), math.exp(b), alpha, beta)


def starting_law(
    sizes: Float[Tensor, " n"], tokens: Float[Tensor, " n"], losses: Float[Tensor, " n"]
) -> ScalingLaw:
    """Return the best law over a grid of exponents: with α and β given, E, A, B are linear."""
    exponents = torch.arange(0.1, 1.5, 0.1, dtype=torch.float64)
    alpha, beta = torch.cartesian_prod(exponents, exponents).T  # G each
    ones = torch.ones(len(alpha), len(sizes), dtype=torch.float64)
    columns = torch.stack(
        [ones, sizes ** -alpha[:, None], tokens ** -beta[:, None]], dim=-1
    )  # G n 3
    scale = columns.amax(dim=1, keepdim=True)  # so that no column is tiny beside another
    target = losses[:, None].expand(len(alpha), -1, 1)
    found = torch.linalg.lstsq(columns / scale, target).solution  # G 3 1
    errors = (columns / scale @ found - target).square().sum(dim=(1, 2))  # G
    E, A, B = (found / scale.mT).squeeze(-1).T  # G each
    errors[(E < 0) | (A <= 0) | (B <= 0)] = math.inf
    best = int(errors.argmin())
    if not math.isfinite(errors[best].item()):
        raise ValueError("no law with E, A and B above 0 fits: the losses must fall with N and D")
    return ScalingLaw(*(values[best].item() for values in (E, A, B, alpha, beta)))
