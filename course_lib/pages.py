"""What the pages of the book share: numbers that the text quotes, and tables of numbers."""

from typing import Any

from IPython.display import Markdown


def say(**values: Any) -> None:
    """Let the text quote values that were computed: ``{glue:text}`name``` in the prose.

    Whole numbers are quoted with thousands separators.
    """
    from myst_nb import glue  # the book's own engine; a reader of the library does without

    for name, value in values.items():
        glue(name, f"{value:,}" if type(value) is int else value, display=False)


def table(header: list[str], *rows: list[str | int]) -> Markdown:
    """Show rows of cells as a table; whole numbers get thousands separators.

    >>> print(table(["model", "tokens"], ["GPT-2", 1024]).data)
    | model | tokens |
    | --- | ---: |
    | GPT-2 | 1,024 |
    """
    lines = [header, ["---"] + ["---:"] * (len(header) - 1)]
    for row in rows:
        texts = [f"{cell:,}" if isinstance(cell, int) else cell for cell in row]
        lines.append([text.replace(" ", "\u00a0") for text in texts])
    return Markdown("\n".join("| " + " | ".join(line) + " |" for line in lines))
