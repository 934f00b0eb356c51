"""Which names a test takes from the student: those that it reads and nobody on our side defines."""

from __future__ import annotations

import builtins
import dis
import functools
from collections.abc import Iterable
from types import CodeType

from autograder.plain_cells import plain_python

_READ = ("LOAD_NAME", "LOAD_GLOBAL")
_WRITTEN = ("STORE_NAME", "STORE_GLOBAL")


@functools.lru_cache(maxsize=1000)
def compiled(source: str, name: str) -> CodeType:
    """Compile a cell of ours; magics are IPython's business and mean nothing here."""
    return compile(plain_python(source), name, "exec")


def names_from_student(own: Iterable[CodeType]) -> set[str]:
    """Return the names that these cells read and that neither they nor Python define.

    >>> sorted(names_from_student([compiled("import math; x = math.pi; assert double(x)", "t")]))
    ['double']
    """
    codes = list(own)
    read = frozenset[str]().union(*map(names_read, codes))
    written = frozenset(dir(builtins)).union(*map(_names_written, codes))
    written |= {"get_ipython", "display"}
    return {name for name in read - written if not name.startswith("__")}


@functools.lru_cache(maxsize=1000)
def names_read(code: CodeType) -> frozenset[str]:
    """Return the global names that a cell reads."""
    return frozenset(i.argval for i in _instructions(code) if i.opname in _READ)


@functools.lru_cache(maxsize=1000)
def _names_written(code: CodeType) -> frozenset[str]:
    return frozenset(i.argval for i in _instructions(code) if i.opname in _WRITTEN)


def _instructions(code: CodeType) -> Iterable[dis.Instruction]:
    yield from dis.get_instructions(code)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _instructions(constant)
