"""Set this course up, and open it:  python start.py

The first time, an environment is made in the folder .venv beside this file, and the course is
installed there; that takes minutes and some gigabytes. After that it takes seconds. Your notebooks
are in the folder my_work; nothing overwrites them.

    python start.py                                      open JupyterLab
    python start.py doctor my_work/causal_masking.ipynb  is it fit to be handed in?

On Linux, PyTorch comes with gigabytes for graphics cards. For the processor alone, choose CPU in
the selector on PyTorch's site, and set PIP_EXTRA_INDEX_URL to the address in the line that it shows
before you start for the first time.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
READY = ENVIRONMENT / "ready"
LISTS = ["requirements.txt", "constraints.txt", "data.txt"]
INSTALL = ["-m", "pip", "install", "--disable-pip-version-check"]


def main(arguments):
    """Set up if needed, then pass the arguments on to the course's program."""
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:2]))
        return f"Python 3.11 or newer is needed, this is {found}."
    if arguments in (["-h"], ["--help"]):
        print((__doc__ or "").strip())
        return 0
    state = "".join(hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in LISTS)
    if not READY.is_file() or READY.read_text(encoding="utf-8") != state:
        problem = set_up()
        if problem:
            return problem
        READY.write_text(state, encoding="utf-8")
    if not arguments:
        arguments = ["lab", "--released", HERE / "released", "--work", HERE / "my_work"]
    return wait_for([PYTHON, "-m", "autograder", *arguments])


def set_up():
    """Make the environment and install the course; return what went wrong, if something did."""
    print(f"Setting up, in {ENVIRONMENT}. This takes minutes, and only once.", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", ENVIRONMENT]):
        return "Python's module venv is missing; on Debian and Ubuntu, install python3-venv."
    for options in (["-r", "requirements.txt"], ["--no-deps", "-r", "data.txt"]):
        if subprocess.call([PYTHON, *INSTALL, *options], cwd=HERE):
            return "pip could not install everything: what it says stands above. Then try again."
    return ""


def wait_for(command):
    """Run a command to its end; Ctrl-C reaches it too, and it knows what to do."""
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped. The next start goes on from here.")
