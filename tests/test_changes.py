"""What is left out by --changed has passed, and nothing that it hangs on has changed since."""

import importlib.util
import re
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from . import changes, inputs

LAYERS = "tests/course_lib/layers/test_masks.py"
GRADING = "tests/autograder/grading/test_workers.py"
BANK = "tests/autograder/known/test_junk.py"
ONE = "tests/autograder/lab/test_server.py"  # reads causal_masking and no other assignment
SITE = "tests/book/test_site.py"
WHOLE = "tests/autograder/handout/test_handout.py"
BROWSER = "tests/book/test_terms_in_browser.py"
OF_TESTS = (LAYERS, GRADING, BANK, ONE, SITE, WHOLE, BROWSER)


@pytest.mark.parametrize(
    ("changed", "due"),
    [
        ("course_lib/layers/masks.py", {*OF_TESTS} - {SITE}),
        ("autograder/grading/workers.py", {GRADING, BANK, ONE, WHOLE}),
        ("autograder/assignments/tokenization/bank/rank/wrong/first.py", {BANK, WHOLE}),
        ("autograder/assignments/causal_masking/assignment.md", {BANK, ONE, WHOLE}),
        ("autograder/assignments/__init__.py", {GRADING, BANK, ONE, WHOLE}),
        ("book/intro.md", {SITE, WHOLE}),
        (inputs.BUILT, {SITE, WHOLE}),
        ("tests/autograder/grading/test_killed.py", {GRADING}),
        ("tests/autograder/stubs.py", set(OF_TESTS)),
        ("tests/course_lib/layers/test_masks.py", {LAYERS}),
        ("constraints.txt", set(OF_TESTS)),
        ("README.md", {WHOLE}),
        ("elsewhere/new.py", {WHOLE}),
    ],
)
def test_a_change_makes_those_tests_due_that_hang_on_it(
    changed: str, due: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def digests(content: str) -> dict[str, str]:
        monkeypatch.setattr(inputs, "_files", lambda: {"tests/conftest.py": "", changed: content})
        return {test: inputs.digest.__wrapped__(test) for test in OF_TESTS}

    before, after = digests("old"), digests("new")
    assert {test for test in before if before[test] != after[test]} == due


def test_what_is_installed_is_the_same_whatever_was_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = inputs._machine.__wrapped__()
    assert f"pytest {pytest.__version__}" in before
    (tmp_path / "vendored-1.0.dist-info").mkdir()
    (tmp_path / "vendored-1.0.dist-info" / "METADATA").write_text("Name: vendored\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert inputs._machine.__wrapped__() == before


def test_a_test_about_one_assignment_hangs_on_no_other() -> None:
    for test, slug in ((BANK, "tokenization"), (BANK, None), (WHOLE, "tokenization")):
        theirs = [
            inputs.is_input(f"{inputs.SHELF}/{name}/assignment.md", test, slug)
            for name in ("tokenization", "embeddings")
        ]
        assert theirs == [True, (test, slug) != (BANK, "tokenization")]


def test_a_built_page_is_an_input_of_its_visit_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE", str(tmp_path))
    for name in ("one.html", "other.html", "_static/course.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("old")

    def digests() -> list[str]:
        visits = inputs.digest_of_page.__wrapped__
        return [visits(name, SITE) for name in ("one.html", "other.html")]

    before = digests()
    (tmp_path / "one.html").write_text("new")
    assert [a == b for a, b in zip(before, digests(), strict=True)] == [False, True]
    (tmp_path / "_static" / "course.css").write_text("new")
    assert before[1] != digests()[1]


def test_no_test_leans_on_a_test_that_is_none_of_its_inputs() -> None:
    for test in (inputs.ROOT / "tests").rglob("test_*.py"):
        for line in test.read_text(encoding="utf-8").splitlines():
            if found := re.match(r"from tests\.(\S*\.test_\w+) import", line):
                file = f"tests/{found[1].replace('.', '/')}.py"
                assert inputs.is_input(file, test.relative_to(inputs.ROOT).as_posix())


def item(name: str, file: str = LAYERS) -> SimpleNamespace:
    path = inputs.ROOT / file
    return SimpleNamespace(nodeid=f"{file}::{name}", path=path, user_properties=[])


def report(of: SimpleNamespace, outcome: str) -> SimpleNamespace:
    properties, passed = of.user_properties, outcome == "passed"
    return SimpleNamespace(nodeid=of.nodeid, user_properties=properties, passed=passed)


def test_what_passed_is_left_out_and_what_failed_or_was_skipped_runs_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "HELD", tmp_path / "made" / "passed.json")
    left: list[str] = []
    hook = SimpleNamespace(pytest_deselected=lambda items: left.extend(it.nodeid for it in items))
    config = SimpleNamespace(hook=hook, workeroutput={})
    good, bad, broken_after = items = [item("good"), item("bad"), item("broken_after")]

    changes.Selection(leaves_out=True).pytest_collection_modifyitems(config, items)  # type: ignore
    assert left == []
    memory = changes.Memory()
    for one, outcomes in (
        (good, ["passed", "passed", "passed"]),
        (bad, ["passed", "failed", "passed"]),
        (broken_after, ["passed", "passed", "failed"]),
    ):
        for outcome in outcomes:
            memory.pytest_runtest_logreport(report(one, outcome))  # type: ignore
    memory.pytest_sessionfinish(SimpleNamespace(exitstatus=1))  # type: ignore

    again = [item("good"), item("bad"), item("broken_after")]
    changes.Selection(leaves_out=True).pytest_collection_modifyitems(config, again)  # type: ignore
    assert [it.nodeid for it in again] == [bad.nodeid, broken_after.nodeid]
    assert (left, config.workeroutput) == ([good.nodeid], {"left_out": 1})
    whole = [item("good")]
    changes.Selection(leaves_out=False).pytest_collection_modifyitems(config, whole)  # type: ignore
    assert len(whole) == 1


def test_what_a_browser_was_sent_is_an_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE", str(tmp_path))
    monkeypatch.setattr(inputs, "sent", inputs.sent.__wrapped__)
    (tmp_path / "one.html").write_text("old")
    (tmp_path / "other.html").write_text("old")
    test, watch = item("opens", BROWSER), changes.Watch()
    watch.pytest_runtest_protocol(test)  # type: ignore
    threads = [Thread(target=(tmp_path / name).exists) for name in ("other.html",)]
    threads += [Thread(target=(tmp_path / name).read_text) for name in ("one.html", "none.html")]
    monkeypatch.setattr("threading.excepthook", lambda _: None)  # there is no none.html
    for thread in threads:
        thread.start()
        thread.join()
    watch.pytest_runtest_teardown(test)  # type: ignore
    name, was_sent = test.user_properties[-1]
    assert (name, sorted(was_sent)) == ("sent", ["none.html", "one.html"])

    selection = changes.Selection(leaves_out=False)
    selection._known = {test.nodeid: ("key", was_sent)}
    assert selection._has_passed(test.nodeid, "key")
    assert not selection._has_passed(test.nodeid, "another key")
    (tmp_path / "other.html").write_text("new")
    assert selection._has_passed(test.nodeid, "key")
    (tmp_path / "one.html").write_text("new")
    assert not selection._has_passed(test.nodeid, "key")


@pytest.mark.parametrize("held", ["", "[]", '{"test": "digest"}', '{"test": ["digest"]}'])
def test_a_memory_of_another_form_is_forgotten(
    held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "HELD", tmp_path / "passed.json")
    changes.HELD.write_text(held)
    assert changes.known() == {}
    changes.HELD.write_text('{"test": ["digest", {"page.html": "its own"}]}')
    assert changes.known() == {"test": ("digest", {"page.html": "its own"})}


def test_a_test_that_reads_more_than_it_says_is_told(request: pytest.FixtureRequest) -> None:
    watch = request.config.pluginmanager.get_plugin("watch")
    watch._item = item("reads")
    (inputs.ROOT / "course_lib" / "layers" / "masks.py").read_text()
    importlib.invalidate_caches()
    assert importlib.util.find_spec("nowhere") is None  # also sought in book/extensions
    assert watch.strange == set()
    (inputs.ROOT / "book" / "intro.md").read_text()
    (inputs.ROOT / "README.md").read_text()
    list((inputs.ROOT / "autograder").iterdir())
    assert watch.strange == {"book/intro.md", "README.md", "autograder"}
    watch.strange.clear()
    watch._item = request.node
