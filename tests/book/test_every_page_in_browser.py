"""What holds for every page of the built site, at two widths.

Half of the pages are opened on a desk and then taken to a phone, half the other way round; with
``--full`` each is opened at both.
"""

import gzip
import zlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Error, Locator, Request, Response

from .browsing import FOUND, PAGES, SCROLLS_BY_KEYS, violations, visit, wait_until
from .conftest import DESKTOP, PATIENCE, PHONE, WIDTHS

pytestmark = pytest.mark.browser

SOURCES = dict(zip(PAGES, FOUND, strict=False))
WHOLE, FIRST_VIEW = 1_500_000, 600_000  # bytes, text compressed as a server would
TEXT = ("text/", "javascript", "json", "svg", "xml", "wasm")
# What a reader who scrolls to the end would load; to scroll needs frames, which can fail to come.
LOAD_THE_REST = """() => document.querySelectorAll("[loading=lazy]")
    .forEach((it) => { it.loading = "eager"; })"""
LOADED = """() => document.fonts.status === "loaded"
    && [...document.images].every((it) => it.loading === "lazy" || it.complete)"""
DISTORTED = """() => [...document.querySelectorAll("article img[width]")]
    .filter((it) => it.offsetWidth)
    .filter((it) => Math.abs(it.offsetWidth * it.getAttribute("height")
        / (it.offsetHeight * it.getAttribute("width")) - 1) > 0.02)
    .map((it) => it.src)"""
SEARCHES = """() => [...document.querySelectorAll("[class*=search-button]")]
    .map((it) => it.getBoundingClientRect())
    .filter((it) => it.width && it.left >= 0 && it.top >= 0 && it.bottom <= innerHeight).length"""
SIDEWAYS = """() => [...document.querySelectorAll("article .highlight pre")]
    .filter((it) => !it.closest(".cell_output") && it.scrollWidth > it.clientWidth)
    .map((it) => it.textContent.slice(0, 60))"""
SMALLEST = 24  # CSS pixels of whatever a finger is to hit (WCAG 2.2, 2.5.8)
TOO_SMALL = f"""() => [...document.querySelectorAll(".movable-figure button")]
    .filter((it) => it.offsetParent)
    .filter((it) => Math.min(it.offsetWidth, it.offsetHeight) < {SMALLEST})
    .map((it) => it.textContent)"""
SILENT = """() => [...document.querySelectorAll(".movable-figure")].filter((it) => {
    it.scrollIntoView({ behavior: "instant" });
    const words = it.querySelector(".figure-reading").getBoundingClientRect();
    return words.top < 0 || words.bottom > innerHeight + 1;
}).map((it) => it.dataset.figure)"""
# Formulas and listings have thousands of parts, and the list of all pages is on each of them, made
# alike everywhere: one chapter is read whole.
REPEATED = [["mjx-container"], [".bd-sidebar-primary"]]
WITHOUT_REPETITION = """() => {
    const parts = [...document.querySelectorAll("mjx-container, .highlight pre")];
    window.taken = parts.map((it) => [it, [...it.childNodes]]);
    for (const it of parts) it.replaceChildren(it.matches("pre") ? it.innerText : "x");
}"""
WHOLE_AGAIN = "() => { for (const [it, nodes] of window.taken) it.replaceChildren(...nodes); }"
UNTIL_THE_THEME_LOOKS = 400  # milliseconds: it takes 300 to see what scrolls at another width
SHOWN = 'class="movable-figure"'
CONTROLS = "input:not([type=hidden]), select, button"
UP_AND_DOWN = ("ArrowDown", "ArrowUp")
KEYS = {"range": ("ArrowRight", "ArrowLeft"), "radio": UP_AND_DOWN, "select-one": UP_AND_DOWN}


def words(figure: Locator) -> str:
    """What the figure says: its reading and the values of its controls."""
    return figure.evaluate(
        """it => [...it.querySelectorAll("[aria-live], output, [role=status]")]
            .map((part) => part.textContent).join(" | ")"""
    )


def picture(figure: Locator) -> str:
    return figure.evaluate("it => it.innerHTML")


def press(control: Locator) -> None:
    """Uses a control by keyboard, in whichever way changes it."""
    kind = control.evaluate("it => it.type")
    control.focus()
    if kind in ("number", "text", "search"):
        control.press("ArrowUp") if kind == "number" else control.press_sequentially("a")
        control.press("Tab")
    elif kind in KEYS:
        for key in KEYS[kind]:
            before = control.evaluate("it => [it.value, it.checked].join()")
            control.press(key)
            if control.evaluate("it => [it.value, it.checked].join()") != before:
                return
    else:
        control.press("Space")


def click(control: Locator) -> None:
    """Uses a control by mouse."""
    tag, kind = control.evaluate("it => [it.tagName, it.type]")
    if tag == "SELECT":
        value = control.evaluate("it => [...it.options].find((one) => !one.selected).value")
        control.select_option(value)
    elif kind == "range":
        box = control.bounding_box()
        assert box
        for share in (0.85, 0.15):
            control.click(position={"x": share * box["width"], "y": box["height"] / 2})
    elif kind in ("number", "text", "search"):
        control.fill("3")
        control.press("Tab")
    else:
        control.click()


class Visit:
    """A page in a profile of its own, and what it asked for and complained of since it opened."""

    def __init__(self, chromium: Browser, address: str, name: str, width: dict):
        self.name = name
        self._context = chromium.new_context(viewport=width)
        self._context.set_default_timeout(PATIENCE)
        self.page = page = self._context.new_page()
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self._pending: set[Request] = set()
        self._responses: list[Response] = []
        page.on("request", lambda it: self._ask(it, address))
        page.on("requestfinished", lambda it: self._pending.discard(it))
        page.on("requestfailed", lambda it: self.complaints.append(f"failed {it.url}"))
        page.on("response", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda it: it.type == "error" and self.complaints.append(it.text))
        visit(page, address + name)
        self.first_view = self.loaded()

    def loaded(self) -> int:
        """Wait until everything that was asked for is there; the bytes of it all."""
        while True:
            wait_until(self.page, LOADED)
            if not self._pending or self.complaints:
                return sum(map(weight, self._responses))
            self.page.wait_for_timeout(20)

    def go_to(self, width: dict) -> None:
        """Change the width of the window, and wait until the theme has seen what scrolls now."""
        self.page.set_viewport_size(width)
        self.page.wait_for_timeout(UNTIL_THE_THEME_LOOKS)
        wait_until(self.page, SCROLLS_BY_KEYS)  # on a busy machine later

    def close(self) -> None:
        self._context.close()

    def figures(self) -> list[Locator]:
        return self.page.locator(".movable-figure").all()

    def _ask(self, request: Request, address: str) -> None:
        self._pending.add(request)
        if not request.url.startswith((address, "data:", "blob:")):
            self.foreign.append(request.url)

    def _note(self, response: Response) -> None:
        self._responses.append(response)
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")


WEIGHTS: dict[str, int] = {}


def weight(response: Response) -> int:
    """Bytes of a response, compressed if it is text; the same address is fetched but once."""
    if response.url not in WEIGHTS:
        try:
            body = response.body()
        except Error:  # a redirect has none
            return 0
        kind = response.headers.get("content-type", "")
        is_text = any(text in kind for text in TEXT)
        WEIGHTS[response.url] = len(gzip.compress(body, 6)) if is_text else len(body)
    return WEIGHTS[response.url]


def in_turn(name: str) -> list[str]:
    """The widths of a page, first that at which it is opened; another page changes nothing."""
    return [*WIDTHS] if zlib.crc32(name.encode()) % 2 else [*WIDTHS][::-1]


ALL = [
    pytest.param((name, kind), id=f"{name}-{kind}")
    for name in PAGES
    if name != "index.html"
    for kind in in_turn(name)
]


class Reader:
    """Has one page open, and opens the next."""

    def __init__(self, chromium: Browser, address: str):
        self._chromium, self._address = chromium, address
        self._open: Visit | None = None

    def look_at(self, name: str, width: dict, anew: bool) -> Visit:
        """The page at this width; opened if it is not, or is to be opened `anew`."""
        if self._open and self._open.name == name and not anew:
            self._open.go_to(width)
            return self._open
        self.close()
        self._open = Visit(self._chromium, self._address, name, width)
        return self._open

    def close(self) -> None:
        if self._open:
            self._open.close()
            self._open = None


@pytest.fixture(scope="module")
def reader(chromium: Browser, address: str) -> Iterator[Reader]:
    reader = Reader(chromium, address)
    yield reader
    reader.close()


@pytest.fixture(scope="module", params=ALL)  # the laws of one page follow one another
def visited(request: pytest.FixtureRequest, reader: Reader) -> Visit:
    """A page that stays open for all the laws below, in their order."""
    name, kind = request.param
    return reader.look_at(name, WIDTHS[kind], anew=request.config.getoption("--full"))


def test_a_page_stands_alone_and_fits(visited):
    page = visited.page
    visited.loaded()  # what the other width shows, too
    assert visited.foreign == []
    assert visited.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.locator("img:not([alt])").count() == 0
    assert page.evaluate(DISTORTED) == []


def test_the_search_is_in_sight(visited):
    assert visited.page.evaluate(SEARCHES) > 0


def test_a_phone_shows_whole_lines_of_code_and_buttons_that_a_finger_hits(visited):
    if visited.page.viewport_size == PHONE:
        assert visited.page.evaluate(SIDEWAYS) == []
        assert visited.page.evaluate(TOO_SMALL) == []


def test_a_figure_taller_than_a_phone_speaks_where_its_controls_are(visited):
    if visited.page.viewport_size == PHONE:
        assert visited.page.evaluate(SILENT) == []


def test_a_page_is_light(visited):
    assert 0 < visited.first_view <= FIRST_VIEW
    visited.page.evaluate(LOAD_THE_REST)
    assert visited.loaded() <= WHOLE


def test_every_control_of_a_figure_has_a_name(visited):
    figures = visited.figures()
    assert len(figures) == SOURCES[visited.name].read_text(encoding="utf-8").count(SHOWN)
    for figure in figures:
        for control in figure.locator(CONTROLS).all():
            named = control.evaluate(
                "it => it.ariaLabel || it.getAttribute('aria-labelledby') || it.labels?.length"
                " || it.textContent.trim()"
            )
            assert named, control.evaluate("it => it.outerHTML")


@pytest.mark.parametrize("use", [press, click])
def test_a_figure_moves_and_says_so(visited, use):
    for number, figure in enumerate(visited.figures()):
        where = f"figure {number} of {visited.name}"
        assert moves(figure, use), f"nothing in {where} reacts to {use.__name__}"
    assert visited.complaints == []


def moves(figure: Locator, use: Callable[[Locator], None]) -> bool:
    """Whether picture and words change when its controls are used, one after another."""
    figure.scroll_into_view_if_needed()
    first = picture(figure), words(figure)
    for control in figure.locator(CONTROLS).all():
        if control.is_visible() and control.is_enabled():
            use(control)
            if picture(figure) != first[0] and words(figure) != first[1]:
                return True
    return False


def test_a_page_is_accessible(visited, full):
    """In light on a desk, for its colours in dark on a phone; with ``--full`` all four ways."""
    wide = visited.page.viewport_size["width"] > 1000
    schemes = ("light", "dark") if full else ("light",) if wide else ("dark",)
    visited.page.evaluate(WITHOUT_REPETITION)
    found = violations(visited.page, {"exclude": REPEATED}, schemes)
    visited.page.evaluate(WHOLE_AGAIN)
    visited.page.emulate_media(color_scheme="null", reduced_motion="null")
    assert found == []


def test_the_first_address_leads_to_the_introduction(chromium, address):
    opened = Visit(chromium, address, "index.html", DESKTOP)
    opened.page.wait_for_url("**/book/intro.html")
    assert (opened.foreign, opened.complaints) == ([], [])
    opened.close()


def test_there_are_figures_to_move():
    assert sum(page.read_text(encoding="utf-8").count(SHOWN) for page in FOUND) >= 5
