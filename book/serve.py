"""Serves the built site on loopback; an address that leads nowhere gets the site's own page for it.

python book/serve.py --port 8000
"""

import argparse
import functools
import http.server
import sys
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from _typeshed import SupportsRead, SupportsWrite

SITE = Path(__file__).parents[1] / "build" / "site" / "_build" / "html"
NOT_FOUND = "404.html"


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; what is not in it is answered with the folder's ``404.html``."""

    # Python asks the system, which may know these otherwise: then browsers refuse them.
    extensions_map: ClassVar = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".gguf": "application/octet-stream",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def copyfile(self, source: "SupportsRead[bytes]", outputfile: "SupportsWrite[bytes]") -> None:
        """Sends a file; a reader who stops loading it is no error."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers with the site's page where Python would send one of its own."""
        page = Path(self.directory, NOT_FOUND)
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def server(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of a folder on loopback, not yet running; port 0 takes any that is free.

    Raises:
        OSError: The port is taken, or not ours to take.
    """
    handler = functools.partial(SiteHandler, directory=str(folder))
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)


def main() -> None:
    """Serves until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Serve the built site on this machine alone.")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument("--site", type=Path, default=SITE, help="default: where make book puts it")
    options = parser.parse_args()
    if not (options.site / "index.html").is_file():
        sys.exit(f"{options.site} holds no index.html: type make book first, or give --site")
    try:
        running = server(options.site, options.port)
    except (OSError, OverflowError) as error:
        sys.exit(
            f"port {options.port} cannot be used ({error}): give another, make serve PORT=8001"
        )
    with running:
        print(f"http://127.0.0.1:{running.server_port}/  (Ctrl-C ends it)", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
