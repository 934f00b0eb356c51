"""Sizes that make sense, alone and together: the others are refused with their numbers."""

from dataclasses import fields
from typing import Any


def require_at_least(least: int, **sizes: int) -> None:
    """Refuse sizes below what can be served, by the names that they have for the caller.

    >>> require_at_least(1, n_tokens=3, batch_size=0)
    Traceback (most recent call last):
    ValueError: batch_size = 0 must be at least 1
    """
    for name, value in sizes.items():
        if value < least:
            raise ValueError(f"{name} = {value} must be at least {least}")


def require_divisible(name: str, value: int, by_name: str, by: int) -> None:
    """Refuse sizes that cannot be shared out evenly.

    >>> require_divisible("d_model", 10, "n_heads", 4)
    Traceback (most recent call last):
    ValueError: d_model = 10 must be a multiple of n_heads = 4
    """
    if by < 1 or value % by != 0:
        raise ValueError(f"{name} = {value} must be a multiple of {by_name} = {by}")


def require_sizes(config: Any) -> None:
    """Refuse a configuration in which an integer is below 1: there is no model of such a size.

    >>> from course_lib.models.gpt2 import GPT2Config
    >>> GPT2Config(vocab_size=0, d_model=8, n_layers=1, n_heads=2, d_ff=8, context_length=4)
    Traceback (most recent call last):
    ValueError: vocab_size = 0 must be at least 1
    """
    numbers = {field.name: getattr(config, field.name) for field in fields(config)}
    require_at_least(1, **{name: n for name, n in numbers.items() if type(n) is int})
