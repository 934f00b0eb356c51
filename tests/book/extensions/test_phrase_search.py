"""The index holds the words of the pages, at their headings, and nothing of the machinery."""

import asyncio
import gzip
import json
from concurrent.futures import ThreadPoolExecutor

import phrase_search

PAGE = "# Title\n\nFirst words. $x^2$\n\n(label)=\n## A part of it\n\nOther words here.\n"
SETTINGS = {
    "extensions": ["myst_parser", "phrase_search"],
    "html_theme": "sphinx_book_theme",
    "html_theme_options": {"navbar_persistent": []},
}


def fragments(folder) -> list[dict]:
    files = (folder / "html" / "pagefind" / "fragment").iterdir()
    return [
        json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        for file in files
    ]


def test_pages_are_indexed_with_their_headings(build, tmp_path):
    html, _ = build("phrase_search", PAGE, **SETTINGS)
    assert "search.js" in html
    (page,) = fragments(tmp_path)
    assert page["url"].endswith("index.html")
    assert page["meta"]["title"] == "Title"
    assert "Other words here." in page["content"]
    assert "x^2" not in page["content"]
    assert {(place["id"], place["text"]) for place in page["anchors"]} >= {
        ("title", "Title"),
        ("a-part-of-it", "A part of it"),
    }


def test_only_the_files_in_use_are_written(build, tmp_path):
    build("phrase_search", PAGE, **SETTINGS)
    build("phrase_search", PAGE.replace("Other", "New"), freshenv=False, **SETTINGS)
    folder = tmp_path / "html" / "pagefind"
    files = {path.name for path in folder.iterdir()}
    assert {"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"} <= files
    assert not [name for name in files if name.endswith(".css") or "ui" in name]
    assert len(fragments(tmp_path)) == 1


def test_what_sphinx_would_lose_in_the_next_build_is_not_in_its_index(build, tmp_path):
    build("phrase_search", "# Title\n\n```{index} token\n```\n", **SETTINGS)
    assert '"indexentries": {}' in (tmp_path / "html" / "searchindex.js").read_text()


def test_a_section_hands_its_place_to_its_heading():
    section = '<section class="a" id="here">\n<span id="label"></span><h2>Here</h2>'
    assert phrase_search.for_the_index(section).endswith('<h2 id="here">Here</h2>')


def test_cells_of_imports_and_quizzes_are_left_out(build, tmp_path):
    code = "```python\nimport torch\nfrom a import (\n    bee,\n    sea,\n)\n```\n"
    more = f"{code}\n```python\nimport math\ncounted = math.pi\n```\n"
    quiz = "\n:::{container} quiz\nDistractor.\n:::\n"
    build("phrase_search", f"{PAGE}\n{more}{quiz}", **SETTINGS)
    (page,) = fragments(tmp_path)
    assert "counted" in page["content"]
    for left_out in ("torch", "bee", "Distractor"):
        assert left_out not in page["content"]


def test_words_are_counted_for_who_mistypes_them():
    page = (
        "<nav>elsewhere elsewhere</nav><article>A softmax &amp; <b>soft</b>max, Softmax soft once"
    )
    page += "<script>script script</script></article>"
    assert phrase_search.words_of([page, "no article"]) == {"softmax": 3}


def test_a_program_with_a_running_event_loop_can_build(build, tmp_path):
    async def caller():
        build("phrase_search", PAGE, **SETTINGS)

    with ThreadPoolExecutor(1) as thread:  # browser tests leave a loop running in this one
        thread.submit(asyncio.run, caller()).result()
    assert fragments(tmp_path)


def test_files_that_still_grow_are_waited_for(tmp_path):
    script = tmp_path / "pagefind.js"
    script.write_text("half")

    async def a_slow_writer():
        for _ in range(3):
            await asyncio.sleep(0.05)
            script.write_text(script.read_text() + " more")

    async def only_the_wait():
        writer = asyncio.create_task(a_slow_writer())
        await phrase_search.settled(tmp_path, pause=0.1)
        assert writer.done()

    asyncio.run(only_the_wait())
    assert script.read_text() == "half" + 3 * " more"
