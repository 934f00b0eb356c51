"""Versions are pinned in one place, and everything agrees with it."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

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


def requirements() -> list[Requirement]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [
        settings["project"]["dependencies"],
        *settings["project"]["optional-dependencies"].values(),
        *settings["dependency-groups"].values(),
    ]
    return [Requirement(line) for group in groups for line in group]


@pytest.mark.parametrize("it", requirements(), ids=lambda it: it.name)
def test_each_dependency_is_pinned_and_installed_so(it: Requirement) -> None:
    pin = CANONICAL_PINS[canonical(it.name)]
    for_this_machine = it.marker is None or it.marker.evaluate()
    if for_this_machine and it.name not in ONLY_FOR_BENCHMARKS:
        assert version(it.name).split("+")[0] == pin


@pytest.mark.parametrize("it", requirements(), ids=lambda it: it.name)
def test_each_dependency_says_why(it: Requirement) -> None:
    text = (ROOT / "pyproject.toml").read_text()
    assert re.search(rf'^ +"{re.escape(it.name)}[^"]*", +# \S', text, re.MULTILINE)


def test_conda_users_get_the_same_versions() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    *conda, pip = environment["dependencies"]
    pairs = [line.split("=") for line in conda if not line.startswith("python=")]
    pairs += [line.split("==") for line in pip["pip"] if "==" in line]
    assert len(pairs) >= 6
    for name, pin in pairs:
        assert CANONICAL_PINS[canonical(name)] == pin
    assert "--constraint constraints.txt" in pip["pip"]
