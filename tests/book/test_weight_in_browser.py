"""No page is heavy: what Chromium asks for, text compressed as a server would."""

import gzip

import pytest
from playwright.sync_api import Error, Response

from .browsing import PAGES, visit

pytestmark = pytest.mark.browser

WHOLE, FIRST_VIEW = 1_500_000, 600_000  # bytes
# What a reader who scrolls to the end would load; to scroll needs frames, which can fail to come.
LOAD_THE_REST = """() => document.querySelectorAll("[loading=lazy]")
    .forEach((it) => { it.loading = "eager"; })"""
TEXT = ("text/", "javascript", "json", "svg", "xml", "wasm")


def weight(response: Response) -> int:
    """Bytes of a response, compressed if it is text."""
    try:
        body = response.body()
    except Error:  # a redirect has none
        return 0
    kind = response.headers.get("content-type", "")
    return len(gzip.compress(body, 6)) if any(text in kind for text in TEXT) else len(body)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(chromium, address, name):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    visit(page, address + name)
    page.wait_for_load_state("networkidle")
    first_view = sum(map(weight, responses))
    seen = len(responses)
    page.evaluate(LOAD_THE_REST)
    page.wait_for_load_state("networkidle")
    whole = first_view + sum(map(weight, responses[seen:]))
    page.close()
    assert first_view <= FIRST_VIEW
    assert whole <= WHOLE
