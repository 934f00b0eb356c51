"""A student's outputs, checked before they enter a notebook: text and PNG pictures, bounded."""

from __future__ import annotations

import base64
import binascii
from typing import Any, cast

from nbformat import NotebookNode, from_dict

MOST_OUTPUTS = 100
MOST_TEXT = 100_000  # characters of one cell
LARGEST_PICTURE = 4 * 2**20  # characters, in base64
MOST_OF_NOTEBOOK = 8 * 2**20  # characters of text and pictures of all its cells
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_ROOM = (
    f"An output is left out: all outputs of a notebook together may hold {MOST_OF_NOTEBOOK >> 20} "
    "MiB of text and pictures. Points do not depend on it.\n"
)


def new_output(kind: str, **fields: Any) -> NotebookNode:
    """Return an output; nbformat's own function checks each one against the schema, which is slow.

    The notebook as a whole is checked when it is written.
    """
    more: dict[str, Any] = {"metadata": {}} if "data" in fields else {}
    if kind == "execute_result":
        more["execution_count"] = None
    return cast(NotebookNode, from_dict({"output_type": kind} | more | fields))


def checked(outputs: object) -> list[NotebookNode]:
    """Return the outputs of a cell as a notebook holds them; what is malformed is left out."""
    if not isinstance(outputs, list):
        return []
    kept, room = [], MOST_TEXT
    for output in outputs[:MOST_OUTPUTS]:
        made = _checked(output, room) if isinstance(output, dict) else None
        if made is not None:
            kept.append(made)
            room = max(0, room - len(str(made.get("text", ""))))
    return kept


class Room:
    """What one notebook may still show; shared by its cells."""

    def __init__(self) -> None:
        self._left = MOST_OF_NOTEBOOK

    def checked(self, outputs: object) -> list[NotebookNode]:
        """Return the outputs of a cell that have room; errors always have, as they are short."""
        kept, left_out = [], False
        for output in checked(outputs):
            size = _size(output)
            if output.output_type == "error" or size <= self._left:
                self._left -= size
                kept.append(output)
            else:
                left_out = True
        if left_out:
            kept.append(new_output("stream", name="stderr", text=_NO_ROOM))
        return kept


def _size(output: NotebookNode) -> int:
    return len(output.get("text", "")) + sum(map(len, output.get("data", {}).values()))


def error_output(name: str, message: str, traceback: list[str] | None = None) -> NotebookNode:
    """Return the output that makes a cell fail."""
    lines = traceback or [f"{name}: {message}"]
    return new_output("error", ename=name, evalue=message, traceback=lines)


def text_of(value: object, room: int = 2000) -> str:
    """Return text that any file can hold."""
    return str(value)[:room].encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _checked(output: dict[str, Any], room: int) -> NotebookNode | None:
    match output:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return new_output("stream", name=name, text=text_of(text, room))
        case {"output_type": "execute_result" | "display_data" as kind, "data": dict(data)}:
            shown = _data(data, room)
            return new_output(kind, data=shown) if shown else None
        case {"output_type": "error", "ename": name, "evalue": message, "traceback": list(lines)}:
            return error_output(text_of(name), text_of(message), [text_of(n) for n in lines[:30]])
    return None


def _data(data: dict[str, Any], room: int) -> dict[str, str]:
    shown = {}
    if isinstance(data.get("text/plain"), str):
        shown["text/plain"] = text_of(data["text/plain"], room)
    picture = data.get("image/png")
    if isinstance(picture, str) and len(picture) < LARGEST_PICTURE and is_png(picture):
        shown["image/png"] = "".join(picture.split())
    return shown


def is_png(picture: str) -> bool:
    """Tell whether base64 text holds a PNG picture."""
    try:
        return base64.b64decode("".join(picture.split()), validate=True).startswith(_PNG)
    except (binascii.Error, ValueError):
        return False
