"""Every page knows which pages are chapters, in the order of the course."""

BANNER = """:::{banner}
:minutes: 5
:difficulty: 1
:prerequisites: "none"
:lesson: "none"
:::
"""
INDEX = "# Title\n\n:::{toctree}\nsecond\nnotes\nfirst\n:::\n"


def test_chapters_are_listed_in_the_order_of_the_course(build, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    for name in ("first", "second"):
        (source / f"{name}.md").write_text(f"# {name}\n\n{BANNER}", encoding="utf-8")
    (source / "notes.md").write_text("# Notes\n", encoding="utf-8")
    html, warnings = build("progress", INDEX)
    assert warnings == ""
    assert '<meta name="course-chapters" content="second first" />' in html
    assert "progress.js" in html
    search = (tmp_path / "html" / "search.html").read_text(encoding="utf-8")
    assert 'content="second first"' in search
