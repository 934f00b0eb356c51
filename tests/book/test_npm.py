"""What the site takes from npm is pinned, names no host, and is never needed."""

import json
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "book" / "npm"
sys.path.append(str(FOLDER))
import install  # noqa: E402


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders in which npm was run; it succeeds."""
    folders: list[Path] = []

    def npm(folder: Path) -> str:
        folders.append(folder)
        return ""

    monkeypatch.setattr(install, "_npm", npm)
    return folders


def test_every_package_is_pinned_with_its_sum_and_no_host():
    text = (FOLDER / "package-lock.json").read_text(encoding="utf-8")
    _, *packages = json.loads(text)["packages"].values()
    assert len(packages) >= 2
    assert all(it["integrity"].startswith("sha512-") for it in packages)
    assert "http" not in text
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(version[0].isdigit() for version in wanted.values())


def test_what_is_installed_is_left_and_a_new_lock_file_begins_anew(tmp_path, ran):
    assert install.install(target=tmp_path) == install.install(target=tmp_path) == ""
    assert ran == [tmp_path]
    (tmp_path / "installed-lock.json").write_text("another")
    assert install.install(target=tmp_path) == ""
    assert len(ran) == 2


def test_no_package_runs_its_scripts():
    assert {"ci", "--ignore-scripts"} <= set(install.OPTIONS)


@pytest.mark.parametrize("error", [ImportError("no node"), OSError("no npm")])
def test_where_npm_does_not_run_one_line_says_so_and_nothing_is_remembered(
    tmp_path, monkeypatch, capsys, error
):
    def npm(folder: Path) -> str:
        raise error

    monkeypatch.setattr(install, "_npm", npm)
    monkeypatch.setattr(install.install, "__defaults__", (FOLDER, tmp_path))
    install.main()
    assert capsys.readouterr().out == (
        f"going on without the live model of the playground: npm brought nothing ({error})\n"
    )
    assert not (tmp_path / "installed-lock.json").exists()


def test_npm_s_own_complaint_is_given_on(tmp_path, monkeypatch):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setattr(install, "OPTIONS", [*install.OPTIONS, "--fetch-retries=0"])
    assert install.install(target=tmp_path) == "code ECONNREFUSED"
