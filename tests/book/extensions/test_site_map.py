"""The map holds the whole book, also after a build that wrote a single page."""

from xml.etree import ElementTree

SETTINGS = {"extensions": ["myst_parser", "site_map"], "html_baseurl": "https://example.org/"}


def locations(folder) -> set[str | None]:
    tree = ElementTree.parse(folder / "html" / "sitemap.xml")
    return {element.text for element in tree.iter() if element.tag.endswith("loc")}


def test_a_second_build_keeps_the_first_ones_pages(build, tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "other.md").write_text("# Other\n", encoding="utf-8")
    whole = {"https://example.org/index.html", "https://example.org/other.html"}
    build("site_map", "# Title\n\n:::{toctree}\nother\n:::\n", **SETTINGS)
    assert locations(tmp_path) == whole
    build("site_map", "# New title\n\n:::{toctree}\nother\n:::\n", freshenv=False, **SETTINGS)
    assert locations(tmp_path) == whole
