"""The address of the published site, from the environment variable SITE_URL.

The sitemap, the link previews, the canonical links and the 404 page need it. Without the variable
they carry the address in ``_config.yml``, where ``make serve`` shows the site.
"""

import os
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def is_published(address: str) -> bool:
    """Whether others can open it: the address of ``make serve`` leads to the reader's own machine.

    >>> is_published("https://example.org/course/"), is_published("http://127.0.0.1:8000/")
    (True, False)
    """
    return urlsplit(address).hostname not in LOOPBACK


def set_address(app: Sphinx, config: Config) -> None:
    """Tells every extension the same address."""
    address = os.environ.get("SITE_URL") or config.html_baseurl or ""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigError(f"SITE_URL is {address!r}; give a whole address like https://host/path/")
    config.html_baseurl = config.ogp_site_url = address.rstrip("/") + "/"
    config.notfound_urls_prefix = parts.path.rstrip("/") + "/"


def setup(app: Sphinx) -> dict[str, bool]:
    """Sets the address before the other extensions read it."""
    app.connect("config-inited", set_address, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
