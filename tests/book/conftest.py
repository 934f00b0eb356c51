"""The built site, a browser that reads it, and tiny Sphinx projects for the extensions."""

import contextlib
import functools
import http.server
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import inputs

ROOT = Path(__file__).parents[2]
PATIENCE = 60_000  # milliseconds; a page takes two seconds, but the machine may have more to do
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
WIDTHS = {"desktop": DESKTOP, "phone": PHONE}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=PATIENCE)
sys.path.append(str(ROOT / "book" / "extensions"))


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def copyfile(self, source, outputfile) -> None:
        with contextlib.suppress(ConnectionError):  # who stops loading a file is no error
            super().copyfile(source, outputfile)


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site: the environment variable SITE, or where `make book` puts it."""
    folder = inputs.site()
    if not (folder / "index.html").exists():
        pytest.skip(f"no site in {folder}: type `make book` first, or set SITE")
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the site on loopback."""
    handler = functools.partial(QuietHandler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")  # while it runs, so does an event loop, which other tests start too
def chromium() -> Iterator[Browser]:
    """A headless Chromium with a profile of its own."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        pytest.skip(
            f"BROWSER TESTS NOT RUN: none of {', '.join(CHROMIUM_NAMES)} is on PATH. "
            "Install the package chromium (for example `apt-get install chromium`)."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A page of a fresh profile at one of two widths."""
    context = chromium.new_context(viewport=request.param)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., tuple[str, str]]:
    """Builds a page of MyST with one of the book's extensions; gives its HTML and its warnings."""
    return functools.partial(_build, tmp_path)


def _build(
    folder: Path, extension: str, text: str, freshenv: bool = True, **settings: object
) -> tuple[str, str]:
    import io

    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    source, output = folder / "source", folder / "html"
    source.mkdir(exist_ok=True)
    (source / "index.md").write_text(text, encoding="utf-8")
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=None,
            outdir=output,
            doctreedir=folder / "doctrees",
            buildername="html",
            confoverrides={
                "extensions": ["myst_parser", extension],
                "source_suffix": {".rst": "restructuredtext"},
                "myst_enable_extensions": ["colon_fence", "dollarmath"],
                **settings,
            },
            status=None,
            warning=warnings,
            freshenv=freshenv,
        )
        app.build()
    return (output / "index.html").read_text(encoding="utf-8"), warnings.getvalue()


@pytest.fixture(autouse=True)
def time_limit(request):
    """A browser that never answers fails its test, and does not hold up the run."""
    if request.node.get_closest_marker("browser") is None:
        yield
        return

    def stop(number, frame):
        raise TimeoutError("the browser did not answer within three minutes")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(180)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
