"""Kernels forked from a warm parent, for programs that know nothing of them."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.grading.provisioned import PROVISIONER, registered

ROOT = Path(__file__).parents[4]
PROGRAM = """
import nbformat, sys
from nbclient import NotebookClient
from jupyter_client.kernelspec import KernelSpecManager
cells = [nbformat.v4.new_code_cell(s) for s in ("import os, sys, torch\\nprint(os.getppid())",
         "print(os.getcwd())", "print(torch.rand(1).item())", "1/0",
         "import matplotlib.pyplot as plt\\nplt.plot([1, 2]);")]
found = []
for _ in range(2):
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(notebook, allow_errors=True, kernel_name="python3",
                            extra_arguments=["--HistoryManager.hist_file=:memory:"],  # nbgrader's
                            resources={"metadata": {"path": sys.argv[1]}})
    client.execute()
    *shown, figure = [cell.outputs[0] for cell in notebook.cells]
    found.append([output.get("text", output.get("ename")) for output in shown])
    assert "image/png" in figure.get("data", {}), figure
first, second = found
assert first[0] == second[0] != str(os.getpid()) if (os := __import__("os")) else 0, found
assert first[1].strip() == sys.argv[1], found
assert first[2] != second[2], "every kernel must draw its own random numbers"
assert first[3] == "ZeroDivisionError", found
print("parent", first[0])
"""


def test_an_unmodified_client_gets_forked_kernels(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    environment["JUPYTER_DEFAULT_PROVISIONER_NAME"] = PROVISIONER
    environment.pop("MPLBACKEND", None)  # a backend of other tests
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        env=registered(tmp_path, environment),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    parent = int(done.stdout.split()[1])
    assert not Path(f"/proc/{parent}").exists()
