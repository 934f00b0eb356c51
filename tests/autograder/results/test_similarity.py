"""Copies are found under other names; usual, short and independent solutions are left in peace."""

import argparse
import csv
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from autograder.authoring import assignment as assignments
from autograder.authoring import bank
from autograder.authoring.notebooks import fill_in, grading_template
from autograder.commands import similarity as command
from autograder.course.folder import Course
from autograder.results.fingerprints import GRAM, WINDOW, fingerprints
from autograder.results.similarity import Solution, alike, compare, write_report

ORIGINAL = '''\
def count_parameters(config):
    """Count them."""
    sizes = [config.vocab_size * config.d_model]
    head_width = config.d_model // config.n_heads
    kv_width = head_width * config.n_kv_heads
    for layer in range(config.n_layers):
        queries_and_output = 2 * config.d_model ** 2
        keys_and_values = sum(config.d_model * kv_width for _ in ("k", "v"))
        feed_forward = sum([config.d_ff * config.d_model] * 3)
        sizes.append(queries_and_output + keys_and_values + feed_forward + 2 * config.d_model)
    sizes += [config.d_model]
    if not config.tied:
        sizes.insert(0, sizes[0])
    return sum(sizes)
'''
COPY = """\
def count_parameters( cfg ):
    # my own idea, really
    parts = [cfg.vocab_size * cfg.d_model]     # embedding
    w = cfg.d_model // cfg.n_heads

    w_kv = w * cfg.n_kv_heads
    for i in range(cfg.n_layers):
        # attention
        a = 2 * cfg.d_model ** 2
        b = sum(cfg.d_model * w_kv for x in ('key', 'value'))
        c = sum([cfg.d_ff * cfg.d_model] * 3)
        parts.append(a + b + c + 2 * cfg.d_model)
    parts += [cfg.d_model]
    if not cfg.tied:
        parts.insert(0, parts[0])
    return sum(parts)
"""


# Exercises whose right solutions vary one text on purpose: to a reader, too, they look alike.
VARIATIONS = {
    "plot_attention",
    "TiedModel",
    "split_heads",
    "multi_head_attention",
    "rope",
    "train_bpe",
    "decoder_logits",
}


def right_solutions(slug: str, exercise: str) -> list[Solution]:
    found = bank.entries(assignments.load(slug))
    return [
        Solution(entry.name, exercise, entry.source)
        for entry in found
        if (entry.kind, entry.exercise) == ("right", exercise)
    ]


def names(pairs: list) -> list[tuple[str, str]]:
    return [(pair.left.student, pair.right.student) for pair in pairs]


def test_a_renamed_copy_is_found_and_nobody_else() -> None:
    others = right_solutions("parameter_count", "count_parameters")
    copies = [Solution("ada", "x", ORIGINAL), Solution("bob", "x", COPY)]
    [pair] = alike([*others, *copies])
    assert {pair.left.student, pair.right.student} == {"ada", "bob"}
    assert pair.share > 0.9
    unmarked = [text for text, shared in pair.right.lines if not shared]
    assert "    # my own idea, really" in unmarked
    assert sum(shared for _, shared in pair.right.lines) >= 11


def test_a_copied_half_is_found() -> None:
    half = "\n".join(COPY.splitlines()[:10]) + "\n    return 7 + len(parts) * len(set(parts))"
    assert names(alike([Solution("a", "x", ORIGINAL), Solution("b", "x", half)])) == [("a", "b")]


@pytest.mark.parametrize(
    ("slug", "exercise"),
    [
        (assignment.slug, exercise.id)
        for assignment in map(assignments.load, assignments.slugs())
        for exercise in assignment.exercises
        if exercise.id not in VARIATIONS
    ],
)
def test_independent_solutions_are_left_in_peace(slug: str, exercise: str) -> None:
    assert names(alike(right_solutions(slug, exercise))) == []


def test_short_solutions_are_left_in_peace() -> None:
    for solution in right_solutions("causal_masking", "causal_mask"):
        twice = [Solution(name, "causal_mask", solution.source) for name in ("a", "b")]
        assert alike(twice) == []


def test_what_is_known_or_written_by_many_says_nothing() -> None:
    two = [Solution("a", "x", ORIGINAL), Solution("b", "x", COPY)]
    assert alike(two, known=[ORIGINAL]) == []
    assert alike([Solution(str(number), "x", ORIGINAL) for number in range(9)]) == []
    assert len(alike([Solution(str(number), "x", ORIGINAL) for number in range(3)])) == 3


def test_long_enough_matches_are_certain_to_be_found() -> None:
    shared = "z = torch.exp(x) / y.sum(-1) + 3 * q"
    one = fingerprints(f"def f(x):\n    pass\n    {shared}\n    return 1")
    two = fingerprints(f"for _ in range(9): print(_)\n{shared}\nimport math, sys")
    assert len(list(fingerprints(shared).lines)) >= 1
    assert fingerprints(shared).tokens >= GRAM + WINDOW - 1
    assert one.lines.keys() & two.lines.keys()


@pytest.mark.parametrize("source", ["", "def f(:\n  '''", "\x00\u2028 ((((", "é = 1\r\n" * 3])
def test_any_text_has_fingerprints(source: str) -> None:
    assert fingerprints(source).tokens >= 0


def test_what_the_code_does_counts() -> None:
    soft, hard = "x.softmax(-1) + y.exp() * 2 - z", "x.argmax(-1) + y.log() * 2 - z"
    assert not fingerprints(soft).lines.keys() & fingerprints(hard).lines.keys()


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = Course.at(tmp_path)
    assignment = assignments.load("parameter_count")
    template = grading_template(assignment)
    evil = COPY.replace("# attention", "# <script>alert(1)</script>")
    for student, source in (("ada", ORIGINAL), ("bob", evil), ("cy", None)):
        course.submit(student, "parameter_count", b"")
        solutions = {"count_parameters": source} if source else {}
        path = course.notebook("rebuilt", student, "parameter_count")
        path.parent.mkdir(parents=True)
        nbformat.write(fill_in(template, solutions), path)
    return course


def test_the_page_is_no_verdict_and_harmless(course: Course) -> None:
    report = compare(course, assignments.load("parameter_count"))
    assert (report.students, names(list(report.pairs))) == (3, [("ada", "bob")])
    page, table = write_report(course.root / "similarity", report)
    text = page.read_text()
    soup = BeautifulSoup(text, "html.parser")
    assert "This page is no verdict" in soup.get_text()
    assert soup.find_all("script") == []
    assert "<script>alert(1)</script>" in soup.get_text()
    assert len(soup.select(".pair pre")) == 2
    with table.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["student"], row["other"], row["exercise"]) == ("ada", "bob", "count_parameters")
    assert "no verdict" in row["remark"]


def test_the_command_writes_both(course: Course, capsys: pytest.CaptureFixture) -> None:
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    options = parser.parse_args(["parameter_count", "--course", str(course.root)])
    assert command.run(options) == 0
    assert "pairs to look at: 1, among 3 students" in capsys.readouterr().out
