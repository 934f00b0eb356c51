"""One address for sitemap, previews and the 404 page."""

import pytest
from sphinx.errors import ConfigError


def test_the_environment_gives_the_address(build, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/course")
    html, _ = build("site_address", "# Title", extensions=["myst_parser", "site_address"])
    assert 'rel="canonical" href="https://example.org/course/index.html"' in html


def test_without_it_the_configuration_does(build, monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    html, _ = build("site_address", "# Title", html_baseurl="http://127.0.0.1:8000/")
    assert 'rel="canonical" href="http://127.0.0.1:8000/index.html"' in html


@pytest.mark.parametrize("address", ["example.org", "/course/", "ftp://example.org"])
def test_half_an_address_is_refused(build, monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    with pytest.raises(ConfigError, match="whole address"):
        build("site_address", "# Title")
