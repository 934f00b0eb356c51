"""Which names a test takes from the student: those that it reads and nobody on our side defines."""

from __future__ import annotations

import builtins
import dis
import functools
from collections.abc import Iterable
from types import CodeType

from autograder.trusted.plain_cells import plain_python

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
    read: set[str] = set()
    written: set[str] = set(dir(builtins)) | {"get_ipython", "display"}
    for code in own:
        for instruction in _instructions(code):
            if instruction.opname in _READ:
                read.add(instruction.argval)
            elif instruction.opname in _WRITTEN:
                written.add(instruction.argval)
    return {name for name in read - written if not name.startswith("__")}


def names_read(code: CodeType) -> set[str]:
    """Return the global names that a cell reads."""
    return {i.argval for i in _instructions(code) if i.opname in _READ}


def _instructions(code: CodeType) -> Iterable[dis.Instruction]:
    yield from dis.get_instructions(code)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _instructions(constant)
