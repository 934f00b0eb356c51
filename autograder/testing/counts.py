"""Taking a student's count apart, so that each of its terms is seen alone.

A total hides which term is wrong, and two errors can cancel in it. Its changes do not hide them:
each term grows with other sizes of the configuration.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from autograder.testing.calls import call
from autograder.testing.plain import read_number
from course_lib.models.gpt2 import GPT2Config
from course_lib.models.llama import LlamaConfig

Config = TypeVar("Config", LlamaConfig, GPT2Config)


def growth(count: Callable[[Config], object], config: Config, **changes: int | bool) -> int | float:
    """Return by how much these changes of the configuration make the count larger.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> growth(lambda config: config.d_model * config.n_layers, LLAMA_3_8B, n_layers=33)
    4096
    """
    return _number(count, replace(config, **changes)) - _number(count, config)


def vectors(count: Callable[[Config], object], config: Config) -> float:
    """Return how many vectors of length C = d_model are counted beside the matrices.

    As a function of C a count is a·C² + b·C + c. Doubling C leads to b, which grows with
    vocabulary V, feed-forward width F and context N. What is left of b for V = F = N = 0 are the
    gains and biases of length C; c, which grows with V and F alone, cancels.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> vectors(lambda config: 9 * config.d_model**2 + 5 * config.d_model, LLAMA_3_8B)
    5.0
    """

    def difference(V: int, F: int, N: int) -> int | float:
        narrow = replace(config, vocab_size=V, d_ff=F, context_length=N)
        wide = replace(narrow, d_model=2 * config.d_model)
        return 4 * _number(count, narrow) - _number(count, wide)  # 2·b·C + 3·c

    differences = 4 * difference(1, 1, 1)
    differences -= difference(2, 1, 1) + difference(1, 2, 1) + difference(1, 1, 2)
    return differences / (2 * config.d_model)


def _number(count: Callable[[Config], object], config: Config) -> int | float:
    return read_number(call(count, config), "the count")
