"""Random small models, as configurations no two sizes of which can be confused.

The feed-forward width is not a multiple of the model width, and the heads share keys and values.
"""

from dataclasses import replace

from autograder.testing.draws import Draws
from course_lib.models.gpt2 import GPT2Config
from course_lib.models.llama import LlamaConfig


def random_llama(draw: Draws, **fixed: int | bool) -> LlamaConfig:
    """Draw the sizes of a small Llama model with grouped queries; `fixed` ones are given.

    >>> random_llama(Draws("example"), n_layers=3, tied=True).n_layers
    3
    """
    n_kv_heads, group, half_head = draw.sizes(3, low=2, high=5)
    d_model = n_kv_heads * group * 2 * half_head
    drawn = LlamaConfig(
        vocab_size=draw.integer(1000, 2000),
        d_model=d_model,
        n_layers=draw.integer(6, 9),
        n_heads=n_kv_heads * group,
        n_kv_heads=n_kv_heads,
        d_ff=2 * d_model + draw.integer(1, d_model - 1),
        context_length=draw.integer(200, 300),
        tied=draw.choice([True, False]),
    )
    return replace(drawn, **fixed)


def random_gpt2(draw: Draws, **fixed: int | bool) -> GPT2Config:
    """Draw the sizes of a small GPT-2 model; `fixed` ones are given.

    >>> random_gpt2(Draws("example"), tied=False).tied
    False
    """
    n_heads, d_head = draw.sizes(2, low=3, high=7)
    d_model = n_heads * d_head
    drawn = GPT2Config(
        vocab_size=draw.integer(1000, 2000),
        d_model=d_model,
        n_layers=draw.integer(8, 11),
        n_heads=n_heads,
        d_ff=2 * d_model + draw.integer(1, d_model - 1),
        context_length=draw.integer(200, 300),
        tied=draw.choice([True, False]),
    )
    return replace(drawn, **fixed)
