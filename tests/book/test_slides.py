"""Each part has its deck, made from its chapters, and no slide is empty."""

import re

import pytest
from bs4 import BeautifulSoup, Tag

from .test_configuration import ROOT, load
from .test_site import soup, target

SUMMARY = re.compile(r"^## Summary$", re.MULTILINE)


def parts() -> dict[str, list[str]]:
    """The chapters with a summary, by part."""
    found = {}
    for part in load("_toc.yml")["parts"]:
        pages = [chapter["file"] for chapter in part["chapters"]]
        chapters = [it for it in pages if SUMMARY.search((ROOT / f"{it}.md").read_text("utf-8"))]
        if chapters:
            found[part["caption"]] = chapters
    return found


def file_of(caption: str) -> str:
    return re.sub(r"\W+", "_", caption.lower()) + ".html"


def deck(site, caption: str) -> BeautifulSoup:
    return soup(site / "book" / "slides" / file_of(caption))


def letters(element: Tag) -> str:
    """The text without its spaces: a link may stand in a summary on one of the pages alone."""
    return "".join(element.get_text().split())


def test_the_parts_of_the_course_have_decks(site):
    assert len(parts()) >= 6
    assert len(list((site / "book" / "slides").glob("*.html"))) == len(parts())


@pytest.mark.parametrize("caption", parts())
def test_a_deck_holds_every_chapter_of_its_part_in_order(site, caption):
    places = [slide["id"] for slide in deck(site, caption).select(".slide.opens")]
    assert places == [chapter.rpartition("/")[2] for chapter in parts()[caption]]


@pytest.mark.parametrize("caption", parts())
def test_no_slide_is_empty_and_each_has_a_place_of_its_own(site, caption):
    slides = deck(site, caption).select(".slide")
    for slide in slides[1:]:
        content = slide.select_one(".content")
        assert content
        assert len(letters(content)) > 20 or content.select("img, .math")
        assert slide.find("h2")
    places = [element["id"] for element in deck(site, caption).find_all(id=True)]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("caption", parts())
def test_a_summary_is_the_chapters_own(site, caption):
    for chapter in parts()[caption]:
        [slide] = deck(site, caption).select(f"#{chapter.rpartition('/')[2]}-summary .content")
        section = soup(site / f"{chapter}.html").select_one("section#summary")
        assert section
        assert letters(slide) in letters(section)


@pytest.mark.parametrize("caption", parts())
def test_slides_follow_one_another_by_links(site, caption):
    page = deck(site, caption)
    places = [slide["id"] for slide in page.select(".slide")]
    following = [link["href"] for link in page.select(".steps [rel=next]")]
    before = [link["href"] for link in page.select(".steps [rel=prev]")]
    assert following == [f"#{place}" for place in places[1:]]
    assert before == [f"#{place}" for place in places[:-1]]


def test_a_chapter_and_the_page_of_slides_lead_to_the_deck(site):
    listed = {
        link["href"] for link in soup(site / "book/reference/slides.html").select("article a")
    }
    for caption, chapters in parts().items():
        assert f"../slides/{file_of(caption)}" in listed
        for chapter in chapters:
            page = site / f"{chapter}.html"
            links = [link["href"] for link in soup(page).select(".page-links a")]
            own = f"{file_of(caption)}#{chapter.rpartition('/')[2]}"
            [link] = [it for it in links if it.endswith(own)]
            assert target(site, page, link).exists()
