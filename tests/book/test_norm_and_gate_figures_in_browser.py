"""The globe of norms and the field of a gated unit follow mouse and keyboard."""

import pytest
from playwright.sync_api import Locator, Page

from .browsing import figure

pytestmark = pytest.mark.browser


@pytest.fixture
def globe(page: Page, address: str) -> Locator:
    return figure(page, address, "norm_globe")


@pytest.fixture
def field(page: Page, address: str) -> Locator:
    return figure(page, address, "gated_unit")


def ends(globe: Locator) -> tuple[str, str]:
    """Where RMSNorm and LayerNorm send the vector, as the figure says it."""
    words = globe.locator("[aria-live]").inner_text()
    return words.split("latitude: ")[1].split(")")[0], words.split("equator: ")[1].split(")")[0]


def test_another_size_moves_no_end_until_epsilon_is_felt(globe):
    before, size = ends(globe), globe.get_by_label("Size: multiply every feature")
    size.press("ArrowLeft")
    assert ends(globe) == before
    size.press("Home")
    assert ends(globe) != before
    assert "both stay inside the globe" in globe.locator("[aria-live]").inner_text()


def test_another_mean_moves_the_end_of_rms_norm_alone(globe):
    before = ends(globe)
    globe.get_by_label("Mean: add to every feature").press("End")
    by_rms_norm, by_layer_norm = ends(globe)
    assert by_layer_norm == before[1]
    assert by_rms_norm != before[0]


def test_the_globe_turns_and_the_cloud_falls(globe):
    dots, turn = globe.locator(".globe-dot"), globe.get_by_label("Turn the globe")
    before = dots.first.get_attribute("cx")
    turn.press("ArrowRight")
    assert dots.first.get_attribute("cx") != before
    globe.get_by_role("radio", name="LayerNorm").check()
    heights = dots.evaluate_all("dots => dots.map(dot => Number(dot.getAttribute('cy')))")
    assert max(heights) - min(heights) < 100  # the equator, seen from above


def test_a_unit_and_its_mirror_multiply_but_not_with_the_sigmoid(field):
    words = field.locator("[aria-live]")
    assert "−5.28" in words.inner_text()
    field.get_by_label("and its mirror").check()
    assert "together −6, exactly gate times up" in words.inner_text()
    field.get_by_label("sigmoid").check()
    assert "gate times up is −6" in words.inner_text()


def test_the_chosen_place_follows_both_sliders(field):
    chosen, before = field.locator(".unit-chosen"), []
    for name, side in (("Gate", "x"), ("Up", "y")):
        before.append(chosen.get_attribute(side))
        field.get_by_label(name, exact=True).press("ArrowRight")
        assert chosen.get_attribute(side) != before[-1]
    assert "Gate 3" in field.locator("[aria-live]").inner_text()
