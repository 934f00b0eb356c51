"""Versions are pinned in one place, and everything agrees with it."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PINS = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text().splitlines()
    if line and not line.startswith("#")
)


ONLY_FOR_BENCHMARKS = {"xllamacpp"}  # `make bench` installs it where it runs


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


CANONICAL_PINS = {canonical(name): pin for name, pin in PINS.items()}


def requirements() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [
        settings["project"]["dependencies"],
        *settings["project"]["optional-dependencies"].values(),
        *settings["dependency-groups"].values(),
    ]
    return [re.match(r"[\w.-]+", line).group() for group in groups for line in group]


@pytest.mark.parametrize("name", requirements())
def test_each_dependency_is_pinned_and_installed_so(name: str) -> None:
    pin = CANONICAL_PINS[canonical(name)]
    if name not in ONLY_FOR_BENCHMARKS:
        assert version(name).split("+")[0] == pin


@pytest.mark.parametrize("name", requirements())
def test_each_dependency_says_why(name: str) -> None:
    text = (ROOT / "pyproject.toml").read_text()
    assert re.search(rf'^ +"{re.escape(name)}[^"]*", +# \S', text, re.MULTILINE)


def test_conda_users_get_the_same_versions() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    *conda, pip = environment["dependencies"]
    pairs = [line.split("=") for line in conda if not line.startswith("python=")]
    pairs += [line.split("==") for line in pip["pip"] if "==" in line]
    assert len(pairs) >= 6
    for name, pin in pairs:
        assert CANONICAL_PINS[canonical(name)] == pin
    assert "--constraint constraints.txt" in pip["pip"]
