"""Images load when the reader comes near them, and keep their place until then."""

import re
import struct
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.application import Sphinx

IMAGE = re.compile(
    r'<img (?P<rest>[^>]*?src="[./]*_images/(?P<name>[^"]+\.png)"[^>]*?)(?P<end>\s*/?>)'
)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def size_of(image: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its header."""
    if not image.startswith(SIGNATURE):
        raise ValueError(f"not a PNG image: it begins with {image[:8]!r}")
    return struct.unpack(">II", image[16:24])


def sources(app: Sphinx) -> dict[str, Path]:
    """Where the published images come from, by published name."""
    return {name: Path(app.srcdir, path) for path, (_, name) in app.env.images.items()}


def mark_images(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Gives the images of a page their size and lets them wait."""
    published = sources(app)

    def mark(found: re.Match[str]) -> str:
        source = published.get(unquote(found["name"]))
        if source is None or " width=" in found["rest"] or "style=" in found["rest"]:
            return found[0]
        width, height = size_of(source.read_bytes()[:24])
        waiting = f'loading="lazy" width="{width}" height="{height}"'
        return f"<img {waiting} {found['rest']}{found['end']}"

    if doctree is not None:
        context["body"] = IMAGE.sub(mark, context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Looks at every page that is written."""
    app.connect("html-page-context", mark_images)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
