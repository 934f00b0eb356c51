"""Every movable figure of every page moves, by keyboard and by mouse, and says so in words."""

import pytest
from playwright.sync_api import Locator

from .browsing import FOUND, PAGES, visit

pytestmark = pytest.mark.browser

SHOWN = 'class="movable-figure"'
PLACES = [
    (name, number)
    for file, name in zip(FOUND, PAGES, strict=False)
    for number in range(file.read_text(encoding="utf-8").count(SHOWN))
]
CONTROLS = "input:not([type=hidden]), select, button"
KEYS = {"range": ("ArrowRight", "ArrowLeft"), "radio": ("ArrowDown", "ArrowUp")}


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
    tag, kind = control.evaluate("it => [it.tagName, it.type]")
    control.focus()
    if tag == "SELECT":
        for key in ("ArrowDown", "ArrowUp"):
            control.press(key)
    elif kind in ("number", "text", "search"):
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


@pytest.mark.parametrize("use", [press, click])
@pytest.mark.parametrize(("name", "number"), PLACES)
def test_a_figure_moves_and_says_so(page, address, name, number, use):
    visit(page, address + name)
    figure = page.locator(".movable-figure").nth(number)
    figure.scroll_into_view_if_needed()
    first, moved = (picture(figure), words(figure)), False
    for control in figure.locator(CONTROLS).all():
        if control.is_visible() and control.is_enabled():
            use(control)
            moved = moved or (picture(figure) != first[0] and words(figure) != first[1])
            if moved:
                break
    assert moved, f"nothing in figure {number} of {name} reacts to {use.__name__}"


@pytest.mark.parametrize(("name", "number"), PLACES)
def test_every_control_of_a_figure_has_a_name(page, address, name, number):
    visit(page, address + name)
    for control in page.locator(".movable-figure").nth(number).locator(CONTROLS).all():
        named = control.evaluate(
            "it => it.ariaLabel || it.getAttribute('aria-labelledby') || it.labels?.length"
            " || it.textContent.trim()"
        )
        assert named, control.evaluate("it => it.outerHTML")
