"""The workflow that publishes the site: pinned, told where the site will be, and run here for once.

Its last step is a shell script; it is run as it stands, on a small site, with a repository in a
folder as its target.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILE = ROOT / ".github" / "workflows" / "publish.yml"
PINNED = re.compile(r"^ +- uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", re.MULTILINE)


@pytest.fixture(scope="module")
def job() -> dict:
    [job] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["jobs"].values()
    return job


def commands(job: dict) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def test_every_action_is_pinned_by_commit(job):
    used = [step for step in job["steps"] if "uses" in step]
    assert len(used) == len(PINNED.findall(FILE.read_text(encoding="utf-8"))) > 0


def test_it_may_write_the_branch_and_nothing_else():
    workflow = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "write"}


def test_the_site_learns_its_address_and_its_repository(job):
    assert "vars.SITE_URL || format('https://{0}.github.io/{1}/'" in job["env"]["SITE_URL"]
    assert job["env"]["REPOSITORY_URL"].endswith("${{ github.repository }}")


def test_it_builds_as_everybody_does_and_checks_before_it_publishes(job):
    build, check, publish = commands(job)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert build == "make book"
    assert re.search(r"^book:", makefile, re.MULTILINE)
    assert (ROOT / check.split()[-1]).exists()
    assert "git push" in publish
    site = next(step["env"]["SITE"] for step in job["steps"] if step.get("name") == "Publish")
    assert f"SITE := {site}" in makefile


def test_the_branch_holds_the_site_alone_and_is_replaced(job, tmp_path):
    target, site = tmp_path / "target.git", tmp_path / "site"
    (site / "_static").mkdir(parents=True)
    (site / "_static" / "course.css").write_text("p {}\n")
    git("init", "--quiet", "--bare", target)
    for text in ("first", "second"):
        (site / "index.html").write_text(text)
        publish(job, site, target)
    assert git("-C", target, "show", "gh-pages:index.html") == "second"
    assert git("-C", target, "rev-list", "--count", "gh-pages").strip() == "1"
    names = git("-C", target, "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert names == [".nojekyll", "_static/course.css", "index.html"]
    assert not (site / ".git").exists()


def publish(job: dict, site: Path, target: Path) -> None:
    told = {"SITE": str(site), "TARGET": str(target), "SITE_BRANCH": job["env"]["SITE_BRANCH"]}
    actor = {"GITHUB_ACTOR": "someone", "GITHUB_SHA": "0" * 40}
    script = ["bash", "-euo", "pipefail", "-c", commands(job)[-1]]
    subprocess.run(script, env=os.environ | told | actor, check=True)


def git(*arguments: object) -> str:
    command = ["git", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
