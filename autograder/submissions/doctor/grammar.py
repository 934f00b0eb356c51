"""Where a cell is not Python, as a notebook reads it: magics, shell commands and ``await`` are."""

from __future__ import annotations

import ast
import warnings


def mistake_in(source: str) -> str:
    """The first mistake of a cell's grammar, with its line; nothing where there is none.

    >>> mistake_in("x = (1,\\ny = 2")
    "line 1: '(' was never closed"
    >>> mistake_in("%timeit 1 + 1")
    ''
    """
    mistake = _mistake(source)
    if mistake:  # what only IPython understands? To ask it takes long
        from IPython.core.inputtransformer2 import TransformerManager

        try:
            mistake = _mistake(TransformerManager().transform_cell(source))
        except (SyntaxError, ValueError, RecursionError) as error:
            mistake = _said(error)
    return mistake


def _mistake(source: str) -> str:
    try:
        with warnings.catch_warnings(action="ignore"):  # of escapes in strings
            compile(source, "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return _said(error)
    return ""


def _said(error: Exception) -> str:
    if isinstance(error, SyntaxError) and error.msg:
        return f"line {error.lineno}: {error.msg}" if error.lineno else error.msg
    return str(error) or type(error).__name__
