"""What each test hangs on: helpers and data of tests, and the rooms that it looks into.

A test is told by its place, the longest one that matches. If it reads a room that is not listed for
it, it fails: `changes.py` watches, so that a test is only left out where nothing has changed. A
test about one assignment says so by its parameter `slug`; what a browser was sent is noted, and a
test that looks through the whole built site says so as if it were a file of the repository.
"""

import hashlib
import os
import platform
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
SHELF = "autograder/assignments"
ASSIGNMENTS = frozenset(f"{SHELF}/{it.name}" for it in (ROOT / SHELF).iterdir() if it.is_dir())
BUILT = "build/site"  # all of it
ROOMS = ("course_lib", "autograder", SHELF, *sorted(ASSIGNMENTS), "benchmarks", "book")
SHARED = frozenset({"pyproject.toml", "constraints.txt"})
EVERYTHING = frozenset({""})
LIBRARY = SHARED | {"course_lib"}
GRADING = LIBRARY | {"autograder", SHELF}
COURSE = GRADING | ASSIGNMENTS
WHAT_IS_SENT = LIBRARY  # and those files of the built site that the browser asks for


def only(*slugs: str) -> frozenset[str]:
    """The rooms of a test of grading that reads these assignments and no other."""
    return GRADING | {f"{SHELF}/{slug}" for slug in slugs}


IN_BROWSER = "tests/book/test_*in_browser.py"  # where nothing else is said: what is sent to it
LOOKS_INTO = {
    "": EVERYTHING,
    "autograder": GRADING,
    "course_lib": LIBRARY,
    "tests/autograder": GRADING,
    "tests/autograder/base/test_marks.py": COURSE,  # it reads every source
    "tests/autograder/course/test_class_rules.py": EVERYTHING,
    "tests/autograder/course/test_course.py": GRADING | {".gitignore"},
    "tests/autograder/grading/test_unchanged.py": only(
        "causal_masking", "tokenization", "parameter_count"
    ),
    "tests/autograder/handout": EVERYTHING,
    "tests/autograder/known": COURSE,
    "tests/autograder/lab/test_server.py": only("causal_masking") | {".gitignore"},
    "tests/autograder/results/test_feedback.py": EVERYTHING,
    "tests/autograder/results/test_misconception_table.py": COURSE,
    "tests/autograder/results/test_similarity.py": COURSE,
    "tests/autograder/sandbox/outside/test_container.py": GRADING
    | {"deploy/kubernetes/grading.yaml"},
    "tests/autograder/sandbox/outside/test_visible_files.py": COURSE,
    "tests/autograder/sandbox/test_platforms.py": only("causal_masking"),
    "tests/autograder/test_house.py": EVERYTHING,
    "tests/autograder/test_pages_on_a_phone.py": only("causal_masking", "attention_patterns"),
    "tests/autograder/test_sample_reports.py": only("final_project"),
    "tests/autograder/test_secrecy.py": EVERYTHING,
    "tests/autograder/testing/test_assignments.py": COURSE | {"book"},
    "tests/book/extensions/test_phrase_search.py": LIBRARY | {"book"},
    "tests/book/test_claims_in_browser.py": WHAT_IS_SENT | {"book"},
    "tests/book/test_every_page_in_browser.py": EVERYTHING,
    "tests/book/test_from_a_folder_in_browser.py": WHAT_IS_SENT | {BUILT},
    "tests/book/test_other_seeds.py": LIBRARY | {"book"},
    "tests/book/test_site.py": SHARED | {BUILT, "book", "_toc.yml"},
    "tests/book/test_slides_in_browser.py": WHAT_IS_SENT | {BUILT},
    "tests/course_lib": LIBRARY,
    "tests/course_lib/for_the_book/test_readiness.py": LIBRARY | {"book"},
    "tests/test_hanging.py": SHARED,
    "tests/test_stages.py": SHARED,
}


def longest(places: Iterable[str], file: str) -> str:
    """Return the innermost place that holds a file; empty if none does.

    >>> longest(ROOMS, "autograder/grading/workers.py")
    'autograder'
    """
    above = {str(path) for path in (PurePosixPath(file), *PurePosixPath(file).parents)}
    return max((place for place in places if place in above), key=len, default="")


@cache
def rooms(test_file: str, slug: object = None) -> frozenset[str]:
    """Return the rooms that a test looks into; with a slug, of the assignments only this one.

    >>> sorted(rooms("tests/autograder/known/test_junk.py", "tokenization") & ASSIGNMENTS)
    ['autograder/assignments/tokenization']
    """
    place = longest(LOOKS_INTO, test_file)
    of_a_browser = place != test_file and PurePosixPath(test_file).match(IN_BROWSER)
    found = WHAT_IS_SENT if of_a_browser else LOOKS_INTO[place]
    return found - ASSIGNMENTS | own if (own := {f"{SHELF}/{slug}"} & found) else found


def is_input(file: str, test_file: str, slug: object = None) -> bool:
    """Return whether a file of the repository is among the inputs of a test.

    >>> is_input("book/intro.md", "tests/course_lib/test_import.py")
    False
    """
    if file.startswith("tests/"):  # other tests are none, but those beside it and below
        beside = test_file[: test_file.rfind("/") + 1]
        return file.startswith(beside) or not file.rpartition("/")[2].startswith("test_")
    found = rooms(test_file, slug)
    return found == EVERYTHING or (room(file) or file) in found


@cache  # asked for every file, for every test
def room(file: str) -> str:
    """Return the room that a file lies in; empty outside all rooms."""
    return longest(ROOMS, file)


def is_kept(file: str) -> bool:
    """Return whether git keeps this file, or would."""
    return file in _files()


@cache
def digest(test_file: str, slug: object = None) -> str:
    """Return a digest of all inputs of a test, and of what is installed."""
    return _digest(
        f"{name} {sum_}" for name, sum_ in _files().items() if is_input(name, test_file, slug)
    )


@cache
def sent(name: str) -> str:
    """Return the digest of a file of the built site; empty if it is gone."""
    return _sum(file) if (file := site() / name).is_file() else ""


@cache
def digest_of_page(name: str, test_file: str) -> str:
    """Return a digest of a built page, of what all pages load, of the test, of what is installed.

    Pictures are named after what they hold, so that the page tells them.
    """
    pages = site()
    loaded = [pages / name, *sorted(it for it in (pages / "_static").rglob("*") if it.is_file())]
    tests = (it for it in _files().items() if it[0].startswith("tests/"))
    own = [it for it in tests if is_input(it[0], test_file)]
    built = [(str(file.relative_to(pages)), _sum(file)) for file in loaded]
    return _digest(f"{file} {sum_}" for file, sum_ in own + built)


def site() -> Path:
    """Return the folder of the built site: the variable SITE, or where `make book` puts it."""
    return Path(os.environ.get("SITE", ROOT / "build" / "site" / "_build" / "html"))


def _digest(inputs: Iterable[str]) -> str:
    return hashlib.sha256("\n".join([_machine(), *inputs]).encode()).hexdigest()


@cache
def _files() -> dict[str, str]:
    """Every file of the repository that git does not ignore, with a digest of what it holds.

    So the built site, as one.
    """
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = sorted(set(listed.split("\0")) - {""})
    files = {name: _sum(ROOT / name) for name in names if (ROOT / name).is_file()}
    return files | {BUILT: _sum_of_all(site())}


def _sum_of_all(folder: Path) -> str:
    files = sorted(it for it in folder.rglob("*") if it.is_file())
    listed = [f"{file.relative_to(folder)} {_sum(file)}" for file in files]
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@cache
def _machine() -> str:
    """The interpreter, the system, and every installed package with its version."""
    installed = [sysconfig.get_path("purelib")]  # imports of other tests may lengthen `sys.path`
    packages = sorted(f"{it.name} {it.version}" for it in metadata.distributions(path=installed))
    return " ".join([sys.version, platform.platform(), *packages])
