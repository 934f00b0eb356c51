"""What the pages of the book share: numbers that the text quotes, and tables of numbers."""

import re
from typing import Any

from IPython.display import Markdown

_POWER_OF_TEN = re.compile(r"(?<=\d)e([+-])0*(\d+)")
_MINUS = re.compile(r"(?<![\w)])-(?=\d)")
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"[-−+≈<>]?[\d.]|[-–]?$")  # or nothing


def say(**values: Any) -> None:
    """Let the text quote values that were computed: ``{glue:text}`name``` in the prose.

    Whole numbers are quoted with thousands separators, minus signs and powers of ten as in print.
    """
    from myst_nb import glue  # the book's own engine; a reader of the library does without

    for name, value in values.items():
        if type(value) is int:
            value = f"{value:,}"
        glue(name, in_print(value) if isinstance(value, str) else value, display=False)


def in_print(text: str) -> str:
    """Return a text with its numbers as a book prints them.

    >>> in_print("between -0.5 and 2.3e-10").replace("\\u00a0", " ")
    'between −0.5 and 2.3 × 10⁻¹⁰'
    """

    def power(found: re.Match[str]) -> str:
        exponent = found[1].replace("+", "") + found[2]
        return f"\u00a0×\u00a010{exponent.translate(_SUPERSCRIPTS)}"

    return _MINUS.sub("−", _POWER_OF_TEN.sub(power, text))


def table(header: list[str], *rows: list[str | int]) -> Markdown:
    """Show rows of cells as a table; whole numbers get thousands separators.

    Columns of numbers are aligned to the right, the first column and text to the left.

    >>> print(table(["model", "tokens", "norm"], ["GPT-2", 1024, "LayerNorm"]).data)
    | model | tokens | norm |
    | --- | ---: | --- |
    | GPT-2 | 1,024 | LayerNorm |
    """
    lines = [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in rows]
    columns = list(zip(*lines, strict=True))[1:]
    ruler = ["---", *("---:" if all(map(_NUMBER.match, c)) else "---" for c in columns)]
    return Markdown("\n".join("| " + " | ".join(line) + " |" for line in [header, ruler, *lines]))
