"""Plain values that JSON has no word for: exact numbers, ranges, named tuples, records.

Each is a list that begins with its kind. `describe` returns None for what is none of them;
`rebuild` believes nothing: what it makes is a value that cannot act, of a bounded size.
"""

from __future__ import annotations

import collections
import dataclasses
import functools
import importlib
import keyword
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from autograder.sandbox.wire.channel import MessageError

MOST_DIGITS = 4000  # of an exact number
LONGEST_RANGE = 1_000_000
COURSE = "course_lib."  # whose records are the same class on both sides
KINDS = ("complex", "decimal", "fraction", "range", "named", "record")


def describe(value: Any, pack: Callable[[Any], Any]) -> list[Any] | None:
    """Describe a value; `pack` describes what it holds. None where it has no plain form."""
    match value:
        case complex():
            return ["complex", value.real, value.imag]
        case Decimal() if not value.is_finite() or abs(value.adjusted()) < MOST_DIGITS:
            return ["decimal", str(value)]
        case Fraction() if _digits(value.numerator) + _digits(value.denominator) < MOST_DIGITS:
            return ["fraction", value.numerator, value.denominator]
        case range() if _length(value) <= LONGEST_RANGE:
            return ["range", value.start, value.stop, value.step]
    if is_named_tuple(value):
        names = type(value)._fields
        return ["named", type(value).__name__, [*names], [pack(item) for item in value]]
    if dataclasses.is_dataclass(value) and type(value).__module__.startswith(COURSE):
        fields = {f.name: pack(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return ["record", type(value).__module__, type(value).__qualname__, fields]
    return None


def rebuild(data: list[Any], unpack: Callable[[Any], Any]) -> Any:
    """Make the value again; `MessageError` where the description is none."""
    match data:
        case ["complex", float(real), float(imaginary)]:
            return complex(real, imaginary)
        case ["decimal", str(text)] if len(text) < 2 * MOST_DIGITS:
            return _decimal(text)
        case ["fraction", int(numerator), int(denominator)] if denominator:
            return Fraction(numerator, denominator)
        case ["range", int(start), int(stop), int(step)] if step:
            made = range(start, stop, step)
            if _length(made) <= LONGEST_RANGE:
                return made
        case ["named", str(name), list(names), list(items)] if len(names) == len(items) < 100:
            return named_tuple(name, tuple(names))._make(unpack(item) for item in items)
        case ["record", str(module), str(name), dict(fields)] if module.startswith(COURSE):
            values = {key: unpack(value) for key, value in fields.items()}
            return _record_class(module, name)(**values)
    raise MessageError(f"no value: {str(data)[:100]}")


def is_named_tuple(value: Any) -> bool:
    """Tell whether a value is a tuple whose places have names."""
    return isinstance(value, tuple) and isinstance(getattr(type(value), "_fields", None), tuple)


@functools.lru_cache(maxsize=100)
def named_tuple(name: str, fields: tuple[str, ...]) -> Any:
    """Return a class of tuples whose places have these names."""
    if not all(isinstance(f, str) and f.isidentifier() for f in (name, *fields)):
        raise MessageError("a named tuple without names")
    name = f"{name[:100]}_" if keyword.iskeyword(name) else name[:100]
    return collections.namedtuple(name, fields)


def _record_class(module: str, name: str) -> Any:
    found = getattr(importlib.import_module(module), name, None)
    if not isinstance(found, type) or not dataclasses.is_dataclass(found):
        raise MessageError(f"no record {name[:100]!r}")
    return found


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise MessageError(f"no number: {text[:100]!r}") from error
    if value.is_finite() and abs(value.adjusted()) >= MOST_DIGITS:
        raise MessageError("a number of too many digits")
    return value


def _digits(number: int) -> int:
    return number.bit_length() * 3 // 10 + 1


def _length(values: range) -> int:
    try:
        return len(values)
    except OverflowError:
        return LONGEST_RANGE + 1
