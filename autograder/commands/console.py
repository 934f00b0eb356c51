"""Where commands write."""

from rich.console import Console

console = Console()


def say(text: str) -> None:
    """Print one line as it is: nothing in it is markup, and it is not broken."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def warn(label: str, text: str) -> None:
    """Print one line that begins with a red label."""
    console.print(f"{label}:", style="red", end=" ")
    say(text)
