"""Laws of the book's configuration, checked without building it."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest
import yaml
from pybtex.database import parse_file
from sphinx.project import Project

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
EXERCISES = "book/exercises/"


def load(name: str) -> dict:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def toc_files() -> list[str]:
    """Every page of the table of contents, in order."""
    toc = load("_toc.yml")

    def below(entry: dict) -> list[str]:
        return [entry["file"]] + [
            page for part in entry.get("sections", []) for page in below(part)
        ]

    chapters = [chapter for part in toc["parts"] for chapter in part["chapters"]]
    return [toc["root"]] + [page for chapter in chapters for page in below(chapter)]


def test_secrets_stay_out_of_the_site():
    """The book's root is the repository: without these lines solutions would be published."""
    config = load("_config.yml")
    assert config["only_build_toc_files"] is True
    assert {"build", ".venv", "autograder", "tests"} <= set(config["exclude_patterns"])
    assert not [page for page in toc_files() if not page.startswith("book/")]
    assert config["sphinx"]["config"]["html_copy_source"] is False


def test_what_appears_during_the_build_is_no_page(tmp_path: Path) -> None:
    """A class is graded meanwhile: its notebooks would be run without a sandbox, and shown."""
    config = load("_config.yml")
    for name in ("book/intro.md", "course/autograded/ada/x/x.ipynb", "my_work/x.ipynb", "x.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    project = Project(tmp_path, {".md": "markdown", ".ipynb": "myst-nb"})
    included = config["sphinx"]["config"]["include_patterns"]
    assert project.discover(config["exclude_patterns"], included) == {"book/intro"}


def test_a_failing_or_complaining_cell_fails_the_build():
    execute = load("_config.yml")["execute"]
    assert execute["allow_errors"] is False
    assert execute["stderr_output"] == "error"
    assert execute["execute_notebooks"] == "cache"
    assert execute["cache"].startswith("build/")
    assert execute["timeout"] <= 120


def test_the_table_of_contents_and_the_files_agree():
    """Exercise pages are generated, one for each assignment; every other page is a file."""
    listed = toc_files()
    assert len(set(listed)) == len(listed)
    written = {page for page in listed if not page.startswith(EXERCISES)}
    files = {path.relative_to(ROOT).with_suffix("").as_posix() for path in BOOK.rglob("*.md")}
    assert written == {page for page in files if not page.startswith(EXERCISES)}
    exercises = {page.removeprefix(EXERCISES) for page in listed if page.startswith(EXERCISES)}
    assignments = (ROOT / "autograder" / "assignments").glob("*/assignment.md")
    assert exercises == {path.parent.name for path in assignments}


CELL = re.compile(r"^```\{code-cell\}.*\n(?P<options>(?::.*\n)*)(?P<code>.*?)^```$", re.M | re.S)


def test_no_chapter_opens_with_its_imports():
    """They wait in a fold: a reader came for the subject."""
    chapters = [
        text
        for text in (page.read_text(encoding="utf-8") for page in BOOK.rglob("*.md"))
        if ":::{banner}" in text
    ]
    first = [found for text in chapters if (found := CELL.search(text))]
    assert len(first) > 10
    for cell in first:
        body = ast.parse(cell["code"]).body
        imports = sum(isinstance(node, ast.Import | ast.ImportFrom) for node in body)
        if 2 * imports > len(body):
            assert "hide-input" in cell["options"], cell["code"]


def test_the_bibliography_can_be_read():
    """A brace that a merge lost stops the whole book; here it stops a test of a second."""
    listed = (BOOK / "references.bib").read_text(encoding="utf-8").count("\n@")
    assert len(parse_file(BOOK / "references.bib").entries) >= listed > 0


def test_extensions_are_listed_once_and_exist():
    config = load("_config.yml")["sphinx"]
    extensions, local = config["config"]["extensions"], config["local_extensions"]
    assert len(set(extensions)) == len(extensions)
    assert "sphinx_thebe" not in extensions
    sources = (BOOK / "extensions").glob("*.py")
    files = {path.stem for path in sources if "\ndef setup(" in path.read_text(encoding="utf-8")}
    assert files == set(local)
    assert files <= set(extensions)
    others = set(extensions) - files - {"sphinx-mathjax-offline"}  # no valid Python name
    assert all(importlib.util.find_spec(name) for name in others)


def test_no_folder_is_loaded_whole_by_every_page():
    """Jupyter Book adds every style and script under a folder called _static to every page."""
    config = load("_config.yml")["sphinx"]["config"]
    assert not list(ROOT.glob("_static"))
    scripts = [entry[0] for entry in config["html_js_files"]]
    assert scripts == ["access.js", "code_lines.js"]
    for asset in [*config["html_css_files"], *scripts]:
        assert (BOOK / "assets" / asset).exists()


def test_no_page_needs_a_widget_manager_or_an_inventory():
    config = load("_config.yml")["sphinx"]["config"]
    assert config["nb_ipywidgets_js"] == {}
    assert config["intersphinx_mapping"] == {}
    assert ["*", "application/vnd.jupyter.widget-view+json", None] in config[
        "nb_mime_priority_overrides"
    ]


ASSETS = sorted(
    path
    for folder in ("assets", "live_model")
    for path in (BOOK / folder).iterdir()
    if path.suffix != ".png"
)


@pytest.mark.parametrize("asset", ASSETS, ids=lambda path: path.name)
def test_assets_name_no_other_host(asset):
    text = asset.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in text
    assert "https:" not in text
    assert 'src="//' not in text
